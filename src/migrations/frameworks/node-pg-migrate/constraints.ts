import type { OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { entryOf, recordOf, textOf, textsOf } from '../../javascript/values.js';
import { nameOf, withActions } from './columns.js';

/** `{ primaryKey, unique, foreignKeys, check, exclude }` as operations; undefined when nothing in it is known. */
export function constraintsOf(
  table: string,
  name: string | undefined,
  options: Value,
): readonly OperationBody[] | undefined {
  const added: OperationBody[] = [];
  const named = name !== undefined && { constraint: name };
  const key = textsOf(entryOf(options, 'primaryKey'));
  if (key) added.push({ kind: 'addPrimaryKey', table, columns: key, ...named });
  for (const columns of listsOf(entryOf(options, 'unique')))
    added.push({ kind: 'addUnique', table, columns, ...named });
  const checks = textsOf(entryOf(options, 'check')) ?? [];
  for (const expression of checks) added.push({ kind: 'addCheck', table, columns: [], expression, ...named });
  if (entryOf(options, 'exclude')) added.push({ kind: 'addExclusion', table, columns: [], ...named });
  const foreign = entryOf(options, 'foreignKeys');
  for (const one of foreign?.kind === 'list' ? foreign.items : [foreign]) {
    const target = nameOf(entryOf(one, 'references'));
    const columns = textsOf(entryOf(one, 'columns'));
    if (!recordOf(one) || target === undefined || columns === undefined) continue;
    const references = withActions(target, (option) => entryOf(one, option));
    const own = textOf(entryOf(one, 'referencesConstraintName'));
    added.push({
      kind: 'addForeignKey',
      table,
      columns,
      references,
      ...(own === undefined ? named : { constraint: own }),
    });
  }
  return added.length === 0 ? undefined : added;
}

/** `'a'`, `['a', 'b']` (one constraint) or `[['a'], ['b', 'c']]` (several). */
function listsOf(value: Value | undefined): readonly (readonly string[])[] {
  if (value === undefined) return [];
  if (value.kind === 'list' && value.items.some(({ kind }) => kind === 'list'))
    return value.items.flatMap((item) => {
      const columns = textsOf(item);
      return columns ? [columns] : [];
    });
  const columns = textsOf(value);
  return columns ? [columns] : [];
}
