import type { StructLibrary } from '../../go-programs/migration-structs.js';
import { gormigrateRunner } from './gormigrate-runner.js';

export const gormigrateLibrary: StructLibrary = {
  framework: 'gormigrate',
  imports: /^(github\.com\/go-gormigrate\/gormigrate(\/v\d+)?|gopkg\.in\/gormigrate\.v\d+)$/,
  word: 'gormigrate',
  up: ['Migrate'],
  down: ['Rollback'],
  runner: gormigrateRunner,
  runnerIn: (texts) =>
    texts.some((text) => /\bUseTransaction:\s*true\b/.test(text))
      ? { ...gormigrateRunner, transaction: 'all-migrations' }
      : gormigrateRunner,
};
