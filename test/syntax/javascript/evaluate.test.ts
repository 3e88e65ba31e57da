import { describe, expect, test } from 'vitest';
import { Interpreter } from '../../../src/syntax/javascript/evaluate/interpreter.js';
import { foldTexts } from '../../../src/syntax/javascript/evaluate/text.js';
import { JavaScriptProject } from '../../../src/syntax/javascript/project.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** What the exports of `main.ts` fold to: `text`, `text?` when not all of it is known, `-` when it is no text. */
async function folded(files: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const interpreter = new Interpreter(new JavaScriptProject(inMemoryRepository(files)));
  const found: [string, string][] = [];
  await interpreter.within(100_000, async () => {
    const main = await interpreter.module('main.ts');
    for (const name of main?.exports.keys() ?? []) {
      const value = await interpreter.exported('main.ts', name);
      const texts = value ? foldTexts(value).map(({ complete, text }) => (complete ? text : `${text}?`)) : [];
      found.push([name, texts.length === 0 ? '-' : texts.join(' | ')]);
    }
  });
  return Object.fromEntries(found);
}

describe('folding of strings', () => {
  test('literals, templates, concatenation, constants of the module', async () => {
    expect(
      await folded({
        'main.ts': `const base = '/api'; const version = 2;
export const a = base + '/health';
export const b = \`\${base}/v\${version}/x\`;
export const c = '/' + ['x', 'y'].join('/');
export const d = base.toUpperCase().concat('/z');
export const e = String(7);
export const f = '/a/b'.replace('/a', '');`,
      }),
    ).toEqual({ a: '/api/health', b: '/api/v2/x', c: '/x/y', d: '/API/z', e: '7', f: '/b' });
  });

  test('members of objects and enums, also frozen, nested and imported over two hops', async () => {
    expect(
      await folded({
        'main.ts': `import { ROUTES, Kind as K } from './barrel.js'; import * as all from './routes'; import fallback from './default';
export const a = ROUTES.health;
export const b = ROUTES['nested'].live;
export const c = K.Ready;
export const d = all.ROUTES.health + fallback.path;
const { health: e } = ROUTES; export { e };
export const f = ROUTES.absent;`,
        'barrel.ts': "export * from './routes.js'; export { Kind } from './kind.js';",
        'routes.ts':
          "export const ROUTES = Object.freeze({ health: '/health', nested: { live: `/live` } } as const);",
        'kind.ts': "export enum Kind { Ready = '/ready', Two = 2 }",
        'default.js': "module.exports = { path: '/d' };",
      }),
    ).toEqual({ a: '/health', b: '/live', c: '/ready', d: '/health/d', e: '/health', f: '-' });
  });

  test('path functions, __dirname and import.meta', async () => {
    const found = await folded({
      'src/x.ts': '',
      'main.ts': `import path, { join } from 'node:path';
export const a = path.join('/api', '..', 'v1', './health');
export const b = join('a', process.env.X, 'c');
export const c = path.resolve('/a', 'b');`,
    });
    expect(found).toEqual({ a: '/v1/health', b: 'a//c?', c: '/a/b' });
  });

  test('what only run time knows says so, and keeps what is known around it', async () => {
    expect(
      await folded({
        'main.ts': `export const a = \`\${process.env.PREFIX}/health\`;
export const b = (process.env.PREFIX ?? '/api') + '/health';
export const c = config.base + '/x';
export const d = read();
export const e = flag ? '/on' : '/off';
export const f = 1 + 2;
let g = '/g'; if (flag) g = '/h'; export { g };
export const h = read;`,
      }),
    ).toEqual({
      a: '/health?',
      b: '/api/health?',
      c: '/x?',
      d: '-',
      e: '/on | /off',
      f: '3',
      g: '/g | /h',
      h: '-',
    });
  });

  test('what project functions and classes give', async () => {
    expect(
      await folded({
        'main.ts': `import { withPrefix, Paths, Sub } from './b';
export const a = withPrefix('/health');
export const b = new Paths('/x').full;
export const c = new Sub().full;
export const d = Paths.root;
export const e = new Sub().own();
export const f = [1, 2].map((n) => \`/\${n}\`).reduce((all, one) => all + one, '');`,
        'b.ts': `export const withPrefix = (path: string, prefix = '/api') => \`\${prefix}\${path}\`;
export class Paths { static root = '/root'; constructor(private readonly path: string) {} get full() { return this.path + '/full'; } own() { return this.full; } }
export class Sub extends Paths { suffix = '/s'; constructor() { super('/sub'); } own() { return super.own() + this.suffix; } }`,
      }),
    ).toEqual({ a: '/api/health', b: '/x/full', c: '/sub/full', d: '/root', e: '/sub/full/s', f: '/1/2' });
  });
});

describe('hostile programs', () => {
  test('names such as __proto__ and constructor are names like any other', async () => {
    expect(
      await folded({
        'main.ts': `const __proto__ = '/p'; const o = { constructor: '/c', '__proto__': '/q' };
export const a = __proto__; export const b = o.constructor; export const c = o.__proto__; export const d = o.toString;`,
      }),
    ).toEqual({ a: '/p', b: '/c', c: '/q', d: '-' });
  });

  test('modules that import each other and re-export in a circle end', async () => {
    expect(
      await folded({
        'main.ts': "import { b } from './b'; export const a = '/a'; export const c = b; export * from './b';",
        'b.ts':
          "import { a } from './main'; export * from './main'; export const b = '/b'; export const late = () => a;",
      }),
    ).toEqual({ a: '/a', c: '/b' });
  });

  test('recursion, loops and growing texts end within the budget', async () => {
    const interpreter = new Interpreter(
      new JavaScriptProject(
        inMemoryRepository({
          'main.ts': `export const f = (n) => f(n + 1) + f(n + 2) + f(n + 3); f(0);
let text = 'x'; for (const _ of [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30]) text = text + text;
while (true) { text += text; }
export const end = text;`,
        }),
      ),
    );
    const finished = await interpreter.within(50_000, async () => interpreter.module('main.ts'));
    expect(finished).toBeDefined();
    const spent = await interpreter.within(10, async () => interpreter.exported('main.ts', 'end'));
    expect(spent).toBeDefined();
  });

  test('a budget that is spent is told', async () => {
    const project = new JavaScriptProject(
      inMemoryRepository({ 'main.ts': 'export const f = () => a(b(c(d(e(g())))));' }),
    );
    const small = new Interpreter(project, {}, 1);
    await small.within(1000, async () => small.module('main.ts'));
    expect([...small.unfinished]).toEqual(['main.ts']);
    const interpreter = new Interpreter(project);
    const value = await interpreter.exported('main.ts', 'f');
    const run = (steps: number): Promise<unknown> =>
      interpreter.within(steps, async () => value?.kind === 'function' && interpreter.run(value, []));
    expect(await run(5)).toBeUndefined();
    expect(await run(100)).toBeDefined();
  });
});
