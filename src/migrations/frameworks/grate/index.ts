import type { MigrationFramework } from '../../framework.js';
import { grateRunner } from './grate-runner.js';

export const grate: MigrationFramework = {
  name: 'grate',
  title: 'grate and RoundhousE',
  homepage: 'https://grate-devs.github.io/grate/',
  recognition: [
    'Directories with a folder `up` of SQL files which a call of `grate` or `rh` names, or which stand in a repository that uses one of them.',
    'Without a call, those that have one of the folders that only these tools know beside it: runAfterOtherAnyTimeScripts, runAfterCreateDatabase, sprocs and their kin.',
    'The dialect comes from the drivers nearby, the name of a folder or the syntax.',
  ],
  filePatterns: ['**/up/*.sql', '**/runAfterOtherAnyTimeScripts/*.sql'],
  down: 'There is none; a folder `down` of RoundhousE is not run by it.',
  runner: grateRunner,
  find: async (view) => (await import('./find-grate.js')).findGrate(view),
  read: async (set, view) => (await import('./read-grate.js')).readGrate(set, view),
};
