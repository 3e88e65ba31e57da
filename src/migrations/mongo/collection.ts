import type { OperationBody } from '../../model/migration.js';
import type { Value } from '../../syntax/javascript/evaluate/value.js';
import { unknown } from '../../syntax/javascript/evaluate/value.js';
import { Execution } from '../javascript/execution.js';
import type { ProgramCall } from '../javascript/program-call.js';
import { hostValue, ProgramObject } from '../javascript/program-object.js';
import { booleanOf, entryOf, recordOf, textOf } from '../javascript/values.js';
import { MongoCursor } from './cursor.js';
import { indexKeys, scopeOfFilter } from './filters.js';

const inserting = new Set(['insert', 'insertOne', 'insertMany', 'create', 'save', 'bulkSave']);
const changingOne: ReadonlyMap<string, 'update' | 'delete'> = new Map([
  ['updateOne', 'update'],
  ['replaceOne', 'update'],
  ['findOneAndUpdate', 'update'],
  ['findOneAndReplace', 'update'],
  ['findByIdAndUpdate', 'update'],
  ['findAndModify', 'update'],
  ['deleteOne', 'delete'],
  ['findOneAndDelete', 'delete'],
  ['findByIdAndDelete', 'delete'],
  ['findByIdAndRemove', 'delete'],
]);
const changingMany: ReadonlyMap<string, 'update' | 'delete'> = new Map([
  ['updateMany', 'update'],
  ['deleteMany', 'delete'],
  ['remove', 'delete'],
]);
const looking =
  /^(?:find\w*|count\w*|estimatedDocumentCount|distinct|aggregate|exists|where|stats|isCapped|options|watch|populate|hydrate|init|startSession|listSearchIndexes)$/;
const aboutIndexes = new Set(['indexes', 'indexExists', 'listIndexes', 'indexInformation']);

/**
 * A collection of MongoDB's driver (https://mongodb.github.io/node-mongodb-native/6.0/classes/Collection.html) or a model of Mongoose, which
 * shares its methods. What changes documents or indexes becomes an operation; what only looks does not.
 */
export class MongoCollection extends ProgramObject {
  override readonly isConnection = true;
  readonly #name: string;

  constructor(name: string) {
    super();
    this.#name = name;
  }

  override call(name: string, call: ProgramCall): Value | undefined {
    const table = this.#name;
    if (inserting.has(name))
      return did(call, { kind: 'changeData', table, change: 'insert', scope: 'by-key' });
    const one = changingOne.get(name);
    if (one) return did(call, { kind: 'changeData', table, change: one, scope: 'by-key' });
    const many = changingMany.get(name) ?? (name === 'update' ? 'update' : undefined);
    if (many) return did(call, changeOfMany(table, many, call));
    if (aboutIndexes.has(name)) return hostValue(new MongoCursor(true));
    if (name === 'aggregate' && writes(call.argument(0)))
      return did(call, {
        kind: 'changeData',
        table: targetOf(call.argument(0)) ?? table,
        change: 'insert',
        scope: 'all',
      });
    if (looking.test(name)) return hostValue(new MongoCursor(false));
    return this.#structure(name, call);
  }

  #structure(name: string, call: ProgramCall): Value | undefined {
    const table = this.#name;
    switch (name) {
      case 'createIndex':
      case 'ensureIndex':
        return did(call, indexOf(table, call.argument(0), call.argument(1)));
      case 'createIndexes':
      case 'ensureIndexes':
      case 'syncIndexes':
        return did(call, ...indexesOf(table, call.argument(0)));
      case 'dropIndex':
        return did(call, { kind: 'dropIndex', ...indexNamed(call.argument(0)), concurrently: false, table });
      case 'dropIndexes':
      case 'dropAllIndexes':
        return did(call, { kind: 'dropIndex', columns: [], concurrently: false, table });
      case 'rename':
        return did(call, { kind: 'renameTable', table, newName: textOf(call.argument(0)) ?? '?' });
      case 'drop':
        return did(call, { kind: 'dropTable', table });
      case 'createCollection':
        return did(call, { kind: 'createTable', table, columns: [] });
      case 'bulkWrite':
        return did(call, ...bulkChanges(table, call.argument(0)));
      case 'initializeOrderedBulkOp':
      case 'initializeUnorderedBulkOp':
        return hostValue(new BulkOperation(table));
      case 'createSearchIndex':
      case 'createSearchIndexes':
      case 'updateSearchIndex':
      case 'dropSearchIndex':
        return did(call, { kind: 'executeSql', statementKind: name, table });
      default:
        return undefined;
    }
  }

  override member(name: string): Value | undefined {
    // A model's own collection, and what is said of it.
    if (name === 'collection') return hostValue(this);
    if (name === 'db') return unknown;
    return name === 'schema' || name === 'collectionName' || name === 'modelName' ? unknown : undefined;
  }
}

/** Takes operations down; the call gives a promise. */
function did(call: ProgramCall, ...bodies: readonly OperationBody[]): Value {
  const execution = new Execution();
  call.operations(execution, bodies);
  return hostValue(execution);
}

/** `update(filter, change, { multi: true })` of old drivers changes one document unless told otherwise. */
function changeOfMany(table: string, change: 'update' | 'delete', call: ProgramCall): OperationBody {
  return { kind: 'changeData', table, change, scope: scopeOfFilter(call.argument(0)) };
}

function indexOf(table: string, keys: Value, options: Value): OperationBody {
  const { columns, name } = indexKeys(keys);
  const index = textOf(entryOf(options, 'name')) ?? name;
  return {
    kind: 'createIndex',
    table,
    ...(index !== undefined && { index }),
    columns,
    unique: booleanOf(entryOf(options, 'unique')) === true,
    concurrently: false,
    ...(entryOf(options, 'partialFilterExpression') && { where: 'partialFilterExpression' }),
  };
}

/** `createIndexes([{ key: { email: 1 }, name, unique }])`; the indexes of a model's schema stand elsewhere. */
function indexesOf(table: string, specifications: Value): readonly OperationBody[] {
  const items = specifications.kind === 'list' ? specifications.items : [];
  return items.length === 0
    ? [{ kind: 'executeSql', statementKind: 'createIndexes', table }]
    : items.map((item) => indexOf(table, entryOf(item, 'key') ?? unknown, item));
}

function indexNamed(value: Value): { readonly index: string } | { readonly columns: readonly string[] } {
  const index = textOf(value) ?? indexKeys(value).name;
  return index === undefined ? { columns: indexKeys(value).columns } : { index };
}

const bulkKinds: ReadonlyMap<string, 'insert' | 'update' | 'delete'> = new Map([
  ['insertOne', 'insert'],
  ['updateOne', 'update'],
  ['updateMany', 'update'],
  ['replaceOne', 'update'],
  ['deleteOne', 'delete'],
  ['deleteMany', 'delete'],
]);

/** `bulkWrite([{ updateOne: { filter, update } }])`: each kind once; a list that is not known is made of keys, by all that people write. */
function bulkChanges(table: string, list: Value): readonly OperationBody[] {
  const changes = new Map<string, OperationBody>();
  for (const item of list.kind === 'list' ? list.items : [])
    for (const [kind, details] of recordOf(item)?.members ?? []) {
      const change = bulkKinds.get(kind);
      if (change === undefined) continue;
      const scope = kind.endsWith('Many') ? scopeOfFilter(entryOf(details, 'filter')) : 'by-key';
      changes.set(`${change} ${scope}`, { kind: 'changeData', table, change, scope });
    }
  return changes.size > 0
    ? [...changes.values()]
    : [{ kind: 'changeData', table, change: 'update', scope: 'batched' }];
}

/** Whether a pipeline ends with `$out` or `$merge`. */
function writes(pipeline: Value): boolean {
  return pipeline.kind === 'list' && pipeline.items.some((stage) => stageOf(stage) !== undefined);
}

function stageOf(stage: Value): Value | undefined {
  return entryOf(stage, '$out') ?? entryOf(stage, '$merge');
}

function targetOf(pipeline: Value): string | undefined {
  const stages = pipeline.kind === 'list' ? pipeline.items : [];
  const target = stages.map(stageOf).findLast((stage) => stage !== undefined);
  return textOf(target) ?? textOf(entryOf(target, 'into')) ?? textOf(entryOf(target, 'coll'));
}

/** A bulk operation that is put together before it runs. */
class BulkOperation extends ProgramObject {
  readonly #table: string;

  constructor(table: string) {
    super();
    this.#table = table;
  }

  override call(name: string, call: ProgramCall): Value {
    if (name === 'execute')
      return did(call, { kind: 'changeData', table: this.#table, change: 'update', scope: 'batched' });
    return hostValue(this);
  }
}
