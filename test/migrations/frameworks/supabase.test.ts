import { expect, test } from 'vitest';
import { overview } from '../overview.js';

test('migrations beside the configuration run one by one in an implicit transaction', async () => {
  const found = await overview({
    'apps/web/supabase/config.toml': 'project_id = "shop"\n[db]\nport = 54322\n',
    'apps/web/supabase/seed.sql': "insert into plans values ('free');\n",
    'apps/web/supabase/schemas/01_users.sql': 'create table users (id int);\n',
    'apps/web/supabase/migrations/20240101000000_users.sql':
      'create table public.users (id bigint primary key);\nalter table public.users enable row level security;\n',
    'apps/web/supabase/migrations/20240102000000_index.sql':
      'create index concurrently i on public.users (id);\n',
    'apps/web/supabase/migrations/README.md': '# notes\n',
  });
  expect(found.sets).toEqual(['supabase apps/web/supabase/migrations [postgresql]']);
  expect(found.reasons).toEqual(['Supabase runs PostgreSQL']);
  expect(found.migrations).toEqual([
    'apps/web/supabase/migrations/20240101000000_users.sql 20240101000000 users unsupported',
    'apps/web/supabase/migrations/20240102000000_index.sql 20240102000000 index unsupported',
  ]);
  expect(found.operations.at(-1)).toBe(
    'apps/web/supabase/migrations/20240102000000_index.sql:1 createIndex up per-migration',
  );
});

test('the folder alone is enough, another folder of migrations beside some config.toml is not', async () => {
  const found = await overview({
    'supabase/migrations/1_a.sql': 'create table a (id int);\n',
    'tool/config.toml': 'title = "x"\n',
    'tool/migrations/1_a.sql': 'create table a (id int);\n',
  });
  expect(found.sets.filter((line) => line.startsWith('supabase'))).toEqual([
    'supabase supabase/migrations [postgresql]',
  ]);
});
