import type { MigrationFramework } from '../../framework.js';
import { payloadRunner } from './payload-runner.js';

export const payload: MigrationFramework = {
  name: 'payload',
  title: 'Payload',
  homepage: 'https://payloadcms.com/docs/database/migrations',
  recognition: [
    'TypeScript and JavaScript files that export `up` and import a database adapter of Payload (`@payloadcms/db-postgres`, `-sqlite`, `-mongodb` …).',
    'The adapter is the dialect.',
  ],
  filePatterns: ['**/migrations/[0-9]*_*.{ts,js}'],
  extensions: ['.js', '.cjs', '.mjs', '.ts', '.cts', '.mts', '.jsx', '.tsx'],
  down: '`export async function down({ db, payload })`; Payload derives none.',
  runner: payloadRunner,
  find: async (view) => (await import('./payload-migrations.js')).findPayload(view),
  read: async (set, view) => (await import('./payload-migrations.js')).readPayload(set, view),
};
