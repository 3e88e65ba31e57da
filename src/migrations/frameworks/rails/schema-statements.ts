import type { OperationBody } from '../../../model/migration.js';
import type { RubyArguments } from '../../../syntax/ruby/evaluate.js';
import { booleanOf, nameOf, namesOf } from '../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import { columnOf, defaultOf, foreignTarget, referenceOf } from './columns.js';
import type { Options, RailsContext } from './columns.js';
import { sqlType } from './column-types.js';
import type { CallReading } from './step.js';

/** Reads one call. Undefined = its arguments are not known, and the call is opaque. */
type CallReader = (call: RubyArguments, context: RailsContext) => CallReading | undefined;

const guardedOf = (options: Options): { readonly guarded?: true } =>
  booleanOf(options.get('if_exists')) === true || booleanOf(options.get('if_not_exists')) === true
    ? { guarded: true }
    : {};

/** The operations of an index; the default name is Rails' (`index_orders_on_a_and_b`). */
export function indexBody(table: string, columns: readonly string[], options: Options): OperationBody {
  const where = nameOf(options.get('where'));
  const method = nameOf(options.get('using')) ?? nameOf(options.get('type'));
  return {
    kind: 'createIndex',
    table,
    index: nameOf(options.get('name')) ?? indexName(table, columns),
    columns,
    unique: booleanOf(options.get('unique')) === true,
    concurrently: nameOf(options.get('algorithm')) === 'concurrently',
    ...(where !== undefined && { where }),
    ...(method !== undefined && { method }),
    ...guardedOf(options),
  };
}

/** Rails' name for an index without one. */
export function indexName(table: string, columns: readonly string[]): string {
  return `index_${table}_on_${columns.map((column) => column.replaceAll(/\W+/g, '_')).join('_and_')}`;
}

/** The operations of add_reference or `t.references` on an existing table. */
export function referenceBodies(
  table: string,
  name: string,
  options: Options,
  context: RailsContext,
): readonly OperationBody[] {
  const reference = referenceOf(name, options, context);
  return [
    ...reference.columns.map((definition): OperationBody => ({
      kind: 'addColumn',
      table,
      column: definition.name,
      definition,
      ...guardedOf(options),
    })),
    ...(reference.index
      ? [
          {
            kind: 'createIndex' as const,
            table,
            index: reference.index.name ?? indexName(table, reference.index.columns),
            columns: reference.index.columns,
            unique: reference.index.unique,
            concurrently: reference.index.concurrently,
          },
        ]
      : []),
    ...(reference.foreignKey
      ? [
          {
            kind: 'addForeignKey' as const,
            table,
            columns: reference.foreignKey.columns,
            references: reference.foreignKey.references,
            ...(reference.foreignKey.notValid && { notValid: true }),
          },
        ]
      : []),
  ];
}

/** The columns of `timestamps`: NOT NULL from version 5.0 on. */
export function timestampColumns(
  options: Options,
  context: RailsContext,
): readonly ReturnType<typeof columnOf>[] {
  const withNull: Options = options.has('null')
    ? options
    : new Map([...options, ['null', { kind: 'boolean', value: context.version < 5 }]]);
  return ['created_at', 'updated_at'].map((name) => columnOf(name, 'datetime', withNull, context));
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
  const reversible = pair.has('from') && pair.has('to');
  const body = (next: RubyValue | undefined): OperationBody => {
    const fallback = defaultOf(next, context);
    return fallback === undefined
      ? { kind: 'dropDefault', table, column }
      : { kind: 'setDefault', table, column, default: fallback };
  };
  return reversible
    ? { bodies: [body(pair.get('to'))], inverse: [body(pair.get('from'))] }
    : { bodies: [body(value)], irreversible: 'change_column_default without from: and to:' };
}

/** What change_column does: type, and default and null where they are given. Never turned round by Rails. */
export function changeColumn(
  table: string,
  column: string,
  type: string,
  options: Options,
  context: RailsContext,
): CallReading {
  const fallback = defaultOf(options.get('default'), context);
  const nullable = booleanOf(options.get('null'));
  const using = nameOf(options.get('using'));
  return {
    irreversible: 'change_column',
    bodies: [
      {
        kind: 'changeColumnType',
        table,
        column,
        type: sqlType(type, options, context.dialect),
        ...(using !== undefined && { using }),
      },
      ...(fallback
        ? [{ kind: 'setDefault' as const, table, column, default: fallback }]
        : options.get('default')?.kind === 'nil'
          ? [{ kind: 'dropDefault' as const, table, column }]
          : []),
      ...(nullable === undefined
        ? []
        : [
            nullable
              ? { kind: 'dropNotNull' as const, table, column }
              : { kind: 'setNotNull' as const, table, column },
          ]),
    ],
  };
}

/** What remove_column does; Rails can only turn it round when the type is given. */
export function removeColumn(
  table: string,
  column: string,
  type: string | undefined,
  options: Options,
  context: RailsContext,
): CallReading {
  const definition = type === undefined ? undefined : columnOf(column, type, options, context);
  return {
    bodies: [{ kind: 'dropColumn', table, column, ...(definition && { definition }), ...guardedOf(options) }],
    ...(definition === undefined && { irreversible: `remove_column :${column} without its type` }),
  };
}

/** What remove_index does; Rails can only turn it round when the columns are given. */
export function removeIndex(table: string, column: RubyValue | undefined, options: Options): CallReading {
  const columns = namesOf(column) ?? namesOf(options.get('column'));
  const index = nameOf(options.get('name')) ?? (columns && indexName(table, columns));
  return {
    bodies: [
      {
        kind: 'dropIndex',
        table,
        ...(index !== undefined && { index }),
        ...(columns && { columns }),
        concurrently: nameOf(options.get('algorithm')) === 'concurrently',
        ...guardedOf(options),
      },
    ],
    ...(columns
      ? { inverse: [indexBody(table, columns, options)] }
      : { irreversible: 'remove_index without the columns' }),
  };
}

/** A foreign key; its name is Rails' own digest unless one is given. */
export function foreignKeyBody(table: string, target: string, options: Options): OperationBody {
  const name = nameOf(options.get('name'));
  const columns = namesOf(options.get('column')) ?? [`${singular(target)}_id`];
  return {
    kind: 'addForeignKey',
    table,
    columns,
    references: foreignTarget(target, options),
    ...(name !== undefined && { constraint: name }),
    ...(booleanOf(options.get('validate')) === false && { notValid: true }),
  };
}

function singular(table: string): string {
  const name = table.split('.').at(-1) ?? table;
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`;
  if (/(sses|xes|zes|ches|shes|uses)$/.test(name)) return name.slice(0, -2);
  return name.endsWith('s') && !name.endsWith('ss') ? name.slice(0, -1) : name;
}

const onColumn =
  (
    read: (
      table: string,
      column: string,
      call: RubyArguments,
      context: RailsContext,
    ) => CallReading | undefined,
  ): CallReader =>
  (call, context) => {
    const table = nameOf(call.positional[0]);
    const column = nameOf(call.positional[1]);
    return table === undefined || column === undefined ? undefined : read(table, column, call, context);
  };

const onTable =
  (
    read: (table: string, call: RubyArguments, context: RailsContext) => CallReading | undefined,
  ): CallReader =>
  (call, context) => {
    const table = nameOf(call.positional[0]);
    return table === undefined ? undefined : read(table, call, context);
  };

const addReference = onColumn((table, name, { options }, context) => ({
  bodies: referenceBodies(table, name, options, context),
}));
const removeReference = onColumn((table, name, { options }, context) => ({
  bodies: referenceOf(name, options, context).columns.map((definition): OperationBody => ({
    kind: 'dropColumn',
    table,
    column: definition.name,
    definition,
    ...guardedOf(options),
  })),
  inverse: referenceBodies(table, name, options, context),
}));
const addUnique = onTable((table, { positional, options }) => {
  const columns = namesOf(positional[1]) ?? [];
  const name = nameOf(options.get('name'));
  const usingIndex = nameOf(options.get('using_index'));
  return {
    bodies: [
      {
        kind: 'addUnique',
        table,
        columns,
        ...(name !== undefined && { constraint: name }),
        ...(usingIndex !== undefined && { usingIndex }),
      },
    ],
  };
});
const dropNamed = (
  constraintKind: 'check' | 'unique' | 'foreign-key' | undefined,
  invertibleArguments: number,
): CallReader =>
  onTable((table, { positional, options }) => ({
    bodies: [
      {
        kind: 'dropConstraint',
        table,
        constraint: nameOf(options.get('name')) ?? '',
        ...(constraintKind && { constraintKind }),
        ...guardedOf(options),
      },
    ],
    ...(positional.length < invertibleArguments &&
      !options.has('column') &&
      !options.has('to_table') && { irreversible: 'the definition is not given' }),
    inverse: [],
  }));
const validate = (option: string): CallReader =>
  onTable((table, { positional, options }) => ({
    bodies: [
      {
        kind: 'validateConstraint',
        table,
        constraint: nameOf(options.get(option)) ?? nameOf(positional[1]) ?? '',
      },
    ],
    inverse: [],
  }));
const plainSql =
  (statementKind: string): CallReader =>
  () => ({ bodies: [{ kind: 'executeSql', statementKind }] });

/**
 * The schema statements of ActiveRecord (activerecord/lib/active_record/connection_adapters/abstract/schema_statements.rb), and what its
 * CommandRecorder (activerecord/lib/active_record/migration/command_recorder.rb) can turn round.
 */
export const schemaStatements: ReadonlyMap<string, CallReader> = new Map<string, CallReader>([
  [
    'add_column',
    onColumn((table, column, { positional, options }, context) => {
      const type = nameOf(positional[2]);
      return type === undefined
        ? undefined
        : {
            bodies: [
              {
                kind: 'addColumn',
                table,
                column,
                definition: columnOf(column, type, options, context),
                ...guardedOf(options),
              },
            ],
          };
    }),
  ],
  [
    'add_columns',
    onTable((table, { positional, options }, context) => {
      const type = nameOf(options.get('type'));
      const columns = positional.slice(1).map(nameOf);
      if (type === undefined || !columns.every((column) => column !== undefined)) return undefined;
      return {
        bodies: columns.map((column) => ({
          kind: 'addColumn',
          table,
          column,
          definition: columnOf(column, type, options, context),
        })),
      };
    }),
  ],
  [
    'remove_column',
    onColumn((table, column, { positional, options }, context) =>
      removeColumn(table, column, nameOf(positional[2]), options, context),
    ),
  ],
  [
    'remove_columns',
    onTable((table, { positional, options }, context) => {
      const columns = positional.slice(1).flatMap((value) => namesOf(value) ?? []);
      if (columns.length === 0) return undefined;
      const type = nameOf(options.get('type'));
      const readings = columns.map((column) => removeColumn(table, column, type, options, context));
      return {
        bodies: readings.flatMap((reading) => reading.bodies ?? []),
        ...(type === undefined && { irreversible: 'remove_columns without type:' }),
      };
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
      const nullable = booleanOf(positional[1 + 1]);
      if (nullable === undefined) return undefined;
      const filled: OperationBody[] =
        positional[3] === undefined || positional[3].kind === 'nil'
          ? []
          : [{ kind: 'changeData', table, change: 'update', scope: 'filtered' }];
      return {
        bodies: [
          ...filled,
          nullable ? { kind: 'dropNotNull', table, column } : { kind: 'setNotNull', table, column },
        ],
      };
    }),
  ],
  [
    'add_index',
    onTable((table, { positional, options }) => {
      const columns = namesOf(positional[1]);
      return columns ? { bodies: [indexBody(table, columns, options)] } : undefined;
    }),
  ],
  ['remove_index', onTable((table, { positional, options }) => removeIndex(table, positional[1], options))],
  [
    'rename_index',
    onColumn((table, index, { positional }) => {
      const newName = nameOf(positional[2]);
      return newName === undefined ? undefined : { bodies: [{ kind: 'renameIndex', table, index, newName }] };
    }),
  ],
  ['add_reference', addReference],
  ['add_belongs_to', addReference],
  ['remove_reference', removeReference],
  ['remove_belongs_to', removeReference],
  [
    'add_foreign_key',
    onColumn((table, target, { options }) => ({ bodies: [foreignKeyBody(table, target, options)] })),
  ],
  ['remove_foreign_key', dropNamed('foreign-key', 2)],
  [
    'add_check_constraint',
    onColumn((table, expression, { options }) => {
      const name = nameOf(options.get('name'));
      return {
        bodies: [
          {
            kind: 'addCheck',
            table,
            columns: [],
            expression,
            ...(name !== undefined && { constraint: name }),
            ...(booleanOf(options.get('validate')) === false && { notValid: true }),
          },
        ],
      };
    }),
  ],
  ['remove_check_constraint', dropNamed('check', 2)],
  ['add_unique_constraint', addUnique],
  ['add_unique_key', addUnique],
  ['remove_unique_constraint', dropNamed('unique', 2)],
  ['remove_unique_key', dropNamed('unique', 2)],
  [
    'add_exclusion_constraint',
    onTable((table, { options }) => {
      const name = nameOf(options.get('name'));
      return {
        bodies: [
          { kind: 'addExclusion', table, columns: [], ...(name !== undefined && { constraint: name }) },
        ],
      };
    }),
  ],
  ['remove_exclusion_constraint', dropNamed(undefined, 2)],
  ['validate_check_constraint', validate('name')],
  ['validate_constraint', validate('name')],
  ['validate_foreign_key', validate('name')],
  [
    'add_timestamps',
    onTable((table, { options }, context) => ({
      bodies: timestampColumns(options, context).map((definition) => ({
        kind: 'addColumn',
        table,
        column: definition.name,
        definition,
      })),
    })),
  ],
  [
    'remove_timestamps',
    onTable((table, { options }, context) => ({
      bodies: timestampColumns(options, context).map((definition) => ({
        kind: 'dropColumn',
        table,
        column: definition.name,
        definition,
      })),
    })),
  ],
  [
    'rename_table',
    onTable((table, { positional }) => {
      const newName = nameOf(positional[1]);
      return newName === undefined ? undefined : { bodies: [{ kind: 'renameTable', table, newName }] };
    }),
  ],
  [
    'drop_join_table',
    onColumn((one, other, { options }) => ({
      bodies: [
        {
          kind: 'dropTable',
          table: nameOf(options.get('table_name')) ?? joinTable(one, other),
          ...guardedOf(options),
        },
      ],
      inverse: [],
    })),
  ],
  ['enable_extension', () => ({ bodies: [{ kind: 'executeSql', statementKind: 'CREATE EXTENSION' }] })],
  ['disable_extension', () => ({ bodies: [{ kind: 'executeSql', statementKind: 'DROP EXTENSION' }] })],
  ['create_schema', plainSql('CREATE SCHEMA')],
  ['drop_schema', plainSql('DROP SCHEMA')],
  ['change_table_comment', plainSql('COMMENT')],
  ['change_column_comment', plainSql('COMMENT')],
  [
    'create_enum',
    onTable((type, { positional }) => ({
      bodies: [{ kind: 'createEnum', type, values: namesOf(positional[1]) ?? [] }],
      inverse: [{ kind: 'executeSql', statementKind: 'DROP TYPE' }],
    })),
  ],
  [
    'drop_enum',
    onTable((type, { positional }) => {
      const values = namesOf(positional[1]);
      return {
        bodies: [{ kind: 'executeSql', statementKind: 'DROP TYPE' }],
        ...(values
          ? { inverse: [{ kind: 'createEnum', type, values }] }
          : { irreversible: 'drop_enum without the values' }),
      };
    }),
  ],
  [
    'add_enum_value',
    onTable((type, { positional }) => ({
      bodies: [{ kind: 'addEnumValue', type, value: nameOf(positional[1]) ?? '' }],
      irreversible: 'add_enum_value',
    })),
  ],
  [
    'rename_enum_value',
    onTable((type, { options }) => ({
      bodies: [
        {
          kind: 'renameEnumValue',
          type,
          value: nameOf(options.get('from')) ?? '',
          newName: nameOf(options.get('to')) ?? '',
        },
      ],
    })),
  ],
  ['rename_enum', plainSql('ALTER TYPE')],
]);

/** Rails' name of a join table: both names in alphabetical order, a shared prefix only once. */
export function joinTable(one: string, other: string): string {
  return [one, other]
    .toSorted()
    .join('\u0000')
    .replace(/^(.*[._])(.+)\u0000\1(.+)/, '$1$2_$3')
    .replaceAll('\u0000', '_');
}
