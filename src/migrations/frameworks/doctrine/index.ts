import type { MigrationFramework } from '../../framework.js';
import { doctrineRunner } from './doctrine-runner.js';

export const doctrine: MigrationFramework = {
  name: 'doctrine',
  title: 'Doctrine Migrations',
  homepage: 'https://www.doctrine-project.org/projects/migrations.html',
  recognition: [
    "Files `Version….php` whose class derives from Doctrine's `AbstractMigration`, or from a base class of the house and takes a `Schema` of DBAL.",
    'A folder is configured when `migrations_paths` (or the older `dir_name`, `migrations_directory`) of doctrine_migrations in a Symfony configuration, or of migrations.php, .yml, .yaml, .xml, .json, names it; folders per year and month below it belong to it.',
    'The dialect comes from the driver in the configuration of DBAL or `DATABASE_URL`, else from the platforms that the migrations ask for and the SQL that they hold, else from the PHP extensions in composer.json.',
  ],
  filePatterns: ['**/Version*.php'],
  extensions: ['.php'],
  down: 'The method `down`, by SQL or by changes of the schema; an inherited one throws an error.',
  runner: doctrineRunner,
  find: async (view) => (await import('./find-doctrine.js')).findDoctrine(view),
  read: async (set, view) => (await import('./read-doctrine.js')).readDoctrine(set, view),
};
