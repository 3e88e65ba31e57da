import type { MigrationFramework } from '../../framework.js';
import { clickhouseMigrationsRunner } from './clickhouse-migrations-runner.js';

export const clickhouseMigrations: MigrationFramework = {
  name: 'clickhouse-migrations',
  title: 'clickhouse-migrations',
  homepage: 'https://github.com/VVVi/clickhouse-migrations',
  recognition: [
    'The folder that `--migrations-home` or `CH_MIGRATIONS_HOME` names in scripts, images and programs; all SQL files in it begin with a number.',
    'In a project that depends on the package: folders of numbered SQL with ClickHouse in their path or text.',
  ],
  filePatterns: ['**/migrations/[0-9]*_*.sql'],
  down: 'There is none.',
  runner: clickhouseMigrationsRunner,
  find: async (view) => (await import('./clickhouse-migrations.js')).findClickhouseMigrations(view),
  read: async (set, view) => (await import('./clickhouse-migrations.js')).readClickhouseMigrations(set, view),
};
