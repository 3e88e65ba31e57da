import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { listValue, unknown } from '../../../syntax/javascript/evaluate/value.js';
import { Outcome } from '../../javascript/outcome.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, ProgramObject } from '../../javascript/program-object.js';
import { SchemaCheck } from '../../javascript/schema-check.js';
import type { Effect } from '../../javascript/step.js';
import { booleanOf, entryOf, textOf } from '../../javascript/values.js';
import { itemsOf } from './definitions.js';
import { DataSource, EntityManager } from './entity-manager.js';
import { ObservedTable, tableNameOf } from './schema-objects.js';
import { tableCalls } from './table-calls.js';

/** Methods that change no schema and no row. */
const harmless =
  /^(connect|release|beforeMigration|afterMigration|getDatabases|getSchemas|getViews?|getReplicationMode|getCurrentDatabase|getCurrentSchema|(en|dis)ableSqlMemory|clearSqlMemory|getMemorySql|on|emit)$/;

/**
 * The `QueryRunner` that TypeORM passes to `up` and `down`: https://typeorm.io/docs/query-runner, src/query-runner/QueryRunner.ts. Its
 * calls become operations; SQL handed to `query` is read as SQL.
 */
export class QueryRunner extends ProgramObject {
  override readonly isConnection = true;
  readonly #dialect: Dialect;

  constructor(dialect: Dialect) {
    super();
    this.#dialect = dialect;
  }

  override member(name: string): Value | undefined {
    if (name === 'manager') return hostValue(new EntityManager());
    if (name === 'connection' || name === 'dataSource') return hostValue(new DataSource(this.#dialect, this));
    return /^(data|isReleased|isTransactionActive|loadedTables|loadedViews|broadcaster)$/.test(name)
      ? unknown
      : undefined;
  }

  override call(name: string, call: ProgramCall): Value | undefined {
    if (harmless.test(name)) return unknown;
    if (/^has(Table|Column|Database|Schema)$/.test(name)) return hostValue(new SchemaCheck());
    if (name === 'getTable') return hostValue(new ObservedTable(tableNameOf(call.argument(0)) ?? '${…}'));
    if (name === 'getTables')
      return listValue(
        itemsOf(call.argument(0)).map((one) => hostValue(new ObservedTable(textOf(one) ?? '${…}'))),
        true,
      );
    const outcome = new Outcome();
    if (name === 'query' || name === 'stream') call.sql(outcome, call.argument(0));
    else if (tableCalls.has(name)) onTable(name, call, outcome);
    else {
      const bodies = otherBodies(name, call);
      if (bodies === undefined) return undefined;
      if (bodies.length === 0)
        call.opaque('what is created or dropped is known only while the migration runs', outcome);
      else call.operations(outcome, bodies);
    }
    return hostValue(outcome);
  }
}

function onTable(name: string, call: ProgramCall, outcome: Outcome): void {
  const table = tableNameOf(call.argument(0));
  if (table === undefined) {
    call.opaque('the table is known only while the migration runs', outcome);
    return;
  }
  // A column that was looked up may still be changed between the call and its end; what it is now is what counts.
  const effects: readonly Effect[] | undefined = tableCalls.get(name)?.(table, call);
  if (effects === undefined) call.opaque('what is passed is known only while the migration runs', outcome);
  else call.record(outcome, () => effects);
}

/** Calls about anything but one table; undefined = there is no such method. */
function otherBodies(name: string, call: ProgramCall): readonly OperationBody[] | undefined {
  const subject = call.argument(0);
  const guarded = booleanOf(call.argument(1)) === true ? ({ guarded: true } as const) : {};
  switch (name) {
    case 'startTransaction':
      return [{ kind: 'beginTransaction' }];
    case 'commitTransaction':
      return [{ kind: 'commitTransaction' }];
    case 'rollbackTransaction':
      return [{ kind: 'commitTransaction', rollback: true }];
    case 'createDatabase':
      return [{ kind: 'executeSql', statementKind: 'CREATE DATABASE' }];
    case 'dropDatabase':
    case 'clearDatabase':
      return [{ kind: 'executeSql', statementKind: 'DROP DATABASE' }];
    case 'createSchema':
      return [{ kind: 'executeSql', statementKind: 'CREATE SCHEMA' }];
    case 'dropSchema':
      return [{ kind: 'executeSql', statementKind: 'DROP SCHEMA' }];
    case 'createView':
    case 'dropView': {
      const view = tableNameOf(subject);
      const materialized = booleanOf(entryOf(subject, 'materialized')) === true;
      if (view === undefined) return [];
      return name === 'createView'
        ? [{ kind: 'createView', view, materialized }]
        : [{ kind: 'dropView', view, materialized, ...guarded }];
    }
    default:
      return undefined;
  }
}
