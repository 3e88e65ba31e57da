import { expect, test } from 'vitest';
import type { Migration } from '../../../src/model/migration.js';
import { operationLines } from '../operation-line.js';
import { overview } from '../overview.js';

const path = 'db/migrations/20240131120000_change_orders.php';

/** A migration file of Phinx with the given members. */
function file(members: string, name = 'ChangeOrders'): string {
  return `<?php
use Phinx\\Db\\Adapter\\MysqlAdapter;
use Phinx\\Db\\Table\\Column;
use Phinx\\Migration\\AbstractMigration;
use Phinx\\Util\\Literal;
final class ${name} extends AbstractMigration
{
${members}
}
`;
}

const settings = (adapter: string): string => `paths:
  migrations: '%%PHINX_CONFIG_DIR%%/db/migrations'
environments:
  default_environment: development
  production: {adapter: sqlite}
  development: {adapter: ${adapter}}
`;

async function read(
  members: string,
  adapter = 'pgsql',
  before: Readonly<Record<string, string>> = {},
): Promise<Migration | undefined> {
  const { all } = await overview({
    'composer.json': '{"require":{"robmorgan/phinx":"^0.16"}}',
    'phinx.yml': settings(adapter),
    ...before,
    [path]: file(members),
  });
  return all.find((migration) => migration.path === path);
}

async function up(statements: string, adapter?: string): Promise<readonly string[]> {
  return operationLines(await read(`public function up(): void\n{\n${statements}\n}`, adapter));
}

/** What \`change\` does in each direction. */
async function change(statements: string): Promise<{
  readonly up: readonly string[];
  readonly down: readonly string[];
  readonly form: string | undefined;
  readonly problems: readonly string[];
}> {
  const migration = await read(`public function change(): void\n{\n${statements}\n}`);
  return {
    up: operationLines(migration),
    down: operationLines(migration, 'down'),
    form: migration?.down,
    problems: migration?.downProblems.map(({ span, text }) => `${span.line} ${text}`) ?? [],
  };
}

test('the folder that phinx.yml names, in the order of the versions', async () => {
  const found = await overview({
    'phinx.yml': settings('mysql'),
    'db/migrations/20240202000000_second.php': file(
      'public function down() {}\npublic function up() {}',
      'Second',
    ),
    'db/migrations/20240101000000_first_one.php': file('public function change() {}', 'FirstOne'),
    'db/migrations/20230101000000_nothing.php': '<?php\nreturn [];\n',
    'db/seeds/UserSeeder.php': '<?php\nclass UserSeeder extends AbstractSeed { public function run() {} }\n',
  });
  expect(found.sets).toEqual(['phinx db/migrations [mysql]']);
  expect(found.allSets[0]?.reason).toBe('phinx.yml names the folder');
  expect(found.reasons).toEqual(['phinx.yml sets the adapter']);
  expect(found.migrations).toEqual([
    'db/migrations/20240101000000_first_one.php 20240101000000 first_one noop',
    'db/migrations/20240202000000_second.php 20240202000000 second noop',
  ]);
});

test.each([
  [
    'phinx.php',
    "<?php\nreturn ['paths' => ['migrations' => __DIR__ . '/data/steps'], 'environments' => ['default_environment' => 'x', 'x' => ['adapter' => 'pgsql']]];",
  ],
  ['phinx.json', '{"paths": {"migrations": ["data/steps"]}, "environments": {"x": {"adapter": "pgsql"}}}'],
  [
    'phinx.yaml',
    "paths:\n  migrations:\n    App\\Steps: '%%PHINX_CONFIG_DIR%%/data/steps'\nenvironments:\n  x: {adapter: pgsql}\n",
  ],
  ['phinx.yml.dist', "paths:\n  migrations: 'd*/{steps,other}'\nenvironments:\n  x: {adapter: pgsql}\n"],
  [
    'phinx.dist.php',
    "<?php\n$db = load();\nreturn array_merge($db, ['paths' => ['migrations' => 'data/steps'], 'environments' => ['x' => ['adapter' => 'pgsql']]]);",
  ],
])('%s names folders and the adapter', async (name, text) => {
  const found = await overview({
    [name]: text,
    'data/steps/20240101000000_first.php': file('public function change() {}', 'First'),
  });
  expect(found.sets).toEqual(['phinx data/steps [postgresql]']);
  expect(found.allSets[0]?.reason).toBe(`${name} names the folder`);
});

test('a new table with its columns, keys and indexes, which change() turns round', async () => {
  const found = await change(`
    $this->table('orders', ['comment' => 'all of them'])
        ->addColumn('email', 'string', ['limit' => 120, 'null' => false])
        ->addColumn('total', 'decimal', ['precision' => 12, 'scale' => 2, 'default' => 0])
        ->addColumn('made_at', 'datetime', ['default' => 'CURRENT_TIMESTAMP'])
        ->addColumn('data', Literal::from('ltree'), ['default' => Literal::from('now()')])
        ->addColumn((new Column())->setName('note')->setType('text')->setNull(false))
        ->addColumn('customer_id', 'integer')
        ->addTimestamps(null, false)
        ->addIndex(['email'], ['unique' => true, 'name' => 'orders_email'])
        ->addIndex('total')
        ->addForeignKey('customer_id', 'customers', 'id', ['delete' => 'CASCADE', 'update' => 'NO_ACTION', 'constraint' => 'orders_customer'])
        ->create();`);
  expect(found.up).toEqual([
    'createTable orders(id integer pk identity, email varchar(120), total numeric(12,2) null default 0, made_at timestamp null default CURRENT_TIMESTAMP, data ltree null default now(), note text, customer_id integer null, created_at timestamp default CURRENT_TIMESTAMP)',
    'createIndex unique orders(email) orders_email',
    'createIndex orders(total) orders_total',
    'addForeignKey orders(customer_id) -> customers(id) on delete CASCADE on update NO ACTION orders_customer',
  ]);
  expect(found.down).toEqual(['dropConstraint orders orders_customer foreign-key', 'dropTable orders']);
  expect(found).toMatchObject({ form: 'inferred', problems: [] });
});

test('keys of new tables', async () => {
  expect(
    await up(
      `
      $this->table('a', ['id' => false, 'primary_key' => ['x', 'y']])->addColumn('x', 'uuid')->addColumn('y', 'integer')->create();
      $this->table('b', ['id' => 'b_id', 'signed' => false])->create();
      $this->table('c', ['id' => false, 'primary_key' => 'z'])->addColumn('z', 'biginteger', ['identity' => true])->save();
      $this->table('d', ['id' => false])->addColumn('w', 'boolean')->create();`,
      'mysql',
    ),
  ).toEqual([
    'createTable a(x char(36) null, y integer null)',
    'addPrimaryKey a(x,y) -',
    'createTable b(b_id integer unsigned pk auto-increment)',
    'createTable c(z bigint pk auto-increment)',
    'createTable d(w boolean null)',
  ]);
});

test('changes of a table, and what of them change() turns round', async () => {
  const found = await change(`
    $table = $this->table('orders');
    $table->addColumn('a', 'integer')->renameColumn('b', 'c')->addIndex(['a'])->update();
    $this->table('old')->rename('new')->update();
    $this->table('orders')
        ->removeColumn('d')
        ->changeColumn('e', 'biginteger', ['null' => false, 'default' => 7])
        ->removeIndex(['f'])
        ->removeIndexByName('g')
        ->dropForeignKey('h')
        ->changePrimaryKey(['i', 'j'])
        ->changeComment('told')
        ->save();
    $this->table('gone')->drop()->save();`);
  expect(found.up).toEqual([
    'addColumn orders.a integer null',
    'renameColumn orders.b -> c',
    'createIndex orders(a) orders_a',
    'renameTable old -> new',
    'dropColumn orders.d',
    'changeColumnType orders.e bigint',
    'setNotNull orders.e',
    'setDefault orders.e 7',
    'dropIndex orders (f)',
    'dropIndex orders g',
    'dropConstraint orders orders_h_fkey foreign-key',
    'dropConstraint orders orders_pkey primary-key',
    'addPrimaryKey orders(i,j) -',
    'executeSql comment orders',
    'dropTable gone',
  ]);
  expect(found.down).toEqual([
    'renameTable new -> old',
    'dropIndex orders orders_a',
    'renameColumn orders.c -> b',
    'dropColumn orders.a (a integer null)',
  ]);
  expect(found.problems).toEqual([
    '23 drop is not turned round in change()',
    '21 changeComment is not turned round in change()',
    '20 changePrimaryKey is not turned round in change()',
    '19 dropForeignKey is not turned round in change()',
    '18 removeIndexByName is not turned round in change()',
    '17 removeIndex is not turned round in change()',
    '16 changeColumn is not turned round in change()',
    '15 removeColumn is not turned round in change()',
  ]);
});

test('SQL and rows of change() are sent in both directions, unless it asks which way it goes', async () => {
  const found = await change(`
    $this->execute('UPDATE orders SET a = 1');
    if ($this->isMigratingUp()) {
      $this->table('orders')->insert([['a' => 1], ['a' => 2]])->saveData();
    } else {
      $this->execute('DELETE FROM orders');
    }`);
  expect(found.up).toEqual(['changeData update orders all', 'changeData insert orders by-key']);
  expect(found.down).toEqual(['changeData update orders all', 'changeData delete orders all']);
});

test('statements, rows and queries', async () => {
  expect(
    await up(`
      $this->execute('CREATE INDEX CONCURRENTLY x ON orders (a)');
      $this->query('ALTER TABLE orders DROP COLUMN b');
      $this->fetchAll('SELECT * FROM orders');
      $this->execute('UPDATE orders SET a = ? WHERE id = ?', [1, 2]);
      $this->getAdapter()->execute('DROP TABLE ' . $this->getAdapter()->quoteTableName('c'));
      $this->getAdapter()->getConnection()->exec('DROP TABLE d');
      $this->table('orders')->truncate();
      $this->getQueryBuilder('update')->update('orders')->set('a', 1)->where(['b' => 2])->execute();
      $this->getUpdateBuilder()->update('orders')->set('a', 1)->where(['id' => 2])->execute();
      $this->getDeleteBuilder()->delete('orders')->execute();
      $this->getInsertBuilder()->insert(['a'])->into('orders')->values(['a' => 1])->execute();
      $this->getSelectBuilder()->select('*')->from('orders')->execute();
      $this->createSchema('s'); $this->dropSchema('s'); $this->createDatabase('d', []); $this->dropDatabase('d');
      $this->table($name)->addColumn('a', 'string')->update();`),
  ).toEqual([
    'createIndex concurrently orders(a) x',
    'dropColumn orders.b',
    'changeData update orders by-key',
    'dropTable c',
    'dropTable d',
    'truncate orders',
    'changeData update orders filtered',
    'changeData update orders by-key',
    'changeData delete orders all',
    'changeData insert orders by-key',
    'executeSql create schema',
    'executeSql drop schema',
    'executeSql create database',
    'executeSql drop database',
    'opaque "->addColumn() is called on a table whose name is made while the migration runs"',
  ]);
});

test('save() creates a table that no earlier migration made, and what is not saved does not happen', async () => {
  const before = {
    'db/migrations/20230101000000_first.php': file(
      "public function up() { $this->execute('CREATE TABLE made (id int)'); }",
      'First',
    ),
  };
  const migration = await read(
    `public function up() {
      $this->table('made')->addColumn('a', 'integer')->save();
      $this->table('fresh')->addColumn('a', 'integer')->save();
      $this->table('fresh')->addColumn('b', 'integer')->save();
      if (!$this->hasTable('maybe')) { $this->table('maybe')->addColumn('a', 'integer')->create(); }
      $this->table('lost')->addColumn('a', 'integer');
    }`,
    'pgsql',
    before,
  );
  expect(operationLines(migration)).toEqual([
    'addColumn made.a integer null',
    'createTable fresh(id integer pk identity, a integer null)',
    'addColumn fresh.b integer null',
    'createTable maybe(id integer pk identity, a integer null) guarded',
  ]);
});

test.each([
  [
    'mysql',
    [
      'varchar(255)',
      'longtext',
      'bigint',
      'boolean',
      'datetime',
      'blob',
      'tinyint unsigned',
      "enum('a','b')",
      'char(36)',
      'mediumblob',
    ],
  ],
  [
    'pgsql',
    ['varchar(255)', 'text', 'bigint', 'boolean', 'timestamp', 'bytea', 'smallint', 'enum', 'uuid', 'bytea'],
  ],
  [
    'sqlite',
    [
      'varchar',
      'text',
      'biginteger',
      'boolean_integer',
      'datetime_text',
      'blob',
      'tinyinteger',
      'enum',
      'uuid_text',
      'blob',
    ],
  ],
  [
    'sqlsrv',
    [
      'nvarchar(255)',
      'ntext',
      'bigint',
      'bit',
      'datetime',
      'varbinary',
      'tinyint',
      'enum',
      'uniqueidentifier',
      'varbinary(16777215)',
    ],
  ],
])('types on %s', async (adapter, expected) => {
  const columns = [
    "'string'",
    "'text', ['limit' => MysqlAdapter::TEXT_LONG]",
    "'biginteger'",
    "'boolean'",
    "'datetime'",
    "'blob'",
    "'tinyinteger', ['signed' => false]",
    "'enum', ['values' => 'a,b']",
    "'uuid'",
    "'blob', ['limit' => MysqlAdapter::BLOB_MEDIUM]",
  ];
  const lines = await up(
    `$this->table('t')${columns.map((column) => `->addColumn('c', ${column})`).join('')}->update();`,
    adapter,
  );
  expect(lines.map((line) => line.replace('addColumn t.c ', '').replace(/ null$/, ''))).toEqual(expected);
});

test('columns are NOT NULL by themselves in old versions and by a feature flag', async () => {
  const line = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const { all } = await overview({
      ...files,
      [path]: file("public function up() { $this->table('t')->addColumn('a', 'integer')->update(); }"),
    });
    return operationLines(all[0]);
  };
  expect(await line({ 'composer.json': '{"require":{"robmorgan/phinx":"^0.12"}}' })).toEqual([
    'addColumn t.a integer',
  ]);
  expect(await line({ 'composer.json': '{"require":{"robmorgan/phinx":"^0.13"}}' })).toEqual([
    'addColumn t.a integer null',
  ]);
  expect(
    await line({ 'phinx.yml': `${settings('pgsql')}feature_flags: {column_null_default: false}\n` }),
  ).toEqual(['addColumn t.a integer']);
});

test('each migration runs in a transaction, where the engine has one for schema changes', async () => {
  const statement = "public function up() { $this->execute('DROP TABLE a'); }";
  expect((await read(statement))?.operations[0]?.transaction).toBe('per-migration');
  expect((await read(statement, 'mysql'))?.operations[0]?.transaction).toBe('none');
  expect((await read(statement))?.down).toBe('none');
});

test('a base class of the house counts where the configuration names the folder', async () => {
  const found = await overview({
    'phinx.yml': settings('pgsql'),
    'src/HouseMigration.php':
      '<?php\nabstract class HouseMigration extends \\Phinx\\Migration\\AbstractMigration { protected function gone($name) { $this->table($name)->drop()->save(); } }\n',
    [path]:
      "<?php\nclass ChangeOrders extends HouseMigration { public function up() { $this->gone('a'); $this->execute('DROP TABLE b'); } }\n",
  });
  expect(found.sets).toEqual(['phinx db/migrations [postgresql]']);
  expect(operationLines(found.all[0])).toEqual(['dropTable a', 'dropTable b']);
});
