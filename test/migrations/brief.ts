import type {
  ColumnDefault,
  ColumnDefinition,
  ForeignKeyTarget,
  Migration,
  SchemaOperation,
} from '../../src/model/migration.js';

/** What the operations of a direction do, one line each, as a reader would say it: `3 addColumn orders.total integer not null`. */
export function brief(migration: Migration | undefined, direction: 'up' | 'down' = 'up'): readonly string[] {
  return (migration?.operations ?? [])
    .filter((operation) => operation.direction === direction)
    .map((operation) => `${operation.span.line} ${briefly(operation)}`);
}

/** What an operation does, without where. */
export function briefly(operation: SchemaOperation): string {
  return [operation.kind, ...wordsOf(operation)].join(' ');
}

const common = new Set([
  'span',
  'direction',
  'statement',
  'transaction',
  'confidence',
  'kind',
  'table',
  'column',
]);

function wordsOf(operation: SchemaOperation): readonly string[] {
  const words: string[] = [];
  const table = 'table' in operation ? operation.table : undefined;
  if (table !== undefined) words.push('column' in operation ? `${table}.${operation.column}` : table);
  for (const [key, value] of Object.entries(operation) as Iterable<readonly [string, unknown]>)
    if (!common.has(key)) words.push(...wordsOfEntry(key, value));
  if (operation.confidence !== 'high') words.push('?');
  return words;
}

function wordsOfEntry(key: string, value: unknown): readonly string[] {
  if (value === true) return [key];
  if (isColumn(value)) return [columnWords(value)];
  if (isDefault(value)) return [`default ${value.expression}`];
  if (isTarget(value)) return [targetWords(value)];
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const texts = items.map((item) => (isColumn(item) ? `${item.name} ${columnWords(item)}` : String(item)));
    return [key === 'columns' ? `(${texts.join(', ')})` : `${key}=${texts.join(',')}`];
  }
  if (typeof value !== 'string') return [];
  return [key === 'constraintKind' ? `[${value}]` : `${key}=${value}`];
}

function columnWords(column: ColumnDefinition): string {
  return [
    column.type,
    ...(column.primaryKey === true ? ['key'] : column.nullable ? [] : ['not null']),
    ...(column.unique === true ? ['unique'] : []),
    ...(column.generated === undefined ? [] : [column.generated]),
    ...(column.default ? [`default ${column.default.expression}`] : []),
    ...(column.collation === undefined ? [] : [`collate ${column.collation}`]),
    ...(column.references ? [targetWords(column.references)] : []),
    ...(column.check === undefined ? [] : [`check ${column.check}`]),
  ].join(' ');
}

function targetWords({ columns, onDelete, onUpdate, table }: ForeignKeyTarget): string {
  const actions = [
    ...(onDelete === undefined ? [] : [` on delete ${onDelete}`]),
    ...(onUpdate === undefined ? [] : [` on update ${onUpdate}`]),
  ];
  return `→ ${table}(${columns.join(', ')})${actions.join('')}`;
}

function isColumn(value: unknown): value is ColumnDefinition {
  return typeof value === 'object' && value !== null && 'nullable' in value;
}

function isDefault(value: unknown): value is ColumnDefault {
  return typeof value === 'object' && value !== null && 'volatility' in value;
}

function isTarget(value: unknown): value is ForeignKeyTarget {
  return typeof value === 'object' && value !== null && 'table' in value;
}
