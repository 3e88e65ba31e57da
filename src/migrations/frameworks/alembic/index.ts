import type { MigrationFramework } from '../../framework.js';
import { alembicRunner } from './alembic-runner.js';

export const alembic: MigrationFramework = {
  name: 'alembic',
  title: 'Alembic (also Flask-Migrate)',
  homepage: 'https://alembic.sqlalchemy.org/',
  recognition: [
    'Python files with `revision`, `down_revision` and a function `upgrade`, in any folder; those of one env.py are one set, also when `version_locations` of alembic.ini names several folders.',
    'They are in the order of the revision graph.',
    'The dialect comes from the URL in alembic.ini or env.py, else from the driver among the dependencies, else from the types of `sqlalchemy.dialects` that the scripts import.',
  ],
  filePatterns: ['**/versions/*.py'],
  extensions: ['.py'],
  down: 'A function `downgrade` beside `upgrade`.',
  runner: alembicRunner,
  find: async (view) => (await import('./find-alembic.js')).findAlembic(view),
  read: async (set, view) => (await import('./read-alembic.js')).readAlembic(set, view),
};
