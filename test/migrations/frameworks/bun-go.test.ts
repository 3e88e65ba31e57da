import { expect, test } from 'vitest';
import { bodiesOf, overview } from '../overview.js';

const goMod =
  'module example.com/shop\n\nrequire github.com/uptrace/bun v1.2.0\nrequire github.com/lib/pq v1.10.0\n';

async function read(body: string, more: Readonly<Record<string, string>> = {}): ReturnType<typeof overview> {
  return overview({
    'go.mod': goMod,
    'migrations/20240131120000_orders.go': `package migrations

import (
	"context"

	"github.com/uptrace/bun"
	"example.com/shop/model"
)

type Order struct {
	bun.BaseModel \`bun:"table:orders,alias:o"\`

	ID int64 \`bun:",pk,autoincrement"\`
	Note string \`bun:",notnull,default:'none'"\`
	UserID int64
	Data map[string]string \`bun:"type:jsonb"\`
	hidden int
	Skipped string \`bun:"-"\`
}

func init() {
	up := func(ctx context.Context, db *bun.DB) error {
${body}
		return nil
	}
	if err := Migrations.Register(up, func(ctx context.Context, db *bun.DB) error {
		return nil
	}); err != nil {
		panic(err)
	}
}
`,
    'migrations/migrations.go': 'package migrations\n\nvar Migrations = migrate.NewMigrations()\n',
    ...more,
  });
}

async function operations(body: string): Promise<readonly object[]> {
  const found = await read(body);
  return bodiesOf(found.all[0]);
}

test('a file is a migration that registers itself; a way back that does nothing is none', async () => {
  const found = await read('\t\tdb.Exec("SELECT 1")', {
    'migrations/20240131120000_orders_test.go':
      'package migrations\n// github.com/uptrace/bun\nfunc x() { M.Register(a, b) }\n',
    'migrations/1_helper.go': 'package migrations\n\nimport "github.com/uptrace/bun"\n',
  });
  expect(found.sets).toEqual(['bun-go migrations [postgresql]']);
  expect(found.migrations).toEqual(['migrations/20240131120000_orders.go 20240131120000 orders noop']);
});

test('a table is made from its model', async () => {
  expect(await operations('\t\tdb.NewCreateTable().Model((*Order)(nil)).IfNotExists().Exec(ctx)')).toEqual([
    {
      kind: 'createTable',
      table: 'orders',
      guarded: true,
      columns: [
        { name: 'id', type: 'bigint', nullable: false, generated: 'serial', primaryKey: true },
        {
          name: 'note',
          type: 'varchar',
          nullable: false,
          default: { expression: "'none'", volatility: 'constant' },
        },
        { name: 'user_id', type: 'bigint', nullable: true },
        { name: 'data', type: 'jsonb', nullable: true },
      ],
    },
  ]);
});

test.each([
  [
    'db.NewDropTable().Model((*Order)(nil)).IfExists().Cascade().Exec(ctx)',
    { kind: 'dropTable', table: 'orders', cascade: true, guarded: true },
  ],
  ['db.NewTruncateTable().Table("orders").Exec(ctx)', { kind: 'truncate', table: 'orders' }],
  [
    'db.NewAddColumn().Model(&Order{}).ColumnExpr("paid BOOLEAN NOT NULL").Exec(ctx)',
    { kind: 'addColumn', table: 'orders', column: 'paid' },
  ],
  [
    'db.NewAddColumn().Table("orders").IfNotExists().ColumnExpr("? TEXT", bun.Ident("note")).Exec(ctx)',
    { kind: 'addColumn', table: 'orders', column: 'note', guarded: true },
  ],
  [
    'db.NewDropColumn().Model((*Order)(nil)).Column("note").Exec(ctx)',
    { kind: 'dropColumn', table: 'orders', column: 'note' },
  ],
  [
    'db.NewDropColumn().Model((*Order)(nil)).ColumnExpr("?", bun.Ident("note")).Exec(ctx)',
    { kind: 'dropColumn', table: 'orders', column: 'note' },
  ],
  [
    'db.NewCreateIndex().Model((*Order)(nil)).Unique().Concurrently().Index("by_user").Column("user_id", "note").Where("note IS NOT NULL").Exec(ctx)',
    {
      kind: 'createIndex',
      table: 'orders',
      index: 'by_user',
      columns: ['user_id', 'note'],
      unique: true,
      concurrently: true,
      where: 'note IS NOT NULL',
    },
  ],
  [
    'db.NewDropIndex().Index("by_user").Concurrently().IfExists().Exec(ctx)',
    { kind: 'dropIndex', index: 'by_user', concurrently: true, guarded: true },
  ],
  [
    'db.NewInsert().Model(&Order{}).Exec(ctx)',
    { kind: 'changeData', table: 'orders', change: 'insert', scope: 'by-key' },
  ],
  [
    'db.NewUpdate().Model((*Order)(nil)).Set("note = 1").Where("note IS NULL").Exec(ctx)',
    { kind: 'changeData', table: 'orders', change: 'update', scope: 'filtered' },
  ],
  [
    'db.NewUpdate().Table("orders").Set("note = 1").Exec(ctx)',
    { kind: 'changeData', table: 'orders', change: 'update', scope: 'all' },
  ],
  [
    'db.NewDelete().Model((*Order)(nil)).Where("id = ?", 1).Exec(ctx)',
    { kind: 'changeData', table: 'orders', change: 'delete', scope: 'by-key' },
  ],
  ['db.NewRaw("DROP TABLE ?", bun.Ident("orders")).Exec(ctx)', { kind: 'dropTable', table: 'orders' }],
  [
    'db.ExecContext(ctx, "ALTER TABLE ? DROP COLUMN ?", bun.Ident("orders"), bun.Ident("note"))',
    { kind: 'dropColumn', table: 'orders', column: 'note' },
  ],
  ['db.ResetModel(ctx, (*Order)(nil))', { kind: 'dropTable', table: 'orders', guarded: true }],
])('%s', async (call, expected) => {
  expect((await operations(`\t\t${call}`))[0]).toMatchObject(expected);
});

test('transactions, loops over models and branches on the dialect are followed; reading does nothing', async () => {
  const found = await read(
    `		return db.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
			for _, model := range []interface{}{&Order{}, &model.User{}} {
				if _, err := tx.NewCreateTable().Model(model).Exec(ctx); err != nil {
					return err
				}
			}
			switch tx.Dialect().Name() {
			case dialect.SQLite:
				tx.Exec("PRAGMA foreign_keys = ON")
			case dialect.PG:
				tx.Exec("SET lock_timeout = 1")
			}
			var count int
			tx.NewSelect().Table("orders").Scan(ctx, &count)
			if count > 0 {
				tx.Exec("DROP TABLE old")
			}
			q := tx.NewDropIndex()
			q = q.Index("x")
			_, err := q.Exec(ctx)
			return err
		})`,
    {
      'model/user.go': 'package model\n\ntype User struct {\n\tID int64 `bun:",pk"`\n}\n',
    },
  );
  expect(found.operations.map((line) => line.split(' ')[1])).toEqual([
    'createTable',
    'createTable',
    'setSetting',
    'dropTable',
    'dropIndex',
  ]);
  expect(found.all[0]?.operations[1]).toMatchObject({ table: 'users' });
  expect(found.all[0]?.operations[3]).toMatchObject({ confidence: 'medium' });
});

test('hostile programs end soon', async () => {
  const nested = 'for i := range x { '.repeat(150) + 'db.Exec("SELECT 1")' + '}'.repeat(150);
  const doubling = Array.from({ length: 60 }, () => 's = s + s').join('\n');
  const found = await read(`s := "x"\n${doubling}\ndb.Exec(s)\n${nested}\nagain(db)`, {
    'migrations/again.go':
      'package migrations\n\nimport "github.com/uptrace/bun"\n\nfunc again(db *bun.DB) { again(db); again(db); again(db); again(db) }\n',
  });
  expect(found.migrations).toHaveLength(1);
}, 20_000);
