import { expect, test } from 'vitest';
import type { ColumnDefinition, SchemaOperation } from '../../src/model/migration.js';
import { overview } from './overview.js';

/** One change, however a team writes it down. Names of indexes and constraints are the framework's own affair. */
const sameChange = [
  'createTable orders (email varchar(120) not null, total integer not null)',
  'addColumn orders.state varchar(20) null',
  'addColumn orders.customer_id integer not null',
  'renameColumn orders.email contact',
  'changeColumnType orders.total bigint',
  'setNotNull orders.state',
  'createIndex orders(state)',
  'createIndex orders(contact) unique',
  'addForeignKey orders(customer_id) customers',
  'dropColumn orders.total',
];

const python = (...lines: readonly string[]): string => lines.map((line) => `    ${line}\n`).join('');

const sql = `CREATE TABLE orders (
  id integer NOT NULL PRIMARY KEY,
  email varchar(120) NOT NULL,
  total integer NOT NULL DEFAULT 0
);
ALTER TABLE orders ADD COLUMN state varchar(20) DEFAULT 'new';
ALTER TABLE orders ADD COLUMN customer_id integer NOT NULL;
ALTER TABLE orders RENAME COLUMN email TO contact;
ALTER TABLE orders ALTER COLUMN total TYPE bigint;
ALTER TABLE orders ALTER COLUMN state SET NOT NULL;
CREATE INDEX orders_state ON orders (state);
CREATE UNIQUE INDEX orders_contact ON orders (contact);
ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id);
ALTER TABLE orders DROP COLUMN total;
`;

const frameworks: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dbmate: {
    '.env.example': 'DATABASE_URL="postgres://localhost/app"\n',
    'db/migrations/20240101120000_orders.sql': `-- migrate:up\n${sql}\n-- migrate:down\nDROP TABLE orders;\n`,
  },
  rails: {
    Gemfile: 'gem "rails"\ngem "pg"\n',
    'db/migrate/20240101120000_orders.rb': `class Orders < ActiveRecord::Migration[7.1]
  def change
    create_table :orders do |t|
      t.string :email, limit: 120, null: false
      t.integer :total, null: false, default: 0
    end
    add_column :orders, :state, :string, limit: 20, default: "new"
    add_column :orders, :customer_id, :integer, null: false
    rename_column :orders, :email, :contact
    change_column :orders, :total, :bigint
    change_column_null :orders, :state, false
    add_index :orders, :state
    add_index :orders, :contact, unique: true
    add_foreign_key :orders, :customers
    remove_column :orders, :total
  end
end
`,
  },
  django: {
    'requirements.txt': 'django\npsycopg2\n',
    'shop/migrations/__init__.py': '',
    'shop/migrations/0001_customers.py': `from django.db import migrations, models

class Migration(migrations.Migration):
    operations = [
        migrations.CreateModel('Customer', [('id', models.AutoField(primary_key=True))], options={'db_table': 'customers'}),
    ]
`,
    'shop/migrations/0002_orders.py': `import django.db.models.deletion
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [('shop', '0001_customers')]
    operations = [
        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('email', models.CharField(max_length=120)),
                ('total', models.IntegerField(default=0)),
            ],
            options={'db_table': 'orders'},
        ),
        migrations.AddField('Order', 'state', models.CharField(max_length=20, null=True, default='new')),
        migrations.AddField('Order', 'customer', models.IntegerField(db_column='customer_id')),
        migrations.RenameField('Order', 'email', 'contact'),
        migrations.AlterField('Order', 'total', models.BigIntegerField(default=0)),
        migrations.AlterField('Order', 'state', models.CharField(max_length=20, default='new')),
        migrations.AddIndex('Order', models.Index(fields=['state'], name='orders_state')),
        migrations.AddConstraint('Order', models.UniqueConstraint(fields=['contact'], name='orders_contact')),
        migrations.AlterField('Order', 'customer', models.ForeignKey('shop.Customer', on_delete=django.db.models.deletion.CASCADE, db_index=False)),
        migrations.RemoveField('Order', 'total'),
    ]
`,
  },
  alembic: {
    'requirements.txt': 'alembic\npsycopg2\n',
    'alembic.ini': '[alembic]\nscript_location = db\n',
    'db/env.py': 'from alembic import context\ncontext.configure(connection=c)\n',
    'db/versions/a_orders.py': `"""Orders"""
from alembic import op
import sqlalchemy as sa

revision = 'a'
down_revision = None

def upgrade():
${python(
  "op.create_table('orders',",
  "    sa.Column('id', sa.Integer(), nullable=False),",
  "    sa.Column('email', sa.String(length=120), nullable=False),",
  "    sa.Column('total', sa.Integer(), server_default='0', nullable=False),",
  "    sa.PrimaryKeyConstraint('id'))",
  "op.add_column('orders', sa.Column('state', sa.String(20), server_default='new', nullable=True))",
  "op.add_column('orders', sa.Column('customer_id', sa.Integer(), nullable=False))",
  "op.alter_column('orders', 'email', new_column_name='contact')",
  "op.alter_column('orders', 'total', type_=sa.BigInteger())",
  "op.alter_column('orders', 'state', nullable=False)",
  "op.create_index('orders_state', 'orders', ['state'])",
  "op.create_index('orders_contact', 'orders', ['contact'], unique=True)",
  "op.create_foreign_key('orders_customer', 'orders', 'customers', ['customer_id'], ['id'])",
  "op.drop_column('orders', 'total')",
)}
def downgrade():
    op.drop_table('orders')
`,
  },
  knex: {
    'package.json': JSON.stringify({ dependencies: { knex: '3', pg: '8' } }),
    'knexfile.js': "module.exports = { client: 'pg' };\n",
    'migrations/20240101120000_orders.js': `exports.up = async (knex) => {
  await knex.schema.createTable('orders', (t) => {
    t.increments('id');
    t.string('email', 120).notNullable();
    t.integer('total').notNullable().defaultTo(0);
  });
  await knex.schema.alterTable('orders', (t) => t.string('state', 20).defaultTo('new'));
  await knex.schema.alterTable('orders', (t) => t.integer('customer_id').notNullable());
  await knex.schema.alterTable('orders', (t) => t.renameColumn('email', 'contact'));
  await knex.schema.alterTable('orders', (t) => t.bigInteger('total').alter({ alterNullable: false, alterDefault: false }));
  await knex.schema.alterTable('orders', (t) => t.dropNullable('state'));
  await knex.schema.alterTable('orders', (t) => t.index(['state'], 'orders_state'));
  await knex.schema.alterTable('orders', (t) => t.unique(['contact'], { useConstraint: false }));
  await knex.schema.alterTable('orders', (t) => t.foreign('customer_id').references('customers.id'));
  await knex.schema.alterTable('orders', (t) => t.dropColumn('total'));
};
exports.down = (knex) => knex.schema.dropTable('orders');
`,
  },
  typeorm: {
    'package.json': JSON.stringify({ dependencies: { typeorm: '0.3', pg: '8' } }),
    'src/migrations/1700000000000-Orders.ts': `import { MigrationInterface, QueryRunner, Table, TableColumn, TableForeignKey, TableIndex } from 'typeorm';
export class Orders1700000000000 implements MigrationInterface {
  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(new Table({
      name: 'orders',
      columns: [
        { name: 'id', type: 'int', isPrimary: true },
        { name: 'email', type: 'varchar', length: '120' },
        { name: 'total', type: 'int', default: 0 },
      ],
    }));
    await queryRunner.addColumn('orders', new TableColumn({ name: 'state', type: 'varchar', length: '20', isNullable: true, default: "'new'" }));
    await queryRunner.addColumn('orders', new TableColumn({ name: 'customer_id', type: 'int' }));
    await queryRunner.renameColumn('orders', 'email', 'contact');
    await queryRunner.query('ALTER TABLE "orders" ALTER COLUMN "total" TYPE bigint');
    await queryRunner.query('ALTER TABLE "orders" ALTER COLUMN "state" SET NOT NULL');
    await queryRunner.createIndex('orders', new TableIndex({ name: 'orders_state', columnNames: ['state'] }));
    await queryRunner.createIndex('orders', new TableIndex({ name: 'orders_contact', columnNames: ['contact'], isUnique: true }));
    await queryRunner.createForeignKey('orders', new TableForeignKey({ columnNames: ['customer_id'], referencedTableName: 'customers', referencedColumnNames: ['id'] }));
    await queryRunner.dropColumn('orders', 'total');
  }
  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('orders');
  }
}
`,
  },
  sequelize: {
    'package.json': JSON.stringify({ dependencies: { sequelize: '6', pg: '8' } }),
    'migrations/20240101120000-orders.js': `module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.createTable('orders', {
      id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true, allowNull: false },
      email: { type: Sequelize.STRING(120), allowNull: false },
      total: { type: Sequelize.INTEGER, allowNull: false, defaultValue: 0 },
    });
    await queryInterface.addColumn('orders', 'state', { type: Sequelize.STRING(20), defaultValue: 'new' });
    await queryInterface.addColumn('orders', 'customer_id', { type: Sequelize.INTEGER, allowNull: false });
    await queryInterface.renameColumn('orders', 'email', 'contact');
    await queryInterface.changeColumn('orders', 'total', { type: Sequelize.BIGINT, allowNull: false, defaultValue: 0 });
    await queryInterface.changeColumn('orders', 'state', { type: Sequelize.STRING(20), allowNull: false });
    await queryInterface.addIndex('orders', ['state']);
    await queryInterface.addIndex('orders', ['contact'], { unique: true });
    await queryInterface.addConstraint('orders', { fields: ['customer_id'], type: 'foreign key', references: { table: 'customers', field: 'id' } });
    await queryInterface.removeColumn('orders', 'total');
  },
  async down(queryInterface) {
    await queryInterface.dropTable('orders');
  },
};
`,
  },
  laravel: {
    'composer.json': '{"require":{"laravel/framework":"^12.0"}}',
    'config/database.php': "<?php return ['default' => 'pgsql'];",
    'database/migrations/2024_01_01_120000_orders.php': `<?php
use Illuminate\\Database\\Migrations\\Migration;
use Illuminate\\Database\\Schema\\Blueprint;
use Illuminate\\Support\\Facades\\Schema;
return new class extends Migration
{
    public function up(): void
    {
        Schema::create('orders', function (Blueprint $table) {
            $table->id();
            $table->string('email', 120);
            $table->integer('total')->default(0);
        });
        Schema::table('orders', fn (Blueprint $table) => $table->string('state', 20)->nullable()->default('new'));
        Schema::table('orders', fn (Blueprint $table) => $table->integer('customer_id'));
        Schema::table('orders', fn (Blueprint $table) => $table->renameColumn('email', 'contact'));
        Schema::table('orders', fn (Blueprint $table) => $table->bigInteger('total')->default(0)->change());
        Schema::table('orders', fn (Blueprint $table) => $table->string('state', 20)->nullable(false)->default('new')->change());
        Schema::table('orders', fn (Blueprint $table) => $table->index('state'));
        Schema::table('orders', fn (Blueprint $table) => $table->unique('contact'));
        Schema::table('orders', fn (Blueprint $table) => $table->foreign('customer_id')->references('id')->on('customers'));
        Schema::table('orders', fn (Blueprint $table) => $table->dropColumn('total'));
    }
};
`,
  },
  doctrine: {
    'composer.json': '{"require":{"ext-pdo_pgsql":"*"}}',
    'migrations.php': "<?php return ['migrations_paths' => ['Shop' => 'migrations']];",
    'migrations/Version20240101120000.php': `<?php
namespace Shop;
use Doctrine\\DBAL\\Schema\\Schema;
use Doctrine\\DBAL\\Types\\Type;
use Doctrine\\Migrations\\AbstractMigration;
final class Version20240101120000 extends AbstractMigration
{
    public function up(Schema $schema): void
    {
        $orders = $schema->createTable('orders');
        $orders->addColumn('id', 'integer', ['autoincrement' => true]);
        $orders->addColumn('email', 'string', ['length' => 120]);
        $orders->addColumn('total', 'integer', ['default' => 0]);
        $orders->setPrimaryKey(['id']);
    }
}
`,
    'migrations/Version20240102120000.php': `<?php
namespace Shop;
use Doctrine\\DBAL\\Schema\\Schema;
use Doctrine\\DBAL\\Types\\Type;
use Doctrine\\Migrations\\AbstractMigration;
final class Version20240102120000 extends AbstractMigration
{
    public function up(Schema $schema): void
    {
        $orders = $schema->getTable('orders');
        $orders->addColumn('state', 'string', ['length' => 20, 'notnull' => false, 'default' => 'new']);
        $orders->addColumn('customer_id', 'integer');
    }
}
`,
    'migrations/Version20240103120000.php': `<?php
namespace Shop;
use Doctrine\\DBAL\\Schema\\Schema;
use Doctrine\\DBAL\\Types\\Type;
use Doctrine\\Migrations\\AbstractMigration;
final class Version20240103120000 extends AbstractMigration
{
    public function up(Schema $schema): void
    {
        $orders = $schema->getTable('orders');
        $orders->renameColumn('email', 'contact');
        $orders->modifyColumn('total', ['type' => Type::getType('bigint')]);
        $orders->getColumn('state')->setNotnull(true);
        $orders->addIndex(['state'], 'orders_state');
        $orders->addUniqueIndex(['contact'], 'orders_contact');
        $orders->addForeignKeyConstraint('customers', ['customer_id'], ['id']);
        $orders->dropColumn('total');
    }
}
`,
  },
  phinx: {
    'composer.json': '{"require":{"robmorgan/phinx":"^0.16"}}',
    'phinx.yml': 'environments: {development: {adapter: pgsql}}\n',
    'db/migrations/20240101120000_orders.php': `<?php
use Phinx\\Migration\\AbstractMigration;
final class Orders extends AbstractMigration
{
    public function change(): void
    {
        $this->table('orders')
            ->addColumn('email', 'string', ['limit' => 120, 'null' => false])
            ->addColumn('total', 'integer', ['null' => false, 'default' => 0])
            ->create();
        $this->table('orders')->addColumn('state', 'string', ['limit' => 20, 'default' => 'new'])->update();
        $this->table('orders')->addColumn('customer_id', 'integer', ['null' => false])->update();
        $this->table('orders')->renameColumn('email', 'contact')->update();
        $this->table('orders')->changeColumn('total', 'biginteger')->update();
        $this->table('orders')->changeColumn('state', 'string', ['limit' => 20, 'null' => false])->update();
        $this->table('orders')->addIndex('state')->update();
        $this->table('orders')->addIndex('contact', ['unique' => true])->update();
        $this->table('orders')->addForeignKey('customer_id', 'customers')->update();
        $this->table('orders')->removeColumn('total')->update();
    }
}
`,
  },
  ecto: {
    'mix.exs': '{:ecto_sql, "~> 3.12"},\n{:postgrex, "~> 0.19"}\n',
    'priv/repo/migrations/20240101120000_orders.exs': `defmodule Shop.Repo.Migrations.Orders do
  use Ecto.Migration

  def up do
    create table(:orders) do
      add :email, :string, size: 120, null: false
      add :total, :integer, null: false, default: 0
    end

    alter table(:orders) do
      add :state, :string, size: 20, default: "new"
    end

    alter table(:orders) do
      add :customer_id, :integer, null: false
    end

    rename table(:orders), :email, to: :contact

    alter table(:orders) do
      modify :total, :bigint
      modify :state, :string, size: 20, null: false, from: {:string, size: 20, null: true}
    end

    create index(:orders, [:state])
    create unique_index(:orders, [:contact])

    alter table(:orders) do
      modify :customer_id, references(:customers, type: :integer), from: :integer
    end

    alter table(:orders) do
      remove :total
    end
  end

  def down do
    drop table(:orders)
  end
end
`,
  },
  'ef-core': {
    'Shop.csproj':
      '<Project><PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" Version="8" /></Project>',
    'Migrations/20240101120000_Orders.cs': `using Microsoft.EntityFrameworkCore.Migrations;
namespace Shop.Migrations
{
    public partial class Orders : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "orders",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    email = table.Column<string>(type: "character varying(120)", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false, defaultValue: 0)
                },
                constraints: table => { table.PrimaryKey("PK_orders", x => x.id); });
            migrationBuilder.AddColumn<string>(name: "state", table: "orders", type: "character varying(20)", nullable: true, defaultValue: "new");
            migrationBuilder.AddColumn<int>(name: "customer_id", table: "orders", type: "integer", nullable: false);
            migrationBuilder.RenameColumn(name: "email", table: "orders", newName: "contact");
            migrationBuilder.AlterColumn<long>(name: "total", table: "orders", type: "bigint", nullable: false, defaultValue: 0L, oldClrType: typeof(int), oldType: "integer", oldDefaultValue: 0);
            migrationBuilder.AlterColumn<string>(name: "state", table: "orders", type: "character varying(20)", nullable: false, defaultValue: "new", oldClrType: typeof(string), oldType: "character varying(20)", oldNullable: true, oldDefaultValue: "new");
            migrationBuilder.CreateIndex(name: "IX_orders_state", table: "orders", column: "state");
            migrationBuilder.CreateIndex(name: "IX_orders_contact", table: "orders", column: "contact", unique: true);
            migrationBuilder.AddForeignKey(name: "FK_orders", table: "orders", column: "customer_id", principalTable: "customers", principalColumn: "id");
            migrationBuilder.DropColumn(name: "total", table: "orders");
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "orders");
        }
    }
}
`,
  },
  'fluent-migrator': {
    'Shop.csproj':
      '<Project><PackageReference Include="FluentMigrator.Runner.Postgres" Version="6" /></Project>',
    'Migrations/Orders.cs': `using FluentMigrator;
namespace Shop.Migrations
{
    [Migration(202401011200)]
    public class Orders : Migration
    {
        public override void Up()
        {
            Create.Table("orders")
                .WithColumn("id").AsInt32().PrimaryKey().Identity()
                .WithColumn("email").AsString(120).NotNullable()
                .WithColumn("total").AsInt32().NotNullable().WithDefaultValue(0);
            Create.Column("state").OnTable("orders").AsString(20).Nullable().WithDefaultValue("new");
            Create.Column("customer_id").OnTable("orders").AsInt32().NotNullable();
            Rename.Column("email").OnTable("orders").To("contact");
            Alter.Column("total").OnTable("orders").AsInt64();
            Alter.Column("state").OnTable("orders").AsString(20).NotNullable();
            Create.Index().OnTable("orders").OnColumn("state");
            Create.Index().OnTable("orders").OnColumn("contact").Unique();
            Create.ForeignKey().FromTable("orders").ForeignColumn("customer_id").ToTable("customers").PrimaryColumn("id");
            Delete.Column("total").FromTable("orders");
        }

        public override void Down()
        {
            Delete.Table("orders");
        }
    }
}
`,
  },
  liquibase: {
    'liquibase.properties': 'changeLogFile=db/master.xml\nurl=jdbc:postgresql://localhost/app\n',
    'db/master.xml': `<?xml version="1.0" encoding="UTF-8"?>
<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog">
<changeSet id="1" author="ann">
  <createTable tableName="orders">
    <column name="id" type="int"><constraints primaryKey="true" nullable="false"/></column>
    <column name="email" type="varchar(120)"><constraints nullable="false"/></column>
    <column name="total" type="int" defaultValueNumeric="0"><constraints nullable="false"/></column>
  </createTable>
  <addColumn tableName="orders"><column name="state" type="varchar(20)" defaultValue="new"/></addColumn>
  <addColumn tableName="orders"><column name="customer_id" type="int"><constraints nullable="false"/></column></addColumn>
  <renameColumn tableName="orders" oldColumnName="email" newColumnName="contact"/>
  <modifyDataType tableName="orders" columnName="total" newDataType="bigint"/>
  <addNotNullConstraint tableName="orders" columnName="state"/>
  <createIndex tableName="orders" indexName="orders_state"><column name="state"/></createIndex>
  <createIndex tableName="orders" indexName="orders_contact" unique="true"><column name="contact"/></createIndex>
  <addForeignKeyConstraint constraintName="fk" baseTableName="orders" baseColumnNames="customer_id" referencedTableName="customers" referencedColumnNames="id"/>
  <dropColumn tableName="orders" columnName="total"/>
</changeSet>
</databaseChangeLog>
`,
  },
};

/** What a framework legitimately does beside the change; all else must be the same. */
const additions: Readonly<Record<string, readonly string[]>> = {
  // Django keeps defaults in the program: it sets one only while it adds a column, or fills the NULLs of one, and drops it again.
  // The referenced model has to be in the state of the project before a key can point to it.
  django: [
    'createTable customers ()',
    'dropDefault orders.state',
    'setDefault orders.state',
    'changeData',
    'dropDefault orders.state',
  ],
  // alter() states the column again: what has no defaultTo() loses its default.
  knex: ['dropDefault orders.total'],
  // changeColumn takes the whole column and states each of its properties again.
  sequelize: [
    'setDefault orders.total',
    'setNotNull orders.total',
    'changeColumnType orders.state varchar(20)',
    'dropDefault orders.state',
  ],
  // changeColumn and Alter.Column likewise.
  'fluent-migrator': ['changeColumnType orders.state varchar(20)'],
  phinx: ['changeColumnType orders.state varchar(20)'],
  // change() likewise: from Laravel 11 on, which composer.json asks for, NOT NULL is set again when nullable() is not said.
  laravel: [
    'setNotNull orders.total',
    'setDefault orders.total',
    'changeColumnType orders.state varchar(20)',
    'setDefault orders.state',
  ],
};

test.each(Object.entries(frameworks))('%s', async (framework, files) => {
  const { all, allSets, allSkipped } = await overview(files);
  expect(allSkipped).toEqual([]);
  expect(allSets.map((set) => `${set.framework} ${set.dialect}`)).toEqual([`${framework} postgresql`]);
  const lines = all
    .flatMap(({ operations }) => operations.filter(({ direction }) => direction === 'up'))
    .map(essence);
  const added = additions[framework] ?? [];
  expect(lines.filter((line) => !added.includes(line))).toEqual(sameChange);
  expect(lines.filter((line) => added.includes(line)).toSorted()).toEqual(added.toSorted());
});

/** What an operation does to whom: kind, table, column, type, nullable. */
function essence(operation: SchemaOperation): string {
  const { kind } = operation;
  switch (operation.kind) {
    case 'createTable':
      // Each framework has a key of its own making (serial, bigserial, identity): only the other columns are compared.
      return `${kind} ${operation.table} (${operation.columns
        .filter(({ primaryKey }) => primaryKey !== true)
        .map(column)
        .join(', ')})`;
    case 'addColumn':
      return `${kind} ${operation.table}.${column(operation.definition)}`;
    case 'renameColumn':
      return `${kind} ${operation.table}.${operation.column} ${operation.newName}`;
    case 'changeColumnType':
      return `${kind} ${operation.table}.${operation.column} ${operation.type}`;
    case 'dropColumn':
    case 'setNotNull':
    case 'dropNotNull':
    case 'setDefault':
    case 'dropDefault':
      return `${kind} ${operation.table}.${operation.column}`;
    case 'createIndex':
      return `${kind} ${operation.table}(${operation.columns.join()})${operation.unique ? ' unique' : ''}`;
    case 'addUnique':
      // The database enforces a unique constraint with a unique index; Django and Laravel write the one, the others the other.
      return `createIndex ${operation.table}(${operation.columns.join()}) unique`;
    case 'addForeignKey':
      // A key that names no column of the other table points to its primary key: Rails and Django leave it unnamed.
      return `${kind} ${operation.table}(${operation.columns.join()}) ${operation.references.table}`;
    case 'opaque':
      return `opaque ${operation.reason}`;
    default:
      return kind;
  }
}

function column({ name, nullable, type }: ColumnDefinition): string {
  return `${name} ${type} ${nullable ? 'null' : 'not null'}`;
}
