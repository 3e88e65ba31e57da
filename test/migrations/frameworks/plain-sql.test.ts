import { expect, test } from 'vitest';
import { overview } from '../overview.js';

const create = 'CREATE TABLE a (id int);\n';
const drop = 'DROP TABLE a;\n';
const pg = { 'package.json': '{"dependencies": {"pg": "8"}}' };

test('numbered files below migrations, in the order of their numbers', async () => {
  const found = await overview({
    ...pg,
    'migrations/10_later.sql': 'ALTER TABLE a ADD COLUMN b int;\n',
    'migrations/9_first.sql': create,
    'migrations/README.md': '',
  });
  expect(found.sets).toEqual(['plain-sql migrations [postgresql]']);
  expect(found.reasons).toEqual(['package.json depends on pg']);
  expect(found.migrations).toEqual([
    'migrations/9_first.sql 9 first unsupported',
    'migrations/10_later.sql 10 later unsupported',
  ]);
  expect(found.operations).toEqual([
    'migrations/9_first.sql:1 createTable up unknown',
    'migrations/10_later.sql:1 addColumn up unknown',
  ]);
});

test.each([
  ['20240131120000_a.sql', '20240131120000', 'a'],
  ['2024-01-31-add-a.sql', '2024-01-31', 'add-a'],
  ['V1.2.3__add_a.sql', '1.2.3', 'add_a'],
  ['001-2fa.sql', '001', '2fa'],
  ['0001.sql', '0001', ''],
])('%s', async (file, version, name) => {
  const found = await overview({
    'Cargo.toml': '[dependencies]\nrefinery = "0.8"\n',
    [`db/changes/${file}`]: create,
  });
  expect(found.all).toMatchObject([{ framework: 'plain-sql', version, name }]);
});

test.each([
  ['001_a.up.sql', '001_a.down.sql'],
  ['001_a.tx.up.sql', '001_a.tx.down.sql'],
  ['001_a-up.sql', '001_a-down.sql'],
  ['001.do.a.sql', '001.undo.a.sql'],
  ['001_a.sql', '001_a.rollback.sql'],
])('%s and %s are one migration', async (up, down) => {
  const found = await overview({ ...pg, [`migrations/${up}`]: create, [`migrations/${down}`]: drop });
  expect(found.migrations).toEqual([`migrations/${up} 001 a explicit migrations/${down}`]);
  expect(found.operations.map((line) => line.replace(/^\S+ /, ''))).toEqual([
    'createTable up unknown',
    'dropTable down unknown',
  ]);
});

test('a lone way back is skipped, a name that ends with up is a name', async () => {
  const found = await overview({
    ...pg,
    'migrations/1_follow_up.sql': create,
    'migrations/2_b.up.sql': create,
    'migrations/3_c.down.sql': drop,
  });
  expect(found.migrations).toEqual([
    'migrations/1_follow_up.sql 1 follow_up unsupported',
    'migrations/2_b.up.sql 2 b unsupported',
  ]);
  expect(found.skipped).toEqual(['migrations/3_c.down.sql unsupported-syntax']);
});

test.each([
  ['node-pg-migrate', `-- Up Migration\n${create}\n-- Down Migration\n${drop}`],
  ['node-sqlite', `-- Up\n${create}\n-- Down\n${drop}`],
  ['rambler', `-- rambler up\n${create}\n-- rambler down\n${drop}`],
  ['a heading', `${create}\n-- ROLLBACK\n${drop}`],
])("%s' marker parts the way back from the way forth", async (_, text) => {
  const found = await overview({ ...pg, 'db/migrations/1_a.sql': text });
  expect(found.all).toMatchObject([{ framework: 'plain-sql', down: 'explicit' }]);
  expect(found.all[0]?.operations.map(({ kind, direction }) => `${kind} ${direction}`)).toEqual([
    'createTable up',
    'dropTable down',
  ]);
  expect(found.skipped).toEqual([]);
});

test('a heading above comments only is a note', async () => {
  const found = await overview({ ...pg, 'migrations/1_a.sql': `${create}-- Rollback:\n-- DROP TABLE a;\n` });
  expect(found.all.map(({ down }) => down)).toEqual(['unsupported']);
});

test.each(['-- no-transaction\n'])('%s switches the transaction off', async (line) => {
  const found = await overview({
    ...pg,
    'migrations/1_a.sql': `${line}CREATE INDEX CONCURRENTLY i ON a (id);\n`,
  });
  expect(found.operations).toEqual(['migrations/1_a.sql:2 createIndex up none']);
});

test('files of Drizzle without its journal fall to it', async () => {
  const found = await overview({
    'apps/x/package.json': '{"dependencies": {"mysql2": "3", "drizzle-orm": "0.40"}}',
    'apps/x/drizzle/migrations/0000_a.sql':
      'CREATE TABLE `a` (`id` int);\n--> statement-breakpoint\nCREATE TABLE `b` (`id` int);\n',
    'apps/x/drizzle/migrations/meta/_journal.json': '{}',
  });
  expect(found.sets).toEqual(['plain-sql apps/x/drizzle/migrations [mysql]']);
  expect(found.reasons).toEqual(['apps/x/package.json depends on mysql2']);
  expect(found.operations).toEqual([
    'apps/x/drizzle/migrations/0000_a.sql:1 createTable up unknown',
    'apps/x/drizzle/migrations/0000_a.sql:3 createTable up unknown',
  ]);
});

test('files that end with the name of a database are sets of their own', async () => {
  const found = await overview({
    ...pg,
    'migrations/1_a.mysql.up.sql': create,
    'migrations/1_a.postgres.up.sql': create,
    'migrations/1_a.postgres.down.sql': drop,
    'migrations/2_b.up.sql': create,
  });
  expect(found.sets).toEqual([
    'plain-sql migrations [mysql]',
    'plain-sql migrations [postgresql]',
    'plain-sql migrations [unknown]',
  ]);
  expect(found.migrations).toEqual([
    'migrations/1_a.mysql.up.sql 1 a unsupported',
    'migrations/1_a.postgres.up.sql 1 a explicit migrations/1_a.postgres.down.sql',
    'migrations/2_b.up.sql 2 b unsupported',
  ]);
});

test('a folder may be a version', async () => {
  const found = await overview({
    'schema/postgres/versioned/v1.9/tables.sql': create,
    'schema/postgres/versioned/v1.10/tables.sql': create,
    'schema/postgres/schema.sql': create,
  });
  expect(found.migrations).toEqual(
    [
      'schema/postgres/versioned/v1.9/tables.sql 1.9 tables unsupported',
      'schema/postgres/versioned/v1.10/tables.sql 1.10 tables unsupported',
    ].map((line) => line.replace(' 1.', ' 1.')),
  );
});

test('templates: single values are names, branches make the file opaque', async () => {
  const found = await overview({
    ...pg,
    'migrations/1_a.sql': 'CREATE TABLE {{.prefix}}users (id int);\n',
    'migrations/2_b.sql': 'CREATE TABLE b (id int);\n{{if .mysql}}ALTER TABLE b ADD c int;{{end}}\n',
  });
  expect(found.all[0]?.operations).toMatchObject([{ kind: 'createTable' }]);
  expect(found.all[1]?.operations).toMatchObject([
    { kind: 'opaque', reason: 'the file is a template with branches or calls' },
  ]);
  expect(found.skipped).toEqual([]);
});

test.each([
  [
    'named queries',
    {
      'db/queries/001_users.sql': '-- name: GetUser :one\nCREATE TABLE x (id int);\n',
      'db/queries/002_x.sql': create,
    },
  ],
  [
    'queries elsewhere',
    { 'sql/migrations/001_users.sql': '-- name: GetUser :one\nSELECT 1;\nCREATE TABLE x (id int);\n' },
  ],
  ['seeds', { 'db/seeds/001_users.sql': create, 'db/seeds/002_x.sql': create }],
  ['fixtures', { 'migrations/fixtures/001_users.sql': create }],
  ['dumps', { 'db/structure.sql': create, 'db/schema.sql': create, 'db/dump/2024-01-01.sql': create }],
  [
    'data only',
    {
      'migrations/001_a.sql': 'INSERT INTO a VALUES (1);\n',
      'migrations/002_b.sql': 'UPDATE a SET b = 1;\n',
    },
  ],
  ['tests', { 'test/migrations/001_a.sql': create }],
  [
    'first-start scripts',
    { 'docker-entrypoint-initdb.d/01_a.sql': create, 'db/init/01_a.sql': create, 'db/init/02_b.sql': create },
  ],
  [
    'a mounted first-start folder',
    {
      'compose.yml':
        'services:\n  db:\n    image: postgres\n    volumes:\n      - ./db/sql:/docker-entrypoint-initdb.d\n',
      'db/sql/01_a.sql': create,
      'db/sql/02_b.sql': create,
    },
  ],
  ['a single file in a folder called sql', { 'sql/001_a.sql': create }],
  [
    'SQL beside programs',
    { 'app/migrations/0001_a.py': 'class Migration: pass\n', 'app/migrations/0001_a.sql': create },
  ],
  ['unnumbered files', { 'migrations/users.sql': create, 'migrations/orders.sql': create }],
  ['other folders', { 'src/reports/001_a.sql': create, 'src/reports/002_b.sql': create }],
] satisfies readonly (readonly [string, Readonly<Record<string, string>>])[])(
  '%s are no migrations',
  async (_, files) => {
    const found = await overview(files);
    expect(found.sets).toEqual([]);
    expect(found.migrations).toEqual([]);
  },
);

test('a broken statement is skipped with its line, the rest is read', async () => {
  const found = await overview({ ...pg, 'migrations/1_a.sql': `${create}CREATE TABEL b (id int);\n${drop}` });
  expect(found.skipped).toEqual(['migrations/1_a.sql:2 parse-error']);
  expect(found.all[0]?.operations.map(({ kind }) => kind)).toEqual(['createTable', 'opaque', 'dropTable']);
});

test('folders of releases side by side are one history, one per database', async () => {
  const found = await overview({
    'store/migration/sqlite/0.2/00__a.sql': 'CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT);\n',
    'store/migration/sqlite/0.10/00__b.sql': 'ALTER TABLE a ADD COLUMN b TEXT;\n',
    'store/migration/sqlite/0.10/01__rows.sql': "UPDATE a SET b = 'x';\n",
    'store/migration/sqlite/LATEST.sql': 'CREATE TABLE a (id INTEGER, b TEXT);\n',
    'store/migration/mysql/0.2/00__a.sql': 'CREATE TABLE a (id int AUTO_INCREMENT PRIMARY KEY);\n',
    'store/migration/mysql/0.10/00__b.sql': 'ALTER TABLE a ADD COLUMN b text;\n',
  });
  expect(found.sets).toEqual([
    'plain-sql store/migration/mysql [mysql]',
    'plain-sql store/migration/sqlite [sqlite]',
  ]);
  expect(found.migrations).toEqual([
    'store/migration/mysql/0.2/00__a.sql 0.2.00 a unsupported',
    'store/migration/mysql/0.10/00__b.sql 0.10.00 b unsupported',
    'store/migration/sqlite/0.2/00__a.sql 0.2.00 a unsupported',
    'store/migration/sqlite/0.10/00__b.sql 0.10.00 b unsupported',
    'store/migration/sqlite/0.10/01__rows.sql 0.10.01 rows unsupported',
  ]);
});
