import { expect, test } from 'vitest';
import { dialectOf, overview } from '../overview.js';

const manifest =
  '[package]\nname = "app"\n[dependencies]\nsqlx = { version = "0.8", features = ["postgres"] }\n';

test('pairs and single files of the folder that the macro names', async () => {
  const found = await overview({
    'server/Cargo.toml': manifest,
    'server/src/db.rs':
      'pub async fn up(p: &Pool) { sqlx::migrate!("./sql/steps").run(p).await.unwrap(); }\n',
    'server/sql/steps/10_b.up.sql': '-- no-transaction\ncreate index concurrently i on t (a);\n',
    'server/sql/steps/10_b.down.sql': 'drop index i;\n',
    'server/sql/steps/9_a.sql': 'create table t (a int);\n',
    'server/sql/queries/1_list.sql': 'select * from t;\n',
  });
  expect(found.sets).toEqual(['sqlx server/sql/steps [postgresql]']);
  expect(found.migrations).toEqual([
    'server/sql/steps/9_a.sql 9 a none',
    'server/sql/steps/10_b.up.sql 10 b explicit server/sql/steps/10_b.down.sql',
  ]);
  expect(found.operations).toEqual([
    'server/sql/steps/9_a.sql:1 createTable up per-migration',
    'server/sql/steps/10_b.up.sql:2 createIndex up none',
    'server/sql/steps/10_b.down.sql:1 dropIndex down per-migration',
  ]);
});

test('without a call the folder must be called migrations', async () => {
  const files = { 'Cargo.toml': manifest, 'migrations/1_a.sql': 'create table t (a int);\n' };
  expect((await overview(files)).sets).toEqual(['sqlx migrations [postgresql]']);
  const other = { 'Cargo.toml': manifest, 'reports/1_a.sql': 'create table t (a int);\n' };
  expect((await overview(other)).sets).toEqual([]);
});

test('the command line names the folder, the URL the database', async () => {
  const files = {
    'Cargo.toml': '[dependencies]\nsqlx = { version = "0.8", features = ["any"] }\n',
    Makefile: 'up:\n\tDATABASE_URL=sqlite:app.db sqlx migrate run --source db/steps\n',
    'db/steps/1_a.sql': 'create table t (a int);\n',
  };
  expect(await dialectOf(files)).toBe('sqlite');
});

test('no-transaction counts in the first line only, and several statements share an implicit one', async () => {
  const found = await overview({
    'Cargo.toml': manifest,
    'migrations/1_a.sql': '-- a note\n-- no-transaction\ncreate table a (id int);\n',
    'migrations/2_b.sql':
      '-- no-transaction\ncreate table b (id int);\ncreate index concurrently i on b (id);\n',
  });
  expect(found.operations.map((line) => line.split(' ').at(-1))).toEqual([
    'per-migration',
    'per-migration',
    'per-migration',
  ]);
});

test('a folder of simple migrations alone has no way back at all', async () => {
  const found = await overview({
    'Cargo.toml': '[dependencies]\nsqlx = { version = "0.8", features = ["postgres"] }\n',
    'migrations/1_a.sql': 'create table a (id int);\n',
  });
  expect(found.migrations).toEqual(['migrations/1_a.sql 1 a unsupported']);
});
