import { expect, test } from 'vitest';
import { bodies, places, problems, readChange, readMigration } from './read-migration.js';

const text = { name: 'a', type: 'text', nullable: true };
const index = {
  kind: 'createIndex',
  table: 't',
  index: 'index_t_on_a',
  columns: ['a'],
  unique: false,
  concurrently: false,
};
const dropped = { kind: 'dropIndex', table: 't', index: 'index_t_on_a', columns: ['a'], concurrently: false };
const key = {
  kind: 'addForeignKey',
  table: 'posts',
  columns: ['user_id'],
  references: { table: 'users', columns: [] },
};
const digest = expect.stringMatching(/^(fk|chk|uniq|excl)_rails_[0-9a-f]{10}$/);

test.each([
  [
    'add_column :t, :a, :text',
    [{ kind: 'addColumn', table: 't', column: 'a', definition: text }],
    [{ kind: 'dropColumn', table: 't', column: 'a', definition: text }],
  ],
  [
    'remove_column :t, :a, :text, if_exists: true',
    [{ kind: 'dropColumn', table: 't', column: 'a', definition: text, guarded: true }],
    [{ kind: 'addColumn', table: 't', column: 'a', definition: text, guarded: true }],
  ],
  [
    'remove_columns :t, :a, :b, type: :text',
    [
      { kind: 'dropColumn', table: 't', column: 'a', definition: text },
      { kind: 'dropColumn', table: 't', column: 'b', definition: { ...text, name: 'b' } },
    ],
    [
      { kind: 'addColumn', table: 't', column: 'b', definition: { ...text, name: 'b' } },
      { kind: 'addColumn', table: 't', column: 'a', definition: text },
    ],
  ],
  [
    'rename_column :t, :a, :b',
    [{ kind: 'renameColumn', table: 't', column: 'a', newName: 'b' }],
    [{ kind: 'renameColumn', table: 't', column: 'b', newName: 'a' }],
  ],
  [
    'change_column_default :t, :a, from: nil, to: 5',
    [{ kind: 'setDefault', table: 't', column: 'a', default: { expression: '5', volatility: 'constant' } }],
    [{ kind: 'dropDefault', table: 't', column: 'a' }],
  ],
  [
    'change_column_null :t, :a, false, 0',
    [
      { kind: 'changeData', table: 't', change: 'update', scope: 'filtered' },
      { kind: 'setNotNull', table: 't', column: 'a' },
    ],
    [{ kind: 'dropNotNull', table: 't', column: 'a' }],
  ],
  ['add_index :t, :a', [index], [dropped]],
  [
    'add_index :t, "lower(a)", unique: true, using: :gin, algorithm: :concurrently',
    [
      {
        ...index,
        index: 'index_t_on_lower_a',
        columns: ['lower(a)'],
        unique: true,
        concurrently: true,
        method: 'gin',
      },
    ],
    [{ ...dropped, index: 'index_t_on_lower_a', columns: ['lower(a)'], concurrently: true }],
  ],
  ['remove_index :t, :a', [dropped], [index]],
  [
    'rename_index :t, :old, :new',
    [{ kind: 'renameIndex', table: 't', index: 'old', newName: 'new' }],
    [{ kind: 'renameIndex', table: 't', index: 'new', newName: 'old' }],
  ],
  [
    'add_reference :posts, :author, null: false, foreign_key: { to_table: :users, validate: false }, index: { algorithm: :concurrently }',
    [
      {
        kind: 'addColumn',
        table: 'posts',
        column: 'author_id',
        definition: { name: 'author_id', type: 'bigint', nullable: false },
      },
      {
        ...index,
        table: 'posts',
        index: 'index_posts_on_author_id',
        columns: ['author_id'],
        concurrently: true,
      },
      { ...key, columns: ['author_id'], constraint: digest, notValid: true },
    ],
    [
      { kind: 'dropConstraint', table: 'posts', constraint: digest, constraintKind: 'foreign-key' },
      {
        kind: 'dropColumn',
        table: 'posts',
        column: 'author_id',
        definition: { name: 'author_id', type: 'bigint', nullable: false },
      },
    ],
  ],
  [
    'add_foreign_key :posts, :users, validate: false',
    [{ ...key, constraint: digest, notValid: true }],
    [{ kind: 'dropConstraint', table: 'posts', constraint: digest, constraintKind: 'foreign-key' }],
  ],
  [
    'remove_foreign_key :posts, :users',
    [{ kind: 'dropConstraint', table: 'posts', constraint: digest, constraintKind: 'foreign-key' }],
    [{ ...key, constraint: digest }],
  ],
  [
    'add_check_constraint :t, "a > 0", name: "positive", validate: false',
    [
      {
        kind: 'addCheck',
        table: 't',
        columns: [],
        expression: 'a > 0',
        constraint: 'positive',
        notValid: true,
      },
    ],
    [{ kind: 'dropConstraint', table: 't', constraint: 'positive', constraintKind: 'check' }],
  ],
  [
    'add_unique_constraint :t, [:a, :b]',
    [{ kind: 'addUnique', table: 't', columns: ['a', 'b'], constraint: digest }],
    [{ kind: 'dropConstraint', table: 't', constraint: digest, constraintKind: 'unique' }],
  ],
  [
    'rename_table :t, :u',
    [{ kind: 'renameTable', table: 't', newName: 'u' }],
    [{ kind: 'renameTable', table: 'u', newName: 't' }],
  ],
  [
    'create_enum :mood, %w[sad happy]',
    [{ kind: 'createEnum', type: 'mood', values: ['sad', 'happy'] }],
    [{ kind: 'executeSql', statementKind: 'DROP TYPE' }],
  ],
  [
    'rename_enum_value :mood, from: "sad", to: "blue"',
    [{ kind: 'renameEnumValue', type: 'mood', value: 'sad', newName: 'blue' }],
    [{ kind: 'renameEnumValue', type: 'mood', value: 'blue', newName: 'sad' }],
  ],
  [
    'enable_extension "pgcrypto"',
    [{ kind: 'executeSql', statementKind: 'CREATE EXTENSION' }],
    [{ kind: 'executeSql', statementKind: 'DROP EXTENSION' }],
  ],
  [
    'drop_table :t, id: false do |t|\n      t.text :a\n    end',
    [{ kind: 'dropTable', table: 't' }],
    [{ kind: 'createTable', table: 't', columns: [text] }],
  ],
  [
    'create_view :v, materialized: true',
    [{ kind: 'createView', view: 'v', materialized: true }],
    [{ kind: 'dropView', view: 'v', materialized: true }],
  ],
])('%s goes both ways', async (call, up, down) => {
  const migration = await readChange(`    ${call}`);
  expect(bodies(migration)).toEqual(up);
  expect(bodies(migration, 'down')).toEqual(down);
  expect(problems(migration)).toEqual([]);
  expect(migration.down).toBe('inferred');
  expect(migration.operations.every(({ confidence }) => confidence === 'high')).toBe(true);
});

test.each([
  ['remove_column :t, :a', 'remove_column :a without a type', 'dropColumn'],
  ['remove_columns :t, :a, :b', 'remove_columns without type:', 'dropColumn'],
  ['change_column :t, :a, :text', 'change_column', 'changeColumnType'],
  ['change_column_default :t, :a, 5', 'change_column_default without from: and to:', 'setDefault'],
  ['change_column_default :t, :a, to: 5', 'change_column_default without from: and to:', 'setDefault'],
  ['execute "ALTER TABLE t ADD COLUMN b text"', 'execute', 'addColumn'],
  ['remove_index :t, name: "by_a"', 'remove_index without its columns', 'dropIndex'],
  ['drop_table :t', 'drop_table without a block', 'dropTable'],
  ['drop_table :t, if_exists: true', 'drop_table without a block', 'dropTable'],
  [
    'remove_foreign_key :posts, column: :user_id',
    'remove_foreign_key without the other table',
    'dropConstraint',
  ],
  [
    'remove_check_constraint :t, name: "c"',
    'remove_check_constraint without its expression',
    'dropConstraint',
  ],
  ['drop_enum :mood', 'drop_enum without its values', 'executeSql'],
  ['add_enum_value :mood, "happy"', 'add_enum_value', 'addEnumValue'],
  ['change_table(:t) { |t| t.remove :a }', 't.remove without type:', 'dropColumn'],
  ['change_table(:t) { |t| t.change :a, :text }', 'change_column', 'changeColumnType'],
])('%s cannot be turned round', async (call, text_, kind) => {
  const migration = await readChange(`    add_column :t, :z, :text\n    ${call}`);
  expect(problems(migration)).toEqual([`4 ${text_}`]);
  expect(places(migration)).toContain(`4#1 ${kind}`);
  expect(places(migration, 'down')).toEqual(['3#0 dropColumn']);
});

test('the lines of change_table are statements of their own, and come back from the end', async () => {
  const migration = await readChange(`    change_table :t, bulk: true do |t|
      t.string :a, index: true
      t.rename :b, :c
      t.change_null :d, false
      t.remove_references :user
      t.foreign_key :users
    end`);
  expect(places(migration)).toEqual([
    '4#0 addColumn',
    '4#0 createIndex',
    '5#1 renameColumn',
    '6#2 setNotNull',
    '7#3 dropColumn',
    '8#4 addForeignKey',
  ]);
  expect(places(migration, 'down')).toEqual([
    '8#0 dropConstraint',
    '7#1 addColumn',
    '7#1 createIndex',
    '6#2 dropNotNull',
    '5#3 renameColumn',
    '4#4 dropColumn',
  ]);
});

test('a default that the engine computes is told from one that Ruby computes', async () => {
  const migration = await readChange(`    add_column :t, :a, :uuid, default: -> { "gen_random_uuid()" }
    add_column :t, :b, :uuid, default: "gen_random_uuid()"
    add_column :t, :c, :datetime, default: -> { 'now()' }
    add_column :t, :d, :datetime, default: Time.now`);
  expect(
    migration.operations.flatMap((operation) =>
      operation.kind === 'addColumn' ? operation.definition.default : [],
    ),
  ).toEqual([
    { expression: 'gen_random_uuid()', volatility: 'volatile' },
    { expression: 'gen_random_uuid()', volatility: 'volatile' },
    { expression: 'now()', volatility: 'stable' },
    { expression: 'Time.now', volatility: 'constant' },
  ]);
});

test('validations run both ways, because Rails does not record them', async () => {
  const migration = await readMigration(
    '  def up\n    validate_foreign_key :posts, :users\n    validate_check_constraint :t, name: "c"\n  end',
  );
  expect(bodies(migration)).toEqual([
    { kind: 'validateConstraint', table: 'posts', constraint: digest },
    { kind: 'validateConstraint', table: 't', constraint: 'c' },
  ]);
  expect(migration.down).toBe('none');
});

test('arguments that are only known at run time make a call opaque', async () => {
  const migration = await readChange('    add_index table_for(:x), :a\n    acts_as_magic :t');
  expect(bodies(migration)).toEqual([
    {
      kind: 'opaque',
      reason: 'the arguments are made while the migration runs',
      text: 'add_index table_for(:x), :a',
    },
    {
      kind: 'opaque',
      reason: 'acts_as_magic is a method of the project or of a gem',
      text: 'acts_as_magic :t',
    },
  ]);
});
