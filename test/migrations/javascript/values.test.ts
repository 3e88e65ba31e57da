import { expect, test } from 'vitest';
import { isSet, numberOf, textsOf } from '../../../src/migrations/javascript/values.js';
import type { Value } from '../../../src/syntax/javascript/evaluate/value.js';
import { listValue, unknown } from '../../../src/syntax/javascript/evaluate/value.js';

const text = (value: string): Value => ({ kind: 'text', parts: [value], origins: [] });
const literal = (value: number | boolean | null): Value => ({ kind: 'literal', value });

test('a name or a list of names; a list that is not wholly known is none', () => {
  expect(textsOf(text('a'))).toEqual(['a']);
  expect(textsOf(listValue([text('a'), text('b')]))).toEqual(['a', 'b']);
  expect(textsOf(listValue([text('a'), unknown]))).toBeUndefined();
  expect(textsOf(listValue([text('a')], true))).toBeUndefined();
});

test('what is not known of a text stays in it as a placeholder', () => {
  const value: Value = { kind: 'text', parts: ['t_', { expression: 'suffix' }], origins: [] };
  expect(textsOf(value)).toEqual(['t_${suffix}']);
});

test('numbers and settings', () => {
  expect([numberOf(literal(5)), numberOf(text('12')), numberOf(text('x'))]).toEqual([5, 12, undefined]);
  expect([literal(true), literal(0), text(''), unknown].map(isSet)).toEqual([true, true, true, true]);
  expect([literal(false), literal(null), undefined].map(isSet)).toEqual([false, false, false]);
});
