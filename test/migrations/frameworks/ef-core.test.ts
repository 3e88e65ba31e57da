import { expect, test } from 'vitest';
import { operationLines } from '../operation-line.js';
import { overview } from '../overview.js';

const packages = {
  npgsql: 'Npgsql.EntityFrameworkCore.PostgreSQL',
  sqlserver: 'Microsoft.Data.SqlClient',
};

const migration = (
  up: string,
  down = '',
  members = '',
): string => `using Microsoft.EntityFrameworkCore.Migrations;

namespace Shop.Migrations
{
    public partial class Change : Migration
    {
        ${members}
        protected override void Up(MigrationBuilder migrationBuilder)
        {
${up}
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
${down}
        }
    }
}
`;

const path = 'src/Shop/Migrations/20240131120000_Change.cs';

async function read(
  up: string,
  {
    database = 'npgsql',
    members = '',
    files = {},
  }: {
    database?: keyof typeof packages;
    members?: string;
    files?: Readonly<Record<string, string>>;
  } = {},
): Promise<readonly string[]> {
  const { all } = await overview({
    'src/Shop/Shop.csproj': `<Project><PackageReference Include="${packages[database]}" Version="8" /></Project>`,
    [path]: migration(up, '', members),
    ...files,
  });
  return operationLines(all.find((one) => one.path === path));
}

test('CreateTable with columns and constraints', async () => {
  expect(
    await read(`
      migrationBuilder.CreateTable(
        name: "Orders",
        schema: "shop",
        columns: table => new
        {
          Id = table.Column<int>(type: "integer", nullable: false)
            .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
          State = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, defaultValue: "new"),
          Total = table.Column<decimal>(nullable: true, precision: 10, scale: 2),
          Note = table.Column<string>(name: "order_note", maxLength: 50, nullable: true),
          PlacedAt = table.Column<DateTime>(nullable: false, defaultValueSql: "now()"),
          Upper = table.Column<string>(type: "text", nullable: true, computedColumnSql: "upper(state)", stored: true)
        },
        constraints: table =>
        {
          table.PrimaryKey("PK_Orders", x => x.Id);
          table.UniqueConstraint("AK_Orders", x => new { x.State, x.Note });
          table.CheckConstraint("CK_Total", "\\"Total\\" > 0");
          table.ForeignKey(
            name: "FK_Orders_States",
            column: x => x.State,
            principalSchema: "shop",
            principalTable: "States",
            principalColumn: "Code",
            onDelete: ReferentialAction.Cascade);
        });`),
  ).toEqual([
    "createTable shop.Orders(Id integer pk identity, State varchar(20) default 'new', Total numeric(10,2) null, order_note varchar(50) null, " +
      'PlacedAt timestamptz default now(), Upper text null stored)',
    'addUnique shop.Orders(State,order_note) AK_Orders',
    'addCheck shop.Orders CK_Total "Total" > 0',
    'addForeignKey shop.Orders(State) -> shop.States(Code) on delete CASCADE FK_Orders_States',
  ]);
});

const one: readonly (readonly [string, string])[] = [
  ['DropTable(name: "A", schema: "s")', 'dropTable s.A'],
  ['RenameTable(name: "A", newName: "B", newSchema: "s")', 'renameTable A -> s.B'],
  [
    'AddColumn<bool>(name: "X", table: "A", type: "boolean", nullable: false, defaultValue: false)',
    'addColumn A.X boolean default false',
  ],
  ['AddColumn<Guid>(name: "X", table: "A", nullable: true)', 'addColumn A.X uuid null'],
  ['DropColumn(name: "X", table: "A")', 'dropColumn A.X'],
  ['RenameColumn(name: "X", table: "A", newName: "Y")', 'renameColumn A.X -> Y'],
  [
    'CreateIndex(name: "IX", table: "A", columns: new[] { "X", "Y" }, unique: true, filter: "x > 0")',
    'createIndex unique A(X,Y) IX where x > 0',
  ],
  [
    'CreateIndex("IX", "A", "X").Annotation("Npgsql:CreatedConcurrently", true)',
    'createIndex concurrently A(X) IX',
  ],
  [
    'CreateIndex(name: "IX", table: "A", column: "X").Annotation("Npgsql:IndexMethod", "gin")',
    'createIndex A(X) IX using gin',
  ],
  ['DropIndex(name: "IX", table: "A")', 'dropIndex A IX'],
  ['RenameIndex(name: "IX", table: "A", newName: "IY")', 'renameIndex A IX -> IY'],
  [
    'AddForeignKey(name: "FK", table: "A", column: "X", principalTable: "B", principalColumn: "Id", onDelete: ReferentialAction.SetNull)',
    'addForeignKey A(X) -> B(Id) on delete SET NULL FK',
  ],
  ['DropForeignKey(name: "FK", table: "A")', 'dropConstraint A FK foreign-key'],
  ['AddPrimaryKey(name: "PK", table: "A", columns: ["X", "Y"])', 'addPrimaryKey A(X,Y) PK'],
  ['DropPrimaryKey(name: "PK", table: "A")', 'dropConstraint A PK primary-key'],
  ['AddUniqueConstraint(name: "AK", table: "A", column: "X")', 'addUnique A(X) AK'],
  ['DropUniqueConstraint(name: "AK", table: "A")', 'dropConstraint A AK unique'],
  ['AddCheckConstraint(name: "CK", table: "A", sql: "x > 0")', 'addCheck A CK x > 0'],
  ['DropCheckConstraint(name: "CK", table: "A")', 'dropConstraint A CK check'],
  [
    'InsertData(table: "A", columns: new[] { "Id" }, values: new object[,] { { 1 }, { 2 } })',
    'changeData insert A by-key',
  ],
  [
    'UpdateData(table: "A", keyColumn: "Id", keyValue: 1, column: "X", value: 2)',
    'changeData update A by-key',
  ],
  ['DeleteData(table: "A", keyColumn: "Id", keyValue: 1)', 'changeData delete A by-key'],
  ['EnsureSchema(name: "s")', 'executeSql CREATE SCHEMA'],
  ['DropSchema(name: "s")', 'executeSql DROP SCHEMA'],
  ['CreateSequence<int>(name: "q")', 'executeSql CREATE SEQUENCE'],
  ['AlterSequence(name: "q")', 'executeSql ALTER SEQUENCE'],
  ['RenameSequence(name: "q", newName: "r")', 'executeSql ALTER SEQUENCE'],
  ['RestartSequence(name: "q", startValue: 1L)', 'executeSql ALTER SEQUENCE'],
  ['DropSequence(name: "q")', 'executeSql DROP SEQUENCE'],
  ['AlterDatabase().Annotation("Npgsql:PostgresExtension:citext", ",,")', 'executeSql CREATE EXTENSION'],
  ['AlterTable(name: "A", comment: "c")', 'executeSql ALTER TABLE A'],
  ['Sql("ALTER TABLE a ADD COLUMN b text")', 'addColumn a.b text null'],
  [
    'AddColumn<int>(name: Name(), table: "A")',
    'opaque "arguments of AddColumn are made while the migration runs"',
  ],
  ['Grant("x")', 'opaque "migrationBuilder.Grant is not in the repository"'],
];

test.each(one)('migrationBuilder.%s', async (call, line) => {
  expect(await read(`migrationBuilder.${call};`)).toEqual([line]);
});

test('AlterColumn tells what changes by its old arguments', async () => {
  expect(
    await read(`
      migrationBuilder.AlterColumn<long>(name: "A", table: "T", type: "bigint", nullable: false, oldClrType: typeof(int), oldType: "integer");
      migrationBuilder.AlterColumn<string>(name: "B", table: "T", type: "text", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "text", oldNullable: true);
      migrationBuilder.AlterColumn<string>(name: "C", table: "T", type: "text", nullable: true, oldClrType: typeof(string), oldType: "text", oldDefaultValue: "x");
      migrationBuilder.AlterColumn<string>(name: "D", table: "T", maxLength: 100, nullable: true, oldClrType: typeof(string), oldMaxLength: 50, oldNullable: true);
      migrationBuilder.AlterColumn<string>(name: "E", table: "T", type: "text", nullable: false, comment: "c", oldClrType: typeof(string), oldType: "text");`),
  ).toEqual([
    'changeColumnType T.A bigint',
    'setNotNull T.B',
    "setDefault T.B ''",
    'dropNotNull T.C',
    'dropDefault T.C',
    'changeColumnType T.D varchar(100)',
    'executeSql ALTER TABLE T',
  ]);
});

test('SQL keeps its place, and can be kept out of the transaction', async () => {
  const { all } = await overview({
    'src/Shop/Shop.csproj': `<Project><PackageReference Include="${packages.npgsql}" Version="8" /></Project>`,
    [path]: migration(`migrationBuilder.Sql(@"UPDATE orders SET a = 1;
UPDATE orders SET b = 2 WHERE id = 3;");
migrationBuilder.Sql("CREATE INDEX CONCURRENTLY i ON orders (a)", suppressTransaction: true);
migrationBuilder.CreateIndex("IX", "A", "X").Annotation("Npgsql:CreatedConcurrently", true);`),
  });
  expect(
    all[0]?.operations.map(
      ({ kind, span, transaction }) => `${span.line}:${span.column} ${kind} ${transaction}`,
    ),
  ).toEqual([
    '10:24 changeData per-migration',
    '11:1 changeData per-migration',
    '12:23 createIndex none',
    '13:1 createIndex none',
  ]);
});

test('helpers, constants, loops, other databases and embedded scripts are followed', async () => {
  expect(
    await read(
      `
      foreach (var name in new[] { "A", "B" }) migrationBuilder.DropTable(name: name);
      migrationBuilder.AddAudit(Table);
      if (migrationBuilder.IsSqlServer()) { migrationBuilder.DropTable("C"); } else { migrationBuilder.DropTable("D"); }
      if (migrationBuilder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL") migrationBuilder.DropTable("E");
      migrationBuilder.Sql(Resources.ReadEmbeddedResource("Shop.Scripts.fill.sql"));
      migrationBuilder.Sql($"UPDATE {Table} SET x = 1");
      Rename(migrationBuilder, "F");`,
      {
        members: `private const string Table = "orders";
        private static void Rename(MigrationBuilder builder, string name) => builder.RenameTable(name: name, newName: name + "2");`,
        files: {
          'src/Shop/Scripts/fill.sql': 'INSERT INTO orders VALUES (1);',
          'src/Shop/MigrationExtensions.cs': `namespace Shop;
public static class MigrationExtensions
{
    public static void AddAudit(this MigrationBuilder builder, string table) =>
        builder.AddColumn<DateTime>(name: "AuditedAt", table: table, type: "timestamp with time zone", nullable: true);
}`,
        },
      },
    ),
  ).toEqual([
    'dropTable A',
    'dropTable B',
    'addColumn orders.AuditedAt timestamptz null',
    'dropTable D',
    'dropTable E',
    'changeData insert orders by-key',
    'changeData update orders all',
    'renameTable F -> F2',
  ]);
});

test('several databases side by side are several sets; models, snapshots and builders are none', async () => {
  const typed = (type: string): string =>
    migration(
      `migrationBuilder.AddColumn<string>(name: "X", table: "A", type: "${type}", nullable: true);`,
      'migrationBuilder.DropColumn("X", "A");',
    );
  const { sets, migrations } = await overview({
    'db/ForPostgres/Migrations/20240131120000_Change.cs': typed('character varying(20)'),
    'db/ForPostgres/Migrations/20240131120000_Change.Designer.cs':
      '[Migration("20240131120000_Change")] partial class Change { }',
    'db/ForPostgres/Migrations/ShopModelSnapshot.cs': 'partial class ShopModelSnapshot : ModelSnapshot { }',
    'db/ForServer/Migrations/20240131120000_Change.cs': typed('nvarchar(20)'),
    'db/ForLite/Migrations/20240131120000_Change.cs': typed('TEXT'),
    'db/ForMy/Migrations/Change.cs': typed('longtext'),
    'db/ForMy/Migrations/Change.Designer.cs':
      '[Migration("20240101000000_Renamed")] partial class Change { }',
    'db/Migrations/OrderBuilder.cs':
      'public class OrderBuilder : EntityBuilder<Order> { public override void MapEntity(Table table) { } }',
  });
  expect(sets).toEqual([
    'ef-core db/ForLite/Migrations [sqlite]',
    'ef-core db/ForMy/Migrations [mysql]',
    'ef-core db/ForPostgres/Migrations [postgresql]',
    'ef-core db/ForServer/Migrations [sqlserver]',
  ]);
  expect(migrations).toEqual([
    'db/ForLite/Migrations/20240131120000_Change.cs 20240131120000 Change explicit',
    'db/ForMy/Migrations/Change.cs 20240101000000 Renamed explicit',
    'db/ForPostgres/Migrations/20240131120000_Change.cs 20240131120000 Change explicit',
    'db/ForServer/Migrations/20240131120000_Change.cs 20240131120000 Change explicit',
  ]);
});

test.each([
  ['', 'noop'],
  ['throw new NotSupportedException();', 'irreversible'],
  ['migrationBuilder.DropTable("A");', 'explicit'],
])('a Down with "%s" is %s', async (down, form) => {
  const { all } = await overview({ [path]: migration('migrationBuilder.DropTable("B");', down) });
  expect(all.map((found) => found.down)).toEqual([form]);
});

test.each([
  ['8.0.4', 'per-migration', false],
  ['9.0.0', 'all-migrations', true],
  ['10.0.1', 'per-migration', true],
])('EF Core %s: transaction %s, lock %s', async (version, transaction, holdsLock) => {
  const found = await overview({
    'App/App.csproj': `<Project><ItemGroup><PackageReference Include="Microsoft.EntityFrameworkCore.SqlServer" Version="${version}" /></ItemGroup></Project>`,
    'App/Migrations/20240101000000_A.cs':
      'public partial class A : Migration { protected override void Up(MigrationBuilder migrationBuilder) { migrationBuilder.DropTable(name: "t"); } protected override void Down(MigrationBuilder migrationBuilder) { } }',
  });
  expect(found.all[0]?.runner).toMatchObject({ transaction, holdsLock });
  expect(found.operations).toEqual([`App/Migrations/20240101000000_A.cs:1 dropTable up ${transaction}`]);
});
