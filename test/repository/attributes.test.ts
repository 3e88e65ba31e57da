import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Attributes } from '../../src/repository/attributes.js';
import { attributeGlob } from '../../src/repository/glob.js';
import { pathsIn, Scratch } from './scratch-repository.js';

describe('attributes', () => {
  test('later lines and deeper folders win; values, unset and unspecified are told apart', () => {
    const attributes = new Attributes([
      {
        folder: '',
        text: '# comment\n*.ts linguist-generated\r\nkept.ts -linguist-generated\nlib/** linguist-vendored=true\n*.go linguist-generated linguist-vendored\n',
      },
      { folder: 'lib/own', text: '* !linguist-vendored linguist-generated=false\n' },
    ]);
    const of = (path: string): unknown => Object.fromEntries(attributes.of(path));
    expect(of('src/a.ts')).toEqual({ 'linguist-generated': true });
    expect(of('src/kept.ts')).toEqual({ 'linguist-generated': false });
    expect(of('lib/x.c')).toEqual({ 'linguist-vendored': 'true' });
    expect(of('lib/own/x.c')).toEqual({ 'linguist-generated': 'false' });
    expect(of('a.go')).toEqual({ 'linguist-generated': true, 'linguist-vendored': true });
    expect(of('readme')).toEqual({});
  });

  test('macros stand for their attributes, also through each other', () => {
    const text =
      '[attr]machine linguist-generated\n[attr]foreign machine linguist-vendored\na.ts machine\nb.ts foreign\nc.ts -machine\n';
    const attributes = new Attributes([{ folder: '', text }]);
    expect([...attributes.of('a.ts').keys()]).toEqual(['linguist-generated']);
    expect([...attributes.of('b.ts').keys()]).toEqual(['linguist-generated', 'linguist-vendored']);
    expect(attributes.of('c.ts').size).toBe(0);
  });

  test('quoted patterns hold spaces, escapes and octal bytes', () => {
    const text =
      '"with space.ts" linguist-vendored\n"caf\\303\\251\\t.ts" linguist-generated\n"open linguist-generated\n';
    const attributes = new Attributes([{ folder: '', text }]);
    expect(attributes.of('a/with space.ts').get('linguist-vendored')).toBe(true);
    expect(attributes.of('café\t.ts').get('linguist-generated')).toBe(true);
    expect(attributes.of('open').size).toBe(0);
  });

  test('hostile patterns end soon', () => {
    const glob = attributeGlob(`${'*a'.repeat(500)}b`);
    const deep = attributeGlob(`${'**/a/'.repeat(300)}b`);
    expect(glob?.matches('a'.repeat(5_000))).toBe(false);
    expect(deep?.matches(Array.from({ length: 1_500 }, () => 'a').join('/'))).toBe(false);
  });

  test('names of attributes that objects have are no attributes', () => {
    const attributes = new Attributes([{ folder: '', text: '* __proto__ constructor toString=1\n' }]);
    expect(attributes.of('a').size).toBe(0);
  });

  test('git check-attr finds the same', () => {
    const name = fc.constantFrom('a', 'b', 'ab', 'a.ts', 'b.pb.go', 'x y', 'gen', 'ä', ']', '-');
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
    const piece = fc.constantFrom(
      'a',
      'b',
      '*',
      '?',
      '**',
      '[ab]',
      '[!a]',
      '[^b]',
      '[a-c]',
      '[]-]',
      '[[:alpha:]]',
      '\\*',
      '.ts',
      'ä',
      '[',
    );
    // In git 2.39 what `**` means behind another character hangs on where pattern and path lie in memory (wildmatch.c, `prev_p < text`).
    const segment = fc
      .array(piece, { minLength: 1, maxLength: 3 })
      .map((pieces) => pieces.join(''))
      .filter((text) => !/[^/]\*{2,}/.test(text));
    const pattern = fc.oneof(
      fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => segments.join('/')),
      fc.constantFrom(
        '*',
        '*.ts',
        '/a',
        'a/',
        'a/**',
        '**/b',
        'a/**/b',
        '/**/a',
        'gen/*',
        '!a',
        '#a',
        '*.pb.*',
      ),
      path.filter((text) => !text.includes(' ')),
    );
    const given = fc.constantFrom(
      'linguist-generated',
      '-linguist-generated',
      '!linguist-generated',
      'linguist-generated=no',
    );
    const lines = fc.array(
      fc.tuple(pattern, given).map((words) => words.join(' ')),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(path, { minLength: 1, maxLength: 15 }),
        lines,
        lines,
        (paths, top, nested) => {
          const scratch = Scratch.repository();
          scratch.write({ '.gitattributes': top.join('\n'), 'a/.gitattributes': nested.join('\n') });
          const attributes = new Attributes([
            { folder: '', text: top.join('\n') },
            { folder: 'a', text: nested.join('\n') },
          ]);
          const output = scratch.git('check-attr', '-z', 'linguist-generated', '--', ...paths).split('\0');
          const expected = paths.map((_, index) => output[index * 3 + 2]);
          const found = paths.map((one) => {
            const value = attributes.of(one).get('linguist-generated');
            return value === undefined
              ? 'unspecified'
              : value === true
                ? 'set'
                : value === false
                  ? 'unset'
                  : value;
          });
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);
});

describe('marks by .gitattributes', () => {
  const files = {
    '.gitattributes':
      'src/api/** linguist-generated\nvendor/ours/** -linguist-vendored\ndocs/app/** linguist-documentation=false\nmanual/** linguist-documentation\n',
    'src/api/client.ts': 'x',
    'src/own.ts': 'x',
    'vendor/theirs/a.go': 'x',
    'vendor/ours/a.go': 'x',
    'docs/app/page.ts': 'x',
    'manual/page.ts': 'x',
    'service/.gitattributes': '*.pb.go -linguist-generated\nlegacy/** linguist-vendored\n',
    'service/a.pb.go': 'x',
    'service/legacy/b.go': 'x',
  };
  const expected = {
    'src/api/client.ts': ['generated'],
    'src/own.ts': [],
    'vendor/theirs/a.go': ['vendored'],
    'vendor/ours/a.go': [],
    'docs/app/page.ts': [],
    'manual/page.ts': ['documentation'],
    'service/a.pb.go': [],
    'service/legacy/b.go': ['vendored'],
  };

  test.each([
    ['working tree', {}],
    ['revision', { revision: 'HEAD' }],
  ])('set and take away marks in the %s', async (_, options) => {
    const scratch = Scratch.repository(files);
    const { view } = await scratch.open(options);
    const found = Object.keys(expected).map((path) => [path, view.file(path)?.marks]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  test('count above the scanned folder too', async () => {
    const scratch = Scratch.repository(files);
    for (const options of [{}, { revision: 'HEAD' }]) {
      const repository = await scratch.open(options, 'src', 'api');
      expect(pathsIn(repository)).toEqual(['client.ts']);
      expect(repository.view.file('client.ts')?.marks).toEqual(['generated']);
    }
  });
});
