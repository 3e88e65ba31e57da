import type { MigrationFramework } from '../../framework.js';
import { yoyoRunner } from './yoyo-runner.js';

export const yoyo: MigrationFramework = {
  name: 'yoyo',
  title: 'yoyo-migrations',
  homepage: 'https://ollycope.com/software/yoyo/latest/',
  recognition: [
    'The folders that `sources` of `yoyo.ini` names, or `read_migrations(…)` in a program.',
    'Elsewhere: Python files that import `step` of yoyo, and the SQL files beside them.',
    'The dialect is `database` of `yoyo.ini`.',
  ],
  filePatterns: ['**/migrations/*.py', '**/migrations/*.sql'],
  down: 'The second argument of `step`, or `<name>.rollback.sql` beside an SQL file.',
  runner: yoyoRunner,
  find: async (view) => (await import('./find-yoyo.js')).findYoyo(view),
  read: async (set, view) => (await import('./read-yoyo.js')).readYoyo(set, view),
};
