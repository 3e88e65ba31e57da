import type { Dialect } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, text, textOf } from '../../../syntax/imperative/values.js';
import { withNumberedPlaceholders } from '../../programs/placeholders.js';
import type { Recorder } from '../../programs/recorder.js';
import { RawExpression } from './defaults.js';
import { Query } from './query.js';

/** Names that Laravel gives to drivers. MariaDB may be reached by either of two. */
const drivers: Partial<Record<Dialect, string>> = {
  postgresql: 'pgsql',
  mysql: 'mysql',
  sqlite: 'sqlite',
  sqlserver: 'sqlsrv',
};

/** Methods that send a statement as it is (https://laravel.com/docs/database#running-queries). */
const sending: ReadonlySet<string> = new Set([
  'statement',
  'unprepared',
  'update',
  'insert',
  'delete',
  'affectingStatement',
  'exec',
  'query',
  'executeStatement',
]);

/** A database connection: `DB::…`, `DB::connection('x')->…`, `Schema::getConnection()->…`. */
export class Connection implements HostObject {
  readonly #recorder: Recorder;
  readonly #dialect: Dialect;
  readonly #schema: () => Value;

  constructor(recorder: Recorder, dialect: Dialect, schema: () => Value) {
    this.#recorder = recorder;
    this.#dialect = dialect;
    this.#schema = schema;
  }

  call(call: Call): Value | undefined {
    const { name } = call;
    const first = argumentOf(call, 0, 'query');
    const self: Value = { kind: 'object', object: this };
    if (sending.has(name)) {
      const values = argumentOf(call, 1, 'bindings');
      this.#recorder.sql(call, withNumberedPlaceholders(sqlOf(first), values, this.#dialect));
      return { kind: 'code', text: name };
    }
    switch (name) {
      case 'raw':
        return { kind: 'object', object: new RawExpression(first?.kind === 'text' ? first.text : '?') };
      case 'table': {
        const table = textOf(call.positional[0])?.replace(/\s+as\s+\w+$/i, '');
        if (table === undefined) return { kind: 'code', text: 'a query on a table that is not known' };
        return { kind: 'object', object: new Query(table, this.#recorder) };
      }
      case 'transaction':
        return call.invoke(call.positional[0], [self]);
      case 'beginTransaction':
        this.#recorder.record(call, [{ kind: 'beginTransaction' }]);
        return { kind: 'null' };
      case 'commit':
      case 'rollBack':
        this.#recorder.record(call, [
          { kind: 'commitTransaction', ...(name === 'rollBack' && { rollback: true }) },
        ]);
        return { kind: 'null' };
      case 'connection':
      case 'getPdo':
      case 'setDefaultConnection':
        return self;
      case 'getDriverName':
      case 'getDefaultConnection':
        return this.#driver();
      case 'getConfig':
        return textOf(call.positional[0]) === 'driver' ? this.#driver() : { kind: 'code', text: 'config' };
      case 'getSchemaBuilder':
      case 'schema':
        return this.#schema();
      case 'getTablePrefix':
        return text('');
      default:
        // Selects and settings of the session change nothing that is kept.
        return { kind: 'code', text: `DB::${name}()` };
    }
  }

  #driver(): Value {
    const driver = drivers[this.#dialect];
    return driver === undefined ? { kind: 'code', text: 'driver' } : text(driver);
  }
}

/** SQL may be wrapped as a raw expression. */
export function sqlOf(value: Value | undefined): Value | undefined {
  return value?.kind === 'object' && value.object instanceof RawExpression ? text(value.object.sql) : value;
}
