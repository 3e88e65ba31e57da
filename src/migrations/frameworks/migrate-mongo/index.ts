import type { MigrationFramework } from '../../framework.js';
import { migrateMongoRunner } from './migrate-mongo-runner.js';

export const migrateMongo: MigrationFramework = {
  name: 'migrate-mongo',
  title: 'migrate-mongo (also mongo-migrate-ts)',
  homepage: 'https://github.com/seppevs/migrate-mongo',
  recognition: [
    'The folder that `migrationsDir` of `migrate-mongo-config.js` names (`migrations` where it names none), or of the object that `config.set(…)` or `mongoMigrateCli(…)` gets.',
    'Elsewhere: numbered JavaScript and TypeScript files that export `up(db)` and use collections of MongoDB, in a project that depends on migrate-mongo.',
  ],
  filePatterns: ['**/migrations/[0-9]*-*.{js,cjs,mjs,ts}'],
  extensions: ['.js', '.cjs', '.mjs', '.ts', '.cts', '.mts', '.jsx', '.tsx'],
  down: '`down(db, client)`; none is derived.',
  runner: migrateMongoRunner,
  find: async (view) => (await import('./find-migrate-mongo.js')).findMigrateMongo(view),
  read: async (set, view) => (await import('./read-migrate-mongo.js')).readMigrateMongo(set, view),
};
