import { expect, test } from 'vitest';
import { dialectOf, overview } from '../overview.js';

const createUsers = `-- migrate:up
create table users (id integer);

-- migrate:down
drop table users;
`;

test('blocks of one file are the ways forth and back of one migration', async () => {
  const found = await overview({
    '.env.example': 'DATABASE_URL="postgres://localhost/app?sslmode=disable"\n',
    'db/schema.sql': 'create table users (id integer);\n',
    'db/migrations/20240101120000_create_users.sql': createUsers,
    'db/migrations/20240102120000_index.sql':
      '-- migrate:up transaction:false\ncreate index concurrently i on users (id);\n-- migrate:down\n',
  });
  expect(found.sets).toEqual(['dbmate db/migrations [postgresql]']);
  expect(found.reasons).toEqual(['the database URL in .env.example begins with postgres:']);
  expect(found.migrations).toEqual([
    'db/migrations/20240101120000_create_users.sql 20240101120000 create_users explicit',
    'db/migrations/20240102120000_index.sql 20240102120000 index noop',
  ]);
  expect(found.operations).toEqual([
    'db/migrations/20240101120000_create_users.sql:2 createTable up per-migration',
    'db/migrations/20240101120000_create_users.sql:5 dropTable down per-migration',
    'db/migrations/20240102120000_index.sql:2 createIndex up none',
  ]);
});

test('several statements without a transaction still share the implicit one of PostgreSQL', async () => {
  const block =
    '-- migrate:up transaction:false\nset lock_timeout = 1;\ncreate index concurrently i on t (a);\n-- migrate:down\n';
  const found = await overview({ 'sql/postgres/1_a.sql': block });
  expect(found.operations.map((line) => line.split(' ').at(-1))).toEqual(['per-migration', 'per-migration']);
});

test('a file may hold several pairs of blocks', async () => {
  const found = await overview({
    'db/pg/1_a.sql':
      '-- migrate:up\ncreate table a (id int);\n-- migrate:down\ndrop table a;\n-- migrate:up\nalter table a add b int;\n-- migrate:down\nalter table a drop b;\n',
  });
  expect(found.operations).toEqual([
    'db/pg/1_a.sql:2 createTable up per-migration',
    'db/pg/1_a.sql:6 addColumn up per-migration',
    'db/pg/1_a.sql:4 dropTable down per-migration',
    'db/pg/1_a.sql:8 dropColumn down per-migration',
  ]);
});

test('a missing down block, a missing up block and statements in front are told apart', async () => {
  const found = await overview({
    'db/pg/1_a.sql': '-- migrate:up\ncreate table a (id int);\n',
    'db/pg/2_b.sql': 'create table b (id int);\n',
    'db/pg/3_c.sql':
      'create type t as enum ();\n-- migrate:up\ncreate table c (id int);\n-- migrate:down\ndrop table c;\n',
  });
  expect(found.migrations).toEqual(['db/pg/1_a.sql 1 a none', 'db/pg/3_c.sql 3 c explicit']);
  expect(found.skipped).toEqual(['db/pg/2_b.sql:1 unsupported-syntax', 'db/pg/3_c.sql:1 unsupported-syntax']);
});

test('two services of a monorepo, each with its own database and folder', async () => {
  const found = await overview({
    'services/a/docker-compose.yml':
      'services:\n  migrate:\n    image: ghcr.io/amacneil/dbmate\n    environment:\n      DATABASE_URL: mysql://db/app\n',
    'services/a/db/migrations/1_a.sql': createUsers,
    'services/b/.env.sample': 'DATABASE_URL=sqlite:db/app.sqlite3\n',
    'services/b/sql/changes/1_a.sql': createUsers,
  });
  expect(found.sets).toEqual([
    'dbmate services/a/db/migrations [mysql]',
    'dbmate services/b/sql/changes [sqlite]',
  ]);
});

test('the command line names folder and database', async () => {
  const files = {
    Makefile: 'up:\n\tdbmate --migrations-dir ./ch --url clickhouse://localhost up\n',
    'ch/1_a.sql': createUsers,
  };
  expect(await dialectOf(files)).toBe('clickhouse');
});

test('each block has its own option', async () => {
  const found = await overview({
    'db/postgresql/migrations/1_a.sql':
      '-- migrate:up\ncreate table a (id int);\n\n-- migrate:down\ndrop table a;\n\n-- migrate:up transaction:false\ncreate index concurrently i on a (id);\n\n-- migrate:down transaction:false\ndrop index i;\nselect 1;\n',
  });
  expect(found.operations).toEqual([
    'db/postgresql/migrations/1_a.sql:2 createTable up per-migration',
    'db/postgresql/migrations/1_a.sql:8 createIndex up none',
    'db/postgresql/migrations/1_a.sql:5 dropTable down per-migration',
    'db/postgresql/migrations/1_a.sql:11 dropIndex down per-migration',
    'db/postgresql/migrations/1_a.sql:12 executeSql down per-migration',
  ]);
});
