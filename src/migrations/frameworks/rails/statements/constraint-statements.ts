import type { OperationBody } from '../../../../model/migration.js';
import { booleanOf, nameOf, namesOf } from '../../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../../syntax/ruby/value.js';
import type { Options } from '../columns.js';
import { checkName, exclusionName, foreignColumn, foreignKeyName, uniqueName } from '../names.js';
import { foreignKeyBody, guardedOf } from '../references.js';
import type { CallReading } from '../step.js';
import { onColumn, onTable, plainSql } from './call-reader.js';
import type { CallReader } from './call-reader.js';

const unvalidated = (options: Options): { readonly notValid?: true } =>
  booleanOf(options.get('validate')) === false ? { notValid: true } : {};

/** add_check_constraint and `t.check_constraint`. */
export function addCheck(table: string, expression: string, options: Options): CallReading {
  const constraint = nameOf(options.get('name')) ?? checkName(table, expression);
  return {
    bodies: [
      {
        kind: 'addCheck',
        table,
        columns: [],
        expression,
        constraint,
        ...unvalidated(options),
        ...guardedOf(options),
      },
    ],
  };
}

/** add_unique_constraint and `t.unique_constraint`; with `using_index:` it cannot be turned round. */
export function addUnique(table: string, columns: readonly string[], options: Options): CallReading {
  const usingIndex = nameOf(options.get('using_index'));
  const constraint =
    nameOf(options.get('name')) ?? uniqueName(table, usingIndex === undefined ? columns : [usingIndex]);
  return {
    bodies: [
      { kind: 'addUnique', table, columns, constraint, ...(usingIndex !== undefined && { usingIndex }) },
    ],
    ...(usingIndex !== undefined && { irreversible: 'add_unique_constraint with using_index:' }),
  };
}

/** add_exclusion_constraint and `t.exclusion_constraint`. */
export function addExclusion(table: string, expression: string, options: Options): CallReading {
  const constraint = nameOf(options.get('name')) ?? exclusionName(table, expression);
  return { bodies: [{ kind: 'addExclusion', table, columns: [], constraint }] };
}

type Dropped = Extract<OperationBody, { kind: 'dropConstraint' }>['constraintKind'];

function dropped(
  table: string,
  constraint: string,
  constraintKind: Dropped,
  options: Options,
): OperationBody {
  return {
    kind: 'dropConstraint',
    table,
    constraint,
    ...(constraintKind && { constraintKind }),
    ...guardedOf(options),
  };
}

/** remove_foreign_key by table, `column:`, `name:` or `to_table:`; only with the table can it be turned round. */
export function removeForeignKey(
  table: string,
  second: RubyValue | undefined,
  options: Options,
): CallReading | undefined {
  const target = nameOf(second) ?? nameOf(options.get('to_table'));
  const columns =
    namesOf(options.get('column')) ?? (target === undefined ? undefined : [foreignColumn(target)]);
  const constraint = nameOf(options.get('name')) ?? (columns && foreignKeyName(table, columns));
  if (constraint === undefined) return undefined;
  return {
    bodies: [dropped(table, constraint, 'foreign-key', options)],
    ...(target === undefined
      ? { irreversible: 'remove_foreign_key without the other table' }
      : { inverse: [foreignKeyBody(table, target, options)] }),
  };
}

/** remove_check_constraint by `name:` or by its expression, which is needed to turn it round. */
export function removeCheck(
  table: string,
  second: RubyValue | undefined,
  options: Options,
): CallReading | undefined {
  const expression = nameOf(second);
  const constraint =
    nameOf(options.get('name')) ?? (expression === undefined ? undefined : checkName(table, expression));
  if (constraint === undefined) return undefined;
  return {
    bodies: [dropped(table, constraint, 'check', options)],
    ...(expression === undefined
      ? { irreversible: 'remove_check_constraint without its expression' }
      : { inverse: addCheck(table, expression, options).bodies ?? [] }),
  };
}

/** remove_unique_constraint by `name:` or its columns, which are needed to turn it round. */
export function removeUnique(
  table: string,
  second: RubyValue | undefined,
  options: Options,
): CallReading | undefined {
  const columns = namesOf(second);
  const constraint = nameOf(options.get('name')) ?? (columns && uniqueName(table, columns));
  if (constraint === undefined) return undefined;
  return {
    bodies: [dropped(table, constraint, 'unique', options)],
    ...(columns
      ? { inverse: addUnique(table, columns, options).bodies ?? [] }
      : { irreversible: 'remove_unique_constraint without its columns' }),
  };
}

/** remove_exclusion_constraint by `name:` or its expression, which is needed to turn it round. */
export function removeExclusion(
  table: string,
  second: RubyValue | undefined,
  options: Options,
): CallReading | undefined {
  const expression = nameOf(second);
  const constraint =
    nameOf(options.get('name')) ?? (expression === undefined ? undefined : exclusionName(table, expression));
  if (constraint === undefined) return undefined;
  return {
    bodies: [dropped(table, constraint, undefined, options)],
    ...(expression === undefined
      ? { irreversible: 'remove_exclusion_constraint without its expression' }
      : { inverse: addExclusion(table, expression, options).bodies ?? [] }),
  };
}

const removal = (
  remove: (table: string, second: RubyValue | undefined, options: Options) => CallReading | undefined,
): CallReader => onTable((table, { positional, options }) => remove(table, positional[1], options));

/** Validations are not recorded: Rails runs them both ways. */
const validation: CallReader = onTable((table, { positional, options }) => {
  const constraint = nameOf(options.get('name')) ?? nameOf(positional[1]);
  return constraint === undefined
    ? undefined
    : { bodies: [{ kind: 'validateConstraint', table, constraint }], atOnce: true };
});

const foreignKeyValidation: CallReader = onTable((table, { positional, options }) => {
  const target = nameOf(positional[1]) ?? nameOf(options.get('to_table'));
  const columns =
    namesOf(options.get('column')) ?? (target === undefined ? undefined : [foreignColumn(target)]);
  const constraint = nameOf(options.get('name')) ?? (columns && foreignKeyName(table, columns));
  return constraint === undefined
    ? undefined
    : { bodies: [{ kind: 'validateConstraint', table, constraint }], atOnce: true };
});

const unique: CallReader = onTable((table, { positional, options }) => {
  const columns = namesOf(positional[1]) ?? (options.has('using_index') ? [] : undefined);
  return columns && addUnique(table, columns, options);
});
const removedUnique = removal(removeUnique);

/** Statements on constraints. */
export const constraintStatements: readonly (readonly [string, CallReader])[] = [
  [
    'add_foreign_key',
    onColumn((table, target, { options }) => ({ bodies: [foreignKeyBody(table, target, options)] })),
  ],
  [
    // GitLab's: adds the constraint unvalidated, then validates it.
    'add_concurrent_foreign_key',
    onColumn((table, target, { options }) => {
      const body = foreignKeyBody(table, target, options);
      const constraint = body.constraint ?? '';
      const validates = booleanOf(options.get('validate')) !== false;
      return {
        bodies: [
          { ...body, notValid: true },
          ...(validates ? [{ kind: 'validateConstraint' as const, table, constraint }] : []),
        ],
      };
    }),
  ],
  ['remove_foreign_key', removal(removeForeignKey)],
  // Not recorded: ALTER CONSTRAINT, both ways.
  ['change_foreign_key', onTable((table) => ({ bodies: [plainSql('ALTER TABLE', table)], atOnce: true }))],
  ['remove_foreign_key_if_exists', removal(removeForeignKey)],
  [
    'add_check_constraint',
    onColumn((table, expression, { options }) => addCheck(table, expression, options)),
  ],
  ['remove_check_constraint', removal(removeCheck)],
  ['add_unique_constraint', unique],
  ['add_unique_key', unique],
  ['remove_unique_constraint', removedUnique],
  ['remove_unique_key', removedUnique],
  [
    'add_exclusion_constraint',
    onColumn((table, expression, { options }) => addExclusion(table, expression, options)),
  ],
  ['remove_exclusion_constraint', removal(removeExclusion)],
  ['validate_check_constraint', validation],
  ['validate_constraint', validation],
  ['validate_foreign_key', foreignKeyValidation],
];
