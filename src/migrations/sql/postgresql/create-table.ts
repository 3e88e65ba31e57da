import type { CreateStmt, CreateTableAsStmt, SelectStmt } from 'libpg-query';
import type { ColumnDefinition, OperationBody } from '../../../model/migration.js';
import type { PostgresqlStatement } from '../../../syntax/sql/postgresql.js';
import { addConstraint } from './constraints.js';
import { readColumn } from './columns.js';
import { as, tableName } from './nodes.js';
import { foldConstraints } from '../table-constraints.js';

/** CREATE TABLE, with what its table constraints add. */
export function createTable(statement: PostgresqlStatement, create: CreateStmt): readonly OperationBody[] {
  const table = tableName(create.relation);
  const columns: ColumnDefinition[] = [];
  const added: OperationBody[] = [];
  for (const element of create.tableElts ?? []) {
    const column = as(element, 'ColumnDef');
    if (column) columns.push(readColumn(statement, column));
    const constraint = as(element, 'Constraint');
    const operation = constraint && addConstraint(statement, table, constraint);
    if (operation) added.push(operation);
  }
  const parent = create.partbound ? as(create.inhRelations?.[0], 'RangeVar') : undefined;
  const folded = foldConstraints(columns, added);
  return [
    {
      kind: 'createTable',
      table,
      columns: folded.columns,
      ...(create.relation?.relpersistence === 't' ? { temporary: true } : {}),
      ...(parent ? { partitionOf: tableName(parent) } : {}),
      ...(create.if_not_exists === true ? { guarded: true } : {}),
    },
    ...folded.operations,
  ];
}

/** CREATE TABLE … AS and CREATE MATERIALIZED VIEW. */
export function createTableAs(create: CreateTableAsStmt): OperationBody {
  const name = tableName(create.into?.rel);
  if (create.objtype === 'OBJECT_MATVIEW') return { kind: 'createView', view: name, materialized: true };
  return {
    kind: 'createTable',
    table: name,
    columns: [],
    asSelect: true,
    ...(create.into?.rel?.relpersistence === 't' ? { temporary: true } : {}),
    ...(create.if_not_exists === true ? { guarded: true } : {}),
  };
}

/** `SELECT … INTO table`. */
export function selectInto(select: SelectStmt): OperationBody | undefined {
  const target = select.intoClause?.rel;
  if (!target) return undefined;
  return {
    kind: 'createTable',
    table: tableName(target),
    columns: [],
    asSelect: true,
    ...(target.relpersistence === 't' ? { temporary: true } : {}),
  };
}
