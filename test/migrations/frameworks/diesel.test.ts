import { expect, test } from 'vitest';
import { dialectOf, overview } from '../overview.js';

const cargo =
  '[dependencies]\ndiesel = { version = "2.2", features = [\n  "postgres", # the database\n  "r2d2",\n] }\n';
const files = {
  'Cargo.toml': cargo,
  'diesel.toml': '[print_schema]\nfile = "src/schema.rs"\n\n[migrations_directory]\ndir = "migrations"\n',
  'migrations/00000000000000_diesel_initial_setup/up.sql':
    'CREATE FUNCTION f() RETURNS void AS $$ $$ LANGUAGE sql;\n',
  'migrations/00000000000000_diesel_initial_setup/down.sql': 'DROP FUNCTION f();\n',
  'migrations/2024-01-31-120000_create_users/up.sql': 'CREATE TABLE users (id serial);\n',
  'migrations/2024-01-31-120000_create_users/down.sql': 'DROP TABLE users;\n',
};

test('each folder with an up.sql is a migration, the initial setup among them', async () => {
  const found = await overview(files);
  expect(found.sets).toEqual(['diesel migrations [postgresql]']);
  expect(found.reasons).toEqual(['Cargo.toml uses the feature postgres of diesel']);
  expect(found.allSets[0]?.reason).toBe('diesel.toml names the folder');
  expect(found.migrations).toEqual([
    'migrations/00000000000000_diesel_initial_setup/up.sql 00000000000000 diesel_initial_setup explicit migrations/00000000000000_diesel_initial_setup/down.sql',
    'migrations/2024-01-31-120000_create_users/up.sql 20240131120000 create_users explicit migrations/2024-01-31-120000_create_users/down.sql',
  ]);
  expect(found.operations.slice(2)).toEqual([
    'migrations/2024-01-31-120000_create_users/up.sql:1 createTable up per-migration',
    'migrations/2024-01-31-120000_create_users/down.sql:1 dropTable down per-migration',
  ]);
});

test('without a transaction a single statement runs alone, several share the implicit one', async () => {
  const off = 'run_in_transaction = false\n';
  const found = await overview({
    ...files,
    'migrations/2024-02-01-000000_one/metadata.toml': off,
    'migrations/2024-02-01-000000_one/up.sql': '-- online\nCREATE INDEX CONCURRENTLY i ON users (id);\n',
    'migrations/2024-02-02-000000_two/metadata.toml': off,
    'migrations/2024-02-02-000000_two/up.sql':
      'SET lock_timeout = 5;\nCREATE INDEX CONCURRENTLY j ON users (id);\n',
    'migrations/2024-02-03-000000_key_missing/metadata.toml': '# nothing said\n',
    'migrations/2024-02-03-000000_key_missing/up.sql': 'CREATE INDEX CONCURRENTLY k ON users (id);\n',
    'migrations/2024-02-04-000000_on/metadata.toml': 'run_in_transaction = true # the default\n',
    'migrations/2024-02-04-000000_on/up.sql': 'DROP TABLE users;\n',
  });
  expect(found.all.slice(2).map(({ down }) => down)).toEqual(['none', 'none', 'none', 'none']);
  expect(found.operations.slice(4)).toEqual([
    'migrations/2024-02-01-000000_one/up.sql:2 createIndex up none',
    'migrations/2024-02-02-000000_two/up.sql:1 setSetting up per-migration',
    'migrations/2024-02-02-000000_two/up.sql:2 createIndex up per-migration',
    'migrations/2024-02-03-000000_key_missing/up.sql:1 createIndex up none',
    'migrations/2024-02-04-000000_on/up.sql:1 dropTable up per-migration',
  ]);
});

test('a crate of a monorepo names its folder in code', async () => {
  const found = await overview({
    'crates/store/Cargo.toml':
      '[dependencies]\ndiesel_migrations = "2"\ndiesel = { version = "2", features = ["sqlite"] }\n',
    'crates/store/src/lib.rs': 'const M: EmbeddedMigrations = embed_migrations!("schema/steps");\n',
    'crates/store/schema/steps/0001_a/up.sql': 'CREATE TABLE a (id INTEGER);\n',
    'crates/web/Cargo.toml': '[dependencies]\ndiesel = { version = "2", features = ["mysql"] }\n',
    'crates/web/migrations/0001_b/up.sql': 'CREATE TABLE b (id INTEGER);\n',
  });
  expect(found.sets).toEqual([
    'diesel crates/store/schema/steps [sqlite]',
    'diesel crates/web/migrations [mysql]',
  ]);
});

test('several backends: DATABASE_URL decides', async () => {
  const twoBackends = '[dependencies]\ndiesel = { version = "2", features = ["sqlite", "mysql"] }\n';
  expect(
    await dialectOf({
      ...files,
      'Cargo.toml': twoBackends,
      '.env.example': 'DATABASE_URL=mysql://localhost/x\n',
    }),
  ).toBe('mysql');
});

test("Hasura's folders look the same and are none of its", async () => {
  const found = await overview({
    'config.yaml': 'version: 3\nmetadata_directory: metadata\n',
    'migrations/default/1616851200000_init/up.sql': 'CREATE TABLE a (id uuid DEFAULT gen_random_uuid());\n',
    'migrations/default/1616851200000_init/down.sql': 'DROP TABLE a;\n',
    'Cargo.toml': cargo,
  });
  expect(found.sets).toEqual(['hasura migrations/default [postgresql]']);
  expect(found.migrations).toEqual([
    'migrations/default/1616851200000_init/up.sql 1616851200000 init explicit migrations/default/1616851200000_init/down.sql',
  ]);
});
