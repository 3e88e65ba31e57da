import { expect, test } from 'vitest';
import { overview } from '../overview.js';

test('one file goes both ways; each way may switch its transaction off', async () => {
  const found = await overview({
    'db/tern.conf': '[database]\nhost = localhost\n',
    'db/001_users.sql':
      'create table users (id int);\n---- create above / drop below ----\n\ndrop table users;\n',
    'db/010_index.sql':
      '---- tern: disable-tx ----\ncreate index concurrently i on users (id);\n---- create above / drop below ----\n-- nothing\n',
    'db/002_one_way.sql': 'alter table users add {{.prefix}}name text;\n',
    'db/011_shared.sql':
      '{{ template "shared/views.sql" . }}\n---- create above / drop below ----\ndrop view v;\n',
    'db/shared/views.sql': 'create view v as select 1;\n',
  });
  expect(found.sets).toEqual(['tern db [postgresql]']);
  expect(found.reasons).toEqual(['tern runs on PostgreSQL only']);
  expect(found.migrations).toEqual([
    'db/001_users.sql 001 users explicit',
    'db/002_one_way.sql 002 one_way none',
    'db/010_index.sql 010 index noop',
    'db/011_shared.sql 011 shared explicit',
  ]);
  expect(found.operations).toEqual([
    'db/001_users.sql:1 createTable up per-migration',
    'db/001_users.sql:4 dropTable down per-migration',
    'db/002_one_way.sql:1 addColumn up per-migration',
    'db/010_index.sql:2 createIndex up none',
    'db/011_shared.sql:1 opaque up per-migration',
  ]);
});

test('without a configuration one of its own lines is needed', async () => {
  const found = await overview({
    'a/1_a.sql': 'create table a (id int);\n---- create above / drop below ----\ndrop table a;\n',
    'b/1_a.sql': 'create table a (id int);\n-- create above, drop below\n',
  });
  expect(found.sets).toEqual(['tern a [postgresql]']);
});
