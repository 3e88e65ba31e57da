import type { MigrationFramework } from '../../framework.js';
import { atlasRunner } from './atlas-runner.js';

export const atlas: MigrationFramework = {
  name: 'atlas',
  title: 'Atlas',
  homepage: 'https://atlasgo.io',
  recognition: [
    'A folder with `atlas.sum`, or one that `atlas.hcl` names in `migration { dir = "file://…" }`.',
    'Files in the format of goose, dbmate, Flyway or golang-migrate are left to these when they know the folder.',
    'Checkpoints are baselines. Archives (`-- atlas:txtar`) are taken apart; their checks are no part of the migration.',
  ],
  filePatterns: ['**/atlas.sum', '**/atlas.hcl', '**/migrations/[0-9]*.sql'],
  down: '`atlas migrate down` computes it; an archive may hold `down.sql`.',
  runner: atlasRunner,
  find: async (view) => (await import('./find-atlas.js')).findAtlas(view),
  read: async (set, view) => (await import('./read-atlas.js')).readAtlas(set, view),
};
