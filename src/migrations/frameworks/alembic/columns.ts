import type {
  ColumnDefault,
  ColumnDefinition,
  Dialect,
  ForeignKeyTarget,
  OperationBody,
} from '../../../model/migration.js';
import type { PyValue } from '../../../syntax/python/values.js';
import { isNull, volatilityOf } from '../../sql/volatility.js';
import { booleanIn, callOf, textIn, textsIn } from '../../python/values.js';
import type { CallValue } from '../../python/values.js';
import { sqlTypeOf } from './sql-types.js';

/** A column with what else its definition asks for. */
export interface ReadColumn {
  readonly definition: ColumnDefinition;
  readonly type: PyValue | undefined;
  readonly indexed: boolean;
  /** `autoincrement=False` was written. */
  readonly counted: boolean;
  /** The name of its foreign key. */
  readonly keyName: { readonly constraint?: string };
}

/** `sa.Column('name', sa.Integer(), …)`. */
export function columnOf(value: PyValue | undefined, dialect: Dialect): ReadColumn | undefined {
  const call = callOf(value);
  if (!call || !/(?:^|\.)(?:Column|mapped_column)$/.test(call.name)) return undefined;
  const [first, ...rest] = call.args.positional;
  const name = textIn(call.argument('name')) ?? textIn(first);
  if (name === undefined) return undefined;
  const others = textIn(first) === undefined ? call.args.positional : rest;
  const type = call.argument('type_') ?? others.find((other) => !isSchemaItem(other));
  const items = others.flatMap((other) => callOf(other) ?? []);
  const item = (called: string): CallValue | undefined => items.find((one) => one.called === called);
  const serverDefault = call.argument('server_default');
  const computed = item('Computed') ?? namedCall(serverDefault, 'Computed');
  const identity = item('Identity') ?? namedCall(serverDefault, 'Identity');
  const given = computed || identity ? undefined : defaultOf(serverDefault, dialect);
  const primaryKey = booleanIn(call.argument('primary_key')) === true;
  const nullable = booleanIn(call.argument('nullable')) ?? (!primaryKey && !identity);
  const key = item('ForeignKey');
  const references = key && foreignKeyOf(key);
  const keyName = textOf(key?.argument('name'));
  const collation = textIn(callOf(type)?.argument('collation'));
  const check = textOf(item('CheckConstraint')?.argument('sqltext', 0));
  return {
    definition: {
      name,
      type: sqlTypeOf(type, dialect),
      nullable: nullable && !primaryKey,
      ...(given && { default: given }),
      ...(computed && {
        generated: booleanIn(computed.argument('persisted', 1)) === false ? 'virtual' : 'stored',
      }),
      ...(identity && { generated: 'identity' as const }),
      ...(primaryKey && { primaryKey }),
      ...(booleanIn(call.argument('unique')) === true && { unique: true }),
      ...(references && { references }),
      ...(check !== undefined && { check }),
      ...(collation !== undefined && { collation }),
    },
    type,
    indexed: booleanIn(call.argument('index')) === true,
    counted: booleanIn(call.argument('autoincrement')) !== false,
    keyName: keyName === undefined ? {} : { constraint: keyName },
  };
}

function isSchemaItem(value: PyValue): boolean {
  const call = callOf(value);
  return (
    call !== undefined &&
    /^(?:ForeignKey|Identity|Computed|CheckConstraint|Sequence|FetchedValue|DefaultClause|ColumnDefault)$/.test(
      call.called,
    )
  );
}

function namedCall(value: PyValue | undefined, name: string): CallValue | undefined {
  const call = callOf(value);
  return call?.called === name ? call : undefined;
}

/** `sa.ForeignKey('users.id', ondelete='CASCADE')`. */
function foreignKeyOf(call: CallValue): ForeignKeyTarget | undefined {
  const column = textIn(call.argument('column', 0));
  return column === undefined ? undefined : targetOf([column], call);
}

/** `['a.id', 'a.no']` → the table and its columns, with the actions of the call. */
export function targetOf(columns: readonly string[], call: CallValue): ForeignKeyTarget {
  const [first = ''] = columns;
  const onDelete = actionOf(textIn(call.argument('ondelete')));
  const onUpdate = actionOf(textIn(call.argument('onupdate')));
  return {
    table: first.slice(0, Math.max(0, first.lastIndexOf('.'))),
    columns: columns.map((column) => column.slice(column.lastIndexOf('.') + 1)),
    ...(onDelete !== undefined && { onDelete }),
    ...(onUpdate !== undefined && { onUpdate }),
  };
}

/** `cascade` → CASCADE; NO ACTION is what is done without one. */
export function actionOf(written: string | undefined): string | undefined {
  const action = written?.trim().toUpperCase();
  return action === 'NO ACTION' || action === '' ? undefined : action;
}

/** The text of a SQL expression: `'x'`, `sa.text('…')`, `sa.func.now()`, `sa.true()`, `sa.literal('x')`. */
export function textOf(value: PyValue | undefined): string | undefined {
  const plain = textIn(value);
  if (plain !== undefined) return plain;
  if (value?.kind === 'number') return String(value.value);
  const call = callOf(value);
  if (!call) return undefined;
  if (/^(?:text|literal_column|quoted_name|f|conv)$/.test(call.called))
    return textIn(call.args.positional[0]);
  if (/^(?:true|false|null)$/.test(call.called)) return call.called;
  if (/^(?:literal|inline_literal)$/.test(call.called)) {
    const text = textIn(call.args.positional[0]);
    return text === undefined ? textOf(call.args.positional[0]) : quoted(text);
  }
  if (/\bfunc\.\w+$/.test(call.name)) {
    const inner = call.args.positional.map((argument) => {
      const column = callOf(argument);
      if (column?.called === 'column') return textIn(column.argument('text', 0)) ?? '?';
      const text = textIn(argument);
      return text === undefined ? (textOf(argument) ?? '?') : quoted(text);
    });
    return call.called === 'current_timestamp' ? 'CURRENT_TIMESTAMP' : `${call.called}(${inner.join(', ')})`;
  }
  return undefined;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A `server_default`: a text is a literal, all else an expression. */
export function defaultOf(value: PyValue | undefined, dialect: Dialect): ColumnDefault | undefined {
  if (value === undefined || value.kind === 'none' || booleanIn(value) === false) return undefined;
  const literal = textIn(value);
  if (literal !== undefined) return { expression: quoted(literal), volatility: 'constant' };
  const expression = textOf(value);
  if (expression === undefined) return { expression: '?', volatility: 'unknown' };
  return isNull(expression) ? undefined : { expression, volatility: volatilityOf(expression, dialect) };
}

/** `sa.PrimaryKeyConstraint(…)` and its like between the columns of a table. */
export function constraintOf(table: string, value: PyValue): OperationBody | undefined {
  const call = callOf(value);
  if (!call) return undefined;
  const name = textOf(call.argument('name'));
  const named = name === undefined ? {} : { constraint: name };
  const columns = call.args.positional.flatMap(
    (argument) => textIn(argument) ?? callOf(argument)?.called ?? [],
  );
  switch (call.called) {
    case 'PrimaryKeyConstraint':
      return { kind: 'addPrimaryKey', table, columns, ...named };
    case 'UniqueConstraint':
      return { kind: 'addUnique', table, columns, ...named };
    case 'ForeignKeyConstraint': {
      const own = textsIn(call.argument('columns', 0));
      const references = targetOf(textsIn(call.argument('refcolumns', 1)), call);
      return { kind: 'addForeignKey', table, columns: own, references, ...named };
    }
    case 'CheckConstraint':
      return {
        kind: 'addCheck',
        table,
        columns: [],
        expression: textOf(call.argument('sqltext', 0)) ?? '?',
        ...named,
      };
    case 'ExcludeConstraint':
      return { kind: 'addExclusion', table, columns: elementsOf(call.args.positional), ...named };
    default:
      return undefined;
  }
}

/** `('room', '=')` → room. */
export function elementsOf(elements: readonly PyValue[]): readonly string[] {
  return elements.map((element) => {
    const first = element.kind === 'list' ? element.items[0] : undefined;
    const call = callOf(first);
    return (call?.called === 'column' ? textIn(call.argument('text', 0)) : textOf(first)) ?? '?';
  });
}
