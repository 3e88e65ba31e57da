import { expect, test } from 'vitest';
import { SourceText } from '../../../src/model/source-text.js';
import { argumentsOf } from '../../../src/syntax/ruby/arguments.js';
import { evaluate } from '../../../src/syntax/ruby/evaluate.js';
import { rubyProgram } from '../../../src/syntax/ruby/program.js';
import { RubyFrame } from '../../../src/syntax/ruby/value.js';
import type { RubyValue } from '../../../src/syntax/ruby/value.js';
import { withTree } from '../../../src/syntax/tree-sitter.js';

/** The value of the last `x = …` of a program; assignments before are its variables. */
async function valueOf(text: string): Promise<unknown> {
  return withTree('ruby', new SourceText('x.rb', text), (root) => {
    const program = rubyProgram(root);
    const frame = new RubyFrame();
    for (const node of root.namedChildren) {
      const left = node?.childForFieldName('left');
      const right = node?.childForFieldName('right');
      if (left && right) frame.assign(left.text, evaluate(right, program, frame));
    }
    return plain(frame.get('x'));
  });
}

function plain(value: RubyValue | undefined): unknown {
  switch (value?.kind) {
    case 'string':
      return value.text;
    case 'symbol':
      return `:${value.text}`;
    case 'number':
    case 'boolean':
      return value.value;
    case 'nil':
      return null;
    case 'array':
      return value.items.map(plain);
    case 'hash':
      return Object.fromEntries([...value.entries].map(([key, item]) => [key, plain(item)]));
    case 'lambda':
      return { lambda: plain(value.result) };
    case 'template':
      return { template: value.text };
    default:
      return { code: value?.text };
  }
}

test.each([
  ['x = "a\\n\\"b"', 'a\n"b'],
  ["x = 'a\\'b\\n'", "a'b\\n"],
  ['x = "a" "b"', 'ab'],
  ['x = "a" + \'b\'', 'ab'],
  ['y = "b"\nx = "a#{y}c#{1}"', 'abc1'],
  ['x = "a#{foo}"', { template: 'a#{foo}' }],
  ['x = "%s.%s" % ["a", :b]', 'a.b'],
  ['x = <<~SQL.squish\n    a\n      b\n  SQL\n', 'a\n  b\n'],
  ['x = <<-SQL\n  a\n  SQL\n', '  a\n'],
  ["x = <<~'SQL'\n  a\n  SQL\n", 'a\n'],
  ['x = :a', ':a'],
  ['x = :"a b"', ':a b'],
  ['x = %i[a b]', [':a', ':b']],
  ['x = %w[a b].map(&:to_sym)', [':a', ':b']],
  ['x = [1, *[2, 3]] + [4_000]', [1, 2, 3, 4000]],
  ['x = [:a, "b"].join(", ")', 'a, b'],
  ['x = { a: 1, "b" => -2.5, c: { d: nil } }', { a: 1, b: -2.5, c: { d: null } }],
  ['h = { a: 1 }\nx = { **h, b: true }', { a: 1, b: true }],
  ['H = { a: [5] }.freeze\nx = H[:a][0]', 5],
  ['H = { a: 1 }\nx = H.keys', [':a']],
  ['x = -> { "now()" }', { lambda: 'now()' }],
  ['x = proc { 1 }', { lambda: 1 }],
  ['x = foo(1)', { code: 'foo(1)' }],
])('%j', async (text, expected) => {
  expect(await valueOf(text)).toEqual(expected);
});

test('two heredocs in one call each have their own text', async () => {
  const values = await withTree(
    'ruby',
    new SourceText('x.rb', 'f(<<~A, <<~B, c: 1)\n  a\nA\n  b\nB\n'),
    (root) => {
      const [call] = root.namedChildren;
      const { positional, options } = call
        ? argumentsOf(call, rubyProgram(root), new RubyFrame())
        : { positional: [], options: new Map<string, RubyValue>() };
      return [positional.map(plain), [...options.keys()]];
    },
  );
  expect(values).toEqual([['a\n', 'b\n'], ['c']]);
});

test('what an isolated frame assigns is known inside only', () => {
  const outside = new RubyFrame();
  outside.assign('a', { kind: 'symbol', text: 'one' });
  const branch = new RubyFrame(outside, true);
  branch.assign('a', { kind: 'symbol', text: 'two' });
  expect(plain(branch.get('a'))).toBe(':two');
  expect(plain(outside.get('a'))).toEqual({ code: 'a' });
});

test('a million values are enough', async () => {
  const deep = `x = ${'['.repeat(200)}1${']'.repeat(200)}`;
  expect(JSON.stringify(await valueOf(deep))).toContain('"code":""');
});
