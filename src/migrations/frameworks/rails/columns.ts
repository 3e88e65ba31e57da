import type { ColumnDefault, ColumnDefinition, Dialect, ForeignKeyTarget } from '../../../model/migration.js';
import { booleanOf, nameOf } from '../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import { volatilityOf } from '../../sql/volatility.js';
import { sqlType } from './column-types.js';
import { pluralize } from './inflection.js';

export type Options = ReadonlyMap<string, RubyValue>;

/** What a Rails migration's version and database decide. */
export interface RailsContext {
  readonly dialect: Dialect;
  /** Version of the migration class: `ActiveRecord::Migration[7.1]` = 7.1; 4.2 when it names none. */
  readonly version: number;
}

/** A column from its name, Rails type and options. */
export function columnOf(
  name: string,
  type: string,
  options: Options,
  context: RailsContext,
): ColumnDefinition {
  const written =
    type === 'enum'
      ? (nameOf(options.get('enum_type')) ?? type)
      : type === 'virtual'
        ? (nameOf(options.get('type')) ?? '')
        : type;
  const fallback = defaultOf(options.get('default'), context);
  const generated =
    type === 'virtual' || options.has('as')
      ? booleanOf(options.get('stored')) === true
        ? 'stored'
        : 'virtual'
      : type === 'serial' || type === 'bigserial'
        ? 'serial'
        : type === 'primary_key'
          ? numbered(context)
          : undefined;
  const primaryKey = type === 'primary_key' || booleanOf(options.get('primary_key')) === true;
  const collation = nameOf(options.get('collation'));
  return {
    name,
    type: sqlType(written, options, context.dialect),
    nullable: booleanOf(options.get('null')) !== false && !primaryKey,
    ...(fallback && { default: fallback }),
    ...(generated && { generated }),
    ...(primaryKey && { primaryKey: true }),
    ...(collation !== undefined && { collation }),
  };
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
  const type = nameOf(id) ?? (id?.kind === 'hash' ? nameOf(id.entries.get('type')) : undefined);
  if (type === undefined || type === 'primary_key' || type === 'bigint' || type === 'integer') {
    const wide = type === undefined || type === 'primary_key' ? context.version >= 5.1 : type === 'bigint';
    return {
      name,
      type: wide ? 'bigint' : 'integer',
      nullable: false,
      primaryKey: true,
      generated: numbered(context),
    };
  }
  const fallback =
    type === 'uuid' && context.dialect === 'postgresql'
      ? {
          expression: context.version >= 5.1 ? 'gen_random_uuid()' : 'uuid_generate_v4()',
          volatility: 'volatile' as const,
        }
      : undefined;
  const given = defaultOf(options.get('default'), context);
  return {
    name,
    type: sqlType(type, options, context.dialect),
    nullable: false,
    primaryKey: true,
    ...((given ?? fallback) && { default: given ?? fallback }),
  } as ColumnDefinition;
}

/** A default as SQL: literals as such, `-> { "now()" }` as the expression. nil is none. */
export function defaultOf(value: RubyValue | undefined, context: RailsContext): ColumnDefault | undefined {
  if (value === undefined || value.kind === 'nil') return undefined;
  if (value.kind === 'lambda') {
    const expression = nameOf(value.result);
    return expression === undefined
      ? { expression: '?', volatility: 'unknown' }
      : { expression, volatility: volatilityOf(expression, context.dialect) };
  }
  if (value.kind === 'string' || value.kind === 'symbol')
    return { expression: `'${value.text.replaceAll("'", "''")}'`, volatility: 'constant' };
  if (value.kind === 'number') return { expression: value.text, volatility: 'constant' };
  if (value.kind === 'boolean') return { expression: String(value.value), volatility: 'constant' };
  if (value.kind === 'array' || value.kind === 'hash')
    return { expression: `'${value.kind === 'array' ? '{}' : '{}'}'`, volatility: 'constant' };
  // Ruby computes it once, when the migration runs: for the engine it is a constant.
  return { expression: value.text, volatility: 'constant' };
}

/** The columns, index and foreign key of `references` / `add_reference`. */
export interface Reference {
  readonly columns: readonly ColumnDefinition[];
  readonly index?: {
    readonly columns: readonly string[];
    readonly unique: boolean;
    readonly name?: string;
    readonly concurrently: boolean;
  };
  readonly foreignKey?: {
    readonly columns: readonly string[];
    readonly references: ForeignKeyTarget;
    readonly notValid: boolean;
  };
}

/** What a reference adds. An index comes by itself from version 5.0 on; the type is that of primary keys of its version. */
export function referenceOf(name: string, options: Options, context: RailsContext): Reference {
  const column = `${name}_id`;
  const polymorphic = options.get('polymorphic');
  const type = nameOf(options.get('type')) ?? (context.version >= 5.1 ? 'bigint' : 'integer');
  const key = columnOf(column, type, withoutKeys(options, ['limit']), context);
  const kind = columnOf(
    `${name}_type`,
    'string',
    polymorphic?.kind === 'hash'
      ? polymorphic.entries
      : new Map(options.has('null') ? [['null', options.get('null') as RubyValue]] : []),
    context,
  );
  const isPolymorphic = polymorphic !== undefined && booleanOf(polymorphic) !== false;
  const index = options.get('index');
  const indexed =
    index === undefined ? context.version >= 5 : booleanOf(index) !== false && index.kind !== 'nil';
  const indexOptions: Options = index?.kind === 'hash' ? index.entries : new Map();
  const indexName = nameOf(indexOptions.get('name'));
  const foreign = options.get('foreign_key');
  const foreignOptions: Options = foreign?.kind === 'hash' ? foreign.entries : new Map();
  const wantsForeign =
    foreign !== undefined && booleanOf(foreign) !== false && foreign.kind !== 'nil' && !isPolymorphic;
  return {
    columns: isPolymorphic ? [kind, key] : [key],
    ...(indexed && {
      index: {
        columns: isPolymorphic ? [`${name}_type`, column] : [column],
        unique: booleanOf(indexOptions.get('unique')) === true,
        concurrently: nameOf(indexOptions.get('algorithm')) === 'concurrently',
        ...(indexName !== undefined && { name: indexName }),
      },
    }),
    ...(wantsForeign && {
      foreignKey: {
        columns: [column],
        references: foreignTarget(nameOf(foreignOptions.get('to_table')) ?? pluralize(name), foreignOptions),
        notValid: booleanOf(foreignOptions.get('validate')) === false,
      },
    }),
  };
}

/** The other side of a foreign key with its actions in SQL's words. */
export function foreignTarget(table: string, options: Options): ForeignKeyTarget {
  const key = nameOf(options.get('primary_key'));
  const action = (name: string): string | undefined => {
    const value = nameOf(options.get(name));
    return value === 'nullify' ? 'SET NULL' : value?.toUpperCase();
  };
  const onDelete = action('on_delete');
  const onUpdate = action('on_update');
  return {
    table,
    columns: key === undefined ? [] : [key],
    ...(onDelete !== undefined && { onDelete }),
    ...(onUpdate !== undefined && { onUpdate }),
  };
}

function withoutKeys(options: Options, keys: readonly string[]): Options {
  return new Map([...options].filter(([key]) => !keys.includes(key)));
}
