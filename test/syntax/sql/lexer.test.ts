import { describe, expect, test } from 'vitest';
import type { Dialect } from '../../../src/model/migration.js';
import { tokensOf } from '../../../src/syntax/sql/lexer.js';
import { lexisOf } from '../../../src/syntax/sql/lexis.js';
import { quotedText } from '../../../src/syntax/sql/quoted-text.js';

/** The tokens as `kind:text`, words without their kind. */
function shown(dialect: Dialect, text: string): readonly string[] {
  return tokensOf(text, lexisOf(dialect)).map(({ kind, start, end }) => {
    const written = text.slice(start, end);
    return kind === 'word' || kind === 'symbol' ? written : `${kind}:${written}`;
  });
}

describe('tokens', () => {
  test.each<[string, Dialect, string, readonly string[]]>([
    ['doubled quotes stay inside', 'postgresql', "'it''s' x", ["string:'it''s'", 'x']],
    [
      'a backslash escapes in E strings only',
      'postgresql',
      "E'a\\'b' '\\' c",
      ["string:E'a\\'b'", "string:'\\'", 'c'],
    ],
    [
      'a backslash escapes in every string of MySQL',
      'mysql',
      '\'a\\\'b\' "c\\"d"',
      ["string:'a\\'b'", 'string:"c\\"d"'],
    ],
    [
      'dollar quotes hold other dollar quotes',
      'postgresql',
      '$a$ x $$ ; $b$ $a$ y',
      ['string:$a$ x $$ ; $b$ $a$', 'y'],
    ],
    ['a dollar in a name begins no quote', 'postgresql', 'a$$b$$', ['a$$b$$']],
    ['$1 is no quote', 'postgresql', '$1, $2', ['$', 'number:1', ',', '$', 'number:2']],
    ['comments nest in PostgreSQL', 'postgresql', 'a /* b /* c */ d */ e', ['a', 'e']],
    ['comments do not nest in MySQL', 'mysql', 'a /* b /* c */ d', ['a', 'd']],
    [
      'MySQL runs executable comments',
      'mysql',
      '/*!40101 SET x = 1 */; /*M!100 y */',
      ['SET', 'x', '=', 'number:1', ';', 'y'],
    ],
    ["MariaDB's sandbox mark is a comment", 'mariadb', '/*M!999999\\- enable */ SET', ['SET']],
    ['# begins a comment in MySQL', 'mysql', 'a # b\nc', ['a', 'c']],
    ['# is an operator in PostgreSQL', 'postgresql', 'a #> b', ['a', '#', '>', 'b']],
    [
      'two dashes need a space in MySQL',
      'mysql',
      '5--1 -- x\n2',
      ['number:5', '-', '-', 'number:1', 'number:2'],
    ],
    ['// begins a comment in CQL', 'cassandra', 'a // b\nc', ['a', 'c']],
    [
      'brackets quote in SQL Server',
      'sqlserver',
      '[a b].[c]]d] #t @v',
      ['name:[a b]', '.', 'name:[c]]d]', '#t', 'parameter:@v'],
    ],
    ['brackets are arrays in PostgreSQL', 'postgresql', 'a[1]', ['a', '[', 'number:1', ']']],
    ["Oracle's q quotes", 'oracle', "q'[it's]' nq'!a!' b", ["string:q'[it's]'", "string:nq'!a!'", 'b']],
    ['prefixes belong to their string', 'sqlserver', "N'x' n 'y'", ["string:N'x'", 'n', "string:'y'"]],
    ['casts are one symbol', 'postgresql', 'a::text := 1.5e3', ['a', '::', 'text', ':=', 'number:1.5e3']],
    ['letters of any script make names', 'postgresql', 'größe 名前', ['größe', '名前']],
  ])('%s', (_, dialect, text, expected) => {
    expect(shown(dialect, text)).toEqual(expected);
  });

  test('an endless string ends before the `;` that ends a line, so that only its statement is lost', () => {
    expect(shown('postgresql', "SELECT 'abc;\nSELECT 2")).toEqual([
      'SELECT',
      "unterminated:'abc",
      ';',
      'SELECT',
      'number:2',
    ]);
  });

  test('an endless comment takes the rest', () => {
    expect(shown('postgresql', 'a /* b; c')).toEqual(['a', 'unterminated:/* b; c']);
  });

  test('nothing beyond the end of the range is looked at', () => {
    const text = "a 'b' c";
    expect(tokensOf(text, lexisOf('postgresql'), 0, 4).map(({ kind }) => kind)).toEqual([
      'word',
      'unterminated',
    ]);
    expect(tokensOf(text, lexisOf('postgresql'), 6).map(({ start }) => start)).toEqual([6]);
  });
});

describe('the content of quotes', () => {
  test.each<[string, Dialect, string, string, boolean]>([
    ["'plain'", 'postgresql', 'plain', "'plain'", true],
    ["'it''s'", 'postgresql', "it's", "'it''s'", false],
    ["'a\\nb'", 'mysql', 'a\nb', "'a\\nb'", false],
    ["'a\\nb'", 'postgresql', 'a\\nb', "'a\\nb'", true],
    ["E'a\\tb'", 'postgresql', 'a\tb', "E'a\\tb'", false],
    ['$f$a $$ b$f$', 'postgresql', 'a $$ b', '', true],
    ['[a]]b]', 'sqlserver', 'a]b', '', false],
    ["q'(a)'", 'oracle', 'a', '', true],
    ["N'x'", 'sqlserver', 'x', '', true],
  ])('%s in %s', (text, dialect, value, _written, verbatim) => {
    const [token] = tokensOf(text, lexisOf(dialect));
    if (!token) throw new Error('no token');
    const content = quotedText(text, token, lexisOf(dialect).backslashes);
    const atOffset = text.slice(content.start, content.start + value.length);
    expect({ ...content, stands: atOffset === value }).toMatchObject({ value, verbatim, stands: verbatim });
  });
});
