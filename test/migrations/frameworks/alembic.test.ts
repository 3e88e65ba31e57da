import { expect, test } from 'vitest';
import { operationLines } from '../operation-lines.js';
import { overview } from '../overview.js';
import { environment, readScript, readUpgrade, script } from './alembic/read-script.js';

const drop = (table: string): string => `def upgrade():\n    op.drop_table('${table}')\n`;

test('scripts are in the order of the graph, branches and merges too', async () => {
  const found = await overview({
    'requirements.txt': 'alembic\npsycopg2\n',
    'migrations/alembic.ini': '[alembic]\n',
    'migrations/env.py': environment,
    'migrations/versions/z_first.py': script(drop('a'), { revision: 'z' }),
    'migrations/versions/b_left.py': script(drop('b'), { revision: 'b', after: "'z'" }),
    'migrations/versions/a_right.py': script(drop('c'), { revision: 'a', after: "'z'" }),
    'migrations/versions/0_merge.py': script('def upgrade():\n    pass\ndef downgrade():\n    pass\n', {
      revision: '0',
      after: "('a', 'b')",
    }),
    'migrations/versions/notes.py': 'revision = 1\n',
    'migrations/script.py.mako': 'revision = ${repr(up_revision)}\n',
  });
  expect(found.sets).toEqual(['alembic migrations/versions [postgresql]']);
  expect(found.migrations).toEqual([
    'migrations/versions/z_first.py z first none',
    'migrations/versions/a_right.py a right none',
    'migrations/versions/b_left.py b left none',
    'migrations/versions/0_merge.py 0 merge noop',
  ]);
});

test('several folders of versions are one set', async () => {
  const found = await overview({
    'alembic.ini':
      '[alembic]\nscript_location = %(here)s/db\nversion_locations = %(here)s/db/versions %(here)s/plugin/versions\nsqlalchemy.url = mysql+pymysql://u@h/d\n',
    'db/env.py': environment,
    'db/versions/a.py': script(drop('a'), { revision: 'a' }),
    'plugin/versions/b.py': script(drop('b'), { revision: 'b', after: "'a'" }),
  });
  expect(found.sets).toEqual(['alembic db [mysql]']);
  expect(found.reasons).toEqual(['alembic.ini names its database']);
  expect(found.operations.every((line) => line.endsWith('none'))).toBe(true);
});

test('the repository may call its own folder alembic', async () => {
  const found = await overview({
    'requirements.txt': 'psycopg2\n',
    'alembic/env.py': environment,
    'alembic/versions/a.py': script(drop('a')),
  });
  expect(found.all.flatMap((migration) => operationLines(migration))).toEqual(['dropTable a']);
});

test.each([
  ['def downgrade():\n    op.drop_table("t")', 'explicit'],
  ['def downgrade():\n    """Nothing."""\n    pass', 'noop'],
  ['def downgrade():\n    raise NotImplementedError()', 'irreversible'],
  ['', 'none'],
])('the way back of %j is %s', async (downgrade, form) => {
  expect((await readScript(`${drop('a')}${downgrade}`)).down).toBe(form);
});

test.each([
  ['postgresql', environment, 'all-migrations'],
  ['postgresql', 'context.configure(connection=c, transaction_per_migration=True)', 'per-migration'],
  ['postgresql', 'context.configure(connection=c, # transactional_ddl=False\n)\n', 'all-migrations'],
  ['mysql', environment, 'none'],
  ['sqlite', environment, 'none'],
])('on %s with %j scripts run in %s', async (dialect, env, transaction) => {
  const migration = await readUpgrade("op.drop_table('a')", { dialect, env });
  expect(migration.operations[0]?.transaction).toBe(transaction);
});

test('inside autocommit_block there is no transaction', async () => {
  const migration = await readUpgrade(
    "op.drop_table('a')\nwith op.get_context().autocommit_block():\n    op.create_index('i', 't', ['a'], postgresql_concurrently=True)\n    op.execute('VACUUM t')\nop.drop_table('b')",
  );
  expect(migration.operations.map(({ kind, transaction }) => `${kind} ${transaction}`)).toEqual([
    'dropTable all-migrations',
    'createIndex none',
    'vacuum none',
    'dropTable all-migrations',
  ]);
});

test('calls and SQL have their places', async () => {
  const migration = await readUpgrade(
    "op.drop_table('a')\nop.execute('''\n    DROP TABLE b;\n    DROP TABLE c\n''')",
  );
  expect(migration.operations.map(({ span, statement }) => [span.line, span.column, statement])).toEqual([
    [9, 5, 0],
    [11, 9, 1],
    [12, 9, 2],
  ]);
});

test('functions for several databases are all read', async () => {
  const migration = await readScript(
    "def upgrade(engine_name):\n    globals()['upgrade_%s' % engine_name]()\ndef upgrade_one():\n    op.drop_table('a')\ndef upgrade_two():\n    op.drop_table('b')\n",
  );
  expect(operationLines(migration)).toEqual(['dropTable a', 'dropTable b']);
});

test('what stands under a condition that is not known is less sure', async () => {
  const migration = await readUpgrade("if has_table('a'):\n    op.drop_table('a')\nop.drop_table('b')");
  expect(migration.operations.map(({ confidence }) => confidence)).toEqual(['medium', 'high']);
});

test('a script that does not parse is named, and the rest is read', async () => {
  const found = await overview({
    'requirements.txt': 'psycopg2\n',
    'db/versions/a.py': script(`${drop('a')}    op.drop_table('b'\n`),
    'db/versions/b.py': script(drop('c'), { revision: 'b' }),
  });
  expect(found.skipped).toHaveLength(1);
  expect(found.all).toHaveLength(2);
});
