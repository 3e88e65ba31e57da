import { describe, expect, test } from 'vitest';
import { parsePostgresql } from '../../../src/syntax/sql/postgresql.js';

async function statementsOf(text: string, start?: number, end?: number): Promise<readonly string[]> {
  const parsed = await parsePostgresql(text, start, end);
  if ('error' in parsed) throw new Error(parsed.error);
  return parsed.statements.map((statement) => text.slice(statement.start, statement.end));
}

describe("PostgreSQL's parser", () => {
  test('statements begin at their first token and end at their last', async () => {
    expect(
      await statementsOf("-- note ä\n  SELECT 'ü😀' ;\r\n/* é */ SELECT 2 -- last\n;; SELECT 3; -- end"),
    ).toEqual(["SELECT 'ü😀'", 'SELECT 2', 'SELECT 3']);
  });

  test('only the given range is read', async () => {
    const text = 'broken( ä SELECT 1; SELECT 2; also broken(';
    expect(await statementsOf(text, text.indexOf('SELECT'), text.indexOf('also'))).toEqual([
      'SELECT 1',
      'SELECT 2',
    ]);
  });

  test('a text of comments has no statements', async () => {
    expect(await statementsOf('-- nothing\n/* here */')).toEqual([]);
    expect(await statementsOf('')).toEqual([]);
  });

  test('the place of an error is an offset into the text, also behind characters of four bytes', async () => {
    const text = "SELECT 'ä😀'; ALTR TABLE t";
    expect(await parsePostgresql(text)).toEqual({
      error: 'syntax error at or near "ALTR"',
      offset: text.indexOf('ALTR'),
    });
  });

  test('a NUL does not hide the rest of the text', async () => {
    expect(await statementsOf('SELECT 1;\0 SELECT 2')).toEqual(['SELECT 1', 'SELECT 2']);
  });

  test('expressions that break the parser are an error, and the parser goes on working', async () => {
    const deep = `SELECT 1${'+1'.repeat(20_000)}`;
    for (let round = 0; round < 3; round += 1) {
      expect(await parsePostgresql(deep)).toEqual({ error: 'nested too deeply for the parser', offset: 0 });
      expect(await statementsOf('SELECT 1; DROP TABLE t')).toEqual(['SELECT 1', 'DROP TABLE t']);
    }
  });

  test('runs of operators that would take minutes are refused', async () => {
    expect(await parsePostgresql(`SELECT 1 ${'/**/'.repeat(20_000)}`)).toEqual({
      error: 'too many operator characters in a row for the parser',
      offset: 9,
    });
  });
});
