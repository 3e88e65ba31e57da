import { expect, test } from 'vitest';
import { bodiesOf, overview } from '../overview.js';

const goMod =
  'module example.com/shop\n\nrequire (\n\tgithub.com/go-gormigrate/gormigrate/v2 v2.1.0\n\tgorm.io/driver/postgres v1.5.0\n)\n';

const head = `package migrations

import (
	"time"

	"github.com/go-gormigrate/gormigrate/v2"
	"gorm.io/gorm"
)

type User struct {
	gorm.Model
	Name  string \`gorm:"size:50;not null;index:by_name"\`
	Email *string \`gorm:"column:mail;type:varchar(80);uniqueIndex"\`
	Orders []Order
	At time.Time \`gorm:"default:now()"\`
}

type Order struct {
	ID uint
	UserID uint
}

func (Order) TableName() string { return "purchases" }
`;

async function read(body: string): ReturnType<typeof overview> {
  return overview({
    'go.mod': goMod,
    'migrations/list.go': `${head}
var list = []*gormigrate.Migration{
	{
		ID: "202401311200_first",
		Migrate: func(tx *gorm.DB) error {
${body}
			return nil
		},
		Rollback: func(tx *gorm.DB) error {
			return tx.Migrator().DropTable("users", &Order{})
		},
	},
}
`,
  });
}

async function operations(body: string): Promise<readonly object[]> {
  const found = await read(body);
  return bodiesOf(found.all[0]);
}

test('each literal is a migration, in the order of the list; helpers count where they are called', async () => {
  const found = await overview({
    'go.mod': goMod,
    'migrations/list.go': `${head}
func all() []*gormigrate.Migration {
	return []*gormigrate.Migration{second(), toText("1", "users", "name")}
}

func run(db *gorm.DB) error {
	options := &gormigrate.Options{UseTransaction: true}
	return gormigrate.New(db, options, all()).Migrate()
}
`,
    'migrations/second.go': `package migrations

import (
	gormigrate "github.com/go-gormigrate/gormigrate/v2"
	"gorm.io/gorm"
)

func second() *gormigrate.Migration {
	migrate := func(tx *gorm.DB) error { return tx.Exec("DROP TABLE a").Error }
	return &gormigrate.Migration{ID: "2", Migrate: gormigrate.MigrateFunc(migrate)}
}
`,
    'migrations/text.go': `package migrations

import (
	"fmt"

	"github.com/go-gormigrate/gormigrate/v2"
	"gorm.io/gorm"
)

func toText(id, table, column string) *gormigrate.Migration {
	return &gormigrate.Migration{ID: id, Migrate: func(tx *gorm.DB) error {
		if tx.Migrator().HasColumn(table, column) {
			return tx.Exec(fmt.Sprintf("ALTER TABLE %s ALTER COLUMN %s TYPE text", table, column)).Error
		}
		return nil
	}}
}
`,
  });
  expect(found.sets).toEqual(['gormigrate migrations [postgresql]']);
  expect(found.migrations).toEqual(['migrations/second.go 2 2 none', 'migrations/list.go 1 1 none']);
  expect(found.operations).toEqual([
    'migrations/second.go:9 dropTable up all-migrations',
    'migrations/text.go:13 changeColumnType up all-migrations',
  ]);
});

test('AutoMigrate makes the table first, and what is new later', async () => {
  const found = await read(
    '\t\t\tif err := tx.AutoMigrate(&User{}, &Order{}); err != nil { return err }\n\t\t\ttx.AutoMigrate(&Order{})',
  );
  expect(found.all[0]).toMatchObject({ version: '202401311200_first', name: 'first', down: 'explicit' });
  expect(await operations('\t\t\ttx.AutoMigrate(&User{})')).toEqual([
    {
      kind: 'createTable',
      table: 'users',
      guarded: true,
      columns: [
        { name: 'id', type: 'bigint', nullable: false, generated: 'serial', primaryKey: true },
        { name: 'created_at', type: 'timestamptz', nullable: true },
        { name: 'updated_at', type: 'timestamptz', nullable: true },
        { name: 'deleted_at', type: 'timestamptz', nullable: true },
        { name: 'name', type: 'varchar(50)', nullable: false },
        { name: 'mail', type: 'varchar(80)', nullable: true },
        {
          name: 'at',
          type: 'timestamptz',
          nullable: true,
          default: { expression: 'now()', volatility: 'stable' },
        },
      ],
    },
    {
      kind: 'createIndex',
      table: 'users',
      index: 'idx_users_deleted_at',
      columns: ['deleted_at'],
      unique: false,
      concurrently: false,
      guarded: true,
    },
    {
      kind: 'createIndex',
      table: 'users',
      index: 'by_name',
      columns: ['name'],
      unique: false,
      concurrently: false,
      guarded: true,
    },
    {
      kind: 'createIndex',
      table: 'users',
      index: 'idx_users_mail',
      columns: ['mail'],
      unique: true,
      concurrently: false,
      guarded: true,
    },
  ]);
  const later = await operations(`			tx.AutoMigrate(&Order{})
			type Order struct { ID uint; Note string }
			tx.Table("purchases").AutoMigrate(&Order{})`);
  expect(later[1]).toMatchObject({ kind: 'addColumn', table: 'purchases', column: 'note', guarded: true });
});

test.each([
  ['tx.Migrator().CreateTable(&Order{})', { kind: 'createTable', table: 'purchases' }],
  ['tx.Migrator().DropTable("a")', { kind: 'dropTable', table: 'a', guarded: true }],
  ['tx.Migrator().RenameTable("a", &Order{})', { kind: 'renameTable', table: 'a', newName: 'purchases' }],
  ['tx.Migrator().AddColumn(&User{}, "Email")', { kind: 'addColumn', table: 'users', column: 'mail' }],
  ['tx.Migrator().DropColumn(&User{}, "Name")', { kind: 'dropColumn', table: 'users', column: 'name' }],
  [
    'tx.Table("people").Migrator().DropColumn(&User{}, "old")',
    { kind: 'dropColumn', table: 'people', column: 'old' },
  ],
  [
    'tx.Migrator().AlterColumn(&User{}, "Name")',
    { kind: 'changeColumnType', table: 'users', column: 'name', type: 'varchar(50)' },
  ],
  [
    'tx.Migrator().RenameColumn(&User{}, "a", "Name")',
    { kind: 'renameColumn', table: 'users', column: 'a', newName: 'name' },
  ],
  [
    'tx.Migrator().CreateIndex(&User{}, "by_name")',
    { kind: 'createIndex', table: 'users', index: 'by_name', columns: ['name'] },
  ],
  [
    'tx.Migrator().CreateIndex(&User{}, "Email")',
    { kind: 'createIndex', table: 'users', index: 'idx_users_mail', unique: true },
  ],
  ['tx.Migrator().DropIndex(&User{}, "by_name")', { kind: 'dropIndex', table: 'users', index: 'by_name' }],
  ['tx.Migrator().RenameIndex(&User{}, "a", "b")', { kind: 'renameIndex', index: 'a', newName: 'b' }],
  ['tx.Migrator().DropConstraint(&User{}, "c")', { kind: 'dropConstraint', table: 'users', constraint: 'c' }],
  ['tx.Migrator().CreateConstraint(&User{}, "c")', { kind: 'executeSql', statementKind: 'ALTER TABLE' }],
  ['tx.Migrator().DropView("v")', { kind: 'dropView', view: 'v' }],
  [
    'tx.Exec("UPDATE users SET a = ? WHERE b = ?", 1, 2)',
    { kind: 'changeData', table: 'users', scope: 'filtered' },
  ],
  ['tx.Model(&User{}).AddIndex("x", "a", "b")', { kind: 'createIndex', index: 'x', columns: ['a', 'b'] }],
  ['tx.Model(&User{}).AddUniqueIndex("x", "a")', { kind: 'createIndex', unique: true }],
  ['tx.Model(&User{}).RemoveIndex("x")', { kind: 'dropIndex', index: 'x' }],
  ['tx.Model(&User{}).ModifyColumn("a", "text")', { kind: 'changeColumnType', column: 'a', type: 'text' }],
  [
    'tx.Model(&User{}).AddForeignKey("team_id", "teams(id)", "CASCADE", "RESTRICT")',
    {
      kind: 'addForeignKey',
      columns: ['team_id'],
      references: { table: 'teams', columns: ['id'], onDelete: 'CASCADE', onUpdate: 'RESTRICT' },
    },
  ],
  [
    'tx.Model(&User{}).RemoveForeignKey("team_id", "teams(id)")',
    { kind: 'dropConstraint', constraintKind: 'foreign-key' },
  ],
  ['tx.Model(&User{}).DropColumn("a")', { kind: 'dropColumn', table: 'users', column: 'a' }],
  ['tx.CreateTable(&User{})', { kind: 'createTable', table: 'users' }],
  ['tx.DropTableIfExists(&User{})', { kind: 'dropTable', guarded: true }],
  [
    'tx.Model(&User{}).Where("name = ?", "").Update("name", "x")',
    { kind: 'changeData', table: 'users', change: 'update', scope: 'filtered' },
  ],
  ['tx.Table("a").Update("x", 1)', { kind: 'changeData', table: 'a', scope: 'all' }],
  ['tx.Create(&User{Name: "x"})', { kind: 'changeData', table: 'users', change: 'insert' }],
  [
    'tx.Where("id = ?", 1).Delete(&User{})',
    { kind: 'changeData', table: 'users', change: 'delete', scope: 'by-key' },
  ],
])('%s', async (call, expected) => {
  const [first, ...others] = await operations(`\t\t\t${call}`);
  expect(first).toMatchObject(expected);
  expect(others.filter((one) => 'kind' in one && one.kind !== 'createIndex')).toEqual([]);
});

test('what only run time knows is opaque, reading does nothing', async () => {
  const found = await operations(
    '\t\t\ttx.Raw("SELECT 1").Scan(&x)\n\t\t\ttx.Where("a").Find(&x)\n\t\t\ttx.AutoMigrate(models()...)\n\t\t\ttx.Exec(sql)',
  );
  expect(found).toMatchObject([
    { kind: 'opaque', reason: 'the model that AutoMigrate is given is not known' },
    { kind: 'opaque', reason: 'the SQL is made while the migration runs' },
  ]);
});

test('a package that only uses gorm has no migrations', async () => {
  const found = await overview({
    'go.mod': goMod,
    'a/a.go':
      'package a\n\n// see gormigrate\ntype Migration struct { ID string }\n\nvar m = []*Migration{{ID: "1"}}\n',
  });
  expect(found.sets).toEqual([]);
});
