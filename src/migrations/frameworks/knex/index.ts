import type { MigrationFramework } from '../../framework.js';
import { findKnex } from './find-knex.js';
import { knexRunner, readKnex } from './read-knex.js';

export const knex: MigrationFramework = {
  name: 'knex',
  title: 'Knex (also Objection, Directus, Strapi, knex-migrator)',
  homepage: 'https://knexjs.org/guide/migrations.html',
  recognition: [
    'JavaScript and TypeScript files that export `up` and use Knex, in the folder that `migrations.directory` of a knexfile or of the program names, or with numbers in front of their names.',
    'The dialect is the `client` of the configuration, else the driver in package.json.',
  ],
  filePatterns: ['**/migrations/*.{js,cjs,mjs,ts}', '**/database/migrations/*.{js,ts}'],
  down: '`exports.down`; Knex derives none.',
  runner: knexRunner,
  find: findKnex,
  read: readKnex,
};
