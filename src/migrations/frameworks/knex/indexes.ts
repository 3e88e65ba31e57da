import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { booleanOf, entryOf, isSet, recordOf, textOf } from '../../javascript/values.js';
import { defaultName } from './names.js';

/**
 * What `unique` makes: a constraint, except where the dialect or `{ useConstraint: false }` or a predicate makes it an index
 * (lib/dialects/postgres/schema/pg-tablecompiler.js, `unique`; SQLite and SQL Server create a unique index).
 */
export function uniqueBody(
  table: string,
  columns: readonly string[],
  options: Value | undefined,
  dialect: Dialect,
): OperationBody {
  const name =
    textOf(options) ?? textOf(entryOf(options, 'indexName')) ?? defaultName('unique', table, columns);
  const wanted = booleanOf(entryOf(options, 'useConstraint'));
  const predicate = entryOf(options, 'predicate');
  const byDefault = dialect !== 'sqlite' && dialect !== 'sqlserver';
  if (wanted ?? (byDefault && predicate === undefined))
    return { kind: 'addUnique', table, columns, constraint: name };
  return {
    kind: 'createIndex',
    table,
    index: name,
    columns,
    unique: true,
    concurrently: false,
    ...(predicate && { where: '?' }),
  };
}

/** What `index(columns, name, type)` makes. */
export function indexBody(
  table: string,
  columns: readonly string[],
  name: Value | undefined,
  options: Value | undefined,
): OperationBody {
  const record = recordOf(options);
  const written = (record ? textOf(entryOf(options, 'indexType')) : undefined)?.toLowerCase();
  const method = (
    record ? textOf(entryOf(options, 'storageEngineIndexType')) : textOf(options)
  )?.toLowerCase();
  const kind = method ?? (written === 'fulltext' || written === 'spatial' ? written : undefined);
  return {
    kind: 'createIndex',
    table,
    index: textOf(name) ?? defaultName('index', table, columns),
    columns,
    unique: written === 'unique',
    concurrently: false,
    ...(kind !== undefined && kind !== 'btree' && { method: kind }),
    ...(isSet(entryOf(options, 'predicate')) && { where: '?' }),
  };
}
