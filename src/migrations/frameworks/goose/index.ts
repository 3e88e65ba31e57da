import type { MigrationFramework } from '../../framework.js';
import { gooseRunner } from './goose-runner.js';

export const goose: MigrationFramework = {
  name: 'goose',
  title: 'goose',
  homepage: 'https://github.com/pressly/goose',
  recognition: [
    'Any folder with numbered SQL files that hold the annotation `-- +goose Up`, or numbered Go files that call `goose.AddMigration…`.',
    'Folders of seeds and fixtures (goose runs them with -no-versioning) are left out.',
    'Migrations written in Go are followed: SQL that they send, and calls of gorm, bun and xorm.',
  ],
  filePatterns: ['**/[0-9]*_*.sql', '**/[0-9]*_*.go'],
  down: 'The part behind `-- +goose Down` in the same file; in Go the second function.',
  runner: gooseRunner,
  find: async (view) => (await import('./find-goose.js')).findGoose(view),
  read: async (set, view) => (await import('./read-goose.js')).readGoose(set, view),
};
