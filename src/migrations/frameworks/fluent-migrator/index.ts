import type { MigrationFramework } from '../../framework.js';
import { fluentRunner } from './fluent-migrator-runner.js';

export const fluentMigrator: MigrationFramework = {
  name: 'fluent-migrator',
  title: 'FluentMigrator',
  homepage: 'https://fluentmigrator.github.io/',
  recognition: [
    'C# files with a class that has the attribute `Migration`, `TimestampedMigration`, `Profile` or `Maintenance` (or one of the house that ends so) and derives from a migration; one set per project, those of folders named after databases by themselves.',
    'Migrations of EF Core, which have a `MigrationBuilder`, are others.',
    'The dialect comes from the call that sets the runner up (`AddPostgres()`, `AddSqlServer2016()`), else from the packages of processors or drivers.',
  ],
  filePatterns: ['**/*.cs'],
  extensions: ['.cs'],
  down: 'The method `Down`; an `AutoReversingMigration` derives it, a `ForwardOnlyMigration` has none.',
  runner: fluentRunner,
  find: async (view) => (await import('./find-fluent.js')).findFluent(view),
  read: async (set, view) => (await import('./read-fluent.js')).readFluent(set, view),
};
