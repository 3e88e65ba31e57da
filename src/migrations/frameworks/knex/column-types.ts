import type { ColumnDefinition, Dialect } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { isNullish } from '../../../syntax/javascript/evaluate/value.js';
import { booleanOf, entryOf, numberOf, recordOf, textOf, textsOf } from '../../javascript/values.js';
import { canonicalType } from '../../sql/column-type.js';

/** What a column method of the table builder makes, without its name. */
export interface KnexType {
  readonly type: string;
  readonly generated?: NonNullable<ColumnDefinition['generated']>;
  readonly primaryKey?: boolean;
  /** The CHECK that an enum of PostgreSQL and SQLite has. */
  readonly allowed?: readonly string[];
  /** The native enum type that the call creates. */
  readonly creates?: { readonly type: string; readonly values: readonly string[] };
}

type Family = 'postgresql' | 'mysql' | 'sqlite' | 'other';

/**
 * The type that a method of Knex's table builder gives in a dialect, as its column compilers do (lib/schema/columncompiler.js and
 * lib/dialects/…/schema/*-columncompiler.js). Undefined for methods that make no column.
 */
export function knexType(method: string, given: readonly Value[], dialect: Dialect): KnexType | undefined {
  const family = familyOf(dialect);
  const [, first, second] = given;
  const typed = (type: string): KnexType => ({ type: canonicalType(type, dialect) });
  switch (method) {
    case 'increments':
      return numbered('integer', first, family);
    case 'bigincrements':
    case 'bigIncrements':
      return numbered('bigint', first, family);
    case 'serial':
      return { type: 'integer', generated: 'serial' };
    case 'integer':
    case 'int':
      return typed('integer');
    case 'biginteger':
    case 'bigInteger':
    case 'bigint':
      return typed('bigint');
    case 'tinyint':
      return typed(
        family === 'mysql' ? sized('tinyint', first) : family === 'postgresql' ? 'smallint' : 'tinyint',
      );
    case 'smallint':
      return typed('smallint');
    case 'mediumint':
      return typed(family === 'mysql' ? 'mediumint' : 'integer');
    case 'string':
    case 'varchar':
      return typed(`${dialect === 'sqlserver' ? 'nvarchar' : 'varchar'}(${numberOf(first) ?? 255})`);
    case 'char':
      return typed(sized('char', first));
    case 'text':
      return typed(
        family === 'mysql' ? mysqlText(textOf(first)) : dialect === 'sqlserver' ? 'nvarchar(max)' : 'text',
      );
    case 'mediumtext':
    case 'mediumText':
      return typed(family === 'mysql' ? 'mediumtext' : 'text');
    case 'longtext':
    case 'longText':
      return typed(family === 'mysql' ? 'longtext' : 'text');
    case 'tinytext':
    case 'tinyText':
      return typed(family === 'mysql' ? 'tinytext' : 'text');
    case 'float':
      return typed(
        family === 'postgresql'
          ? 'real'
          : family === 'mysql'
            ? `float(${numberOf(first) ?? 8},${numberOf(second) ?? 2})`
            : 'float',
      );
    case 'double':
      return typed(
        family === 'sqlite'
          ? 'float'
          : family === 'mysql' && numberOf(first) !== undefined
            ? `double(${numberOf(first)},${numberOf(second) ?? 2})`
            : 'double precision',
      );
    case 'real':
      return typed('real');
    case 'decimal':
      if (family === 'sqlite') return typed('float');
      return typed(
        first !== undefined && isNullish(first) && first.kind === 'literal' && first.value === null
          ? 'numeric'
          : `numeric(${numberOf(first) ?? 8},${numberOf(second) ?? 2})`,
      );
    case 'boolean':
    case 'bool':
      return typed(dialect === 'sqlserver' ? 'bit' : 'boolean');
    case 'date':
      return typed('date');
    case 'time':
      return typed(precise('time', precisionOf(first)));
    case 'year':
      return typed('year');
    case 'datetime':
    case 'dateTime':
    case 'timestamp':
      return typed(timeType(method, first, second, dialect, family));
    case 'binary':
    case 'varbinary':
    case 'blob':
      return typed(
        family === 'postgresql'
          ? 'bytea'
          : family === 'mysql' && numberOf(first) !== undefined
            ? sized('varbinary', first)
            : dialect === 'sqlserver'
              ? 'varbinary(max)'
              : 'blob',
      );
    case 'tinyblob':
    case 'tinyBlob':
    case 'mediumblob':
    case 'mediumBlob':
    case 'longblob':
    case 'longBlob':
      return typed(method.toLowerCase());
    case 'json':
      return typed(
        booleanOf(first) === true ? jsonb(family) : dialect === 'sqlserver' ? 'nvarchar(max)' : 'json',
      );
    case 'jsonb':
      return typed(jsonb(family));
    case 'uuid':
      return {
        ...typed(uuidType(first, dialect, family)),
        ...(booleanOf(entryOf(first, 'primaryKey')) === true && { primaryKey: true }),
      };
    case 'bit':
      return typed(sized('bit', first));
    case 'geometry':
    case 'geography':
    case 'point':
      return typed(method);
    case 'set':
      return { type: `set(${listed(textsOf(first) ?? [])})` };
    case 'enum':
    case 'enu':
      return enumType(first, second, family);
    case 'specificType':
      return typed(textOf(first) ?? '');
    default:
      return undefined;
  }
}

function familyOf(dialect: Dialect): Family {
  if (dialect === 'mysql' || dialect === 'mariadb') return 'mysql';
  return dialect === 'postgresql' || dialect === 'sqlite' ? dialect : 'other';
}

function numbered(type: string, options: Value | undefined, family: Family): KnexType {
  const primaryKey = booleanOf(entryOf(options, 'primaryKey')) !== false;
  if (family === 'sqlite') return { type: 'integer', generated: 'auto-increment', primaryKey: true };
  return {
    type: family === 'mysql' ? `${type} unsigned` : type,
    generated: family === 'postgresql' ? 'serial' : family === 'mysql' ? 'auto-increment' : 'identity',
    ...(primaryKey && { primaryKey }),
  };
}

function sized(type: string, length: Value | undefined): string {
  const number = numberOf(length);
  return number === undefined ? type : `${type}(${number})`;
}

function precise(type: string, precision: number | undefined): string {
  return precision === undefined ? type : `${type}(${precision})`;
}

function precisionOf(value: Value | undefined): number | undefined {
  return recordOf(value) ? numberOf(entryOf(value, 'precision')) : numberOf(value);
}

function mysqlText(size: string | undefined): string {
  if (size === 'medium' || size === 'mediumtext') return 'mediumtext';
  return size === 'long' || size === 'longtext' ? 'longtext' : 'text';
}

/** PostgreSQL: with time zone unless told otherwise, by `{ useTz, precision }` or by position. */
function timeType(
  method: string,
  first: Value | undefined,
  second: Value | undefined,
  dialect: Dialect,
  family: Family,
): string {
  if (family === 'sqlite') return 'datetime';
  const record = recordOf(first);
  if (family === 'mysql')
    return precise(method === 'timestamp' ? 'timestamp' : 'datetime', precisionOf(first));
  const withoutZone = record ? booleanOf(entryOf(first, 'useTz')) === false : booleanOf(first) === true;
  const precision = record ? numberOf(entryOf(first, 'precision')) : numberOf(second);
  if (family === 'postgresql') return precise(withoutZone ? 'timestamp' : 'timestamptz', precision);
  return dialect === 'sqlserver'
    ? withoutZone
      ? 'datetime2'
      : 'datetimeoffset'
    : precise(method === 'timestamp' ? 'timestamp' : 'datetime', precision);
}

function jsonb(family: Family): string {
  return family === 'postgresql' ? 'jsonb' : 'json';
}

function uuidType(options: Value | undefined, dialect: Dialect, family: Family): string {
  const isBinary = booleanOf(entryOf(options, 'useBinaryUuid')) === true;
  if (family === 'postgresql') return 'uuid';
  if (dialect === 'sqlserver') return 'uniqueidentifier';
  return isBinary ? 'binary(16)' : 'char(36)';
}

function listed(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(',');
}

function enumType(values: Value | undefined, options: Value | undefined, family: Family): KnexType {
  const allowed = textsOf(values) ?? [];
  if (family === 'mysql') return { type: `enum(${listed(allowed)})` };
  const name = textOf(entryOf(options, 'enumName'));
  if (family === 'postgresql' && booleanOf(entryOf(options, 'useNative')) === true && name !== undefined) {
    const exists = booleanOf(entryOf(options, 'existingType')) === true;
    return { type: name, ...(!exists && { creates: { type: name, values: allowed } }) };
  }
  return { type: 'text', ...(allowed.length > 0 && { allowed }) };
}
