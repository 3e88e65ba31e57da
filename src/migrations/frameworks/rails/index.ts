import type { MigrationFramework } from '../../framework.js';
import { railsRunner } from './rails-runner.js';

export const rails: MigrationFramework = {
  name: 'rails',
  title: 'Ruby on Rails (ActiveRecord)',
  homepage: 'https://guides.rubyonrails.org/active_record_migrations.html',
  recognition: [
    'Ruby files whose names begin with a version and that hold a class derived from `ActiveRecord::Migration`, in any folder: db/migrate, db/post_migrate, engines, packs.',
    'The dialect comes from config/database.yml, else from the driver in the Gemfile.',
    '`schema.rb` and `structure.sql` are no migrations.',
  ],
  filePatterns: ['**/db/*migrate/[0-9]*_*.rb'],
  extensions: ['.rb'],
  down: '`change` is turned round by Rails where it can be; else `down`, or `reversible` with both ways.',
  runner: railsRunner,
  find: async (view) => (await import('./find-rails.js')).findRails(view),
  read: async (set, view) => (await import('./read-rails.js')).readRails(set, view),
};
