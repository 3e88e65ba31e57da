import { describe, expect, test } from 'vitest';
import { SourceText } from '../../../src/model/source-text.js';
import { looksGenerated, parseModule } from '../../../src/syntax/javascript/module.js';
import type { Statement } from '../../../src/syntax/javascript/tree.js';
import { walkProgram } from '../../../src/syntax/javascript/visit.js';

async function bodyOf(path: string, text: string): Promise<readonly Statement[]> {
  const module = await parseModule(new SourceText(path, text));
  expect(module.flaw).toBeUndefined();
  return module.body;
}

describe('a program as plain data', () => {
  test('keeps values and drops types, casts and parentheses', async () => {
    const [statement] = await bodyOf('a.ts', 'const x = (y as Foo<Bar>)!;\n');
    expect(statement).toMatchObject({
      kind: 'variables',
      keyword: 'const',
      declarations: [{ target: { kind: 'name', name: 'x' }, value: { kind: 'identifier', name: 'y' } }],
    });
  });

  test('decodes escapes of strings and templates', async () => {
    const [statement] = await bodyOf('a.js', String.raw`x('\/a\n\x41\u{1F600}\'', ` + '`b\\t${c}d`);');
    expect(statement).toMatchObject({
      expression: {
        arguments: [
          { value: { value: "/a\nA\u{1F600}'" } },
          { value: { parts: ['b', '\t', { kind: 'identifier', name: 'c' }, 'd'] } },
        ],
      },
    });
  });

  test('reads classes with decorators, fields, accessors and parameter properties', async () => {
    const [statement] = await bodyOf(
      'a.ts',
      "@Controller('x') export class A extends b.C<T> implements D { @Get(':id') static async f(@Param() p?: P) {}\n" +
        'private router: Router = make(); get app(): App { return 1 } constructor(private readonly db: Db) { super() } }',
    );
    expect(statement).toMatchObject({
      kind: 'export',
      form: {
        declaration: {
          class: {
            name: 'A',
            superclass: { kind: 'member', property: 'C' },
            decorators: [{ kind: 'call', callee: { name: 'Controller' } }],
            members: [
              {
                kind: 'method',
                static: true,
                key: 'f',
                decorators: [{ callee: { name: 'Get' } }],
                function: {
                  async: true,
                  parameters: [{ type: { name: 'P' }, decorators: [{ callee: { name: 'Param' } }] }],
                },
              },
              { kind: 'field', key: 'router', type: { name: 'Router' }, value: { kind: 'call' } },
              { kind: 'getter', key: 'app' },
              { kind: 'constructor', function: { parameters: [{ isField: true, type: { name: 'Db' } }] } },
            ],
          },
        },
      },
    });
  });

  test('the head of a union type is its first member that is not nullish; of a generic type its name', async () => {
    const body = await bodyOf(
      'a.ts',
      'function f(a: undefined | express.Application, b: Promise<Foo>, c: () => void, d: string[]) {}',
    );
    expect(body).toMatchObject([
      {
        function: {
          parameters: [
            { type: { name: 'express.Application' } },
            { type: { name: 'Promise', arguments: [{ name: 'Foo' }] } },
            { isField: false },
            { isField: false },
          ],
        },
      },
    ]);
  });

  test('finds calls inside JSX', async () => {
    const body = await bodyOf('a.tsx', 'const a = <A b={c("/d")}>{e()}</A>;');
    const callees = [...walkProgram(body)].flatMap(({ node, part }) =>
      part === 'expression' && node.kind === 'call' && node.callee.kind === 'identifier'
        ? [node.callee.name]
        : [],
    );
    expect(callees).toEqual(['c', 'e']);
  });

  test('reads Flow annotations in a .js file with the grammar of TypeScript', async () => {
    const [statement] = await bodyOf('a.js', 'export function f(a: string): void {}');
    expect(statement).toMatchObject({ kind: 'export' });
  });
});

describe('files that are not read', () => {
  test('a broken place is named, the rest is read', async () => {
    const module = await parseModule(new SourceText('a.js', 'const a = 1;\nfunction ( {\nconst b = 2;\n'));
    expect(module.flaw).toMatchObject({ reason: 'parse-error', line: 2 });
    expect(module.body[0]).toMatchObject({ kind: 'variables' });
  });

  test('minified output is left alone, a long program of short lines is not', async () => {
    const minified = new SourceText('a.js', `var a=require("express")();${'a.get("/x",f);'.repeat(20_000)}`);
    expect(await parseModule(minified)).toMatchObject({ body: [], flaw: { reason: 'too-large' } });
    expect(looksGenerated(new SourceText('b.js', 'a.get("/x", f);\n'.repeat(20_000)))).toBe(false);
  });

  test.each([
    ['parentheses', `x = ${'('.repeat(5000)}1${')'.repeat(5000)};`],
    ['concatenation', `x = ${'"a" + '.repeat(5000)}"b";`],
    ['a chain of calls', `x${'.then(f)'.repeat(5000)};`],
    ['blocks', `${'{'.repeat(5000)}${'}'.repeat(5000)}`],
  ])('%s without end do not exhaust the stack', async (_, text) => {
    const module = await parseModule(new SourceText('a.js', text));
    expect(module.flaw).toBeDefined();
  });
});
