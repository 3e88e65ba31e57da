import type { MigrationFramework } from '../../framework.js';
import { mongooseRunner } from './migrate-mongoose-runner.js';

export const migrateMongoose: MigrationFramework = {
  name: 'migrate-mongoose',
  title: 'migrate-mongoose (also ts-migrate-mongoose, mongoose-migrate)',
  homepage: 'https://github.com/ilovepixelart/ts-migrate-mongoose',
  recognition: [
    'The folder that `migrationsPath` of `migrate.json`, `migrate.ts` or `new Migrator(…)` names, `MIGRATE_MIGRATIONS_PATH` or `-md`; `migrations` where none is named.',
    'Numbered JavaScript and TypeScript files that export `up` and use Mongoose, in a project that depends on one of these tools.',
  ],
  filePatterns: ['**/migrations/[0-9]*-*.{js,ts}'],
  extensions: ['.js', '.cjs', '.mjs', '.ts', '.cts', '.mts', '.jsx', '.tsx'],
  down: '`down(connection)`; none is derived.',
  runner: mongooseRunner,
  find: async (view) => (await import('./migrate-mongoose.js')).findMigrateMongoose(view),
  read: async (set, view) => (await import('./migrate-mongoose.js')).readMigrateMongoose(set, view),
};
