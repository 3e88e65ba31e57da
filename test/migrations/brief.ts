import type { ColumnDefinition, Migration, SchemaOperation } from '../../src/model/migration.js';

/** What the operations of a direction do, one line each, as a reader would say it: `3 addColumn orders.total integer not null`. */
export function brief(migration: Migration | undefined, direction: 'up' | 'down' = 'up'): readonly string[] {
  return (migration?.operations ?? [])
    .filter((operation) => operation.direction === direction)
    .map((operation) => `${operation.span.line} ${operation.kind} ${wordsOf(operation).join(' ')}`.trim());
}

function wordsOf(operation: SchemaOperation): readonly string[] {
  const words: string[] = [];
  const {
    span: _,
    direction: __,
    statement: ___,
    transaction: ____,
    confidence,
    kind: _____,
    ...rest
  } = operation;
  const { table, column, ...body } = rest as Record<string, unknown>;
  if (typeof table === 'string') words.push(typeof column === 'string' ? `${table}.${column}` : table);
  for (const [key, value] of Object.entries(body)) words.push(...wordsOfEntry(key, value));
  if (confidence !== 'high') words.push('?');
  return words;
}

function wordsOfEntry(key: string, value: unknown): readonly string[] {
  if (key === 'definition') return [columnWords(value as ColumnDefinition)];
  if (key === 'columns' && Array.isArray(value))
    return [
      `(${value.map((one) => (typeof one === 'string' ? one : columnWords(one as ColumnDefinition, true))).join(', ')})`,
    ];
  if (key === 'references') {
    const target = value as NonNullable<ColumnDefinition['references']>;
    const actions = [
      ...(target.onDelete === undefined ? [] : [`on delete ${target.onDelete}`]),
      ...(target.onUpdate === undefined ? [] : [`on update ${target.onUpdate}`]),
    ];
    return [`→ ${target.table}(${target.columns.join(', ')})`, ...actions];
  }
  if (key === 'default') return [`default ${(value as NonNullable<ColumnDefinition['default']>).expression}`];
  if (value === true) return [key];
  if (value === false || value === undefined) return [];
  if (Array.isArray(value)) return [`${key}=${value.join(',')}`];
  return [key === 'constraintKind' ? `[${String(value)}]` : `${key}=${String(value)}`];
}

function columnWords(column: ColumnDefinition, named = false): string {
  return [
    ...(named ? [column.name] : []),
    column.type,
    ...(column.primaryKey === true ? ['key'] : column.nullable ? [] : ['not null']),
    ...(column.unique === true ? ['unique'] : []),
    ...(column.generated === undefined ? [] : [column.generated]),
    ...(column.default ? [`default ${column.default.expression}`] : []),
    ...(column.references ? wordsOfEntry('references', column.references) : []),
    ...(column.check === undefined ? [] : [`check ${column.check}`]),
  ].join(' ');
}
