import { expect, test } from 'vitest';
import { dialectOf, overview } from '../overview.js';

const migration = (name: string, base = 'ActiveRecord::Migration[7.1]'): string =>
  `class ${name} < ${base}\n  def change\n    create_table :${name.toLowerCase()}\n  end\nend\n`;

test('migrations of an application, of its second phase, of engines and packs', async () => {
  const found = await overview({
    Gemfile: 'source "https://rubygems.org"\ngem "pg", "~> 1.5"\ngem "sqlite3", group: :test\n',
    'db/migrate/20240102000000_second.rb': migration('Second'),
    'db/migrate/20240101000000_first.rb': migration('First'),
    'db/migrate/20240103000000_copied.blog.rb': migration('Copied'),
    'db/post_migrate/20240104000000_later.rb': migration('Later'),
    'engines/blog/db/migrate/20240101000000_posts.rb': migration('Posts', '::ActiveRecord::Migration[5.0]'),
    'packs/shop/db/migrate/1_carts.rb': migration('Carts', 'ActiveRecord::Migration'),
    'db/schema.rb': 'ActiveRecord::Schema[7.1].define(version: 1) do\n  create_table "x"\nend\n',
    'db/structure.sql': 'CREATE TABLE x (id int);\n',
  });
  expect(found.sets.filter((set) => set.startsWith('rails'))).toEqual([
    'rails db/migrate [postgresql]',
    'rails db/post_migrate [postgresql]',
    'rails engines/blog/db/migrate [postgresql]',
    'rails packs/shop/db/migrate [postgresql]',
  ]);
  expect(found.migrations).toEqual([
    'db/migrate/20240101000000_first.rb 20240101000000 first inferred',
    'db/migrate/20240102000000_second.rb 20240102000000 second inferred',
    'db/migrate/20240103000000_copied.blog.rb 20240103000000 copied inferred',
    'db/post_migrate/20240104000000_later.rb 20240104000000 later inferred',
    'engines/blog/db/migrate/20240101000000_posts.rb 20240101000000 posts inferred',
    'packs/shop/db/migrate/1_carts.rb 1 carts inferred',
  ]);
  expect(found.all.map(({ phase }) => phase)).toEqual([
    undefined,
    undefined,
    undefined,
    'post_migrate',
    undefined,
    undefined,
  ]);
  expect(found.reasons[0]).toBe('Gemfile depends on pg');
  expect(found.skipped).toEqual([]);
});

test.each([
  ['another library', 'db/migrate/1_x.rb', migration('X', 'Mongoid::Migration')],
  ['search index migrations', 'elastic/migrate/1_x.rb', migration('X', 'Elastic::Migration')],
  ['no migration', 'db/migrate/1_x.rb', 'class X < ApplicationRecord\n  def change; end\nend\n'],
  ['a template of a generator', 'lib/generators/blog/templates/1_x.rb', migration('X')],
  ['a name without version', 'db/migrate/x.rb', migration('X')],
  [
    'a Sequel migration',
    'db/migrate/1_x.rb',
    'Sequel.migration do\n  change { create_table(:x) { primary_key :id } }\nend\n',
  ],
])('%s is no migration of Rails', async (_, path, text) => {
  const found = await overview({ Gemfile: 'gem "pg"\n', [path]: text });
  expect(found.sets.filter((set) => set.startsWith('rails'))).toEqual([]);
});

test.each([
  ['default: &default\n  adapter: postgresql\nproduction:\n  <<: *default\n  database: x\n', 'postgresql'],
  ['production:\n  adapter: <%= ENV.fetch("DB_ADAPTER", "mysql2") %>\n  database: x\n', 'mysql'],
  ['production:\n  adapter: trilogy\n  database: x\ntest:\n  adapter: sqlite3\n', 'mysql'],
  ['production:\n  adapter: postgis\n', 'postgresql'],
  ['production:\n  url: postgres://localhost/x\n', 'postgresql'],
  ['<% if ENV["X"] %>\nproduction:\n  adapter: sqlite3\n<% end %>\n', 'sqlite'],
])('the adapter of database.yml decides: %j', async (settings, dialect) => {
  expect(await dialectOf({ 'config/database.yml': settings, 'db/migrate/1_x.rb': migration('X') })).toBe(
    dialect,
  );
});

test('each of several databases has its own folder and adapter', async () => {
  const found = await overview({
    'config/database.yml': `production:
  primary:
    adapter: postgresql
    database: main
  animals:
    adapter: mysql2
    database: animals
    migrations_paths: db/animals_migrate
`,
    'db/migrate/1_x.rb': migration('X'),
    'db/animals_migrate/1_y.rb': migration('Y'),
  });
  expect(found.sets).toEqual(['rails db/animals_migrate [mysql]', 'rails db/migrate [postgresql]']);
  expect(found.all.map(({ phase }) => phase)).toEqual([undefined, undefined]);
});

test('the runner holds a lock and says how its transaction is switched off', async () => {
  const found = await overview({ Gemfile: 'gem "pg"\n', 'db/migrate/1_x.rb': migration('X') });
  expect(found.all[0]?.runner).toEqual({
    transaction: 'per-migration',
    transactionSwitch: '`disable_ddl_transaction!` in the class',
    holdsLock: true,
  });
  expect(found.all[0]?.span).toMatchObject({ file: 'db/migrate/1_x.rb', line: 1 });
});
