import { describe, expect, it } from 'vitest';
import { kubernetes } from '../../../src/health/probes/kubernetes/index.js';
import { probeLines } from './probe-lines.js';
import { readPlatform } from './read-platform.js';

const template = `apiVersion: apps/v1
kind: Deployment
metadata: {name: {{ .Release.Name }}}
spec:
  template:
    spec:
      containers:
        - name: {{ .Chart.Name }}
          ports: [{name: http, containerPort: {{ .Values.port }}}]
          livenessProbe:
            httpGet: {path: {{ .Values.livenessProbe.path }}, port: http}
          {{- if .Values.readiness.enabled }}
          readinessProbe:
            httpGet: {path: /ready, port: http}
          {{- end }}
`;

const chart = {
  'deploy/shop/Chart.yaml': 'name: shop\n',
  'deploy/shop/values.yaml':
    'port: 8080\nlivenessProbe: {path: /livez}\nreadiness: {enabled: false}\nreplicas: 1\n',
  'deploy/shop/templates/web.yaml': template,
};

const ofChart =
  'deploy/shop/templates/web.yaml:10 Deployment shop/shop | liveness → restart | http 8080 /livez';

async function added(more: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const lines = await probeLines(kubernetes, { ...chart, ...more });
  expect(lines).toContain(ofChart);
  return lines.filter((line) => line !== ofChart);
}

describe('the values of environments', () => {
  it('give nothing when they change no probe', async () => {
    expect(
      await added({
        'deploy/shop/values-prod.yaml': 'replicas: 3\n',
        'deploy/shop/values.staging.yaml': 'livenessProbe: {path: /livez}\n',
        'deploy/shop/environments/dev.yaml': '# livenessProbe: {path: /x}\nport: 8080\n',
      }),
    ).toEqual([]);
  });

  it('give the probes that they change at their place, each once', async () => {
    expect(
      await added({
        'deploy/shop/values-prod.yaml': 'replicas: 3\nlivenessProbe:\n  path: /alive\n',
        'deploy/shop/values-staging.yaml': 'livenessProbe: {path: /alive}\nreadiness:\n  enabled: true\n',
        'deploy/values-test.yaml': 'port: 9090\n',
      }),
    ).toEqual([
      'deploy/shop/values-prod.yaml:2 Deployment shop/shop | liveness → restart | http 8080 /alive',
      'deploy/shop/templates/web.yaml:13 Deployment shop/shop | readiness → de-route | http 8080 /ready',
      'deploy/values-test.yaml:1 Deployment shop/shop | liveness → restart | http 9090 /livez',
    ]);
  });

  it('are those of the chart that they are for', async () => {
    const other = { 'deploy/other/Chart.yaml': 'name: other\n', 'deploy/other/templates/x.yaml': 'a: b\n' };
    expect(
      await added({
        ...other,
        'deploy/values-prod.yaml': 'livenessProbe: {path: /of-which}\n',
        'deploy/other/values-prod.yaml': 'livenessProbe: {path: /of-other}\n',
        'deploy/shop/ci/test-values.yaml': 'livenessProbe: {path: /ci}\n',
        'deploy/shop/secrets.yaml': 'livenessProbe: {path: /secret}\n',
        'deploy/shop/values-secret.yaml': 'livenessProbe: {path: /enc}\nsops: {mac: x}\n',
        'deploy/shop-values-prod.yaml': 'livenessProbe: {path: /mine}\n',
      }),
    ).toEqual(['deploy/shop-values-prod.yaml:1 Deployment shop/shop | liveness → restart | http 8080 /mine']);
  });

  it('are read from applications of Argo CD, releases of Flux and helmfiles', async () => {
    expect(
      await added({
        'argo/app.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop}
spec:
  source:
    path: deploy/shop
    helm:
      valueFiles: [../../env/a.yaml, none.yaml]
      valuesObject:
        livenessProbe: {path: /argo}
      parameters:
        - {name: port, value: "7070"}
`,
        'argo/text.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
spec:
  source:
    path: deploy/shop
    helm:
      values: |
        livenessProbe: {path: /text}
`,
        'env/a.yaml': 'readiness: {enabled: true}\n',
        'flux/release.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop}
spec:
  chart:
    spec: {chart: ./deploy/shop, sourceRef: {kind: GitRepository, name: x}}
  values:
    livenessProbe:
      path: /flux
`,
        'helmfile.yaml': `releases:
  - name: shop
    chart: ./deploy/shop
    values:
      - environments/{{ .Environment.Name }}/shop.yaml
      - livenessProbe: {path: /file}
`,
        'environments/prod/shop.yaml': 'port: 6060\n',
      }),
    ).toEqual([
      'argo/app.yaml:10 Deployment shop/shop | liveness → restart | http 7070 /argo',
      'deploy/shop/templates/web.yaml:13 Deployment shop/shop | readiness → de-route | http 7070 /ready',
      'argo/text.yaml:7 Deployment shop/shop | liveness → restart | http 8080 /text',
      'flux/release.yaml:8 Deployment shop/shop | liveness → restart | http 8080 /flux',
      'helmfile.yaml:6 Deployment shop/shop | liveness → restart | http 8080 /file',
      'helmfile.yaml:6 Deployment shop/shop | liveness → restart | http 6060 /file',
    ]);
  });

  it('tell the probes of a chart that has no values of its own, at their templates', async () => {
    const { 'deploy/shop/values.yaml': own, ...bare } = chart;
    expect(own).toContain('port');
    expect(
      await probeLines(kubernetes, {
        ...bare,
        'deploy/shop/values-prod.yaml': 'port: 1\nlivenessProbe: {path: /a}\nreadiness: {enabled: false}\n',
        'deploy/shop/values-uat.yaml': 'port: 1\nlivenessProbe: {path: /b}\nreadiness: {enabled: false}\n',
      }),
    ).toEqual([
      'deploy/shop/templates/web.yaml:10 Deployment shop/shop | liveness → restart | http 1 /a',
      'deploy/shop/values-uat.yaml:2 Deployment shop/shop | liveness → restart | http 1 /b',
    ]);
  });

  it('may be given on the command line only: what is left is told with less confidence', async () => {
    const { facts, skipped } = await readPlatform(kubernetes, {
      'c/Chart.yaml': 'name: c\n',
      'c/templates/x.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata: {name: {{ required "name" .Values.name }}}\nspec:\n  containers:\n    - name: a\n      image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n      livenessProbe: {tcpSocket: {port: 80}}\n{{- if .Values.probes.ready }}\n      readinessProbe: {tcpSocket: {port: 81}}\n{{- end }}\n',
    });
    expect(skipped).toEqual([]);
    expect(facts).toMatchObject([{ kind: 'liveness', port: 80, confidence: 'medium' }]);
    expect(facts[0]?.target).not.toHaveProperty('image');
  });
});
