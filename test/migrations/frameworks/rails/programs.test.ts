import { expect, test } from 'vitest';
import { overview } from '../../overview.js';
import { bodies, places, readChange, readMigration } from './read-migration.js';

test('loops over known names, hashes and constants run once for each', async () => {
  const migration = await readMigration(`  TABLES = { users: %w[a b], posts: %w[c] }.freeze
  def change
    TABLES.each do |table, columns|
      columns.each { |column| add_column table, column, :text }
    end
    %i[x y].each_with_index { |table, at| add_index table, "c#{at}" }
  end`);
  expect(bodies(migration)).toMatchObject([
    { kind: 'addColumn', table: 'users', column: 'a' },
    { kind: 'addColumn', table: 'users', column: 'b' },
    { kind: 'addColumn', table: 'posts', column: 'c' },
    { kind: 'createIndex', table: 'x', columns: ['c0'] },
    { kind: 'createIndex', table: 'y', columns: ['c1'] },
  ]);
  expect(migration.operations.filter(({ direction }) => direction === 'down')).toHaveLength(5);
});

test('methods of the class are followed with their arguments and blocks', async () => {
  const migration = await readMigration(`  def up
    add_to(:users, default: 0)
    with_timeout_off { add_index :users, :a }
  end

  private

  def add_to(table, column = :a, default:)
    add_column table, column, :integer, default: default
  end

  def with_timeout_off
    execute "SET statement_timeout TO 0"
    yield
  end`);
  expect(places(migration)).toEqual(['10#0 addColumn', '14#1 setSetting', '4#2 createIndex']);
});

test('SQL in heredocs, with constants, and with what is not known', async () => {
  const migration = await readMigration(`  TABLE = 'users'
  def up
    execute <<~SQL.squish
      UPDATE #{TABLE}
      SET name = 'x'
      WHERE id = 1
    SQL
    execute(<<-SQL)
      DROP INDEX CONCURRENTLY by_name
    SQL
    execute 'UPDATE users SET name = \\'y\\''
    execute "UPDATE users SET name = #{connection.quote(random_name)}"
    connection.execute "ALTER TABLE %s DROP COLUMN b" % TABLE
    execute some_sql
  end`);
  expect(bodies(migration)).toMatchObject([
    { kind: 'changeData', table: 'users', scope: 'by-key' },
    { kind: 'dropIndex', index: 'by_name', concurrently: true },
    { kind: 'changeData', table: 'users', scope: 'all' },
    { kind: 'changeData', table: 'users', scope: 'all' },
    { kind: 'dropColumn', table: 'users', column: 'b' },
    { kind: 'opaque', reason: 'the SQL is made while the migration runs', text: 'execute some_sql' },
  ]);
  expect(places(migration).map((place) => place.split(' ')[0])).toEqual([
    '4#0',
    '9#1',
    '12#2',
    '13#3',
    '14#4',
    '15#5',
  ]);
  expect(migration.operations.map(({ confidence }) => confidence)[3]).toBe('medium');
});

test('several statements in one text count on', async () => {
  const migration = await readMigration(
    '  def up\n    execute "UPDATE a SET x = 1; UPDATE b SET x = 1"\n    add_column :a, :y, :text\n  end',
  );
  expect(places(migration)).toEqual(['3#0 changeData', '3#1 changeData', '4#2 addColumn']);
});

test.each([
  ['User.update_all(a: 1)', 'users', 'update', 'all'],
  ['User.where(a: nil).update_all(a: 1)', 'users', 'update', 'filtered'],
  ['User.where(id: 1).delete_all', 'users', 'delete', 'by-key'],
  ['User.active.update_all(a: 1)', 'users', 'update', 'filtered'],
  ['User.find_each { |user| user.update!(a: 1) }', 'users', 'update', 'batched'],
  ['User.in_batches { |batch| batch.update_all(a: 1) }', 'users', 'update', 'batched'],
  ['User.where(a: 1).in_batches.delete_all', 'users', 'delete', 'batched'],
  ['User.all.each { |user| user.update_columns(a: 1) }', 'users', 'update', 'all'],
  ['user = User.find_by(a: 1)\n    user.destroy!', 'users', 'delete', 'by-key'],
  ['Setting.create!(a: 1)', 'settings', 'insert', 'by-key'],
  ['setting = Setting.new\n    setting.save!', 'settings', 'insert', 'by-key'],
  ['Category.update_all(a: 1)', 'categories', 'update', 'all'],
  ['MyUser.update_all(a: 1)', 'people', 'update', 'all'],
  ['[User].each { |model| model.update_all(a: 1) }', 'users', 'update', 'all'],
])('%s changes rows', async (code, table, change, scope) => {
  const migration = await readMigration(`  class MyUser < ActiveRecord::Base
    self.table_name = :people
  end
  def up
    ${code}
  end`);
  expect(bodies(migration)).toEqual([{ kind: 'changeData', table, change, scope }]);
  expect(migration.operations[0]?.confidence).toBe('medium');
});

test.each([
  'User.reset_column_information',
  'say_with_time("x") { User.count }',
  'options.update(a: 1)',
  'x = Service.new(1)',
  'Rails.logger.info("x")',
  'cache.delete(:a)',
  'puts "x" if User.exists?',
  'return unless table_exists?(:users)',
  'rows = select_all("SELECT 1")',
])('%s does nothing to the database', async (code) => {
  const migration = await readMigration(`  def up\n    ${code}\n  end`);
  expect(bodies(migration)).toEqual([]);
});

test('code of the program is opaque', async () => {
  const migration = await readMigration('  def up\n    Importer.run_everything!\n  end');
  expect(bodies(migration)).toEqual([
    { kind: 'opaque', reason: 'runs code of the program', text: 'Importer.run_everything!' },
  ]);
});

test('what stands under a condition is less sure; a guard does not stop the rest', async () => {
  const migration = await readChange(`    return if table_exists?(:gone)
    add_column :t, :a, :text unless column_exists?(:t, :a)
    if Rails.env.test?
      add_index :t, :a
    else
      add_index :t, :b
    end
    add_index :t, :c`);
  const up = migration.operations.filter(({ direction }) => direction === 'up');
  expect(up.map(({ kind, confidence }) => `${kind} ${confidence}`)).toEqual([
    'addColumn medium',
    'createIndex medium',
    'createIndex medium',
    'createIndex high',
  ]);
});

test('branches on the adapter follow the dialect', async () => {
  const code = `    if connection.adapter_name == 'PostgreSQL'
      execute "CREATE INDEX CONCURRENTLY i ON t (a)"
    elsif connection.adapter_name =~ /mysql/i
      add_index :t, :a
    end`;
  expect(bodies(await readChange(code))).toMatchObject([{ kind: 'createIndex', concurrently: true }]);
  expect(bodies(await readChange(code, { dialect: 'mysql' }))).toMatchObject([
    { kind: 'createIndex', index: 'index_t_on_a' },
  ]);
});

test('variables that a branch sets are not known behind it', async () => {
  const migration = await readChange(
    '    table = :a\n    table = :b if ENV["B"]\n    add_column table, :x, :text',
  );
  expect(bodies(migration)).toMatchObject([{ kind: 'opaque' }]);
});

test('what does not parse is skipped with its line, the rest is read', async () => {
  const found = await overview({
    Gemfile: 'gem "pg"\n',
    'db/migrate/1_x.rb':
      'class X < ActiveRecord::Migration[7.1]\n  def change\n    add_column :t, :a, :text\n    add_column :t, => ]\n  end\nend\n',
  });
  expect(found.operations).toContain('db/migrate/1_x.rb:3 addColumn up per-migration');
  expect(found.skipped).toEqual(['db/migrate/1_x.rb:4 parse-error']);
});

test('hostile programs end soon', async () => {
  const nested = `${'if a\n'.repeat(3000)}add_column :t, :a, :text\n${'end\n'.repeat(3000)}`;
  const deep = await overview({
    'db/migrate/1_x.rb': `class X < ActiveRecord::Migration[7.1]\n  def up\n${nested}\n  end\nend\n`,
  });
  expect(deep.skipped).toHaveLength(1);
  expect(deep.skipped[0]).toMatch(/ dynamic$/);

  const recursive = await readMigration(
    '  def up\n    a\n  end\n  def a\n    b; b; b; b\n  end\n  def b\n    a; a; a; a\n  end',
  );
  expect(bodies(recursive).length).toBeGreaterThan(0);
  expect(bodies(recursive)[0]).toMatchObject({ kind: 'opaque' });

  const doubled = Array.from({ length: 60 }, (_, at) => `    x${at + 1} = x${at} + x${at}`).join('\n');
  const grown = await readMigration(`  def up\n    x0 = "aaaaaaaaaa"\n${doubled}\n    execute x60\n  end`);
  expect(bodies(grown)).toMatchObject([{ kind: 'opaque' }]);

  const list = `[${Array.from({ length: 2000 }, (_, at) => `:a${at}`).join(', ')}]`;
  const looped = await readMigration(
    `  L = ${list}\n  def up\n    L.each { |a| L.each { |b| L.each { |c| say a } } }\n  end`,
  );
  expect(bodies(looped)).toEqual([]);
}, 30_000);
