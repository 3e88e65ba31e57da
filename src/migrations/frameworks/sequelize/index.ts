import type { MigrationFramework } from '../../framework.js';
import { sequelizeRunner } from './sequelize-runner.js';

export const sequelize: MigrationFramework = {
  name: 'sequelize',
  title: 'Sequelize (sequelize-cli, Umzug)',
  homepage: 'https://sequelize.org/docs/v6/other-topics/migrations/',
  recognition: [
    'JavaScript and TypeScript files that export `up` and use the query interface, in the folder that `.sequelizerc`, `--migrations-path` or `new Umzug(…)` names, or with numbers in front of their names.',
    'The dialect is `dialect` of the configuration, else the driver in package.json.',
  ],
  filePatterns: ['**/migrations/*.{js,cjs,mjs,ts}'],
  extensions: ['.js', '.cjs', '.mjs', '.ts', '.cts', '.mts', '.jsx', '.tsx'],
  down: '`down`; Sequelize derives none.',
  runner: sequelizeRunner,
  find: async (view) => (await import('./find-sequelize.js')).findSequelize(view),
  read: async (set, view) => (await import('./read-sequelize.js')).readSequelize(set, view),
};
