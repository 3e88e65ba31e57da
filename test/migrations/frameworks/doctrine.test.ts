import { expect, test } from 'vitest';
import type { Migration } from '../../../src/model/migration.js';
import { operationLines } from '../operation-line.js';
import { overview } from '../overview.js';

const path = 'migrations/Version20240131120000.php';

/** A migration file of Doctrine with the given members. */
function file(members: string, name = 'Version20240131120000'): string {
  return `<?php
declare(strict_types=1);
namespace DoctrineMigrations;
use Doctrine\\DBAL\\Platforms\\MySQLPlatform;
use Doctrine\\DBAL\\Platforms\\PostgreSQLPlatform;
use Doctrine\\DBAL\\Schema\\Schema;
use Doctrine\\DBAL\\Types\\Types;
use Doctrine\\Migrations\\AbstractMigration;
final class ${name} extends AbstractMigration
{
${members}
}
`;
}

const settings = (driver: string): string => `doctrine:\n    dbal:\n        driver: ${driver}\n`;

const symfony = `doctrine_migrations:
    migrations_paths:
        'DoctrineMigrations': '%kernel.project_dir%/migrations'
`;

async function read(members: string, driver = 'pdo_pgsql'): Promise<Migration | undefined> {
  const { all } = await overview({
    'composer.json': '{"require":{"doctrine/doctrine-migrations-bundle":"^3.2"}}',
    'config/packages/doctrine.yaml': settings(driver),
    'config/packages/doctrine_migrations.yaml': symfony,
    [path]: file(members),
  });
  return all[0];
}

/** What `up` does, line by line. */
async function up(statements: string, driver?: string): Promise<readonly string[]> {
  return operationLines(await read(`public function up(Schema $schema): void\n{\n${statements}\n}`, driver));
}

test('the folder that the configuration of the bundle names, in the order of the versions', async () => {
  const found = await overview({
    'composer.json': '{}',
    '.env': 'DATABASE_URL="mysql://app@127.0.0.1/app"\n',
    'config/packages/doctrine_migrations.yaml': symfony,
    'migrations/Version20240202000000.php': file('public function up(Schema $schema): void {}'),
    'migrations/Version20240101000000.php': file(
      "public function getDescription(): string { return 'Adds orders'; }\npublic function up(Schema $schema): void { $this->addSql('DROP TABLE a'); }\npublic function down(Schema $schema): void {}",
    ),
    'migrations/AbstractMigration.php': file('').replace('final class', 'abstract class'),
    'migrations/helpers.php': '<?php\nfunction helper() {}\n',
    'src/Entity/Version.php': '<?php\nclass Version {}\n',
  });
  expect(found.sets).toEqual(['doctrine migrations [mysql]']);
  expect(found.allSets[0]?.reason).toBe('config/packages/doctrine_migrations.yaml names the folder');
  expect(found.migrations).toEqual([
    'migrations/Version20240101000000.php 20240101000000 Adds orders noop',
    'migrations/Version20240202000000.php 20240202000000 Version20240202000000 none',
  ]);
});

test.each([
  [
    'migrations.php',
    "<?php\nreturn ['migrations_paths' => ['M' => __DIR__ . '/db/steps'], 'all_or_nothing' => true];",
  ],
  ['migrations.yml', 'migrations_paths:\n  M: ./db/steps\nall_or_nothing: true\n'],
  ['migrations.json', '{"migrations_paths": {"M": "db/steps"}, "all_or_nothing": true}'],
  [
    'migrations.xml',
    '<doctrine-migrations><migrations-paths><path namespace="M">db/steps</path></migrations-paths><all-or-nothing>true</all-or-nothing></doctrine-migrations>',
  ],
  [
    'doctrine-migrations.php',
    "<?php\nreturn ['migrations_directory' => 'db/steps', 'all_or_nothing' => true];",
  ],
  [
    'config/packages/doctrine_migrations.php',
    "<?php\nreturn static function (ContainerConfigurator $container): void {\n  $container->extension('doctrine_migrations', ['migrations_paths' => ['M' => '%kernel.project_dir%/db/steps'], 'all_or_nothing' => true]);\n};",
  ],
  [
    'config/cli-config.php',
    "<?php\nreturn (static function () {\n  $settings = ['migrations_paths' => ['M' => 'db/steps'], 'all_or_nothing' => true];\n  return DependencyFactory::fromEntityManager(new ConfigurationArray($settings), $em);\n})();",
  ],
])('%s names folders and makes all migrations one transaction', async (name, text) => {
  const found = await overview({
    'composer.json': '{"require":{"ext-pdo_pgsql":"*"}}',
    [name]: text,
    'db/steps/2024/01/Version20240131120000.php': file(
      "public function up(Schema $schema): void { $this->addSql('DROP TABLE a'); }",
    ),
    'db/steps/2023/12/Version20231231120000.php': file(
      "public function up(Schema $schema): void { $this->addSql('DROP TABLE b'); }",
    ),
  });
  expect(found.sets).toEqual(['doctrine db/steps [postgresql]']);
  expect(found.allSets[0]?.reason).toBe(`${name} names the folder`);
  expect(found.operations).toEqual([
    'db/steps/2023/12/Version20231231120000.php:11 dropTable up all-migrations',
    'db/steps/2024/01/Version20240131120000.php:11 dropTable up all-migrations',
  ]);
});

test('tables of the schema, with all that the documentation of DBAL lists', async () => {
  expect(
    await up(`
      $orders = $schema->createTable('orders');
      $orders->addColumn('id', Types::INTEGER, ['autoincrement' => true]);
      $orders->addColumn('email', 'string', ['length' => 120]);
      $orders->addColumn('note', Types::TEXT)->setNotnull(false)->setDefault('x');
      $orders->addColumn('made_at', Types::DATETIME_MUTABLE, ['default' => 'CURRENT_TIMESTAMP']);
      $orders->addColumn('customer_id', 'bigint', ['notnull' => false]);
      $orders->setPrimaryKey(['id']);
      $orders->addUniqueIndex(['email'], 'orders_email');
      $orders->addIndex(['made_at']);
      $orders->addUniqueConstraint(['note'], 'orders_note');
      $orders->addForeignKeyConstraint('customers', ['customer_id'], ['id'], ['onDelete' => 'CASCADE'], 'orders_customer');
      $orders->addOption('comment', 'all of them');
      $schema->createTable('lines')->setPrimaryKey(['a', 'b']);
      $schema->renameTable('a', 'b');
      $schema->dropTable('c');
      $schema->createSequence('s');
      $schema->dropSequence('t');
      $schema->createNamespace('n');`),
  ).toEqual([
    "createTable orders(id integer pk identity, email varchar(120), note text null default 'x', made_at timestamp(0) default CURRENT_TIMESTAMP, customer_id bigint null)",
    'createIndex unique orders(email) orders_email',
    'createIndex orders(made_at) IDX_E52FFDEE98817E56',
    'addUnique orders(note) orders_note',
    'addForeignKey orders(customer_id) -> customers(id) on delete CASCADE orders_customer',
    'createIndex orders(customer_id) IDX_E52FFDEE9395C3F3',
    'createTable lines()',
    'addPrimaryKey lines(a,b) -',
    'createTable b() unsure',
    'dropTable a unsure',
    'dropTable c',
    'executeSql create sequence',
    'executeSql drop sequence',
    'executeSql create schema',
  ]);
});

test('changes of a table that is there', async () => {
  expect(
    await up(`
      $table = $schema->getTable('orders');
      $table->addColumn('a', 'decimal', ['precision' => 12, 'scale' => 2, 'default' => 0]);
      $table->dropColumn('b');
      $table->renameColumn('c', 'd');
      $table->modifyColumn('e', ['type' => Type::getType('bigint'), 'notnull' => true]);
      $table->changeColumn('f', ['default' => null]);
      $table->getColumn('g')->setLength(40);
      $table->getColumn('h')->setNotnull(false)->setDefault('x')->setType(Type::getType(Types::STRING))->setLength(20);
      $table->getColumn('i')->setComment('told');
      $table->addIndex(['j'], 'orders_j', ['fulltext'], ['where' => 'j > 0']);
      $table->dropIndex('orders_k');
      $table->renameIndex('orders_l', 'orders_m');
      $table->dropPrimaryKey();
      $table->removeForeignKey('orders_n');
      $table->removeUniqueConstraint('orders_o');
      $table->addForeignKeyConstraint($schema->getTable('people'), ['p'], ['id'], name: 'orders_p');
      foreach ($table->getForeignKeys() as $key) { $table->removeForeignKey($key->getName()); }`),
  ).toEqual([
    'addColumn orders.a numeric(12,2) default 0',
    'dropColumn orders.b',
    'renameColumn orders.c -> d',
    'changeColumnType orders.e bigint',
    'setNotNull orders.e',
    'dropDefault orders.f',
    'changeColumnType orders.g varchar(40) unsure',
    'changeColumnType orders.h varchar(20)',
    'dropNotNull orders.h',
    "setDefault orders.h 'x'",
    'executeSql alter column orders',
    'createIndex orders(j) orders_j using fulltext where j > 0',
    'dropIndex orders orders_k',
    'renameIndex orders orders_l -> orders_m',
    'dropConstraint orders orders_pkey primary-key',
    'dropConstraint orders orders_n foreign-key',
    'dropConstraint orders orders_o unique',
    'addForeignKey orders(p) -> people(id) orders_p',
    'dropConstraint orders ? foreign-key',
  ]);
});

test.each([
  [
    'pdo_pgsql',
    ['timestamp(0)', 'json', 'uuid', 'bytea', 'boolean', 'text', 'timestamptz(0)', 'bytea', 'real'],
  ],
  [
    'pdo_mysql',
    [
      'datetime',
      'json',
      'char(36)',
      'longblob',
      'boolean',
      'longtext',
      'datetime',
      'varbinary(255)',
      'double precision',
    ],
  ],
  ['pdo_sqlite', ['datetime', 'clob', 'char(36)', 'blob', 'boolean', 'clob', 'datetime', 'blob', 'real']],
  [
    'pdo_sqlsrv',
    [
      'datetime2(6)',
      'varchar(max)',
      'uniqueidentifier',
      'varbinary(max)',
      'bit',
      'varchar(max)',
      'datetimeoffset(6)',
      'varbinary(255)',
      'real',
    ],
  ],
])('types of DBAL on %s', async (driver, expected) => {
  const types = [
    'datetime_immutable',
    'json',
    'guid',
    'blob',
    'boolean',
    'simple_array',
    'datetimetz',
    'binary',
    'smallfloat',
  ];
  const lines = await up(
    `$table = $schema->getTable('t');\n${types.map((type) => `$table->addColumn('c', '${type}');`).join('\n')}`,
    driver,
  );
  expect(lines.map((line) => line.replace('addColumn t.c ', ''))).toEqual(expected);
});

test('SQL is sent after what runs at once and before what the schema gives, rows of postUp come last', async () => {
  const migration = await read(`
    public function preUp(Schema $schema): void { $this->abortIf(false, 'never'); }
    public function up(Schema $schema): void
    {
        $schema->getTable('orders')->dropColumn('a');
        $this->addSql('UPDATE orders SET b = ? WHERE id = ?', [1, 2]);
        $this->addSql(<<<'SQL'
            CREATE INDEX CONCURRENTLY orders_b ON orders (b)
            SQL);
        $this->connection->executeStatement('DELETE FROM lines');
        $this->connection->fetchOne('SELECT 1');
        $this->write('done');
        $this->warnIf(true, 'careful');
    }
    public function postUp(Schema $schema): void
    {
        $this->connection->update('orders', ['b' => 1], ['id' => 7]);
        $this->connection->insert('orders', ['b' => 1]);
        $this->connection->delete('orders', ['c' => 1]);
        $this->connection->createQueryBuilder()->update('orders', 'o')->set('b', 1)->where('o.c = 1')->executeStatement();
        $statement = $this->connection->prepare('UPDATE orders SET d = 1');
        $statement->executeStatement();
        $this->container->get('doctrine')->getManager()->flush();
    }
    public function down(Schema $schema): void { $this->throwIrreversibleMigrationException(); }`);
  expect(operationLines(migration)).toEqual([
    'changeData delete lines all',
    'changeData update orders by-key',
    'createIndex concurrently orders(b) orders_b',
    'dropColumn orders.a',
    'changeData update orders by-key',
    'changeData insert orders by-key',
    'changeData delete orders filtered',
    'changeData update orders filtered',
    'changeData update orders all',
    'opaque "rows are changed through entities, which are not followed"',
  ]);
  expect(migration?.operations.map(({ statement }) => statement)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(migration?.down).toBe('irreversible');
});

test('skipIf and abortIf end a migration, guard it, or do nothing', async () => {
  expect(await up("$this->skipIf(true, 'x'); $this->addSql('DROP TABLE a');")).toEqual([]);
  expect(
    await up(
      "$this->abortIf(!$this->connection->getDatabasePlatform() instanceof MySQLPlatform, 'x'); $this->addSql('DROP TABLE a');",
    ),
  ).toEqual([]);
  expect(
    await up(
      "$this->skipIf($schema->hasTable('a')); $schema->createTable('a'); $this->skipIf($unknown); $this->addSql('DROP TABLE b');",
    ),
  ).toEqual(['dropTable b', 'createTable a() guarded']);
});

test('a migration for several databases is read for the one at hand', async () => {
  const statements = `
    $platform = $this->connection->getDatabasePlatform();
    switch (true) {
      case $platform instanceof MySQLPlatform: $this->addSql('ALTER TABLE a CHANGE b b BIGINT NOT NULL'); break;
      case $platform instanceof PostgreSQLPlatform: $this->addSql('ALTER TABLE a ALTER b TYPE BIGINT'); break;
    }
    if ($this->connection->getDatabasePlatform()->getName() === 'mysql') { $this->addSql('DROP TABLE m'); }`;
  expect(await up(statements)).toEqual(['changeColumnType a.b bigint']);
  expect(await up(statements, 'pdo_mysql')).toEqual([
    'changeColumnType a.b bigint',
    'setNotNull a.b',
    'dropTable m',
  ]);
});

test('transactions: one per migration, none where it is switched off or the engine has none', async () => {
  const statement = "public function up(Schema $schema): void { $this->addSql('DROP TABLE a'); }";
  const placements = async (members: string, driver?: string): Promise<readonly string[] | undefined> =>
    (await read(members, driver))?.operations.map(({ transaction }) => transaction);
  expect(await placements(statement)).toEqual(['per-migration']);
  expect(await placements(`public function isTransactional(): bool { return false; } ${statement}`)).toEqual([
    'none',
  ]);
  expect(
    await placements(
      `public function isTransactional(): bool { return !$this->connection->getDatabasePlatform() instanceof MySQLPlatform; } ${statement}`,
    ),
  ).toEqual(['per-migration']);
  expect(await placements(statement, 'pdo_mysql')).toEqual(['none']);
});

test('base classes of the house are followed, and names that only run time knows are kept as far as they are written', async () => {
  const { all, allSkipped } = await overview({
    'composer.json': '{"require":{"ext-pdo_pgsql":"*"}}',
    'src/Doctrine/HouseMigration.php': `<?php
namespace App\\Doctrine;
use Doctrine\\Migrations\\AbstractMigration;
abstract class HouseMigration extends AbstractMigration {
  protected string $prefix;
  public function isTransactional(): bool { return false; }
  protected function table(string $name): string { return $this->prefix . $name; }
}`,
    [path]: `<?php
use App\\Doctrine\\HouseMigration;
use Doctrine\\DBAL\\Schema\\Schema;
class Version20240131120000 extends HouseMigration {
  public function up(Schema $schema): void {
    $schema->getTable($this->table('orders'))->dropColumn('a');
    $this->addSql('DROP TABLE ' . $this->table('lines'));
  }
}`,
  });
  expect(allSkipped).toEqual([]);
  expect(operationLines(all[0])).toEqual([
    'dropTable ${$this->prefix}lines unsure',
    'dropColumn ${$this->prefix}orders.a unsure',
  ]);
  expect(all[0]?.operations[0]?.transaction).toBe('none');
});

test('a file that does not parse is skipped with its place, and what is whole is read', async () => {
  const { all, skipped } = await overview({
    'composer.json': '{}',
    [path]: file(
      "public function up(Schema $schema): void {\n $this->addSql('DROP TABLE a');\n }\n public function (((",
    ),
  });
  expect(all).toHaveLength(1);
  expect(skipped).toHaveLength(1);
  expect(skipped[0]).toMatch(/^migrations\/Version20240131120000\.php:\d+ parse-error$/);
});
