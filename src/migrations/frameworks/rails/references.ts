import type { ColumnDefinition, ForeignKeyTarget, OperationBody } from '../../../model/migration.js';
import { booleanOf, nameOf, namesOf } from '../../../syntax/ruby/value.js';
import { columnOf, positionOf } from './columns.js';
import type { Options } from './columns.js';
import type { RailsContext } from './column-types.js';
import { pluralize } from '../../inflection.js';
import { foreignColumn, foreignKeyName, indexName } from './names.js';
import type { CallReading } from './step.js';

type ForeignKeyBody = Extract<OperationBody, { kind: 'addForeignKey' }>;

/** The columns, index and foreign key of `references` / `add_reference`. */
export interface Reference {
  readonly columns: readonly ColumnDefinition[];
  readonly index?: OperationBody;
  readonly foreignKey?: OperationBody;
}

/**
 * What a reference adds (ReferenceDefinition in schema_definitions.rb). An index comes by itself from version 5.0 on; the type is
 * that of primary keys of its version; the index of a polymorphic one has a name of its own from 6.1 on.
 */
export function referenceOf(table: string, name: string, options: Options, context: RailsContext): Reference {
  const column = `${name}_id`;
  const polymorphic = options.get('polymorphic');
  const isPolymorphic = isWanted(polymorphic);
  const type = nameOf(options.get('type')) ?? (context.version >= 5.1 ? 'bigint' : 'integer');
  const key = columnOf(column, type, without(options, ['limit', 'index']), context);
  const kind = columnOf(
    `${name}_type`,
    'string',
    new Map([
      ...(polymorphic?.kind === 'hash' ? polymorphic.entries : []),
      ...[...options].filter(([option]) => option === 'null'),
    ]),
    context,
  );
  const columns = isPolymorphic ? [kind, key] : [key];
  const index = options.get('index');
  const indexOptions = new Map(index?.kind === 'hash' ? index.entries : []);
  if (isPolymorphic && context.version >= 6.1 && !indexOptions.has('name'))
    indexOptions.set('name', { kind: 'string', text: `index_${table}_on_${name}` });
  const foreign = options.get('foreign_key');
  const foreignOptions: Options = new Map([
    ...(foreign?.kind === 'hash' ? foreign.entries : []),
    ['column', { kind: 'string', text: column }],
  ]);
  return {
    columns,
    ...((index === undefined ? context.version >= 5 : isWanted(index)) && {
      index: indexBody(
        table,
        columns.map((item) => item.name),
        indexOptions,
        context,
      ),
    }),
    ...(isWanted(foreign) &&
      !isPolymorphic && {
        foreignKey: foreignKeyBody(
          table,
          nameOf(foreignOptions.get('to_table')) ?? pluralize(name),
          foreignOptions,
        ),
      }),
  };
}

function isWanted(value: ReturnType<Options['get']>): boolean {
  return value !== undefined && value.kind !== 'nil' && booleanOf(value) !== false;
}

/** add_reference, or `t.references` on a table that is there. */
export function addReference(
  table: string,
  name: string,
  options: Options,
  context: RailsContext,
): CallReading {
  const reference = referenceOf(table, name, options, context);
  return {
    bodies: [
      ...reference.columns.map((definition): OperationBody => ({
        kind: 'addColumn',
        table,
        column: definition.name,
        definition,
        ...positionOf(options, context),
        ...guardedOf(options),
      })),
      ...(reference.index ? [reference.index] : []),
      ...(reference.foreignKey ? [reference.foreignKey] : []),
    ],
    inverse: droppedReference(table, name, options, context),
  };
}

/** remove_reference, or `t.remove_references`. The index goes with the column. */
export function removeReference(
  table: string,
  name: string,
  options: Options,
  context: RailsContext,
): CallReading {
  return {
    bodies: droppedReference(table, name, options, context),
    inverse: addReference(table, name, options, context).bodies ?? [],
  };
}

function droppedReference(
  table: string,
  name: string,
  options: Options,
  context: RailsContext,
): readonly OperationBody[] {
  const { columns, foreignKey } = referenceOf(table, name, options, context);
  return [
    ...(foreignKey?.kind === 'addForeignKey'
      ? [
          {
            kind: 'dropConstraint' as const,
            table,
            constraint: foreignKey.constraint ?? '',
            constraintKind: 'foreign-key' as const,
            ...guardedOf(options),
          },
        ]
      : []),
    ...columns.toReversed().map((definition): OperationBody => ({
      kind: 'dropColumn',
      table,
      column: definition.name,
      definition,
      ...guardedOf(options),
    })),
  ];
}

/** An index; without a name it has the one that Rails makes. */
export function indexBody(
  table: string,
  columns: readonly string[],
  options: Options,
  context: RailsContext,
): OperationBody {
  const where = nameOf(options.get('where'));
  const method = nameOf(options.get('using')) ?? nameOf(options.get('type'));
  return {
    kind: 'createIndex',
    table,
    index: nameOf(options.get('name')) ?? indexName(table, columns, context.version),
    columns,
    unique: booleanOf(options.get('unique')) === true,
    concurrently: nameOf(options.get('algorithm')) === 'concurrently',
    ...(where !== undefined && { where }),
    ...(method !== undefined && { method }),
    ...guardedOf(options),
  };
}

/** A foreign key; without a name it has the one that Rails makes. */
export function foreignKeyBody(table: string, target: string, options: Options): ForeignKeyBody {
  const key = namesOf(options.get('primary_key')) ?? [];
  const columns =
    namesOf(options.get('column')) ??
    (options.get('primary_key')?.kind === 'array'
      ? key.map((part) => foreignColumn(target, part))
      : [foreignColumn(target)]);
  return {
    kind: 'addForeignKey',
    table,
    columns,
    references: foreignTarget(target, key, options),
    constraint: nameOf(options.get('name')) ?? foreignKeyName(table, columns),
    // What is not enforced is not validated either (PostgreSQL 18, `enforced: false`).
    ...((booleanOf(options.get('validate')) === false || booleanOf(options.get('enforced')) === false) && {
      notValid: true,
    }),
    ...guardedOf(options),
  };
}

/** The other side of a foreign key with its actions in SQL's words. */
function foreignTarget(table: string, columns: readonly string[], options: Options): ForeignKeyTarget {
  const action = (name: string): string | undefined => {
    const value = nameOf(options.get(name));
    return value === 'nullify' ? 'SET NULL' : value?.replace('_', ' ').toUpperCase();
  };
  const onDelete = action('on_delete');
  const onUpdate = action('on_update');
  return {
    table,
    columns,
    ...(onDelete !== undefined && { onDelete }),
    ...(onUpdate !== undefined && { onUpdate }),
  };
}

/** `if_exists: true` and `if_not_exists: true`. */
export function guardedOf(options: Options): { readonly guarded?: true } {
  return booleanOf(options.get('if_exists')) === true || booleanOf(options.get('if_not_exists')) === true
    ? { guarded: true }
    : {};
}

function without(options: Options, keys: readonly string[]): Options {
  return new Map([...options].filter(([key]) => !keys.includes(key)));
}
