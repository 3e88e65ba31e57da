import type { MigrationFramework } from '../../framework.js';
import { migrateRunner } from './migrate-runner.js';

export const golangMigrate: MigrationFramework = {
  name: 'golang-migrate',
  title: 'golang-migrate',
  homepage: 'https://github.com/golang-migrate/migrate',
  recognition: [
    'A folder of `VERSION_title.up.sql` (and `.down.sql`) that a script, a pipeline, a compose file or a Go program names to migrate (`-path`, `-source file://`, `iofs.New`, `//go:embed`).',
    'Such a folder in a project that depends on github.com/golang-migrate/migrate or calls the CLI, unless sqlx, bun or morph is nearer.',
    'Lists of commands for MongoDB (`.up.json`) are listed, not read.',
  ],
  filePatterns: [
    '**/[0-9]*_*.up.sql',
    '**/[0-9]*_*.down.sql',
    '**/[0-9]*_*.up.pgsql',
    '**/[0-9]*_*.up.cql',
    '**/[0-9]*_*.up.json',
  ],
  down: 'The file `VERSION_title.down.sql` beside.',
  runner: migrateRunner,
  find: async (view) => (await import('./find-migrate.js')).findMigrate(view),
  read: async (set, view) => (await import('./read-migrate.js')).readMigrate(set, view),
};
