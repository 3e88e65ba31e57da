import { expect, test } from 'vitest';
import { overview } from '../overview.js';

const manifest =
  '[dependencies]\nrefinery = { version = "0.8", features = ["tokio-postgres"] }\ntokio-postgres = "0.7"\n';

test('SQL is read, Rust is listed, unversioned ones have a phase', async () => {
  const found = await overview({
    'Cargo.toml': manifest,
    'src/db.rs': 'embed_migrations!("./db/steps");\n',
    'db/steps/V1__first.sql': 'create table a (id int);\n',
    'db/steps/more/V2__second.rs': 'pub fn migration() -> String { String::new() }\n',
    'db/steps/U20240101__late.sql': 'create index i on a (id);\n',
    'db/steps/Vx__wrong.sql': 'create table b (id int);\n',
    'db/steps/mod.rs': '',
  });
  expect(found.sets).toEqual(['refinery db/steps [postgresql]']);
  expect(found.migrations).toEqual([
    'db/steps/V1__first.sql 1 first unsupported',
    'db/steps/more/V2__second.rs 2 second unsupported',
    'db/steps/U20240101__late.sql 20240101 late unsupported',
  ]);
  expect(found.operations).toEqual([
    'db/steps/V1__first.sql:1 createTable up per-migration',
    'db/steps/more/V2__second.rs:1 opaque up per-migration',
    'db/steps/U20240101__late.sql:1 createIndex up per-migration',
  ]);
  expect(found.all.map(({ phase }) => phase)).toEqual([undefined, undefined, 'unversioned']);
});

test('a crate that depends on it is enough, and one transaction may hold all', async () => {
  const found = await overview({
    'svc/Cargo.toml': manifest,
    'svc/src/database.rs': 'migrations::runner().set_grouped(true).run(&mut conn)?;\n',
    'svc/migrations/V1__a.sql': 'create table a (id int);\n',
  });
  expect(found.operations).toEqual(['svc/migrations/V1__a.sql:1 createTable up all-migrations']);
});

test('the same names in a project of the JVM are not refinery’s', async () => {
  const found = await overview({
    'build.gradle': "implementation 'org.flywaydb:flyway-core:10.0.0'\n",
    'src/main/resources/db/migration/V1__a.sql': 'create table a (id int);\n',
  });
  expect(found.sets.map((line) => line.split(' ')[0])).toEqual(['flyway']);
});
