import type { MigrationFramework } from '../../framework.js';
import { mybatisRunner } from './mybatis-runner.js';

export const mybatis: MigrationFramework = {
  name: 'mybatis',
  title: 'MyBatis Migrations',
  homepage: 'https://mybatis.org/migrations/',
  recognition: [
    'A folder of `<number>_<name>.sql` with the line `-- //@UNDO` in them.',
    'The driver and the URL stand in `environments/*.properties` beside it. `bootstrap.sql` and hooks are no migrations.',
  ],
  filePatterns: ['**/scripts/[0-9]*_*.sql', '**/environments/*.properties'],
  down: 'The part behind `-- //@UNDO` in the same file.',
  runner: mybatisRunner,
  find: async (view) => (await import('./find-mybatis.js')).findMybatis(view),
  read: async (set, view) => (await import('./read-mybatis.js')).readMybatis(set, view),
};
