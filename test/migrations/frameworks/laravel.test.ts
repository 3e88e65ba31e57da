import { expect, test } from 'vitest';
import { overview } from '../overview.js';

const migration = (body: string, head = 'return new class extends Migration'): string => `<?php
use Illuminate\\Database\\Migrations\\Migration;
${head}
{
    ${body}
};
`;
const table = "public function up() { Schema::create('a', function ($table) { $table->id(); }); }";

test('migrations are found in the application, in modules and packages, not among stubs, seeders and factories', async () => {
  const { migrations, sets } = await overview({
    'composer.json': '{"require":{"laravel/framework":"^12.0"}}',
    '.env.example': 'DB_CONNECTION=pgsql\n',
    'config/database.php': "<?php return ['default' => env('DB_CONNECTION', 'sqlite')];",
    'database/migrations/2024_01_02_000000_b.php': migration(table),
    'database/migrations/2023_01_02_000000_a.php': migration(table, 'class A extends Migration'),
    'Modules/Blog/Database/Migrations/2024_02_02_000000_c.php': migration(table),
    'packages/shop/database/migrations/create_carts_table.php': migration(table),
    'database/migrations/readme.php': '<?php // nothing here',
    'database/stubs/2024_01_02_000000_d.php': migration(table),
    'database/seeders/DatabaseSeeder.php':
      "<?php class DatabaseSeeder extends Seeder { public function up() { DB::table('a')->insert([]); } }",
    'database/factories/AFactory.php': '<?php class AFactory extends Factory {}',
    'app/Database/BaseMigration.php': migration('', 'abstract class BaseMigration extends Migration'),
  });
  expect(sets).toEqual([
    'laravel Modules/Blog/Database/Migrations [postgresql]',
    'laravel database/migrations [postgresql]',
    'laravel packages/shop/database/migrations [postgresql]',
  ]);
  expect(migrations).toEqual([
    'Modules/Blog/Database/Migrations/2024_02_02_000000_c.php 2024_02_02_000000 c none',
    'database/migrations/2023_01_02_000000_a.php 2023_01_02_000000 a none',
    'database/migrations/2024_01_02_000000_b.php 2024_01_02_000000 b none',
    'packages/shop/database/migrations/create_carts_table.php  create_carts_table none',
  ]);
});

test.each([
  ["public function down() { Schema::drop('a'); }", 'explicit'],
  ['public function down() { /* nothing */ }', 'noop'],
  ["public function down() { throw new \\RuntimeException('no way back'); }", 'irreversible'],
  ['', 'none'],
])('the way back in %s is %s', async (down, form) => {
  const { all } = await overview({
    'database/migrations/2024_01_02_000000_b.php': migration(`${table} ${down}`),
  });
  expect(all.map((one) => one.down)).toEqual([form]);
});

test.each([
  ['pgsql', '', 'per-migration'],
  ['pgsql', 'public $withinTransaction = false;', 'none'],
  ['sqlsrv', '', 'per-migration'],
  ['mysql', '', 'none'],
  ['sqlite', '', 'none'],
])('on %s with "%s" an operation runs in the transaction: %s', async (connection, line, transaction) => {
  const { all } = await overview({
    'config/database.php': `<?php return ['default' => '${connection}'];`,
    'database/migrations/2024_01_02_000000_b.php': migration(`${line} ${table}`),
  });
  expect(all[0]?.operations[0]?.transaction).toBe(transaction);
});

test('a file that does not parse is named and the rest is read', async () => {
  const { skipped, operations } = await overview({
    'database/migrations/2024_01_02_000000_b.php': migration(`${table}\n public function broken( { `),
    'database/migrations/2024_01_03_000000_c.php': migration(table),
  });
  expect(skipped).toEqual(['database/migrations/2024_01_02_000000_b.php:6 parse-error']);
  expect(operations).toContain('database/migrations/2024_01_03_000000_c.php:5 createTable up per-migration');
});
