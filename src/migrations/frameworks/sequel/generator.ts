import type { ColumnDefinition, Dialect, OperationBody } from '../../../model/migration.js';
import type { RubyArguments } from '../../../syntax/ruby/arguments.js';
import { booleanOf, nameOf, namesOf } from '../../../syntax/ruby/value.js';
import { columnOf, defaultOf, keyColumn, sqlType, literalOf, targetOf, typeName } from './sequel-columns.js';
import type { Options } from './sequel-columns.js';

/** What a call in a `create_table` or `alter_table` block does. Undefined = its arguments are not known. */
export interface TablePart {
  readonly column?: ColumnDefinition;
  readonly bodies: readonly OperationBody[];
  /** Why Sequel cannot turn it round in `change`. */
  readonly irreversible?: string;
  /** Undefined = derived from the bodies. */
  readonly inverse?: readonly OperationBody[];
}

/** An index by its columns and options: `index [:a, :b], unique: true, name: :x, concurrently: true, where: …`. */
export function indexBody(
  table: string,
  columns: readonly string[],
  options: Options,
  kind?: string,
): OperationBody {
  const method = nameOf(options.get('type')) ?? kind;
  const given = nameOf(options.get('name'));
  return {
    kind: 'createIndex',
    table,
    index: given ?? indexName(table, columns),
    columns,
    unique: booleanOf(options.get('unique')) === true,
    concurrently: booleanOf(options.get('concurrently')) === true,
    ...(method !== undefined && { method }),
    ...(options.has('where') && { where: '?' }),
    ...(booleanOf(options.get('if_not_exists')) === true && { guarded: true }),
  };
}

/** sequel/database/schema_methods.rb, `default_index_name`. */
export function indexName(table: string, columns: readonly string[]): string {
  return `${table.replaceAll('.', '_')}_${columns.join('_')}_index`;
}

const named = (name: string | undefined): { readonly constraint?: string } =>
  name === undefined ? {} : { constraint: name };

/** A call in the block of `create_table`. Methods that are none of Sequel's own are names of types. */
export function createPart(
  method: string,
  given: RubyArguments,
  table: string,
  dialect: Dialect,
): TablePart | undefined {
  const { positional, options } = given;
  const [first, second] = positional;
  const name = nameOf(first);
  const columns = namesOf(first);
  switch (method) {
    case 'primary_key':
      if (first?.kind === 'array')
        return (
          columns && {
            bodies: [{ kind: 'addPrimaryKey', table, columns, ...named(nameOf(options.get('name'))) }],
          }
        );
      return name === undefined
        ? undefined
        : {
            column: keyColumn(name, typeName(second) ?? typeName(options.get('type')), options, dialect),
            bodies: [],
          };
    case 'foreign_key':
      return foreignKey(given, table, dialect);
    case 'column':
      return name === undefined
        ? undefined
        : { column: columnOf(name, typeName(second), options, dialect), bodies: [] };
    case 'index':
    case 'full_text_index':
    case 'spatial_index':
      return columns && { bodies: [indexBody(table, columns, options, methodOf(method, dialect))] };
    case 'unique':
      return (
        columns && { bodies: [{ kind: 'addUnique', table, columns, ...named(nameOf(options.get('name'))) }] }
      );
    case 'check':
      return { bodies: [{ kind: 'addCheck', table, columns: [], expression: '?' }] };
    case 'constraint':
      return { bodies: [{ kind: 'addCheck', table, columns: [], expression: '?', ...named(name) }] };
    case 'exclude':
      return {
        bodies: [{ kind: 'addExclusion', table, columns: [], ...named(nameOf(options.get('name'))) }],
      };
    default:
      return name === undefined
        ? undefined
        : { column: columnOf(name, method, options, dialect), bodies: [] };
  }
}

/** How full text and space are indexed (`index_definition_sql` of the adapters). */
function methodOf(method: string, dialect: Dialect): string | undefined {
  const isPostgresql = dialect === 'postgresql';
  if (method.endsWith('full_text_index')) return isPostgresql ? 'gin' : 'fulltext';
  if (method.endsWith('spatial_index')) return isPostgresql ? 'gist' : 'spatial';
  return undefined;
}

function foreignKey(
  { positional, options }: RubyArguments,
  table: string,
  dialect: Dialect,
): TablePart | undefined {
  const [first, second] = positional;
  const target = nameOf(second) ?? nameOf(options.get('table'));
  if (first?.kind === 'array') {
    const columns = namesOf(first);
    if (!columns || target === undefined) return undefined;
    const constraint = named(nameOf(options.get('name')));
    return {
      bodies: [
        {
          kind: 'addForeignKey',
          table,
          columns,
          references: targetOf(target, options),
          ...constraint,
          ...(booleanOf(options.get('not_valid')) === true && { notValid: true }),
        },
      ],
    };
  }
  const name = nameOf(first);
  if (name === undefined) return undefined;
  const column = columnOf(name, typeName(options.get('type')) ?? 'Integer', options, dialect);
  return {
    column: target === undefined ? column : { ...column, references: targetOf(target, options) },
    bodies: [],
  };
}

const constraintKinds: ReadonlyMap<string, 'check' | 'foreign-key' | 'unique' | 'primary-key'> = new Map([
  ['check', 'check'],
  ['foreign_key', 'foreign-key'],
  ['unique', 'unique'],
  ['primary_key', 'primary-key'],
]);

/** A call in the block of `alter_table`, or with the table in front on the database itself. */
export function alterPart(
  method: string,
  given: RubyArguments,
  table: string,
  dialect: Dialect,
): TablePart | undefined {
  const { positional, options } = given;
  const [first, second] = positional;
  const name = nameOf(first);
  const columns = namesOf(first);
  const constraint = named(nameOf(options.get('name')));
  const added = (column: ColumnDefinition): TablePart => ({
    bodies: [
      {
        kind: 'addColumn',
        table,
        column: column.name,
        definition: column,
        ...guardedBy(options, 'if_not_exists'),
      },
      ...(options.has('index') && booleanOf(options.get('index')) !== false
        ? [indexBody(table, [column.name], new Map())]
        : []),
    ],
  });
  switch (method) {
    case 'add_column':
      return name === undefined ? undefined : added(columnOf(name, typeName(second), options, dialect));
    case 'add_primary_key': {
      if (first?.kind === 'array')
        return (
          columns && {
            bodies: [{ kind: 'addPrimaryKey', table, columns, ...constraint }],
            irreversible: 'add_primary_key with several columns',
          }
        );
      return name === undefined ? undefined : added(keyColumn(name, typeName(second), options, dialect));
    }
    case 'add_foreign_key': {
      const part = foreignKey(given, table, dialect);
      if (!part) return undefined;
      return part.column
        ? added(part.column)
        : { ...part, irreversible: 'add_foreign_key with an array of columns' };
    }
    case 'drop_column':
      return name === undefined
        ? undefined
        : {
            bodies: [
              {
                kind: 'dropColumn',
                table,
                column: name,
                ...(booleanOf(options.get('cascade')) === true && { cascade: true }),
                ...guardedBy(options, 'if_exists'),
              },
            ],
            irreversible: 'drop_column',
          };
    case 'rename_column': {
      const newName = nameOf(second);
      return name === undefined || newName === undefined
        ? undefined
        : { bodies: [{ kind: 'renameColumn', table, column: name, newName }] };
    }
    case 'set_column_type': {
      const type = typeName(second);
      const given = options.get('using');
      const using = nameOf(given) ?? (given?.kind === 'code' ? (literalOf(given.text) ?? '?') : undefined);
      return name === undefined || type === undefined
        ? undefined
        : {
            bodies: [
              {
                kind: 'changeColumnType',
                table,
                column: name,
                type: sqlType(type, options, dialect),
                ...(using !== undefined && { using }),
              },
            ],
            irreversible: 'set_column_type',
          };
    }
    case 'set_column_default': {
      const fallback = defaultOf(second, dialect);
      if (name === undefined) return undefined;
      return {
        bodies: [
          fallback
            ? { kind: 'setDefault', table, column: name, default: fallback }
            : { kind: 'dropDefault', table, column: name },
        ],
        irreversible: 'set_column_default',
      };
    }
    case 'set_column_not_null':
      return name === undefined
        ? undefined
        : {
            bodies: [{ kind: 'setNotNull', table, column: name }],
            inverse: [{ kind: 'dropNotNull', table, column: name }],
          };
    case 'set_column_allow_null': {
      if (name === undefined) return undefined;
      const allowed = booleanOf(second) ?? true;
      const body = (isAllowed: boolean): OperationBody => ({
        kind: isAllowed ? 'dropNotNull' : 'setNotNull',
        table,
        column: name,
      });
      return { bodies: [body(allowed)], inverse: [body(!allowed)] };
    }
    case 'add_index':
    case 'add_full_text_index':
    case 'add_spatial_index':
      return columns && { bodies: [indexBody(table, columns, options, methodOf(method, dialect))] };
    case 'drop_index':
      return columns || options.has('name')
        ? {
            bodies: [
              {
                kind: 'dropIndex',
                table,
                index: nameOf(options.get('name')) ?? indexName(table, columns ?? []),
                ...(columns && { columns }),
                concurrently: booleanOf(options.get('concurrently')) === true,
                ...guardedBy(options, 'if_exists'),
              },
            ],
            irreversible: 'drop_index',
          }
        : undefined;
    case 'add_unique_constraint':
      return (
        columns && {
          bodies: [{ kind: 'addUnique', table, columns, ...constraint }],
          irreversible: 'add_unique_constraint',
        }
      );
    case 'add_constraint': {
      const own = first?.kind === 'hash' ? nameOf(first.entries.get('name')) : name;
      const valid = first?.kind === 'hash' && booleanOf(first.entries.get('not_valid')) === true;
      return {
        bodies: [
          {
            kind: 'addCheck',
            table,
            columns: [],
            expression: '?',
            ...named(own),
            ...(valid && { notValid: true }),
          },
        ],
      };
    }
    case 'add_exclusion_constraint':
      return { bodies: [{ kind: 'addExclusion', table, columns: [], ...constraint }] };
    case 'validate_constraint':
      return name === undefined
        ? undefined
        : { bodies: [{ kind: 'validateConstraint', table, constraint: name }] };
    case 'drop_constraint': {
      const kind = constraintKinds.get(nameOf(options.get('type')) ?? '');
      return name === undefined
        ? undefined
        : {
            bodies: [
              {
                kind: 'dropConstraint',
                table,
                constraint: name,
                ...(kind && { constraintKind: kind }),
                ...(booleanOf(options.get('cascade')) === true && { cascade: true }),
                ...guardedBy(options, 'if_exists'),
              },
            ],
            irreversible: 'drop_constraint',
          };
    }
    case 'drop_foreign_key':
      if (first?.kind === 'array') {
        const own = nameOf(options.get('name'));
        return {
          bodies: [
            {
              kind: 'dropConstraint',
              table,
              constraint: own ?? `${table}_${columns?.[0] ?? ''}_fkey`,
              constraintKind: 'foreign-key',
            },
          ],
          irreversible: 'drop_foreign_key',
        };
      }
      return name === undefined
        ? undefined
        : { bodies: [{ kind: 'dropColumn', table, column: name }], irreversible: 'drop_foreign_key' };
    case 'set_not_null':
      return name === undefined
        ? undefined
        : { bodies: [{ kind: 'setNotNull', table, column: name }], irreversible: method };
    default:
      return undefined;
  }
}

function guardedBy(options: Options, name: string): { readonly guarded?: true } {
  return booleanOf(options.get(name)) === true ? { guarded: true } : {};
}
