import type { MigrationFramework } from '../../framework.js';
import { playRunner } from './play-runner.js';

export const play: MigrationFramework = {
  name: 'play',
  title: 'Play evolutions',
  homepage: 'https://www.playframework.com/documentation/latest/Evolutions',
  recognition: [
    'Files `<number>.sql` below a folder `evolutions/<database>` that hold a line `!Ups`.',
    'The dialect is the driver, the URL or the profile of that database in `conf/*.conf`.',
  ],
  filePatterns: ['**/evolutions/*/[0-9]*.sql'],
  down: 'The part behind `# --- !Downs` in the same file.',
  runner: playRunner,
  find: async (view) => (await import('./find-play.js')).findPlay(view),
  read: async (set, view) => (await import('./read-play.js')).readPlay(set, view),
};
