import { expect, test } from 'vitest';
import { readMigrations } from '../../src/migrations/read.js';
import type { RepositoryView } from '../../src/model/repository-view.js';
import { inMemoryRepository } from '../in-memory-repository.js';
import { overview } from './overview.js';

const up = '-- +goose Up\nCREATE TABLE a (id int);\n';

test('a repository without migrations has none', async () => {
  expect(await overview({ 'README.md': '# x\n', 'src/a.ts': '' })).toMatchObject({
    sets: [],
    migrations: [],
    skipped: [],
  });
});

test('sets are sorted by directory, migrations set after set, skips by file and line', async () => {
  const found = await overview({
    'go.mod': 'module x\nrequire github.com/lib/pq v1.0.0\n',
    'z/migrations/1_a.sql': up,
    'a/migrations/2_b.sql': `${up}CREATE TABEL x;\n`,
    'a/migrations/10_c.sql': up,
    'b/db/migrations/1_d.sql': '-- migrate:up\nCREATE TABEL y;\n-- migrate:down\n',
  });
  expect(found.allSets.map(({ directory }) => directory)).toEqual([
    'a/migrations',
    'b/db/migrations',
    'z/migrations',
  ]);
  expect(found.all.map(({ path }) => path)).toEqual([
    'a/migrations/2_b.sql',
    'a/migrations/10_c.sql',
    'b/db/migrations/1_d.sql',
    'z/migrations/1_a.sql',
  ]);
  expect(found.skipped).toEqual([
    'a/migrations/2_b.sql:3 parse-error',
    'b/db/migrations/1_d.sql:2 parse-error',
  ]);
});

test('a repository of examples alone is read as the product that it is', async () => {
  const files = { 'README.md': '# examples\n', 'test/shop/migrations/1_a.sql': up };
  expect((await overview(files)).sets).toEqual(['goose test/shop/migrations [unknown]']);
  expect((await overview({ ...files, 'src/main.go': 'package main\n' })).sets).toEqual([]);
});

test('a migration whose text cannot be had stays in the list', async () => {
  const whole = inMemoryRepository({
    'migrations/1_a.up.sql': 'CREATE TABLE a (id int);\n',
    'migrations/2_b.up.sql': 'x',
    'go.mod': 'module x\nrequire github.com/golang-migrate/migrate/v4 v4.0.0\n',
  });
  const view: RepositoryView = {
    ...whole,
    read: (path) => (path === 'migrations/2_b.up.sql' ? Promise.resolve(undefined) : whole.read(path)),
  };
  const { migrations } = await readMigrations(view);
  expect(migrations.map(({ path }) => path)).toEqual(['migrations/1_a.up.sql', 'migrations/2_b.up.sql']);
  expect(migrations[1]?.operations).toMatchObject([{ kind: 'opaque', reason: 'the file could not be read' }]);
});

test('what .gitattributes calls generated still runs; copies that a build made do not', async () => {
  const whole = inMemoryRepository({
    'prisma/migrations/20240101000000_a/migration.sql': 'CREATE TABLE a (id int);\n',
    'dist/prisma/migrations/20240101000000_a/migration.sql': 'CREATE TABLE a (id int);\n',
    'src/a.ts': '',
  });
  const view: RepositoryView = {
    ...whole,
    files: whole.files.map((file) => (file.path.endsWith('.sql') ? { ...file, marks: ['generated'] } : file)),
  };
  const { migrations } = await readMigrations(view);
  expect(migrations.map(({ path }) => path)).toEqual(['prisma/migrations/20240101000000_a/migration.sql']);
});

test('the same repository gives the same result twice', async () => {
  const files = { 'a/migrations/1_a.sql': up, 'b/migrations/1_a.up.sql': 'CREATE TABLE b (id int);\n' };
  expect(await overview(files)).toEqual(await overview(files));
});

const many = 200_000;

test.each([
  ['blank lines', `-- +goose Up\n${'\n'.repeat(many)}`],
  ['open comments', `-- +goose Up\nSELECT 1;\n-- +goose Down\n${'/*'.repeat(many)}`],
  ['a run of blanks', `-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT${' '.repeat(many)}x`],
])('%s are read in good time', async (_, text) => {
  const read = await overview({ 'm/1_a.sql': text, 'migrations/2_b.sql': text });
  expect(JSON.stringify(read)).toContain('1_a.sql');
});

test.each([
  ['Makefile', `A = ${'$B'.repeat(30)}\nB = ${'$A'.repeat(30)}\nup: ${'$A'.repeat(50_000)} migrate\n`],
  ['pom.xml', `<flyway.x>${' '.repeat(many)}`],
  ['prisma/schema.prisma', 'datasource x {\n'.repeat(20_000)],
  ['build.gradle', 'flyway {\n'.repeat(20_000)],
  ['diesel.toml', `[${' '.repeat(many)}`],
  ['go.mod', `require ${'a.'.repeat(many)}`],
])('a hostile %s is read in good time', async (name, text) => {
  const files = {
    [name]: text,
    'm/1_a.sql': up,
    'migrations/1_b/migration.sql': 'SELECT 1;',
    'migrations/1_b/up.sql': 'SELECT 1;',
  };
  expect(JSON.stringify(await overview(files))).toContain('m/1_a.sql');
});
