import type { MigrationFramework } from '../../framework.js';
import { findMigrateMongoose, mongooseRunner, readMigrateMongoose } from './migrate-mongoose.js';

export const migrateMongoose: MigrationFramework = {
  name: 'migrate-mongoose',
  title: 'migrate-mongoose (also ts-migrate-mongoose, mongoose-migrate)',
  homepage: 'https://github.com/ilovepixelart/ts-migrate-mongoose',
  recognition: [
    'The folder that `migrationsPath` of `migrate.json`, `migrate.ts` or `new Migrator(…)` names, `MIGRATE_MIGRATIONS_PATH` or `-md`; `migrations` where none is named.',
    'Numbered JavaScript and TypeScript files that export `up` and use Mongoose, in a project that depends on one of these tools.',
  ],
  filePatterns: ['**/migrations/[0-9]*-*.{js,ts}'],
  down: '`down(connection)`; none is derived.',
  runner: mongooseRunner,
  find: findMigrateMongoose,
  read: readMigrateMongoose,
};
