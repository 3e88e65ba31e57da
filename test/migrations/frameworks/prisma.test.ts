import { expect, test } from 'vitest';
import { dialectOf, overview } from '../overview.js';

const lock = 'provider = "postgresql"\n';
const schema = 'datasource db {\n  provider = "postgresql"\n  url = env("DATABASE_URL")\n}\n';
const create = '-- CreateTable\nCREATE TABLE "User" (\n    "id" TEXT NOT NULL\n);\n';
const index = 'CREATE INDEX CONCURRENTLY "User_email" ON "User"("email");\n';

test('each folder of migration.sql is a migration; there is no way back', async () => {
  const found = await overview({
    'package.json': '{"devDependencies": {"prisma": "^6.1.0"}}',
    'prisma/schema.prisma': schema,
    'prisma/migrations/migration_lock.toml': lock,
    'prisma/migrations/20240102000000_index/migration.sql': index,
    'prisma/migrations/20240101000000_init/migration.sql': create,
    'prisma/migrations/20240103000000_two/migration.sql': `${create}${index}`,
    'prisma/seed.sql': 'INSERT INTO "User" VALUES (1);\n',
  });
  expect(found.sets).toEqual(['prisma prisma/migrations [postgresql]']);
  expect(found.reasons).toEqual(['the provider in prisma/migrations/migration_lock.toml is postgresql']);
  expect(found.migrations).toEqual([
    'prisma/migrations/20240101000000_init/migration.sql 20240101000000 init unsupported',
    'prisma/migrations/20240102000000_index/migration.sql 20240102000000 index unsupported',
    'prisma/migrations/20240103000000_two/migration.sql 20240103000000 two unsupported',
  ]);
  expect(found.operations).toEqual([
    'prisma/migrations/20240101000000_init/migration.sql:2 createTable up none',
    'prisma/migrations/20240102000000_index/migration.sql:1 createIndex up none',
    'prisma/migrations/20240103000000_two/migration.sql:2 createTable up per-migration',
    'prisma/migrations/20240103000000_two/migration.sql:5 createIndex up per-migration',
  ]);
  expect(found.all[0]?.runner.holdsLock).toBe(true);
});

test.each([
  ['6.19.3', 'per-migration'],
  ['7.3.0', 'per-migration'],
  ['~7.3.0', 'per-migration'],
  ['^7.0.0', 'unknown'],
  ['^7.4.0', 'none'],
  ['8.1.0', 'none'],
  ['>=5', 'unknown'],
  ['latest', 'unknown'],
  ['workspace:*', 'unknown'],
])('with prisma %s several statements run with the transaction: %s', async (version, transaction) => {
  const found = await overview({
    'package.json': `{"dependencies": {"prisma": "${version}"}}`,
    'prisma/migrations/migration_lock.toml': lock,
    'prisma/migrations/1_a/migration.sql': `${create}${index}`,
  });
  expect(found.operations.map((line) => line.split(' ').at(-1))).toEqual([transaction, transaction]);
});

test('from 7.4 on a script with DROP INDEX CONCURRENTLY is still sent whole', async () => {
  const found = await overview({
    'package.json': '{"dependencies": {"prisma": "7.5.0"}}',
    'prisma/migrations/migration_lock.toml': lock,
    'prisma/migrations/1_a/migration.sql': `DROP INDEX CONCURRENTLY "a";\n${create}`,
  });
  expect(found.operations.map((line) => line.split(' ').at(-1))).toEqual(['per-migration', 'per-migration']);
});

test('a hand-written down.sql counts as a way back', async () => {
  const found = await overview({
    'prisma/migrations/migration_lock.toml': lock,
    'prisma/migrations/1_a/migration.sql': create,
    'prisma/migrations/1_a/down.sql': 'DROP TABLE "User";\n',
  });
  expect(found.migrations).toEqual([
    'prisma/migrations/1_a/migration.sql 1 a explicit prisma/migrations/1_a/down.sql',
  ]);
});

test('any depth, a schema folder, a config file, two sets with different databases', async () => {
  const found = await overview({
    'package.json': '{"devDependencies": {"prisma": "6.0.0"}}',
    'apps/api/prisma/schema/main.prisma': schema,
    'apps/api/prisma/schema/migrations/20240101000000_a/migration.sql': create,
    'packages/log/prisma.config.ts':
      'export default defineConfig({\n  schema: "db/schema.prisma",\n  migrations: { seed: "x", path: "db/changes" },\n});\n',
    'packages/log/db/schema.prisma': schema.replace('postgresql', 'sqlite'),
    'packages/log/db/changes/0_init/migration.sql': create,
  });
  expect(found.sets).toEqual([
    'prisma apps/api/prisma/schema/migrations [postgresql]',
    'prisma packages/log/db/changes [sqlite]',
  ]);
});

test.each(['mysql', 'sqlite', 'sqlserver'] as const)('the provider may be %s', async (provider) => {
  const files = {
    'prisma/migrations/migration_lock.toml': `# comment\nprovider = "${provider}"\n`,
    'prisma/migrations/20240101000000_a/migration.sql': create,
  };
  expect(await dialectOf(files)).toBe(provider);
});

test("Drizzle's folders with a snapshot beside, examples and tests are none of its", async () => {
  const found = await overview({
    'package.json': '{"dependencies": {"drizzle-orm": "1.0.0", "pg": "8"}}',
    'drizzle/migrations/20240101000000_a/migration.sql':
      'CREATE TABLE "a" ("id" integer);\n--> statement-breakpoint\nCREATE TABLE "b" ("id" integer);\n',
    'drizzle/migrations/20240101000000_a/snapshot.json': '{}',
    'packages/cli/__tests__/prisma/migrations/1_a/migration.sql': create,
    'packages/cli/__tests__/prisma/migrations/migration_lock.toml': lock,
  });
  expect(found.sets).toEqual(['drizzle drizzle/migrations [postgresql]']);
  expect(found.operations).toHaveLength(2);
});

test('data migrations of the project’s own runner are listed in between', async () => {
  const found = await overview({
    'migration/migration_lock.toml': 'provider = "postgresql"\n',
    'migration/20240101000000_a/migration.sql': 'CREATE TABLE a (id int);\n',
    'migration/20240102000000_rows/migration.ts':
      'export const rows = { type: "data", run: async () => {} };\n',
    'migration/20240102000000_rows/types.ts': 'export type Row = string;\n',
    'migration/20240103000000_b/migration.sql': 'DROP TABLE a;\n',
  });
  expect(found.migrations).toEqual([
    'migration/20240101000000_a/migration.sql 20240101000000 a unsupported',
    'migration/20240102000000_rows/migration.ts 20240102000000 rows unsupported',
    'migration/20240103000000_b/migration.sql 20240103000000 b unsupported',
  ]);
  expect(found.all.map(({ phase }) => phase)).toEqual([undefined, 'data', undefined]);
});
