import type {
  ColumnDefault,
  ColumnDefinition,
  Dialect,
  ForeignKeyTarget,
  OperationBody,
} from '../../../model/migration.js';
import type { Value } from '../../../syntax/imperative/values.js';
import { textOf, wordOf } from '../../../syntax/imperative/values.js';
import { volatilityOf } from '../../sql/volatility.js';
import { ectoType, referringType } from './column-types.js';
import type { EctoType } from './column-types.js';
import { Fragment, Reference } from './objects.js';
import type { Table } from './objects.js';
import { qualified } from './options.js';
import type { Options } from './options.js';
import type { MigrationSettings } from './repositories.js';
import { literalDefault } from '../../programs/literal-default.js';

/** What a column's reader is to know of the migration around it. */
export interface ColumnContext {
  readonly dialect: Dialect;
  readonly settings: MigrationSettings;
}

/** A column as `add`, `modify` and `remove` are given it. */
export interface WrittenColumn {
  readonly name: string;
  readonly type: Value;
  readonly options: Options;
}

/** A default as the adapters write it (`default_expr`); null is none. */
export function defaultOf(value: Value | undefined, dialect: Dialect): ColumnDefault | undefined {
  switch (value?.kind) {
    case 'list': {
      const items = value.entries.map((entry) => wordOf(entry.value));
      const isArray = value.entries.every((entry) => entry.key === undefined);
      if (!isArray || items.includes(undefined)) return { expression: "'{}'", volatility: 'constant' };
      return {
        expression: `ARRAY[${items.map((item) => `'${item ?? ''}'`).join(',')}]`,
        volatility: 'constant',
      };
    }
    case 'object':
      return value.object instanceof Fragment
        ? { expression: value.object.sql, volatility: volatilityOf(value.object.sql, dialect) }
        : { expression: '?', volatility: 'constant' };
    // Elixir's code is not SQL's.
    case 'code':
      return { expression: '?', volatility: 'constant' };
    default:
      return literalDefault(value);
  }
}

/** The reference that stands in the place of a type. */
export function referenceOf(type: Value | undefined): Reference | undefined {
  return type?.kind === 'object' && type.object instanceof Reference ? type.object : undefined;
}

/** The type of a column; that of a reference is the one of the key that it refers to. */
export function typeOf({ type, options }: WrittenColumn, { dialect, settings }: ColumnContext): EctoType {
  const reference = referenceOf(type);
  if (!reference) return ectoType(type, options, dialect) ?? { type: '' };
  const own = reference.options.get('type') ?? settings.foreignKeyType ?? settings.primaryKeyType;
  const wanted: Value = own ?? { kind: 'text', text: 'bigserial', whole: true };
  return referringType(ectoType(wanted, options, dialect)) ?? { type: '' };
}

const actions: Readonly<Record<string, string>> = {
  delete_all: 'CASCADE',
  update_all: 'CASCADE',
  nilify_all: 'SET NULL',
  nilify: 'SET NULL',
  default_all: 'SET DEFAULT',
  default: 'SET DEFAULT',
  restrict: 'RESTRICT',
};

function actionOf(value: Value | undefined): string | undefined {
  const word = value?.kind === 'list' ? textOf(value.entries[0]?.value) : textOf(value);
  return word === undefined ? undefined : actions[word];
}

/** What a reference refers to. */
export function targetOf(
  reference: Reference,
  table: Table,
  { settings }: ColumnContext,
): ForeignKeyTarget | undefined {
  if (reference.table === undefined) return undefined;
  const [onDelete, onUpdate] = ['on_delete', 'on_update'].map((key) => actionOf(reference.options.get(key)));
  const column = reference.options.text('column') ?? settings.foreignKeyColumn ?? 'id';
  return {
    table: qualified(reference.table, reference.options.text('prefix') ?? table.prefix),
    columns: [column, ...pairsOf(reference).map(([, there]) => there)],
    ...(onDelete !== undefined && { onDelete }),
    ...(onUpdate !== undefined && { onUpdate }),
  };
}

/** Further columns of a composite key: `with: [here: :there]`. */
function pairsOf(reference: Reference): readonly (readonly [string, string])[] {
  const pairs = reference.options.get('with');
  return pairs?.kind === 'list'
    ? pairs.entries.map((entry) => [entry.key ?? '?', textOf(entry.value) ?? '?'] as const)
    : [];
}

/** The name of a foreign key. */
export function referenceName(reference: Reference, table: Table, column: string): string {
  return reference.options.text('name') ?? `${table.plain ?? ''}_${column}_fkey`;
}

/** The constraint that a reference makes. */
export function foreignKey(
  reference: Reference,
  column: string,
  table: Table,
  context: ColumnContext,
): OperationBody | undefined {
  const references = targetOf(reference, table, context);
  if (!references || table.name === undefined) return undefined;
  return {
    kind: 'addForeignKey',
    table: table.name,
    constraint: referenceName(reference, table, column),
    columns: [column, ...pairsOf(reference).map(([here]) => here)],
    references,
    ...(reference.options.boolean('validate') === false && { notValid: true }),
  };
}

/** A column of a new table, or one that is added. */
export function definitionOf(written: WrittenColumn, context: ColumnContext): ColumnDefinition {
  const { options, name } = written;
  const { type, generated } = typeOf(written, context);
  const isKey = options.boolean('primary_key') === true;
  const expression = options.text('generated');
  const fallback = defaultOf(options.get('default'), context.dialect);
  const collation = options.text('collation');
  return {
    name,
    type,
    nullable: options.boolean('null') !== false && !isKey,
    ...(fallback && { default: fallback }),
    ...(generated && { generated }),
    ...(expression !== undefined && { generated: generatedBy(expression) }),
    ...(isKey && { primaryKey: true }),
    ...(collation !== undefined && { collation }),
  };
}

/** `GENERATED …` as it is written: `ALWAYS AS (…) STORED`, `BY DEFAULT AS IDENTITY`. */
function generatedBy(expression: string): 'stored' | 'virtual' | 'identity' {
  if (/\bidentity\b/i.test(expression)) return 'identity';
  return /\bvirtual\b/i.test(expression) ? 'virtual' : 'stored';
}
