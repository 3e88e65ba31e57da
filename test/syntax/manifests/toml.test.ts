import { describe, expect, it } from 'vitest';
import { SourceText } from '../../../src/model/source-text.js';
import { readTomlTables } from '../../../src/syntax/manifests/toml.js';

const read = (text: string) => readTomlTables(new SourceText('x.toml', text));

describe('readTomlTables', () => {
  it('reads tables, arrays of tables, strings and lists with their lines', () => {
    const tables = read(
      'top = 1\n\n[package] # the package\nname = "a b" # name\nother = \'c:\\d\'\n\n[[ bin ]]\nname = "x"\n\n[tool."poetry".scripts]\n"run it" = "a:b"\nlist = [\n  "one", # first\n  # "none"\n  "two",\n]\nafter = true\n',
    );
    expect(tables.map(({ name, isArray, span }) => [name, isArray, span.line])).toEqual([
      ['', false, 1],
      ['package', false, 3],
      ['bin', true, 7],
      ['tool.poetry.scripts', false, 10],
    ]);
    expect([...(tables[1]?.entries ?? [])].map(([key, { text, span }]) => [key, text, span.line])).toEqual([
      ['name', 'a b', 4],
      ['other', 'c:\\d', 5],
    ]);
    expect(tables[3]?.entries.get('run it')).toMatchObject({
      text: 'a:b',
      span: { line: 11, column: 1, endColumn: 17 },
    });
    expect(tables[3]?.entries.get('list')).toMatchObject({
      items: ['one', 'two'],
      span: { line: 12, endLine: 16 },
    });
    expect(tables[3]?.entries.get('after')).toMatchObject({ text: 'true', items: [] });
  });

  it('does not take lines of a multi-line string for tables', () => {
    const tables = read('text = """\n[evil]\nname = "x"\n"""\n[good]\n');
    expect(tables.map(({ name }) => name)).toEqual(['', 'good']);
  });

  it('gives what is readable of a broken file', () => {
    expect(read('[package\nname = "a"\n[ok]\nx = [ "1"\n').map(({ name }) => name)).toEqual(['', 'ok']);
  });
});
