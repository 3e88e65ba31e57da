import type { MigrationFramework } from '../../framework.js';
import { mikroOrmRunner } from './mikro-orm-runner.js';

export const mikroOrm: MigrationFramework = {
  name: 'mikro-orm',
  title: 'MikroORM',
  homepage: 'https://mikro-orm.io/docs/migrations',
  recognition: [
    'JavaScript and TypeScript files with a class that extends `Migration` of `@mikro-orm/migrations` (also as packages such as Medusa pass it on), in any folder: Medusa has one per module.',
    'The database is that of the nearest MikroORM driver package; snapshots (`.snapshot-*.json`) are no migrations.',
    'Those of `@mikro-orm/migrations-mongodb` are listed and opaque.',
  ],
  filePatterns: ['**/migrations/Migration*.{ts,js}'],
  extensions: ['.js', '.cjs', '.mjs', '.ts', '.cts', '.mts', '.jsx', '.tsx'],
  down: 'The method `down` of the class; without one MikroORM refuses to go back.',
  runner: mikroOrmRunner,
  find: async (view) => (await import('./find-mikro-orm.js')).findMikroOrm(view),
  read: async (set, view) => (await import('./read-mikro-orm.js')).readMikroOrm(set, view),
};
