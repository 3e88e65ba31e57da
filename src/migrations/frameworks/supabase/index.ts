import type { MigrationFramework } from '../../framework.js';
import { supabaseRunner } from './supabase-runner.js';

export const supabase: MigrationFramework = {
  name: 'supabase',
  title: 'Supabase CLI',
  homepage: 'https://supabase.com/docs/guides/local-development/overview',
  recognition: [
    'The folder `migrations` beside a `supabase/config.toml`, or any folder `supabase/migrations` with files named `<digits>_<name>.sql`.',
    'Seeds, declared schemas (`supabase/schemas`), tests and functions are no migrations. The database is PostgreSQL.',
  ],
  filePatterns: ['**/supabase/migrations/[0-9]*_*.sql', '**/supabase/config.toml'],
  down: 'Supabase has none.',
  runner: supabaseRunner,
  find: async (view) => (await import('./find-supabase.js')).findSupabase(view),
  read: async (set, view) => (await import('./read-supabase.js')).readSupabase(set, view),
};
