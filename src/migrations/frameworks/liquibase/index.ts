import type { MigrationFramework } from '../../framework.js';
import { liquibaseRunner } from './liquibase-runner.js';

export const liquibase: MigrationFramework = {
  name: 'liquibase',
  title: 'Liquibase',
  homepage: 'https://docs.liquibase.com/concepts/changelogs/home.html',
  recognition: [
    'Changelogs in XML, YAML or JSON whose root is `databaseChangeLog`, and SQL that begins with `--liquibase formatted sql`; includes are followed. Each change set is one migration.',
    'The first changelog is the one that liquibase.properties, spring.liquibase.change-log, Quarkus, Micronaut, or the Maven or Gradle plugin names, else every one that no other includes.',
    'Changelogs in folders of snapshots, seeds and tests are none.',
  ],
  filePatterns: ['**/*changelog*.{xml,yaml,yml,json,sql}', '**/liquibase/**/*.{xml,yaml,yml,json,sql}'],
  down: 'Derived from the change where Liquibase can, else `<rollback>` or `--rollback`; an empty one does nothing.',
  runner: liquibaseRunner,
  find: async (view) => (await import('./find-liquibase.js')).findLiquibase(view),
  read: async (set, view) => (await import('./read-liquibase.js')).readLiquibase(set, view),
};
