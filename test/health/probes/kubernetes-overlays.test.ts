import { describe, expect, it } from 'vitest';
import { kubernetes } from '../../../src/health/probes/kubernetes/index.js';
import { probeLines } from './probe-lines.js';
import { readPlatform } from './read-platform.js';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  labels: {app: shop}
spec:
  template:
    spec:
      containers:
        - name: api
          image: example.org/api:1
          ports:
            - {name: http, containerPort: 8080}
          livenessProbe:
            httpGet: {path: /livez, port: http}
            periodSeconds: 5
          readinessProbe:
            httpGet: {path: /readyz, port: http}
`;

const base = {
  'k8s/base/kustomization.yaml': 'resources:\n  - deployment.yaml\n',
  'k8s/base/deployment.yaml': deployment,
};

const ofBase = [
  'k8s/base/deployment.yaml:14 Deployment api/api | liveness → restart | http 8080 /livez | every 5',
  'k8s/base/deployment.yaml:17 Deployment api/api | readiness → de-route | http 8080 /readyz',
];

/** The lines that an overlay adds to those of its base. */
async function added(overlay: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const lines = await probeLines(kubernetes, { ...base, ...overlay });
  expect(lines).toEqual(expect.arrayContaining(ofBase));
  return lines.filter((line) => !ofBase.includes(line));
}

const patchOf = (
  container: string,
  head = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}',
): string => `${head}\nspec:\n  template:\n    spec:\n      containers:\n${container}`;

describe('overlays of Kustomize', () => {
  it('give nothing when they change no probe', async () => {
    expect(
      await added({
        'k8s/prod/kustomization.yaml':
          'namePrefix: prod-\nresources: [../base]\nimages: [{name: example.org/api, newTag: "2"}]\npatches:\n  - path: patch.yaml\n  - target: {kind: Deployment}\n    patch: |-\n      - {op: replace, path: /spec/template/spec/containers/0/livenessProbe/periodSeconds, value: 5}\n',
        'k8s/prod/patch.yaml': patchOf(
          '        - name: api\n          livenessProbe: {periodSeconds: 5}\n          resources: {}\n',
        ),
        'k8s/all/kustomization.yaml': 'resources: [../prod]\n',
      }),
    ).toEqual([]);
  });

  it('change single fields of a probe: the result stands at its place in the patch, once', async () => {
    const overlay = (name: string): Readonly<Record<string, string>> => ({
      [`k8s/${name}/kustomization.yaml`]: `nameSuffix: -${name}\nresources: [../base]\npatchesStrategicMerge: [../patches/slow.yaml]\nimages: [{name: example.org/api, newName: example.org/shop}]\n`,
    });
    const files = {
      ...base,
      ...overlay('prod'),
      ...overlay('test'),
      'k8s/patches/slow.yaml': patchOf(
        '        - name: api\n          readinessProbe:\n            initialDelaySeconds: 30\n            httpGet: {path: /ready}\n',
      ),
    };
    const { facts, skipped } = await readPlatform(kubernetes, files);
    expect(skipped).toEqual([]);
    expect(facts.filter(({ span }) => span.file.includes('patches'))).toMatchObject([
      {
        kind: 'readiness',
        path: '/ready',
        port: 8080,
        timings: { initialDelaySeconds: 30 },
        target: {
          name: 'api-prod',
          image: 'example.org/shop:1',
          origin: { file: 'k8s/base/deployment.yaml', name: 'api' },
        },
        span: { line: 9 },
      },
    ]);
  });

  it('take away, replace, null and add', async () => {
    expect(
      await added({
        'k8s/a/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n',
        'k8s/a/patch.yaml': patchOf(
          '        - name: api\n          livenessProbe: {$patch: delete}\n          readinessProbe:\n            httpGet: null\n            exec: {command: [cat, /tmp/ready]}\n        - name: proxy\n          startupProbe: {tcpSocket: {port: 1}}\n',
        ),
        'k8s/b/kustomization.yaml': `resources:\n- ../base\npatchesStrategicMerge:\n- |-\n  ${patchOf(
          '      - $patch: replace\n      - name: api\n        livenessProbe:\n          tcpSocket: {port: 9}\n',
        ).replaceAll('\n', '\n  ')}\n`,
        'k8s/c/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n',
        'k8s/c/patch.yaml': '$patch: delete\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\n',
      }),
    ).toEqual([
      'k8s/a/patch.yaml:14 Deployment api/proxy | startup → restart | tcp 1',
      'k8s/a/patch.yaml:10 Deployment api/api | readiness → de-route | exec',
      'k8s/b/kustomization.yaml:14 Deployment api/api | liveness → restart | tcp 9',
    ]);
  });

  it('follow the number of a port that a patch changes under its name', async () => {
    expect(
      await added({
        'k8s/a/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n',
        'k8s/a/patch.yaml': patchOf(
          '        - name: api\n          ports:\n            - {containerPort: 8080, $patch: delete}\n            - {name: http, containerPort: 9090}\n',
        ),
      }),
    ).toEqual([
      'k8s/a/patch.yaml:8 Deployment api/api | liveness → restart | http 9090 /livez | every 5',
      'k8s/a/patch.yaml:8 Deployment api/api | readiness → de-route | http 9090 /readyz',
    ]);
  });

  it('apply JSON patches, in files and inline, to what their target selects', async () => {
    expect(
      await added({
        'k8s/a/kustomization.yaml': `resources: [../base]
patchesJson6902:
  - target: {group: apps, version: v1, kind: Deployment, name: api}
    path: json.yaml
patches:
  - target: {kind: Deployment, name: ap.*, labelSelector: app=shop}
    patch: |-
      - op: add
        path: /spec/template/spec/containers/0/startupProbe
        value: {tcpSocket: {port: http}}
      - op: remove
        path: /spec/template/spec/containers/0/readinessProbe
  - target: {kind: Deployment, labelSelector: app=other}
    patch: |-
      - op: replace
        path: /spec/template/spec/containers/0/livenessProbe/httpGet/path
        value: /never
`,
        'k8s/a/json.yaml':
          '- op: test\n  path: /metadata/name\n  value: api\n- op: replace\n  path: /spec/template/spec/containers/0/livenessProbe/httpGet/path\n  value: /alive\n',
      }),
    ).toEqual([
      'k8s/a/json.yaml:4 Deployment api/api | liveness → restart | http 8080 /alive | every 5',
      'k8s/a/kustomization.yaml:8 Deployment api/api | startup → restart | tcp 8080',
    ]);
  });

  it('apply components, which are read once however many overlays use them', async () => {
    const patch = patchOf('        - name: api\n          livenessProbe: {httpGet: {path: /slow}}\n');
    expect(
      await added({
        'k8s/a/kustomization.yaml': 'resources: [../base]\ncomponents: [../slow]\n',
        'k8s/b/kustomization.yaml': 'resources: [../base]\ncomponents: [../slow]\n',
        'k8s/slow/kustomization.yaml':
          'kind: Component\nresources: [extra.yaml]\npatches: [{path: patch.yaml}]\n',
        'k8s/slow/patch.yaml': patch,
        'k8s/slow/extra.yaml': deployment.replaceAll(': api', ': extra'),
      }),
    ).toEqual([
      'k8s/slow/patch.yaml:9 Deployment api/api | liveness → restart | http 8080 /slow | every 5',
      'k8s/slow/extra.yaml:14 Deployment extra/extra | liveness → restart | http 8080 /livez | every 5',
      'k8s/slow/extra.yaml:17 Deployment extra/extra | readiness → de-route | http 8080 /readyz',
    ]);
  });

  it('change copies of a base in the same way, once', async () => {
    const overlay = (name: string): string => `resources: [../${name}]\npatches: [{path: ../slow.yaml}]\n`;
    const slow = patchOf('        - name: api\n          livenessProbe: {timeoutSeconds: 9}\n');
    const lines = await probeLines(kubernetes, {
      ...base,
      'k8s/copy/kustomization.yaml': 'resources: [deployment.yaml]\n',
      'k8s/copy/deployment.yaml': deployment,
      'k8s/a/kustomization.yaml': overlay('base'),
      'k8s/b/kustomization.yaml': overlay('copy'),
      'k8s/slow.yaml': slow,
    });
    expect(lines.filter((line) => line.startsWith('k8s/slow'))).toEqual([
      'k8s/slow.yaml:9 Deployment api/api | liveness → restart | http 8080 /livez | every 5, timeout 9',
    ]);
  });

  it('build on each other: each gives only what it changes itself', async () => {
    expect(
      await added({
        'k8s/mid/kustomization.yaml': 'resources: [../base]\npatches: [{path: p.yaml}]\n',
        'k8s/mid/p.yaml': patchOf('        - name: api\n          livenessProbe: {httpGet: {path: /mid}}\n'),
        'k8s/top/kustomization.yaml': 'namePrefix: top-\nbases: [../mid]\npatches: [{path: p.yaml}]\n',
        'k8s/top/p.yaml': patchOf('        - name: api\n          livenessProbe: {periodSeconds: 60}\n'),
      }),
    ).toEqual([
      'k8s/mid/p.yaml:9 Deployment api/api | liveness → restart | http 8080 /mid | every 5',
      'k8s/top/p.yaml:9 Deployment top-api/api | liveness → restart | http 8080 /mid | every 60',
    ]);
  });

  it('replace whole lists of kinds that Kubernetes does not define', async () => {
    const rollout = deployment.replace('apps/v1', 'argoproj.io/v1alpha1').replace('Deployment', 'Rollout');
    const lines = await probeLines(kubernetes, {
      'base/kustomization.yaml': 'resources: [r.yaml]\n',
      'base/r.yaml': rollout,
      'o/kustomization.yaml': 'resources: [../base]\npatches: [{path: p.yaml}]\n',
      'o/p.yaml': patchOf(
        '        - name: api\n          livenessProbe: {httpGet: {path: /new, port: http}}\n',
        'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: api}',
      ),
    });
    expect(lines.filter((line) => line.startsWith('o/'))).toEqual([
      'o/p.yaml:9 Rollout api/api | liveness → restart | http http /new',
    ]);
  });

  it('apply the patches of Flux and of Argo CD to what lies at their path', async () => {
    const patch = `    - target: {kind: Deployment}
      patch: |
        - op: replace
          path: /spec/template/spec/containers/0/livenessProbe/httpGet/path
          value: /PLACE
`;
    expect(
      await added({
        'clusters/flux.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec:\n  path: ./k8s/base\n  patches:\n${patch.replace('PLACE', 'flux')}`,
        'clusters/argo.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source:\n    path: k8s/base\n    kustomize:\n      patches:\n${patch.replace('PLACE', 'argo').replaceAll(/^/gm, '  ')}`,
      }),
    ).toEqual([
      'clusters/argo.yaml:11 Deployment api/api | liveness → restart | http 8080 /argo | every 5',
      'clusters/flux.yaml:9 Deployment api/api | liveness → restart | http 8080 /flux | every 5',
    ]);
  });

  it('say where a patch changes what is not in the repository, and read whole probes all the same', async () => {
    const { facts, skipped } = await readPlatform(kubernetes, {
      'o/kustomization.yaml':
        'resources: ["https://github.com/example/base?ref=v1"]\npatches:\n  - path: p.yaml\n  - target: {kind: Deployment}\n    patch: |-\n      - op: replace\n        path: /spec/template/spec/containers/0/livenessProbe/httpGet/path\n        value: /x\n',
      'o/p.yaml': patchOf(
        '        - name: api\n          livenessProbe: {httpGet: {path: /whole, port: 1}}\n          readinessProbe: {periodSeconds: 1}\n',
      ),
    });
    expect(facts).toMatchObject([{ kind: 'liveness', path: '/whole', span: { file: 'o/p.yaml', line: 9 } }]);
    expect(skipped.map(({ file, line }) => [file, line])).toEqual([
      ['o/p.yaml', 10],
      ['o/kustomization.yaml', 6],
    ]);
  });

  it('come to an end in circles, with broken files and hostile patches', async () => {
    const { facts } = await readPlatform(kubernetes, {
      ...base,
      'a/kustomization.yaml':
        'resources: [../b, ../k8s/base, .]\ncomponents: [.]\npatches: [{path: p.yaml}, {path: none.yaml}, {patch: "[{"}, 1, null]\n',
      'b/kustomization.yaml': 'resources: [../a]\n',
      'a/p.yaml':
        '- {op: replace, path: /spec/template/spec/containers/9/livenessProbe, value: 1}\n- {op: add, path: x}\n- 7\n',
      'c/kustomization.yaml':
        'resources: [../k8s/base]\npatches: [{target: {kind: "(a+)+$"}, path: p.yaml}]\n',
      'c/p.yaml':
        '&a\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\nspec: {template: *a, x: *a, livenessProbe: 1}\n',
    });
    expect(facts).toHaveLength(2);
  });
});
