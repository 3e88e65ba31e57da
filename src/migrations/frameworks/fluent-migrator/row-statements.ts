import type { OperationBody } from '../../../model/migration.js';
import type { Call } from '../../../syntax/imperative/values.js';
import { tableIn } from './names.js';

type Scope = Extract<OperationBody, { kind: 'changeData' }>['scope'];

/** `Insert.IntoTable("t").Row(new { … })`, `Update.Table("t").Set(new { … }).Where(new { … })`. */
export function dataStatement(root: string, calls: readonly Call[]): readonly OperationBody[] | undefined {
  const table = tableIn(calls, 'IntoTable', 'Table');
  if (table === undefined) return undefined;
  if (root === 'Insert') {
    const rows = calls.some(({ name }) => name === 'Row' || name === 'Rows');
    return rows ? [{ kind: 'changeData', table, change: 'insert', scope: 'by-key' }] : [];
  }
  return [{ kind: 'changeData', table, change: 'update', scope: scopeOf(calls, 'Where') }];
}

/** Which rows are meant: those with the values of an object, those where a column is NULL, all. */
export function scopeOf(calls: readonly Call[], method: 'Where' | 'Row'): Scope {
  const conditions = calls.filter(({ name }) => name === method).map(({ positional }) => positional[0]);
  if (calls.some(({ name }) => name === 'IsNull')) return 'filtered';
  if (conditions.length === 0 || calls.some(({ name }) => name === 'AllRows')) return 'all';
  const byKey = conditions.every(
    (condition) =>
      condition?.kind === 'list' && condition.entries.some(({ key }) => /^(id|guid|uuid)$/i.test(key ?? '')),
  );
  return byKey ? 'by-key' : 'filtered';
}
