import { expect, test } from 'vitest';
import { operationLines } from '../operation-line.js';
import { overview } from '../overview.js';

/** A migration file of CakePHP. */
function file(members: string, base = 'BaseMigration', name = 'ChangeOrders'): string {
  return `<?php
declare(strict_types=1);
use Migrations\\${base};
class ${name} extends ${base}
{
${members}
}
`;
}

const application = {
  'composer.json': '{"require":{"cakephp/migrations":"^4.0"}}',
  'config/app_local.example.php':
    "<?php\nreturn ['Datasources' => ['default' => ['driver' => \\Cake\\Database\\Driver\\Postgres::class]]];\n",
};

test('the application and its plugins are sets of their own', async () => {
  const found = await overview({
    ...application,
    'config/Migrations/20240102000000_AddOrders.php': file('public function change(): void {}'),
    'config/Migrations/20240101000000_Initial.php': file(
      'public function change(): void {}',
      'AbstractMigration',
      'Initial',
    ),
    'config/Migrations/schema-dump-default.lock': 'x',
    'config/Seeds/UsersSeed.php':
      '<?php\nuse Migrations\\AbstractSeed;\nclass UsersSeed extends AbstractSeed { public function run(): void {} }\n',
    'plugins/Blog/config/Migrations/20240103000000_Blog.php': file(
      'public function change(): void {}',
      'BaseMigration',
      'Blog',
    ),
  });
  expect(found.sets).toEqual([
    'cakephp config/Migrations [postgresql]',
    'cakephp plugins/Blog/config/Migrations [postgresql]',
  ]);
  expect(found.reasons[0]).toBe('the data source in config/app_local.example.php has the driver Postgres');
  expect(found.migrations).toEqual([
    'config/Migrations/20240101000000_Initial.php 20240101000000 Initial noop',
    'config/Migrations/20240102000000_AddOrders.php 20240102000000 AddOrders noop',
    'plugins/Blog/config/Migrations/20240103000000_Blog.php 20240103000000 Blog noop',
  ]);
});

test('tables with and without a key of their own, keys that are added, columns that say nothing of NULL', async () => {
  const { all } = await overview({
    ...application,
    'config/Migrations/20240101000000_Orders.php': file(`
    public bool $autoId = false;
    public function change(): void
    {
        $this->table('orders')
            ->addColumn('id', 'integer', ['autoIncrement' => true, 'limit' => 11, 'null' => false])
            ->addPrimaryKey(['id'])
            ->addColumn('email', 'string', ['limit' => 120])
            ->addColumn('note', 'text', ['null' => true, 'default' => null])
            ->addIndex(['email'], ['unique' => true])
            ->create();
    }`),
  });
  expect(operationLines(all[0])).toEqual([
    'createTable orders(id integer pk identity, email varchar(120), note text null)',
    'createIndex unique orders(email) orders_email',
  ]);
  expect(operationLines(all[0], 'down')).toEqual(['dropTable orders']);
  expect(all[0]?.down).toBe('inferred');
});

test('column_null_default of the configuration is heeded', async () => {
  const { all } = await overview({
    ...application,
    'config/app.php':
      "<?php\nreturn ['Migrations' => ['unsigned_primary_keys' => true, 'column_null_default' => true]];\n",
    'config/Migrations/20240101000000_Orders.php': file(
      "public function up(): void { $this->table('orders')->addColumn('a', 'integer')->update(); }",
    ),
  });
  expect(operationLines(all[0])).toEqual(['addColumn orders.a integer null']);
});

test('useTransactions switches the transaction off', async () => {
  const { operations } = await overview({
    ...application,
    'config/Migrations/20240101000000_Orders.php': file(
      "public function useTransactions(): bool { return false; }\n  public function up(): void { $this->execute('DROP TABLE a'); }",
    ),
  });
  expect(operations).toEqual(['config/Migrations/20240101000000_Orders.php:7 dropTable up none']);
});

test('connections of CakePHP send statements and change rows', async () => {
  const { all } = await overview({
    ...application,
    'config/Migrations/20240101000000_Orders.php': file(`
    public function up(): void
    {
        $connection = \\Cake\\Datasource\\ConnectionManager::get('default');
        $connection->execute('DROP TABLE a');
        $connection->update('orders', ['a' => 1], ['id' => 2]);
        $this->getAdapter()->getConnection()->delete('orders');
        if ($this->getAdapter()->getAdapterType() === 'mysql') { $this->execute('DROP TABLE m'); }
        (new PopulateService())->populate();
    }
    public function down(): void { throw new RuntimeException('No way back'); }`),
  });
  expect(operationLines(all[0])).toEqual([
    'dropTable a',
    'changeData update orders by-key',
    'changeData delete orders all',
  ]);
  expect(all[0]?.down).toBe('irreversible');
});
