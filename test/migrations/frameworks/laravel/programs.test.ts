import { expect, test } from 'vitest';
import { operationLines } from '../../operation-line.js';
import { readClass, up } from './read-migration.js';

test('calls on the schema', async () => {
  expect(
    await up(`
      Schema::rename('a', 'b');
      Schema::drop('c');
      Schema::dropIfExists('d');
      Schema::dropColumns('e', ['f', 'g']);
      Schema::connection('other')->create('h', fn (Blueprint $t) => $t->id());
      Schema::withoutForeignKeyConstraints(function () { Schema::drop('i'); });
      Schema::whenTableHasColumn('j', 'k', function (Blueprint $table) { $table->dropColumn('k'); });
      Schema::whenTableDoesntHaveColumn('j', 'l', fn ($table) => $table->text('l'));
      Schema::disableForeignKeyConstraints();`),
  ).toEqual([
    'renameTable a -> b',
    'dropTable c',
    'dropTable d guarded',
    'dropColumn e.f',
    'dropColumn e.g',
    'createTable h(id bigint pk serial)',
    'executeSql SET CONSTRAINTS',
    'dropTable i',
    'executeSql SET CONSTRAINTS',
    'dropColumn j.k guarded',
    'addColumn j.l text guarded',
    'executeSql SET CONSTRAINTS',
  ]);
});

test('guards by hand are guards', async () => {
  expect(
    await up(`
      if (!Schema::hasTable('a')) {
        Schema::create('a', function (Blueprint $table) { $table->id(); });
      }
      Schema::table('b', function (Blueprint $table) {
        if (Schema::hasColumn('b', 'c')) { $table->dropColumn('c'); }
        if (! Schema::hasColumn('b', 'd') && ! Schema::hasColumn('b', 'e')) $table->string('d');
      });
      if (Schema::hasTable('z')) return;
      Schema::drop('y');`),
  ).toEqual([
    'createTable a(id bigint pk serial) guarded',
    'dropColumn b.c guarded',
    'addColumn b.d varchar(255) guarded',
    'dropTable y guarded',
  ]);
});

test('raw SQL is parsed as SQL of its database, with its own place', async () => {
  const migration = await readClass(
    `    public function up(): void
    {
        DB::statement('CREATE INDEX CONCURRENTLY orders_by_state ON orders (state)');
        DB::unprepared(<<<'SQL'
            ALTER TABLE orders ADD COLUMN note text;
            UPDATE orders SET note = 'x';
            SQL);
        DB::connection()->getPdo()->exec("ALTER TABLE {$this->name} DROP COLUMN old");
        app('db')->statement(sprintf('DROP TABLE %s', self::OLD));
        DB::update('update orders set a = ? where id = ?', [1, 2]);
        DB::statement(file_get_contents(database_path('sql/views.sql')));
        DB::statement($sql);
    }
    private $name = 'orders';
    private const OLD = 'old_orders';`,
    {
      files: { 'database/sql/views.sql': 'CREATE VIEW v AS SELECT 1;' },
    },
  );
  expect(operationLines(migration)).toEqual([
    'createIndex concurrently orders(state) orders_by_state',
    'addColumn orders.note text null',
    'changeData update orders all',
    'dropColumn orders.old',
    'dropTable old_orders',
    'changeData update orders by-key',
    'createView',
    'opaque "the SQL is made while the migration runs"',
  ]);
  expect(migration?.operations.map(({ span }) => `${span.line}:${span.column}`)).toEqual([
    '11:24',
    '13:13',
    '14:13',
    '16:9',
    '17:9',
    '18:9',
    '19:9',
    '20:9',
  ]);
});

test('rows are changed through the query builder and models', async () => {
  expect(
    await up(
      `
      DB::table('orders')->update(['a' => 1]);
      DB::table('orders')->whereNull('a')->update(['a' => 1]);
      DB::table('orders')->where('id', 1)->delete();
      DB::table('orders')->insert(['a' => 1]);
      DB::table('orders')->truncate();
      DB::table('orders')->orderBy('id')->chunkById(100, function ($orders) {
        foreach ($orders as $order) { DB::table('orders')->where('id', $order->id)->update(['a' => 1]); }
      });
      OrderLine::query()->where('x', 1)->delete();
      User::all()->each(function (User $user) { $user->name = 'x'; $user->save(); });
      foreach (User::cursor() as $user) { $user->update(['a' => 1]); }
      User::create(['name' => 'root']);
      DB::transaction(function () { DB::table('a')->delete(); });`,
      {
        head: 'use App\\Models\\User; use App\\Models\\OrderLine;',
        files: {
          'app/Models/User.php':
            "<?php\nnamespace App\\Models;\nclass User extends \\Illuminate\\Database\\Eloquent\\Model { protected $table = 'people'; }",
        },
      },
    ),
  ).toEqual([
    'changeData update orders all',
    'changeData update orders filtered',
    'changeData delete orders by-key',
    'changeData insert orders by-key',
    'truncate orders',
    'changeData update orders batched',
    'changeData delete order_lines filtered',
    'changeData update people batched',
    'changeData update people batched',
    'changeData insert people by-key',
    'changeData delete a all',
  ]);
});

test('loops, constants, helpers and traits are followed', async () => {
  expect(
    await up(
      `
      foreach (['a', 'b'] as $name) { Schema::table($name, fn (Blueprint $t) => $t->string("{$name}_x")); }
      foreach (self::COLUMNS as $column => $length) { $this->widen($column, $length); }
      $this->addAudit('orders');
      $tables = config('shop.tables');
      Schema::drop($tables['old']);
      for ($i = 1; $i <= 2; $i++) { Schema::drop('part_' . $i); }`,
      {
        head: 'use App\\Database\\Audits;',
        files: {
          'config/shop.php': "<?php\nreturn ['tables' => ['old' => env('OLD', 'legacy')]];",
          'app/Database/Audits.php': `<?php
namespace App\\Database;
trait Audits {
  protected function addAudit(string $table): void {
    Schema::table($table, function (Blueprint $t) { $t->timestamp('audited_at')->nullable(); });
  }
}`,
          'database/migrations/2024_01_31_120000_change_orders.php': `<?php
use App\\Database\\Audits;
use Illuminate\\Database\\Migrations\\Migration;
return new class extends Migration {
  use Audits;
  private const COLUMNS = ['note' => 100, 'state' => 20];
  public function up() {
      foreach (['a', 'b'] as $name) { Schema::table($name, fn (Blueprint $t) => $t->string("{$name}_x")); }
      foreach (self::COLUMNS as $column => $length) { $this->widen($column, $length); }
      $this->addAudit('orders');
      $tables = config('shop.tables');
      Schema::drop($tables['old']);
      for ($i = 1; $i <= 2; $i++) { Schema::drop('part_' . $i); }
  }
  private function widen($column, $length) {
      Schema::table('orders', function (Blueprint $table) use ($column, $length) { $table->string($column, $length)->change(); });
  }
};`,
        },
      },
    ),
  ).toEqual([
    'addColumn a.a_x varchar(255)',
    'addColumn b.b_x varchar(255)',
    'changeColumnType orders.note varchar(100)',
    'setNotNull orders.note',
    'dropDefault orders.note',
    'changeColumnType orders.state varchar(20)',
    'setNotNull orders.state',
    'dropDefault orders.state',
    'addColumn orders.audited_at timestamp(0) null',
    'dropTable legacy',
    'dropTable part_1',
    'dropTable part_2',
  ]);
});

test('only the branch of the database at hand is read; other conditions are open', async () => {
  const statements = `
    if (DB::getDriverName() === 'pgsql') { Schema::drop('a'); } else { Schema::drop('b'); }
    match (DB::connection()->getDriverName()) { 'pgsql' => Schema::drop('c'), default => Schema::drop('d') };
    if (app()->environment('testing')) { Schema::drop('e'); }`;
  expect(await up(statements)).toEqual(['dropTable a', 'dropTable c', 'dropTable e unsure']);
  expect(await up(statements, { connection: 'mysql' })).toEqual([
    'dropTable b',
    'dropTable d',
    'dropTable e unsure',
  ]);
});

test('commands and services are opaque', async () => {
  expect(await up("Artisan::call('import:orders'); $this->importAll(); $service->user->save();")).toEqual([
    'opaque "it runs the command import:orders"',
    'opaque "$this->importAll is not in the repository"',
    'opaque "rows are changed by ->save() on something that is not known"',
  ]);
});
