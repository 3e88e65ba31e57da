import type { MigrationFramework } from '../../framework.js';
import { mongockRunner } from './mongock-runner.js';

export const mongock: MigrationFramework = {
  name: 'mongock',
  title: 'Mongock (also Mongobee, Changock)',
  homepage: 'https://docs.mongock.io/',
  recognition: [
    'Classes with `@ChangeUnit`, or `@ChangeLog` with methods that bear `@ChangeSet`, in a project that depends on Mongock; each change unit or change set is one migration.',
    'The package of `mongock.migration-scan-package`, `mongock.change-logs-scan-package` or `addMigrationScanPackage(…)`, else the folder in which all of a module lie.',
    'Each is listed and opaque: it is a program for an API of MongoDB that the project chooses.',
  ],
  filePatterns: ['**/*.{java,kt,groovy}'],
  extensions: ['.java', '.kt', '.groovy', '.scala'],
  down: '`@RollbackExecution`; the older `@ChangeSet` has none.',
  runner: mongockRunner,
  find: async (view) => (await import('./find-mongock.js')).findMongock(view),
  read: async (set, view) => (await import('./read-mongock.js')).readMongock(set, view),
};
