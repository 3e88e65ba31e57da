import { expect, test } from 'vitest';
import { overview } from '../overview.js';

const plan = `%syntax-version=1.0.0
%project=shop

users 2024-01-01T10:00:00Z A Planner <a@example.com> # first
orders [users] 2024-01-02T10:00:00Z A Planner <a@example.com> # second
@v1 2024-01-03T10:00:00Z A Planner <a@example.com> # release

users [users@v1 orders] 2024-02-01T10:00:00Z A Planner <a@example.com> # reworked
api/view 2024-02-02T10:00:00Z A Planner <a@example.com> # in a folder
gone 2024-02-03T10:00:00Z A Planner <a@example.com> # without scripts
`;

test('the plan gives the changes and their order, reworked ones with their old scripts', async () => {
  const found = await overview({
    'db/sqitch.conf': '[core]\n\tengine = pg\n',
    'db/sqitch.plan': plan,
    'db/deploy/users.sql': 'BEGIN;\nALTER TABLE users ADD name text;\nCOMMIT;\n',
    'db/deploy/users@v1.sql': 'BEGIN;\nCREATE TABLE users (id int);\nCOMMIT;\n',
    'db/revert/users@v1.sql': 'BEGIN;\nDROP TABLE users;\nCOMMIT;\n',
    'db/deploy/orders.sql': 'CREATE TABLE orders (id int);\n',
    'db/deploy/api/view.sql': 'CREATE VIEW v AS SELECT 1;\n',
    'db/deploy/draft.sql': 'DROP TABLE users;\n',
    'db/revert/orders.sql': 'DROP TABLE orders;\n',
    'db/verify/orders.sql': 'SELECT id FROM orders WHERE false;\n',
  });
  expect(found.sets).toEqual(['sqitch db/deploy [postgresql]']);
  expect(found.reasons).toEqual(['the engine in db/sqitch.conf is pg']);
  expect(found.migrations).toEqual([
    'db/deploy/users@v1.sql users@v1 users explicit db/revert/users@v1.sql',
    'db/deploy/orders.sql orders orders explicit db/revert/orders.sql',
    'db/deploy/users.sql users users none',
    'db/deploy/api/view.sql api/view api/view none',
  ]);
  expect(found.operations.filter((line) => line.includes('orders'))).toEqual([
    'db/deploy/orders.sql:1 createTable up none',
    'db/revert/orders.sql:1 dropTable down none',
  ]);
  expect(found.skipped).toEqual(['db/sqitch.plan unsupported-syntax']);
});

test('folders called deploy and revert are nothing without a plan', async () => {
  const found = await overview({
    'deploy/users.sql': 'create table a (id int);\n',
    'revert/users.sql': 'drop table a;\n',
  });
  expect(found.sets).toEqual([]);
});
