import { expect, test } from 'vitest';
import { dialectOf, overview } from '../overview.js';

const createUsers = `-- +goose Up
CREATE TABLE users (id bigint PRIMARY KEY);

-- +goose Down
DROP TABLE users;
`;

test('one file is one migration with its ways forth and back', async () => {
  const found = await overview({
    'go.mod': 'module x\n\nrequire github.com/lib/pq v1.10.9\n',
    'db/migrations/00001_create_users.sql': createUsers,
    'db/migrations/00002_add_email.sql':
      '-- +goose Up\nALTER TABLE users ADD COLUMN email text;\nALTER TABLE users ADD COLUMN name text;\n',
  });
  expect(found.sets).toEqual(['goose db/migrations [postgresql]']);
  expect(found.reasons).toEqual(['go.mod depends on github.com/lib/pq']);
  expect(found.migrations).toEqual([
    'db/migrations/00001_create_users.sql 00001 create_users explicit',
    'db/migrations/00002_add_email.sql 00002 add_email none',
  ]);
  expect(found.operations).toEqual([
    'db/migrations/00001_create_users.sql:2 createTable up per-migration',
    'db/migrations/00001_create_users.sql:5 dropTable down per-migration',
    'db/migrations/00002_add_email.sql:2 addColumn up per-migration',
    'db/migrations/00002_add_email.sql:3 addColumn up per-migration',
  ]);
  expect(found.all[1]?.operations.map(({ statement }) => statement)).toEqual([0, 1]);
  expect(found.skipped).toEqual([]);
});

test('the folder may be anywhere and have any name, several engines side by side are several sets', async () => {
  const found = await overview({
    'go.mod': 'module x\n',
    'internal/store/assets/pg/1_a.sql': createUsers,
    'internal/store/assets/mysql/1_a.sql': createUsers,
    'internal/store/assets/sqlite/1_a.sql': createUsers,
  });
  expect(found.sets).toEqual([
    'goose internal/store/assets/mysql [mysql]',
    'goose internal/store/assets/pg [postgresql]',
    'goose internal/store/assets/sqlite [sqlite]',
  ]);
  expect(found.operations).toContain('internal/store/assets/mysql/1_a.sql:2 createTable up none');
});

test('NO TRANSACTION holds for the whole file, statement blocks are one statement each', async () => {
  const found = await overview({
    'migrations/postgres/20240101000000_index.sql': `-- +goose NO TRANSACTION
-- +goose Up
CREATE INDEX CONCURRENTLY users_email ON users (email);
-- +goose StatementBegin
CREATE FUNCTION touch() RETURNS trigger AS $$
BEGIN
  NEW.at = now();
  RETURN NEW;
END;
$$ LANGUAGE plpgsql;
-- +goose StatementEnd
-- +goose Down
DROP INDEX CONCURRENTLY users_email;
`,
  });
  expect(found.operations).toEqual([
    'migrations/postgres/20240101000000_index.sql:3 createIndex up none',
    'migrations/postgres/20240101000000_index.sql:5 executeSql up none',
    'migrations/postgres/20240101000000_index.sql:13 dropIndex down none',
  ]);
  expect(found.all[0]?.runner).toEqual({
    transaction: 'per-migration',
    transactionSwitch: '-- +goose NO TRANSACTION',
    holdsLock: false,
  });
});

test('variables between ENVSUB ON and OFF are read as names of the same length', async () => {
  const found = await overview({
    'migrations/postgres/1_a.sql': `-- +goose ENVSUB ON
-- +goose Up
CREATE TABLE $SCHEMA.orders (id bigint);
CREATE TABLE \${SCHEMA}.items (id bigint);
-- +goose ENVSUB OFF
COMMENT ON TABLE orders IS '\${KEPT}';
`,
  });
  expect(found.skipped).toEqual([]);
  expect(found.all[0]?.operations).toMatchObject([
    { kind: 'createTable', table: 'schema_.orders' },
    { kind: 'createTable', table: '${SCHEMA}.items' },
    { kind: 'executeSql' },
  ]);
});

test("the template's down and comments do nothing, RAISE EXCEPTION refuses", async () => {
  const found = await overview({
    'm/1_a.sql': "-- +goose Up\nCREATE TABLE a (id int);\n-- +goose Down\nSELECT 'down SQL query';\n",
    'm/2_b.sql': '-- +goose Up\nCREATE TABLE b (id int);\n-- +goose Down\n-- nothing to do\n',
    'm/3_c.sql':
      "-- +goose Up\nDROP TABLE a;\n-- +goose Down\n-- +goose StatementBegin\nDO $$ BEGIN RAISE EXCEPTION 'no way back'; END $$;\n-- +goose StatementEnd\n",
  });
  expect(found.all.map(({ down }) => down)).toEqual(['noop', 'noop', 'irreversible']);
});

test('a broken statement is skipped with its line, the rest is read', async () => {
  const found = await overview({
    'migrations/postgres/1_a.sql':
      '-- +goose Up\nCREATE TABLE a (id int);\nALTR TABLE a ADD b int;\nCREATE TABLE c (id int);\n-- +goose Down\nDROP TABLE a;\n',
    'migrations/postgres/2_b.sql': createUsers,
  });
  expect(found.skipped).toEqual(['migrations/postgres/1_a.sql:3 parse-error']);
  expect(found.operations.filter((line) => line.includes('createTable'))).toEqual([
    'migrations/postgres/1_a.sql:2 createTable up per-migration',
    'migrations/postgres/1_a.sql:4 createTable up per-migration',
    'migrations/postgres/2_b.sql:2 createTable up per-migration',
  ]);
});

test('a file without the annotation stops goose, so it is skipped', async () => {
  const found = await overview({
    'm/1_a.sql': createUsers,
    'm/2_b.sql': 'CREATE TABLE b (id int);\n',
  });
  expect(found.migrations).toEqual(['m/1_a.sql 1 create_users explicit'.replace('create_users', 'a')]);
  expect(found.skipped).toEqual(['m/2_b.sql:1 unsupported-syntax']);
});

test('migrations in Go are listed in their order', async () => {
  const found = await overview({
    'm/00002_rename.go':
      'package m\nimport "github.com/pressly/goose/v3"\nfunc init() { goose.AddMigrationContext(up, nil) }\n',
    'm/00003_fill.go': 'package m\nfunc init() {\n\tgoose.AddMigrationNoTxContext(upFill, downFill)\n}\n',
    'm/00001_a.sql': createUsers,
    'm/00010_b.sql': createUsers,
    'm/helpers.go': 'package m\n',
    'm/00004_x_test.go': 'package m\nfunc init() { goose.AddMigration(a, b) }\n',
  });
  expect(found.migrations).toEqual([
    'm/00001_a.sql 00001 a explicit',
    'm/00002_rename.go 00002 rename none',
    'm/00003_fill.go 00003 fill explicit',
    'm/00010_b.sql 00010 b explicit',
  ]);
  expect(found.all[1]?.operations).toMatchObject([
    { kind: 'opaque', reason: 'the function of the migration is not found' },
  ]);
  expect(found.all[2]?.runner.transaction).toBe('none');
});

test('the SQL that functions in Go send is read with its places', async () => {
  const found = await overview({
    'go.mod': 'module example.com/shop\n\nrequire github.com/lib/pq v1.10.0\n',
    'm/00001_users.go': `package m

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/pressly/goose/v3"
)

const table = "users"

var columns = []string{"a", "b"}

//go:embed fill.sql
var fill string

func init() {
	goose.AddMigrationContext(up, down)
}

func up(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, \`
		CREATE TABLE users (id bigint PRIMARY KEY);
		CREATE INDEX by_name ON users (name);
	\`); err != nil {
		return err
	}
	for _, column := range columns {
		if _, err := tx.Exec(fmt.Sprintf("ALTER TABLE %s ADD COLUMN %s text", table, column)); err != nil {
			return err
		}
	}
	stmt, err := tx.Prepare("UPDATE " + table + " SET a = $1 WHERE id = $2")
	if err != nil {
		return errors.New("no")
	}
	for rows.Next() {
		stmt.Exec(a, id)
	}
	if _, err := tx.Exec(fill); err != nil {
		return err
	}
	tx.Exec(dynamic(ctx))
	return elsewhere.Do(tx)
}

func down(ctx context.Context, tx *sql.Tx) error {
	return errors.New("there is no way back")
}
`,
    'm/fill.sql': 'DELETE FROM users;\n',
  });
  expect(found.migrations[0]).toBe('m/00001_users.go 00001 users irreversible');
  expect(found.operations).toEqual([
    'm/00001_users.go:25 createTable up per-migration',
    'm/00001_users.go:26 createIndex up per-migration',
    'm/00001_users.go:31 addColumn up per-migration',
    'm/00001_users.go:31 addColumn up per-migration',
    'm/00001_users.go:40 changeData up per-migration',
    'm/fill.sql:1 changeData up per-migration',
    'm/00001_users.go:45 opaque up per-migration',
    'm/00001_users.go:46 opaque up per-migration',
  ]);
  expect(found.all[0]?.operations[4]).toMatchObject({ table: 'users', change: 'update', scope: 'batched' });
});

test.each([
  ['a make file', { Makefile: 'DIR := db/x\nup:\n\tgoose -dir $(DIR) mysql "user@/db" up\n' }, 'mysql'],
  ['the environment', { '.env.example': 'GOOSE_DRIVER=sqlite3\nGOOSE_MIGRATION_DIR=./db/x\n' }, 'sqlite'],
  [
    'code',
    { 'cmd/main.go': 'import "github.com/pressly/goose/v3"\ngoose.SetDialect("clickhouse")\n' },
    'clickhouse',
  ],
] as const)('the database is taken from %s', async (_, files, dialect) => {
  expect(
    await dialectOf({
      'go.mod': 'module x\nrequire github.com/lib/pq v1.0.0\nrequire github.com/pressly/goose/v3 v3.24.0\n',
      'db/x/1_a.sql': createUsers,
      ...files,
    }),
  ).toBe(dialect);
});

test('seeds, tests and files of sql-migrate are none of its', async () => {
  const found = await overview({
    'db/seeds/1_a.sql': createUsers,
    'internal/tests/migrations/1_a.sql': createUsers,
    'db/migrations/1_a.sql': '-- +migrate Up\nCREATE TABLE a (id int);\n-- +migrate Down\nDROP TABLE a;\n',
  });
  expect(found.sets).toEqual(['sql-migrate db/migrations [unknown]']);
});
