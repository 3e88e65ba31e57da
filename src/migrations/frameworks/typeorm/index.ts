import type { MigrationFramework } from '../../framework.js';
import { typeormRunner } from './typeorm-runner.js';

export const typeorm: MigrationFramework = {
  name: 'typeorm',
  title: 'TypeORM',
  homepage: 'https://typeorm.io/docs/migrations/why',
  recognition: [
    'JavaScript and TypeScript files with a class whose name ends with a JavaScript timestamp and that has a method `up`, in a project that depends on TypeORM or a fork of it.',
    'The dialect and how migrations share transactions come from the data source (`new DataSource({ … })`, `TypeOrmModule.forRoot`, ormconfig) that names the folder, else from the nearest.',
    'A class whose `up` gets an object of a project’s own functions is read as far as these get SQL; the rest of it is opaque.',
  ],
  filePatterns: ['**/migrations/*.{ts,js,mts,mjs,cts,cjs}'],
  extensions: ['.js', '.cjs', '.mjs', '.ts', '.cts', '.mts', '.jsx', '.tsx'],
  down: 'The method `down` of the class.',
  runner: typeormRunner,
  find: async (view) => (await import('./find-typeorm.js')).findTypeorm(view),
  read: async (set, view) => (await import('./read-typeorm.js')).readTypeorm(set, view),
};
