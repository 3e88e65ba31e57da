import { expect, test } from 'vitest';
import { overview } from '../overview.js';

const journal = (dialect: string, ...tags: readonly string[]): string =>
  JSON.stringify({
    version: '7',
    dialect,
    entries: tags.map((tag, idx) => ({
      idx,
      version: '7',
      when: 1_700_000_000_000 + idx,
      tag,
      breakpoints: true,
    })),
  });

test('the journal names the migrations and their order; breakpoints part the statements', async () => {
  const found = await overview({
    'package.json': '{"dependencies":{"drizzle-orm":"0.40.0"}}',
    'drizzle/meta/_journal.json': journal('postgresql', '0000_first', '0001_second'),
    'drizzle/meta/0000_snapshot.json': '{}',
    'drizzle/0000_first.sql':
      'CREATE TABLE "users" ("id" serial PRIMARY KEY);\n--> statement-breakpoint\nDO $$ BEGIN\n ALTER TABLE "users" ADD CONSTRAINT "c" UNIQUE("id");\nEXCEPTION WHEN duplicate_object THEN null;\nEND $$;\n',
    'drizzle/0001_second.sql':
      'ALTER TABLE "users" ADD COLUMN "name" text;--> statement-breakpoint\nDROP TABLE "old";',
  });
  expect(found.sets).toEqual(['drizzle drizzle [postgresql]']);
  expect(found.reasons).toEqual(['the dialect in drizzle/meta/_journal.json is postgresql']);
  expect(found.migrations).toEqual([
    'drizzle/0000_first.sql 0000 first unsupported',
    'drizzle/0001_second.sql 0001 second unsupported',
  ]);
  expect(found.operations).toEqual([
    'drizzle/0000_first.sql:1 createTable up all-migrations',
    'drizzle/0000_first.sql:4 addUnique up all-migrations',
    'drizzle/0001_second.sql:1 addColumn up all-migrations',
    'drizzle/0001_second.sql:2 dropTable up all-migrations',
  ]);
  expect(found.skipped).toEqual([]);
});

test('Drizzle 1.0 keeps a folder and a snapshot per migration', async () => {
  const found = await overview({
    'drizzle.config.ts': "export default defineConfig({ dialect: 'sqlite', out: './db/out' });\n",
    'db/out/20250101000000_a/migration.sql': 'CREATE TABLE `t` (`id` integer);',
    'db/out/20250101000000_a/snapshot.json': '{"version":"7","dialect":"sqlite"}',
    'db/out/20250201000000_b/migration.sql': 'DROP TABLE `t`;',
    'db/out/20250201000000_b/snapshot.json': '{"version":"7","dialect":"sqlite"}',
  });
  expect(found.sets).toEqual(['drizzle db/out [sqlite]']);
  expect(found.migrations).toEqual([
    'db/out/20250101000000_a/migration.sql 20250101000000 a unsupported',
    'db/out/20250201000000_b/migration.sql 20250201000000 b unsupported',
  ]);
});

test('on MySQL the one transaction is worth nothing', async () => {
  const found = await overview({
    'out/meta/_journal.json': journal('mysql', '0000_a'),
    'out/0000_a.sql': 'CREATE TABLE `t` (`id` int);--> statement-breakpoint\nCREATE INDEX `i` ON `t` (`id`);',
  });
  expect(found.sets).toEqual(['drizzle out [mysql]']);
  expect(found.operations).toEqual([
    'out/0000_a.sql:1 createTable up none',
    'out/0000_a.sql:2 createIndex up none',
  ]);
});

test('files that the journal does not name and names without files are told, not taken', async () => {
  const found = await overview({
    'out/meta/_journal.json': journal('postgresql', '0000_a', '0001_gone'),
    'out/0000_a.sql': 'CREATE TABLE t (id int);',
    'out/0002_extra.sql': 'DROP TABLE t;',
    'out/notes.sql': 'select 1;',
  });
  expect(found.migrations).toEqual(['out/0000_a.sql 0000 a unsupported']);
  expect(found.skipped).toEqual([
    'out/0002_extra.sql unsupported-syntax',
    'out/meta/_journal.json unsupported-syntax',
  ]);
});

test('a journal of something else is none', async () => {
  const found = await overview({
    'a/meta/_journal.json': '{"entries": {}}',
    'b/meta/_journal.json': 'nonsense',
  });
  expect(found.sets).toEqual([]);
});

test('the migrators of HTTP drivers have no transaction', async () => {
  const files = {
    'package.json': '{"dependencies":{"drizzle-orm":"0.40.0"}}',
    'drizzle/meta/_journal.json': journal('postgresql', '0000_a'),
    'drizzle/0000_a.sql': 'CREATE TABLE t (id int);',
    'src/db/migrate.ts': "import { migrate } from 'drizzle-orm/neon-http/migrator';\n",
  };
  expect((await overview(files)).operations).toEqual(['drizzle/0000_a.sql:1 createTable up none']);
  const both = await overview({
    ...files,
    'src/db/local.ts': "import { migrate } from 'drizzle-orm/node-postgres/migrator';\n",
  });
  expect(both.operations).toEqual(['drizzle/0000_a.sql:1 createTable up all-migrations']);
});
