import type { ColumnDefinition, Dialect, OperationBody } from '../../../model/migration.js';
import type { Call } from '../../../syntax/imperative/values.js';
import { booleanOf, textOf } from '../../../syntax/imperative/values.js';
import { writtenName } from '../../programs/written-name.js';
import { sqlTypeOf } from './column-types.js';
import { defaultOf } from './defaults.js';

/** A column of a chain: its name, and what is said of it. */
export interface ColumnPart {
  readonly name: string | undefined;
  /** Whether the table has it already. */
  readonly isOld: boolean;
  /** The calls behind it, up to the next column, with their places in the chain. */
  readonly calls: readonly Call[];
  /** Where it begins in the chain, and where the next one does. */
  readonly from: number;
  readonly to: number;
}

const beginning = /^(WithColumn|AddColumn|AlterColumn)$/;

/** The columns of `Create.Table`, `Alter.Table`, `Create.Column` and `Alter.Column`. */
export function columnParts(root: string, calls: readonly Call[]): readonly ColumnPart[] {
  const [first] = calls;
  const starts = calls.flatMap(({ name }, index) =>
    beginning.test(name) || (index === 0 && first?.name === 'Column') ? [index] : [],
  );
  return starts.map((from, index) => {
    const to = starts[index + 1] ?? calls.length;
    const call = calls[from];
    return {
      name: writtenName(call?.positional[0])?.name,
      isOld: call?.name === 'AlterColumn' || (root === 'Alter' && call?.name === 'Column'),
      calls: calls.slice(from + 1, to),
      from,
      to,
    };
  });
}

/** Whether a column may be NULL, where the text says so. The last word counts. */
function saidNullable(calls: readonly Call[]): boolean | undefined {
  const said = calls.findLast(({ name }) => name === 'Nullable' || name === 'NotNullable');
  return said && said.name === 'Nullable';
}

/** The definition of a column. What says nothing of NULL is NOT NULL (Generators/Base/ColumnBase.cs, FormatNullable). */
export function definitionOf(part: ColumnPart, dialect: Dialect): ColumnDefinition {
  const { calls, name = '?' } = part;
  const type = calls.flatMap((call) => sqlTypeOf(call, dialect) ?? [])[0] ?? '';
  const fallback = fallbackOf(calls, dialect);
  const computed = calls.find((call) => call.name === 'Computed');
  const numbered = calls.some((call) => call.name === 'Identity' || call.name === 'AddIdentity');
  const isKey = calls.some((call) => call.name === 'PrimaryKey');
  const collation = calls.flatMap((call) =>
    /^As\w*String$/.test(call.name) ? (textOf(call.positional.at(-1)) ?? []) : [],
  )[0];
  const generated = computed
    ? booleanOf(computed.positional[1]) === true || dialect === 'postgresql'
      ? ('stored' as const)
      : ('virtual' as const)
    : numbered
      ? dialect === 'postgresql' || dialect === 'sqlserver'
        ? ('identity' as const)
        : ('auto-increment' as const)
      : undefined;
  return {
    name,
    type,
    nullable: saidNullable(calls) === true && !isKey,
    ...(fallback && { default: fallback }),
    ...(generated && { generated }),
    ...(isKey && { primaryKey: true }),
    ...(collation !== undefined && { collation }),
  };
}

function fallbackOf(calls: readonly Call[], dialect: Dialect): ColumnDefinition['default'] {
  const said = calls.findLast(({ name }) => name === 'WithDefaultValue' || name === 'WithDefault');
  return said && defaultOf(said.positional[0], dialect);
}

/** What `Alter` of a column changes: the type is written again; with it NOT NULL on engines that know no other way. */
export function alterations(part: ColumnPart, table: string, dialect: Dialect): readonly OperationBody[] {
  const column = part.name ?? '?';
  const { type, collation, default: fallback } = definitionOf(part, dialect);
  const nullable = saidNullable(part.calls) ?? (restates(dialect) && type !== '' ? false : undefined);
  return [
    ...(type === ''
      ? []
      : [
          {
            kind: 'changeColumnType' as const,
            table,
            column,
            type,
            ...(collation !== undefined && { collation }),
          },
        ]),
    ...(nullable === undefined
      ? []
      : [{ kind: nullable ? ('dropNotNull' as const) : ('setNotNull' as const), table, column }]),
    ...(fallback ? [{ kind: 'setDefault' as const, table, column, default: fallback }] : []),
  ];
}

/** Engines whose ALTER COLUMN states the whole column again. */
function restates(dialect: Dialect): boolean {
  return dialect === 'sqlserver' || dialect === 'mysql' || dialect === 'mariadb';
}

/** `SetExistingRowsTo`: the column is added without NOT NULL, filled, and restricted after that (ColumnExpressionBuilderHelper.cs). */
export function added(part: ColumnPart, table: string, dialect: Dialect): readonly OperationBody[] {
  const definition = definitionOf(part, dialect);
  const column = definition.name;
  if (!part.calls.some(({ name }) => name === 'SetExistingRowsTo'))
    return [{ kind: 'addColumn', table, column, definition }];
  return [
    { kind: 'addColumn', table, column, definition: { ...definition, nullable: true } },
    { kind: 'changeData', table, change: 'update', scope: 'all' },
    ...(saidNullable(part.calls) === false ? [{ kind: 'setNotNull' as const, table, column }] : []),
  ];
}
