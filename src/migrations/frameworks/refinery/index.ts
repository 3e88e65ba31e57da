import type { MigrationFramework } from '../../framework.js';
import { refineryRunner } from './refinery-runner.js';

export const refinery: MigrationFramework = {
  name: 'refinery',
  title: 'refinery',
  homepage: 'https://github.com/rust-db/refinery',
  recognition: [
    'Files named `V<number>__<name>` or `U<number>__<name>`, `.sql` or `.rs`, in or below a folder that `embed_migrations!("…")` names, or in a crate that depends on refinery.',
    'Migrations written in Rust are listed, their statements are not read.',
  ],
  filePatterns: ['**/V[0-9]*__*.sql', '**/U[0-9]*__*.sql', '**/V[0-9]*__*.rs'],
  down: 'refinery has none.',
  runner: refineryRunner,
  find: async (view) => (await import('./find-refinery.js')).findRefinery(view),
  read: async (set, view) => (await import('./read-refinery.js')).readRefinery(set, view),
};
