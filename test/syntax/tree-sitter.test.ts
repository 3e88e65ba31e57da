import { expect, test } from 'vitest';
import { SourceText } from '../../src/model/source-text.js';
import { firstError, spanOf, walk, withTree } from '../../src/syntax/tree-sitter.js';

test.each([
  ['javascript', 'const é = app.get("/x");\n', 'call_expression'],
  ['typescript', 'class A { x: number = 1 }\n', 'class_declaration'],
  ['tsx', 'const x = <a href="y"/>;\n', 'jsx_self_closing_element'],
  ['python', 'def f():\n  return 1\n', 'return_statement'],
  ['go', 'package main\nfunc main() {}\n', 'function_declaration'],
  ['java', 'class A { void f() {} }\n', 'method_declaration'],
  ['ruby', 'class A\n  def change; end\nend\n', 'method'],
  ['csharp', 'class A { void F() {} }\n', 'method_declaration'],
  ['php', '<?php function f() {}\n', 'function_definition'],
  ['rust', 'fn main() {}\n', 'function_item'],
  ['bash', 'curl -f x || true\n', 'command'],
] as const)('parses %s', async (language, text, type) => {
  const source = new SourceText('a', text);
  const found = await withTree(language, source, (root) =>
    [...walk(root)].some((node) => node.type === type),
  );
  expect(found).toBe(true);
});

test('spans count UTF-16 columns from 1, also behind characters outside the basic plane', async () => {
  const source = new SourceText('a.js', 'x();\n"é𝄞"; y();\n');
  const spans = await withTree('javascript', source, (root) =>
    [...walk(root)].filter((node) => node.type === 'call_expression').map((node) => spanOf(source, node)),
  );
  expect(spans).toEqual([
    { file: 'a.js', line: 1, column: 1, endLine: 1, endColumn: 4 },
    { file: 'a.js', line: 2, column: 8, endLine: 2, endColumn: 11 },
  ]);
});

test('the first broken place of a program is named', async () => {
  const source = new SourceText('a.rb', 'def change\n  add_index :a,\n  :b => [\nend\n');
  const line = await withTree('ruby', source, (root) => {
    const error = firstError(root);
    return error && spanOf(source, error).line;
  });
  expect(line).toBeGreaterThanOrEqual(1);
});
