import type { MigrationFramework } from '../../framework.js';
import { efRunner } from './ef-runner.js';

export const efCore: MigrationFramework = {
  name: 'ef-core',
  title: 'Entity Framework Core',
  homepage: 'https://learn.microsoft.com/ef/core/managing-schemas/migrations/',
  recognition: [
    'C# files with a class that derives from `Migration` and overrides `Up(MigrationBuilder …)`, in any project; one set per folder, so that several databases side by side are several sets.',
    'Designer files and model snapshots are no migrations.',
    'The dialect comes from the annotations and types that the provider wrote into migrations and snapshot, else from the name of the folder or the packages of the project.',
  ],
  filePatterns: ['**/Migrations/[0-9]*_*.cs'],
  extensions: ['.cs'],
  down: 'The method `Down`, which the tool writes; an empty one is listed as such.',
  runner: efRunner,
  find: async (view) => (await import('./find-ef.js')).findEf(view),
  read: async (set, view) => (await import('./read-ef.js')).readEf(set, view),
};
