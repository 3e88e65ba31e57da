import { expect, it } from 'vitest';
import { renderCharts } from '../../../src/syntax/helm/render.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

const helpers = `{{- define "shop.fullname" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name }}{{ else }}{{ .Release.Name }}-{{ .Chart.Name }}{{ end }}
{{- end }}
`;

async function render(files: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  const renderings = await renderCharts(inMemoryRepository(files));
  return Object.fromEntries(
    [...renderings].map(([path, rendering]) => [
      path,
      'text' in rendering ? rendering.text.text.trim() : `problem: ${rendering.problem}`,
    ]),
  );
}

it('writes templates with the default values, the names of the chart, and its partials', async () => {
  expect(
    await render({
      'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.2.3\nappVersion: "4"\n',
      'chart/values.yaml': 'image:\n  repository: acme/shop\n  tag: ""\nautoscaling:\n  enabled: false\n',
      'chart/templates/_helpers.tpl': helpers,
      'chart/templates/NOTES.txt': '{{ gone }}',
      'chart/templates/name.yaml':
        'name: {{ include "shop.fullname" . }}\nimage: {{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}\nsum: {{ include (print $.Template.BasePath "/map.yaml") . | sha256sum | trunc 4 }}\n',
      'chart/templates/map.yaml': 'a: 1\n',
      'chart/templates/hpa.yaml':
        '{{- if .Values.autoscaling.enabled }}\nkind: HorizontalPodAutoscaler\n{{- end }}\n',
      'chart/templates/key.yaml': 'key: {{ genPrivateKey "rsa" }}\n',
      'chart/templates/broken.yaml': '{{ if }}\n',
    }),
  ).toEqual({
    'chart/templates/name.yaml': 'name: shop\nimage: acme/shop:4\nsum: 37b1',
    'chart/templates/map.yaml': 'a: 1',
    'chart/templates/hpa.yaml': '',
    'chart/templates/key.yaml': 'problem: the function genPrivateKey is not evaluated',
    'chart/templates/broken.yaml': 'problem: a command is missing',
  });
});

it('asks for versions of the API by method and as a list, and goes on without values that the command line gives', async () => {
  const files = {
    'chart/Chart.yaml': 'name: shop\n',
    'chart/templates/versions.yaml':
      'a: {{ .Capabilities.APIVersions.Has "apps/v1" }}\nb: {{ has "apps/v1" .Capabilities.APIVersions }}\n',
    'chart/templates/lacks.yaml':
      'image: {{ .Values.image.repository }}:{{ required "tag" .Values.tag }}\n{{- if .Values.probe.enabled }}\nprobe: on\n{{- end }}\n',
  };
  expect(await render(files)).toEqual({
    'chart/templates/versions.yaml': 'a: true\nb: true',
    'chart/templates/lacks.yaml': 'image: :',
  });
  const lacking = (await renderCharts(inMemoryRepository(files))).get('chart/templates/lacks.yaml');
  expect(lacking).toMatchObject({ lacks: '.repository is asked of what has no fields' });
});

it('gives a chart that another brings along its values, the global ones, and nothing when it is switched off', async () => {
  const sub = (name: string): Record<string, string> => ({
    [`chart/charts/${name}/Chart.yaml`]: `name: ${name}\n`,
    [`chart/charts/${name}/values.yaml`]: 'port: 1\nkept: yes\n',
    [`chart/charts/${name}/templates/x.yaml`]:
      'chart: {{ .Chart.Name }}\nrelease: {{ .Release.Name }}\nport: {{ .Values.port }}\nkept: {{ .Values.kept }}\nhost: {{ .Values.global.host }}\n',
  });
  expect(
    await render({
      'chart/Chart.yaml':
        'name: shop\ndependencies:\n  - name: api\n  - name: db\n    condition: db.enabled\n  - name: common\n    repository: https://charts.example\n',
      'chart/values.yaml': 'global:\n  host: shop.example\napi:\n  port: 2\ndb:\n  enabled: false\n',
      ...sub('api'),
      ...sub('db'),
    }),
  ).toEqual({
    'chart/charts/api/templates/x.yaml': 'chart: api\nrelease: shop\nport: 2\nkept: yes\nhost: shop.example',
  });
});

it('tells where in the template each place of the text stands', async () => {
  const template =
    '{{- $x := 1 }}\nlivenessProbe:\n  {{- toYaml .Values.probe | nindent 2 }}\nname: {{ .Chart.Name }}-x\n';
  const files = {
    'chart/Chart.yaml': 'name: shop\n',
    'chart/values.yaml': 'probe:\n  httpGet:\n    path: /healthz\n',
    'chart/templates/x.yaml': template,
  };
  const rendering = (await renderCharts(inMemoryRepository(files))).get('chart/templates/x.yaml');
  if (!rendering || !('text' in rendering)) throw new Error('not rendered');
  const { text } = rendering;
  const placeOf = (word: string): string => {
    const start = text.text.indexOf(word);
    const { line, column, endLine, endColumn } = text.span(start, start + word.length);
    return `${line}:${column}–${endLine}:${endColumn}`;
  };
  expect(text.text).toBe('\nlivenessProbe:\n  httpGet:\n    path: /healthz\nname: shop-x\n');
  expect(placeOf('livenessProbe')).toBe('2:1–2:14');
  expect(placeOf('/healthz')).toBe('3:3–3:42');
  expect(placeOf('name')).toBe('4:1–4:5');
  expect(placeOf('shop-x')).toBe('4:7–4:26');
});

it('writes nothing where a template of a chart elsewhere is included', async () => {
  const written = await render({
    'chart/Chart.yaml':
      'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - { name: common, version: 2.x, repository: https://charts.example }\n',
    'chart/templates/a.yaml': 'name: {{ include "common.names.fullname" . }}\nport: 80\n',
  });
  expect(written).toEqual({ 'chart/templates/a.yaml': 'name: \nport: 80' });
});
