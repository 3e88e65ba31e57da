import type { ColumnDefinition, Migration, SchemaOperation } from '../../src/model/migration.js';

/** Operations of one direction as a reader would say them, one line each. */
export function operationLines(migration: Migration, direction: 'up' | 'down' = 'up'): readonly string[] {
  return migration.operations.filter((operation) => operation.direction === direction).map(operationLine);
}

/** An operation in one line: `addColumn t.a integer not null default 0`. */
export function operationLine(operation: SchemaOperation): string {
  const { kind } = operation;
  switch (operation.kind) {
    case 'createTable':
      return `${kind} ${operation.table} (${operation.columns.map(columnText).join(', ')})`;
    case 'addColumn':
      return `${kind} ${operation.table}.${columnText(operation.definition)}`;
    case 'renameTable':
      return `${kind} ${operation.table} to ${operation.newName}`;
    case 'renameColumn':
      return `${kind} ${operation.table}.${operation.column} to ${operation.newName}`;
    case 'renameIndex':
      return `${kind} ${operation.index} to ${operation.newName}`;
    case 'changeColumnType':
      return `${kind} ${operation.table}.${operation.column} ${operation.type}${operation.using === undefined ? '' : ` using ${operation.using}`}`;
    case 'setDefault':
      return `${kind} ${operation.table}.${operation.column} ${operation.default.expression}`;
    case 'dropColumn':
    case 'dropDefault':
    case 'setNotNull':
    case 'dropNotNull':
      return `${kind} ${operation.table}.${operation.column}`;
    case 'addCheck':
      return `${kind} ${operation.table} ${operation.constraint ?? '-'} ${operation.expression}${operation.notValid === true ? ' not valid' : ''}`;
    case 'addForeignKey':
      return `${kind} ${operation.table}(${operation.columns.join()}) ${operation.constraint ?? '-'} ${operation.references.table}(${operation.references.columns.join()})${operation.references.onDelete === undefined ? '' : ` on delete ${operation.references.onDelete}`}${operation.notValid === true ? ' not valid' : ''}`;
    case 'addUnique':
    case 'addPrimaryKey':
    case 'addExclusion':
      return `${kind} ${operation.table}(${operation.columns.join()}) ${operation.constraint ?? '-'}`;
    case 'dropConstraint':
      return `${kind} ${operation.table} ${operation.constraint}${operation.constraintKind === undefined ? '' : ` (${operation.constraintKind})`}`;
    case 'validateConstraint':
      return `${kind} ${operation.table} ${operation.constraint}`;
    case 'createIndex':
      return `${kind} ${operation.table}(${operation.columns.join()}) ${operation.index ?? '-'}${operation.unique ? ' unique' : ''}${operation.concurrently ? ' concurrently' : ''}${operation.method === undefined ? '' : ` using ${operation.method}`}${operation.where === undefined ? '' : ` where ${operation.where}`}`;
    case 'dropIndex':
      return `${kind} ${operation.index ?? `on ${operation.table ?? '?'}(${operation.columns?.join() ?? ''})`}${operation.concurrently ? ' concurrently' : ''}`;
    case 'changeData':
      return `${operation.change} ${operation.table} ${operation.scope}`;
    case 'executeSql':
      return `sql ${operation.statementKind}`;
    case 'opaque':
      return `opaque: ${operation.reason}`;
    case 'createTrigger':
      return `${kind} ${operation.table} ${operation.trigger}`;
    case 'dropTable':
    case 'truncate':
    case 'lockTable':
      return `${kind} ${operation.table}`;
    case 'setSetting':
      return `${kind} ${operation.setting} = ${operation.value}`;
    default:
      return kind;
  }
}

function columnText(column: ColumnDefinition): string {
  return [
    column.name,
    column.type,
    column.nullable ? '' : 'not null',
    column.default ? `default ${column.default.expression}` : '',
    column.generated ?? '',
    column.primaryKey === true ? 'key' : '',
    column.unique === true ? 'unique' : '',
    column.check === undefined ? '' : `check ${column.check}`,
    column.references ? `-> ${column.references.table}` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
