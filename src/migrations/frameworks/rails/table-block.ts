import type { ColumnDefinition, OperationBody } from '../../../model/migration.js';
import type { RubyArguments } from '../../../syntax/ruby/evaluate.js';
import { booleanOf, nameOf, namesOf } from '../../../syntax/ruby/value.js';
import { columnMethods } from './column-types.js';
import { columnOf, referenceOf } from './columns.js';
import type { Options, RailsContext } from './columns.js';
import {
  changeColumn,
  changeDefault,
  foreignKeyBody,
  indexBody,
  indexName,
  referenceBodies,
  removeColumn,
  removeIndex,
  timestampColumns,
} from './schema-statements.js';
import type { CallReading } from './step.js';

/** What a line of a create_table block adds: columns of the table, and what comes after it. */
export interface TablePart {
  readonly columns: readonly ColumnDefinition[];
  readonly after: readonly OperationBody[];
}

/** Reads `t.string :name …` in create_table. Undefined for methods that are not known or names that are not. */
export function readTablePart(
  table: string,
  method: string,
  call: RubyArguments,
  context: RailsContext,
): TablePart | undefined {
  const { positional, options } = call;
  if (method === 'timestamps') return { columns: timestampColumns(options, context), after: [] };
  if (method === 'references' || method === 'belongs_to') {
    const names = positional.map(nameOf);
    if (!names.every((name) => name !== undefined)) return undefined;
    const references = names.map((name) => referenceOf(name, options, context));
    return {
      columns: references.flatMap((reference) => reference.columns),
      after: references.flatMap((reference): OperationBody[] => [
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
              },
            ]
          : []),
      ]),
    };
  }
  const reading = readTableCall(table, method, call, context);
  if (reading?.bodies === undefined) return undefined;
  return {
    columns: reading.bodies.flatMap((body) => (body.kind === 'addColumn' ? [body.definition] : [])),
    after: reading.bodies.filter((body) => body.kind !== 'addColumn'),
  };
}

/** Reads `t.string :name …`, `t.remove :x`, `t.index …` in change_table: each is an operation on the table that is there. */
export function readTableCall(
  table: string,
  method: string,
  { positional, options }: RubyArguments,
  context: RailsContext,
): CallReading | undefined {
  if (columnMethods.has(method) || method === 'primary_key') {
    const names = positional.map(nameOf);
    if (names.length === 0 || !names.every((name) => name !== undefined)) return undefined;
    return {
      bodies: names.flatMap((name) => addedColumn(table, columnOf(name, method, options, context), options)),
    };
  }
  const [first, second] = positional;
  const name = nameOf(first);
  switch (method) {
    case 'column': {
      const type = nameOf(second);
      if (name === undefined || type === undefined) return undefined;
      return { bodies: addedColumn(table, columnOf(name, type, options, context), options) };
    }
    case 'timestamps':
      return {
        bodies: timestampColumns(options, context).flatMap((definition) =>
          addedColumn(table, definition, new Map()),
        ),
      };
    case 'attachment':
      return name === undefined
        ? undefined
        : {
            bodies: (['file_name', 'content_type', 'file_size', 'updated_at'] as const).flatMap((part) =>
              addedColumn(
                table,
                columnOf(
                  `${name}_${part}`,
                  part === 'file_size' ? 'integer' : part === 'updated_at' ? 'datetime' : 'string',
                  new Map(),
                  context,
                ),
                new Map(),
              ),
            ),
          };
    case 'references':
    case 'belongs_to': {
      const names = positional.map(nameOf);
      return names.every((item) => item !== undefined)
        ? { bodies: names.flatMap((item) => referenceBodies(table, item, options, context)) }
        : undefined;
    }
    case 'remove': {
      const names = positional.flatMap((value) => namesOf(value) ?? []);
      const type = nameOf(options.get('type'));
      if (names.length === 0) return undefined;
      const readings = names.map((item) => removeColumn(table, item, type, options, context));
      return {
        bodies: readings.flatMap((reading) => reading.bodies ?? []),
        ...(type === undefined && { irreversible: 't.remove without type:' }),
      };
    }
    case 'remove_references':
    case 'remove_belongs_to':
      return name === undefined
        ? undefined
        : {
            bodies: referenceOf(name, options, context).columns.map((definition) => ({
              kind: 'dropColumn',
              table,
              column: definition.name,
              definition,
            })),
            inverse: referenceBodies(table, name, options, context),
          };
    case 'remove_timestamps':
      return {
        bodies: timestampColumns(options, context).map((definition) => ({
          kind: 'dropColumn',
          table,
          column: definition.name,
          definition,
        })),
      };
    case 'remove_index':
      return removeIndex(table, first, options);
    case 'rename': {
      const newName = nameOf(second);
      return name === undefined || newName === undefined
        ? undefined
        : { bodies: [{ kind: 'renameColumn', table, column: name, newName }] };
    }
    case 'change': {
      const type = nameOf(second);
      return name === undefined || type === undefined
        ? undefined
        : changeColumn(table, name, type, options, context);
    }
    case 'change_default':
      return name === undefined ? undefined : changeDefault(table, name, second, options, context);
    case 'change_null': {
      const nullable = booleanOf(second);
      return name === undefined || nullable === undefined
        ? undefined
        : {
            bodies: [
              nullable
                ? { kind: 'dropNotNull', table, column: name }
                : { kind: 'setNotNull', table, column: name },
            ],
          };
    }
    case 'index': {
      const columns = namesOf(first);
      return columns ? { bodies: [indexBody(table, columns, options)] } : undefined;
    }
    case 'foreign_key':
      return name === undefined ? undefined : { bodies: [foreignKeyBody(table, name, options)] };
    case 'check_constraint': {
      const constraint = nameOf(options.get('name'));
      return name === undefined
        ? undefined
        : {
            bodies: [
              {
                kind: 'addCheck',
                table,
                columns: [],
                expression: name,
                ...(constraint !== undefined && { constraint }),
              },
            ],
          };
    }
    case 'unique_constraint':
    case 'unique_key': {
      const columns = namesOf(first);
      return columns ? { bodies: [{ kind: 'addUnique', table, columns }] } : undefined;
    }
    case 'exclusion_constraint':
      return { bodies: [{ kind: 'addExclusion', table, columns: [] }] };
    default:
      return undefined;
  }
}

/** A column, and the index that `index: true` (or its options) adds. */
function addedColumn(
  table: string,
  definition: ColumnDefinition,
  options: Options,
): readonly OperationBody[] {
  const index = options.get('index');
  const indexed = index !== undefined && booleanOf(index) !== false && index.kind !== 'nil';
  return [
    { kind: 'addColumn', table, column: definition.name, definition },
    ...(indexed
      ? [indexBody(table, [definition.name], index.kind === 'hash' ? index.entries : new Map())]
      : []),
  ];
}
