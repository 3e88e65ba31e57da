import { expect, test } from 'vitest';
import { overview } from '../overview.js';

test('the line //@UNDO parts the ways; the environment names the database', async () => {
  const found = await overview({
    'environments/development.properties':
      'driver=org.postgresql.Driver\nurl=jdbc:postgresql://localhost/x\nauto_commit=false\n',
    'scripts/bootstrap.sql': 'create table old (id int);\n',
    'scripts/20240102_more.sql': '-- // more\nalter table a add b int;\n',
    'scripts/20240101_first.sql': '-- // first\ncreate table a (id int);\n\n-- //@UNDO\ndrop table a;\n',
  });
  expect(found.sets).toEqual(['mybatis scripts [postgresql]']);
  expect(found.reasons).toEqual([
    'the URL in environments/development.properties begins with jdbc:postgresql:',
  ]);
  expect(found.migrations).toEqual([
    'scripts/20240101_first.sql 20240101 first explicit',
    'scripts/20240102_more.sql 20240102 more none',
  ]);
  expect(found.operations).toEqual([
    'scripts/20240101_first.sql:2 createTable up per-migration',
    'scripts/20240101_first.sql:5 dropTable down per-migration',
    'scripts/20240102_more.sql:2 addColumn up per-migration',
  ]);
});

test('auto_commit leaves no transaction', async () => {
  const found = await overview({
    'm/environments/production.properties': 'url=jdbc:postgresql://db/x\nauto_commit=true\n',
    'm/scripts/1_a.sql': 'create table a (id int);\n-- //@UNDO\ndrop table a;\n',
  });
  expect(found.operations.map((line) => line.split(' ').at(-1))).toEqual(['none', 'none']);
});

test('with auto_commit each statement commits, or all of a script that is sent at once', async () => {
  const files = (more: string): Readonly<Record<string, string>> => ({
    'db/environments/development.properties': `url=jdbc:postgresql://localhost/x\nauto_commit=true\n${more}`,
    'db/scripts/1_a.sql': 'create table a (id int);\ncreate table b (id int);\n-- //@UNDO\ndrop table a;\n',
  });
  expect((await overview(files('send_full_script=false\n'))).operations[0]).toBe(
    'db/scripts/1_a.sql:1 createTable up none',
  );
  expect((await overview(files('send_full_script=true\n'))).operations).toEqual([
    'db/scripts/1_a.sql:1 createTable up per-migration',
    'db/scripts/1_a.sql:2 createTable up per-migration',
    'db/scripts/1_a.sql:4 dropTable down none',
  ]);
});
