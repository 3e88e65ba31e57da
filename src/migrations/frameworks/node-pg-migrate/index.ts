import type { MigrationFramework } from '../../framework.js';
import { nodePgMigrateRunner } from './pg-runner.js';

export const nodePgMigrate: MigrationFramework = {
  name: 'node-pg-migrate',
  title: 'node-pg-migrate',
  homepage: 'https://salsita.github.io/node-pg-migrate/',
  recognition: [
    'JavaScript and TypeScript files that export `up` and use `pgm`, and files of SQL with `-- Up Migration`, in the folder that `--migrations-dir` names or with numbers in front of their names.',
    'It is for PostgreSQL only.',
  ],
  filePatterns: ['**/migrations/[0-9]*_*.{js,cjs,mjs,ts,sql}'],
  extensions: ['.sql', '.js', '.cjs', '.mjs', '.ts', '.cts', '.mts', '.jsx', '.tsx'],
  down: '`exports.down`, else what undoes each call of `up`; `exports.down = false` says that there is none.',
  runner: nodePgMigrateRunner,
  find: async (view) => (await import('./find-node-pg-migrate.js')).findNodePgMigrate(view),
  read: async (set, view) => (await import('./read-node-pg-migrate.js')).readNodePgMigrate(set, view),
};
