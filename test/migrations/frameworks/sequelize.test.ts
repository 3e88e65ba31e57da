import { expect, test } from 'vitest';
import { overview } from '../overview.js';

const manifest = JSON.stringify({ dependencies: { sequelize: '6', mysql2: '3' } });
const add =
  "module.exports = {\n  up: (queryInterface, Sequelize) => queryInterface.addColumn('t', 'a', Sequelize.TEXT),\n  down: (queryInterface) => queryInterface.removeColumn('t', 'a'),\n};\n";

test('the folder of .sequelizerc, and a migration in it that only calls a script', async () => {
  const found = await overview({
    'package.json': manifest,
    '.sequelizerc':
      "const path = require('path');\nmodule.exports = { 'config': path.resolve('config.js'), 'migrations-path': path.resolve('server', 'changes') };\n",
    'server/changes/20240101000000-a.js': add,
    'server/changes/20240102000000-b.js':
      "const { execSync } = require('child_process');\nmodule.exports = { async up() { execSync('node script'); }, async down() {} };\n",
  });
  expect(found.sets).toEqual(['sequelize server/changes [mysql]']);
  expect(found.operations).toEqual([
    'server/changes/20240101000000-a.js:2 addColumn up none',
    'server/changes/20240101000000-a.js:3 dropColumn down none',
    'server/changes/20240102000000-b.js:2 opaque up none',
  ]);
  expect(found.migrations[1]).toBe('server/changes/20240102000000-b.js 20240102000000 b noop');
});

test('Umzug hands over a context; the configuration names the dialect', async () => {
  const found = await overview({
    'package.json': JSON.stringify({ dependencies: { sequelize: '6', umzug: '3', pg: '8', mysql2: '3' } }),
    'src/db.ts':
      "import { Umzug } from 'umzug';\nimport { Sequelize } from 'sequelize';\nexport const sequelize = new Sequelize({ dialect: 'postgres' });\nexport const umzug = new Umzug({ migrations: { glob: 'src/steps/*.ts' }, context: sequelize.getQueryInterface() });\n",
    'src/steps/one.ts':
      "import type { Migration } from '../db';\nexport const up: Migration = async ({ context: queryInterface }) => {\n  await queryInterface.dropTable('t');\n};\nexport const down: Migration = async ({ context }) => {\n  await context.sequelize.query('CREATE TABLE t (id int)');\n};\n",
  });
  expect(found.sets).toEqual(['sequelize src/steps [postgresql]']);
  expect(found.operations).toEqual([
    'src/steps/one.ts:3 dropTable up none',
    'src/steps/one.ts:6 createTable down none',
  ]);
});

test('--migrations-path of a script', async () => {
  const found = await overview({
    'package.json': JSON.stringify({
      scripts: { migrate: 'sequelize db:migrate --migrations-path ./db/moves' },
      dependencies: { sequelize: '6', mysql2: '3' },
    }),
    'db/moves/one.js': add,
  });
  expect(found.sets).toEqual(['sequelize db/moves [mysql]']);
});

test.each<[string, Readonly<Record<string, string>>]>([
  [
    'seeders',
    {
      'seeders/20240101000000-a.js':
        "module.exports = { up: (queryInterface) => queryInterface.bulkInsert('t', []) };\n",
    },
  ],
  [
    'models',
    {
      'models/user.js':
        "module.exports = (sequelize, DataTypes) => sequelize.define('user', { up: DataTypes.TEXT });\n",
    },
  ],
])('no migrations: %s', async (_, files) => {
  const found = await overview({ 'package.json': manifest, 'src/index.js': 'run();\n', ...files });
  expect(found.sets).toEqual([]);
});
