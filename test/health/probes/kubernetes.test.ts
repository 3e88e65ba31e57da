import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { kubernetes } from '../../../src/health/probes/kubernetes/index.js';
import { readPlatform } from './read-platform.js';

const read = (files: Readonly<Record<string, string>>) => readPlatform(kubernetes, files);

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  template:
    spec:
      containers:
        - name: web
          image: example/shop:1
          ports:
            - { name: http, containerPort: 8080 }
          livenessProbe:
            httpGet: { path: /livez, port: http }
            initialDelaySeconds: 5
            periodSeconds: 20
            failureThreshold: 6
          readinessProbe:
            httpGet:
              path: readyz?full=1
              port: "8081"
              scheme: HTTPS
          startupProbe:
            tcpSocket: { port: 8080 }
        - name: rpc
          image: example/rpc
          livenessProbe:
            grpc: { port: 9000, service: shop.Cart }
            timeoutSeconds: 3
          readinessProbe:
            exec:
              command: [sh, -c, "curl -f http://localhost:$METRICS/x || exit 1"]
          env: [{ name: METRICS, value: "9100" }]
`;

describe('probes of Kubernetes', () => {
  it('reads every kind of probe and of handler, with ports, timings and places', async () => {
    const { facts, skipped } = await read({ 'k8s/shop.yaml': deployment });
    expect(skipped).toEqual([]);
    const target = { kind: 'Deployment', name: 'shop', container: 'web', image: 'example/shop:1' };
    const rpc = { kind: 'Deployment', name: 'shop', container: 'rpc', image: 'example/rpc' };
    const common = { platform: 'kubernetes', confidence: 'high' };
    expect(facts.map(({ span, ...probe }) => ({ ...probe, lines: [span.line, span.endLine] }))).toEqual([
      {
        ...common,
        kind: 'liveness',
        effect: 'restart',
        transport: 'http',
        path: '/livez',
        port: 8080,
        scheme: 'http',
        timings: { initialDelaySeconds: 5, periodSeconds: 20, failureThreshold: 6 },
        target,
        lines: [13, 17],
      },
      {
        ...common,
        kind: 'readiness',
        effect: 'de-route',
        transport: 'http',
        path: '/readyz',
        port: 8081,
        scheme: 'https',
        timings: {},
        target,
        lines: [18, 22],
      },
      {
        ...common,
        kind: 'startup',
        effect: 'restart',
        transport: 'tcp',
        port: 8080,
        timings: {},
        target,
        lines: [23, 24],
      },
      {
        ...common,
        kind: 'liveness',
        effect: 'restart',
        transport: 'grpc',
        port: 9000,
        grpcService: 'shop.Cart',
        timings: { timeoutSeconds: 3 },
        target: rpc,
        lines: [27, 29],
      },
      {
        ...common,
        kind: 'readiness',
        effect: 'de-route',
        transport: 'exec',
        command: ['sh', '-c', 'curl -f http://localhost:$METRICS/x || exit 1'],
        tool: 'curl',
        scheme: 'http',
        port: 9100,
        path: '/x',
        timings: {},
        target: rpc,
        lines: [30, 32],
      },
    ]);
  });

  it.each([
    ['apps/v1', 'StatefulSet', ['spec', 'template']],
    ['apps/v1', 'DaemonSet', ['spec', 'template']],
    ['apps/v1', 'ReplicaSet', ['spec', 'template']],
    ['batch/v1', 'Job', ['spec', 'template']],
    ['batch/v1', 'CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
    ['v1', 'Pod', []],
    ['argoproj.io/v1alpha1', 'Rollout', ['spec', 'template']],
    ['serving.knative.dev/v1', 'Service', ['spec', 'template']],
    ['apps.openshift.io/v1', 'DeploymentConfig', ['spec', 'template']],
  ])('%s %s', async (apiVersion, kind, path) => {
    const pod = { spec: { containers: [{ name: 'a', livenessProbe: { httpGet: { port: 1 } } }] } };
    const body = path.toReversed().reduce<object>((inner, key) => ({ [key]: inner }), pod);
    const object = { apiVersion, kind, metadata: { name: 'x' }, ...body };
    for (const [file, text] of [
      ['a.yaml', stringify(object)],
      ['deploy/a.json', JSON.stringify(object)],
      ['list.yaml', stringify({ apiVersion: 'v1', kind: 'List', items: [object] })],
      [
        'template.yaml',
        stringify({ apiVersion: 'template.openshift.io/v1', kind: 'Template', objects: [object] }),
      ],
    ] as const) {
      const { facts } = await read({ [file]: text });
      expect(facts).toMatchObject([
        {
          kind: 'liveness',
          path: '/',
          port: 1,
          target: { kind, name: 'x', container: 'a' },
          confidence: 'high',
        },
      ]);
    }
  });

  it('reads the pod template of a kind that it does not know with medium confidence', async () => {
    const text = deployment.replace('apps/v1', 'example.com/v1').replace('kind: Deployment', 'kind: Shop');
    const { facts } = await read({ 'a.yaml': text });
    expect(facts.map(({ confidence, target }) => [confidence, target.kind])).toEqual(
      Array.from({ length: 5 }, () => ['medium', 'Shop']),
    );
  });

  it('takes sidecars among the init containers, and no other', async () => {
    const { facts } = await read({
      'a.yaml': `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  initContainers:
    - name: proxy
      restartPolicy: Always
      startupProbe: {tcpSocket: {port: 15021}}
    - name: setup
      livenessProbe: {tcpSocket: {port: 1}}
  containers: [{name: app}]
`,
    });
    expect(facts.map(({ target, kind, span }) => [target.container, kind, span.line])).toEqual([
      ['proxy', 'startup', 8],
    ]);
  });

  it('keeps its place in files with many documents, also behind ones that it does not look at', async () => {
    const crd =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: |\n    --- not a document\n';
    const text = `# livenessProbe\n${crd}---\n${deployment}---\r\n${crd}---\n${deployment}`;
    const lines = text.split('\n').flatMap((line, index) => (line.includes('grpc: {') ? [index] : []));
    expect(lines).toHaveLength(2);
    const { facts } = await read({ 'all.yaml': text });
    expect(facts.filter(({ transport }) => transport === 'grpc').map(({ span }) => span.line)).toEqual(lines);
  });

  it('takes neither commented-out nor empty probes, nor those of helm test pods', async () => {
    const pod = (annotation: string, probe: string): string =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  annotations: {helm.sh/hook: ${annotation}}\nspec:\n  containers:\n    - name: a\n${probe}\n`;
    const { facts, skipped } = await read({
      'a.yaml': pod('none', '      # livenessProbe: {tcpSocket: {port: 1}}'),
      'b.yaml': pod('none', '      livenessProbe: {}\n      readinessProbe:\n      startupProbe: null'),
      'c.yaml': pod('test', '      livenessProbe: {tcpSocket: {port: 1}}'),
      'd.yaml': pod('"post-install,test-success"', '      livenessProbe: {tcpSocket: {port: 1}}'),
    });
    expect(facts).toEqual([]);
    expect(skipped).toEqual([]);
  });

  it('says where a patch changes a probe that is written elsewhere', async () => {
    const { facts, skipped } = await read({
      'overlay/patch.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n          livenessProbe:\n            periodSeconds: 30\n        - name: rpc\n          livenessProbe: {$patch: delete}\n          readinessProbe: {httpGet: {path: /ready, port: 80}}\n',
      'overlay/json.yaml':
        '- op: replace\n  path: /spec/replicas\n  value: 2\n- op: replace\n  path: /spec/template/spec/containers/0/livenessProbe/httpGet/path\n  value: /x\n',
      'overlay/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n  - target: {kind: Deployment}\n    patch: |-\n      - op: remove\n        path: /spec/template/spec/containers/0/startupProbe\n',
    });
    expect(facts).toMatchObject([{ kind: 'readiness', path: '/ready', target: { container: 'rpc' } }]);
    expect(
      skipped.map(({ file, line, reason, detail }) => [file, line, reason, detail?.slice(0, 30)]),
    ).toEqual([
      ['overlay/kustomization.yaml', 6, 'unsupported-syntax', 'JSON patch of /spec/template/s'],
      ['overlay/json.yaml', 4, 'unsupported-syntax', 'JSON patch of /spec/template/s'],
      ['overlay/patch.yaml', 9, 'unsupported-syntax', 'livenessProbe without httpGet,'],
    ]);
  });

  it('evaluates the templates of a chart, and leaves out elsewhere the objects that hold actions', async () => {
    const { facts, skipped } = await read({
      'chart/Chart.yaml': 'name: shop\n',
      'chart/values.yaml': 'livenessProbe: {path: /x}\n',
      'chart/templates/web/deployment.yaml': `${deployment}---\n${deployment.replace('name: shop', 'name: {{ .Release.Name }}')}`,
      'chart/templates/service.yaml':
        'apiVersion: v1\nkind: Service\nmetadata: {name: "{{ .Release.Name }}"}\n',
      'chart/templates/_pod.tpl':
        '{{ define "pod" }}\nlivenessProbe: {{ .Values.livenessProbe | toYaml }}\n{{ end }}\n',
      'chart/templates/plain.yaml': deployment,
      // Not a chart's: only the object that holds an action is left out.
      'k8s/mixed.yaml': `${deployment}---\n${deployment.replace('name: shop', 'name: "{{ name }}"')}`,
    });
    expect(skipped.map(({ file, line, reason }) => [file, line, reason])).toEqual([
      ['k8s/mixed.yaml', 35, 'templated'],
    ]);
    expect(new Set(facts.map(({ span }) => span.file))).toEqual(
      new Set(['chart/templates/plain.yaml', 'chart/templates/web/deployment.yaml', 'k8s/mixed.yaml']),
    );
  });

  it('reads the headers that a probe sends', async () => {
    const { facts } = await read({
      'a.yaml': `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers:
    - name: a
      livenessProbe: {httpGet: {path: /a, port: 80, httpHeaders: [{name: Host, value: shop.example}, {name: X-A, value: "1"}]}}
      readinessProbe: {exec: {command: [curl, -f, -H, "Host: b", "http://localhost/b"]}}
      startupProbe: {httpGet: {path: /c, httpHeaders: []}}
`,
    });
    expect(facts.map(({ headers }) => headers)).toEqual([
      { host: 'shop.example', 'x-a': '1' },
      { host: 'b' },
      undefined,
    ]);
  });

  it('names a port that it cannot resolve, a foreign host, and leaves out what only deployment fills in', async () => {
    const { facts } = await read({
      'a.yaml': `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers:
    - name: a
      livenessProbe: {httpGet: {path: /a, port: admin, host: 10.0.0.1}}
      readinessProbe: {httpGet: {path: "\${PATH_PREFIX}/ready", port: "\${PORT}", host: 127.0.0.1}}
`,
    });
    expect(facts[0]).toMatchObject({ port: 'admin', host: '10.0.0.1' });
    for (const key of ['path', 'port', 'host']) expect(facts[1]).not.toHaveProperty(key);
  });

  it('never throws on broken or hostile files', async () => {
    const { facts, skipped } = await read({
      'broken.yaml': 'apiVersion: v1\nkind: Pod\nspec: {livenessProbe: [}\n',
      'circle.yaml': '&a {apiVersion: v1, kind: List, items: [*a], livenessProbe: 1}\n',
      'words.yaml':
        'apiVersion: v1\nkind: Pod\nspec: {containers: [1, null, {livenessProbe: x, readinessProbe: [1]}]}\n',
    });
    expect(facts).toEqual([]);
    expect(skipped.map(({ file, reason }) => [file, reason])).toEqual([['broken.yaml', 'parse-error']]);
  });

  it('reads a probe behind an alias or a merge key as if it were written out', async () => {
    const probe = fc.record(
      {
        httpGet: fc.record({
          path: fc.constantFrom('/a', '/b/c'),
          port: fc.integer({ min: 1, max: 65_535 }),
        }),
        periodSeconds: fc.nat(100),
        failureThreshold: fc.nat(9),
      },
      { requiredKeys: ['httpGet'] },
    );
    await fc.assert(
      fc.asyncProperty(probe, async (block) => {
        const pod = (first: string, second: string): string =>
          `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n    - name: a\n      livenessProbe: ${first}\n      readinessProbe: ${second}\n`;
        const flow = JSON.stringify(block);
        const written = await read({ 'a.yaml': pod(flow, flow) });
        const aliased = await read({ 'a.yaml': pod(`&p ${flow}`, '*p') });
        const facts = (reading: typeof written): unknown =>
          reading.facts.map(({ span, ...fact }) => ({ ...fact, line: span.line }));
        expect(facts(aliased)).toEqual(facts(written));
        const { httpGet, ...timings } = block;
        const head = `livenessProbe: &p ${JSON.stringify(timings)}, readinessProbe: `;
        const merged = await read({
          'a.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n    - {name: a, ${head}{<<: *p, httpGet: ${JSON.stringify(httpGet)}}}\n`,
        });
        const ofReadiness = (reading: typeof written): unknown =>
          reading.facts
            .filter(({ kind }) => kind === 'readiness')
            .map((fact) => ({ ...fact, span: undefined }));
        expect(ofReadiness(merged)).toEqual(ofReadiness(written));
        expect(aliased.facts).toHaveLength(2);
      }),
      { numRuns: 50 },
    );
  });
});

describe('charts of Helm', () => {
  const chart = {
    'chart/Chart.yaml': 'name: shop\n',
    'chart/values.yaml':
      'port: 8080\nlivenessProbe:\n  httpGet:\n    path: /livez\n    port: http\nreadinessProbe:\n  enabled: false\n',
  };
  const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  template:
    spec:
      containers:
        - name: {{ .Chart.Name }}
          ports:
            - name: http
              containerPort: {{ .Values.port }}
          livenessProbe:
            {{- toYaml .Values.livenessProbe | nindent 12 }}
          {{- if .Values.readinessProbe.enabled }}
          readinessProbe:
            httpGet: { path: /ready, port: http }
          {{- end }}
`;

  it('are evaluated with their own values; what these switch off is no probe', async () => {
    const { facts, skipped } = await readPlatform(kubernetes, {
      ...chart,
      'chart/templates/deployment.yaml': deployment,
    });
    expect(skipped).toEqual([]);
    expect(facts).toMatchObject([
      {
        kind: 'liveness',
        path: '/livez',
        port: 8080,
        target: { kind: 'Deployment', name: 'shop', container: 'shop' },
        span: { file: 'chart/templates/deployment.yaml', line: 13, endLine: 14 },
      },
    ]);
  });

  it('are skipped with the reason when they use what a text cannot tell', async () => {
    const { facts, skipped } = await readPlatform(kubernetes, {
      ...chart,
      'chart/templates/deployment.yaml': `${deployment}# {{ genCA "x" 1 }}\n`,
    });
    expect(facts).toEqual([]);
    expect(skipped).toMatchObject([
      {
        file: 'chart/templates/deployment.yaml',
        reason: 'templated',
        detail: 'probes in a template: the function genCA is not evaluated',
      },
    ]);
  });
});

it('reads a manifest whose namespace is filled in later', async () => {
  const { facts } = await read({
    'deploy/app.yaml': deployment.replace(
      '  name: shop',
      '  name: shop\n  namespace: \'{{repl ConfigOption "namespace"}}\'',
    ),
  });
  expect(facts.map(({ kind }) => kind)).toContain('liveness');
});

it('reads the probes that values give to a chart from elsewhere, not its switches', async () => {
  const { facts } = await read({
    'helm/shop/Chart.yaml':
      'apiVersion: v2\nname: shop\ndependencies:\n  - {name: generic-service, version: "3", repository: https://charts.example}\n  - {name: redis, version: "1", repository: https://charts.example}\n',
    'helm/shop/values.yaml':
      'generic-service:\n  image: {repository: acme/shop}\n  livenessProbe:\n    httpGet: {path: /ping}\nredis:\n  livenessProbe: {enabled: true}\n',
  });
  expect(facts.map(({ kind, path, target, span }) => [kind, path, target.image, span.line])).toEqual([
    ['liveness', '/ping', 'acme/shop', 3],
  ]);
});
