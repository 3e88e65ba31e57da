import { describe, expect, it } from 'vitest';
import { codeOf } from './code-of.js';

const depth = 20_000;

/** Texts that no one means well with, for each language that is read. */
const hostile: readonly (readonly [string, string])[] = [
  ['A.java', `class A { void x() { y(${'('.repeat(depth)}1${')'.repeat(depth)}); } }`],
  ['A.java', `class A { void x() { ${'f('.repeat(depth)}`],
  ['A.java', `class A { int x = ${'a + '.repeat(depth)}1; }`],
  ['a.rb', `x = ${'['.repeat(depth)}1${']'.repeat(depth)}`],
  ['a.rb', 'f '.repeat(depth)],
  ['a.rb', 'begin\n'.repeat(depth)],
  ['a.php', `<?php $x = ${'['.repeat(depth)}1${']'.repeat(depth)};`],
  ['a.php', `<?php ${'f('.repeat(depth)}`],
  ['a.php', `<?php $x = ${'!'.repeat(depth)}1;`],
  ['A.kt', `val x = ${'('.repeat(depth)}1${')'.repeat(depth)}`],
  ['A.kt', `val x = ${'f('.repeat(depth)}`],
  ['A.kt', `val x = ${'{ '.repeat(depth)}`],
  ['A.kt', '@A('.repeat(depth)],
  ['A.kt', `val x = ${'!'.repeat(depth)}1`],
  ['A.kt', 'class A { fun x() { when (y) { '.repeat(depth / 10)],
  ['A.kt', `val x = ${'a?.b!!.c[1] ?: '.repeat(depth)}1`],
  ['A.kt', 'a<'.repeat(depth)],
];

describe('texts that no one means well with', () => {
  it.each(hostile.map(([path, text], index) => [index, path, text.slice(0, 40), text] as const))(
    '%i %s %s… are read in a moment',
    async (_, path, __, text) => {
      expect((await codeOf({ [path]: text }, path)).source.path).toBe(path);
    },
    15_000,
  );
});
