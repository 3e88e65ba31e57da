import { expect, test } from 'vitest';
import { dialectOf, overview } from '../overview.js';

const goMod =
  'module x\n\nrequire (\n\tgithub.com/golang-migrate/migrate/v4 v4.18.1\n\tgithub.com/jackc/pgx/v5 v5.7.1\n)\n';
const create = 'CREATE TABLE users (id bigint PRIMARY KEY);\n';
const drop = 'DROP TABLE users;\n';

test('a pair is one migration; several statements share the implicit transaction, one runs alone', async () => {
  const found = await overview({
    'go.mod': goMod,
    'migrations/000002_index.up.sql': '-- online\nCREATE INDEX CONCURRENTLY i ON users (id);\n',
    'migrations/000001_create_users.up.sql': create,
    'migrations/000001_create_users.down.sql': drop,
    'migrations/000010_two.up.sql': `${create}CREATE INDEX CONCURRENTLY j ON users (id);\n`,
    'migrations/000010_two.down.sql': '-- nothing\n',
    'migrations/000011_orphan.down.sql': drop,
    'migrations/README.md': 'how to\n',
  });
  expect(found.sets).toEqual(['golang-migrate migrations [postgresql]']);
  expect(found.reasons).toEqual(['go.mod depends on github.com/jackc/pgx/v5']);
  expect(found.migrations).toEqual([
    'migrations/000001_create_users.up.sql 000001 create_users explicit migrations/000001_create_users.down.sql',
    'migrations/000002_index.up.sql 000002 index none',
    'migrations/000010_two.up.sql 000010 two noop migrations/000010_two.down.sql',
  ]);
  expect(found.operations).toEqual([
    'migrations/000001_create_users.up.sql:1 createTable up none',
    'migrations/000001_create_users.down.sql:1 dropTable down none',
    'migrations/000002_index.up.sql:2 createIndex up none',
    'migrations/000010_two.up.sql:1 createTable up per-migration',
    'migrations/000010_two.up.sql:2 createIndex up per-migration',
  ]);
  expect(found.skipped).toEqual(['migrations/000011_orphan.down.sql unsupported-syntax']);
  expect(found.all[0]?.runner).toMatchObject({ transaction: 'per-migration', holdsLock: true });
});

test('x-multi-statement runs each statement alone; MySQL commits each; SQLite wraps each file', async () => {
  const files = { 'go.mod': goMod, 'm/1_a.up.sql': `${create}${drop}` };
  const transactions = async (url: string): Promise<readonly string[]> => {
    const found = await overview({ ...files, Makefile: `up:\n\tmigrate -path m -database "${url}" up\n` });
    return [...found.sets, ...found.operations.map((line) => line.split(' ').at(-1) ?? '')];
  };
  expect(await transactions('postgres://db/x?x-multi-statement=true')).toEqual([
    'golang-migrate m [postgresql]',
    'none',
    'none',
  ]);
  expect(await transactions('pgx5://db/x')).toEqual([
    'golang-migrate m [postgresql]',
    'per-migration',
    'per-migration',
  ]);
  expect(await transactions('mysql://db/x')).toEqual(['golang-migrate m [mysql]', 'none', 'none']);
  expect(await transactions('sqlite3://x.db')).toEqual([
    'golang-migrate m [sqlite]',
    'per-migration',
    'per-migration',
  ]);
});

test('a project without Go calls the command line: two folders, two databases', async () => {
  const found = await overview({
    'package.json': '{"dependencies": {"pg": "8"}}',
    'db/ch/steps/0001_a.up.sql': 'CREATE TABLE a (id UInt64) ENGINE = MergeTree ORDER BY id;\n',
    'db/ch/steps/0001_a.down.sql': 'DROP TABLE a;\n',
    'db/ch/scripts/up.sh':
      '#!/bin/sh\nURL="clickhouse://${HOST}:9000"\nmigrate -source file://db/ch/steps \\\n  -database "$URL" up\n',
    'db/core/0001_b.up.sql': create,
    'compose.yml':
      'services:\n  migrate:\n    image: migrate/migrate\n    volumes:\n      - ./db/core:/migrations\n    command: ["-path", "/migrations", "-database", "postgres://db/x", "up"]\n',
  });
  expect(found.sets).toEqual([
    'golang-migrate db/ch/steps [clickhouse]',
    'golang-migrate db/core [postgresql]',
  ]);
  expect(found.allSets.map(({ reason }) => reason)).toEqual([
    'db/ch/scripts/up.sh calls migrate for the folder',
    'compose.yml calls migrate for the folder',
  ]);
});

test.each([
  ['a file URL', 'migrate.New("file://internal/sql/steps", url)'],
  ['an embedded folder', '//go:embed sql/steps/*.sql\nvar files embed.FS'],
  ['iofs', 'iofs.New(files, "sql/steps")'],
])('code names the folder by %s and imports the driver', async (_, call) => {
  const found = await overview({
    'go.mod': 'module x\nrequire github.com/golang-migrate/migrate/v4 v4.0.0\n',
    'internal/db.go': `package internal\nimport (\n\t"github.com/golang-migrate/migrate/v4"\n\t_ "github.com/golang-migrate/migrate/v4/database/mysql"\n)\n${call}\n`,
    'internal/sql/steps/1_a.up.sql': create,
  });
  expect(found.sets).toEqual(['golang-migrate internal/sql/steps [mysql]']);
  expect(found.allSets[0]?.reason).toBe('internal/db.go calls migrate for the folder');
});

test('other extensions, and commands for MongoDB, which are listed only', async () => {
  const found = await overview({
    'go.mod': goMod,
    'migrations/mongodb/1_a.up.json': '[{"create": "users"}]\n',
    'migrations/mongodb/1_a.down.json': '[{"drop": "users"}]\n',
    'migrations/pg/1_a.up.pgsql': create,
  });
  expect(found.sets).toEqual([
    'golang-migrate migrations/mongodb [mongodb]',
    'golang-migrate migrations/pg [postgresql]',
  ]);
  expect(found.all[0]).toMatchObject({ down: 'explicit', operations: [{ kind: 'opaque' }] });
});

test('sqlx, bun and morph write the same names and keep their files', async () => {
  const found = await overview({
    'go.mod': goMod,
    'rust/Cargo.toml': '[dependencies]\nsqlx = { version = "0.8", features = ["postgres"] }\n',
    'rust/migrations/1_a.up.sql': create,
    'rust/migrations/1_a.down.sql': drop,
    'morph/go.mod':
      'module y\nrequire (\n\tgithub.com/mattermost/morph v1.1.0\n\tgithub.com/go-sql-driver/mysql v1.8.0\n)\n',
    'morph/migrations/1_a.up.sql': create,
    'bun/go.mod': 'module z\nrequire github.com/uptrace/bun v1.2.0\n',
    'bun/migrations/1_a.tx.up.sql': create,
  });
  expect(found.sets.map((set) => set.split(' ').slice(0, 2).join(' '))).toEqual([
    'bun bun/migrations',
    'plain-sql morph/migrations',
    'sqlx rust/migrations',
  ]);
});

test('folders of tests, seeds and a broken statement', async () => {
  const found = await overview({
    'go.mod': goMod,
    'internal/test/migrations/1_a.up.sql': create,
    'db/seeds/1_a.up.sql': create,
    'db/migrations/1_a.up.sql': `${create}CREATE TABEL x (id int);\n${drop}`,
  });
  expect(found.migrations).toEqual(['db/migrations/1_a.up.sql 1 a none']);
  expect(found.skipped).toEqual(['db/migrations/1_a.up.sql:2 parse-error']);
  expect(found.all[0]?.operations.map(({ kind }) => kind)).toEqual(['createTable', 'opaque', 'dropTable']);
});

test('the name of the folder wins over a driver that is imported somewhere', async () => {
  const files = {
    'go.mod': goMod,
    'cmd/main.go': 'import _ "github.com/golang-migrate/migrate/v4/database/postgres"\n',
    'migrations/clickhouse/1_a.up.sql': create,
  };
  expect(await dialectOf(files)).toBe('clickhouse');
});

test('files for SQLite are wrapped, unless the database URL says otherwise', async () => {
  const files = (url: string): Readonly<Record<string, string>> => ({
    Makefile: `up:\n\tmigrate -path db/steps -database "${url}" up\n`,
    'db/steps/1_a.up.sql': 'CREATE TABLE a (id integer);\n',
  });
  expect((await overview(files('sqlite3://x.db'))).operations).toEqual([
    'db/steps/1_a.up.sql:1 createTable up per-migration',
  ]);
  expect((await overview(files('sqlite3://x.db?x-no-tx-wrap=true'))).operations).toEqual([
    'db/steps/1_a.up.sql:1 createTable up none',
  ]);
});
