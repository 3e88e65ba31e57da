import type { MigrationFramework } from '../../framework.js';
import { sqitchRunner } from './sqitch-runner.js';

export const sqitch: MigrationFramework = {
  name: 'sqitch',
  title: 'Sqitch',
  homepage: 'https://sqitch.org',
  recognition: [
    'The changes that a `sqitch.plan` names, in its order, as `deploy/<change>.sql` beside it; scripts that it does not name are none.',
    'A reworked change is read from `deploy/<change>@<tag>.sql` where it first stood. `verify/` holds checks, no migrations. The engine stands in `sqitch.conf`.',
  ],
  filePatterns: ['**/sqitch.plan', '**/sqitch.conf', '**/deploy/**/*.sql', '**/revert/**/*.sql'],
  down: 'The script of the same name in `revert/`.',
  runner: sqitchRunner,
  find: async (view) => (await import('./find-sqitch.js')).findSqitch(view),
  read: async (set, view) => (await import('./read-sqitch.js')).readSqitch(set, view),
};
