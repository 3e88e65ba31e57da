import type { MigrationFramework } from '../../framework.js';
import { cassandraRunner } from './cassandra-migration-runner.js';

export const cassandraMigration: MigrationFramework = {
  name: 'cassandra-migration',
  title: 'cassandra-migration (Java), cassandra-migrate (Python)',
  homepage: 'https://github.com/patka/cassandra-migration',
  recognition: [
    'Folders with numbered `.cql` files that `cassandra.migration.script-locations` or `new MigrationRepository(…)` names; `cassandra/migration` on the classpath of a project that depends on cassandra-migration.',
    'The folder that `migrations_path` of a `cassandra-migrate.yml` names: `.cql` files, and Python files, which are opaque.',
    'Numbered `.cql` of golang-migrate and of nobody in particular are those frameworks’ (golang-migrate, plain SQL).',
  ],
  filePatterns: ['**/cassandra/migration/**/*.cql'],
  down: 'There is none.',
  runner: cassandraRunner,
  find: async (view) => (await import('./find-cassandra-migration.js')).findCassandraMigration(view),
  read: async (set, view) =>
    (await import('./read-cassandra-migration.js')).readCassandraMigration(set, view),
};
