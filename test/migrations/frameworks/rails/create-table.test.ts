import { expect, test } from 'vitest';
import { bodies, places, problems, readChange } from './read-migration.js';

const id = { name: 'id', type: 'bigint', nullable: false, primaryKey: true, generated: 'serial' };

test('create_table with columns, references, indexes and constraints', async () => {
  const migration = await readChange(`    create_table :orders, if_not_exists: true do |t|
      t.string :state, :note, null: false, limit: 20, default: 'new'
      t.decimal :total, precision: 10, scale: 2
      t.references :user, foreign_key: { on_delete: :cascade }, index: { unique: true }
      t.belongs_to :subject, polymorphic: true
      t.jsonb :data, default: {}
      t.integer :tags, array: true, default: []
      t.virtual :upper, type: :string, as: 'upper(state)', stored: true
      t.enum :mood, enum_type: :moods
      t.index [:state, :total], where: 'total > 0'
      t.check_constraint 'total > 0', name: 'positive'
      t.timestamps
    end`);
  expect(bodies(migration)).toEqual([
    {
      kind: 'createTable',
      table: 'orders',
      guarded: true,
      columns: [
        id,
        {
          name: 'state',
          type: 'varchar(20)',
          nullable: false,
          default: { expression: "'new'", volatility: 'constant' },
        },
        {
          name: 'note',
          type: 'varchar(20)',
          nullable: false,
          default: { expression: "'new'", volatility: 'constant' },
        },
        { name: 'total', type: 'numeric(10,2)', nullable: true },
        { name: 'user_id', type: 'bigint', nullable: true },
        { name: 'subject_type', type: 'varchar', nullable: true },
        { name: 'subject_id', type: 'bigint', nullable: true },
        {
          name: 'data',
          type: 'jsonb',
          nullable: true,
          default: { expression: "'{}'", volatility: 'constant' },
        },
        {
          name: 'tags',
          type: 'integer[]',
          nullable: true,
          default: { expression: "'{}'", volatility: 'constant' },
        },
        { name: 'upper', type: 'varchar', nullable: true, generated: 'stored' },
        { name: 'mood', type: 'moods', nullable: true },
        { name: 'created_at', type: 'timestamp(6)', nullable: false },
        { name: 'updated_at', type: 'timestamp(6)', nullable: false },
      ],
    },
    {
      kind: 'createIndex',
      table: 'orders',
      index: 'index_orders_on_user_id',
      columns: ['user_id'],
      unique: true,
      concurrently: false,
    },
    {
      kind: 'addForeignKey',
      table: 'orders',
      columns: ['user_id'],
      references: { table: 'users', columns: [], onDelete: 'CASCADE' },
      constraint: expect.stringMatching(/^fk_rails_[0-9a-f]{10}$/),
    },
    {
      kind: 'createIndex',
      table: 'orders',
      index: 'index_orders_on_subject',
      columns: ['subject_type', 'subject_id'],
      unique: false,
      concurrently: false,
    },
    {
      kind: 'createIndex',
      table: 'orders',
      index: 'index_orders_on_state_and_total',
      columns: ['state', 'total'],
      unique: false,
      concurrently: false,
      where: 'total > 0',
    },
    { kind: 'addCheck', table: 'orders', columns: [], expression: 'total > 0', constraint: 'positive' },
  ]);
  expect(places(migration).every((place) => place.startsWith('3#0 '))).toBe(true);
  expect(bodies(migration, 'down')).toEqual([{ kind: 'dropTable', table: 'orders' }]);
  expect(problems(migration)).toEqual([]);
});

test.each([
  ['id: false', []],
  ['primary_key: :code', [{ ...id, name: 'code' }]],
  [
    'id: :uuid',
    [
      {
        name: 'id',
        type: 'uuid',
        nullable: false,
        primaryKey: true,
        default: { expression: 'gen_random_uuid()', volatility: 'volatile' },
      },
    ],
  ],
  ['id: :integer', [{ ...id, type: 'integer' }]],
  ['id: :string, limit: 36', [{ name: 'id', type: 'varchar(36)', nullable: false, primaryKey: true }]],
  ['id: { type: :bigint }', [id]],
])('the key of create_table with %s', async (options, columns) => {
  const migration = await readChange(`    create_table :orders, ${options}`);
  expect(bodies(migration)).toEqual([{ kind: 'createTable', table: 'orders', columns }]);
});

test('a composite key is a constraint, its columns are not null', async () => {
  const migration = await readChange(`    create_table :parts, primary_key: [:order_id, :number] do |t|
      t.bigint :order_id
      t.integer :number
    end`);
  expect(bodies(migration)).toEqual([
    {
      kind: 'createTable',
      table: 'parts',
      columns: [
        { name: 'order_id', type: 'bigint', nullable: false },
        { name: 'number', type: 'integer', nullable: false },
      ],
    },
    { kind: 'addPrimaryKey', table: 'parts', columns: ['order_id', 'number'] },
  ]);
});

test('force drops the table before', async () => {
  const migration = await readChange('    create_table :orders, force: :cascade, id: false');
  expect(bodies(migration)).toEqual([
    { kind: 'dropTable', table: 'orders', cascade: true, guarded: true },
    { kind: 'createTable', table: 'orders', columns: [] },
  ]);
});

test('create_join_table has two columns that are not null', async () => {
  const migration = await readChange('    create_join_table :users, :categories');
  expect(bodies(migration)).toEqual([
    {
      kind: 'createTable',
      table: 'categories_users',
      columns: [
        { name: 'user_id', type: 'bigint', nullable: false },
        { name: 'category_id', type: 'bigint', nullable: false },
      ],
    },
  ]);
  expect(bodies(migration, 'down')).toEqual([{ kind: 'dropTable', table: 'categories_users' }]);
});

test.each([
  ['ActiveRecord::Migration', 'integer', 'integer', 0, true, 'timestamp'],
  ['ActiveRecord::Migration[4.2]', 'integer', 'integer', 0, true, 'timestamp'],
  ['ActiveRecord::Migration[5.0]', 'integer', 'integer', 1, false, 'timestamp'],
  ['ActiveRecord::Migration[5.1]', 'bigint', 'bigint', 1, false, 'timestamp'],
  ['ActiveRecord::Migration[6.0]', 'bigint', 'bigint', 1, false, 'timestamp(6)'],
  ['ActiveRecord::Migration[8.0]', 'bigint', 'bigint', 1, false, 'timestamp(6)'],
  ['Gitlab::Database::Migration[2.1]', 'bigint', 'bigint', 1, false, 'timestamp(6)'],
])(
  'what %s means for keys, references and timestamps',
  async (base, key, reference, indexes, nullable, time) => {
    const migration = await readChange(
      '    create_table :orders do |t|\n      t.references :user\n      t.timestamps\n    end',
      { base },
    );
    const [table, ...others] = migration.operations.filter(({ direction }) => direction === 'up');
    expect(others.map(({ kind }) => kind)).toEqual(Array.from({ length: indexes }, () => 'createIndex'));
    expect(table?.kind === 'createTable' && table.columns).toMatchObject([
      { name: 'id', type: key },
      { name: 'user_id', type: reference },
      { name: 'created_at', type: time, nullable },
      { name: 'updated_at', type: time, nullable },
    ]);
  },
);

test('types of MySQL and SQLite', async () => {
  const table = `    create_table :a do |t|
      t.string :s
      t.integer :i, limit: 1, unsigned: true
      t.text :t, size: :medium
      t.text :l, limit: 4294967295
      t.binary :b, limit: 16
      t.datetime :d
      t.column :e, "ENUM('x','y')"
    end`;
  const types = async (dialect: string): Promise<readonly string[]> => {
    const [operation] = (await readChange(table, { dialect })).operations;
    return operation?.kind === 'createTable' ? operation.columns.map(({ type }) => type) : [];
  };
  expect(await types('mysql')).toEqual([
    'bigint',
    'varchar(255)',
    'tinyint unsigned',
    'mediumtext',
    'longtext',
    'varbinary(16)',
    'datetime(6)',
    "enum('x','y')",
  ]);
  expect((await types('sqlite')).slice(0, 3)).toEqual(['integer', 'varchar', 'smallint']);
});

test('loops, methods that take the table, and adapters inside the block', async () => {
  const migration = await readMigrationWithHelper();
  const [table] = migration.operations;
  expect(table?.kind === 'createTable' && table.columns.map(({ name }) => name)).toEqual([
    'a',
    'b',
    'created_by',
    'data',
  ]);
});

async function readMigrationWithHelper(): ReturnType<typeof readChange> {
  return readChange(`    create_table :orders, id: false do |t|
      %i[a b].each { |name| t.string name }
      audit(t)
      if t.respond_to?(:jsonb)
        t.jsonb :data
      else
        t.text :text
      end
    end
  end
  def audit(table)
    table.bigint :created_by`);
}

test('a line that is not known is opaque with its text', async () => {
  const migration = await readChange(
    '    create_table :a, id: false do |t|\n      t.money_with_currency :price\n    end',
  );
  expect(bodies(migration)).toEqual([
    { kind: 'createTable', table: 'a', columns: [] },
    {
      kind: 'opaque',
      reason: 't.money_with_currency is not known, or its arguments are made while the migration runs',
      text: 't.money_with_currency :price',
    },
  ]);
});
