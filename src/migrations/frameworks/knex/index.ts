import type { MigrationFramework } from '../../framework.js';
import { knexRunner } from './knex-runner.js';

export const knex: MigrationFramework = {
  name: 'knex',
  title: 'Knex (also Objection, Directus, Strapi, knex-migrator)',
  homepage: 'https://knexjs.org/guide/migrations.html',
  recognition: [
    'JavaScript and TypeScript files that export `up` and use Knex, in the folder that `migrations.directory` of a knexfile or of the program names, or with numbers in front of their names.',
    'The dialect is the `client` of the configuration, else the driver in package.json.',
  ],
  filePatterns: ['**/migrations/*.{js,cjs,mjs,ts}', '**/database/migrations/*.{js,ts}'],
  extensions: ['.js', '.cjs', '.mjs', '.ts', '.cts', '.mts', '.jsx', '.tsx'],
  down: '`exports.down`; Knex derives none.',
  runner: knexRunner,
  find: async (view) => (await import('./find-knex.js')).findKnex(view),
  read: async (set, view) => (await import('./read-knex.js')).readKnex(set, view),
};
