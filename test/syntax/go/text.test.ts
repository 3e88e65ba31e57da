import { expect, test } from 'vitest';
import { goNumberValue, goStringValue } from '../../../src/syntax/go/literals.js';
import { callTextFunction, concatTexts, formatText, knownText } from '../../../src/syntax/go/text.js';

test.each([
  ['"plain"', 'plain'],
  ['"a\\"b\\\\c\\n\\t"', 'a"b\\c\n\t'],
  ['"\\x41\\u00e9\\U0001D11E\\101"', 'Aé𝄞A'],
  ['"\\U00FFFFFF"', '\\U00FFFFFF'],
  ['`raw\\n\r\nline`', 'raw\\n\nline'],
])('the string %s', (literal, value) => {
  expect(goStringValue(literal)).toBe(value);
});

test.each([
  ['1_000', 1000],
  ['0x1F', 31],
  ['0o17', 15],
  ['017', 15],
  ['0b11', 3],
  ['1.5', 1.5],
])('the number %s', (literal, value) => {
  expect(goNumberValue(literal)).toBe(value);
});

test('pieces are joined, unknown ones are kept apart', () => {
  expect(concatTexts([['a'], [], ['b'], [null], [null], ['', 'c']])).toEqual(['ab', null, 'c']);
  expect(knownText(['a', 'b'])).toBe('ab');
  expect(knownText([null, 'b'])).toBeUndefined();
  expect(concatTexts(Array.from({ length: 20 }, () => ['x'.repeat(1000)]))).toEqual([null]);
});

test('Sprintf inserts what it knows', () => {
  expect(formatText(['/v%d/%s%%'], [['2'], ['users']])).toEqual(['/v2/users%']);
  expect(formatText(['%s/%05d/%x'], [['a'], ['1']])).toEqual(['a/', null, '/', null]);
  expect(formatText(['%s/healthz'], [[null]])).toEqual([null, '/healthz']);
  expect(formatText([null], [])).toEqual([null]);
});

test.each([
  ['path.Join', [['/a/'], ['../b'], ['c']], ['/b/c']],
  ['path.Join', [[null], ['/healthz']], [null, '/healthz']],
  ['strings.TrimSuffix', [['/a/'], ['/']], ['/a']],
  ['strings.TrimSuffix', [[null, '/x/'], ['/']], [null, '/x']],
  ['strings.TrimRight', [['/a//'], ['/']], ['/a']],
  ['strings.TrimPrefix', [['/a'], ['/']], ['a']],
  ['strings.Trim', [['/a/'], ['/']], ['a']],
  ['strings.ToLower', [['/A']], ['/a']],
  ['strings.ReplaceAll', [['/a.b'], ['.'], ['$&']], ['/a$&b']],
  ['fmt.Sprint', [['a'], ['b']], ['ab']],
  ['strings.Repeat', [['a'], ['3']], undefined],
] as const)('%s(%j)', (name, args, result) => {
  expect(callTextFunction(name, args)).toEqual(result);
});
