import { describe, expect, test } from 'vitest';
import { migrate } from '../mongo-migration.js';
import { overview } from '../overview.js';
import { operationLines } from '../operation-line.js';

const manifest = { 'package.json': '{ "devDependencies": { "migrate-mongo": "^11.0.0" } }' };

describe('finding them', () => {
  test('the folder that the configuration names, computed or not, with lock and file hash', async () => {
    const { sets, migrations, all, allSets } = await overview({
      'package.json': '{ "devDependencies": { "migrate-mongo": "^11.0.0" } }',
      'migrate-mongo-config.js': `const path = require('path');
module.exports = {
  mongodb: { url: process.env.MONGO_URL },
  migrationsDir: path.join(__dirname, 'db', 'changes'),
  lockCollectionName: 'changelog_lock',
  lockTtl: 60,
  useFileHash: true,
};`,
      'db/changes/20240101000000-add_plan.js':
        "module.exports = { async up(db) { await db.collection('users').updateMany({}, { $set: { plan: 'free' } }); }, async down(db) {} };",
      'db/changes/sample-migration.js': 'module.exports = { async up(db) {}, async down(db) {} };',
    });
    expect(sets).toEqual(['migrate-mongo db/changes [mongodb]']);
    expect(allSets[0]?.reason).toBe('migrate-mongo-config.js names it');
    expect(migrations).toEqual(['db/changes/20240101000000-add_plan.js 20240101000000 add_plan noop']);
    expect(all[0]?.runner).toEqual({ transaction: 'none', holdsLock: true });
    expect(all[0]?.phase).toBe('repeatable');
  });

  test('a configuration that names no folder means the one called migrations beside it', async () => {
    const { sets, all } = await overview({
      'api/package.json': '{ "devDependencies": { "migrate-mongo": "^11.0.0" } }',
      'api/migrate-mongo-config.ts': 'export default { mongodb: { url: "mongodb://localhost" } };',
      'api/migrations/initial.ts':
        "import type { Db } from 'mongodb';\nexport const up = async (db: Db) => { await db.createCollection('orders'); };",
    });
    expect(sets).toEqual(['migrate-mongo api/migrations [mongodb]']);
    expect(all[0]?.down).toBe('none');
    expect(all[0]?.runner.holdsLock).toBe(false);
  });

  test('numbered files of a project that depends on it, and files that only it writes', async () => {
    const text = "exports.up = async (db, client) => { await db.collection('a').drop(); };";
    expect((await overview({ ...manifest, 'src/migrations/20240101000000-x.js': text })).sets).toEqual([
      'migrate-mongo src/migrations [mongodb]',
    ]);
    expect((await overview({ 'src/migrations/20240101000000-x.js': text })).sets).toEqual([
      'migrate-mongo src/migrations [mongodb]',
    ]);
  });

  test('a class of mongo-migrate-ts', async () => {
    const { all, sets } = await overview({
      'package.json': '{ "dependencies": { "mongo-migrate-ts": "^1.6.0" } }',
      'src/migrations/20240101_1-indexes.ts': `import { Db } from 'mongodb';
import { MigrationInterface } from 'mongo-migrate-ts';
export class Indexes implements MigrationInterface {
  async up(db: Db): Promise<any> { await db.collection('users').createIndex({ email: 1 }, { unique: true }); }
  async down(db: Db): Promise<any> { await db.collection('users').dropIndex('email_1'); }
}`,
    });
    expect(sets).toEqual(['migrate-mongo src/migrations [mongodb]']);
    expect(operationLines(all[0])).toEqual(['createIndex unique users(email) email_1']);
    expect(operationLines(all[0], 'down')).toEqual(['dropIndex users email_1']);
  });

  test('migrations of other tools beside it stay theirs', async () => {
    const { sets } = await overview({
      'package.json': '{ "dependencies": { "migrate-mongo": "1", "knex": "3", "pg": "8" } }',
      'knexfile.js': "module.exports = { client: 'pg', migrations: { directory: './sql' } };",
      'sql/20240101000000_a.js': "exports.up = (knex) => knex.schema.createTable('a', () => {});",
      'mongo/20240101000000-b.js': "exports.up = async (db) => { await db.collection('b').drop(); };",
    });
    expect(sets).toEqual(['migrate-mongo mongo [mongodb]', 'knex sql [postgresql]']);
  });
});

describe('what collections do', () => {
  test.each([
    ["await users.insertOne({ name: 'a' })", ['changeData insert users by-key']],
    ['await users.insertMany([{}, {}])', ['changeData insert users by-key']],
    ["await users.updateOne({ name: 'a' }, { $set: {} })", ['changeData update users by-key']],
    ['await users.replaceOne({ _id: 1 }, {})', ['changeData update users by-key']],
    ['await users.findOneAndUpdate({ a: 1 }, {})', ['changeData update users by-key']],
    ['await users.updateMany({}, { $set: {} })', ['changeData update users all']],
    ['await users.updateMany({ plan: { $exists: false } }, {})', ['changeData update users filtered']],
    ['await users.updateMany({ _id: id }, {})', ['changeData update users by-key']],
    ['await users.updateMany(filter(), {})', ['changeData update users filtered']],
    ['await users.deleteOne({ a: 1 })', ['changeData delete users by-key']],
    ['await users.deleteMany({})', ['changeData delete users all']],
    ['await users.deleteMany({ a: 1 })', ['changeData delete users filtered']],
    [
      'await users.bulkWrite([{ updateMany: { filter: {}, update: {} } }, { insertOne: { document: {} } }])',
      ['changeData update users all', 'changeData insert users by-key'],
    ],
    ['await users.bulkWrite(changes)', ['changeData update users batched']],
    [
      'const bulk = users.initializeUnorderedBulkOp(); bulk.find({ a: 1 }).update({}); await bulk.execute()',
      ['changeData update users batched'],
    ],
    [
      "await users.aggregate([{ $match: {} }, { $merge: { into: 'people' } }]).toArray()",
      ['changeData insert people all'],
    ],
    ["await users.aggregate([{ $out: 'people' }]).toArray()", ['changeData insert people all']],
    ['await users.find({}).toArray(); await users.countDocuments()', []],
    ['await users.createIndex({ a: 1, b: -1 })', ['createIndex users(a,b) a_1_b_-1']],
    ["await users.createIndex('a', { unique: true, name: 'by_a' })", ['createIndex unique users(a) by_a']],
    ["await users.createIndex([['a', 1], ['b', 'text']])", ['createIndex users(a,b) a_1_b_text']],
    [
      'await users.createIndex({ a: 1 }, { partialFilterExpression: { b: true } })',
      ['createIndex users(a) a_1 where partialFilterExpression'],
    ],
    [
      "await users.createIndexes([{ key: { a: 1 } }, { key: { b: 1 }, name: 'by_b', unique: true }])",
      ['createIndex users(a) a_1', 'createIndex unique users(b) by_b'],
    ],
    ["await users.dropIndex('a_1')", ['dropIndex users a_1']],
    ['await users.dropIndexes()', ['dropIndex users ()']],
    ["await users.rename('people')", ['renameTable users -> people']],
    ['await users.drop()', ['dropTable users']],
    ['await users.frobnicate()', ['opaque "frobnicate() is not known"']],
  ])('%s', async (body, lines) => {
    expect(operationLines(await migrate(`const users = db.collection('users'); ${body};`))).toEqual(lines);
  });
});

describe('what databases and clients do', () => {
  test.each([
    ["await db.createCollection('orders', { validator: {} })", ['createTable orders()']],
    ["await db.createCollection('big', { viewOn: 'orders', pipeline: [] })", ['createView']],
    ["await db.dropCollection('orders')", ['dropTable orders']],
    ["await db.renameCollection('a', 'b')", ['renameTable a -> b']],
    ["await db.command({ collMod: 'users', validator: {} })", ['executeSql collMod users']],
    ['await db.command(made())', ['opaque "the command is made while the migration runs"']],
    ["await client.db('other').collection('a').drop()", ['dropTable a']],
    [
      "const session = client.startSession(); try { await session.withTransaction(async () => { await db.collection('a').updateOne({ _id: 1 }, {}); }); } finally { await session.endSession(); }",
      ['changeData update a by-key'],
    ],
    [
      "const found = await db.listCollections({ name: 'a' }).toArray(); if (found.length === 0) await db.createCollection('a')",
      ['createTable a() guarded'],
    ],
    [
      "const cursor = db.collection('a').find(); while (await cursor.hasNext()) { const one = await cursor.next(); await db.collection('a').updateOne({ _id: one._id }, {}); }",
      ['changeData update a batched unsure'],
    ],
    [
      "await db.collection('a').find().forEach(async (one) => { await db.collection('b').updateMany({ a: one._id }, {}); })",
      ['changeData update b batched unsure'],
    ],
    ["for (const name of ['a', 'b']) await db.collection(name).drop()", ['dropTable a', 'dropTable b']],
  ])('%s', async (body, lines) => {
    expect(operationLines(await migrate(`${body};`))).toEqual(lines);
  });

  test('a promise that nobody waits for is noted', async () => {
    const migration = await migrate("db.collection('users').drop();");
    expect(migration?.operations[0]?.unawaited).toBe(true);
  });
});

describe('the way back', () => {
  test.each([
    ['exports.down = async (db) => { await db.collection("a").drop(); };', 'explicit'],
    ['exports.down = async () => {};', 'noop'],
    ['exports.down = async () => { throw new Error("no way back"); };', 'irreversible'],
    ['', 'none'],
  ])('%s → %s', async (down, form) => {
    const { all } = await overview({
      ...manifest,
      'migrations/20240101000000-x.js': `exports.up = async (db, client) => { await db.collection('a').drop(); };\n${down}`,
    });
    expect(all[0]?.down).toBe(form);
  });
});

test('a file that does not parse is named, and what could be read of it is kept', async () => {
  const { skipped, all } = await overview({
    ...manifest,
    'migrations/20240101000000-x.js':
      "exports.up = async (db, client) => { await db.collection('a').drop(); };\nexports.down = async ( => {",
    'migrations/20240102000000-y.js':
      "exports.up = async (db, client) => { await db.collection('b').drop(); };",
  });
  expect(skipped).toEqual(['migrations/20240101000000-x.js:2 parse-error']);
  expect(all.map(({ name }) => name)).toEqual(['x', 'y']);
});
