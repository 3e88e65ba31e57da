import type { OperationBody } from '../../../model/migration.js';
import type { RubyArguments } from '../../../syntax/ruby/arguments.js';
import { booleanOf, nameOf, namesOf } from '../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import type { CallReading } from './call-reading.js';
import { tableOf } from './table-name.js';

const silent =
  /^(extension|puts|print|p|log_info|require|require_relative|private|sleep|get|fetch|tables|schema|indexes|foreign_key_list|table_exists\?|database_type|adapter_scheme|lit|literal|from|select|loggers|logger|server_version|rollback_on_exit|disconnect|raise|lambda|proc|next|return|format|sprintf|supports_\w+)$/;

/** Calls that change no database. */
export function isSilent(method: string): boolean {
  return silent.test(method) || (method.endsWith('?') && !/^(create|drop)_/.test(method));
}

/** A call on the database that is none on one table's columns. Undefined = not known, or its arguments are not. */
export function databaseCall(
  method: string,
  { positional, options }: RubyArguments,
): CallReading | undefined {
  const [first, second] = positional;
  const table = tableOf(first);
  switch (method) {
    case 'create_table':
    case 'create_table?':
    case 'create_table!':
      return table === undefined
        ? undefined
        : {
            bodies: [
              { kind: 'createTable', table, columns: [], ...(options.has('as') && { asSelect: true }) },
            ],
          };
    case 'drop_table':
    case 'drop_table?': {
      const tables = positional.map(tableOf);
      return tables.length > 0 && tables.every((one) => one !== undefined)
        ? {
            bodies: tables.map((one) => ({
              kind: 'dropTable',
              table: one,
              ...((method.endsWith('?') || booleanOf(options.get('if_exists')) === true) && {
                guarded: true,
              }),
              ...(booleanOf(options.get('cascade')) === true && { cascade: true }),
            })),
            irreversible: 'drop_table',
          }
        : undefined;
    }
    case 'rename_table': {
      const newName = tableOf(second);
      return table === undefined || newName === undefined
        ? undefined
        : { bodies: [{ kind: 'renameTable', table, newName }] };
    }
    case 'create_join_table':
    case 'create_join_table?':
    case 'create_join_table!':
      return joinTable(first, options, second);
    case 'drop_join_table':
    case 'drop_join_table?': {
      const name = joinName(first, options, second);
      return name === undefined
        ? undefined
        : { bodies: [{ kind: 'dropTable', table: name }], irreversible: 'drop_join_table' };
    }
    case 'create_view':
    case 'create_or_replace_view': {
      const orReplace = method !== 'create_view';
      const materialized = booleanOf(options.get('materialized')) === true;
      return table === undefined
        ? undefined
        : {
            bodies: [{ kind: 'createView', view: table, materialized, ...(orReplace && { orReplace }) }],
            ...(orReplace
              ? { irreversible: method }
              : { inverse: [{ kind: 'dropView', view: table, materialized }] }),
          };
    }
    case 'drop_view':
      return table === undefined
        ? undefined
        : {
            bodies: [
              {
                kind: 'dropView',
                view: table,
                materialized: booleanOf(options.get('materialized')) === true,
                ...(booleanOf(options.get('if_exists')) === true && { guarded: true }),
              },
            ],
            irreversible: 'drop_view',
          };
    case 'refresh_view':
      return table === undefined
        ? undefined
        : statement(
            `REFRESH MATERIALIZED VIEW${booleanOf(options.get('concurrently')) === true ? ' CONCURRENTLY' : ''}`,
            method,
            table,
          );
    case 'create_enum': {
      const values = namesOf(second);
      return table === undefined || !values
        ? undefined
        : {
            bodies: [{ kind: 'createEnum', type: table, values }],
            inverse: [{ kind: 'executeSql', statementKind: 'DROP TYPE' }],
          };
    }
    case 'add_enum_value': {
      const value = nameOf(second);
      return table === undefined || value === undefined
        ? undefined
        : {
            bodies: [
              {
                kind: 'addEnumValue',
                type: table,
                value,
                ...(booleanOf(options.get('if_not_exists')) === true && { guarded: true }),
              },
            ],
            irreversible: method,
          };
    }
    case 'rename_enum_value': {
      const [, from, to] = positional.map(nameOf);
      return table === undefined || from === undefined || to === undefined
        ? undefined
        : {
            bodies: [{ kind: 'renameEnumValue', type: table, value: from, newName: to }],
            irreversible: method,
          };
    }
    case 'create_trigger': {
      const trigger = nameOf(second);
      return table === undefined || trigger === undefined
        ? undefined
        : { bodies: [{ kind: 'createTrigger', table, trigger }], irreversible: method };
    }
    case 'rename_enum': {
      const renamed: OperationBody = { kind: 'executeSql', statementKind: 'ALTER TYPE' };
      return { bodies: [renamed], inverse: [renamed] };
    }
    case 'drop_enum':
    case 'create_schema':
    case 'drop_schema':
    case 'create_function':
    case 'drop_function':
    case 'create_language':
    case 'drop_language':
    case 'create_domain':
    case 'drop_domain':
    case 'drop_trigger':
    case 'comment_on':
      return statement(
        method === 'comment_on' ? 'COMMENT' : method.toUpperCase().replace('_', ' ').replace('ENUM', 'TYPE'),
        method,
      );
    default:
      return undefined;
  }
}

function statement(statementKind: string, method: string, table?: string): CallReading {
  return {
    bodies: [{ kind: 'executeSql', statementKind, ...(table !== undefined && { table }) }],
    irreversible: method,
  };
}

/** `create_join_table(artist_id: :artists, album_id: :albums)`: named after both tables in order. */
function joinName(
  first: RubyValue | undefined,
  options: RubyArguments['options'],
  second: RubyValue | undefined,
): string | undefined {
  const columns = first?.kind === 'hash' ? first.entries : options;
  const given =
    second?.kind === 'hash'
      ? nameOf(second.entries.get('name'))
      : first?.kind === 'hash'
        ? nameOf(options.get('name'))
        : undefined;
  const tables = [...columns.values()].map(
    (value) => nameOf(value) ?? (value.kind === 'hash' ? nameOf(value.entries.get('table')) : undefined),
  );
  return (
    given ??
    (tables.length === 2 && tables.every((one) => one !== undefined)
      ? tables.toSorted().join('_')
      : undefined)
  );
}

function joinTable(
  first: RubyValue | undefined,
  options: RubyArguments['options'],
  second: RubyValue | undefined,
): CallReading | undefined {
  const table = joinName(first, options, second);
  if (table === undefined) return undefined;
  const entries = [...(first?.kind === 'hash' ? first.entries : options)];
  const names = entries.map(([name]) => name);
  const bodies: OperationBody[] = [
    {
      kind: 'createTable',
      table,
      columns: entries.map(([name, value]) => {
        const target =
          nameOf(value) ?? (value.kind === 'hash' ? nameOf(value.entries.get('table')) : undefined) ?? '';
        return { name, type: 'integer', nullable: false, references: { table: target, columns: [] } };
      }),
    },
    { kind: 'addPrimaryKey', table, columns: names },
    {
      kind: 'createIndex',
      table,
      index: `${table}_${names.toReversed().join('_')}_index`,
      columns: names.toReversed(),
      unique: false,
      concurrently: false,
    },
  ];
  return { bodies, inverse: [{ kind: 'dropTable', table }] };
}
