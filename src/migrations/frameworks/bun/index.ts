import type { MigrationFramework } from '../../framework.js';
import { bunRunner } from './bun-runner.js';

export const bun: MigrationFramework = {
  name: 'bun',
  title: 'bun (SQL files)',
  homepage: 'https://bun.uptrace.dev/guide/migrations.html',
  recognition: [
    'Files `<14 digits>_<name>.up.sql` (`.tx.up.sql`) in a Go module that depends on github.com/uptrace/bun.',
    'Migrations written in Go are read as bun-go. Folders that golang-migrate is called for are its own.',
  ],
  filePatterns: ['**/[0-9]*_*.tx.up.sql', '**/[0-9]*_*.up.sql'],
  down: 'The file ending in `.down.sql` beside.',
  runner: bunRunner,
  find: async (view) => (await import('./find-bun.js')).findBun(view),
  read: async (set, view) => (await import('./read-bun.js')).readBun(set, view),
};
