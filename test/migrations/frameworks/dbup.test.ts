import { expect, test } from 'vitest';
import { overview } from '../overview.js';

const project = (items: string): string =>
  `<Project><PackageReference Include="dbup-sqlserver" Version="5" /><ItemGroup>${items}</ItemGroup></Project>`;

const program = (rest: string, database = 'SqlDatabase'): string =>
  `var upgrader = DeployChanges.To.${database}(connectionString)${rest}.LogToConsole().Build();`;

test('scripts that a project embeds, in the order of their names; those of other projects are not its own', async () => {
  const found = await overview({
    'src/Db/Db.csproj': project(
      String.raw`<EmbeddedResource Include="Scripts\**\*.sql" /><EmbeddedResource Remove="Scripts\Old\*.sql" />`,
    ),
    'src/Db/Program.cs': program('.WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly())'),
    'src/Db/Scripts/Script0002 - Adds a state.sql':
      'ALTER TABLE orders ADD state int NULL\nGO\nUPDATE orders SET state = 1\nGO\n',
    'src/Db/Scripts/Script0001 - Orders.sql': 'CREATE TABLE orders (id int NOT NULL)\nGO\n',
    'src/Db/Scripts/Old/Script0000.sql': 'DROP TABLE x',
    'src/Db/Queries/report.sql': 'SELECT 1',
    'src/Web/Web.csproj': '<Project />',
    'src/Web/sql/other.sql': 'SELECT 1',
  });
  expect(found.sets).toEqual(['dbup src/Db/Scripts [sqlserver]']);
  expect(found.allSets[0]?.reason).toBe('src/Db/Db.csproj embeds the scripts');
  expect(found.migrations).toEqual([
    'src/Db/Scripts/Script0001 - Orders.sql 0001 Orders unsupported',
    'src/Db/Scripts/Script0002 - Adds a state.sql 0002 Adds a state unsupported',
  ]);
  // GO parts the batches.
  expect(found.operations).toEqual([
    'src/Db/Scripts/Script0001 - Orders.sql:1 createTable up none',
    'src/Db/Scripts/Script0002 - Adds a state.sql:1 addColumn up none',
    'src/Db/Scripts/Script0002 - Adds a state.sql:3 changeData up none',
  ]);
});

test.each([
  ['.WithTransactionPerScript()', 'per-migration'],
  ['.WithTransaction()', 'all-migrations'],
  ['.WithoutTransaction()', 'none'],
])('%s', async (call, placement) => {
  const found = await overview({
    'Db/Db.csproj': project(''),
    'Db/Program.cs': program(`.WithScriptsFromFileSystem("Migrations")${call}`, 'PostgresqlDatabase'),
    'Db/Migrations/001_orders.sql': 'CREATE TABLE orders (id int);',
  });
  expect(found.sets).toEqual(['dbup Db/Migrations [postgresql]']);
  expect(found.allSets[0]?.reason).toBe('Db/Program.cs names the folder of the scripts');
  expect(found.operations).toEqual([`Db/Migrations/001_orders.sql:1 createTable up ${placement}`]);
});

test('variables stand for names, and a program that does not set DbUp up finds nothing', async () => {
  const files = {
    'Db/Db.csproj': project(String.raw`<EmbeddedResource Include="*.sql" />`),
    'Db/1.sql': 'ALTER TABLE $schema$.orders ADD note nvarchar(20) NULL;',
  };
  const found = await overview({ ...files, 'Db/Program.cs': program('') });
  expect(found.skipped).toEqual([]);
  expect(found.operations).toEqual(['Db/1.sql:1 addColumn up none']);
  const nothing = await overview({ ...files, 'Db/Program.cs': 'return 0;' });
  expect(nothing.sets.filter((set) => set.startsWith('dbup'))).toEqual([]);
});
