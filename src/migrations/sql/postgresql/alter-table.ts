import type { AlterTableCmd, AlterTableStmt } from 'libpg-query';
import type { OperationBody } from '../../../model/migration.js';
import type { PostgresqlStatement } from '../../../syntax/sql/postgresql.js';
import { isNull, volatilityOf } from '../volatility.js';
import { actionOf } from './alter-table-actions.js';
import { readColumn } from './columns.js';
import { addConstraint } from './constraints.js';
import { as, strings, tableName } from './nodes.js';
import { typeText } from './type-name.js';
import { textBehind } from './written-text.js';

/** ALTER TABLE: one operation for each action. What it alters may also be a view, an index or a sequence. */
export function alterTable(statement: PostgresqlStatement, alter: AlterTableStmt): readonly OperationBody[] {
  const table = tableName(alter.relation);
  const object = objects.get(alter.objtype ?? '') ?? 'TABLE';
  return (alter.cmds ?? []).map((node): OperationBody => {
    const command = as(node, 'AlterTableCmd') ?? {};
    const known = object === 'TABLE' ? alteration(statement, table, command) : undefined;
    const words = object === 'TABLE' ? ` ${actionOf(command.subtype)}`.trimEnd() : '';
    return known ?? { kind: 'executeSql', statementKind: `ALTER ${object}${words}`, table };
  });
}

const objects: ReadonlyMap<string, string> = new Map([
  ['OBJECT_VIEW', 'VIEW'],
  ['OBJECT_MATVIEW', 'MATERIALIZED VIEW'],
  ['OBJECT_INDEX', 'INDEX'],
  ['OBJECT_SEQUENCE', 'SEQUENCE'],
  ['OBJECT_TYPE', 'TYPE'],
]);

function alteration(
  statement: PostgresqlStatement,
  table: string,
  command: AlterTableCmd,
): OperationBody | undefined {
  const column = command.name ?? '';
  const guarded = command.missing_ok === true ? { guarded: true } : {};
  const cascade = command.behavior === 'DROP_CASCADE' ? { cascade: true } : {};
  switch (command.subtype) {
    case 'AT_AddColumn': {
      const definition = readColumn(statement, as(command.def, 'ColumnDef') ?? {});
      return { kind: 'addColumn', table, column: definition.name, definition, ...guarded };
    }
    case 'AT_DropColumn':
      return { kind: 'dropColumn', table, column, ...cascade, ...guarded };
    case 'AT_AlterColumnType':
      return changeType(statement, table, column, command);
    case 'AT_ColumnDefault': {
      if (!command.def) return { kind: 'dropDefault', table, column };
      const expression = textBehind(statement, 'DEFAULT', command.def);
      if (isNull(expression)) return { kind: 'dropDefault', table, column };
      const value = { expression, volatility: volatilityOf(expression, 'postgresql') };
      return { kind: 'setDefault', table, column, default: value };
    }
    case 'AT_SetNotNull':
      return { kind: 'setNotNull', table, column };
    case 'AT_DropNotNull':
      return { kind: 'dropNotNull', table, column };
    case 'AT_AddConstraint': {
      const constraint = as(command.def, 'Constraint');
      return constraint && addConstraint(statement, table, constraint);
    }
    case 'AT_DropConstraint':
      return { kind: 'dropConstraint', table, constraint: column, ...cascade, ...guarded };
    case 'AT_ValidateConstraint':
      return { kind: 'validateConstraint', table, constraint: column };
    case 'AT_AttachPartition':
      return { kind: 'attachPartition', table, partition: partitionOf(command) };
    case 'AT_DetachPartition':
    case 'AT_DetachPartitionFinalize': {
      const concurrently = as(command.def, 'PartitionCmd')?.concurrent === true;
      return command.subtype === 'AT_DetachPartition'
        ? { kind: 'detachPartition', table, partition: partitionOf(command), concurrently }
        : undefined;
    }
    default:
      return undefined;
  }
}

function partitionOf(command: AlterTableCmd): string {
  return tableName(as(command.def, 'PartitionCmd')?.name);
}

function changeType(
  statement: PostgresqlStatement,
  table: string,
  column: string,
  command: AlterTableCmd,
): OperationBody {
  const definition = as(command.def, 'ColumnDef');
  const collation = strings(definition?.collClause?.collname).join('.');
  const using = definition?.raw_default && textBehind(statement, 'USING', definition.raw_default);
  return {
    kind: 'changeColumnType',
    table,
    column,
    type: typeText(definition?.typeName),
    ...(using === undefined ? {} : { using }),
    ...(collation === '' ? {} : { collation }),
  };
}
