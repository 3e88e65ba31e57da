import type { Dialect } from '../../../model/migration.js';
import type { ClassObject, PyValue } from '../../../syntax/python/values.js';
import { optionsOf } from '../../../syntax/python/values.js';
import { booleanIn, callOf, numberIn, textIn, textsIn } from '../../python/values.js';
import type { CallValue } from '../../python/values.js';
import { canonicalType } from '../../sql/column-type.js';

/** PostgreSQL, MySQL/MariaDB, SQLite; from the type compilers of sqlalchemy/dialects/<name>/base.py. */
const generic: ReadonlyMap<string, readonly [string, string, string]> = new Map([
  ['Integer', ['integer', 'integer', 'integer']],
  ['BigInteger', ['bigint', 'bigint', 'bigint']],
  ['SmallInteger', ['smallint', 'smallint', 'smallint']],
  ['String', ['varchar', 'varchar', 'varchar']],
  ['Unicode', ['varchar', 'varchar', 'varchar']],
  ['AutoString', ['varchar', 'varchar', 'varchar']],
  ['Text', ['text', 'text', 'text']],
  ['UnicodeText', ['text', 'text', 'text']],
  ['Boolean', ['boolean', 'bool', 'boolean']],
  ['Date', ['date', 'date', 'date']],
  ['DateTime', ['timestamp', 'datetime', 'datetime']],
  ['Time', ['time', 'time', 'time']],
  ['Interval', ['interval', 'datetime', 'datetime']],
  ['Float', ['double precision', 'float', 'float']],
  ['Double', ['double precision', 'double', 'double']],
  ['Numeric', ['numeric', 'numeric', 'numeric']],
  ['LargeBinary', ['bytea', 'blob', 'blob']],
  ['PickleType', ['bytea', 'blob', 'blob']],
  ['JSON', ['json', 'json', 'json']],
  ['Uuid', ['uuid', 'char(32)', 'char(32)']],
  ['DOUBLE_PRECISION', ['double precision', 'double', 'double precision']],
  ['BYTEA', ['bytea', 'bytea', 'bytea']],
]);

const zoned = /^(?:DateTime|TIMESTAMP|DATETIME|Time|TIME)$/;
const deepest = 6;

/** The SQL type of a type of SQLAlchemy; empty when the text does not give it. */
export function sqlTypeOf(value: PyValue | undefined, dialect: Dialect, depth = 0): string {
  if (value === undefined || depth > deepest) return '';
  const [option = value] = optionsOf(value);
  if (option.kind === 'external') return named(option.name, undefined, dialect, depth);
  if (option.kind === 'instance' || option.kind === 'class') return ofClass(option.of, dialect, depth);
  const call = callOf(option);
  if (!call) return '';
  // `sa.Text().with_variant(…)`: the first is that of the other databases.
  if (call.receiver && /^(?:with_variant|evaluates_none|as_mutable)$/.test(call.called))
    return variantOf(call, dialect, depth);
  return named(call.name, call, dialect, depth);
}

function variantOf(call: CallValue, dialect: Dialect, depth: number): string {
  const [type, ...dialects] = call.args.positional;
  const own = dialects.some((name) => textIn(name) === dialect);
  return own
    ? sqlTypeOf(type, dialect, depth + 1)
    : call.receiver
      ? sqlTypeOf({ kind: 'host', object: call.receiver }, dialect, depth + 1)
      : '';
}

/** A TypeDecorator of the house's own has its type in `impl`. */
function ofClass(of: ClassObject, dialect: Dialect, depth: number): string {
  const impl = of.scope.cells.get('impl')?.value;
  if (impl) return sqlTypeOf(impl, dialect, depth + 1);
  for (const base of of.bases.flatMap(optionsOf)) {
    const found =
      base.kind === 'class' || base.kind === 'external' ? sqlTypeOf(base, dialect, depth + 1) : '';
    if (found !== '') return found;
  }
  return '';
}

function named(name: string, call: CallValue | undefined, dialect: Dialect, depth: number): string {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const at = dialect === 'mysql' || dialect === 'mariadb' ? 1 : dialect === 'sqlite' ? 2 : 0;
  const numbers = (call?.args.positional ?? []).flatMap((value) => numberIn(value) ?? []);
  const length = numberIn(call?.argument('length')) ?? numbers[0];
  if (last === 'Enum' || last === 'ENUM') return enumType(call, dialect);
  if (last === 'ARRAY') {
    const item = sqlTypeOf(call?.argument('item_type', 0), dialect, depth + 1);
    return item === '' ? '' : `${item}[]`;
  }
  const row = generic.get(last);
  if (zoned.test(last) && booleanIn(call?.argument('timezone', 0)) === true && at === 0)
    return canonicalType(last.toLowerCase() === 'time' ? 'timetz' : 'timestamptz', dialect);
  if (row) {
    const base = row[at];
    if (/^(?:String|Unicode|AutoString)$/.test(last) && length !== undefined) return `varchar(${length})`;
    if (last === 'LargeBinary' && at === 1 && length !== undefined)
      return canonicalType(`blob(${length})`, dialect);
    if (last === 'Numeric') return canonicalType(`numeric${sizeOf(call, numbers)}`, dialect);
    return canonicalType(base, dialect);
  }
  if (last === 'SET' && call) return canonicalType(`set(${quotedList(enumValues(call))})`, dialect);
  // The names in capitals are those of the databases.
  if (!/^[A-Z][A-Z0-9_]*$/.test(last) || !/sqlalchemy|pgvector|geoalchemy/.test(name)) return '';
  const base = last.toLowerCase().replaceAll('_', ' ');
  if (/^(?:NUMERIC|DECIMAL)$/.test(last)) return canonicalType(`${base}${sizeOf(call, numbers)}`, dialect);
  const width =
    last === 'TINYINT'
      ? (numberIn(call?.argument('display_width', 0)) ?? undefined)
      : (numberIn(call?.argument('fsp')) ?? numberIn(call?.argument('precision')) ?? length);
  const unsigned = booleanIn(call?.argument('unsigned')) === true ? ' unsigned' : '';
  return canonicalType(`${base}${width === undefined ? '' : `(${width})`}${unsigned}`, dialect);
}

function sizeOf(call: CallValue | undefined, numbers: readonly number[]): string {
  const precision = numberIn(call?.argument('precision')) ?? numbers[0];
  const scale = numberIn(call?.argument('scale')) ?? numbers[1];
  return precision === undefined ? '' : scale === undefined ? `(${precision})` : `(${precision},${scale})`;
}

/** Values of an enum: texts, a list of them, or nothing that the text gives. */
export function enumValues(call: CallValue): readonly string[] {
  return call.args.positional.flatMap((value) =>
    value.kind === 'list' ? textsIn(value) : (textIn(value) ?? []),
  );
}

/** Whether a type is an enum that PostgreSQL keeps under a name of its own. */
export function namedEnum(value: PyValue | undefined, dialect: Dialect): CallValue | undefined {
  const call = callOf(value);
  if (!call || dialect !== 'postgresql' || !/^(?:Enum|ENUM)$/.test(call.called)) return undefined;
  if (booleanIn(call.argument('native_enum')) === false) return undefined;
  return textIn(call.argument('name')) === undefined ? undefined : call;
}

function quotedList(values: readonly string[]): string {
  return values.map((value) => `'${value.replaceAll("'", "''")}'`).join(',');
}

function enumType(call: CallValue | undefined, dialect: Dialect): string {
  if (!call) return '';
  const values = enumValues(call);
  const name = textIn(call.argument('name'));
  if (dialect === 'postgresql' && booleanIn(call.argument('native_enum')) !== false) return name ?? '';
  if (dialect === 'mysql' || dialect === 'mariadb')
    return values.length === 0 ? '' : canonicalType(`enum(${quotedList(values)})`, dialect);
  const longest = Math.max(...values.map((value) => value.length), numberIn(call.argument('length')) ?? 0);
  return longest > 0 ? `varchar(${longest})` : '';
}
