import { expect, test } from 'vitest';
import type { Migration } from '../../../src/model/migration.js';
import { overview } from '../overview.js';

const manifest = JSON.stringify({ dependencies: { 'node-pg-migrate': '7', pg: '8' } });

async function read(text: string): Promise<Migration> {
  const found = await overview({ 'package.json': manifest, 'migrations/1700000000000_x.js': text });
  const [migration] = found.all;
  if (!migration) throw new Error('no migration was found');
  return migration;
}

function bodies({ operations }: Migration): readonly object[] {
  return operations
    .filter(({ direction }) => direction === 'up')
    .map((operation) => {
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

const index = {
  kind: 'createIndex',
  table: 't',
  index: 't_a_index',
  columns: ['a'],
  unique: false,
  concurrently: false,
};

test.each<[string, readonly object[]]>([
  [
    "createTable('t', { id: 'id', a: { type: 'varchar(20)', notNull: true, unique: true }, b: { type: 'int', default: 5, references: 'users(id)', onDelete: 'CASCADE' }, c: { type: 'timestamp', default: pgm.func('now()') } })",
    [
      {
        kind: 'createTable',
        table: 't',
        columns: [
          { name: 'id', type: 'integer', nullable: false, generated: 'serial', primaryKey: true },
          { name: 'a', type: 'varchar(20)', nullable: false, unique: true },
          {
            name: 'b',
            type: 'integer',
            nullable: true,
            default: { expression: '5', volatility: 'constant' },
            references: { table: 'users', columns: ['id'], onDelete: 'CASCADE' },
          },
          {
            name: 'c',
            type: 'timestamp',
            nullable: true,
            default: { expression: 'now()', volatility: 'stable' },
          },
        ],
      },
    ],
  ],
  [
    "createTable({ schema: 's', name: 't' }, { a: 'int', b: 'int' }, { ifNotExists: true, constraints: { primaryKey: ['a', 'b'] } })",
    [
      {
        kind: 'createTable',
        table: 's.t',
        guarded: true,
        columns: [
          { name: 'a', type: 'integer', nullable: false },
          { name: 'b', type: 'integer', nullable: false },
        ],
      },
      { kind: 'addPrimaryKey', table: 's.t', columns: ['a', 'b'] },
    ],
  ],
  [
    "dropTable('t', { ifExists: true, cascade: true })",
    [{ kind: 'dropTable', table: 't', guarded: true, cascade: true }],
  ],
  ["renameTable('t', 'u')", [{ kind: 'renameTable', table: 't', newName: 'u' }]],
  [
    "addColumns('t', { a: 'text' }, { ifNotExists: true })",
    [
      {
        kind: 'addColumn',
        table: 't',
        column: 'a',
        definition: { name: 'a', type: 'text', nullable: true },
        guarded: true,
      },
    ],
  ],
  [
    "dropColumns('t', ['a', 'b'])",
    [
      { kind: 'dropColumn', table: 't', column: 'a' },
      { kind: 'dropColumn', table: 't', column: 'b' },
    ],
  ],
  [
    "dropColumn('t', 'a', { ifExists: true })",
    [{ kind: 'dropColumn', table: 't', column: 'a', guarded: true }],
  ],
  ["renameColumn('t', 'a', 'b')", [{ kind: 'renameColumn', table: 't', column: 'a', newName: 'b' }]],
  [
    "alterColumn('t', 'a', { type: 'bigint', using: 'a::bigint', default: 1, notNull: true })",
    [
      { kind: 'setDefault', table: 't', column: 'a', default: { expression: '1', volatility: 'constant' } },
      { kind: 'changeColumnType', table: 't', column: 'a', type: 'bigint', using: 'a::bigint' },
      { kind: 'setNotNull', table: 't', column: 'a' },
    ],
  ],
  [
    "alterColumn('t', 'a', { default: null, notNull: false })",
    [
      { kind: 'dropDefault', table: 't', column: 'a' },
      { kind: 'dropNotNull', table: 't', column: 'a' },
    ],
  ],
  [
    "addConstraint('t', 'c', { unique: ['a', 'b'] })",
    [{ kind: 'addUnique', table: 't', columns: ['a', 'b'], constraint: 'c' }],
  ],
  [
    "addConstraint('t', 'c', { foreignKeys: { columns: 'a', references: 'u(id)', onDelete: 'SET NULL' } })",
    [
      {
        kind: 'addForeignKey',
        table: 't',
        columns: ['a'],
        constraint: 'c',
        references: { table: 'u', columns: ['id'], onDelete: 'SET NULL' },
      },
    ],
  ],
  [
    "addConstraint('t', 'c', 'CHECK (a > 0) NOT VALID')",
    [{ kind: 'addCheck', table: 't', columns: [], expression: 'a > 0', constraint: 'c', notValid: true }],
  ],
  [
    "createConstraint('t', 'c', { check: 'a > 0' })",
    [{ kind: 'addCheck', table: 't', columns: [], expression: 'a > 0', constraint: 'c' }],
  ],
  [
    "dropConstraint('t', 'c', { ifExists: true })",
    [{ kind: 'dropConstraint', table: 't', constraint: 'c', guarded: true }],
  ],
  ["renameConstraint('t', 'c', 'd')", [{ kind: 'executeSql', statementKind: 'ALTER TABLE', table: 't' }]],
  ["createIndex('t', 'a')", [index]],
  [
    "createIndex('t', ['a', 'b'], { name: 'i', unique: true, concurrently: true, method: 'gin', where: 'a > 0', ifNotExists: true })",
    [
      {
        ...index,
        index: 'i',
        columns: ['a', 'b'],
        unique: true,
        concurrently: true,
        method: 'gin',
        where: 'a > 0',
        guarded: true,
      },
    ],
  ],
  [
    "dropIndex('t', 'a', { concurrently: true })",
    [{ kind: 'dropIndex', table: 't', index: 't_a_index', columns: ['a'], concurrently: true }],
  ],
  ["createType('e', ['x', 'y'])", [{ kind: 'createEnum', type: 'e', values: ['x', 'y'] }]],
  ["createType('c', { a: 'int' })", [{ kind: 'executeSql', statementKind: 'CREATE TYPE' }]],
  [
    "addTypeValue('e', 'z', { ifNotExists: true })",
    [{ kind: 'addEnumValue', type: 'e', value: 'z', guarded: true }],
  ],
  ["renameTypeValue('e', 'x', 'w')", [{ kind: 'renameEnumValue', type: 'e', value: 'x', newName: 'w' }]],
  ["dropType('e')", [{ kind: 'executeSql', statementKind: 'DROP TYPE' }]],
  [
    "createView('v', { replace: true }, 'SELECT 1')",
    [{ kind: 'createView', view: 'v', materialized: false, orReplace: true }],
  ],
  ["createMaterializedView('v', {}, 'SELECT 1')", [{ kind: 'createView', view: 'v', materialized: true }]],
  [
    "refreshMaterializedView('v', { concurrently: true })",
    [{ kind: 'executeSql', statementKind: 'REFRESH MATERIALIZED VIEW CONCURRENTLY', table: 'v' }],
  ],
  [
    "dropMaterializedView('v', { ifExists: true })",
    [{ kind: 'dropView', view: 'v', materialized: true, guarded: true }],
  ],
  ["createTrigger('t', 'g', {})", [{ kind: 'createTrigger', table: 't', trigger: 'g' }]],
  ["createFunction('f', [], {}, 'BEGIN END')", [{ kind: 'executeSql', statementKind: 'CREATE FUNCTION' }]],
  [
    "createExtension('citext', { ifNotExists: true })",
    [{ kind: 'executeSql', statementKind: 'CREATE EXTENSION' }],
  ],
  ["createSequence('s')", [{ kind: 'executeSql', statementKind: 'CREATE SEQUENCE' }]],
  ["alterSequence('s', {})", [{ kind: 'executeSql', statementKind: 'ALTER SEQUENCE' }]],
  ["dropSchema('s')", [{ kind: 'executeSql', statementKind: 'DROP SCHEMA' }]],
  ["createPolicy('t', 'p')", [{ kind: 'executeSql', statementKind: 'CREATE POLICY', table: 't' }]],
  [
    "alterTable('t', { levelSecurity: 'ENABLE' })",
    [{ kind: 'executeSql', statementKind: 'ALTER TABLE', table: 't' }],
  ],
  [
    "sql('DELETE FROM {table} WHERE id = 1', { table: 't' })",
    [{ kind: 'changeData', change: 'delete', table: 't', scope: 'by-key' }],
  ],
  ["frobnicate('t')", [{ kind: 'opaque', reason: 'frobnicate() is not known', text: "pgm.frobnicate('t')" }]],
])('pgm.%s', async (call, expected) => {
  expect(bodies(await read(`exports.up = (pgm) => { pgm.${call}; };\nexports.down = false;\n`))).toEqual(
    expected,
  );
});

test('without a down each call is turned round, the last one first; what cannot be stops it', async () => {
  const migration = await read(
    "exports.up = (pgm) => {\n  pgm.addColumns('t', { a: 'text' });\n  pgm.createIndex('t', 'a');\n  pgm.createType('e', ['x']);\n  pgm.sql('UPDATE t SET a = 1');\n  pgm.dropColumn('t', 'b');\n};\n",
  );
  expect(migration.down).toBe('inferred');
  expect(
    migration.operations
      .filter(({ direction }) => direction === 'down')
      .map(({ kind, span }) => `${span.line} ${kind}`),
  ).toEqual(['4 executeSql', '3 dropIndex', '2 dropColumn']);
  expect(migration.downProblems.map(({ span, text }) => `${span.line} ${text}`)).toEqual([
    '5 sql()',
    '6 dropColumn()',
  ]);
});

test.each([
  ['exports.up = (pgm) => { pgm.dropTable("t"); };\nexports.down = false;', 'irreversible', 'all-migrations'],
  [
    'exports.up = (pgm) => { pgm.noTransaction(); pgm.dropTable("t"); };\nexports.down = () => {};',
    'noop',
    'none',
  ],
  [
    'export const up = async (pgm) => { await pgm.db.query("DROP TABLE t"); };\nexport async function down(pgm) { pgm.createTable("t", {}); }',
    'explicit',
    'all-migrations',
  ],
])('the way back and the transaction: %s', async (text, down, transaction) => {
  const migration = await read(text);
  expect([migration.down, migration.operations[0]?.transaction]).toEqual([down, transaction]);
});

test('shorthands of the migration, and a folder that a script names, with files of SQL', async () => {
  const found = await overview({
    'package.json': JSON.stringify({
      scripts: { migrate: 'node-pg-migrate --migrations-dir db/steps' },
      devDependencies: { 'node-pg-migrate': '7' },
    }),
    'db/steps/1_a.ts':
      "import { MigrationBuilder } from 'node-pg-migrate';\nexport const shorthands = { key: { type: 'uuid', primaryKey: true } };\nexport async function up(pgm: MigrationBuilder): Promise<void> {\n  pgm.createTable('t', { id: 'key' });\n}\n",
    'db/steps/2_b.sql': '-- Up Migration\nDROP TABLE t;\n-- Down Migration\nCREATE TABLE t (id int);\n',
  });
  expect(found.sets).toEqual(['node-pg-migrate db/steps [postgresql]']);
  expect(found.migrations).toEqual(['db/steps/1_a.ts 1 a inferred', 'db/steps/2_b.sql 2 b explicit']);
  expect(found.operations).toEqual([
    'db/steps/1_a.ts:4 createTable up all-migrations',
    'db/steps/1_a.ts:4 dropTable down all-migrations',
    'db/steps/2_b.sql:2 dropTable up all-migrations',
    'db/steps/2_b.sql:4 createTable down all-migrations',
  ]);
  const [created] = found.all[0]?.operations ?? [];
  expect(created).toMatchObject({ columns: [{ name: 'id', type: 'uuid', primaryKey: true }] });
});

test('--no-single-transaction gives each migration its own', async () => {
  const found = await overview({
    'package.json':
      '{"scripts":{"up":"node-pg-migrate up --no-single-transaction"},"dependencies":{"node-pg-migrate":"8.0.0"}}',
    'migrations/1_a.js': 'exports.up = (pgm) => { pgm.dropTable("t"); };\nexports.down = false;\n',
  });
  expect(found.operations).toEqual(['migrations/1_a.js:1 dropTable up per-migration']);
});
