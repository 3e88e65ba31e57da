import { expect, test } from 'vitest';
import { overview } from '../overview.js';

const project = {
  'src/Api/Api.csproj':
    '<Project><PackageReference Include="Evolve" Version="3" /><PackageReference Include="Npgsql" Version="8" /></Project>',
};

const program = (settings: string): string =>
  `var evolve = new Evolve(connection, Log) { ${settings} };\nevolve.Migrate();`;

test('the locations that a program names, versions in their order, repeatable ones last', async () => {
  const found = await overview({
    ...project,
    'src/Api/Program.cs': program('Locations = new[] { "db/migrations" }, IsEraseDisabled = true'),
    'src/Api/db/migrations/V1_10__later.sql': 'DROP TABLE b;',
    'src/Api/db/migrations/V1_9__first.sql': 'CREATE TABLE a (id int);',
    'src/Api/db/migrations/views/R__views.sql': 'CREATE VIEW v AS SELECT 1;',
    'src/Api/db/migrations/readme.sql': 'SELECT 1;',
  });
  expect(found.sets).toEqual(['evolve src/Api/db/migrations [postgresql]']);
  expect(found.allSets[0]?.reason).toBe('src/Api/Program.cs gives it as a location');
  expect(found.migrations).toEqual([
    'src/Api/db/migrations/V1_9__first.sql 1.9 first unsupported',
    'src/Api/db/migrations/V1_10__later.sql 1.10 later unsupported',
    'src/Api/db/migrations/views/R__views.sql  views unsupported',
  ]);
  expect(found.all[2]?.phase).toBe('repeatable');
  expect(found.all[0]?.runner).toMatchObject({ transaction: 'per-migration', holdsLock: true });
});

test('prefixes, transactions and the lock are as the program sets them; a script may be kept out of its transaction', async () => {
  const found = await overview({
    ...project,
    'src/Api/Program.cs': program(
      'SqlMigrationPrefix = "M", SqlMigrationSeparator = "-", TransactionMode = TransactionKind.CommitAll, EnableClusterMode = false',
    ),
    'src/Api/Sql_Scripts/M1-first.sql': 'DROP TABLE a;',
    'src/Api/Sql_Scripts/M2-second.sql': '-- evolve-tx-off\nCREATE INDEX CONCURRENTLY x ON a (b);',
    'src/Api/Sql_Scripts/V3__third.sql': 'DROP TABLE c;',
  });
  expect(found.sets[0]).toBe('evolve src/Api/Sql_Scripts [postgresql]');
  expect(found.operations.filter((line) => line.includes('/M'))).toEqual([
    'src/Api/Sql_Scripts/M1-first.sql:1 dropTable up all-migrations',
    'src/Api/Sql_Scripts/M2-second.sql:2 createIndex up none',
  ]);
  expect(found.all[0]?.runner.holdsLock).toBe(false);
});

test('the command line names locations, too', async () => {
  const found = await overview({
    'migrate.sh': 'evolve migrate postgresql -c "$CONNECTION" -l "db"\n',
    'db/V1__first.sql': 'ALTER TABLE a ALTER COLUMN b TYPE bigint;',
  });
  expect(found.sets).toHaveLength(1);
  expect(found.sets[0]).toMatch(/^evolve db /);
});
