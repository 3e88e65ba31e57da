import type { OperationBody, TransactionPlacement } from '../../../model/migration.js';
import type { ExternalValue, Value } from '../../../syntax/javascript/evaluate/value.js';
import { unknown } from '../../../syntax/javascript/evaluate/value.js';
import { boundSql } from '../../javascript/bound-sql.js';
import { conditionsOfRecord, scopeOfConditions } from '../../javascript/data-condition.js';
import { Execution } from '../../javascript/execution.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, objectOf, ProgramObject } from '../../javascript/program-object.js';
import { SchemaCheck } from '../../javascript/schema-check.js';
import { entryOf, recordOf, textOf } from '../../javascript/values.js';
import { placementOn } from '../../transaction-placement.js';
import { packageName } from './column-types.js';
import { changedColumn, columnOf, positionOf, tableNameOf } from './columns.js';
import { addedConstraint, addedIndex, fieldsOf, nameOfIndex } from './constraints.js';

const checks = new Set([
  'describeTable',
  'showAllTables',
  'showIndex',
  'tableExists',
  'showAllSchemas',
  'getForeignKeyReferencesForTable',
  'getForeignKeysForTables',
  'showConstraint',
  'showAllEnums',
  'showConstraints',
  'listTables',
  'listSchemas',
  'listDatabases',
  'fetchDatabaseVersion',
]);
const harmless = new Set([
  'quoteIdentifier',
  'quoteIdentifiers',
  'quoteTable',
  'escape',
  'authenticate',
  'close',
  'define',
  'import',
  'model',
  'addModels',
  'getDialect',
  'log',
  'rawSelect',
  'select',
  'nameIndexes',
  'ping',
]);

/** The package itself, as the second argument of `up` gives it. */
export const sequelizePackage: ExternalValue = { kind: 'external', package: 'sequelize', path: [] };

/** `queryInterface`, `sequelize`, and what Umzug hands over (`{ context }`): they lead to each other, so they are one. */
export class SequelizeConnection extends ProgramObject {
  override readonly isConnection = true;

  override async call(name: string, call: ProgramCall): Promise<Value | undefined> {
    if (name === 'getQueryInterface') return hostValue(this);
    if (checks.has(name)) return hostValue(new SchemaCheck());
    if (name === 'transaction') return this.#transaction(call);
    if (name === 'withoutForeignKeyChecks') {
      if (call.callback) await call.enter(call.callback, [unknown]);
      return hostValue(new Execution());
    }
    if (
      name === 'fn' ||
      name === 'literal' ||
      name === 'col' ||
      name === 'json' ||
      name === 'where' ||
      name === 'cast'
    )
      return { ...sequelizePackage, path: [name, '()'], given: call.arguments };
    if (harmless.has(name)) return unknown;
    const execution = new Execution();
    if (name === 'query') {
      const sql = call.argument(0);
      const options = call.argument(1);
      const text = sql.kind === 'object' ? (sql.members.get('query') ?? sql) : sql;
      call.sql(execution, boundSql(text, entryOf(options, 'replacements'), call.dialect), within(call));
      return hostValue(execution);
    }
    const bodies = bodiesOf(name, call);
    if (bodies === undefined) return undefined;
    const placing = within(call);
    call.record(execution, () => bodies.map((body) => ({ body, ...placing })));
    return hostValue(execution);
  }

  async #transaction(call: ProgramCall): Promise<Value> {
    const transaction = hostValue(new Transaction());
    if (!call.callback) return transaction;
    await call.enter(call.callback, [transaction]);
    return hostValue(new Execution());
  }

  override member(name: string): Value | undefined {
    switch (name) {
      case 'sequelize':
      case 'context':
      case 'queryInterface':
        return hostValue(this);
      case 'Sequelize':
      case 'DataTypes':
        return sequelizePackage;
      case 'QueryTypes':
      case 'options':
      case 'config':
      case 'models':
      case 'queryGenerator':
      case 'QueryGenerator':
      case 'dialect':
      case 'name':
      case 'path':
        return unknown;
      default:
        return undefined;
    }
  }
}

/** A transaction that the migration opens; what is given it runs in it. */
class Transaction extends ProgramObject {
  override call(name: string): Value | undefined {
    return name === 'commit' || name === 'rollback' || name === 'afterCommit' ? unknown : undefined;
  }

  override member(name: string): Value | undefined {
    return ['LOCK', 'id', 'finished', 'sequelize', 'options'].includes(name) ? unknown : undefined;
  }
}

/** `{ transaction: t }` among the arguments puts a call into the migration's own transaction; without it each is on its own. */
function within(call: ProgramCall): { readonly transaction?: TransactionPlacement } {
  const isInside = call.arguments.some((value) => {
    const record = recordOf(value);
    const given = record?.members.get('transaction');
    return objectOf(value) instanceof Transaction || objectOf(given) instanceof Transaction;
  });
  return isInside ? { transaction: placementOn(call.dialect, 'per-migration') } : {};
}

/** The methods of the query interface (https://sequelize.org/api/v6/class/src/dialects/abstract/query-interface.js~queryinterface). */
function bodiesOf(name: string, call: ProgramCall): readonly OperationBody[] | undefined {
  const { dialect } = call;
  const [second, third] = [call.argument(1), call.argument(2)];
  const others = withoutTable(name, call);
  if (others) return others;
  const written = tableNameOf(call.argument(0));
  if (written === undefined) return undefined;
  const schema = name === 'createTable' ? textOf(entryOf(third, 'schema')) : undefined;
  const table = schema === undefined || written.includes('.') ? written : `${schema}.${written}`;
  const column = textOf(second);
  switch (name) {
    case 'createTable':
      return createdTable(table, call);
    case 'dropTable':
      return [
        {
          kind: 'dropTable',
          table,
          guarded: true,
          ...(isTrue(entryOf(second, 'cascade')) && { cascade: true }),
        },
      ];
    case 'renameTable': {
      const newName = tableNameOf(second);
      return newName === undefined ? undefined : [{ kind: 'renameTable', table, newName }];
    }
    case 'addColumn': {
      if (column === undefined) return undefined;
      const { creates, definition } = columnOf(table, column, third, dialect);
      return [
        ...(creates ? [creates] : []),
        {
          kind: 'addColumn',
          table,
          column: definition.name,
          definition,
          ...positionOf(third, dialect),
          ...guardedBy(call.argument(3), 'ifNotExists'),
        },
      ];
    }
    case 'removeColumn':
      return column === undefined
        ? undefined
        : [{ kind: 'dropColumn', table, column, ...guardedBy(third, 'ifExists') }];
    case 'renameColumn': {
      const newName = textOf(third);
      return column === undefined || newName === undefined
        ? undefined
        : [{ kind: 'renameColumn', table, column, newName }];
    }
    case 'changeColumn':
      return column === undefined ? undefined : changedColumn(table, column, third, dialect);
    case 'addIndex': {
      const body = addedIndex(table, second, third);
      return body && [body];
    }
    case 'removeIndex': {
      const columns = second.kind === 'list' ? fieldsOf(second) : undefined;
      const index = columns ? nameOfIndex(table, columns, false) : column;
      if (index === undefined) return undefined;
      const concurrently = isTrue(entryOf(third, 'concurrently'));
      return [
        {
          kind: 'dropIndex',
          table,
          index,
          ...(columns && { columns }),
          concurrently,
          ...(isTrue(entryOf(third, 'cascade')) && { cascade: true }),
          ...guardedBy(third, 'ifExists'),
        },
      ];
    }
    case 'addConstraint': {
      const body = addedConstraint(table, second, third);
      return body && [body];
    }
    case 'removeConstraint':
      return column === undefined
        ? undefined
        : [
            {
              kind: 'dropConstraint',
              table,
              constraint: column,
              ...(isTrue(entryOf(third, 'cascade')) && { cascade: true }),
              ...guardedBy(third, 'ifExists'),
            },
          ];
    case 'truncate':
      return [{ kind: 'truncate', table, ...(isTrue(entryOf(second, 'cascade')) && { cascade: true }) }];
    case 'bulkInsert':
    case 'upsert':
      return [{ kind: 'changeData', table, change: 'insert', scope: 'by-key' }];
    case 'bulkUpdate':
      return [{ kind: 'changeData', table, change: 'update', scope: scopeOf(table, third) }];
    case 'bulkDelete':
      return [
        {
          kind: 'changeData',
          table,
          change: 'delete',
          scope: entryOf(third, 'limit') ? 'by-key' : scopeOf(table, second),
        },
      ];
    case 'createTrigger':
      return [{ kind: 'createTrigger', table, trigger: column ?? '' }];
    case 'dropTrigger':
    case 'renameTrigger':
      return [
        {
          kind: 'executeSql',
          statementKind: name === 'dropTrigger' ? 'DROP TRIGGER' : 'ALTER TRIGGER',
          table,
        },
      ];
    default:
      return undefined;
  }
}

const statements: Readonly<Record<string, string>> = {
  createSchema: 'CREATE SCHEMA',
  dropSchema: 'DROP SCHEMA',
  createFunction: 'CREATE FUNCTION',
  dropFunction: 'DROP FUNCTION',
  renameFunction: 'ALTER FUNCTION',
  createDatabase: 'CREATE DATABASE',
  dropDatabase: 'DROP DATABASE',
  dropAllTables: 'DROP TABLE',
  dropAllSchemas: 'DROP SCHEMA',
  dropAllEnums: 'DROP TYPE',
  dropEnum: 'DROP TYPE',
  deferConstraints: 'SET CONSTRAINTS',
  unsafeToggleForeignKeyChecks: 'SET',
};

/** Methods whose first argument is no table, and those on rows of a model (`insert(instance, table, …)`). */
function withoutTable(name: string, call: ProgramCall): readonly OperationBody[] | undefined {
  const statementKind = statements[name];
  if (statementKind !== undefined) return [{ kind: 'executeSql', statementKind }];
  if (!/^(insert|update|delete|increment|decrement)$/.test(name)) return undefined;
  const table = tableNameOf(call.argument(1));
  if (table === undefined) return undefined;
  if (name === 'increment' || name === 'decrement')
    return [{ kind: 'changeData', table, change: 'update', scope: scopeOf(table, call.argument(2)) }];
  if (name !== 'insert' && name !== 'update' && name !== 'delete') return undefined;
  const scope = name === 'insert' ? 'by-key' : scopeOf(table, call.argument(name === 'update' ? 3 : 2));
  return [{ kind: 'changeData', table, change: name, scope }];
}

function createdTable(table: string, call: ProgramCall): readonly OperationBody[] {
  const attributes = recordOf(call.argument(1));
  if (attributes === undefined) return [{ kind: 'createTable', table, columns: [], guarded: true }];
  const columns = [...attributes.members].map(([key, attribute]) =>
    columnOf(table, key, attribute, call.dialect),
  );
  const keys = entryOf(call.argument(2), 'uniqueKeys');
  const unique = [...(recordOf(keys)?.members ?? [])].flatMap(([name, key]): OperationBody[] => {
    const fields = fieldsOf(entryOf(key, 'fields'));
    return fields
      ? [{ kind: 'addUnique', table, columns: fields, constraint: textOf(entryOf(key, 'name')) ?? name }]
      : [];
  });
  return [
    ...columns.flatMap(({ creates }) => creates ?? []),
    { kind: 'createTable', table, columns: columns.map(({ definition }) => definition), guarded: true },
    ...unique,
  ];
}

function guardedBy(options: Value, name: 'ifExists' | 'ifNotExists'): { readonly guarded?: true } {
  return isTrue(entryOf(options, name)) ? { guarded: true } : {};
}

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'literal' && value.value === true;
}

function scopeOf(table: string, condition: Value): 'all' | 'filtered' | 'by-key' {
  const where = entryOf(condition, 'where') ?? condition;
  if (packageName(where)) return 'filtered';
  const record = recordOf(where);
  if (record === undefined) return where.kind === 'literal' ? 'all' : 'filtered';
  const conditions = conditionsOfRecord(record);
  return conditions.length === 0 && record.open ? 'filtered' : scopeOfConditions(table, conditions);
}
