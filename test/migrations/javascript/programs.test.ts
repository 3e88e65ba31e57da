import { expect, test } from 'vitest';
import { runDirection } from '../../../src/migrations/javascript/directions.js';
import { migrationPrograms } from '../../../src/migrations/javascript/migration-programs.js';
import type { ProgramCall } from '../../../src/migrations/javascript/program-call.js';
import { programMigration } from '../../../src/migrations/javascript/program-migration.js';
import { hostValue, ProgramObject } from '../../../src/migrations/javascript/program-object.js';
import { SchemaCheck } from '../../../src/migrations/javascript/schema-check.js';
import { booleanOf, defaultOf, entryOf, textOf } from '../../../src/migrations/javascript/values.js';
import type { Migration, MigrationSet } from '../../../src/model/migration.js';
import type { Value } from '../../../src/syntax/javascript/evaluate/value.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

class Outcome extends ProgramObject {
  override call(): undefined {
    return undefined;
  }
}

/** A database with four methods: `query`, `add`, `drop` and `has`. */
class Database extends ProgramObject {
  override readonly isConnection = true;

  override call(name: string, call: ProgramCall): Value | undefined {
    const table = textOf(call.argument(0)) ?? '';
    const column = textOf(call.argument(1)) ?? '';
    const outcome = name === 'has' ? new SchemaCheck() : new Outcome();
    if (name === 'query') call.sql(outcome, call.argument(0));
    else if (name === 'add') {
      const fallback = defaultOf(entryOf(call.argument(2), 'default'), call.dialect);
      const nullable = booleanOf(entryOf(call.argument(2), 'nullable')) ?? true;
      const definition = { name: column, type: 'text', nullable, ...(fallback && { default: fallback }) };
      call.operations(outcome, [{ kind: 'addColumn', table, column, definition }]);
    } else if (name === 'drop') call.operations(outcome, [{ kind: 'dropColumn', table, column }]);
    else if (name !== 'has') return undefined;
    return hostValue(outcome);
  }
}

const set: MigrationSet = {
  framework: 'sample',
  directory: 'm',
  dialect: 'postgresql',
  dialectReason: 'it is a test',
  reason: 'it is a test',
  files: [],
};

async function read(text: string, others: Readonly<Record<string, string>> = {}): Promise<Migration> {
  const view = inMemoryRepository({ 'm/1_x.js': text, ...others });
  const program = await migrationPrograms(view).open('m/1_x.js');
  if (!program) throw new Error('there is no such program');
  const [owner] = program.classes;
  const member = owner ? await program.instance(owner) : undefined;
  const entry = async (name: string): Promise<Value | undefined> =>
    member ? member(name) : program.exports.get(name);
  const run = { dialect: set.dialect, given: [hostValue(new Database())] };
  const { migration } = await programMigration({
    set,
    program,
    name: 'x',
    version: '1',
    runner: { transaction: 'none', holdsLock: false },
    transaction: 'none',
    up: await runDirection(program, await entry('up'), run),
    down: await runDirection(program, await entry('down'), run),
  });
  return migration;
}

/** `line kind column marks` of each operation. */
function lines({ operations }: Migration): readonly string[] {
  return operations.map((operation) =>
    [
      operation.span.line,
      operation.kind,
      'column' in operation ? operation.column : 'table' in operation ? operation.table : '',
      ...('guarded' in operation && operation.guarded === true ? ['guarded'] : []),
      ...(operation.confidence === 'high' ? [] : [operation.confidence]),
      ...(operation.unawaited === true ? ['unawaited'] : []),
    ].join(' '),
  );
}

test.each([
  ['exports.up = async (db) => { await db.add("t", "a"); };', 'none'],
  ['module.exports = { async up(db) { await db.add("t", "a"); }, down: async () => {} };', 'noop'],
  [
    'export async function up(db) { await db.add("t", "a"); }\nexport const down = (db) => db.drop("t", "a");',
    'explicit',
  ],
  [
    'export default { up: (db) => db.add("t", "a"), down() { throw new Error("no way back"); } };',
    'irreversible',
  ],
  ['exports.up = (db) => db.add("t", "a");\nexports.down = false;', 'irreversible'],
  [
    'export class AddA { async up(db) { await db.add("t", "a"); } async down(db) { await db.drop("t", "a"); } }',
    'explicit',
  ],
  [
    'module.exports = class AddA { up(db) { return db.add("t", "a"); } async down() { console.log("nothing"); } };',
    'noop',
  ],
])('the two ways are found however they are exported: %s', async (text, down) => {
  const migration = await read(text);
  expect(lines(migration)[0]).toBe('1 addColumn a');
  expect(migration.down).toBe(down);
});

test('names are folded from constants, templates, loops and functions, also of other files', async () => {
  const migration = await read(
    [
      "const { table, nameOf } = require('../names');",
      "const columns = ['a', 'b'];",
      'const addAll = async (db) => {',
      '  for (const column of columns) await db.add(table, `${column}_id`);',
      '};',
      'exports.up = async (db) => {',
      '  await addAll(db);',
      '  await Promise.all(columns.map((column) => db.drop(table, nameOf(column))));',
      '};',
    ].join('\n'),
    { 'names.js': "exports.table = 'users';\nexports.nameOf = (column) => 'old_' + column;\n" },
  );
  expect(lines(migration)).toEqual([
    '4 addColumn a_id',
    '4 addColumn b_id',
    '8 dropColumn old_a',
    '8 dropColumn old_b',
  ]);
});

test('what runs under a test of the schema is guarded; under any other test it is less sure', async () => {
  const migration = await read(
    [
      'exports.up = async (db) => {',
      "  if (!(await db.has('t'))) await db.add('t', 'a');",
      "  const exists = await db.has('t');",
      "  if (exists && !exists.length) await db.add('t', 'b');",
      "  if (process.env.EXTRA) await db.add('t', 'c');",
      '};',
    ].join('\n'),
  );
  expect(lines(migration)).toEqual([
    '2 addColumn a guarded',
    '4 addColumn b guarded',
    '5 addColumn c medium',
  ]);
});

test('what is neither awaited nor returned is marked', async () => {
  const migration = await read(
    [
      'exports.up = async (db) => {',
      "  db.add('t', 'a');",
      "  const later = db.add('t', 'b');",
      '  await later;',
      "  await Promise.all([db.add('t', 'c')]);",
      "  return db.add('t', 'd').then(() => db.add('t', 'e'));",
      '};',
    ].join('\n'),
  );
  expect(lines(migration)).toEqual([
    '2 addColumn a unawaited',
    '3 addColumn b',
    '5 addColumn c',
    '6 addColumn d',
    '6 addColumn e',
  ]);
});

test('SQL in a literal has its own places, folded SQL that of the call', async () => {
  const migration = await read(
    [
      "const table = 'users';",
      'exports.up = async (db) => {',
      '  await db.query(`',
      '    ALTER TABLE users ADD a int;',
      '    ALTER TABLE users ADD b int;',
      '  `);',
      '  await db.query(`ALTER TABLE ${table} ADD c int`);',
      '  await db.query(`ALTER TABLE users ADD ${process.env.COLUMN} int`);',
      '};',
    ].join('\n'),
  );
  expect(lines(migration)).toEqual([
    '4 addColumn a',
    '5 addColumn b',
    '7 addColumn c',
    '8 addColumn ${process.env.COLUMN} medium',
  ]);
});

test('what cannot be followed is opaque, not lost', async () => {
  const migration = await read(
    [
      "const tool = require('some-tool');",
      'exports.up = async (db) => {',
      '  await tool.migrate(db);',
      '  await db.query(await tool.statement());',
      '  await db.unheardOf();',
      '};',
    ].join('\n'),
  );
  expect(migration.operations.map((operation) => operation.kind === 'opaque' && operation.reason)).toEqual([
    'the call gets the connection and could not be followed',
    'the SQL is made while the migration runs',
    'unheardOf() is not known',
  ]);
});

test('a program without end comes to one', async () => {
  const migration = await read(
    'function up(db) { for (const a of [1, 2, 3]) { up(db); up(db); up(db); } }\nexports.up = up;',
  );
  expect(migration.operations.length).toBe(0);
});
