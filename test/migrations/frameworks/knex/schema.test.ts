import { expect, test } from 'vitest';
import { bodies, readMigration, readUp } from './read-migration.js';

const name = { name: 'name', type: 'varchar(255)', nullable: true };

test.each<[string, readonly object[]]>([
  [
    "createTable('t', (table) => { table.string('name'); })",
    [{ kind: 'createTable', table: 't', columns: [name] }],
  ],
  [
    "createTableIfNotExists('t', function () { this.string('name'); })",
    [{ kind: 'createTable', table: 't', columns: [name], guarded: true }],
  ],
  ["createTableLike('t', 'other')", [{ kind: 'createTable', table: 't', columns: [] }]],
  ["dropTable('t')", [{ kind: 'dropTable', table: 't' }]],
  ["dropTableIfExists('t')", [{ kind: 'dropTable', table: 't', guarded: true }]],
  ["renameTable('t', 'u')", [{ kind: 'renameTable', table: 't', newName: 'u' }]],
  ["withSchema('s').dropTable('t')", [{ kind: 'dropTable', table: 's.t' }]],
  [
    "createView('v', (view) => { view.columns(['a']); view.as(knex('t').select('a')); })",
    [{ kind: 'createView', view: 'v', materialized: false }],
  ],
  [
    "createViewOrReplace('v', (view) => {})",
    [{ kind: 'createView', view: 'v', materialized: false, orReplace: true }],
  ],
  ["createMaterializedView('v', (view) => {})", [{ kind: 'createView', view: 'v', materialized: true }]],
  [
    "refreshMaterializedView('v', true)",
    [{ kind: 'executeSql', statementKind: 'REFRESH MATERIALIZED VIEW CONCURRENTLY', table: 'v' }],
  ],
  ["dropView('v')", [{ kind: 'dropView', view: 'v', materialized: false }]],
  ["dropMaterializedViewIfExists('v')", [{ kind: 'dropView', view: 'v', materialized: true, guarded: true }]],
  ["renameView('v', 'w')", [{ kind: 'executeSql', statementKind: 'ALTER VIEW RENAME', table: 'v' }]],
  [
    "alterView('v', (view) => { view.column('a').rename('b'); })",
    [{ kind: 'executeSql', statementKind: 'ALTER VIEW', table: 'v' }],
  ],
  ["createSchemaIfNotExists('s')", [{ kind: 'executeSql', statementKind: 'CREATE SCHEMA' }]],
  ["dropSchema('s', true)", [{ kind: 'executeSql', statementKind: 'DROP SCHEMA' }]],
  ["createExtensionIfNotExists('citext')", [{ kind: 'executeSql', statementKind: 'CREATE EXTENSION' }]],
  ["dropExtension('citext')", [{ kind: 'executeSql', statementKind: 'DROP EXTENSION' }]],
  ["raw('DROP TABLE t')", [{ kind: 'dropTable', table: 't' }]],
  [
    "table('t', (table) => { table.string('name'); }).dropTable('u')",
    [
      { kind: 'addColumn', table: 't', column: 'name', definition: name },
      { kind: 'dropTable', table: 'u' },
    ],
  ],
])('knex.schema.%s', async (call, expected) => {
  expect(bodies(await readUp(`await knex.schema.${call};`))).toEqual(expected);
});

test.each<[string, readonly object[]]>([
  ["t.dropColumn('a')", [{ kind: 'dropColumn', table: 't', column: 'a' }]],
  [
    "t.dropColumns('a', 'b')",
    [
      { kind: 'dropColumn', table: 't', column: 'a' },
      { kind: 'dropColumn', table: 't', column: 'b' },
    ],
  ],
  [
    't.dropTimestamps()',
    [
      { kind: 'dropColumn', table: 't', column: 'created_at' },
      { kind: 'dropColumn', table: 't', column: 'updated_at' },
    ],
  ],
  ["t.renameColumn('a', 'b')", [{ kind: 'renameColumn', table: 't', column: 'a', newName: 'b' }]],
  ["t.setNullable('a')", [{ kind: 'dropNotNull', table: 't', column: 'a' }]],
  ["t.dropNullable('a')", [{ kind: 'setNotNull', table: 't', column: 'a' }]],
  [
    "t.index(['a', 'b'])",
    [
      {
        kind: 'createIndex',
        table: 't',
        index: 't_a_b_index',
        columns: ['a', 'b'],
        unique: false,
        concurrently: false,
      },
    ],
  ],
  [
    "t.index('a', 'i', 'gin')",
    [
      {
        kind: 'createIndex',
        table: 't',
        index: 'i',
        columns: ['a'],
        unique: false,
        concurrently: false,
        method: 'gin',
      },
    ],
  ],
  [
    "t.dropIndex('a')",
    [{ kind: 'dropIndex', table: 't', index: 't_a_index', columns: ['a'], concurrently: false }],
  ],
  ["t.unique(['a', 'b'], 'u')", [{ kind: 'addUnique', table: 't', columns: ['a', 'b'], constraint: 'u' }]],
  [
    "t.unique('a', { useConstraint: false })",
    [
      {
        kind: 'createIndex',
        table: 't',
        index: 't_a_unique',
        columns: ['a'],
        unique: true,
        concurrently: false,
      },
    ],
  ],
  [
    "t.dropUnique(['a'])",
    [{ kind: 'dropConstraint', table: 't', constraint: 't_a_unique', constraintKind: 'unique' }],
  ],
  [
    "t.primary(['a', 'b'])",
    [{ kind: 'addPrimaryKey', table: 't', columns: ['a', 'b'], constraint: 't_pkey' }],
  ],
  [
    't.dropPrimary()',
    [{ kind: 'dropConstraint', table: 't', constraint: 't_pkey', constraintKind: 'primary-key' }],
  ],
  [
    "t.foreign('a').references('id').inTable('u').onDelete('cascade')",
    [
      {
        kind: 'addForeignKey',
        table: 't',
        columns: ['a'],
        constraint: 't_a_foreign',
        references: { table: 'u', columns: ['id'], onDelete: 'CASCADE' },
      },
    ],
  ],
  [
    "t.foreign('a', 'k').references('u.id')",
    [
      {
        kind: 'addForeignKey',
        table: 't',
        columns: ['a'],
        constraint: 'k',
        references: { table: 'u', columns: ['id'] },
      },
    ],
  ],
  [
    "t.dropForeign('a')",
    [{ kind: 'dropConstraint', table: 't', constraint: 't_a_foreign', constraintKind: 'foreign-key' }],
  ],
  [
    "t.dropForeignIfExists([], 'k')",
    [{ kind: 'dropConstraint', table: 't', constraint: 'k', constraintKind: 'foreign-key', guarded: true }],
  ],
  [
    "t.check('a > 0', {}, 'c')",
    [{ kind: 'addCheck', table: 't', columns: [], expression: 'a > 0', constraint: 'c' }],
  ],
  ["t.dropChecks('c')", [{ kind: 'dropConstraint', table: 't', constraint: 'c', constraintKind: 'check' }]],
  ["t.comment('x')", [{ kind: 'executeSql', statementKind: 'COMMENT', table: 't' }]],
  [
    "t.string('name', 50).notNullable().defaultTo('x').alter()",
    [
      { kind: 'dropNotNull', table: 't', column: 'name' },
      {
        kind: 'changeColumnType',
        table: 't',
        column: 'name',
        type: 'varchar(50)',
        using: '("name"::varchar(50))',
      },
      {
        kind: 'setDefault',
        table: 't',
        column: 'name',
        default: { expression: "'x'", volatility: 'constant' },
      },
      { kind: 'setNotNull', table: 't', column: 'name' },
    ],
  ],
  [
    "t.string('name').nullable().alter({ alterType: false })",
    [
      { kind: 'dropDefault', table: 't', column: 'name' },
      { kind: 'dropNotNull', table: 't', column: 'name' },
    ],
  ],
  [
    "t.integer('a').references('id').inTable('u')",
    [
      {
        kind: 'addColumn',
        table: 't',
        column: 'a',
        definition: { name: 'a', type: 'integer', nullable: true },
      },
      {
        kind: 'addForeignKey',
        table: 't',
        columns: ['a'],
        constraint: 't_a_foreign',
        references: { table: 'u', columns: ['id'] },
      },
    ],
  ],
  [
    't.frobnicate()',
    [{ kind: 'opaque', reason: 'frobnicate() of a table is not known', text: 't.frobnicate()' }],
  ],
])('alterTable: %s', async (call, expected) => {
  expect(bodies(await readUp(`await knex.schema.alterTable('t', (t) => { ${call}; });`))).toEqual(expected);
});

/** The columns of a created table, as `name type …`. */
async function columnsOf(calls: string, driver?: string): Promise<readonly string[]> {
  const [table] = (await readUp(`await knex.schema.createTable('t', (t) => { ${calls} });`, driver))
    .operations;
  if (table?.kind !== 'createTable') throw new Error('no table was created');
  return table.columns.map((column) =>
    [
      column.name,
      column.type,
      ...(column.nullable ? [] : ['not null']),
      ...(column.default ? [`default ${column.default.expression}`] : []),
      ...(column.generated ? [column.generated] : []),
      ...(column.primaryKey === true ? ['key'] : []),
      ...(column.unique === true ? ['unique'] : []),
      ...(column.references ? [`-> ${column.references.table}`] : []),
      ...(column.check === undefined ? [] : [`check ${column.check}`]),
    ].join(' '),
  );
}

const everyType =
  "t.increments(); t.bigIncrements('b'); t.integer('i'); t.bigInteger('bi'); t.tinyint('ti'); t.smallint('si'); t.mediumint('mi'); t.text('x'); " +
  "t.string('s', 20); t.float('f'); t.double('d'); t.decimal('n', 10, 3); t.boolean('bo'); t.date('da'); t.datetime('dt'); t.time('tm'); " +
  "t.timestamp('ts', { useTz: false, precision: 3 }); t.binary('bin'); t.json('j'); t.jsonb('jb'); t.uuid('u'); t.specificType('v', 'INT[]'); t.geometry('g');";

test('the types of PostgreSQL', async () => {
  expect(await columnsOf(everyType)).toEqual([
    'id integer not null serial key',
    'b bigint not null serial key',
    'i integer',
    'bi bigint',
    'ti smallint',
    'si smallint',
    'mi integer',
    'x text',
    's varchar(20)',
    'f real',
    'd double precision',
    'n numeric(10,3)',
    'bo boolean',
    'da date',
    'dt timestamptz',
    'tm time',
    'ts timestamp(3)',
    'bin bytea',
    'j json',
    'jb jsonb',
    'u uuid',
    'v integer[]',
    'g geometry',
  ]);
});

test('some types of MySQL and SQLite differ', async () => {
  const calls =
    "t.increments(); t.text('x', 'longtext'); t.float('f'); t.datetime('d'); t.jsonb('j'); t.uuid('u'); t.integer('i').unsigned(); t.enu('e', ['a', 'b']);";
  expect(await columnsOf(calls, 'mysql2')).toEqual([
    'id integer unsigned not null auto-increment key',
    'x longtext',
    'f float(8,2)',
    'd datetime',
    'j json',
    'u char(36)',
    'i integer unsigned',
    "e enum('a','b')",
  ]);
  expect(
    await columnsOf("t.increments(); t.timestamp('d'); t.decimal('n'); t.enu('e', ['a']);", 'sqlite3'),
  ).toEqual(['id integer not null auto-increment key', 'd datetime', 'n float', "e text check e in ('a')"]);
});

test('chains of a column', async () => {
  const calls =
    "t.string('a').notNullable().unique(); t.integer('b').defaultTo(0).comment('x'); t.uuid('c').primary().defaultTo(knex.raw('gen_random_uuid()')); " +
    "t.timestamp('d').defaultTo(knex.fn.now()); t.json('e').defaultTo({ a: 1 }); t.integer('f').references('id').inTable('users').onDelete('CASCADE'); " +
    "t.integer('g').checkPositive(); t.string('h').checkIn(['x', 'y']); t.timestamps(true, true);";
  expect(await columnsOf(calls)).toEqual([
    'a varchar(255) not null unique',
    'b integer default 0',
    'c uuid not null default gen_random_uuid() key',
    'd timestamptz default CURRENT_TIMESTAMP',
    `e json default '{"a":1}'`,
    'f integer -> users',
    'g integer check g > 0',
    "h varchar(255) check h in ('x', 'y')",
    'created_at timestamptz not null default CURRENT_TIMESTAMP',
    'updated_at timestamptz not null default CURRENT_TIMESTAMP',
  ]);
});

test('a native enum is created before its table', async () => {
  const body =
    "await knex.schema.createTable('t', (t) => { t.enu('e', ['a'], { useNative: true, enumName: 'kind' }); });";
  expect((await readUp(body)).operations.map(({ kind }) => kind)).toEqual(['createEnum', 'createTable']);
});

test('a table that is only created where there is none is guarded', async () => {
  const body =
    "if (!(await knex.schema.hasTable('t'))) await knex.schema.createTable('t', (t) => { t.string('name'); });";
  const migration = await readUp(body);
  expect(bodies(migration)).toEqual([{ kind: 'createTable', table: 't', columns: [name], guarded: true }]);
  expect(migration.operations[0]?.confidence).toBe('high');
});

test.each<[string, object | undefined]>([
  ["knex('t').update({ a: 1 })", { change: 'update', scope: 'all' }],
  ["knex('t').where({ id: 5 }).update({ a: 1 })", { change: 'update', scope: 'by-key' }],
  ["knex('t').update({ a: 1 }).where('id', '=', 5)", { change: 'update', scope: 'by-key' }],
  ["knex('t').whereNull('a').update({ a: knex.raw('b + 1') })", { change: 'update', scope: 'filtered' }],
  ["knex('t').whereIn('id', [1, 2]).del()", { change: 'delete', scope: 'by-key' }],
  ["knex.from('t').where('a', 1).delete()", { change: 'delete', scope: 'filtered' }],
  ["knex('t').insert([{ a: 1 }])", { change: 'insert', scope: 'by-key' }],
  ["knex.batchInsert('t', rows, 100)", { change: 'insert', scope: 'by-key' }],
  ["knex('t').increment('a', 1)", { change: 'update', scope: 'all' }],
  ["knex('t').select('a').where('b', 1)", undefined],
])('data: %s', async (call, expected) => {
  expect(bodies(await readUp(`await ${call};`))).toEqual(
    expected ? [{ kind: 'changeData', table: 't', ...expected }] : [],
  );
});

test('rows that are changed by key in a loop are changed in batches', async () => {
  const body =
    "const rows = await knex('t').select();\nfor (const row of rows) await knex('t').where('id', row.id).update({ a: row.b });";
  expect(bodies(await readUp(body))).toEqual([
    { kind: 'changeData', table: 't', change: 'update', scope: 'batched' },
  ]);
});

test('bindings of raw SQL are filled in', async () => {
  const body =
    "await knex.raw('UPDATE ?? SET a = ? WHERE id = :id', ['users', 5]);\nawait knex.raw('ALTER TABLE :t: DROP COLUMN :c:', { t: 'users', c: 'a' });";
  expect(bodies(await readUp(body)).map((body) => JSON.stringify(body))).toEqual([
    '{"kind":"changeData","change":"update","table":"users","scope":"by-key"}',
    '{"kind":"dropColumn","table":"users","column":"a"}',
  ]);
});

test.each([
  ['exports.up = (knex) => knex.schema.dropTable("t");', 'none', 'all-migrations'],
  [
    'exports.up = (knex) => knex.schema.dropTable("t");\nexports.down = async () => {};',
    'noop',
    'all-migrations',
  ],
  [
    'exports.up = (knex) => knex.schema.dropTable("t");\nexports.down = () => { throw new Error("no"); };',
    'irreversible',
    'all-migrations',
  ],
  [
    'exports.up = (knex) => knex.schema.dropTable("t");\nexports.down = (knex) => knex.schema.createTable("t", () => {});\nexports.config = { transaction: false };',
    'explicit',
    'none',
  ],
])('the way back and the transaction: %s', async (text, down, transaction) => {
  const migration = await readMigration(text);
  expect([migration.down, migration.operations[0]?.transaction]).toEqual([down, transaction]);
});
