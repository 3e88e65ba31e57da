import type { OperationBody } from '../../../../model/migration.js';
import { booleanOf, nameOf, namesOf } from '../../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../../syntax/ruby/value.js';
import { sqlType } from '../column-types.js';
import type { RailsContext } from '../column-types.js';
import { columnOf, defaultOf, positionOf, timestampColumns } from '../columns.js';
import type { Options } from '../columns.js';
import { addReference, guardedOf, indexBody, removeReference } from '../references.js';
import type { CallReading } from '../step.js';
import { onColumn, onTable, plainSql } from './call-reader.js';
import type { CallReader } from './call-reader.js';

/** A column added to a table that is there, and the index that `index: true` (or its options) adds in a block. */
export function addColumn(
  table: string,
  column: string,
  type: string | undefined,
  options: Options,
  context: RailsContext,
): CallReading {
  const definition = { ...columnOf(column, type ?? '', options, context) };
  const index = options.get('index');
  const indexed = index !== undefined && booleanOf(index) !== false && index.kind !== 'nil';
  return {
    bodies: [
      {
        kind: 'addColumn',
        table,
        column,
        definition,
        ...positionOf(options, context),
        ...guardedOf(options),
      },
      ...(indexed
        ? [indexBody(table, [column], index.kind === 'hash' ? index.entries : new Map(), context)]
        : []),
    ],
    ...(type === undefined && { unsure: true }),
    inverse: [{ kind: 'dropColumn', table, column, definition, ...guardedOf(options) }],
  };
}

/** What change_column_default does: `from:`/`to:` can be turned round, a bare value cannot. */
export function changeDefault(
  table: string,
  column: string,
  value: RubyValue | undefined,
  options: Options,
  context: RailsContext,
): CallReading {
  const pair = value?.kind === 'hash' ? value.entries : options;
  const body = (next: RubyValue | undefined): OperationBody => {
    const fallback = defaultOf(next, options, undefined, context);
    return fallback === undefined
      ? { kind: 'dropDefault', table, column }
      : { kind: 'setDefault', table, column, default: fallback };
  };
  if (pair.has('from') && pair.has('to'))
    return { bodies: [body(pair.get('to'))], inverse: [body(pair.get('from'))] };
  return {
    bodies: [body(pair.has('to') ? pair.get('to') : value)],
    irreversible: 'change_column_default without from: and to:',
  };
}

/** What change_column_null does; with a fourth argument it first fills the rows that have none. */
export function changeNull(
  table: string,
  column: string,
  nullable: boolean,
  filling: RubyValue | undefined,
): CallReading {
  const fills = filling !== undefined && filling.kind !== 'nil';
  const bodies = (allowed: boolean): readonly OperationBody[] =>
    allowed
      ? [{ kind: 'dropNotNull', table, column }]
      : [
          ...(fills
            ? [{ kind: 'changeData' as const, table, change: 'update' as const, scope: 'filtered' as const }]
            : []),
          { kind: 'setNotNull', table, column },
        ];
  return { bodies: bodies(nullable), inverse: bodies(!nullable) };
}

/** What change_column does: type, and default and null where they are given. Never turned round by Rails. */
export function changeColumn(
  table: string,
  column: string,
  type: string,
  options: Options,
  context: RailsContext,
): CallReading {
  const given = options.get('default');
  const fallback = defaultOf(given, options, type, context);
  const nullable = booleanOf(options.get('null'));
  const using = nameOf(options.get('using'));
  const cast = nameOf(options.get('cast_as'));
  const collation = nameOf(options.get('collation'));
  const sql = sqlType(type === 'enum' ? (nameOf(options.get('enum_type')) ?? type) : type, options, context);
  return {
    irreversible: 'change_column',
    bodies: [
      {
        kind: 'changeColumnType',
        table,
        column,
        type: sql,
        ...(using === undefined
          ? cast !== undefined && { using: `CAST("${column}" AS ${cast})` }
          : { using }),
        ...(collation !== undefined && { collation }),
      },
      ...(fallback ? [{ kind: 'setDefault' as const, table, column, default: fallback }] : []),
      ...(given?.kind === 'nil' ? [{ kind: 'dropDefault' as const, table, column }] : []),
      ...(nullable === undefined
        ? []
        : [{ kind: nullable ? ('dropNotNull' as const) : ('setNotNull' as const), table, column }]),
    ],
  };
}

/** What remove_column does; Rails can only turn it round when the type is given. */
export function removeColumns(
  method: string,
  table: string,
  columns: readonly string[],
  type: string | undefined,
  options: Options,
  context: RailsContext,
): CallReading {
  const guarded = guardedOf(options);
  const definitions = columns.map((column) =>
    type === undefined ? undefined : columnOf(column, type, options, context),
  );
  return {
    bodies: columns.map((column, index) => {
      const definition = definitions[index];
      return { kind: 'dropColumn', table, column, ...(definition && { definition }), ...guarded };
    }),
    ...(type === undefined && {
      irreversible:
        method === 'remove_column'
          ? `remove_column :${columns.join(', :')} without a type`
          : `${method} without type:`,
    }),
  };
}

/** What add_timestamps and `t.timestamps` do on a table that is there. */
export function addTimestamps(table: string, options: Options, context: RailsContext): CallReading {
  return {
    bodies: timestampColumns(options, context).map((definition) => ({
      kind: 'addColumn',
      table,
      column: definition.name,
      definition,
    })),
  };
}

/** What remove_timestamps does; Rails adds them again with their defaults. */
export function removeTimestamps(table: string, options: Options, context: RailsContext): CallReading {
  return {
    bodies: timestampColumns(options, context).map((definition) => ({
      kind: 'dropColumn',
      table,
      column: definition.name,
      definition,
    })),
  };
}

const addedReference = onColumn((table, name, { options }, context) =>
  addReference(table, name, options, context),
);
const removedReference = onColumn((table, name, { options }, context) =>
  removeReference(table, name, options, context),
);

const changedComment: CallReader = onTable((table, { positional, options }, { version }) => ({
  bodies: [plainSql('COMMENT', table)],
  inverse: [plainSql('COMMENT', table)],
  ...(!(options.has('from') && options.has('to')) &&
    version >= 6 && {
      irreversible: `${positional.length > 2 ? 'change_column_comment' : 'change_table_comment'} without from: and to:`,
    }),
}));

/** Statements on columns. */
export const columnStatements: readonly (readonly [string, CallReader])[] = [
  [
    'add_column',
    onColumn((table, column, { positional, options }, context) => {
      if (positional[2] === undefined) return undefined;
      return addColumn(table, column, nameOf(positional[2]), options, context);
    }),
  ],
  [
    'add_columns',
    onTable((table, { positional, options }, context) => {
      const type = nameOf(options.get('type'));
      const columns = positional.slice(1).map(nameOf);
      if (type === undefined || !columns.every((column) => column !== undefined)) return undefined;
      return {
        bodies: columns.flatMap((column) => addColumn(table, column, type, options, context).bodies ?? []),
        irreversible: 'add_columns',
      };
    }),
  ],
  [
    'remove_column',
    onTable((table, { positional, options }, context) => {
      const names = positional.slice(1).map(nameOf);
      const [column, type, ...others] = names;
      if (column === undefined) return undefined;
      // Rails 3 took several columns here: `remove_column :users, :a, :b, :c`.
      const several = others.length > 0 && names.every((name) => name !== undefined);
      return several
        ? removeColumns('remove_column', table, names, undefined, options, context)
        : removeColumns('remove_column', table, [column], type, options, context);
    }),
  ],
  [
    'remove_columns',
    onTable((table, { positional, options }, context) => {
      const columns = positional.slice(1).map(namesOf);
      if (columns.length === 0 || !columns.every((names) => names !== undefined)) return undefined;
      return removeColumns(
        'remove_columns',
        table,
        columns.flat(),
        nameOf(options.get('type')),
        options,
        context,
      );
    }),
  ],
  [
    'rename_column',
    onColumn((table, column, { positional }) => {
      const newName = nameOf(positional[2]);
      return newName === undefined
        ? undefined
        : { bodies: [{ kind: 'renameColumn', table, column, newName }] };
    }),
  ],
  [
    'change_column',
    onColumn((table, column, { positional, options }, context) => {
      const type = nameOf(positional[2]);
      return type === undefined ? undefined : changeColumn(table, column, type, options, context);
    }),
  ],
  [
    'change_column_default',
    onColumn((table, column, { positional, options }, context) =>
      changeDefault(table, column, positional[2], options, context),
    ),
  ],
  [
    'change_column_null',
    onColumn((table, column, { positional }) => {
      const nullable = booleanOf(positional[2]);
      return nullable === undefined ? undefined : changeNull(table, column, nullable, positional[3]);
    }),
  ],
  ['add_reference', addedReference],
  ['add_belongs_to', addedReference],
  ['remove_reference', removedReference],
  ['remove_belongs_to', removedReference],
  ['add_timestamps', onTable((table, { options }, context) => addTimestamps(table, options, context))],
  ['remove_timestamps', onTable((table, { options }, context) => removeTimestamps(table, options, context))],
  ['change_table_comment', changedComment],
  ['change_column_comment', changedComment],
];
