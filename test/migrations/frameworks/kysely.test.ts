import { expect, test } from 'vitest';
import type { Migration } from '../../../src/model/migration.js';
import { overview } from '../overview.js';

async function readUp(body: string): Promise<Migration> {
  const found = await overview({
    'package.json': JSON.stringify({ dependencies: { kysely: '0.28', pg: '8' } }),
    'src/migrations/2024-01-01-add-x.ts': `import { Kysely, sql } from 'kysely';\nexport async function up(db: Kysely<any>): Promise<void> {\n${body}\n}\nexport async function down(): Promise<void> {}\n`,
  });
  const [migration] = found.all;
  if (!migration) throw new Error('no migration was found');
  return migration;
}

function bodies({ operations }: Migration): readonly object[] {
  return operations.map((operation) => {
    const {
      span: _,
      direction: __,
      statement: ___,
      transaction: ____,
      confidence: _____,
      ...body
    } = operation;
    return body;
  });
}

test.each<[string, readonly object[]]>([
  [
    "db.schema.createTable('t').ifNotExists().addColumn('id', 'serial', (col) => col.primaryKey()).addColumn('a', 'varchar(20)', (col) => col.notNull().defaultTo('x')).addColumn('b', 'integer', (col) => col.references('users.id').onDelete('cascade')).addColumn('c', 'timestamptz', (col) => col.defaultTo(sql`now()`)).addUniqueConstraint('u', ['a', 'b']).execute()",
    [
      {
        kind: 'createTable',
        table: 't',
        guarded: true,
        columns: [
          { name: 'id', type: 'integer', nullable: false, generated: 'serial', primaryKey: true },
          {
            name: 'a',
            type: 'varchar(20)',
            nullable: false,
            default: { expression: "'x'", volatility: 'constant' },
          },
          {
            name: 'b',
            type: 'integer',
            nullable: true,
            references: { table: 'users', columns: ['id'], onDelete: 'CASCADE' },
          },
          {
            name: 'c',
            type: 'timestamptz',
            nullable: true,
            default: { expression: 'now()', volatility: 'stable' },
          },
        ],
      },
      { kind: 'addUnique', table: 't', columns: ['a', 'b'], constraint: 'u' },
    ],
  ],
  [
    "db.schema.dropTable('t').ifExists().cascade().execute()",
    [{ kind: 'dropTable', table: 't', guarded: true, cascade: true }],
  ],
  ["db.schema.alterTable('t').renameTo('u').execute()", [{ kind: 'renameTable', table: 't', newName: 'u' }]],
  [
    "db.schema.alterTable('t').addColumn('a', 'text').dropColumn('b').renameColumn('c', 'd').execute()",
    [
      { kind: 'addColumn', table: 't', column: 'a', definition: { name: 'a', type: 'text', nullable: true } },
      { kind: 'dropColumn', table: 't', column: 'b' },
      { kind: 'renameColumn', table: 't', column: 'c', newName: 'd' },
    ],
  ],
  [
    "db.schema.alterTable('t').alterColumn('a', (col) => col.setDataType('bigint')).alterColumn('b', (col) => col.setDefault(5)).alterColumn('c', (col) => col.dropDefault()).alterColumn('d', (col) => col.setNotNull()).alterColumn('e', (col) => col.dropNotNull()).execute()",
    [
      { kind: 'changeColumnType', table: 't', column: 'a', type: 'bigint' },
      { kind: 'setDefault', table: 't', column: 'b', default: { expression: '5', volatility: 'constant' } },
      { kind: 'dropDefault', table: 't', column: 'c' },
      { kind: 'setNotNull', table: 't', column: 'd' },
      { kind: 'dropNotNull', table: 't', column: 'e' },
    ],
  ],
  [
    "db.schema.alterTable('t').modifyColumn('a', 'text', (col) => col.notNull()).execute()",
    [
      { kind: 'changeColumnType', table: 't', column: 'a', type: 'text' },
      { kind: 'setNotNull', table: 't', column: 'a' },
    ],
  ],
  [
    "db.schema.alterTable('t').addForeignKeyConstraint('f', ['a'], 'u', ['id']).onDelete('set null').execute()",
    [
      {
        kind: 'addForeignKey',
        table: 't',
        columns: ['a'],
        constraint: 'f',
        references: { table: 'u', columns: ['id'], onDelete: 'SET NULL' },
      },
    ],
  ],
  [
    "db.schema.alterTable('t').addPrimaryKeyConstraint('p', ['a']).execute()",
    [{ kind: 'addPrimaryKey', table: 't', columns: ['a'], constraint: 'p' }],
  ],
  [
    "db.schema.alterTable('t').addCheckConstraint('c', sql`a > 0`).execute()",
    [{ kind: 'addCheck', table: 't', columns: [], constraint: 'c', expression: 'a > 0' }],
  ],
  [
    "db.schema.alterTable('t').dropConstraint('c').ifExists().execute()",
    [{ kind: 'dropConstraint', table: 't', constraint: 'c', guarded: true }],
  ],
  [
    "db.schema.createIndex('i').on('t').columns(['a', 'b desc']).unique().using('gin').execute()",
    [
      {
        kind: 'createIndex',
        table: 't',
        index: 'i',
        columns: ['a', 'b'],
        unique: true,
        concurrently: false,
        method: 'gin',
      },
    ],
  ],
  [
    "db.schema.dropIndex('i').ifExists().execute()",
    [{ kind: 'dropIndex', index: 'i', concurrently: false, guarded: true }],
  ],
  [
    "db.schema.createView('v').materialized().as(db.selectFrom('t').selectAll()).execute()",
    [{ kind: 'createView', view: 'v', materialized: true }],
  ],
  ["db.schema.dropView('v').execute()", [{ kind: 'dropView', view: 'v', materialized: false }]],
  [
    "db.schema.refreshMaterializedView('v').concurrently().execute()",
    [{ kind: 'executeSql', statementKind: 'REFRESH MATERIALIZED VIEW CONCURRENTLY', table: 'v' }],
  ],
  [
    "db.schema.createType('e').asEnum(['x', 'y']).execute()",
    [{ kind: 'createEnum', type: 'e', values: ['x', 'y'] }],
  ],
  ["db.schema.dropType('e').execute()", [{ kind: 'executeSql', statementKind: 'DROP TYPE' }]],
  [
    "db.schema.createSchema('s').ifNotExists().execute()",
    [{ kind: 'executeSql', statementKind: 'CREATE SCHEMA' }],
  ],
  ["db.withSchema('s').schema.dropTable('t').execute()", [{ kind: 'dropTable', table: 's.t' }]],
  [
    "db.updateTable('t').set({ a: 1 }).where('id', '=', 5).execute()",
    [{ kind: 'changeData', table: 't', change: 'update', scope: 'by-key' }],
  ],
  ["db.deleteFrom('t').execute()", [{ kind: 'changeData', table: 't', change: 'delete', scope: 'all' }]],
  [
    "db.insertInto('t').values({ a: 1 }).execute()",
    [{ kind: 'changeData', table: 't', change: 'insert', scope: 'by-key' }],
  ],
  ["db.selectFrom('t').selectAll().execute()", []],
  ['sql`DROP TABLE ${sql.table("t")}`.execute(db)', [{ kind: 'dropTable', table: 't' }]],
  ["sql.raw('DROP TABLE t').execute(db)", [{ kind: 'dropTable', table: 't' }]],
])('%s', async (call, expected) => {
  expect(bodies(await readUp(`await ${call};`))).toEqual(expected);
});

test('all pending migrations share a transaction, and what is built but not executed does nothing', async () => {
  const migration = await readUp(
    "db.schema.dropTable('u');\nawait db.schema.dropTable('t').execute();\ndb.schema.dropTable('v').execute();",
  );
  expect(
    migration.operations.map((operation) => [
      operation.transaction,
      'table' in operation && operation.table,
      operation.unawaited,
    ]),
  ).toEqual([
    ['all-migrations', 't', undefined],
    ['all-migrations', 'v', true],
  ]);
  expect([migration.down, migration.version, migration.name]).toEqual(['noop', '2024-01-01', 'add-x']);
});

test('queries of the application are no migrations', async () => {
  const found = await overview({
    'package.json': JSON.stringify({ dependencies: { kysely: '0.28', pg: '8' } }),
    'src/users.ts':
      "import { db } from './db';\nexport const up = () => db.updateTable('users').set({ up: true }).execute();\n",
  });
  expect(found.sets).toEqual([]);
});
