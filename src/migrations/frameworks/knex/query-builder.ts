import type { OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { comparison, conditionsOfRecord, scopeOfConditions } from '../../javascript/data-condition.js';
import { hostValue, objectOf, ProgramObject } from '../../javascript/program-object.js';
import { textOf } from '../../javascript/values.js';

const changes: ReadonlyMap<string, 'insert' | 'update' | 'delete'> = new Map([
  ['insert', 'insert'],
  ['upsert', 'insert'],
  ['batchInsert', 'insert'],
  ['update', 'update'],
  ['increment', 'update'],
  ['decrement', 'update'],
  ['delete', 'delete'],
  ['del', 'delete'],
]);

/** Methods that work on the rows of a result: `knex('t').map(…)` of Knex before 0.95. */
const onRows = new Set([
  'map',
  'each',
  'forEach',
  'mapSeries',
  'filter',
  'reduce',
  'tap',
  'spread',
  'get',
  'return',
]);

/** `knex('users')` and what is chained to it. Only what changes data is taken down. */
export class QueryBuilder extends ProgramObject {
  #table: string | undefined;
  readonly #conditions: string[] = [];
  #alternatives = false;
  #limited = false;
  #changesData = false;

  constructor(table: string | undefined) {
    super();
    this.#table = table;
  }

  override async call(name: string, call: ProgramCall): Promise<Value> {
    const [first, second, third] = call.arguments;
    const change = changes.get(name);
    if (change) {
      const table = name === 'batchInsert' ? (textOf(first) ?? this.#table) : this.#table;
      this.#changesData = true;
      call.record(this, () => [{ body: this.#body(change, table, first) }]);
    } else if (name === 'truncate') {
      this.#changesData = true;
      call.record(this, () => [{ body: { kind: 'truncate', table: this.#table ?? '' } }]);
    } else if (name === 'from' || name === 'into' || name === 'table')
      this.#table = nameOf(first) ?? this.#table;
    else if (name === 'limit') this.#limited = true;
    else if (name === 'asCallback') this.awaited = true;
    else if (onRows.has(name)) {
      this.awaited = true;
      const given: Value[] = [{ kind: 'unknown', called: true }];
      await call.evaluator.state.looped(() => call.enter(call.callback, given));
    } else if (/where/i.test(name)) await this.#where(name, [first, second, third], call);
    else if (call.callback && name !== 'join')
      await call.enter(
        call.callback,
        [hostValue(new QueryBuilder(undefined))],
        hostValue(new QueryBuilder(undefined)),
      );
    return hostValue(this);
  }

  override settled(): Value {
    return { kind: 'unknown', called: true };
  }

  /** A query that only reads changes nothing, whoever waits for it. */
  override takesEffect(): boolean {
    return this.#changesData && (this.awaited || !this.consumed);
  }

  async #where(
    name: string,
    [first, second, third]: readonly (Value | undefined)[],
    call: ProgramCall,
  ): Promise<void> {
    if (/^or/i.test(name)) this.#alternatives = true;
    const column = textOf(first);
    const method = name.toLowerCase().replace(/^(and|or)/, '');
    if (first?.kind === 'function') {
      const inner = new QueryBuilder(this.#table);
      await call.enter(first, [hostValue(inner)], hostValue(inner));
      this.#conditions.push(inner.#condition());
    } else if (method === 'whereraw' || (method === 'where' && objectOf(first)?.text()))
      this.#conditions.push(column ?? 'x IS NULL');
    else if (method === 'wherein' && column !== undefined) {
      const isList = second?.kind === 'list' || second?.kind === 'unknown';
      this.#conditions.push(isList ? comparison(column, 'IN') : comparison(column, 'LIKE'));
    } else if (method === 'wherebetween' && column !== undefined)
      this.#conditions.push(comparison(column, 'BETWEEN'));
    else if (method === 'where' && column !== undefined)
      this.#conditions.push(
        third === undefined ? comparison(column) : comparison(column, textOf(second) ?? 'LIKE'),
      );
    else if (method === 'where') {
      const given = conditionsOfRecord(first);
      this.#conditions.push(...(given.length > 0 ? given : ['x IS NULL']));
    } else this.#conditions.push('x IS NULL');
  }

  #condition(): string {
    if (this.#conditions.length === 0) return 'x IS NULL';
    return this.#conditions.map((condition) => `(${condition})`).join(this.#alternatives ? ' OR ' : ' AND ');
  }

  #body(
    change: 'insert' | 'update' | 'delete',
    table: string | undefined,
    rows: Value | undefined,
  ): OperationBody {
    if (table === undefined)
      return { kind: 'opaque', reason: 'the table is chosen while the migration runs' };
    if (change === 'insert')
      return { kind: 'changeData', table, change, scope: objectOf(rows) ? 'all' : 'by-key' };
    const scope = this.#limited
      ? 'by-key'
      : scopeOfConditions(table, this.#conditions.length === 0 ? [] : [this.#condition()]);
    return { kind: 'changeData', table, change, scope };
  }
}

/** A table, also with an alias: `users as u`, `{ u: 'users' }`. */
export function nameOf(value: Value | undefined): string | undefined {
  const text = textOf(value);
  if (text !== undefined) return text.replace(/\s+as\s.*$/i, '');
  return value?.kind === 'object' ? textOf([...value.members.values()][0]) : undefined;
}
