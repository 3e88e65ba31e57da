import type { Dialect } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, text, textOf } from '../../../syntax/imperative/values.js';
import { withNumberedPlaceholders } from '../../programs/placeholders.js';
import { writtenName } from '../../programs/written-name.js';
import type { PhinxJournal } from './journal.js';
import { CakeQuery } from './query-builder.js';

/** Names of adapters and the class of their drivers. */
const types: Partial<Record<Dialect, readonly [string, RegExp]>> = {
  mysql: ['mysql', /^Mysql$/i],
  mariadb: ['mysql', /^Mysql$/i],
  postgresql: ['pgsql', /^Postgres$/i],
  sqlite: ['sqlite', /^Sqlite$/i],
  sqlserver: ['sqlsrv', /^Sqlserver$/i],
};

/** Statements that change nothing that is kept. */
const reading =
  /^\s*\(?\s*(?:select\b(?![\s\S]*\bsetval\s*\()|show\b|describe\b|explain\b|pragma\s+\w+\s*(?:\(|$))/i;

/** An adapter, a connection of CakePHP or PDO: what sends SQL (Db/Adapter/AdapterInterface.php). */
export class Adapter implements HostObject {
  readonly #journal: PhinxJournal;
  readonly #dialect: Dialect;

  constructor(journal: PhinxJournal, dialect: Dialect) {
    this.#journal = journal;
    this.#dialect = dialect;
  }

  is(type: string): boolean | undefined {
    const name = type.slice(type.lastIndexOf('\\') + 1).replace(/Adapter$/, '');
    return types[this.#dialect]?.[1].test(name);
  }

  call(call: Call): Value | undefined {
    const { name } = call;
    const [first] = call.positional;
    const self: Value = { kind: 'object', object: this };
    switch (name) {
      case 'execute':
      case 'exec':
      case 'query':
      case 'prepare':
      case 'run':
        this.send(call);
        return { kind: 'object', object: new Result() };
      case 'insert':
      case 'bulkinsert':
      case 'update':
      case 'delete':
        this.#rows(call, name === 'bulkinsert' ? 'insert' : name);
        return { kind: 'code', text: name };
      case 'getAdapterType': {
        const type = types[this.#dialect]?.[0];
        return type === undefined ? { kind: 'code', text: 'adapter type' } : text(type);
      }
      case 'quoteTableName':
      case 'quoteColumnName':
      case 'quoteIdentifier':
      case 'quoteSchemaName':
        return textOf(first) === undefined
          ? { kind: 'code', text: 'a name' }
          : text(this.#quoted(textOf(first) ?? ''));
      case 'getConnection':
      case 'getAdapter':
      case 'getCakeConnection':
      case 'getDecoratorConnection':
      case 'getDriver':
        return self;
      case 'transactional':
        return call.invoke(first, [self]);
      case 'begin':
      case 'beginTransaction':
        this.#journal.recorder.record(call, [{ kind: 'beginTransaction' }]);
        return { kind: 'null' };
      case 'commit':
      case 'commitTransaction':
      case 'rollback':
      case 'rollBack':
      case 'rollbackTransaction':
        this.#journal.recorder.record(call, [
          { kind: 'commitTransaction', ...(name.startsWith('roll') && { rollback: true }) },
        ]);
        return { kind: 'null' };
      case 'newQuery':
      case 'getQueryBuilder':
      case 'selectQuery':
        return { kind: 'object', object: new CakeQuery(this.#journal) };
      default:
        return /^has[A-Z]/.test(name) && name !== 'hasTransactions'
          ? { kind: 'guard' }
          : { kind: 'code', text: `adapter->${name}()` };
    }
  }

  /** Takes down a statement that is sent; one that only reads is none. */
  send(call: Call): void {
    const sql = argumentOf(call, 0, 'sql');
    if (sql?.kind === 'text' && reading.test(sql.text)) return;
    if (sql?.kind !== 'text' && sql?.kind !== 'file' && /^(query|prepare)$/.test(call.name)) return;
    this.#journal.recorder.sql(
      call,
      withNumberedPlaceholders(sql, argumentOf(call, 1, 'params'), this.#dialect),
    );
  }

  #quoted(name: string): string {
    const [open, close] =
      this.#dialect === 'mysql' || this.#dialect === 'mariadb'
        ? ['`', '`']
        : this.#dialect === 'sqlserver'
          ? ['[', ']']
          : ['"', '"'];
    return name
      .split('.')
      .map((part) => `${open}${part}${close}`)
      .join('.');
  }

  /** `$connection->update('table', values, conditions)` of CakePHP; Phinx hands a table object to `insert`. */
  #rows(call: Call, change: 'insert' | 'update' | 'delete'): void {
    const [first] = call.positional;
    const table = writtenName(first?.kind === 'object' ? first.object.member?.('name') : first);
    const conditions = call.positional[change === 'update' ? 2 : 1];
    const keys = conditions?.kind === 'list' ? conditions.entries.map(({ key }) => key) : [];
    const scope =
      change === 'insert' || keys.includes('id') ? 'by-key' : keys.length === 0 ? 'all' : 'filtered';
    this.#journal.recorder.record(call, [
      table
        ? { kind: 'changeData', table: table.name, change, scope }
        : { kind: 'opaque', reason: `the table of ${change} is made while the migration runs` },
    ]);
  }
}

/** What a statement gives: it was taken down when it was sent. */
class Result implements HostObject {
  call({ name }: Call): Value {
    return { kind: 'code', text: name };
  }
}
