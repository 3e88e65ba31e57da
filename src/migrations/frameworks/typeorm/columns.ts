import type { ColumnDefault, ColumnDefinition, Dialect, OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import {
  booleanOf,
  defaultOf,
  entryOf,
  numberOf,
  sqlDefault,
  textOf,
  textsOf,
} from '../../javascript/values.js';
import { canonicalType } from '../../sql/column-type.js';
import { enumTypeName } from './names.js';

/** A column as `new TableColumn({ … })` gives it (src/schema-builder/options/TableColumnOptions.ts); undefined without a name. */
export function columnOf(table: string, value: Value, dialect: Dialect): ColumnDefinition | undefined {
  const name = textOf(entryOf(value, 'name'));
  if (name === undefined) return undefined;
  const isPrimary = booleanOf(entryOf(value, 'isPrimary')) === true;
  const generated = generatedBy(value, dialect);
  const fallback = defaultOfColumn(value, generated !== undefined, dialect);
  const collation = textOf(entryOf(value, 'collation'));
  return {
    name,
    type: typeOf(table, name, value, dialect),
    nullable: booleanOf(entryOf(value, 'isNullable')) === true && !isPrimary,
    ...(fallback && { default: fallback }),
    ...(generated && { generated }),
    ...(isPrimary && { primaryKey: true }),
    ...(booleanOf(entryOf(value, 'isUnique')) === true && { unique: true }),
    ...(collation !== undefined && { collation }),
  };
}

/** The enum types that PostgreSQL needs for columns before they can be made. */
export function enumTypes(
  table: string,
  columns: readonly Value[],
  dialect: Dialect,
): readonly OperationBody[] {
  if (dialect !== 'postgresql') return [];
  const made = new Map<string, OperationBody>();
  for (const column of columns) {
    const type = textOf(entryOf(column, 'type'));
    const name = textOf(entryOf(column, 'name'));
    const values = textsOf(entryOf(column, 'enum')) ?? [];
    if (!isEnum(type) || name === undefined || values.length === 0) continue;
    const enumType = textOf(entryOf(column, 'enumName')) ?? enumTypeName(table, name);
    if (!made.has(enumType)) made.set(enumType, { kind: 'createEnum', type: enumType, values });
  }
  return [...made.values()];
}

function isEnum(type: string | undefined): boolean {
  return type === 'enum' || type === 'simple-enum';
}

/** `type`, with `length`, `precision`, `scale`, `unsigned`, `isArray`: `createFullType` of the drivers. */
function typeOf(table: string, name: string, value: Value, dialect: Dialect): string {
  const type = textOf(entryOf(value, 'type')) ?? '';
  if (isEnum(type)) {
    if (dialect === 'postgresql')
      return (textOf(entryOf(value, 'enumName')) ?? enumTypeName(table, name)) + arrayOf(value);
    const values = textsOf(entryOf(value, 'enum')) ?? [];
    const isMysql = dialect === 'mysql' || dialect === 'mariadb';
    return isMysql && values.length > 0 ? `enum(${values.map((one) => `'${one}'`).join(',')})` : 'varchar';
  }
  if (type === '') return '';
  const plain = type === 'simple-array' || type === 'simple-json' ? 'text' : type;
  const size = sizeOf(value);
  const [, head = plain, tail = ''] = /^(time(?:stamp)?)( with.*)$/i.exec(plain) ?? [];
  const unsigned = booleanOf(entryOf(value, 'unsigned')) === true ? ' unsigned' : '';
  const written = `${head}${plain.includes('(') ? '' : size}${tail}${unsigned}${arrayOf(value)}`;
  return written.includes('${') ? written : canonicalType(written, dialect);
}

function arrayOf(value: Value): string {
  return booleanOf(entryOf(value, 'isArray')) === true ? '[]' : '';
}

function sizeOf(value: Value): string {
  const length = textOf(entryOf(value, 'length')) ?? numberOf(entryOf(value, 'length'));
  if (length !== undefined && length !== '') return `(${length})`;
  const precision = numberOf(entryOf(value, 'precision'));
  const scale = numberOf(entryOf(value, 'scale'));
  if (precision === undefined) return '';
  return scale === undefined ? `(${precision})` : `(${precision},${scale})`;
}

/** https://typeorm.io/entities#column-options: `increment` numbers as each engine does, `identity` is PostgreSQL's. */
function generatedBy(value: Value, dialect: Dialect): ColumnDefinition['generated'] {
  const kind = textOf(entryOf(value, 'generatedType'));
  if (entryOf(value, 'asExpression') !== undefined) return kind === 'STORED' ? 'stored' : 'virtual';
  if (booleanOf(entryOf(value, 'isGenerated')) !== true) return undefined;
  const strategy = textOf(entryOf(value, 'generationStrategy')) ?? 'increment';
  if (strategy === 'identity') return 'identity';
  if (strategy !== 'increment') return undefined;
  if (dialect === 'postgresql') return 'serial';
  return dialect === 'sqlserver' ? 'identity' : 'auto-increment';
}

/** A default is SQL as it is; generated UUIDs have one of their own on PostgreSQL and SQL Server. */
function defaultOfColumn(value: Value, isNumbered: boolean, dialect: Dialect): ColumnDefault | undefined {
  const written = entryOf(value, 'default');
  if (written !== undefined) return writtenDefault(written, dialect);
  const isUuid =
    !isNumbered &&
    booleanOf(entryOf(value, 'isGenerated')) === true &&
    textOf(entryOf(value, 'generationStrategy')) === 'uuid';
  if (!isUuid) return undefined;
  if (dialect === 'postgresql') return sqlDefault('uuid_generate_v4()', dialect);
  return dialect === 'sqlserver' ? sqlDefault('NEWSEQUENTIALID()', dialect) : undefined;
}

/** The default that a migration writes: text is SQL. */
export function writtenDefault(value: Value, dialect: Dialect): ColumnDefault | undefined {
  const text = textOf(value);
  return text === undefined ? defaultOf(value, dialect) : sqlDefault(text, dialect);
}
