import { expect, test } from 'vitest';
import type { Migration } from '../../../src/model/migration.js';
import { operationLines } from '../operation-line.js';
import { overview } from '../overview.js';

const path = 'src/Shop/Migrations/ChangeOrders.cs';

/** A file with one migration. */
function file(members: string, { attribute = '[Migration(202401311200)]', base = 'Migration' } = {}): string {
  return `using System.Data;
using FluentMigrator;
namespace Shop.Migrations
{
    ${attribute}
    public class ChangeOrders : ${base}
    {
${members}
    }
}
`;
}

const project = {
  'src/Shop/Shop.csproj':
    '<Project><PackageReference Include="FluentMigrator.Runner" Version="6.2" /></Project>',
};

const setUp = (runner: string): string =>
  `services.AddFluentMigratorCore().ConfigureRunner(rb => rb.Add${runner}().WithGlobalConnectionString("x"));`;

async function read(
  members: string,
  {
    runner = 'Postgres',
    files = {},
    ...rest
  }: { runner?: string; files?: Readonly<Record<string, string>>; attribute?: string; base?: string } = {},
): Promise<Migration | undefined> {
  const { all } = await overview({
    ...project,
    'src/Shop/Program.cs': setUp(runner),
    ...files,
    [path]: file(members, rest),
  });
  return all.find((migration) => migration.path === path);
}

async function up(statements: string, options: Parameters<typeof read>[1] = {}): Promise<readonly string[]> {
  return operationLines(await read(`public override void Up()\n{\n${statements}\n}`, options));
}

test('the migrations of a project are one set, in the order of their versions, whatever their folders', async () => {
  const found = await overview({
    ...project,
    'src/Shop/Program.cs': setUp('SqlServer2016'),
    'src/Shop/Migrations/2024/Second.cs': file(
      'public override void Up() {} public override void Down() {}',
      {
        attribute: '[Migration(2024_02_01_0000L, "Second")]',
      },
    ),
    'src/Shop/Migrations/First.cs': file(
      'public override void Up() { Delete.Table("a"); } public override void Down() { throw new NotSupportedException(); }',
      {
        attribute: '[TimestampedMigration(2023, 1, 2, 3, 4)]',
      },
    ),
    'src/Shop/Migrations/Both.cs': `${file('public override void Up() {} public override void Down() {}', { attribute: '[Migration(7)]' })}
${file('public override void Up() { Delete.Table("b"); } public override void Down() {}', { attribute: '[Migration(8)]' }).replaceAll('using System.Data;\nusing FluentMigrator;\n', '')}`,
    'src/Shop/Migrations/Old.cs':
      '// [Migration(1)]\n// public class Old : Migration { }\n// using FluentMigrator;\n',
    'src/Shop/Migrations/HouseMigration.cs':
      'using FluentMigrator;\npublic abstract class HouseMigration : Migration { }\n',
    'src/Shop/Ef/20240101000000_Ef.cs':
      'public partial class Ef : Migration { protected override void Up(MigrationBuilder migrationBuilder) {} }',
  });
  expect(found.sets).toEqual([
    'ef-core src/Shop/Ef [unknown]',
    'fluent-migrator src/Shop/Migrations [sqlserver]',
  ]);
  expect(found.reasons[1]).toBe('src/Shop/Program.cs sets the runner up by AddSqlServer2016');
  expect(found.migrations.filter((line) => line.includes('/Migrations/'))).toEqual([
    'src/Shop/Migrations/Both.cs 7 ChangeOrders noop',
    'src/Shop/Migrations/Both.cs 8 ChangeOrders noop',
    'src/Shop/Migrations/2024/Second.cs 202402010000 ChangeOrders noop',
    'src/Shop/Migrations/First.cs 20230102030400 ChangeOrders irreversible',
  ]);
});

test('a new table with all that a column can be told', async () => {
  expect(
    await up(`
      Create.Table("orders").InSchema("shop").WithDescription("all of them")
          .WithColumn("id").AsInt64().PrimaryKey().Identity()
          .WithColumn("email").AsString(120).NotNullable().Unique("orders_email")
          .WithColumn("total").AsDecimal(12, 2).WithDefaultValue(0)
          .WithColumn("made_at").AsDateTime().WithDefault(SystemMethods.CurrentDateTime).Indexed()
          .WithColumn("note").AsString(int.MaxValue).Nullable().WithDefaultValue(RawSql.Insert("current_user"))
          .WithColumn("customer_id").AsInt32().Nullable()
              .ForeignKey("orders_customer", "shop", "customers", "id").OnDelete(Rule.Cascade).OnUpdate(Rule.SetNull)
          .WithColumn("full").AsString().Computed("a || b")
          .WithColumn("kind").AsCustom("order_kind");
      Create.Table("lines").WithColumn("a").AsInt32().PrimaryKey("lines_key").WithColumn("b").AsGuid().PrimaryKey().ReferencedBy("others", "line_id");
      Create.Table("kept").IfNotExists().WithColumn("a").AsBoolean();`),
  ).toEqual([
    'createTable shop.orders(id bigint pk identity, email varchar(120), total numeric(12,2) default 0, made_at timestamp default now(), note text null default current_user, customer_id integer null, full text stored, kind order_kind)',
    'createIndex unique shop.orders(email) orders_email',
    'createIndex shop.orders(made_at) IX_orders_made_at',
    'addForeignKey shop.orders(customer_id) -> shop.customers(id) on delete CASCADE on update SET NULL orders_customer',
    'createTable lines(a integer, b uuid)',
    'addPrimaryKey lines(a,b) -',
    'addForeignKey others(line_id) -> lines(b) FK_others_line_id_lines_b',
    'createTable kept(a boolean) guarded',
  ]);
});

test('columns are added and altered', async () => {
  const statements = `
    Create.Column("a").OnTable("orders").InSchema("shop").AsInt32().Nullable();
    Alter.Table("orders")
        .AddColumn("b").AsString(20).NotNullable().SetExistingRowsTo("x")
        .AlterColumn("c").AsInt64()
        .AddColumn("d").AsInt32().Nullable().ForeignKey("people", "id").Indexed();
    Alter.Column("e").OnTable("orders").AsString(50).Nullable().WithDefaultValue("x");
    Alter.Table("orders").ToSchema("shop");`;
  expect(await up(statements)).toEqual([
    'addColumn shop.orders.a integer null',
    'addColumn orders.b varchar(20) null',
    'changeData update orders all',
    'setNotNull orders.b',
    'changeColumnType orders.c bigint',
    'addColumn orders.d integer null',
    'addForeignKey orders(d) -> people(id) FK_orders_d_people_id',
    'createIndex orders(d) IX_orders_d',
    'changeColumnType orders.e varchar(50)',
    'dropNotNull orders.e',
    "setDefault orders.e 'x'",
    'executeSql alter table orders',
  ]);
  // SQL Server states the whole column again.
  expect((await up(statements, { runner: 'SqlServer' })).slice(4, 6)).toEqual([
    'changeColumnType orders.c bigint',
    'setNotNull orders.c',
  ]);
});

test('indexes, keys, constraints, schemas and sequences', async () => {
  expect(
    await up(`
      Create.Index("by_state").OnTable("orders").InSchema("shop").OnColumn("state").Ascending().OnColumn("made").Descending().WithOptions().Unique().Filter("state > 0");
      Create.Index().OnTable("orders").OnColumn("a").Unique();
      Create.Index("gin").OnTable("orders").OnColumn("b").Ascending().WithOptions().UsingGin().AsConcurrently();
      Create.ForeignKey("fk").FromTable("orders").ForeignColumn("c").ToTable("customers").InSchema("shop").PrimaryColumn("id").OnDeleteOrUpdate(Rule.Cascade);
      Create.ForeignKey().FromTable("a").ForeignColumns("b", "c").ToTable("d").PrimaryColumns("e", "f");
      Create.UniqueConstraint("u").OnTable("orders").Columns("a", "b");
      Create.UniqueConstraint().OnTable("orders").WithSchema("shop").Column("a");
      Create.PrimaryKey("p").OnTable("orders").Column("id");
      Create.Schema("shop"); Create.Sequence("s").InSchema("shop").StartWith(1).IncrementBy(2);`),
  ).toEqual([
    'createIndex unique shop.orders(state,made) by_state where state > 0',
    'createIndex unique orders(a) IX_orders_a',
    'createIndex concurrently orders(b) gin using gin',
    'addForeignKey orders(c) -> shop.customers(id) on delete CASCADE on update CASCADE fk',
    'addForeignKey a(b,c) -> d(e,f) FK_a_b_c_d_e_f',
    'addUnique orders(a,b) u',
    'addUnique shop.orders(a) UC_orders_a',
    'addPrimaryKey orders(id) p',
    'executeSql create schema',
    'executeSql create sequence',
  ]);
});

test('deletions, renamings and rows', async () => {
  expect(
    await up(`
      Delete.Table("a").InSchema("shop").IfExists();
      Delete.Column("b").Column("c").FromTable("orders");
      Delete.ForeignKey("fk").OnTable("orders");
      Delete.ForeignKey().FromTable("orders").ForeignColumn("d").ToTable("people").PrimaryColumn("id");
      Delete.Index("ix").OnTable("orders");
      Delete.Index().OnTable("orders").OnColumn("e");
      Delete.PrimaryKey("pk").FromTable("orders");
      Delete.UniqueConstraint("u").FromTable("orders");
      Delete.DefaultConstraint().OnTable("orders").OnColumn("f");
      Delete.Schema("s"); Delete.Sequence("q");
      Rename.Table("g").InSchema("shop").To("h");
      Rename.Column("i").OnTable("orders").To("j");
      Insert.IntoTable("orders").Row(new { a = 1 }).Row(new { a = 2 });
      Update.Table("orders").Set(new { a = 1 }).Where(new { Id = 7 });
      Update.Table("orders").Set(new { a = 1 }).Where(new { b = 7 });
      Update.Table("orders").Set(new { a = 1 }).AllRows();
      Delete.FromTable("orders").Row(new { id = 3 });
      Delete.FromTable("orders").IsNull("a");
      Delete.FromTable("orders").AllRows();`),
  ).toEqual([
    'dropTable shop.a guarded',
    'dropColumn orders.b',
    'dropColumn orders.c',
    'dropConstraint orders fk foreign-key',
    'dropConstraint orders FK_orders_d_people_id foreign-key',
    'dropIndex orders ix',
    'dropIndex orders IX_orders_e',
    'dropConstraint orders pk primary-key',
    'dropConstraint orders u unique',
    'dropDefault orders.f',
    'executeSql drop schema',
    'executeSql drop sequence',
    'renameTable shop.g -> h',
    'renameColumn orders.i -> j',
    'changeData insert orders by-key',
    'changeData update orders by-key',
    'changeData update orders filtered',
    'changeData update orders all',
    'changeData delete orders by-key',
    'changeData delete orders filtered',
    'changeData delete orders all',
  ]);
});

test('SQL, scripts and code on the connection', async () => {
  expect(
    await up(
      `
      Execute.Sql(@"UPDATE orders SET a = 1");
      Execute.Script("Scripts/views.sql");
      Execute.EmbeddedScript("Shop.Scripts.more.sql");
      Execute.Script("gone.sql");
      Execute.WithConnection((connection, transaction) =>
      {
          using (var command = connection.CreateCommand()) { command.CommandText = "DELETE FROM lines"; command.ExecuteNonQuery(); }
          var ids = connection.Query<int>("SELECT id FROM orders");
          connection.Execute("UPDATE orders SET b = 1 WHERE id = @id", new { id = 1 });
      });
      Execute.WithConnection(MoveRows);
      Execute.WithConnection((connection, transaction) => Helper.Run(connection));
    }
    private void MoveRows(IDbConnection connection, IDbTransaction transaction)
    {
      connection.Execute("INSERT INTO a SELECT * FROM b");`,
      {
        files: {
          'src/Shop/Scripts/views.sql': 'CREATE VIEW v AS SELECT 1;',
          'src/Shop/Scripts/more.sql': 'DROP TABLE x; DROP TABLE y;',
        },
      },
    ),
  ).toEqual([
    'changeData update orders all',
    'createView',
    'dropTable x',
    'dropTable y',
    'opaque "the script of Execute.Script is not in the repository"',
    'changeData delete lines all',
    'changeData update orders by-key',
    'changeData insert a all',
    'opaque "it runs code on the connection, in which no SQL was found"',
  ]);
});

test('IfDatabase applies to the database at hand, Exists guards', async () => {
  const statements = `
    IfDatabase("Postgres").Execute.Sql("DROP TABLE p");
    IfDatabase(ProcessorIdConstants.SqlServer, "SqlServer2008").Delete.Table("s");
    IfDatabase(name => !name.Contains("SqlServer")).Create.Column("c").OnTable("t").AsInt32();
    IfDatabase("sqlserver").Delegate(() => { Delete.Table("d"); });
    if (!Schema.Table("a").Exists()) { Create.Table("a").WithColumn("b").AsByte(); }
    if (Schema.Schema("x").Table("a").Column("c").Exists()) Delete.Column("c").FromTable("a");`;
  const guards = (type: string): readonly string[] => [
    `createTable a(b ${type}) guarded`,
    'dropColumn a.c guarded',
  ];
  expect(await up(statements)).toEqual(['dropTable p', 'addColumn t.c integer', ...guards('smallint')]);
  expect(await up(statements, { runner: 'SqlServer2012' })).toEqual([
    'dropTable s',
    'dropTable d',
    ...guards('tinyint'),
  ]);
});

test.each([
  [
    'Postgres',
    [
      'text',
      'varchar(9)',
      'char(255)',
      'bytea',
      'boolean',
      'smallint',
      'money',
      'timestamptz',
      'numeric(19,5)',
      'double precision',
      'real',
      'uuid',
    ],
  ],
  [
    'MySql5',
    [
      'varchar(255)',
      'varchar(9)',
      'char(255)',
      'longblob',
      'boolean',
      'tinyint unsigned',
      'numeric(19,4)',
      'datetime',
      'numeric(19,5)',
      'double precision',
      'float',
      'char(36)',
    ],
  ],
  [
    'SqlServer2016',
    [
      'nvarchar(255)',
      'nvarchar(9)',
      'nchar(255)',
      'varbinary(8000)',
      'bit',
      'tinyint',
      'money',
      'datetimeoffset',
      'numeric(19,5)',
      'double precision',
      'real',
      'uniqueidentifier',
    ],
  ],
  [
    'SQLite',
    [
      'text',
      'text',
      'text',
      'blob',
      'integer',
      'integer',
      'numeric',
      'text',
      'numeric',
      'numeric',
      'numeric',
      'uniqueidentifier',
    ],
  ],
])('types on %s', async (runner, expected) => {
  const types = [
    'String()',
    'String(9)',
    'FixedLengthString(255)',
    'Binary()',
    'Boolean()',
    'Byte()',
    'Currency()',
    'DateTimeOffset()',
    'Decimal()',
    'Double()',
    'Float()',
    'Guid()',
  ];
  const lines = await up(`Alter.Table("t")${types.map((type) => `.AddColumn("c").As${type}`).join('')};`, {
    runner,
  });
  expect(lines.map((line) => line.replace('addColumn t.c ', ''))).toEqual(expected);
});

test('an AutoReversingMigration derives its way back, a ForwardOnlyMigration has none', async () => {
  const auto = await read(
    `public override void Up()
     {
       Create.Table("a").WithColumn("id").AsInt32().PrimaryKey().WithColumn("b").AsInt32().Indexed();
       Create.Column("c").OnTable("d").AsInt32();
       Rename.Column("e").OnTable("d").To("f");
       Create.PrimaryKey("pk").OnTable("d").Column("c");
       Insert.IntoTable("d").Row(new { c = 1 });
       Alter.Column("g").OnTable("d").AsInt64();
       Execute.Sql("DROP TABLE x");
     }`,
    { base: 'AutoReversingMigration' },
  );
  expect(auto?.down).toBe('inferred');
  expect(operationLines(auto, 'down')).toEqual([
    'changeData delete d by-key',
    'dropConstraint d pk primary-key',
    'renameColumn d.f -> e',
    'dropColumn d.c (c integer)',
    'dropIndex a IX_a_b',
    'dropTable a',
  ]);
  expect(auto?.downProblems.map(({ span, text }) => `${span.line} ${text}`)).toEqual([
    '16 Execute is not reversed',
    '15 changeColumnType is not reversed',
  ]);
  const forward = await read('public override void Up() { Delete.Table("a"); }', {
    base: 'ForwardOnlyMigration',
  });
  expect(forward?.down).toBe('irreversible');
});

test('transactions: one per migration, none where the attribute says so, one for all by an option', async () => {
  const members = 'public override void Up() { Delete.Table("a"); }';
  const placed = async (options: Parameters<typeof read>[1] = {}): Promise<string | undefined> =>
    (await read(members, options))?.operations[0]?.transaction;
  expect(await placed()).toBe('per-migration');
  expect(await placed({ attribute: '[Migration(1, TransactionBehavior.None)]' })).toBe('none');
  expect(await placed({ runner: 'MySql5' })).toBe('none');
  expect(
    await placed({ files: { 'src/Shop/MigrationRunner.cs': 'options.TransactionPerSession = true;' } }),
  ).toBe('all-migrations');
});

test('profiles and maintenance stages are phases of their own', async () => {
  const members = 'public override void Up() { Delete.Table("a"); } public override void Down() {}';
  expect(await read(members, { attribute: '[Profile("Development")]' })).toMatchObject({
    phase: 'profile: Development',
    version: '',
  });
  expect(await read(members, { attribute: '[Maintenance(MigrationStage.AfterAll)]' })).toMatchObject({
    phase: 'maintenance: AfterAll',
  });
});

test('base classes, methods that the repository adds, and attributes of the house', async () => {
  const migration = await read(
    'protected override void Main() { Create.TableWithId("a").WithColumn(nameof(Order.State)).AsString(9).Nullable().WithAudit(); Create.Foreign("x"); }',
    {
      base: 'HouseMigration',
      attribute: '[HouseMigration("2024-01-31 12:00:00", "Adds")]',
      files: {
        'src/Shop/HouseMigration.cs':
          'using FluentMigrator;\npublic abstract class HouseMigration : Migration { protected abstract void Main(); public override void Up() { Main(); } public override void Down() { throw new NotImplementedException(); } }',
        'src/Shop/MigrationExtensions.cs':
          'using FluentMigrator.Builders.Create;\npublic static class MigrationExtensions { public static ICreateTableColumnOptionOrWithColumnSyntax TableWithId(this ICreateExpressionRoot root, string name) { return root.Table(name).WithColumn("Id").AsInt32().PrimaryKey().Identity(); } public static ICreateTableColumnOptionOrWithColumnSyntax WithAudit(this ICreateTableColumnOptionOrWithColumnSyntax table) => table.WithColumn("MadeAt").AsDateTime(); }',
      },
    },
  );
  expect(migration?.version).toBe('20240131120000');
  expect(migration?.down).toBe('irreversible');
  expect(operationLines(migration)).toEqual([
    'createTable a(Id integer pk identity, State varchar(9) null, MadeAt timestamp)',
    'opaque ".Foreign() of a statement is not in the repository"',
  ]);
});

test('each call of a chain has its own place', async () => {
  const migration = await read(`public override void Up()
{
  Create.Table("a")
      .WithColumn("b").AsInt32()
          .Indexed();
  Alter.Table("c")
      .AddColumn("d").AsInt32();
}`);
  expect(migration?.operations.map(({ kind, span }) => `${kind} ${span.line}:${span.column}`)).toEqual([
    'createTable 10:3',
    'createIndex 12:11',
    'addColumn 14:7',
  ]);
});
