import type { MigrationFramework } from '../../framework.js';
import { plainRunner } from './plain-sql-runner.js';

export const plainSql: MigrationFramework = {
  name: 'plain-sql',
  title: 'Plain SQL',
  homepage: 'https://en.wikipedia.org/wiki/Schema_migration',
  recognition: [
    'A folder of numbered or dated SQL files, most of which change a schema, whose path holds a word such as migrations, changes, versions, db or sql, and that no framework claims.',
    'Also one folder per migration with `up.sql` or `migration.sql`. Marker lines (`-- +micrate Down`, `# --- !Downs`, `-- Down Migration`, `-- //@UNDO`) part the way back from the way forth.',
    'Seeds, fixtures, dumps, named queries (sqlc), routines and first-start scripts of database images are none, nor is SQL beside more numbered programs.',
  ],
  filePatterns: ['**/migrations/[0-9]*_*.sql', '**/migrations/*/up.sql', '**/db/**/[0-9]*.sql'],
  down: 'A file of the same number ending in `.down.sql`, `.undo.sql` or `-down.sql`, or a part behind a marker line.',
  runner: plainRunner,
  find: async (view) => (await import('./find-plain.js')).findPlainSql(view),
  read: async (set, view) => (await import('./read-plain.js')).readPlainSql(set, view),
};
