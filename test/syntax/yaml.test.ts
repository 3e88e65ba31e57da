import { expect, test } from 'vitest';
import { SourceText } from '../../src/model/source-text.js';
import { parseYaml } from '../../src/syntax/yaml.js';

const parse = (text: string) => parseYaml(new SourceText('a.yaml', text));
const root = (text: string) => parse(text).documents[0]?.root;

test('values know their lines, from their key on, in every document of a stream', () => {
  const { documents } = parse('a: 1\n---\n# comment\nb:\n  c:\n    - x\n    - y: 2\n');
  expect(documents).toHaveLength(2);
  expect(documents[1]?.root.at('b', 'c').span).toMatchObject({ line: 5, column: 3, endLine: 7 });
  expect(documents[1]?.root.at('b', 'c').items[1]?.get('y').number).toBe(2);
});

test('asking where nothing is gives an absent value, at any depth', () => {
  const value = root('a: [1, 2]')?.at('a', 'b', 'c');
  expect([value?.exists, value?.text, value?.items, value?.entries]).toEqual([false, undefined, [], []]);
});

test('anchors and merge keys are followed; what is written here wins over what is merged', () => {
  const value = root(
    'base: &base\n  path: /a\n  port: 1\nuse:\n  <<: *base\n  port: 2\nlist:\n  <<: [*base]\n',
  );
  expect(value?.at('use', 'path').text).toBe('/a');
  expect(value?.at('use', 'port').text).toBe('2');
  expect(value?.at('list', 'port').text).toBe('1');
  expect(value?.get('use').entries.map(([key]) => key)).toEqual(['port', 'path']);
});

test('scalars keep the way in which they are written', () => {
  const value = root('a: 1.10\nb: on\nc: "8080"\nd: ~\ne: 0x1F\n');
  expect(['a', 'b', 'c', 'd', 'e'].map((key) => value?.get(key).text)).toEqual([
    '1.10',
    'on',
    '8080',
    undefined,
    '0x1F',
  ]);
});

test('a broken document is skipped with its line; the others are read', () => {
  const { documents, skipped } = parse('a: 1\n---\nb: [1\n---\nc: 3\n');
  expect(documents.some(({ root: value }) => value.get('a').exists)).toBe(true);
  expect(skipped[0]).toMatchObject({ file: 'a.yaml', reason: 'parse-error' });
});

test.each([
  ['flow pairs', '["]",'.repeat(5_000)],
  ['dashes', '- '.repeat(50_000)],
  ['braces', '{a: '.repeat(20_000)],
  ['indentation', Array.from({ length: 3_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
])('hostile nesting of %s is given up, not crashed on', (_name, text) => {
  const { documents, skipped } = parse(text);
  expect(documents).toEqual([]);
  expect(skipped[0]).toMatchObject({ reason: 'parse-error' });
});

test('a bomb of aliases costs nothing until somebody asks for all of it', () => {
  const levels = Array.from(
    { length: 12 },
    (_, level) =>
      `l${level + 1}: &l${level + 1} [${Array.from({ length: 9 }, () => `*l${level}`).join(', ')}]`,
  );
  const value = root(['l0: &l0 x', ...levels].join('\n'));
  expect(value?.at('l12').isSequence).toBe(true);
  expect(() => value?.at('l12').toPlain()).toThrow(/alias/i);
});
