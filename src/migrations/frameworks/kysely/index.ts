import type { MigrationFramework } from '../../framework.js';
import { kyselyRunner } from './kysely-runner.js';

export const kysely: MigrationFramework = {
  name: 'kysely',
  title: 'Kysely',
  homepage: 'https://kysely.dev/docs/migrations',
  recognition: [
    'JavaScript and TypeScript files that export `up` and import Kysely, or execute what its schema module builds.',
    'The dialect is the driver in package.json.',
  ],
  filePatterns: ['**/migrations/*.{js,ts,mjs,mts}'],
  extensions: ['.js', '.cjs', '.mjs', '.ts', '.cts', '.mts', '.jsx', '.tsx'],
  down: '`export async function down(db)`; Kysely derives none.',
  runner: kyselyRunner,
  find: async (view) => (await import('./kysely-migrations.js')).findKysely(view),
  read: async (set, view) => (await import('./kysely-migrations.js')).readKysely(set, view),
};
