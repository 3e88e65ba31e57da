import type { Node } from 'libpg-query';
import type { OperationBody } from '../../../model/migration.js';
import type { PostgresqlStatement } from '../../../syntax/sql/postgresql.js';
import { readDataChanges } from '../data-changes.js';
import { alterTable } from './alter-table.js';
import { createTable, createTableAs, selectInto } from './create-table.js';
import { createIndex, reindex } from './indexes.js';
import { as, strings, tableName } from './nodes.js';
import { alterEnum, drop, lockTable, rename, truncate, vacuum } from './objects.js';
import { otherStatement } from './other-statements.js';
import { selectedSettings, setSetting, transaction } from './settings.js';
import { cursorOver } from './written-text.js';

/** What a statement of PostgreSQL does; never empty. DO blocks are read by {@link readDoBlock}, not here. */
export function readPostgresqlStatement(statement: PostgresqlStatement): readonly OperationBody[] {
  const bodies =
    readTables(statement, statement.node) ??
    readObjects(statement, statement.node) ??
    readSession(statement, statement.node);
  return bodies !== undefined && bodies.length > 0 ? bodies : [otherStatement(statement)];
}

type Read = readonly OperationBody[] | undefined;

function readTables(statement: PostgresqlStatement, node: Node): Read {
  const create = as(node, 'CreateStmt') ?? as(node, 'CreateForeignTableStmt')?.base;
  if (create) return createTable(statement, create);
  const createAs = as(node, 'CreateTableAsStmt');
  if (createAs) return [createTableAs(createAs)];
  const alter = as(node, 'AlterTableStmt');
  if (alter) return alterTable(statement, alter);
  const index = as(node, 'IndexStmt');
  if (index) return [createIndex(statement, index)];
  const rebuilt = as(node, 'ReindexStmt');
  if (rebuilt) return [reindex(rebuilt)];
  const dropped = as(node, 'DropStmt');
  if (dropped) return drop(dropped);
  const renamed = as(node, 'RenameStmt');
  if (renamed) return [rename(renamed) ?? otherStatement(statement, 'RENAME')];
  if (as(node, 'AlterObjectSchemaStmt')) return [otherStatement(statement, 'SET SCHEMA')];
  if (as(node, 'AlterOwnerStmt')) return [otherStatement(statement, 'OWNER TO')];
  return undefined;
}

function readObjects(statement: PostgresqlStatement, node: Node): Read {
  const enumeration = as(node, 'CreateEnumStmt');
  if (enumeration) {
    const type = strings(enumeration.typeName).join('.');
    return [{ kind: 'createEnum', type, values: strings(enumeration.vals) }];
  }
  const altered = as(node, 'AlterEnumStmt');
  if (altered) return [alterEnum(altered)];
  const view = as(node, 'ViewStmt');
  if (view) {
    const orReplace = view.replace === true ? { orReplace: true } : {};
    return [{ kind: 'createView', view: tableName(view.view), materialized: false, ...orReplace }];
  }
  const trigger = as(node, 'CreateTrigStmt');
  if (trigger)
    return [{ kind: 'createTrigger', table: tableName(trigger.relation), trigger: trigger.trigname ?? '' }];
  const schema = as(node, 'CreateSchemaStmt');
  if (!schema) return undefined;
  // CREATE SCHEMA may carry the statements that fill it.
  const elements = (schema.schemaElts ?? []).flatMap((element) => readTables(statement, element) ?? []);
  return [otherStatement(statement), ...elements];
}

function readSession(statement: PostgresqlStatement, node: Node): Read {
  const variable = as(node, 'VariableSetStmt');
  if (variable) {
    const setting = setSetting(statement, variable);
    return setting && [setting];
  }
  const change = as(node, 'TransactionStmt');
  if (change) {
    const body = transaction(change);
    return body && [body];
  }
  const truncated = as(node, 'TruncateStmt');
  if (truncated) return truncate(truncated);
  const vacuumed = as(node, 'VacuumStmt');
  if (vacuumed) return vacuum(vacuumed);
  const locked = as(node, 'LockStmt');
  if (locked) return lockTable(locked);
  const select = as(node, 'SelectStmt');
  if (select) {
    const into = selectInto(select);
    if (into) return [into];
    const settings = selectedSettings(select);
    return settings.length > 0 ? settings : readDataChanges(cursorOver(statement));
  }
  const changesData =
    as(node, 'InsertStmt') ?? as(node, 'UpdateStmt') ?? as(node, 'DeleteStmt') ?? as(node, 'MergeStmt');
  return changesData && readDataChanges(cursorOver(statement));
}
