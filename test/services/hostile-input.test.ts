import { describe, expect, it } from 'vitest';
import { readingOf } from './read-services.js';

const program = { 'main.go': 'package main\n\nfunc main() {}\n', 'go.mod': 'module example.com/x\n' };

describe('build contexts that no reader follows', () => {
  it.each([
    ['../../etc', 'outside-root'],
    ['/etc', 'outside-root'],
    ['~/x', 'outside-root'],
    ['C:\\x', 'outside-root'],
    ['a/../../b', 'outside-root'],
    ['${WHERE}', 'dynamic'],
    ['./missing', 'not-checked-out'],
  ])('%s is skipped as %s, with its line', async (context, reason) => {
    const { services, workloads, skipped } = await readingOf({
      'compose.yaml': `services:\n  x:\n    image: acme/x\n    build:\n      context: '${context}'\n`,
      'lib.js': '',
    });
    expect(services).toEqual([]);
    expect(workloads).toMatchObject([{ name: 'x' }]);
    expect(workloads[0]).not.toHaveProperty('buildContext');
    expect(skipped).toEqual([
      {
        file: 'compose.yaml',
        line: 4,
        reason,
        detail: expect.stringContaining(`${context} of compose service x`),
      },
    ]);
  });

  it('does not follow a Dockerfile outside, and passes over addresses', async () => {
    const text =
      'services:\n  x:\n    build: {context: ., dockerfile: ../../../etc/passwd}\n  y:\n    build: https://example.com/a.git\n  z:\n    build: git@example.com:a/b\n';
    const { skipped } = await readingOf({ 'compose.yaml': text, 'x.js': '' });
    expect(skipped).toMatchObject([{ file: 'compose.yaml', line: 3, reason: 'outside-root' }]);
  });

  it('takes directories that are called as its own words are', async () => {
    const { services } = await readingOf({
      'outside/package.json': '{"scripts":{"start":"node ."}}',
      'remote/package.json': '{"scripts":{"start":"node ."}}',
      'compose.yaml': 'services:\n  a:\n    build: outside\n  b:\n    build: remote\n',
    });
    expect(services.map(({ name, path }) => [name, path])).toEqual([
      ['a', 'outside'],
      ['b', 'remote'],
    ]);
  });
});

describe('texts made to hurt', () => {
  const levels = (depth: number, body: (level: number) => string) =>
    Array.from({ length: depth }, (_, level) => body(level)).join('');

  it.each<[string, Record<string, string>]>([
    [
      'aliases that multiply',
      {
        'compose.yaml': `a: &a [x,x]\n${levels(40, (n) => `b${n}: &b${n} [${n === 0 ? '*a,*a' : `*b${n - 1},*b${n - 1}`}]\n`)}services:\n  x:\n    ports: *b39\n    environment: *b39\n    build: *b39\n`,
      },
    ],
    [
      'merges that multiply',
      {
        'compose.yaml': `m0: &m0 {a: 1}\n${levels(12, (n) => `m${n + 1}: &m${n + 1} {<<: [${Array(10).fill(`*m${n}`).join(',')}]}\n`)}services:\n  x:\n    <<: *m12\n`,
      },
    ],
    [
      'an anchor that holds itself',
      {
        'compose.yaml':
          'services: &s\n  x: &x\n    <<: *x\n    build: *x\n    image: *s\n    environment: *x\n',
      },
    ],
    [
      'a list that holds itself',
      { 'k8s/a.yaml': '&a\napiVersion: v1\nkind: List # containers\nitems: [*a, *a]\n' },
    ],
    [
      'deep YAML',
      { 'compose.yaml': `services: ${'['.repeat(20_000)}`, 'package.json': '{"a":'.repeat(20_000) },
    ],
    ['deep XML', { 'pom.xml': '<project>'.repeat(100_000) }],
    [
      'entities',
      {
        'pom.xml': `<!DOCTYPE p [<!ENTITY a "aaa">${levels(30, (n) => `<!ENTITY a${n} "&a;&a;">`)}]><project><packaging>&a29;</packaging></project>`,
      },
    ],
    [
      'blank lines',
      {
        'a.yaml': `${'\n'.repeat(300_000)}apiVersion kind containers`,
        'mix.exs': '\n'.repeat(300_000),
        'a/main.py': `import flask\n${'\n'.repeat(300_000)}`,
        'config.ru': '\n'.repeat(300_000),
      },
    ],
    [
      'long lines',
      {
        'build.gradle': `id${' '.repeat(300_000)}`,
        'src/x.java': '',
        'a/main.py': `import flask\n${' '.repeat(300_000)}`,
        Procfile: `web:${' '.repeat(300_000)}`,
      },
    ],
    [
      'names of prototypes',
      {
        'compose.yaml':
          'services:\n  __proto__:\n    image: constructor\n    environment: {__proto__: x, constructor: y}\n',
        'constructor/package.json': '{"name":"__proto__","scripts":{"start":"node .","__proto__":"x"}}',
      },
    ],
  ])('%s: ends soon, and the rest is read', async (_, files) => {
    const { services } = await readingOf({ ...program, ...files });
    expect(services.map(({ path }) => path)).toContain('.');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
