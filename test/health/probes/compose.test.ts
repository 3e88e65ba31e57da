import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../src/health/probes/compose/index.js';
import { readPlatform } from './read-platform.js';

const read = (files: Readonly<Record<string, string>>) => readPlatform(compose, files);
const checkOf = async (block: string, more = ''): Promise<unknown> => {
  const text = `services:\n  web:\n    image: shop\n${more}    healthcheck:\n${block}\n`;
  const { facts } = await read({ 'compose.yaml': text });
  return facts[0]?.command;
};

describe('health checks of compose', () => {
  it('takes what lies in a folder of that name for compose files, whatever it is called', async () => {
    const text = 'services: {db: {image: postgres, healthcheck: {test: [CMD, pg_isready]}}}\n';
    const { facts } = await read({
      'docker/compose/shop-mysql.yaml': text,
      'deploy/docker-compose/monitoring.yml': text,
      'install/podman-compose-dev.yml': text,
      'docker/compose/config/prometheus.yml': text,
      'deploy/composer/shop.yaml': text,
      'docker/compose/rules.yaml': 'groups: [{name: a, healthcheck: {test: x}}]\n',
    });
    expect(facts.map(({ span }) => span.file)).toEqual([
      'deploy/docker-compose/monitoring.yml',
      'docker/compose/shop-mysql.yaml',
      'install/podman-compose-dev.yml',
    ]);
  });

  it('reads the whole fact', async () => {
    const { facts, skipped } = await read({
      'deploy/docker-compose.prod.yml': `services:
  web:
    image: example/shop:\${TAG:-latest}
    container_name: shop
    environment:
      - PORT=3000
    healthcheck:
      test: ["CMD-SHELL", "curl -f http://localhost:$\${PORT}/health || exit 1"]
      interval: 1m
      timeout: \${TIMEOUT:-5s}
      retries: 3
      start_period: 10s
`,
    });
    expect(skipped).toEqual([]);
    expect(facts).toEqual([
      {
        platform: 'compose',
        kind: 'healthcheck',
        effect: 'gate',
        transport: 'exec',
        command: ['curl', '-f', 'http://localhost:${PORT}/health', '||', 'exit', '1'],
        tool: 'curl',
        scheme: 'http',
        port: 3000,
        path: '/health',
        timings: { initialDelaySeconds: 10, periodSeconds: 60, timeoutSeconds: 5, failureThreshold: 3 },
        target: { kind: 'compose service', name: 'web', container: 'shop', image: 'example/shop:latest' },
        span: { file: 'deploy/docker-compose.prod.yml', line: 7, column: 5, endLine: 12, endColumn: 24 },
        confidence: 'high',
      },
    ]);
  });

  it.each([
    [
      'a text is for the shell',
      '      test: pg_isready -U app || exit 1',
      ['pg_isready', '-U', 'app', '||', 'exit', '1'],
    ],
    ['CMD', '      test: [CMD, redis-cli, ping]', ['redis-cli', 'ping']],
    [
      'a block list',
      '      test:\n        - CMD\n        - nc\n        - -z\n        - localhost\n        - "80"',
      ['nc', '-z', 'localhost', '80'],
    ],
    [
      'a folded text',
      '      test: >\n        curl -f\n        http://localhost/',
      ['curl', '-f', 'http://localhost/'],
    ],
    ['a default', '      test: [CMD, x, "${A:-b}", "$$c"]', ['x', 'b', '$c']],
    ['a variable without a default stays', '      test: [CMD, x, "${A}"]', ['x', '${A}']],
    ['NONE', '      test: [NONE]', undefined],
    ['disable', '      test: [CMD, x]\n      disable: true', undefined],
    ['disable that is off', '      test: [CMD, x]\n      disable: false', ['x']],
    ['only timings, for the check of the image', '      interval: 5s', undefined],
    ['nothing', '      test: []', undefined],
    ['an empty text', '      test: ""', undefined],
  ])('%s', async (_, block, expected) => {
    expect(await checkOf(block)).toEqual(expected);
  });

  it('skips a list that begins with none of the three words: the engine takes it for no check', async () => {
    const { facts, skipped } = await read({
      'compose.yaml': 'services:\n  web:\n    healthcheck:\n      test: [curl, -f, http://localhost/]\n',
    });
    expect(facts).toEqual([]);
    expect(skipped).toEqual([
      {
        file: 'compose.yaml',
        line: 3,
        reason: 'unsupported-syntax',
        detail: 'healthcheck.test of web begins with neither CMD, CMD-SHELL nor NONE',
      },
    ]);
  });

  it('asks itself when it calls itself by its name', async () => {
    const { facts } = await read({
      'compose.yaml':
        'services:\n  web:\n    container_name: shop\n    healthcheck: {test: curl -f http://shop/a && curl -f http://web/b}\n  db:\n    healthcheck: {test: "curl -f http://web/c"}\n',
    });
    expect(facts.map(({ path, host }) => [path, host])).toEqual([
      ['/a', undefined],
      ['/c', 'web'],
    ]);
  });

  it('follows extends in the same file and in others, merging map by map', async () => {
    const { facts, skipped } = await read({
      'compose.yaml': `services:
  base:
    healthcheck: {test: curl -f http://localhost/base, interval: 30s, retries: 3}
    environment: {PORT: "81"}
  web:
    extends: base
    healthcheck: {interval: 5s}
  worker:
    extends:
      file: common/services.yaml
      service: worker
  off:
    extends: {service: base}
    healthcheck: {disable: true}
  lost:
    extends: {file: ../gone.yaml, service: x}
  round:
    extends: trip
  trip:
    extends: round
`,
      'common/services.yaml':
        'services:\n  worker:\n    extends: {file: ../compose.yaml, service: base}\n    healthcheck: {test: "curl -f http://localhost:$${PORT}/worker"}\n',
    });
    expect(
      facts.map(({ target, path, port, timings, span }) => [target.name, path, port, timings, span.line]),
    ).toEqual([
      ['base', '/base', 80, { periodSeconds: 30, failureThreshold: 3 }, 3],
      ['web', '/base', 80, { periodSeconds: 5, failureThreshold: 3 }, 7],
      ['worker', '/worker', 81, { periodSeconds: 30, failureThreshold: 3 }, 9],
    ]);
    expect(skipped).toMatchObject([{ file: 'compose.yaml', line: 16, reason: 'outside-root' }]);
  });

  it('reads anchors and merge keys of extension fields', async () => {
    const { facts } = await read({
      'compose.yaml': `x-check: &check
  interval: 10s
  retries: 2
x-app: &app
  image: shop
  healthcheck:
    test: curl -f http://localhost/x
services:
  a:
    <<: *app
  b:
    image: other
    healthcheck:
      <<: *check
      test: curl -f http://localhost/b
      retries: 9
  c:
    <<: [*app]
    healthcheck: &c {test: [CMD, ./c]}
  d:
    healthcheck: *c
`,
    });
    expect(
      facts.map(({ target, command, timings, span }) => [
        target.name,
        target.image,
        command?.at(-1),
        timings,
        span.line,
      ]),
    ).toEqual([
      ['a', 'shop', 'http://localhost/x', {}, 6],
      ['b', 'other', 'http://localhost/b', { periodSeconds: 10, failureThreshold: 9 }, 13],
      ['c', 'shop', './c', {}, 19],
      ['d', undefined, './c', {}, 21],
    ]);
  });

  it('reads a check the same, written out or merged from an anchor', async () => {
    const keys = fc.record(
      {
        test: fc.constantFrom('["CMD", "./check"]', 'curl -f http://localhost:1/a || exit 1'),
        interval: fc.constantFrom('5s', '1m', '500ms'),
        timeout: fc.constantFrom('1s', '2s'),
        retries: fc.nat(9).map(String),
        start_period: fc.constantFrom('0s', '1h2m'),
      },
      { requiredKeys: ['test'] },
    );
    await fc.assert(
      fc.asyncProperty(keys, fc.nat(5), async (block, cut) => {
        const pairs = Object.entries(block).map(([key, value]) => `${key}: ${value}`);
        const map = (lines: readonly string[], indent: string): string =>
          lines.map((line) => `${indent}${line}\n`).join('');
        const factsOf = async (text: string): Promise<unknown> => {
          const { facts } = await read({ 'compose.yaml': text });
          return facts.map((fact) => ({ ...fact, span: undefined }));
        };
        const written = await factsOf(`services:\n  web:\n    healthcheck:\n${map(pairs, '      ')}`);
        const own = pairs.slice(0, cut);
        const shared = pairs.slice(cut);
        if (shared.length === 0) return;
        const head = `x-a: &a\n${map(shared, '  ')}`;
        expect(
          await factsOf(`${head}services:\n  web:\n    healthcheck:\n      <<: *a\n${map(own, '      ')}`),
        ).toEqual(written);
      }),
      { numRuns: 60 },
    );
  });

  it('never throws on broken or hostile files', async () => {
    const { facts, skipped } = await read({
      'compose.yaml': 'services:\n  web: {healthcheck: [}\n',
      'compose.dev.yaml': 'services: [healthcheck]\n',
      'docker-compose.yml':
        'services:\n  a: {healthcheck: {test: {x: 1}, retries: [1]}}\n  __proto__: {healthcheck: {test: [CMD, ./a]}}\n',
      'compose.tpl.yaml':
        'services:\n{% for s in all %}\n  {{ s }}: {healthcheck: {test: x}}\n{% endfor %}\n',
    });
    expect(facts.map(({ target }) => target.name)).toEqual(['__proto__']);
    expect(skipped.map(({ file, reason }) => [file, reason])).toEqual([
      ['compose.tpl.yaml', 'templated'],
      ['compose.yaml', 'parse-error'],
    ]);
  });
});
