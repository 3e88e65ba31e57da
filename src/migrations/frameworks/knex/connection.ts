import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { unknown } from '../../../syntax/javascript/evaluate/value.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, ProgramObject } from '../../javascript/program-object.js';
import { SqlFragment } from '../../javascript/sql-fragment.js';
import { numberOf, textOf } from '../../javascript/values.js';
import { boundSql } from '../../javascript/bound-sql.js';
import { nameOf, QueryBuilder } from './query-builder.js';
import { SchemaBuilder } from './schema-builder.js';

const harmless = new Set([
  'destroy',
  'initialize',
  'on',
  'once',
  'off',
  'commit',
  'rollback',
  'isCompleted',
  'executionPromise',
  'enableProcessing',
  'disableProcessing',
  'savepoint',
]);

/** The `knex` (or transaction) that a migration gets. */
export class KnexConnection extends ProgramObject {
  override readonly isConnection = true;
  readonly #schema: string | undefined;

  constructor(schema?: string) {
    super();
    this.#schema = schema;
  }

  override async call(name: string, call: ProgramCall): Promise<Value | undefined> {
    const [first] = call.arguments;
    const self = hostValue(this);
    switch (name) {
      case '':
        return hostValue(new QueryBuilder(nameOf(first)));
      case 'raw':
        return this.#raw(call);
      case 'ref':
        return hostValue(new SqlFragment(first?.kind === 'text' ? first : undefined));
      case 'withSchema':
        return hostValue(new KnexConnection(textOf(first)));
      case 'transaction':
      case 'transactionProvider':
      case 'savepoint':
        if (call.callback) await call.enter(call.callback, [self]);
        return self;
      case 'queryBuilder':
        return hostValue(new QueryBuilder(undefined));
      default:
    }
    if (harmless.has(name)) return unknown;
    return queries.has(name) || /^(or|and)?where/i.test(name)
      ? new QueryBuilder(undefined).call(name, call)
      : undefined;
  }

  #raw(call: ProgramCall): Value {
    const sql = boundSql(call.argument(0), call.arguments[1], call.dialect);
    const fragment = new SqlFragment(sql.kind === 'text' ? sql : undefined);
    call.sql(fragment, sql);
    return hostValue(fragment);
  }

  override member(name: string): Value | undefined {
    if (name === 'schema') return hostValue(new SchemaBuilder(this.#schema));
    if (name === 'fn') return hostValue(new KnexFunctions());
    // What knex-migrator hands over: `{ transacting, connection }`.
    if (name === 'transacting' || name === 'connection') return hostValue(this);
    return name === 'client' || name === 'context' || name === 'userParams' || name === 'isTransaction'
      ? unknown
      : undefined;
  }

  override settled(): Value | undefined {
    return hostValue(this);
  }
}

const queries = new Set([
  'select',
  'from',
  'into',
  'table',
  'insert',
  'update',
  'del',
  'delete',
  'batchInsert',
  'with',
  'withRecursive',
  'count',
  'max',
  'min',
  'distinct',
  'column',
  'columns',
  'first',
  'where',
  'union',
  'unionAll',
  'truncate',
]);

/** `knex.fn`. */
class KnexFunctions extends ProgramObject {
  override call(name: string, call: ProgramCall): Value | undefined {
    if (name === 'now') {
      const precision = numberOf(call.argument(0));
      return hostValue(
        SqlFragment.of(precision === undefined ? 'CURRENT_TIMESTAMP' : `CURRENT_TIMESTAMP(${precision})`),
      );
    }
    if (name === 'uuid') return hostValue(SqlFragment.of(uuids[call.dialect] ?? 'gen_random_uuid()'));
    return unknown;
  }
}

const uuids: Partial<Record<ProgramCall['dialect'], string>> = {
  mysql: '(UUID())',
  mariadb: '(UUID())',
  sqlite: '(lower(hex(randomblob(16))))',
  sqlserver: '(NEWID())',
};
