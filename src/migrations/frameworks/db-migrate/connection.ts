import type { ColumnDefinition, OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { undefinedValue, unknown } from '../../../syntax/javascript/evaluate/value.js';
import { boundSql } from '../../javascript/bound-sql.js';
import { Execution } from '../../javascript/execution.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, objectOf, ProgramObject } from '../../javascript/program-object.js';
import { booleanOf, entryOf, recordOf, textOf, textsOf } from '../../javascript/values.js';
import { addedForeignKey, changedColumn, columnOf, withKey } from './columns.js';

/** The `db` that a migration of db-migrate gets. Each method takes a callback or gives a promise. */
export class DbMigrateConnection extends ProgramObject {
  override readonly isConnection = true;
  readonly #sqlFile: Value | undefined;

  /** `sqlFile` is the text of the file in `sqls/` that belongs to the migration and direction. */
  constructor(sqlFile?: Value) {
    super();
    this.#sqlFile = sqlFile;
  }

  override async call(name: string, call: ProgramCall): Promise<Value | undefined> {
    const execution = new Execution();
    const { callback } = call;
    // Called back, or handed a callback that the runner gave: nobody waits for a promise.
    if (callback !== undefined || call.arguments.some(isCallback)) execution.awaited = true;
    if (name === 'runSql' || name === 'all' || name === 'query') {
      const sql = call.argument(0);
      const given = call.arguments.find(({ kind }) => kind === 'list');
      const text = sql.kind === 'text' ? sql : (this.#sqlFile ?? sql);
      call.sql(execution, boundSql(text, given, call.dialect));
    } else {
      const bodies = bodiesOf(name, call);
      if (bodies === undefined) return undefined;
      call.operations(execution, bodies);
    }
    await call.enter(callback, [{ kind: 'literal', value: null }, unknown]);
    return hostValue(execution);
  }

  override member(name: string): Value | undefined {
    return name === 'connection' || name === 'internals' || name === '_driver' ? unknown : undefined;
  }
}

function bodiesOf(name: string, call: ProgramCall): readonly OperationBody[] | undefined {
  const table = textOf(call.argument(0));
  const [second, third] = [call.argument(1), call.argument(2)];
  const column = textOf(second);
  if (table === undefined) return undefined;
  switch (name) {
    case 'createTable': {
      const written = entryOf(second, 'columns') ?? second;
      const columns = [...(recordOf(written)?.members ?? [])].map(([key, spec]) =>
        columnOf(key, spec, call.dialect),
      );
      const key = withKey(table, columns);
      return [
        {
          kind: 'createTable',
          table,
          columns: key.length > 0 ? columns.map(withoutKey) : columns,
          ...(booleanOf(entryOf(second, 'ifNotExists')) === true && { guarded: true }),
        },
        ...key,
      ];
    }
    case 'dropTable':
      return [
        {
          kind: 'dropTable',
          table,
          ...(booleanOf(entryOf(second, 'ifExists')) === true && { guarded: true }),
          ...(booleanOf(entryOf(second, 'cascade')) === true && { cascade: true }),
        },
      ];
    case 'createDatabase':
      return [{ kind: 'executeSql', statementKind: 'CREATE DATABASE' }];
    case 'dropDatabase':
      return [{ kind: 'executeSql', statementKind: 'DROP DATABASE' }];
    case 'switchDatabase':
      return [{ kind: 'executeSql', statementKind: 'USE' }];
    case 'renameTable':
      return column === undefined ? undefined : [{ kind: 'renameTable', table, newName: column }];
    case 'addColumn':
      return column === undefined
        ? undefined
        : [{ kind: 'addColumn', table, column, definition: columnOf(column, third, call.dialect) }];
    case 'removeColumn':
      return column === undefined ? undefined : [{ kind: 'dropColumn', table, column }];
    case 'renameColumn': {
      const newName = textOf(third);
      return column === undefined || newName === undefined
        ? undefined
        : [{ kind: 'renameColumn', table, column, newName }];
    }
    case 'changeColumn':
      return column === undefined ? undefined : changedColumn(table, column, third, call.dialect);
    case 'addIndex': {
      const columns = textsOf(third);
      if (column === undefined || columns === undefined) return undefined;
      const unique = booleanOf(call.argument(3)) === true;
      return [{ kind: 'createIndex', table, index: column, columns, unique, concurrently: false }];
    }
    case 'removeIndex':
      return column === undefined
        ? [{ kind: 'dropIndex', index: table, concurrently: false }]
        : [{ kind: 'dropIndex', table, index: column, concurrently: false }];
    case 'addForeignKey': {
      const body = addedForeignKey(call.arguments);
      return body && [body];
    }
    case 'removeForeignKey':
      return column === undefined
        ? undefined
        : [{ kind: 'dropConstraint', table, constraint: column, constraintKind: 'foreign-key' }];
    case 'insert':
      return [{ kind: 'changeData', table, change: 'insert', scope: 'by-key' }];
    default:
      return undefined;
  }
}

function withoutKey(column: ColumnDefinition): ColumnDefinition {
  const { primaryKey, ...rest } = column;
  return primaryKey === undefined ? column : rest;
}

/** The runner's callback, or a method made of it (`callback.bind(null)`). */
function isCallback(value: Value): boolean {
  return objectOf(value) instanceof DoneCallback || value.kind === 'method' || value.kind === 'unknown';
}

/** The callback that the runner passes. */
export class DoneCallback extends ProgramObject {
  override call(): Value {
    return undefinedValue;
  }
}
