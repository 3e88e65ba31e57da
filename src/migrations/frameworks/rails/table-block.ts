import type { ColumnDefinition, OperationBody } from '../../../model/migration.js';
import type { RubyArguments } from '../../../syntax/ruby/arguments.js';
import { booleanOf, nameOf, namesOf } from '../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import { columnMethods } from './column-types.js';
import type { RailsContext } from './column-types.js';
import type { Options } from './columns.js';
import { addReference, foreignKeyBody, indexBody, removeReference } from './references.js';
import {
  addColumn,
  addTimestamps,
  changeColumn,
  changeDefault,
  changeNull,
  removeColumns,
  removeTimestamps,
} from './statements/column-statements.js';
import {
  addCheck,
  addExclusion,
  addUnique,
  removeCheck,
  removeExclusion,
  removeForeignKey,
  removeUnique,
} from './statements/constraint-statements.js';
import { removeIndex } from './statements/index-statements.js';
import { attachment, inverted } from './statements/object-statements.js';
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
  if (columnMethods.has(method)) {
    const names = knownNames(positional);
    return names && together(names.map((name) => addColumn(table, name, method, options, context)));
  }
  const named = namedMethods.get(method);
  const first = nameOf(positional[0]);
  if (named)
    return first === undefined
      ? undefined
      : named(table, first, positional[1], options, context, positional[2]);
  return otherMethods.get(method)?.(table, positional, options, context);
}

type NamedReader = (
  table: string,
  name: string,
  second: RubyValue | undefined,
  options: Options,
  context: RailsContext,
  third: RubyValue | undefined,
) => CallReading | undefined;

/** Methods whose first argument is a name or an expression. */
const namedMethods: ReadonlyMap<string, NamedReader> = new Map<string, NamedReader>([
  ['column', (table, name, type, options, context) => addColumn(table, name, nameOf(type), options, context)],
  [
    'rename',
    (table, column, second) => {
      const newName = nameOf(second);
      return newName === undefined
        ? undefined
        : { bodies: [{ kind: 'renameColumn', table, column, newName }] };
    },
  ],
  [
    'rename_index',
    (table, index, second) => {
      const newName = nameOf(second);
      return newName === undefined ? undefined : { bodies: [{ kind: 'renameIndex', table, index, newName }] };
    },
  ],
  [
    'change',
    (table, name, second, options, context) => {
      const type = nameOf(second);
      return type === undefined ? undefined : changeColumn(table, name, type, options, context);
    },
  ],
  ['change_default', changeDefault],
  [
    'change_null',
    (table, name, second, _, __, third) => {
      const nullable = booleanOf(second);
      return nullable === undefined ? undefined : changeNull(table, name, nullable, third);
    },
  ],
  ['foreign_key', (table, target, _, options) => ({ bodies: [foreignKeyBody(table, target, options)] })],
  ['check_constraint', (table, expression, _, options) => addCheck(table, expression, options)],
  ['exclusion_constraint', (table, expression, _, options) => addExclusion(table, expression, options)],
  ['attachment', (table, name, _, __, context) => attachment(table, name, context)],
  ['remove_attachment', (table, name, _, __, context) => inverted(attachment(table, name, context))],
]);

type ListReader = (
  table: string,
  positional: readonly RubyValue[],
  options: Options,
  context: RailsContext,
) => CallReading | undefined;

const references: ListReader = (table, positional, options, context) => {
  const names = knownNames(positional);
  return names && together(names.map((name) => addReference(table, name, options, context)));
};
const removedReferences: ListReader = (table, positional, options, context) => {
  const names = knownNames(positional);
  return names && together(names.map((name) => removeReference(table, name, options, context)));
};
const removed: ListReader = (table, positional, options, context) => {
  const names = positional.map(namesOf);
  if (names.length === 0 || !names.every((list) => list !== undefined)) return undefined;
  return removeColumns('t.remove', table, names.flat(), nameOf(options.get('type')), options, context);
};
const unique: ListReader = (table, [columns], options) => {
  const names = namesOf(columns);
  return names && addUnique(table, names, options);
};

const validated: ListReader = (table, [second], options) => {
  const constraint = nameOf(second) ?? nameOf(options.get('name'));
  return constraint === undefined
    ? undefined
    : { bodies: [{ kind: 'validateConstraint', table, constraint }], atOnce: true };
};

/** Methods that take a list of names, columns in any form, or nothing. */
const otherMethods: ReadonlyMap<string, ListReader> = new Map<string, ListReader>([
  ['references', references],
  ['belongs_to', references],
  ['remove_references', removedReferences],
  ['remove_belongs_to', removedReferences],
  ['remove', removed],
  ['remove_column', removed],
  ['remove_columns', removed],
  ['timestamps', (table, _, options, context) => addTimestamps(table, options, context)],
  ['remove_timestamps', (table, _, options, context) => removeTimestamps(table, options, context)],
  [
    'index',
    (table, [columns], options, context) => {
      const names = namesOf(columns);
      return names && { bodies: [indexBody(table, names, options, context)] };
    },
  ],
  ['remove_index', (table, [column], options, context) => removeIndex(table, column, options, context)],
  ['remove_foreign_key', (table, [second], options) => removeForeignKey(table, second, options)],
  ['remove_check_constraint', (table, [second], options) => removeCheck(table, second, options)],
  ['remove_unique_constraint', (table, [second], options) => removeUnique(table, second, options)],
  ['remove_exclusion_constraint', (table, [second], options) => removeExclusion(table, second, options)],
  ['unique_constraint', unique],
  ['unique_key', unique],
  ['validate_constraint', validated],
  ['validate_check_constraint', validated],
]);

function knownNames(values: readonly RubyValue[]): readonly string[] | undefined {
  const names = values.map(nameOf);
  return names.length > 0 && names.every((name) => name !== undefined) ? names : undefined;
}

/** Several readings of one call as one; the way back goes through them from the end. */
function together(readings: readonly CallReading[]): CallReading {
  return {
    bodies: readings.flatMap((reading) => reading.bodies ?? []),
    inverse: readings.toReversed().flatMap((reading) => reading.inverse ?? []),
  };
}
