import { expect, test } from 'vitest';
import { overview } from '../overview.js';

const scripts = {
  'db/up/0002_state.sql':
    'ALTER TABLE orders ADD state int NULL\nGO\nCREATE INDEX by_state ON orders (state)\nGO',
  'db/up/0001_orders.sql': 'CREATE TABLE orders (id int NOT NULL)\nGO',
  'db/views/v_orders.sql': 'CREATE VIEW v_orders AS SELECT 1 AS a',
  'db/runAfterOtherAnyTimeScripts/rows.sql': 'UPDATE orders SET state = 1',
  'db/permissions/EVERYTIME.grants.sql': 'GRANT SELECT ON orders TO reader',
  'db/down/0001_orders.sql': 'DROP TABLE orders',
};

test('folders in the order in which they run; the known names are sign enough', async () => {
  const found = await overview(scripts);
  expect(found.sets).toEqual(['grate db [sqlserver]']);
  expect(found.allSets[0]?.reason).toBe('beside up it has a folder runAfterOtherAnyTimeScripts');
  expect(found.all.map(({ path, version, phase }) => `${path} ${version} ${phase ?? ''}`)).toEqual([
    'db/up/0001_orders.sql 0001 ',
    'db/up/0002_state.sql 0002 ',
    'db/views/v_orders.sql  anytime: views',
    'db/runAfterOtherAnyTimeScripts/rows.sql  anytime: runAfterOtherAnyTimeScripts',
    'db/permissions/EVERYTIME.grants.sql  everytime: permissions',
  ]);
  expect(found.operations.slice(0, 3)).toEqual([
    'db/up/0001_orders.sql:1 createTable up none',
    'db/up/0002_state.sql:1 addColumn up none',
    'db/up/0002_state.sql:3 createIndex up none',
  ]);
});

test('a call names the directory and the transaction', async () => {
  const found = await overview({
    'migrate.sh':
      'grate --connectionstring="$C" --databasetype postgresql --sqlfilesdirectory=sql --transaction=true\n',
    'sql/up/1_orders.sql': 'CREATE TABLE orders (id int GENERATED ALWAYS AS IDENTITY);',
  });
  expect(found.allSets[0]?.reason).toBe('migrate.sh names the directory');
  expect(found.operations).toEqual(['sql/up/1_orders.sql:1 createTable up all-migrations']);
});

test('a folder up alone is no sign of it', async () => {
  const found = await overview({ 'sql/up/1_orders.sql': 'CREATE TABLE orders (id int);' });
  expect(found.sets.filter((set) => set.startsWith('grate'))).toEqual([]);
});
