import type { OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { unknown } from '../../../syntax/javascript/evaluate/value.js';
import { conditionsOfRecord, scopeOfConditions } from '../../javascript/data-condition.js';
import { Execution } from '../../javascript/execution.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, ProgramObject } from '../../javascript/program-object.js';
import { entryOf, textOf } from '../../javascript/values.js';

const sending = new Set(['execute', 'run', 'all', 'get', 'values', 'query']);
const reading = new Set([
  'find',
  'findByID',
  'findGlobal',
  'count',
  'findVersions',
  'init',
  'countDocuments',
  'aggregate',
]);
const changes = new Map<string, 'insert' | 'update' | 'delete'>([
  ['create', 'insert'],
  ['insert', 'insert'],
  ['update', 'update'],
  ['updateGlobal', 'update'],
  ['delete', 'delete'],
]);

/** `{ db, payload, req }`, and the drizzle database that is reached by several ways from it. */
export class PayloadArguments extends ProgramObject {
  override readonly isConnection = true;

  override async call(name: string, call: ProgramCall): Promise<Value | undefined> {
    const execution = new Execution();
    if (sending.has(name)) {
      call.sql(execution, call.argument(0));
      return hostValue(execution);
    }
    if (name === 'transaction') {
      await call.enter(call.callback, [hostValue(this)]);
      return hostValue(execution);
    }
    const change = changes.get(name);
    if (change) {
      const body = changeOf(change, call);
      call.operations(execution, [body]);
      return hostValue(execution);
    }
    return reading.has(name) ? hostValue(new Reading()) : undefined;
  }

  override member(name: string): Value | undefined {
    if (['db', 'drizzle', 'payload', 'connection'].includes(name)) return hostValue(this);
    if (
      name === 'req' ||
      name === 'session' ||
      name === 'logger' ||
      name === 'config' ||
      name === 'collections' ||
      name === 'tables'
    )
      return unknown;
    return undefined;
  }
}

/** What a query gives; it changes nothing. */
class Reading extends Execution {
  override takesEffect(): boolean {
    return false;
  }
}

/** `payload.update({ collection, where | id, data })`. */
function changeOf(change: 'insert' | 'update' | 'delete', call: ProgramCall): OperationBody {
  const options = call.argument(0);
  const table = textOf(entryOf(options, 'collection')) ?? textOf(entryOf(options, 'slug'));
  if (table === undefined)
    return {
      kind: 'opaque',
      reason: 'the collection is chosen while the migration runs',
      text: call.excerpt,
    };
  if (change === 'insert' || entryOf(options, 'id'))
    return { kind: 'changeData', table, change, scope: 'by-key' };
  const where = entryOf(options, 'where');
  const conditions = conditionsOfRecord(where);
  const scope = where === undefined || conditions.length === 0 ? 'all' : scopeOfConditions(table, conditions);
  return { kind: 'changeData', table, change, scope };
}
