import type { MigrationFramework } from '../../framework.js';
import { ternRunner } from './tern-runner.js';

export const tern: MigrationFramework = {
  name: 'tern',
  title: 'tern',
  homepage: 'https://github.com/jackc/tern',
  recognition: [
    'A folder of `<number>_<name>.sql` that holds `tern.conf` or a file with one of tern’s own lines (`---- create above / drop below ----`, `---- tern: disable-tx ----`).',
    'The database is PostgreSQL. Shared templates in folders below are no migrations; a file that calls one is listed, not read.',
  ],
  filePatterns: ['**/[0-9]*_*.sql', '**/tern.conf'],
  down: 'The part behind `---- create above / drop below ----` in the same file.',
  runner: ternRunner,
  find: async (view) => (await import('./find-tern.js')).findTern(view),
  read: async (set, view) => (await import('./read-tern.js')).readTern(set, view),
};
