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
