import type { MigrationFramework } from '../../framework.js';
import { findMigrateMongo } from './find-migrate-mongo.js';
import { migrateMongoRunner, readMigrateMongo } from './read-migrate-mongo.js';

export const migrateMongo: MigrationFramework = {
  name: 'migrate-mongo',
  title: 'migrate-mongo (also mongo-migrate-ts)',
  homepage: 'https://github.com/seppevs/migrate-mongo',
  recognition: [
    'The folder that `migrationsDir` of `migrate-mongo-config.js` names (`migrations` where it names none), or of the object that `config.set(…)` or `mongoMigrateCli(…)` gets.',
    'Elsewhere: numbered JavaScript and TypeScript files that export `up(db)` and use collections of MongoDB, in a project that depends on migrate-mongo.',
  ],
  filePatterns: ['**/migrations/[0-9]*-*.{js,cjs,mjs,ts}'],
  down: '`down(db, client)`; none is derived.',
  runner: migrateMongoRunner,
  find: findMigrateMongo,
  read: readMigrateMongo,
};
