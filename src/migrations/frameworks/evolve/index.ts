import type { MigrationFramework } from '../../framework.js';
import { evolveRunner } from './evolve-runner.js';

export const evolve: MigrationFramework = {
  name: 'evolve',
  title: 'Evolve',
  homepage: 'https://evolve-db.netlify.app/',
  recognition: [
    'SQL files named `V1__name.sql` and `R__name.sql` (or by the prefixes that the program sets) in and below the folders that `Locations` of `new Evolve(…)` or `-l` of its command line name.',
    'Without a location, those of a project that depends on the package Evolve.',
    'The dialect comes from the driver that the project depends on, else from the name of the folder or the syntax.',
  ],
  filePatterns: ['**/V[0-9]*__*.sql', '**/R__*.sql'],
  down: 'There is none: Evolve only goes forward.',
  runner: evolveRunner,
  find: async (view) => (await import('./find-evolve.js')).findEvolve(view),
  read: async (set, view) => (await import('./read-evolve.js')).readEvolve(set, view),
};
