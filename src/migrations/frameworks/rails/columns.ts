import type { ColumnDefault, ColumnDefinition } from '../../../model/migration.js';
import { booleanOf, nameOf } from '../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import { volatilityOf } from '../../sql/volatility.js';
import { sqlType } from './column-types.js';
import type { RailsContext } from './column-types.js';

export type Options = ReadonlyMap<string, RubyValue>;

/** A column from its name, Rails type and options. */
export function columnOf(
  name: string,
  type: string,
  options: Options,
  context: RailsContext,
): ColumnDefinition {
  const fallback = defaultOf(options.get('default'), options, type, context);
  const generated = generatedBy(type, options, context);
  const primaryKey = type === 'primary_key' || booleanOf(options.get('primary_key')) === true;
  const collation = nameOf(options.get('collation'));
  return {
    name,
    type: sqlType(writtenType(type, options), options, context),
    nullable: booleanOf(options.get('null')) !== false && !primaryKey,
    ...(fallback && { default: fallback }),
    ...(generated && { generated }),
    ...(primaryKey && { primaryKey: true }),
    ...(collation !== undefined && { collation }),
  };
}

function writtenType(type: string, options: Options): string {
  if (type === 'enum') return nameOf(options.get('enum_type')) ?? type;
  return type === 'virtual' ? (nameOf(options.get('type')) ?? '') : type;
}

function generatedBy(
  type: string,
  options: Options,
  context: RailsContext,
): ColumnDefinition['generated'] | undefined {
  if (type === 'virtual' || options.has('as'))
    return booleanOf(options.get('stored')) === true ? 'stored' : 'virtual';
  if (type === 'serial' || type === 'bigserial') return 'serial';
  if (type === 'primary_key') return numbered(context);
  // `integer_like_primary_key?` in schema_definitions.rb.
  if (
    /^(integer|bigint)$/.test(type) &&
    booleanOf(options.get('primary_key')) === true &&
    !options.has('default')
  )
    return numbered(context);
  return booleanOf(options.get('auto_increment')) === true ? 'auto-increment' : undefined;
}

/** How Rails lets the engine number a primary key. */
function numbered({ dialect }: RailsContext): NonNullable<ColumnDefinition['generated']> {
  return dialect === 'postgresql' ? 'serial' : 'auto-increment';
}

/** The primary key that create_table adds: bigint from version 5.1 on, integer before. Undefined for `id: false`. */
export function primaryKeyOf(options: Options, context: RailsContext): ColumnDefinition | undefined {
  const id = options.get('id');
  const key = options.get('primary_key');
  if (booleanOf(id) === false || key?.kind === 'array') return undefined;
  const name = nameOf(key) ?? 'id';
  const details = id?.kind === 'hash' ? id.entries : undefined;
  const written = nameOf(id) ?? nameOf(details?.get('type'));
  const given: Options = new Map([
    ...[...options].filter(([option]) => ['default', 'limit', 'collation', 'unsigned'].includes(option)),
    ...(details ?? []),
  ]);
  const type = written ?? 'primary_key';
  const column = columnOf(name, type, given, context);
  const shared = { ...column, nullable: false, primaryKey: true } as const;
  if (type === 'primary_key') return shared;
  if (type === 'bigint' || type === 'integer') {
    // Before 5.1 a type that is written out was taken as a plain column (compatibility.rb, V5_0).
    const plain = options.has('default') || (context.version < 5.1 && context.dialect !== 'mysql');
    return plain ? shared : { ...shared, generated: numbered(context) };
  }
  if (type !== 'uuid' || context.dialect !== 'postgresql' || given.has('default')) return shared;
  const expression = context.version >= 5.1 ? 'gen_random_uuid()' : 'uuid_generate_v4()';
  return { ...shared, default: { expression, volatility: 'volatile' } };
}

/** A default as SQL: literals as such, `-> { "now()" }` as the expression. nil is none. */
export function defaultOf(
  value: RubyValue | undefined,
  options: Options,
  type: string | undefined,
  context: RailsContext,
): ColumnDefault | undefined {
  if (value === undefined) return undefined;
  switch (value.kind) {
    case 'nil':
      return undefined;
    case 'lambda': {
      const expression = nameOf(value.result);
      return expression === undefined
        ? { expression: '?', volatility: 'unknown' }
        : { expression, volatility: volatilityOf(expression, context.dialect) };
    }
    case 'string':
      // Rails hands the default of a uuid column to the engine as it is when it is a call (postgresql/quoting.rb).
      if (type === 'uuid' && /^\w+\(.*\)$/.test(value.text))
        return { expression: value.text, volatility: volatilityOf(value.text, context.dialect) };
      return { expression: quoted(value.text), volatility: 'constant' };
    case 'symbol':
      return { expression: quoted(value.text), volatility: 'constant' };
    case 'number':
      return { expression: value.text, volatility: 'constant' };
    case 'boolean':
      return { expression: String(value.value), volatility: 'constant' };
    case 'array':
    case 'hash': {
      const array = booleanOf(options.get('array')) === true;
      return { expression: quoted(array ? arrayLiteral(value) : jsonLiteral(value)), volatility: 'constant' };
    }
    // Ruby computes it once, when the migration runs: for the engine it is a constant.
    default:
      return { expression: value.text, volatility: 'constant' };
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function arrayLiteral(value: RubyValue): string {
  const items = value.kind === 'array' ? value.items.map((item) => jsonLiteral(item)) : [];
  return `{${items.join(',')}}`;
}

function jsonLiteral(value: RubyValue): string {
  switch (value.kind) {
    case 'array':
      return `[${value.items.map(jsonLiteral).join(',')}]`;
    case 'hash':
      return `{${[...value.entries].map(([key, item]) => `"${key}":${jsonLiteral(item)}`).join(',')}}`;
    case 'boolean':
      return String(value.value);
    case 'nil':
    case 'lambda':
      return 'null';
    case 'number':
      return value.text;
    default:
      return `"${value.text}"`;
  }
}

/** The columns of `timestamps`: NOT NULL from version 5.0 on, with a precision of 6 from 6.0 on (compatibility.rb). */
export function timestampColumns(options: Options, context: RailsContext): readonly ColumnDefinition[] {
  const full = new Map(options);
  if (!full.has('null')) full.set('null', { kind: 'boolean', value: context.version < 5 });
  if (!full.has('precision') && context.version >= 6)
    full.set('precision', { kind: 'number', value: 6, text: '6' });
  return ['created_at', 'updated_at'].map((name) => columnOf(name, 'datetime', full, context));
}

/** `after: :name` and `first: true` of MySQL (connection_adapters/mysql/schema_creation.rb); other databases ignore them. */
export function positionOf(
  options: Options,
  { dialect }: RailsContext,
): { readonly position?: 'first' | 'after' } {
  if (dialect !== 'mysql' && dialect !== 'mariadb') return {};
  if (booleanOf(options.get('first')) === true) return { position: 'first' };
  return options.has('after') ? { position: 'after' } : {};
}
