import { expect, test } from 'vitest';
import { bodiesOf, overview } from '../overview.js';

async function operations(body: string): Promise<readonly object[]> {
  const found = await overview({
    'go.mod':
      'module example.com/shop\n\nrequire (\n\tsrc.techknowlogick.com/xormigrate v1.7.1\n\tgithub.com/go-sql-driver/mysql v1.7.0\n)\n',
    'migration/001.go': `package migration

import (
	"src.techknowlogick.com/xormigrate"
	"xorm.io/xorm"
)

var first = xormigrate.Migration{
	ID: "first",
	MigrateSession: func(sess *xorm.Session) error {
		type Repo struct {
			ID   int64  \`xorm:"pk autoincr"\`
			Name string \`xorm:"VARCHAR(250) NOT NULL DEFAULT 'x' UNIQUE(s) INDEX 'repo_name'"\`
			OwnerID int64 \`xorm:"UNIQUE(s)"\`
			Skip string \`xorm:"-"\`
		}
${body}
		return nil
	},
}
`,
  });
  expect(found.sets).toEqual(['xormigrate migration [mysql]']);
  expect(found.migrations).toEqual(['migration/001.go first first none']);
  return bodiesOf(found.all[0]);
}

test('Sync makes the table of a struct with its indexes', async () => {
  expect(await operations('\t\tsess.Sync(new(Repo))')).toEqual([
    {
      kind: 'createTable',
      table: 'repo',
      guarded: true,
      columns: [
        { name: 'id', type: 'bigint', nullable: false, generated: 'auto-increment', primaryKey: true },
        {
          name: 'repo_name',
          type: 'varchar(250)',
          nullable: false,
          default: { expression: "'x'", volatility: 'constant' },
        },
        { name: 'owner_id', type: 'bigint', nullable: true },
      ],
    },
    {
      kind: 'createIndex',
      table: 'repo',
      index: 'UQE_repo_s',
      columns: ['repo_name', 'owner_id'],
      unique: true,
      concurrently: false,
      guarded: true,
    },
    {
      kind: 'createIndex',
      table: 'repo',
      index: 'IDX_repo_repo_name',
      columns: ['repo_name'],
      unique: false,
      concurrently: false,
      guarded: true,
    },
  ]);
});

test.each([
  ['sess.Exec("ALTER TABLE repo DROP COLUMN a")', { kind: 'dropColumn', table: 'repo', column: 'a' }],
  ['sess.Exec("UPDATE repo SET a = ? WHERE id = ?", 1, 2)', { kind: 'changeData', scope: 'by-key' }],
  ['sess.DropTable("repo")', { kind: 'dropTable', table: 'repo', guarded: true }],
  ['sess.CreateTable(&Repo{})', { kind: 'createTable', table: 'repo' }],
  [
    'sess.Table("repo").Where("a = 1").Cols("a").Update(x)',
    { kind: 'changeData', table: 'repo', change: 'update', scope: 'filtered' },
  ],
  ['sess.Insert(&Repo{})', { kind: 'changeData', table: 'repo', change: 'insert' }],
  ['sess.Table("repo").In("id", ids).Delete()', { kind: 'changeData', change: 'delete' }],
])('%s', async (call, expected) => {
  expect((await operations(`\t\t${call}`))[0]).toMatchObject(expected);
});
