import { expect, test } from 'vitest';
import { overview } from './overview.js';

/** Where each framework says that MySQL puts a column: what is written, and the positions that are read. */
const written: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  rails: {
    Gemfile: 'gem "rails"\ngem "mysql2"\n',
    'db/migrate/20240101120000_a.rb':
      'class A < ActiveRecord::Migration[7.1]\n  def change\n    add_column :orders, :a, :integer, after: :id\n    add_column :orders, :b, :integer, first: true\n    add_column :orders, :c, :integer\n  end\nend\n',
  },
  laravel: {
    artisan: '',
    'composer.json': '{"require":{"laravel/framework":"^11.0"}}',
    'config/database.php': "<?php return ['default' => env('DB_CONNECTION', 'mysql')];",
    '.env.example': 'DB_CONNECTION=mysql\n',
    'database/migrations/2024_01_01_120000_a.php':
      "<?php\nreturn new class extends Migration {\n  public function up(): void {\n    Schema::table('orders', function (Blueprint $table) {\n      $table->integer('a')->after('id');\n      $table->integer('b')->first();\n      $table->integer('c');\n    });\n  }\n};\n",
  },
  phinx: {
    'phinx.php':
      "<?php\nreturn ['paths' => ['migrations' => 'db/migrations'], 'environments' => ['production' => ['adapter' => 'mysql']]];\n",
    'db/migrations/20240101120000_a.php':
      "<?php\nuse Phinx\\Migration\\AbstractMigration;\nfinal class A extends AbstractMigration {\n  public function change(): void {\n    $this->table('orders')->addColumn('a', 'integer', ['after' => 'id'])->addColumn('b', 'integer', ['after' => \\Phinx\\Db\\Adapter\\MysqlAdapter::FIRST])->addColumn('c', 'integer')->update();\n  }\n}\n",
  },
  knex: {
    'package.json': '{"dependencies":{"knex":"3","mysql2":"3"}}',
    'knexfile.js': "module.exports = { client: 'mysql2', migrations: { directory: './migrations' } };\n",
    'migrations/20240101120000_a.js':
      "exports.up = (knex) => knex.schema.alterTable('orders', (table) => {\n  table.integer('a').after('id');\n  table.integer('b').first();\n  table.integer('c');\n});\nexports.down = () => {};\n",
  },
  sequelize: {
    'package.json': '{"dependencies":{"sequelize":"6","mysql2":"3"}}',
    'migrations/20240101120000-a.js':
      "module.exports = {\n  up: async (queryInterface, Sequelize) => {\n    await queryInterface.addColumn('orders', 'a', { type: Sequelize.INTEGER, after: 'id' });\n    await queryInterface.addColumn('orders', 'b', { type: Sequelize.INTEGER, first: true });\n    await queryInterface.addColumn('orders', 'c', { type: Sequelize.INTEGER });\n  },\n  down: async () => {},\n};\n",
  },
};

test.each(Object.entries(written))('%s: first, after another column, at the end', async (_, files) => {
  const { all } = await overview(files);
  const positions = all
    .flatMap(({ operations }) => operations)
    .flatMap((operation) =>
      operation.kind === 'addColumn' && operation.direction === 'up'
        ? [`${operation.column} ${operation.position ?? 'last'}`]
        : [],
    );
  expect(positions).toEqual(['a after', 'b first', 'c last']);
});

test('Liquibase: behind another column, at the end', async () => {
  const { all } = await overview({
    'pom.xml':
      '<project><dependency><groupId>com.mysql</groupId><artifactId>mysql-connector-j</artifactId></dependency></project>',
    'src/main/resources/db/changelog/db.changelog-master.yaml':
      'databaseChangeLog:\n  - changeSet:\n      id: 1\n      author: me\n      changes:\n        - addColumn:\n            tableName: orders\n            columns:\n              - column: {name: a, type: int, afterColumn: id}\n              - column: {name: c, type: int}\n',
  });
  const added = all.flatMap(({ operations }) => operations).filter(({ direction }) => direction === 'up');
  expect(added).toMatchObject([{ column: 'a', position: 'after' }, { column: 'c' }]);
  expect(added[1]).not.toHaveProperty('position');
});

test('PostgreSQL has no such place: what is written is left aside', async () => {
  const { all } = await overview({
    Gemfile: 'gem "rails"\ngem "pg"\n',
    'db/migrate/20240101120000_a.rb':
      'class A < ActiveRecord::Migration[7.1]\n  def change\n    add_column :orders, :a, :integer, after: :id\n  end\nend\n',
  });
  expect(all[0]?.operations[0]).not.toHaveProperty('position');
});
