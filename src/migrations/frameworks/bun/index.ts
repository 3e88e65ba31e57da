import type { MigrationFramework } from '../../framework.js';
import { bunRunner } from './bun-runner.js';
import { findBun } from './find-bun.js';
import { readBun } from './read-bun.js';

export const bun: MigrationFramework = {
  name: 'bun',
  title: 'bun',
  homepage: 'https://bun.uptrace.dev/guide/migrations.html',
  recognition: [
    'Files `<14 digits>_<name>.up.sql` (`.tx.up.sql`) and Go files of such names that call `Register` or `MustRegister` of bun’s migrations, in a project that depends on github.com/uptrace/bun.',
    'Migrations written in Go are listed, their statements are not read. Folders that golang-migrate is called for are its own.',
  ],
  filePatterns: ['**/[0-9]*_*.tx.up.sql', '**/[0-9]*_*.up.sql', '**/[0-9]*_*.go'],
  down: 'The file ending in `.down.sql` beside; in Go the second function.',
  runner: bunRunner,
  find: findBun,
  read: readBun,
};
