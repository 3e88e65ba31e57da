import type { MigrationFramework } from '../../framework.js';
import { findKysely, kyselyRunner, readKysely } from './kysely-migrations.js';

export const kysely: MigrationFramework = {
  name: 'kysely',
  title: 'Kysely',
  homepage: 'https://kysely.dev/docs/migrations',
  recognition: [
    'JavaScript and TypeScript files that export `up` and import Kysely, or execute what its schema module builds.',
    'The dialect is the driver in package.json.',
  ],
  filePatterns: ['**/migrations/*.{js,ts,mjs,mts}'],
  down: '`export async function down(db)`; Kysely derives none.',
  runner: kyselyRunner,
  find: findKysely,
  read: readKysely,
};
