import { expect, test } from 'vitest';
import { overview } from '../overview.js';
import { operationLines } from '../operation-line.js';

const manifest = {
  'package.json': '{ "dependencies": { "ts-migrate-mongoose": "^4.0.0", "mongoose": "^8.0.0" } }',
};
const first = `import type { Connection } from 'mongoose';
export async function up(connection: Connection): Promise<void> {
  await connection.model('User').updateMany({ plan: null }, { plan: 'free' });
  await connection.collection('orders').createIndex({ user: 1 });
}
export async function down(connection: Connection): Promise<void> {
  await connection.db.collection('orders').dropIndex('user_1');
}`;

test.each([
  [{ 'migrate.json': '{ "migrationsPath": "./db/mongo" }' }, 'migrate.json names it'],
  [
    { 'migrate.ts': "export default { uri: 'mongodb://localhost/x', migrationsPath: './db/mongo' };" },
    'migrate.ts names it',
  ],
  [{ '.env.example': 'MIGRATE_MIGRATIONS_PATH=./db/mongo\n' }, '.env.example names it'],
  [{ Makefile: 'up:\n\tnpx migrate up -m ./db/mongo\n' }, 'Makefile names it'],
])('the folder that %o names', async (settings, reason) => {
  const { allSets, migrations } = await overview({
    ...manifest,
    ...settings,
    'db/mongo/1673525773572-first.ts': first,
  });
  expect(allSets[0]).toMatchObject({
    framework: 'migrate-mongoose',
    directory: 'db/mongo',
    dialect: 'mongodb',
    reason,
  });
  expect(migrations).toEqual(['db/mongo/1673525773572-first.ts 1673525773572 first explicit']);
});

test('collections and models of the connection, and the runner', async () => {
  const { all } = await overview({ ...manifest, 'migrations/1673525773572-first.ts': first });
  expect(operationLines(all[0])).toEqual([
    'changeData update users filtered',
    'createIndex orders(user) user_1',
  ]);
  expect(operationLines(all[0], 'down')).toEqual(['dropIndex orders user_1']);
  expect(all[0]?.runner).toEqual({ transaction: 'none', holdsLock: false });
});

test("mongoose's own connection and models of the project", async () => {
  const { all } = await overview({
    'package.json': '{ "dependencies": { "mongoose-migrate": "^0.2.0", "mongoose": "^5.0.0" } }',
    'migrations/1500000000000-a.js': `const mongoose = require('mongoose');
exports.up = async function (next) {
  await mongoose.connection.collection('users').deleteMany({});
  await mongoose.model('Invoice').updateMany({}, {});
  next();
};
exports.down = function (next) { next(); };`,
    'migrations/1500000000001-b.js': `const Order = require('../models/order');
exports.up = async function () { await Order.updateMany({}, {}); };`,
    'models/order.js': `const mongoose = require('mongoose');
module.exports = mongoose.model('Order', new mongoose.Schema({}));`,
  });
  expect(operationLines(all[0])).toEqual(['changeData delete users all', 'changeData update invoices all']);
  expect(all[0]?.down).toBe('noop');
  expect(operationLines(all[1])).toEqual(['changeData update orders all']);
});
