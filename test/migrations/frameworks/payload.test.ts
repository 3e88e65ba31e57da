import { expect, test } from 'vitest';
import { overview } from '../overview.js';

const manifest = JSON.stringify({ dependencies: { payload: '3', '@payloadcms/db-postgres': '3' } });

test('SQL of a migration has its own places; the adapter is the dialect', async () => {
  const found = await overview({
    'package.json': manifest,
    'src/migrations/20240101_120000_first.ts':
      'import { MigrateUpArgs, MigrateDownArgs, sql } from \'@payloadcms/db-postgres\'\n\nexport async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {\n  await db.execute(sql`\n   CREATE TABLE "t" ("id" serial PRIMARY KEY);\n  ALTER TABLE "u" ADD COLUMN "a" varchar;`)\n}\n\nexport async function down({ db }: MigrateDownArgs): Promise<void> {\n  await db.execute(sql`DROP TABLE "t";`)\n}\n',
    'src/migrations/index.ts':
      "import * as first from './20240101_120000_first';\nexport const migrations = [{ up: first.up, down: first.down, name: 'first' }];\n",
  });
  expect(found.sets).toEqual(['payload src/migrations [postgresql]']);
  expect(found.migrations).toEqual([
    'src/migrations/20240101_120000_first.ts 20240101 120000_first explicit',
  ]);
  expect(found.operations).toEqual([
    'src/migrations/20240101_120000_first.ts:5 createTable up per-migration',
    'src/migrations/20240101_120000_first.ts:6 addColumn up per-migration',
    'src/migrations/20240101_120000_first.ts:10 dropTable down per-migration',
  ]);
});

test('other ways to the database, and documents', async () => {
  const found = await overview({
    'package.json': manifest,
    'src/migrations/20240101_120000_first.ts':
      "import { sql } from '@payloadcms/db-sqlite'\nexport async function up({ payload, db, req }) {\n  await payload.db.drizzle.execute(sql.raw('DROP TABLE t'))\n  await db.run(sql`ALTER TABLE u DROP COLUMN a`)\n  await payload.update({ collection: 'posts', where: { a: { equals: 1 } }, data: {} })\n  await payload.delete({ collection: 'posts', id: 5 })\n  await payload.create({ collection: 'posts', data: {} })\n  const docs = await payload.find({ collection: 'posts' })\n  payload.logger.info(docs)\n}\nexport async function down() {}\n",
  });
  expect(found.sets).toEqual(['payload src/migrations [sqlite]']);
  expect(
    found.all[0]?.operations.map(({ kind, ...rest }) =>
      'scope' in rest ? `${rest.change} ${rest.scope}` : kind,
    ),
  ).toEqual(['dropTable', 'dropColumn', 'update filtered', 'delete by-key', 'insert by-key']);
});

test('collections and hooks are no migrations', async () => {
  const found = await overview({
    'package.json': manifest,
    'src/payload.config.ts':
      "import { postgresAdapter } from '@payloadcms/db-postgres'\nexport default { db: postgresAdapter({}) }\n",
  });
  expect(found.sets).toEqual([]);
});
