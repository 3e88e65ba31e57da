import type { MigrationFramework } from '../../framework.js';
import { flywayRunner } from './flyway-runner.js';

export const flyway: MigrationFramework = {
  name: 'flyway',
  title: 'Flyway',
  homepage: 'https://documentation.red-gate.com/flyway',
  recognition: [
    'Locations in flyway.conf, flyway.toml, application*.yml or .properties (spring.flyway, quarkus.flyway, Micronaut), the Maven and Gradle plugins, `Flyway.configure().locations(…)`, scripts and compose files; prefixes, separator and suffixes as configured.',
    'Without a setting: `db/migration` below any folder, and folders with `V1__name.sql`, unless refinery, Evolve or schemachange is in use.',
    'Folders named after databases side by side, and `{vendor}`, are sets of their own. Of classes (Java, Kotlin, Groovy, Scala) the SQL is read that they send as constants; what jOOQ, Exposed or other code makes is opaque.',
    'Callbacks (`beforeMigrate.sql`) are no migrations. Placeholders `${name}` are read as names.',
  ],
  filePatterns: [
    '**/V*__*.sql',
    '**/R__*.sql',
    '**/B*__*.sql',
    '**/U*__*.sql',
    '**/V*__*.java',
    '**/V*__*.kt',
    '**/V*__*.sql.conf',
  ],
  down: 'An undo script `U<version>__…`, which the paid editions run; a folder without any has no way back.',
  runner: flywayRunner,
  find: async (view) => (await import('./find-flyway.js')).findFlyway(view),
  read: async (set, view) => (await import('./read-flyway.js')).readFlyway(set, view),
};
