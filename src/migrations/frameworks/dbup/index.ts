import type { MigrationFramework } from '../../framework.js';
import { dbUpRunner } from './dbup-runner.js';

export const dbUp: MigrationFramework = {
  name: 'dbup',
  title: 'DbUp',
  homepage: 'https://dbup.readthedocs.io/',
  recognition: [
    'SQL files that a project embeds or copies, where a program of it sets up `DeployChanges.To`, or that lie in a folder which `WithScriptsFromFileSystem` names.',
    'The dialect comes from the call that chooses the database: `SqlDatabase`, `PostgresqlDatabase` and so on.',
    'Scripts in program text (`IScript`) are not read.',
  ],
  filePatterns: ['**/*.sql'],
  down: 'There is none: DbUp only goes forward.',
  runner: dbUpRunner,
  find: async (view) => (await import('./find-dbup.js')).findDbUp(view),
  read: async (set, view) => (await import('./read-dbup.js')).readDbUp(set, view),
};
