import { expect, test } from 'vitest';
import type { Migration } from '../../../../src/model/migration.js';
import { overview } from '../../overview.js';

async function readUp(body: string, driver = 'pg'): Promise<Migration> {
  const found = await overview({
    'package.json': JSON.stringify({ dependencies: { sequelize: '6', [driver]: '1' } }),
    'migrations/20240101000000-x.js': `module.exports = {\n  up: async (queryInterface, Sequelize) => {\n${body}\n  },\n};\n`,
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
    "createTable('t', { id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true }, name: Sequelize.STRING, user_id: { type: Sequelize.UUID, allowNull: false, references: { model: 'users', key: 'id' }, onDelete: 'cascade' } })",
    [
      {
        kind: 'createTable',
        table: 't',
        guarded: true,
        columns: [
          { name: 'id', type: 'integer', nullable: false, generated: 'serial', primaryKey: true },
          { name: 'name', type: 'varchar(255)', nullable: true },
          {
            name: 'user_id',
            type: 'uuid',
            nullable: false,
            references: { table: 'users', columns: ['id'], onDelete: 'CASCADE' },
          },
        ],
      },
    ],
  ],
  ["dropTable('t')", [{ kind: 'dropTable', table: 't', guarded: true }]],
  [
    "dropTable({ tableName: 't', schema: 's' }, { cascade: true })",
    [{ kind: 'dropTable', table: 's.t', guarded: true, cascade: true }],
  ],
  ["renameTable('t', 'u')", [{ kind: 'renameTable', table: 't', newName: 'u' }]],
  [
    "addColumn('t', 'a', { type: Sequelize.BOOLEAN, defaultValue: false, allowNull: false })",
    [
      {
        kind: 'addColumn',
        table: 't',
        column: 'a',
        definition: {
          name: 'a',
          type: 'boolean',
          nullable: false,
          default: { expression: 'false', volatility: 'constant' },
        },
      },
    ],
  ],
  [
    "addColumn('t', 'a', { type: Sequelize.ENUM('x', 'y') })",
    [
      { kind: 'createEnum', type: 'enum_t_a', values: ['x', 'y'] },
      {
        kind: 'addColumn',
        table: 't',
        column: 'a',
        definition: { name: 'a', type: 'enum_t_a', nullable: true },
      },
    ],
  ],
  ["removeColumn('t', 'a')", [{ kind: 'dropColumn', table: 't', column: 'a' }]],
  ["renameColumn('t', 'a', 'b')", [{ kind: 'renameColumn', table: 't', column: 'a', newName: 'b' }]],
  [
    "changeColumn('t', 'a', { type: Sequelize.TEXT, allowNull: false, defaultValue: 'x' })",
    [
      { kind: 'changeColumnType', table: 't', column: 'a', type: 'text' },
      { kind: 'setDefault', table: 't', column: 'a', default: { expression: "'x'", volatility: 'constant' } },
      { kind: 'setNotNull', table: 't', column: 'a' },
    ],
  ],
  [
    "changeColumn('t', 'a', { type: Sequelize.TEXT, allowNull: true, defaultValue: null })",
    [
      { kind: 'changeColumnType', table: 't', column: 'a', type: 'text' },
      { kind: 'dropDefault', table: 't', column: 'a' },
      { kind: 'dropNotNull', table: 't', column: 'a' },
    ],
  ],
  [
    "addIndex('t', ['a', 'b'])",
    [
      {
        kind: 'createIndex',
        table: 't',
        index: 't_a_b',
        columns: ['a', 'b'],
        unique: false,
        concurrently: false,
      },
    ],
  ],
  [
    "addIndex('t', { fields: ['a'], name: 'i', unique: true, concurrently: true, using: 'gin', where: { b: 1 } })",
    [
      {
        kind: 'createIndex',
        table: 't',
        index: 'i',
        columns: ['a'],
        unique: true,
        concurrently: true,
        method: 'gin',
        where: '?',
      },
    ],
  ],
  [
    "removeIndex('t', ['a'])",
    [{ kind: 'dropIndex', table: 't', index: 't_a', columns: ['a'], concurrently: false }],
  ],
  ["removeIndex('t', 'i')", [{ kind: 'dropIndex', table: 't', index: 'i', concurrently: false }]],
  [
    "addConstraint('t', { fields: ['a'], type: 'unique', name: 'u' })",
    [{ kind: 'addUnique', table: 't', columns: ['a'], constraint: 'u' }],
  ],
  [
    "addConstraint('t', ['a'], { type: 'primary key', name: 'p' })",
    [{ kind: 'addPrimaryKey', table: 't', columns: ['a'], constraint: 'p' }],
  ],
  [
    "addConstraint('t', { fields: ['a'], type: 'check', where: { a: [1, 2] } })",
    [{ kind: 'addCheck', table: 't', columns: ['a'], constraint: 't_a_ck', expression: '?' }],
  ],
  [
    "addConstraint('t', { fields: ['a'], type: 'foreign key', name: 'f', references: { table: 'u', field: 'id' }, onUpdate: 'set null' })",
    [
      {
        kind: 'addForeignKey',
        table: 't',
        columns: ['a'],
        constraint: 'f',
        references: { table: 'u', columns: ['id'], onUpdate: 'SET NULL' },
      },
    ],
  ],
  ["removeConstraint('t', 'c')", [{ kind: 'dropConstraint', table: 't', constraint: 'c' }]],
  ["bulkInsert('t', [{ a: 1 }])", [{ kind: 'changeData', table: 't', change: 'insert', scope: 'by-key' }]],
  [
    "bulkUpdate('t', { a: 1 }, { id: 5 })",
    [{ kind: 'changeData', table: 't', change: 'update', scope: 'by-key' }],
  ],
  ["bulkUpdate('t', { a: 1 }, {})", [{ kind: 'changeData', table: 't', change: 'update', scope: 'all' }]],
  ["bulkDelete('t', null)", [{ kind: 'changeData', table: 't', change: 'delete', scope: 'all' }]],
  ["createSchema('s')", [{ kind: 'executeSql', statementKind: 'CREATE SCHEMA' }]],
  [
    "createFunction('f', [], 'int', 'plpgsql', 'BEGIN END')",
    [{ kind: 'executeSql', statementKind: 'CREATE FUNCTION' }],
  ],
  ["dropTrigger('t', 'g')", [{ kind: 'executeSql', statementKind: 'DROP TRIGGER', table: 't' }]],
  ["sequelize.query('ALTER TABLE t DROP COLUMN a')", [{ kind: 'dropColumn', table: 't', column: 'a' }]],
  [
    "sequelize.query('DELETE FROM t WHERE id = :id', { replacements: { id: 5 } })",
    [{ kind: 'changeData', change: 'delete', table: 't', scope: 'by-key' }],
  ],
  [
    "frobnicate('t')",
    [{ kind: 'opaque', reason: 'frobnicate() is not known', text: "queryInterface.frobnicate('t')" }],
  ],
])('queryInterface.%s', async (call, expected) => {
  expect(bodies(await readUp(`await queryInterface.${call};`))).toEqual(expected);
});

test.each([
  [
    'pg',
    'varchar(9) text integer bigint double precision numeric(10,2) boolean timestamptz date uuid jsonb bytea text[] int4range',
  ],
  [
    'mysql2',
    'varchar(9) text integer bigint float numeric(10,2) boolean datetime date char(36) json blob text[] int4range',
  ],
])('the types with %s', async (driver, expected) => {
  const types =
    'STRING(9) TEXT INTEGER BIGINT FLOAT DECIMAL(10,2) BOOLEAN DATE DATEONLY UUID JSONB BLOB ARRAY(Sequelize.TEXT) RANGE(Sequelize.INTEGER)'.split(
      ' ',
    );
  const attributes = types.map((type, index) => `c${index}: { type: Sequelize.${type} }`).join(', ');
  const [table] = (await readUp(`await queryInterface.createTable('t', { ${attributes} });`, driver))
    .operations;
  expect(table?.kind === 'createTable' && table.columns.map(({ type }) => type).join(' ')).toBe(expected);
});

test('a default that Sequelize makes itself is none of the database', async () => {
  const body =
    "await queryInterface.createTable('t', { a: { type: Sequelize.UUID, defaultValue: Sequelize.UUIDV4 }, b: { type: Sequelize.DATE, defaultValue: Sequelize.literal('now()') }, c: { type: Sequelize.DATE, defaultValue: Sequelize.fn('gen_random_uuid') } });";
  const [table] = (await readUp(body)).operations;
  expect(table?.kind === 'createTable' && table.columns.map((column) => column.default)).toEqual([
    undefined,
    { expression: 'now()', volatility: 'stable' },
    { expression: 'gen_random_uuid()', volatility: 'volatile' },
  ]);
});

test('only what is given the transaction runs in it', async () => {
  const body =
    "await queryInterface.sequelize.transaction(async (transaction) => {\n  await queryInterface.removeColumn('t', 'a', { transaction });\n  await queryInterface.removeColumn('t', 'b');\n});\nconst t = await queryInterface.sequelize.transaction();\nawait queryInterface.sequelize.query('DROP TABLE t', { transaction: t });\nawait t.commit();";
  expect((await readUp(body)).operations.map(({ transaction }) => transaction)).toEqual([
    'per-migration',
    'none',
    'per-migration',
  ]);
});

test('a column that is only added where it is missing is guarded', async () => {
  const body =
    "const table = await queryInterface.describeTable('t');\nif (!table.a) await queryInterface.addColumn('t', 'a', Sequelize.TEXT);\nif (table['b'] === undefined) { await queryInterface.removeColumn('t', 'c'); }";
  expect((await readUp(body)).operations).toMatchObject([
    { kind: 'addColumn', guarded: true, confidence: 'high' },
    { kind: 'dropColumn', guarded: true, confidence: 'high' },
  ]);
});
