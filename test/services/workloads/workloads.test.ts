import { describe, expect, it } from 'vitest';
import { readingOf, servicesOf } from '../read-services.js';

const api = {
  'services/api/package.json': '{"name":"shop-api","scripts":{"start":"node ."}}',
  'services/api/index.js': '',
};
const web = {
  'services/web/package.json': '{"name":"web","scripts":{"start":"node ."}}',
  'services/web/index.js': '',
};
const deployment = (name: string, image: string, labels = '') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  template:\n    metadata:\n      labels: {${labels}}\n    spec:\n      containers:\n        - name: main\n          image: ${image}\n`;
const linksOf = async (files: Record<string, string>) =>
  (await servicesOf(files)).flatMap(({ name, workloads }) =>
    workloads.map(
      (one) =>
        `${name} ← ${one.platform} ${one.kind}/${one.name} (${one.reason}) ${one.span.file}:${one.span.line}`,
    ),
  );

describe('Kubernetes workloads', () => {
  it('reads containers, ports, literal environment, labels and replicas', async () => {
    const text = `apiVersion: v1
kind: Service
metadata:
  name: api
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: api
  namespace: shop
spec:
  replicas: 3
  template:
    metadata:
      labels:
        app: api
    spec:
      initContainers:
        - name: migrate
          image: acme/api:1
      containers:
        - name: api
          image: acme/api:1
          ports:
            - containerPort: 8080
              name: http
            - containerPort: 9090
          env:
            - name: MODE
              value: "prod"
            - name: SECRET
              valueFrom:
                secretKeyRef: {name: a, key: b}
`;
    expect((await readingOf({ 'k8s/api.yaml': text, 'x.go': '' })).workloads).toEqual([
      {
        platform: 'kubernetes',
        kind: 'StatefulSet',
        name: 'api',
        namespace: 'shop',
        labels: { app: 'api' },
        replicas: 3,
        containers: [
          { name: 'migrate', image: 'acme/api:1', init: true, ports: [], environment: {} },
          {
            name: 'api',
            image: 'acme/api:1',
            init: false,
            ports: [{ name: 'http', port: 8080 }, { port: 9090 }],
            environment: { MODE: 'prod' },
          },
        ],
        span: { file: 'k8s/api.yaml', line: 6, column: 1, endLine: 33, endColumn: 48 },
      },
    ]);
  });

  it('takes a CronJob, a Rollout, a Knative service and the items of a List', async () => {
    const pod = 'spec: {containers: [{name: a, image: acme/a}]}';
    const text = [
      `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: nightly}\nspec: {jobTemplate: {spec: {template: {${pod}}}}}\n`,
      `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: roll}\nspec: {template: {${pod}}}\n`,
      `apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: kn}\nspec: {template: {${pod}}}\n`,
      `apiVersion: v1\nkind: List\nitems:\n  - {apiVersion: apps/v1, kind: DaemonSet, metadata: {name: each}, spec: {template: {${pod}}}}\n`,
    ].join('---\n');
    const { workloads } = await readingOf({ 'deploy/all.yml': text, 'x.go': '' });
    expect(workloads.map(({ kind, name, span }) => [kind, name, span.line])).toEqual([
      ['CronJob', 'nightly', 1],
      ['Rollout', 'roll', 6],
      ['Service', 'kn', 11],
      ['DaemonSet', 'each', 19],
    ]);
  });

  it('links by image, by label, by name and by path, each with its reason', async () => {
    const files = {
      ...api,
      ...web,
      'k8s/a.yaml': deployment('storefront', 'registry.example.com/acme/web:1.4'),
      'k8s/b.yaml': deployment('x', 'acme/monolith', 'app.kubernetes.io/name: shop-api'),
      'k8s/c.yaml': deployment('shop-api', 'acme/monolith'),
      'services/web/k8s/d.yaml': deployment('y', 'acme/other'),
      'services/web/k8s/redis.yaml': deployment('cache', 'redis:8'),
      'k8s/e.yaml': deployment('nobody', 'acme/nobody'),
    };
    expect(await linksOf(files)).toEqual([
      'shop-api ← kubernetes Deployment/x (label app.kubernetes.io/name: shop-api) k8s/b.yaml:1',
      'shop-api ← kubernetes Deployment/shop-api (name shop-api) k8s/c.yaml:1',
      'web ← kubernetes Deployment/storefront (image acme/web) k8s/a.yaml:1',
      'web ← kubernetes Deployment/y (manifest lies in services/web) services/web/k8s/d.yaml:1',
    ]);
  });

  it('links by the image that compose or skaffold builds, whatever its name', async () => {
    const files = {
      ...api,
      ...web,
      'compose.yaml': 'services:\n  a:\n    build: services/api\n    image: acme/backend:dev\n',
      'skaffold.yaml':
        'apiVersion: skaffold/v4beta1\nkind: Config\nbuild:\n  artifacts:\n    - image: eu.gcr.io/acme/front\n      context: services/web\n',
      'k8s/a.yaml': deployment('one', 'eu.gcr.io/acme/backend:7'),
      'k8s/b.yaml': deployment('two', 'eu.gcr.io/acme/front'),
    };
    expect((await linksOf(files)).filter((line) => line.includes('kubernetes'))).toEqual([
      expect.stringContaining('Deployment/one (image acme/backend)'),
      expect.stringContaining('Deployment/two (image acme/front)'),
    ]);
  });

  it('links images of Jib by the module that skaffold names', async () => {
    const pom = (name: string): string =>
      `<project><artifactId>${name}</artifactId><build><plugins><plugin><artifactId>jib-maven-plugin</artifactId></plugin></plugins></build></project>`;
    const files = {
      'pom.xml': '<project><artifactId>bank</artifactId><packaging>pom</packaging></project>',
      'ledger/reader/pom.xml': pom('reader'),
      'ledger/reader/src/main/java/App.java': 'class App {}\n',
      'ledger/writer/pom.xml': pom('writer'),
      'ledger/writer/src/main/java/App.java': 'class App {}\n',
      'ledger/reader/skaffold.yaml':
        'apiVersion: skaffold/v4beta1\nkind: Config\nbuild:\n  artifacts:\n    - image: reader\n      context: ../../\n      jib:\n        project: ledger/reader\n',
      'k8s/a.yaml': deployment('one', 'reader'),
    };
    expect((await linksOf(files)).filter((line) => line.includes('kubernetes'))).toEqual([
      expect.stringMatching(/reader.*Deployment\/one|Deployment\/one.*reader/),
    ]);
  });

  it('does not guess between two services, and does not link others’ products', async () => {
    const files = {
      'a/api/package.json': '{"scripts":{"start":"node ."}}',
      'b/api/package.json': '{"scripts":{"start":"node ."}}',
      'redis/package.json': '{"name":"redis","scripts":{"start":"node ."}}',
      'k8s/a.yaml': deployment('api', 'acme/api', 'app: api'),
      'k8s/b.yaml': deployment('redis', 'redis:8', 'app: redis'),
    };
    expect(await linksOf(files)).toEqual([]);
  });

  it('evaluates charts, skips what it cannot tell, and reads manifests that hold braces elsewhere', async () => {
    const alerts =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: alerts}\ndata:\n  text: "{{ $labels.pod }}"\n---\n';
    const { workloads, skipped } = await readingOf({
      'chart/Chart.yaml': 'name: shop\n',
      'chart/templates/a.yaml': deployment('{{ .Release.Name }}', 'x'),
      'chart/templates/b.yaml': deployment('{{ genPrivateKey "rsa" }}', 'x'),
      'k8s/mixed.yaml': alerts + deployment('api', 'acme/api'),
      'k8s/half.yaml': deployment('api', '"{{ image }}"'),
      'k8s/broken.yaml': `{{- if .x }}\n${deployment('api', 'x')}{{ end }}\n`,
      'x.go': '',
    });
    expect(workloads.map(({ name, span }) => [name, span.file, span.line])).toEqual([
      ['shop', 'chart/templates/a.yaml', 1],
      ['api', 'k8s/mixed.yaml', 7],
    ]);
    expect(skipped).toEqual([
      { file: 'chart/templates/b.yaml', reason: 'templated' },
      { file: 'k8s/broken.yaml', reason: 'templated' },
      { file: 'k8s/half.yaml', line: 1, reason: 'templated' },
    ]);
  });

  it('says where YAML does not parse', async () => {
    const { skipped } = await readingOf({
      'k8s/a.yaml': 'apiVersion: v1\nkind: Pod\ncontainers: "\n',
      'x.go': '',
    });
    expect(skipped).toMatchObject([{ file: 'k8s/a.yaml', reason: 'parse-error' }]);
  });
});

describe('Helm charts', () => {
  it('links the images of the values by name, and one that names nothing by the chart', async () => {
    const files = {
      ...api,
      ...web,
      'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\n',
      'charts/shop/values.yaml':
        'image:\n  repository: ghcr.io/acme/shop-api\n  tag: 1\nfront:\n  image:\n    registry: ghcr.io\n    repository: acme/web\nredis:\n  image: redis:8\n',
      'services/web/chart/Chart.yaml': 'name: anything\n',
      'services/web/chart/values.yaml': 'image:\n  repository: acme/storefront\n',
    };
    expect(await linksOf(files)).toEqual([
      'shop-api ← helm Chart/shop (image acme/shop-api in values (image)) charts/shop/values.yaml:2',
      'web ← helm Chart/shop (image acme/web in values (front.image)) charts/shop/values.yaml:7',
      'web ← helm Chart/anything (chart lies in services/web in values (image)) services/web/chart/values.yaml:2',
    ]);
  });
});

describe('compose workloads', () => {
  it('reads image, build, ports, environment and replicas, with the variables of .env', async () => {
    const text = `services:
  api:
    build: {context: services/api}
    ports:
      - "127.0.0.1:\${PORT:-8080}:3000/tcp"
      - "9229"
      - target: 5000
        published: 80
        name: metrics
      - "\${UNKNOWN}"
    expose: [3000, 4000]
    environment:
      - MODE=prod
      - HOST=\${HOST_NAME}
      - TOKEN=\${TOKEN}
      - PASSED
    deploy:
      replicas: \${COUNT}
  cache:
    image: redis:\${REDIS:-8}
    container_name: shop-cache
    environment: {A: 1, B: }
`;
    const files = {
      ...api,
      'compose.yaml': text,
      '.env': '# defaults\nexport HOST_NAME="api.local"\nCOUNT=2 # two\n',
    };
    expect((await readingOf(files)).workloads).toEqual([
      {
        platform: 'compose',
        kind: 'compose service',
        name: 'api',
        labels: {},
        replicas: 2,
        containers: [
          {
            name: 'api',
            init: false,
            ports: [{ port: 3000 }, { port: 9229 }, { name: 'metrics', port: 5000 }, { port: 4000 }],
            environment: { MODE: 'prod', HOST: 'api.local' },
          },
        ],
        buildContext: 'services/api',
        dockerfile: 'services/api/Dockerfile',
        span: { file: 'compose.yaml', line: 2, column: 3, endLine: 18, endColumn: 25 },
      },
      {
        platform: 'compose',
        kind: 'compose service',
        name: 'cache',
        labels: {},
        containers: [
          { name: 'shop-cache', image: 'redis:8', init: false, ports: [], environment: { A: '1' } },
        ],
        span: { file: 'compose.yaml', line: 19, column: 3, endLine: 22, endColumn: 29 },
      },
    ]);
  });

  it('finds the Dockerfile that a variable of .env names', async () => {
    const files = {
      ...api,
      'services/api/Dockerfile': 'FROM node\nCOPY services/api .\n',
      'compose.yaml': 'services:\n  shop:\n    build:\n      context: .\n      dockerfile: ${API_FILE}\n',
      '.env': 'API_FILE=./services/api/Dockerfile\n',
    };
    expect(await linksOf(files)).toEqual(['shop ← compose compose service/shop (builds .) compose.yaml:2']);
  });

  it('links by image, and a language’s image by what it mounts', async () => {
    const files = {
      ...api,
      ...web,
      'compose.yaml':
        'services:\n  a:\n    image: acme/shop-api\n  b:\n    image: node:22\n    volumes: ["./services/web:/app"]\n  c:\n    image: nginx\n    volumes: ["./services/web:/html"]\n',
    };
    expect(await linksOf(files)).toEqual([
      'a ← compose compose service/a (image acme/shop-api) compose.yaml:2',
      'web ← compose compose service/b (mounts services/web) compose.yaml:4',
    ]);
  });

  it('follows anchors of whole services', async () => {
    const files = { ...api, 'compose.yaml': 'x-api: &api\n  build: services/api\nservices:\n  one: *api\n' };
    expect(await linksOf(files)).toEqual([
      'one ← compose compose service/one (builds services/api) compose.yaml:4',
    ]);
  });
});
