import type {
  ColumnDefinition,
  ForeignKeyTarget,
  Migration,
  SchemaOperation,
} from '../../src/model/migration.js';

/** One operation in one readable line: `addColumn users.name varchar(255) null default 'x'`. */
export function operationLine(operation: SchemaOperation): string {
  return [operation.kind, ...detailsOf(operation), ...marksOf(operation)].join(' ');
}

/** The operations of a migration's one direction, line by line. */
export function operationLines(
  migration: Migration | undefined,
  direction: 'up' | 'down' = 'up',
): readonly string[] {
  return (migration?.operations ?? [])
    .filter((operation) => operation.direction === direction)
    .map(operationLine);
}

function marksOf(operation: SchemaOperation): readonly string[] {
  return [
    ...('guarded' in operation && operation.guarded === true ? ['guarded'] : []),
    ...('cascade' in operation && operation.cascade === true ? ['cascade'] : []),
    ...('notValid' in operation && operation.notValid === true ? ['not-valid'] : []),
    ...(operation.confidence === 'high' ? [] : ['unsure']),
  ];
}

function detailsOf(operation: SchemaOperation): readonly string[] {
  switch (operation.kind) {
    case 'createTable':
      return [`${operation.table}(${operation.columns.map(columnText).join(', ')})`];
    case 'renameTable':
      return [operation.table, '->', operation.newName];
    case 'addColumn':
      return [`${operation.table}.${columnText(operation.definition)}`];
    case 'dropColumn':
      return [
        `${operation.table}.${operation.column}`,
        ...(operation.definition ? [`(${columnText(operation.definition)})`] : []),
      ];
    case 'renameColumn':
      return [`${operation.table}.${operation.column}`, '->', operation.newName];
    case 'changeColumnType':
      return [
        `${operation.table}.${operation.column}`,
        operation.type,
        ...(operation.collation === undefined ? [] : ['collate', operation.collation]),
        ...(operation.using === undefined ? [] : ['using', operation.using]),
      ];
    case 'setDefault':
      return [`${operation.table}.${operation.column}`, operation.default.expression];
    case 'dropDefault':
    case 'setNotNull':
    case 'dropNotNull':
      return [`${operation.table}.${operation.column}`];
    case 'addCheck':
      return [operation.table, operation.constraint ?? '-', operation.expression];
    case 'addForeignKey':
      return [
        `${operation.table}(${operation.columns.join(',')})`,
        '->',
        targetText(operation.references),
        operation.constraint ?? '-',
      ];
    case 'addUnique':
    case 'addPrimaryKey':
    case 'addExclusion':
      return [`${operation.table}(${operation.columns.join(',')})`, operation.constraint ?? '-'];
    case 'dropConstraint':
      return [operation.table, operation.constraint, operation.constraintKind ?? '?'];
    case 'createIndex':
      return [
        ...(operation.unique ? ['unique'] : []),
        ...(operation.concurrently ? ['concurrently'] : []),
        `${operation.table}(${operation.columns.join(',')})`,
        operation.index ?? '-',
        ...(operation.method === undefined ? [] : ['using', operation.method]),
        ...(operation.where === undefined ? [] : ['where', operation.where]),
      ];
    case 'dropIndex':
      return [
        ...(operation.concurrently ? ['concurrently'] : []),
        operation.table ?? '?',
        operation.index ?? `(${(operation.columns ?? []).join(',')})`,
      ];
    case 'renameIndex':
      return [operation.table ?? '?', operation.index, '->', operation.newName];
    case 'changeData':
      return [operation.change, operation.table, operation.scope];
    case 'dropTable':
    case 'truncate':
      return [operation.table];
    case 'executeSql':
      return [operation.statementKind, ...(operation.table === undefined ? [] : [operation.table])];
    case 'opaque':
      return [`"${operation.reason}"`];
    case 'setSetting':
      return [operation.setting, operation.value];
    default:
      return [];
  }
}

function targetText({ table, columns, onDelete, onUpdate }: ForeignKeyTarget): string {
  return [
    `${table}(${columns.join(',')})`,
    ...(onDelete === undefined ? [] : [`on delete ${onDelete}`]),
    ...(onUpdate === undefined ? [] : [`on update ${onUpdate}`]),
  ].join(' ');
}

function columnText(column: ColumnDefinition): string {
  return [
    column.name,
    column.type,
    ...(column.nullable ? ['null'] : []),
    ...(column.primaryKey === true ? ['pk'] : []),
    ...(column.unique === true ? ['unique'] : []),
    ...(column.generated ? [column.generated] : []),
    ...(column.default ? ['default', column.default.expression] : []),
    ...(column.collation === undefined ? [] : ['collate', column.collation]),
    ...(column.references ? ['->', targetText(column.references)] : []),
    ...(column.check === undefined ? [] : ['check', column.check]),
  ].join(' ');
}
