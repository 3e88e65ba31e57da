import type { MigrationFramework } from '../../framework.js';
import { findTypeorm } from './find-typeorm.js';
import { readTypeorm, typeormRunner } from './read-typeorm.js';

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
  down: 'The method `down` of the class.',
  runner: typeormRunner,
  find: findTypeorm,
  read: readTypeorm,
};
