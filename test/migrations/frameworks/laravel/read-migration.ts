import type { Migration } from '../../../../src/model/migration.js';
import { operationLines } from '../../operation-line.js';
import { overview } from '../../overview.js';

const path = 'database/migrations/2024_01_31_120000_change_orders.php';

/** The migration that a class body gives, for a database. */
export async function readClass(
  body: string,
  {
    connection = 'pgsql',
    head = '',
    files = {},
  }: { connection?: string; head?: string; files?: Readonly<Record<string, string>> } = {},
): Promise<Migration | undefined> {
  const { all } = await overview({
    'composer.json': '{"require":{"laravel/framework":"^12.0"}}',
    artisan: '#!/usr/bin/env php',
    'config/database.php': `<?php return ['default' => env('DB_CONNECTION', '${connection}')];`,
    [path]: `<?php
use Illuminate\\Database\\Migrations\\Migration;
use Illuminate\\Database\\Schema\\Blueprint;
use Illuminate\\Support\\Facades\\DB;
use Illuminate\\Support\\Facades\\Schema;
${head}
return new class extends Migration
{
${body}
};
`,
    ...files,
  });
  return all.find((migration) => migration.path === path);
}

/** What `up` does, line by line. */
export async function up(
  statements: string,
  options: Parameters<typeof readClass>[1] = {},
): Promise<readonly string[]> {
  return operationLines(await readClass(`public function up(): void\n{\n${statements}\n}`, options));
}

/** What a block on the existing table `orders` does. */
export async function onTable(
  block: string,
  options: Parameters<typeof readClass>[1] = {},
): Promise<readonly string[]> {
  return up(`Schema::table('orders', function (Blueprint $table) {\n${block}\n});`, options);
}
