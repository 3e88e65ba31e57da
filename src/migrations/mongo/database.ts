import type { OperationBody } from '../../model/migration.js';
import type { ExternalValue, Value } from '../../syntax/javascript/evaluate/value.js';
import { unknown } from '../../syntax/javascript/evaluate/value.js';
import { pluralize } from '../inflection.js';
import { Execution } from '../javascript/execution.js';
import type { ProgramCall } from '../javascript/program-call.js';
import { hostValue, ProgramObject } from '../javascript/program-object.js';
import { entryOf, recordOf, textOf } from '../javascript/values.js';
import { MongoCollection } from './collection.js';
import { MongoCursor } from './cursor.js';

const onlyLooking = new Set(['stats', 'dbStats', 'aggregate', 'watch', 'ping', 'readyState', 'asPromise']);
const aboutSchema = new Set([
  'listCollections',
  'collections',
  'collectionNames',
  'indexInformation',
  'listDatabases',
]);
const connecting = new Set([
  'connect',
  'openUri',
  'useDb',
  'db',
  'admin',
  'getClient',
  'set',
  'on',
  'once',
  'off',
]);
const harmless = new Set(['close', 'disconnect', 'destroy', 'setProfilingLevel']);

/**
 * The database that a migration gets (https://mongodb.github.io/node-mongodb-native/6.0/classes/Db.html), its client, and a connection of
 * Mongoose: they lead to collections, models and sessions.
 */
export class MongoDatabase extends ProgramObject {
  override readonly isConnection = true;

  override async call(name: string, call: ProgramCall): Promise<Value | undefined> {
    const first = textOf(call.argument(0));
    switch (name) {
      // `client.db('other')`, and `next()` of the tools that pass a callback instead.
      case '':
        return hostValue(this);
      case 'collection':
        return hostValue(new MongoCollection(first ?? '?'));
      case 'model':
        return hostValue(new MongoCollection(collectionOf(first ?? '?', call.argument(2))));
      case 'startSession':
        return hostValue(new MongoSession());
      case 'withSession':
      case 'transaction':
        await call.enter(call.callback, [hostValue(new MongoSession())]);
        return hostValue(new Execution());
      case 'command':
      case 'executeDbAdminCommand':
        return this.#does(call, commandOf(call));
      default:
    }
    if (connecting.has(name)) return hostValue(this);
    if (aboutSchema.has(name)) return hostValue(new MongoCursor(true));
    if (onlyLooking.has(name)) return hostValue(new MongoCursor(false));
    if (harmless.has(name)) return unknown;
    const body = structureOf(name, first, call);
    return body && this.#does(call, body);
  }

  #does(call: ProgramCall, body: OperationBody): Value {
    const execution = new Execution();
    call.operations(execution, [body]);
    return hostValue(execution);
  }

  override member(name: string): Value | undefined {
    // `connection.db`, `mongoose.connection`, `client.s`: all of them lead to the same database.
    return ['db', 'connection', 'client', 'admin', 'conn', 'connections', 'default'].includes(name)
      ? hostValue(this)
      : undefined;
  }

  override settled(): Value {
    return hostValue(this);
  }
}

function structureOf(name: string, first: string | undefined, call: ProgramCall): OperationBody | undefined {
  const table = first ?? '?';
  switch (name) {
    case 'createCollection':
      return entryOf(call.argument(1), 'viewOn')
        ? { kind: 'createView', view: table, materialized: false }
        : { kind: 'createTable', table, columns: [] };
    case 'dropCollection':
      return { kind: 'dropTable', table };
    case 'renameCollection':
      return { kind: 'renameTable', table, newName: textOf(call.argument(1)) ?? '?' };
    case 'createIndex':
      return { kind: 'createIndex', table, columns: [], unique: false, concurrently: false };
    case 'dropDatabase':
    case 'addUser':
    case 'removeUser':
    case 'createUser':
    case 'syncIndexes':
      return { kind: 'executeSql', statementKind: name };
    default:
      return undefined;
  }
}

/** `db.command({ collMod: 'users', validator })`: the first key is the command, its value the collection. */
function commandOf(call: ProgramCall): OperationBody {
  const [entry] = recordOf(call.argument(0))?.members ?? [];
  if (entry === undefined)
    return { kind: 'opaque', reason: 'the command is made while the migration runs', text: call.excerpt };
  const [command, value] = entry;
  const table = textOf(value);
  if (command === 'drop' && table !== undefined) return { kind: 'dropTable', table };
  if (command === 'create' && table !== undefined) return { kind: 'createTable', table, columns: [] };
  return { kind: 'executeSql', statementKind: command, ...(table !== undefined && { table }) };
}

/** The collection of a model of Mongoose: the one that is named, else the plural in lower case (`utils.toCollectionName`). */
function collectionOf(model: string, named: Value): string {
  return textOf(named) ?? pluralize(model.toLowerCase());
}

/** A session: its transaction is the migration's own. */
class MongoSession extends ProgramObject {
  override async call(name: string, call: ProgramCall): Promise<Value> {
    if (name === 'withTransaction') await call.enter(call.callback, [hostValue(this)]);
    return hostValue(new Execution());
  }

  override settled(): Value {
    return hostValue(this);
  }
}

/**
 * What calls of the packages `mongodb` and `mongoose` give: a database, its collections and models, however they are reached
 * (`mongoose.connection.collection('users')`, `mongoose.model('User')`, `new MongoClient(url)`).
 */
export async function mongoPackages(callee: ExternalValue, call: ProgramCall): Promise<Value | undefined> {
  if (callee.package !== 'mongodb' && callee.package !== 'mongoose') return undefined;
  const name = callee.path.at(-1) ?? '';
  if (
    /^(?:ObjectI[dD]|Types|Long|Decimal128|UUID|Binary|Schema|plugin|isValidObjectId|mongo|set)$/.test(name)
  )
    return unknown;
  if (callee.path.some((step) => /^(?:Types|Schema)$/.test(step))) return unknown;
  if (name === 'MongoClient' || name === 'createConnection') return hostValue(new MongoDatabase());
  const model = callee.path.includes('model') ? modelIn(call) : undefined;
  const object =
    model === undefined ? new MongoDatabase() : new MongoCollection(collectionOf(model, unknown));
  return (await object.call(name, call)) ?? unknown;
}

/** The model that a call is made on, where it was made in another file: by its own name, `Order.updateMany(…)`. */
function modelIn({ excerpt }: ProgramCall): string | undefined {
  return /^(?:await\s+)?([A-Z]\w*)\s*\./.exec(excerpt)?.[1];
}
