import { expect, it } from 'vitest';
import { matchesWildcards } from '../../src/syntax/wildcards.js';

it.each([
  ['health', 'health', true],
  ['health', 'healthz', false],
  ['*.html', 'index.html', true],
  ['*.html', 'index.htm', false],
  ['v?', 'v1', true],
  ['v?', 'v', false],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['**', '', true],
  ['(a+)+', 'aaa', false],
])('%s and %s: %s', (pattern, text, expected) => {
  expect(matchesWildcards(pattern, text)).toBe(expected);
});

it('ends soon for a pattern that is made to take for ever', () => {
  expect(matchesWildcards(`${'*a'.repeat(200)}b`, 'a'.repeat(2_000))).toBe(false);
});
