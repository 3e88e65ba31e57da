import type { MigrationFramework } from '../../framework.js';
import { bunRunner } from './bun-runner.js';

export const bunGo: MigrationFramework = {
  name: 'bun-go',
  title: 'bun (migrations in Go)',
  homepage: 'https://bun.uptrace.dev/guide/migrations.html',
  recognition: [
    'Go files whose names begin with a number and that call `Register` or `MustRegister` of a package that imports github.com/uptrace/bun.',
    'SQL files of bun (`.up.sql`, `.tx.up.sql`) are read as SQL.',
  ],
  filePatterns: ['**/[0-9]*_*.go'],
  extensions: ['.go'],
  down: 'The second function that is registered.',
  runner: bunRunner,
  find: async (view) => (await import('./find-bun.js')).findBun(view),
  read: async (set, view) => (await import('./read-bun.js')).readBun(set, view),
};
