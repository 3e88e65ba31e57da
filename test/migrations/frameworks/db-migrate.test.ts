import { expect, test } from 'vitest';
import { overview } from '../overview.js';

const manifest = JSON.stringify({ dependencies: { 'db-migrate': '0.11', 'db-migrate-pg': '1', pg: '8' } });

async function readUp(body: string): Promise<readonly object[]> {
  const found = await overview({
    'package.json': manifest,
    'migrations/20240101000000-add-x.js': `'use strict';\nexports.up = function (db, callback) {\n${body}\n};\n`,
  });
  return (found.all[0]?.operations ?? []).map((operation) => {
    const {
      span: _,
      direction: __,
      statement: ___,
      transaction: ____,
      confidence: _____,
      ...rest
    } = operation;
    return rest;
  });
}

test.each<[string, readonly object[]]>([
  [
    "createTable('t', { id: { type: 'int', primaryKey: true, autoIncrement: true }, a: { type: 'string', length: 20, notNull: true, defaultValue: 'x' }, b: 'text', c: { type: 'int', foreignKey: { name: 'f', table: 'u', mapping: 'id', rules: { onDelete: 'CASCADE' } } } }, callback)",
    [
      {
        kind: 'createTable',
        table: 't',
        columns: [
          { name: 'id', type: 'integer', nullable: false, generated: 'serial', primaryKey: true },
          {
            name: 'a',
            type: 'varchar(20)',
            nullable: false,
            default: { expression: "'x'", volatility: 'constant' },
          },
          { name: 'b', type: 'text', nullable: true },
          {
            name: 'c',
            type: 'integer',
            nullable: true,
            references: { table: 'u', columns: ['id'], onDelete: 'CASCADE' },
          },
        ],
      },
    ],
  ],
  [
    "createTable('t', { columns: { a: 'text' }, ifNotExists: true }, callback)",
    [
      {
        kind: 'createTable',
        table: 't',
        columns: [{ name: 'a', type: 'text', nullable: true }],
        guarded: true,
      },
    ],
  ],
  ["dropTable('t', { ifExists: true }, callback)", [{ kind: 'dropTable', table: 't', guarded: true }]],
  ["renameTable('t', 'u', callback)", [{ kind: 'renameTable', table: 't', newName: 'u' }]],
  [
    "addColumn('t', 'a', { type: 'text' }, callback)",
    [{ kind: 'addColumn', table: 't', column: 'a', definition: { name: 'a', type: 'text', nullable: true } }],
  ],
  ["removeColumn('t', 'a', callback)", [{ kind: 'dropColumn', table: 't', column: 'a' }]],
  [
    "renameColumn('t', 'a', 'b', callback)",
    [{ kind: 'renameColumn', table: 't', column: 'a', newName: 'b' }],
  ],
  [
    "changeColumn('t', 'a', { type: 'bigint', notNull: true }, callback)",
    [
      { kind: 'changeColumnType', table: 't', column: 'a', type: 'bigint' },
      { kind: 'setNotNull', table: 't', column: 'a' },
    ],
  ],
  [
    "addIndex('t', 'i', ['a'], true, callback)",
    [{ kind: 'createIndex', table: 't', index: 'i', columns: ['a'], unique: true, concurrently: false }],
  ],
  ["removeIndex('t', 'i', callback)", [{ kind: 'dropIndex', table: 't', index: 'i', concurrently: false }]],
  [
    "addForeignKey('t', 'u', 'f', { a: 'id' }, { onDelete: 'CASCADE' }, callback)",
    [
      {
        kind: 'addForeignKey',
        table: 't',
        columns: ['a'],
        constraint: 'f',
        references: { table: 'u', columns: ['id'], onDelete: 'CASCADE' },
      },
    ],
  ],
  [
    "removeForeignKey('t', 'f', callback)",
    [{ kind: 'dropConstraint', table: 't', constraint: 'f', constraintKind: 'foreign-key' }],
  ],
  [
    "insert('t', ['a'], [1], callback)",
    [{ kind: 'changeData', table: 't', change: 'insert', scope: 'by-key' }],
  ],
  ["runSql('DROP TABLE t', callback)", [{ kind: 'dropTable', table: 't' }]],
])('db.%s', async (call, expected) => {
  expect(await readUp(`  db.${call};`)).toEqual(expected);
});

test('callbacks are followed, and promises are waited for', async () => {
  expect(
    await readUp(
      "  db.runSql('DROP TABLE t', function (err) {\n    if (err) return callback(err);\n    db.removeColumn('u', 'a', callback);\n  });",
    ),
  ).toMatchObject([
    { kind: 'dropTable', table: 't' },
    { kind: 'dropColumn', table: 'u' },
  ]);
});

test('files of SQL beside the programs, and the transaction of PostgreSQL', async () => {
  const found = await overview({
    'package.json': manifest,
    'migrations/20240101000000-add-x.js':
      "var fs = require('fs');\nvar path = require('path');\nexports.setup = function (options, seedLink) {};\nexports.up = function (db) {\n  var filePath = path.join(__dirname, 'sqls', '20240101000000-add-x-up.sql');\n  return new Promise(function (resolve, reject) {\n    fs.readFile(filePath, { encoding: 'utf-8' }, function (err, data) { if (err) return reject(err); resolve(data); });\n  }).then(function (data) { return db.runSql(data); });\n};\nexports.down = function (db) { return null; };\n",
    'migrations/sqls/20240101000000-add-x-up.sql': 'CREATE TABLE t (id int);\nDROP TABLE u;\n',
    'migrations/sqls/20240101000000-add-x-down.sql': 'DROP TABLE t;\n',
  });
  expect(found.sets).toEqual(['db-migrate migrations [postgresql]']);
  expect(found.operations).toEqual([
    'migrations/20240101000000-add-x.js:8 createTable up per-migration',
    'migrations/20240101000000-add-x.js:8 dropTable up per-migration',
  ]);
  expect(found.migrations).toEqual(['migrations/20240101000000-add-x.js 20240101000000 add-x noop']);
});

test('other uses of a database are no migrations', async () => {
  const found = await overview({
    'package.json': manifest,
    'src/1-up.js': "exports.list = (db) => db.all('SELECT 1');\n",
  });
  expect(found.sets).toEqual([]);
});
