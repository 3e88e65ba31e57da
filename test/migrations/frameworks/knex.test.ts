import { expect, test } from 'vitest';
import { overview } from '../overview.js';

const manifest = JSON.stringify({ dependencies: { knex: '3', pg: '8', sqlite3: '5' } });
const create =
  "exports.up = (knex) => knex.schema.createTable('t', (t) => t.increments());\nexports.down = (knex) => knex.schema.dropTable('t');\n";

test('the folder that the knexfile names, whatever its files are called; the client is the dialect', async () => {
  const found = await overview({
    'package.json': manifest,
    'knexfile.js':
      "const path = require('path');\nconst shared = { migrations: { directory: path.resolve(__dirname, 'store', 'steps') } };\nmodule.exports = { development: { client: 'sqlite3', ...shared }, production: { client: 'mysql2', ...shared } };\n",
    'store/steps/first.js': create,
    'store/steps/helper.js': 'exports.help = () => 1;\n',
  });
  expect(found.sets).toEqual(['knex store/steps [mysql]']);
  expect(found.migrations).toEqual(['store/steps/first.js  first explicit']);
  expect(found.allSets[0]?.reason).toBe('knexfile.js names it');
});

test('several folders, in TypeScript too; their folder gives the dialect', async () => {
  const typed =
    "import type { Knex } from 'knex';\nexport async function up(knex: Knex): Promise<void> {\n  await knex.schema.dropTable('t');\n}\nexport async function down(): Promise<void> {}\n";
  const found = await overview({
    'package.json': manifest,
    'packages/api/migrations/20240101000000_a.ts': typed,
    'packages/api/migrations-sqlite/20240101000000_a.ts': typed,
  });
  expect(found.sets).toEqual([
    'knex packages/api/migrations [postgresql]',
    'knex packages/api/migrations-sqlite [sqlite]',
  ]);
});

test('names as Directus and Strapi give them, in their order', async () => {
  const found = await overview({
    'package.json': JSON.stringify({ dependencies: { '@strapi/strapi': '5', pg: '8' } }),
    'database/migrations/20201028B-second.js': create,
    'database/migrations/20201028A-first.js': create,
    'database/migrations/2022.05.10T00.00.00.third.js':
      "module.exports = {\n  async up(knex) {\n    await knex('t').update({ a: 1 });\n  },\n};\n",
    'database/migrations/run.js':
      "const knex = require('knex');\nmodule.exports = function run(direction) { return direction === 'up'; };\n",
  });
  expect(found.migrations).toEqual([
    'database/migrations/20201028A-first.js 20201028A first explicit',
    'database/migrations/20201028B-second.js 20201028B second explicit',
    'database/migrations/2022.05.10T00.00.00.third.js 2022.05.10T00.00.00 third none',
  ]);
});

test('helpers of the project make a migration, as with knex-migrator', async () => {
  const found = await overview({
    'package.json': JSON.stringify({ dependencies: { knex: '3', mysql2: '3' } }),
    'data/migrations/versions/5.0/2022-05-01-10-00-add-name.js':
      "const { createAddColumnMigration } = require('../../utils');\nmodule.exports = createAddColumnMigration('members', 'name', { type: 'string', maxlength: 50, nullable: true });\n",
    'data/migrations/versions/5.0/2022-05-02-10-00-drop.js':
      "module.exports = { config: { transaction: true }, async up({ transacting: knex }) { await knex.schema.dropTable('t'); }, async down() {} };\n",
    'data/migrations/utils.js':
      'exports.createAddColumnMigration = (table, column, spec) => ({\n  config: { transaction: false },\n  async up(options) {\n    const db = options.connection;\n    if (await db.schema.hasColumn(table, column)) return;\n    await db.schema.table(table, (t) => { const made = t[spec.type](column, spec.maxlength); if (spec.nullable) made.nullable(); });\n  },\n  async down(options) { await options.connection.schema.table(table, (t) => t.dropColumn(column)); },\n});\n',
  });
  expect(found.operations).toEqual([
    'data/migrations/versions/5.0/2022-05-01-10-00-add-name.js:2 addColumn up none',
    'data/migrations/versions/5.0/2022-05-01-10-00-add-name.js:2 dropColumn down none',
    'data/migrations/versions/5.0/2022-05-02-10-00-drop.js:1 dropTable up none',
  ]);
  const [added] = found.all[0]?.operations ?? [];
  expect(added).toMatchObject({ column: 'name', definition: { type: 'varchar(50)' }, guarded: true });
});

test('disableTransactions in the configuration', async () => {
  const found = await overview({
    'package.json': manifest,
    'knexfile.js':
      "module.exports = { client: 'pg', migrations: { directory: './migrations', disableTransactions: true } };\n",
    'migrations/20240101000000_a.js': create,
    'migrations/20240102000000_b.js': `${create}exports.config = { transaction: true };\n`,
  });
  expect(found.operations.map((line) => line.split(' ').slice(1).join(' '))).toEqual([
    'createTable up none',
    'dropTable down none',
    'createTable up per-migration',
    'dropTable down per-migration',
  ]);
});

test('a file that does not parse is named, and the others are read', async () => {
  const found = await overview({
    'package.json': manifest,
    'migrations/20240101000000_a.js': "exports.up = (knex) => knex.schema.dropTable('t';\n",
    'migrations/20240102000000_b.js': create,
  });
  expect(found.skipped).toEqual(['migrations/20240101000000_a.js:1 parse-error']);
  expect(found.migrations).toHaveLength(2);
});

test.each<[string, Readonly<Record<string, string>>]>([
  ['seeds', { 'seeds/01_users.js': "exports.seed = (knex) => knex('users').insert({});\n" }],
  ['models and queries', { 'src/users.js': "exports.list = (knex) => knex('users').where({ up: 1 });\n" }],
  [
    'another tool',
    { 'migrations/20240101000000_a.js': "exports.up = (pgm) => pgm.dropTable('t'); // not knex\n" },
  ],
  ['tests', { 'test/migrations/20240101000000_a.js': create }],
])('no migrations: %s', async (_, files) => {
  const found = await overview({ 'package.json': manifest, 'src/index.js': 'run();\n', ...files });
  expect(found.sets.filter((set) => set.startsWith('knex'))).toEqual([]);
});
