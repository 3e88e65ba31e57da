import type { ForeignKeyTarget, OperationBody } from '../../../model/migration.js';
import type { Call } from '../../../syntax/imperative/values.js';
import { writtenName } from '../../programs/written-name.js';
import { actionOf, qualified } from './names.js';

const cascades = /^(OnDelete|OnUpdate|OnDeleteOrUpdate)$/;

/** The actions that stand right behind a key. */
export function actionsOf(calls: readonly Call[]): Pick<ForeignKeyTarget, 'onDelete' | 'onUpdate'> {
  let onDelete: string | undefined;
  let onUpdate: string | undefined;
  for (const call of calls) {
    if (!cascades.test(call.name)) break;
    const action = actionOf(call.positional[0]);
    if (call.name !== 'OnUpdate') onDelete = action;
    if (call.name !== 'OnDelete') onUpdate = action;
  }
  return { ...(onDelete !== undefined && { onDelete }), ...(onUpdate !== undefined && { onUpdate }) };
}

/** FluentMigrator's name of a key without one (DefaultForeignKeyNameConvention.cs). */
export function keyName(
  table: string,
  columns: readonly string[],
  target: string,
  references: readonly string[],
): string {
  const plain = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
  return ['FK', plain(table), ...columns, plain(target), ...references].join('_');
}

/**
 * `.ForeignKey("FK", "schema", "table", "id")` of a column, whose first arguments may be left out, and `.ReferencedBy(…)`, which is the key
 * of the other table. Without arguments a column is only marked as one.
 */
export function keyOfColumn(
  call: Call,
  table: string,
  column: string,
  behind: readonly Call[],
): OperationBody | undefined {
  const given = call.positional.map((value) => writtenName(value)?.name);
  if (given.length < 2) return undefined;
  const name = given.length > 2 ? given[0] : undefined;
  const schema = given.length > 3 ? given[1] : undefined;
  const [other, otherColumn] = given.slice(-2);
  if (other === undefined || otherColumn === undefined)
    return { kind: 'opaque', reason: `the table of ${call.name} is made while the migration runs` };
  const elsewhere = qualified(other, schema);
  const [from, fromColumn, to, toColumn] =
    call.name === 'ReferencedBy'
      ? [elsewhere, otherColumn, table, column]
      : [table, column, elsewhere, otherColumn];
  return {
    kind: 'addForeignKey',
    table: from,
    columns: [fromColumn],
    references: { table: to, columns: [toColumn], ...actionsOf(behind) },
    constraint: name ?? keyName(from, [fromColumn], to, [toColumn]),
  };
}
