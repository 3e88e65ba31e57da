import { expect, test } from 'vitest';
import { bodiesOf, overview } from '../overview.js';

async function read(block: string, gem = 'pg', name = '001_x.rb'): ReturnType<typeof overview> {
  return overview({
    Gemfile: `gem "sequel"\ngem "${gem}"\n`,
    [`db/migrations/${name}`]: `Sequel.migration do\n${block}\nend\n`,
  });
}

async function bodies(body: string, gem?: string): Promise<readonly object[]> {
  return bodiesOf((await read(`  up do\n    ${body}\n  end`, gem)).all[0]);
}

test('numbered files with Sequel.migration or ROM::SQL.migration, in their order', async () => {
  const found = await overview({
    'db/10_b.rb': 'Sequel.migration { change { drop_table :b } }\n',
    'db/2_a.rb': "require 'x'\n\nSequel.migration do\n  up { run 'SELECT 1' }\n  down { raise 'no' }\nend\n",
    'db/3_c.rb': 'ROM::SQL.migration do\n  no_transaction\n  up { }\n  down { }\nend\n',
    'db/4_rails.rb': 'class X < ActiveRecord::Migration[7.1]\n  def up\n  end\nend\n',
    'db/5_seed.rb': '# Sequel.migration is elsewhere\nDB[:a].insert(b: 1)\n',
    'db/notes.rb': 'Sequel.migration { }\n',
  });
  expect(found.migrations.filter((line) => !line.includes('rails'))).toEqual([
    'db/2_a.rb 2 a irreversible',
    'db/3_c.rb 3 c noop',
    'db/10_b.rb 10 b inferred',
  ]);
});

test('columns, keys, indexes and constraints of create_table', async () => {
  expect(
    await bodies(`create_table(:orders) do
      primary_key :id, :Bignum
      String :name, null: false, size: 50
      String :note, text: true, default: ''
      Integer :amount, default: 0, index: true
      BigDecimal :price, size: [10, 2]
      DateTime :at, default: Sequel::CURRENT_TIMESTAMP
      TrueClass :paid
      column :data, :jsonb
      uuid :key
      foreign_key :user_id, :users, on_delete: :cascade, null: false
      index [:name, :at], unique: true, name: :by_name
      unique [:key]
      check { amount > 0 }
      constraint(:positive) { price > 0 }
      foreign_key [:a, :b], :pairs
    end`),
  ).toEqual([
    {
      kind: 'createTable',
      table: 'orders',
      columns: [
        { name: 'id', type: 'bigint', nullable: false, primaryKey: true, generated: 'identity' },
        { name: 'name', type: 'varchar(50)', nullable: false },
        { name: 'note', type: 'text', nullable: true, default: { expression: "''", volatility: 'constant' } },
        {
          name: 'amount',
          type: 'integer',
          nullable: true,
          default: { expression: '0', volatility: 'constant' },
        },
        { name: 'price', type: 'numeric(10,2)', nullable: true },
        {
          name: 'at',
          type: 'timestamp',
          nullable: true,
          default: { expression: 'CURRENT_TIMESTAMP', volatility: 'stable' },
        },
        { name: 'paid', type: 'boolean', nullable: true },
        { name: 'data', type: 'jsonb', nullable: true },
        { name: 'key', type: 'uuid', nullable: true },
        {
          name: 'user_id',
          type: 'integer',
          nullable: false,
          references: { table: 'users', columns: [], onDelete: 'CASCADE' },
        },
      ],
    },
    expect.objectContaining({ kind: 'createIndex', index: 'orders_amount_index', columns: ['amount'] }),
    expect.objectContaining({ kind: 'createIndex', index: 'by_name', columns: ['name', 'at'], unique: true }),
    { kind: 'addUnique', table: 'orders', columns: ['key'] },
    { kind: 'addCheck', table: 'orders', columns: [], expression: '?' },
    { kind: 'addCheck', table: 'orders', columns: [], expression: '?', constraint: 'positive' },
    {
      kind: 'addForeignKey',
      table: 'orders',
      columns: ['a', 'b'],
      references: { table: 'pairs', columns: [] },
    },
  ]);
});

test.each([
  ['create_table?(:a) { Integer :b }', { kind: 'createTable', guarded: true }],
  ['create_table!(:a) { Integer :b }', { kind: 'dropTable', table: 'a', guarded: true }],
  ['create_table(:a, as: from(:b))', { kind: 'createTable', table: 'a', asSelect: true }],
  ['create_join_table(a_id: :as, b_id: :bs)', { kind: 'createTable', table: 'as_bs' }],
  ['drop_join_table(a_id: :as, b_id: :bs)', { kind: 'dropTable', table: 'as_bs' }],
  ['drop_table(:a, cascade: true)', { kind: 'dropTable', table: 'a', cascade: true }],
  ['drop_table?(:a)', { kind: 'dropTable', table: 'a', guarded: true }],
  ['rename_table :a, :b', { kind: 'renameTable', table: 'a', newName: 'b' }],
  [
    'add_column :a, :b, String, null: false',
    { kind: 'addColumn', table: 'a', column: 'b', definition: { nullable: false, type: 'text' } },
  ],
  ['add_column Sequel[:s][:a], :b, :text', { kind: 'addColumn', table: 's.a' }],
  ['drop_column :a, :b', { kind: 'dropColumn', table: 'a', column: 'b' }],
  ['rename_column :a, :b, :c', { kind: 'renameColumn', newName: 'c' }],
  [
    'set_column_type :a, :b, :Bignum, using: "b::bigint"',
    { kind: 'changeColumnType', type: 'bigint', using: 'b::bigint' },
  ],
  ['set_column_default :a, :b, 1', { kind: 'setDefault', column: 'b' }],
  ['set_column_default :a, :b, nil', { kind: 'dropDefault', column: 'b' }],
  ['set_column_not_null :a, :b', { kind: 'setNotNull', column: 'b' }],
  ['set_column_allow_null :a, :b', { kind: 'dropNotNull', column: 'b' }],
  [
    'add_index :a, [:b, :c], concurrently: true, unique: true',
    { kind: 'createIndex', index: 'a_b_c_index', concurrently: true, unique: true },
  ],
  ['drop_index :a, :b', { kind: 'dropIndex', index: 'a_b_index' }],
  ['drop_index :a, nil, name: :x, concurrently: true', { kind: 'dropIndex', index: 'x', concurrently: true }],
  ['alter_table(:a) { add_column :b, Integer }', { kind: 'addColumn', column: 'b' }],
  ['alter_table(:a) { add_primary_key :id }', { kind: 'addColumn', definition: { primaryKey: true } }],
  ['alter_table(:a) { add_primary_key [:b, :c] }', { kind: 'addPrimaryKey', columns: ['b', 'c'] }],
  [
    'alter_table(:a) { add_foreign_key :b_id, :bs }',
    { kind: 'addColumn', definition: { references: { table: 'bs' } } },
  ],
  ['alter_table(:a) { add_foreign_key [:b_id], :bs, name: :f }', { kind: 'addForeignKey', constraint: 'f' }],
  ['alter_table(:a) { drop_foreign_key :b_id }', { kind: 'dropColumn', column: 'b_id' }],
  ['alter_table(:a) { drop_foreign_key [:b_id], name: :f }', { kind: 'dropConstraint', constraint: 'f' }],
  ['alter_table(:a) { add_constraint(:c) { x > 1 } }', { kind: 'addCheck', constraint: 'c' }],
  [
    'alter_table(:a) { add_constraint({name: :c, not_valid: true}) { x > 1 } }',
    { kind: 'addCheck', constraint: 'c', notValid: true },
  ],
  ['alter_table(:a) { validate_constraint :c }', { kind: 'validateConstraint', constraint: 'c' }],
  ['alter_table(:a) { add_unique_constraint [:b], name: :u }', { kind: 'addUnique', constraint: 'u' }],
  [
    'alter_table(:a) { drop_constraint :c, type: :unique }',
    { kind: 'dropConstraint', constraintKind: 'unique' },
  ],
  ['alter_table(:a) { set_column_not_null :b }', { kind: 'setNotNull' }],
  ['create_view :v, "SELECT 1"', { kind: 'createView', view: 'v', materialized: false }],
  ['create_or_replace_view :v, "SELECT 1"', { kind: 'createView', orReplace: true }],
  ['drop_view :v, materialized: true', { kind: 'dropView', materialized: true }],
  ['create_enum(:e, %w[a b])', { kind: 'createEnum', values: ['a', 'b'] }],
  ['add_enum_value(:e, "c")', { kind: 'addEnumValue', value: 'c' }],
  ['run "ALTER TABLE a DROP COLUMN b"', { kind: 'dropColumn', table: 'a', column: 'b' }],
  ['self << "DROP INDEX CONCURRENTLY x"', { kind: 'dropIndex', concurrently: true }],
  ['from(:a).update(b: 1)', { kind: 'changeData', table: 'a', change: 'update', scope: 'all' }],
  ['self[:a].where(b: nil).update(b: 1)', { kind: 'changeData', scope: 'filtered' }],
  ['self[:a].where(id: 1).delete', { kind: 'changeData', change: 'delete', scope: 'by-key' }],
  ['self[:a].insert(b: 1)', { kind: 'changeData', change: 'insert' }],
  ['Helper.call(self)', { kind: 'opaque', reason: 'runs code of the program' }],
  ['run some_sql', { kind: 'opaque' }],
])('%s', async (code, expected) => {
  expect((await bodies(code))[0]).toMatchObject(expected);
});

test('change is turned round where Sequel can; else it says why', async () => {
  const found = await read(`  change do
    add_column :a, :b, Integer
    create_table(:c) { primary_key :id }
    set_column_type :a, :b, String
    run 'SELECT 1'
  end`);
  const [migration] = found.all;
  expect(bodiesOf(migration, 'down')).toMatchObject([
    { kind: 'dropTable', table: 'c' },
    { kind: 'dropColumn', table: 'a', column: 'b' },
  ]);
  expect(migration?.downProblems.map(({ span, text }) => `${span.line} ${text}`)).toEqual([
    '5 set_column_type',
    '6 run',
  ]);
});

test('loops, methods of the file, variables and the database are followed', async () => {
  const found = await read(
    `  columns = %i[x y]
  up do
    if database_type == :postgres
      run 'SET lock_timeout = 1'
    else
      run 'DROP TABLE never'
    end
    columns.each { |name| add_column :a, name, Integer }
    { b: :t }.each do |table, column|
      alter_table(table) { drop_column column }
    end
    transaction { drop_table :z } unless self[:z].any?
    self[:a].each { |row| self[:a].where(id: row[:id]).update(x: 1) }
  end`,
  );
  expect(found.operations.map((line) => line.split(' ')[1])).toEqual([
    'setSetting',
    'addColumn',
    'addColumn',
    'dropColumn',
    'dropTable',
    'changeData',
  ]);
  expect(found.all[0]?.operations[5]).toMatchObject({ scope: 'batched' });
});

test('a transaction is the default on PostgreSQL; no_transaction switches it off', async () => {
  expect((await read('  up { drop_table :a }')).operations).toEqual([
    'db/migrations/001_x.rb:2 dropTable up per-migration',
  ]);
  expect((await read('  no_transaction\n  up { drop_table :a }')).operations[0]).toContain('up none');
  expect((await read('  up { drop_table :a }', 'mysql2')).operations[0]).toContain('up none');
});

test('what does not parse is skipped with its line', async () => {
  const found = await read('  up do\n    drop_table :a\n    add_column( :b\n  end');
  expect(found.skipped[0]).toMatch(/^db\/migrations\/001_x\.rb:\d+ parse-error$/);
  expect(found.migrations).toHaveLength(1);
});
