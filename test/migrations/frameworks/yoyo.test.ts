import { expect, test } from 'vitest';
import { operationLines } from '../operation-line.js';
import { overview } from '../overview.js';

const ini = {
  'yoyo.ini': '[DEFAULT]\nsources = ./db/steps\ndatabase = postgresql+psycopg://app@%(HOST)s/app\n',
};

test('steps with SQL there and back, in the order of the dependencies', async () => {
  const { sets, migrations, all, allSets } = await overview({
    ...ini,
    'db/steps/20240102_01_bbbbb-orders.py': `"""
Orders
"""
from yoyo import step

__depends__ = {}

steps = [
    step("CREATE TABLE orders (id bigint PRIMARY KEY)", "DROP TABLE orders"),
    step("CREATE INDEX CONCURRENTLY orders_id ON orders (id)"),
]
`,
    'db/steps/20240101_01_aaaaa-total.py': `from yoyo import group, step

__depends__ = {"20240102_01_bbbbb-orders"}
__transactional__ = False

steps = [
    group([
        step("ALTER TABLE orders ADD COLUMN total integer", "ALTER TABLE orders DROP COLUMN total"),
        step(apply="UPDATE orders SET total = 0", rollback=None),
    ], ignore_errors="apply"),
]
`,
  });
  expect(sets).toEqual(['yoyo db/steps [postgresql]']);
  expect(allSets[0]).toMatchObject({
    reason: 'yoyo.ini names it',
    dialectReason: 'yoyo.ini names its database',
  });
  expect(migrations).toEqual([
    'db/steps/20240102_01_bbbbb-orders.py 20240102_01_bbbbb orders explicit',
    'db/steps/20240101_01_aaaaa-total.py 20240101_01_aaaaa total explicit',
  ]);
  expect(operationLines(all[0])).toEqual([
    'createTable orders(id bigint pk)',
    'createIndex concurrently orders(id) orders_id',
  ]);
  expect(operationLines(all[0], 'down')).toEqual(['dropTable orders']);
  expect(all[0]?.operations.map(({ span, transaction }) => `${span.line} ${transaction}`)).toEqual([
    '9 per-migration',
    '10 per-migration',
    '9 per-migration',
  ]);
  expect(operationLines(all[1])).toEqual([
    'addColumn orders.total integer null',
    'changeData update orders all',
  ]);
  expect(all[1]?.runner).toMatchObject({ transaction: 'none', holdsLock: true });
});

test('steps that stand alone, in transactions of their own, and functions', async () => {
  const { sets, all } = await overview({
    'requirements.txt': 'yoyo-migrations==8.2.0\npsycopg2\n',
    'migrations/0001.create-foo.py': `from yoyo import step, transaction

TABLE = "foo"

def fill(conn):
    cursor = conn.cursor()
    cursor.execute("SELECT id FROM foo")
    for row in cursor.fetchall():
        cursor.execute("UPDATE foo SET bar = 1 WHERE id = %s", (row[0],))

def undo(conn):
    with conn.cursor() as cursor:
        cursor.execute("DELETE FROM foo")

step("CREATE TABLE " + TABLE + " (id int, bar int)", f"DROP TABLE {TABLE}")
transaction(
    step("ALTER TABLE foo ADD x int"),
    step(fill, undo),
)
`,
  });
  expect(sets).toEqual(['yoyo migrations [postgresql]']);
  expect(operationLines(all[0])).toEqual([
    'createTable foo(id integer null, bar integer null)',
    'addColumn foo.x integer null',
    expect.stringContaining('changeData update foo'),
  ]);
  expect(operationLines(all[0], 'down')).toEqual(['changeData delete foo all', 'dropTable foo']);
});

test('SQL files with their own directives and rollback files, hooks last', async () => {
  const { migrations, all, operations } = await overview({
    ...ini,
    'db/steps/0002.b.sql':
      '--\n-- file: b\n-- depends: 0003.c\n-- transactional: false\nALTER TABLE c ADD COLUMN x int;\n',
    'db/steps/0003.c.sql': '-- depends:\nCREATE TABLE c (id int);\nCREATE TABLE d (id int);\n',
    'db/steps/0003.c.rollback.sql': 'DROP TABLE d;\nDROP TABLE c;\n',
    'db/steps/post-apply.sql': 'GRANT SELECT ON c TO reader;\n',
  });
  expect(migrations).toEqual([
    'db/steps/0003.c.sql 0003 c explicit db/steps/0003.c.rollback.sql',
    'db/steps/0002.b.sql 0002 b none',
    'db/steps/post-apply.sql  post-apply none',
  ]);
  expect(all[2]?.phase).toBe('repeatable');
  expect(operations).toContain('db/steps/0002.b.sql:5 addColumn up none');
});

test.each([
  ['step("CREATE TABLE a (id int)")', 'none'],
  ['step("CREATE TABLE a (id int)", "SELECT 1")', 'noop'],
  ['step("CREATE TABLE a (id int)", "")', 'noop'],
])('the way back of %s is %s', async (written, form) => {
  const { all } = await overview({
    ...ini,
    'db/steps/1.a.py': `from yoyo import step\nsteps = [${written}]\n`,
  });
  expect(all[0]?.down).toBe(form);
});

test('what is only known at run time is named, and a file that does not parse', async () => {
  const { all, skipped } = await overview({
    ...ini,
    'db/steps/1.a.py':
      'from yoyo import step\nsteps = [step(open("a.sql").read()), step("CREATE TABLE b (id int)")]\n',
    'db/steps/2.b.py': 'from yoyo import step\nsteps = [step("CREATE TABLE c (id int)"\n',
    'db/steps/helpers.py': 'def table(): pass\n',
  });
  expect(operationLines(all[0])).toEqual([
    'opaque "what the step runs is made while the migration runs"',
    'createTable b(id integer null)',
  ]);
  expect(skipped).toEqual(['db/steps/2.b.py:2 parse-error']);
});
