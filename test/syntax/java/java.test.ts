import { expect, it } from 'vitest';
import { foldStrings } from '../../../src/syntax/java/constants.js';
import { JavaProgram } from '../../../src/syntax/java/program.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

function program(files: Readonly<Record<string, string>>): JavaProgram {
  return new JavaProgram(inMemoryRepository(files), Object.keys(files));
}

it('takes types, members, annotations and calls out of a file, with their lines', async () => {
  const file = await program({
    'A.java':
      'package com.acme;\nimport java.util.*;\nimport static com.acme.P.X;\n@Mark(value = "a", n = {"b", X})\nfinal class A<T> extends Base<T> implements I, J<String> {\n  private final Repo repo;\n  A(Repo repo) { this.repo = repo; }\n  @Get int size(int at) { return this.repo.count(at); }\n  record R(String name) {}\n}\nenum E { ONE; static final String K = "k"; }',
  }).file('A.java');
  expect(file).toMatchObject({
    packageName: 'com.acme',
    wildcards: ['java.util'],
    staticImports: ['com.acme.P.X'],
  });
  expect(file?.types.map(({ name, kind, span }) => [name, kind, span.line])).toEqual([
    ['A', 'class', 5],
    ['A.R', 'record', 9],
    ['E', 'enum', 11],
  ]);
  const [type, record, constants] = file?.types ?? [];
  expect(type?.supertypes).toEqual(['I', 'J', 'Base']);
  expect(type?.annotations[0]).toMatchObject({ name: 'Mark', text: '@Mark(value = "a", n = {"b", X})' });
  expect([...(record?.fields ?? [])]).toEqual([['name', 'String']]);
  expect([...(constants?.constants.keys() ?? [])]).toEqual(['K']);
  const size = type?.methods.find(({ name }) => name === 'size');
  expect(size?.calls).toMatchObject([{ object: 'repo', name: 'count', arguments: 1, span: { line: 8 } }]);
});

it('says where a file does not parse and reads the rest', async () => {
  const broken = program({ 'A.java': 'class A { void a( { }\n}\nclass B {}' });
  expect((await broken.file('A.java'))?.types.map(({ name }) => name)).toContain('B');
  expect(broken.skipped).toMatchObject([{ file: 'A.java', line: 1, reason: 'parse-error' }]);
});

it('of two types of the same name the import decides, then the nearer file', async () => {
  const two = program({
    'x/src/main/java/com/acme/P.java': 'package com.acme; interface P { String A = "x"; }',
    'y/src/main/java/com/acme/P.java': 'package com.acme; interface P { String A = "y"; }',
    'y/src/main/java/org/other/P.java': 'package org.other; interface P { String A = "other"; }',
    'y/src/main/java/com/acme/Use.java': 'package com.acme; class Use {}',
    'y/src/main/java/com/acme/Import.java': 'package com.acme; import org.other.P; class Import {}',
  });
  const fold = async (path: string): Promise<readonly string[] | undefined> => {
    const file = await two.file(path);
    return file && foldStrings({ kind: 'name', path: ['P', 'A'] }, { file }, two);
  };
  expect(await fold('y/src/main/java/com/acme/Use.java')).toEqual(['y']);
  expect(await fold('y/src/main/java/com/acme/Import.java')).toEqual(['other']);
});

it('constants that name each other and endless sums end', async () => {
  const loops = program({
    'A.java': `class A { static final String X = A.Y; static final String Y = X; static final String Z = ${'"a" + '.repeat(3_000)}"a"; }`,
  });
  const file = await loops.file('A.java');
  if (!file) throw new Error('A.java was not read');
  for (const name of ['X', 'Z'])
    expect(await foldStrings({ kind: 'name', path: ['A', name] }, { file }, loops)).toBeUndefined();
});
