import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { argumentOf } from '../../../syntax/imperative/values.js';
import { withNumberedPlaceholders } from '../../programs/placeholders.js';
import { writtenName } from '../../programs/written-name.js';
import type { Journal } from './journal.js';
import { driverOf, Platform } from './platforms.js';
import { QueryBuilder } from './query-builder.js';

/** Methods that send a statement (src/Connection.php of DBAL 2 to 4). */
export const sending: ReadonlySet<string> = new Set([
  'executeStatement',
  'executeUpdate',
  'executeQuery',
  'exec',
  'query',
]);

/** Statements that change nothing that is kept. */
const reading =
  /^\s*\(?\s*(?:select\b(?![\s\S]*\b(?:setval|pg_advisory\w*)\s*\()|show\b|describe\b|explain\b|pragma\s+\w+\s*(?:\(|$))/i;

/** What the connection of a migration does: `$this->connection`. */
export class Connection implements HostObject {
  readonly #journal: Journal;
  readonly #dialect: Dialect;

  constructor(journal: Journal, dialect: Dialect) {
    this.#journal = journal;
    this.#dialect = dialect;
  }

  call(call: Call): Value | undefined {
    const { name } = call;
    const first = argumentOf(call, 0, 'sql');
    const self: Value = { kind: 'object', object: this };
    if (sending.has(name)) {
      this.send(call, first, argumentOf(call, 1, 'params'));
      return { kind: 'code', text: name };
    }
    switch (name) {
      case 'insert':
      case 'update':
      case 'delete':
        this.#rows(call, name);
        return { kind: 'code', text: name };
      case 'prepare':
        return {
          kind: 'object',
          object: new Prepared((sent) => {
            this.send(sent, first, undefined);
          }),
        };
      case 'createQueryBuilder':
        return { kind: 'object', object: this.builder() };
      case 'transactional':
        return call.invoke(call.positional[0], [self]);
      case 'beginTransaction':
        this.#journal.direct.record(call, [{ kind: 'beginTransaction' }]);
        return { kind: 'null' };
      case 'commit':
      case 'rollBack':
        this.#journal.direct.record(call, [
          { kind: 'commitTransaction', ...(name === 'rollBack' && { rollback: true }) },
        ]);
        return { kind: 'null' };
      case 'getDatabasePlatform':
        return { kind: 'object', object: new Platform(this.#dialect) };
      case 'getDriver':
      case 'getWrappedConnection':
      case 'getNativeConnection':
        return self;
      case 'getName':
        return driverOf(this.#dialect);
      case 'getSchemaManager':
      case 'createSchemaManager':
        return { kind: 'object', object: new SchemaManager() };
      case 'quoteIdentifier':
      case 'quoteSingleIdentifier':
        return new Platform(this.#dialect).call(call);
      default:
        return { kind: 'code', text: `connection->${name}()` };
    }
  }

  builder(): QueryBuilder {
    return new QueryBuilder((call, body, unsure) => {
      this.#journal.direct.record(call, [body], { unsure });
    });
  }

  /** Takes down a statement that is sent at once; one that only reads is none. */
  send(call: Call, sql: Value | undefined, values: Value | undefined): void {
    if (sql?.kind === 'text' && reading.test(sql.text)) return;
    if (sql?.kind === 'object' && sql.object instanceof QueryBuilder) {
      if (sql.object.body) this.#journal.direct.record(call, [sql.object.body]);
      return;
    }
    // A query that is made at run time may as well read.
    if (sql?.kind !== 'text' && call.name === 'executeQuery') return;
    this.#journal.direct.sql(call, withNumberedPlaceholders(sql, values, this.#dialect));
  }

  /** `update('table', values, criteria)`. */
  #rows(call: Call, change: 'insert' | 'update' | 'delete'): void {
    const table = writtenName(call.positional[0]);
    if (!table) {
      this.#journal.direct.opaque(call, `the table of ${change} is made while the migration runs`);
      return;
    }
    const criteria = call.positional[change === 'update' ? 2 : 1];
    const keys = criteria?.kind === 'list' ? criteria.entries.map(({ key }) => key) : undefined;
    const scope =
      change === 'insert' || keys?.includes('id') === true
        ? 'by-key'
        : keys?.length === 0
          ? 'all'
          : 'filtered';
    const body: OperationBody = { kind: 'changeData', table: table.name, change, scope };
    this.#journal.direct.record(call, [body], { unsure: table.unsure });
  }
}

/** A prepared statement: what it does is known when it is executed. */
class Prepared implements HostObject {
  readonly #send: (call: Call) => void;

  constructor(send: (call: Call) => void) {
    this.#send = send;
  }

  call(call: Call): Value {
    if (call.name.startsWith('execute')) this.#send(call);
    return { kind: 'code', text: call.name };
  }
}

/** Looks at the database: its answers guard what follows. */
export class SchemaManager implements HostObject {
  call({ name }: Call): Value {
    return /^tablesExist$|^tableExists$|^has[A-Z]/.test(name)
      ? { kind: 'guard' }
      : { kind: 'code', text: `schemaManager->${name}()` };
  }
}
