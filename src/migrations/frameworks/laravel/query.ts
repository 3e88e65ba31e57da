import type { OperationBody } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { textOf } from '../../../syntax/imperative/values.js';
import type { Recorder } from '../../programs/recorder.js';

type Scope = 'all' | 'filtered' | 'by-key' | 'batched';
type Change = 'insert' | 'update' | 'delete';

/** Methods of a query that change rows (https://laravel.com/docs/queries, https://laravel.com/docs/eloquent). */
const changes: ReadonlyMap<string, Change> = new Map<string, Change>([
  ['insert', 'insert'],
  ['insertGetId', 'insert'],
  ['insertOrIgnore', 'insert'],
  ['insertOrIgnoreReturning', 'insert'],
  ['insertUsing', 'insert'],
  ['insertOrIgnoreUsing', 'insert'],
  ['create', 'insert'],
  ['createMany', 'insert'],
  ['createQuietly', 'insert'],
  ['forceCreate', 'insert'],
  ['firstOrCreate', 'insert'],
  ['createOrFirst', 'insert'],
  ['upsert', 'insert'],
  ['updateOrInsert', 'insert'],
  ['updateOrCreate', 'insert'],
  ['update', 'update'],
  ['updateFrom', 'update'],
  ['increment', 'update'],
  ['decrement', 'update'],
  ['incrementEach', 'update'],
  ['decrementEach', 'update'],
  ['touch', 'update'],
  ['restore', 'update'],
  ['delete', 'delete'],
  ['forceDelete', 'delete'],
  ['destroy', 'delete'],
]);

/** Methods that only narrow, sort or join. */
const narrowing =
  /^(or)?where|^having|^(find|findOrFail|findMany|firstWhere|whereKey)$|^(inner|left|right|cross)?join(Sub)?$/i;
/** Methods that run a closure for portions of the rows. */
const portions: ReadonlySet<string> = new Set([
  'chunk',
  'chunkById',
  'chunkByIdDesc',
  'chunkMap',
  'each',
  'eachById',
  'lazy',
  'lazyById',
  'map',
  'tap',
  'filter',
  'transform',
  'pipe',
]);
const limiting: ReadonlySet<string> = new Set(['limit', 'take', 'forPage', 'find', 'findOrFail', 'whereKey']);

/** A query on a table (`DB::table('x')`, `Model::where(…)`) or what it gives: rows that are gone through. */
export class Query implements HostObject {
  readonly #table: string;
  readonly #scope: Scope;
  readonly #recorder: Recorder;

  constructor(table: string, recorder: Recorder, scope: Scope = 'all') {
    this.#table = table;
    this.#recorder = recorder;
    this.#scope = scope;
  }

  /** A row of the table. */
  item(): Value {
    return { kind: 'object', object: new Row(this.#table, this.#recorder) };
  }

  member(): Value {
    return { kind: 'code', text: `a column of ${this.#table}` };
  }

  call(call: Call): Value {
    const { name } = call;
    const change = changes.get(name);
    if (change) {
      this.#recorder.record(call, [this.#changed(change)]);
      return change === 'insert' ? this.item() : { kind: 'code', text: name };
    }
    if (name === 'truncate') this.#recorder.record(call, [{ kind: 'truncate', table: this.#table }]);
    if (portions.has(name)) {
      const closure = call.positional.find(({ kind }) => kind === 'function');
      const given =
        name.startsWith('chunk') || name === 'tap' || name === 'pipe' ? this.#self() : this.item();
      if (closure) call.under({ looped: true }, () => call.invoke(closure, [given]));
      return this.#self();
    }
    if (/^(first|find|firstOrFail|findOrFail|firstOrNew|firstWhere|sole|latest)$/.test(name))
      return this.item();
    if (
      /^(count|exists|doesntExist|value|max|min|sum|avg|pluck|implode|toSql|getTable|isEmpty|isNotEmpty)$/.test(
        name,
      )
    )
      return { kind: 'code', text: name };
    return { kind: 'object', object: new Query(this.#table, this.#recorder, this.#narrowed(call)) };
  }

  #self(): Value {
    return { kind: 'object', object: this };
  }

  #changed(change: Change): OperationBody {
    return {
      kind: 'changeData',
      table: this.#table,
      change,
      scope: change === 'insert' ? 'by-key' : this.#scope,
    };
  }

  #narrowed({ name, positional }: Call): Scope {
    if (limiting.has(name)) return 'by-key';
    if (!narrowing.test(name) || this.#scope === 'by-key') return this.#scope;
    return /^where(In|Key)?$/.test(name) && /(^|\.)(id|uuid|ulid)$/.test(textOf(positional[0]) ?? '')
      ? 'by-key'
      : 'filtered';
  }
}

/** Methods of a model that change its row. */
const rowChanges: ReadonlyMap<string, Change> = new Map<string, Change>([
  ...[...changes].filter(([, change]) => change !== 'insert'),
  ['save', 'update'],
  ['saveQuietly', 'update'],
  ['saveOrFail', 'update'],
  ['push', 'update'],
  ['forceFill', 'update'],
]);

/** One row of a table: a model that was read or made. */
export class Row implements HostObject {
  readonly #table: string;
  readonly #recorder: Recorder;
  readonly #isNew: boolean;

  constructor(table: string, recorder: Recorder, isNew = false) {
    this.#table = table;
    this.#recorder = recorder;
    this.#isNew = isNew;
  }

  member(name: string): Value {
    return { kind: 'code', text: name };
  }

  call(call: Call): Value {
    const written = rowChanges.get(call.name);
    const self: Value = { kind: 'object', object: this };
    if (!written || call.name === 'forceFill')
      return /^(get|is|has)|^(toArray|only)/.test(call.name) ? { kind: 'code', text: call.name } : self;
    const change = this.#isNew && written === 'update' ? 'insert' : written;
    this.#recorder.record(call, [{ kind: 'changeData', table: this.#table, change, scope: 'by-key' }]);
    return self;
  }
}

/** Static methods of a model that begin a query or change rows at once. */
export function isQueryMethod(name: string): boolean {
  return (
    changes.has(name) ||
    portions.has(name) ||
    narrowing.test(name) ||
    /^(query|on|onWriteConnection|newQuery|all|get|first|with\w*|select\w*|latest|oldest|orderBy\w*|limit|take|truncate|cursor|count|exists|pluck|insert\w*|without\w*|has|doesntHave|lazy\w*)$/.test(
      name,
    )
  );
}
