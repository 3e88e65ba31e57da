import { expect, test } from 'vitest';
import { bodies, places, problems, readChange, readMigration } from './read-migration.js';

test('reversible, up_only and revert inside change', async () => {
  const migration = await readChange(`    add_column :t, :a, :text
    reversible do |dir|
      dir.up { execute "UPDATE t SET a = 'x'" }
      dir.down do
        execute "DELETE FROM t WHERE a = 'y'"
        execute "DELETE FROM t WHERE a = 'z'"
      end
    end
    up_only { execute "UPDATE t SET b = 1" }
    revert do
      add_column :t, :old, :text
      add_index :t, :old
    end`);
  expect(places(migration)).toEqual([
    '3#0 addColumn',
    '5#1 changeData',
    '11#2 changeData',
    '14#3 dropIndex',
    '13#4 dropColumn',
  ]);
  expect(places(migration, 'down')).toEqual([
    '13#0 addColumn',
    '14#1 createIndex',
    '7#2 changeData',
    '8#3 changeData',
    '3#4 dropColumn',
  ]);
  expect(problems(migration)).toEqual([]);
});

test('a method can be the block of reversible', async () => {
  const migration = await readChange(`    reversible(&method(:both))
  end
  def both(way)
    way.up { execute "UPDATE t SET a = 1" }`);
  expect(places(migration)).toEqual(['6#0 changeData']);
  expect(places(migration, 'down')).toEqual([]);
});

test.each([
  ['def up', 'def down'],
  ['def self.up', 'def self.down'],
])('%s and %s are written ways', async (up, down) => {
  const migration = await readMigration(`  ${up}
    add_column :t, :a, :text
  end

  ${down}
    remove_column :t, :a
  end`);
  expect(migration.down).toBe('explicit');
  expect(places(migration)).toEqual(['3#0 addColumn']);
  expect(places(migration, 'down')).toEqual(['7#0 dropColumn']);
  expect(problems(migration)).toEqual([]);
});

test.each([
  ['', 'none'],
  ['def down; end', 'noop'],
  ['def down\n    # nothing\n  end', 'noop'],
  ['def down\n    raise ActiveRecord::IrreversibleMigration\n  end', 'irreversible'],
  ['def down\n    raise "no" if Rails.env.production?\n    drop_table :t\n  end', 'explicit'],
])('the way back %j is %s', async (down, form) => {
  const migration = await readMigration(`  def up\n    create_table :t\n  end\n  ${down}`);
  expect(migration.down).toBe(form);
});

test('a way back that raises inside reversible is irreversible', async () => {
  const migration = await readChange(
    '    add_column :t, :a, :text\n    reversible { |dir| dir.down { raise ActiveRecord::IrreversibleMigration } }',
  );
  expect(migration.down).toBe('irreversible');
});

test('reverting? decides which way a stretch runs', async () => {
  const migration = await readChange(`    if reverting?
      execute "DELETE FROM t WHERE a = 1"
    else
      add_column :t, :a, :text
    end`);
  expect(bodies(migration)).toMatchObject([{ kind: 'addColumn' }]);
  expect(problems(migration)).toEqual(['4 execute']);
});

test('without a transaction, and on engines that have none for the schema', async () => {
  const body =
    '  disable_ddl_transaction!\n  def change\n    add_index :t, :a, algorithm: :concurrently\n  end';
  const transactions = async (text: string, dialect: string): Promise<readonly string[]> =>
    (await readMigration(text, { dialect })).operations.map(({ transaction }) => transaction);
  expect(await transactions(body, 'postgresql')).toEqual(['none', 'none']);
  expect(await transactions(body.replace('  disable_ddl_transaction!\n', ''), 'postgresql')).toEqual([
    'per-migration',
    'per-migration',
  ]);
  expect(await transactions(body.replace('  disable_ddl_transaction!\n', ''), 'mysql')).toEqual([
    'none',
    'none',
  ]);
});
