import type { MigrationFramework } from '../../framework.js';
import { findMongock } from './find-mongock.js';
import { mongockRunner, readMongock } from './read-mongock.js';

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
  down: '`@RollbackExecution`; the older `@ChangeSet` has none.',
  runner: mongockRunner,
  find: findMongock,
  read: readMongock,
};
