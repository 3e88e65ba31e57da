import type { MigrationFramework } from '../../framework.js';
import { findSupabase } from './find-supabase.js';
import { readSupabase, supabaseRunner } from './read-supabase.js';

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
  find: findSupabase,
  read: readSupabase,
};
