import type { MigrationFramework } from '../../framework.js';
import { djangoRunner } from './django-runner.js';

export const django: MigrationFramework = {
  name: 'django',
  title: 'Django',
  homepage: 'https://docs.djangoproject.com/en/stable/topics/migrations/',
  recognition: [
    'Python modules with a class `Migration` derived from that of `django.db.migrations`, in any package: `<app>/migrations`, or what MIGRATION_MODULES names.',
    'The app label comes from MIGRATION_MODULES, AppConfig, or the name of the package; tables are named after it where no `db_table` is written.',
    'The dialect comes from ENGINE in DATABASES, a default database URL, else from the driver among the dependencies.',
  ],
  filePatterns: ['**/migrations/[0-9]*_*.py'],
  extensions: ['.py'],
  down: 'Django turns its operations round by itself; RunSQL has `reverse_sql`, RunPython `reverse_code`.',
  runner: djangoRunner,
  find: async (view) => (await import('./find-django.js')).findDjango(view),
  read: async (set, view) => (await import('./read-django.js')).readDjango(set, view),
};
