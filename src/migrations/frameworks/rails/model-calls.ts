import type { OperationBody } from '../../../model/migration.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { pluralize, tableize } from '../../inflection.js';

type Change = Extract<OperationBody, { kind: 'changeData' }>;

/** Rows of a table that a variable or a chain of calls stands for. */
export interface RowSet {
  readonly table: string;
  readonly scope: Change['scope'];
  /** One row, not many. */
  readonly row?: boolean;
  /** A row that is not in the table yet: saving it inserts it. */
  readonly fresh?: boolean;
}

/** What a chain of calls on a model does, and which rows its value stands for. */
export interface ModelCall {
  readonly changes: readonly OperationBody[];
  readonly rows: RowSet;
}

const methods = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const updates = methods(
  'update_all update_columns update_column update update! update_attribute update_attributes update_attributes! touch_all touch save save! ' +
    'increment! decrement! toggle! update_counters',
);
const deletes = methods('delete_all destroy_all delete_by destroy_by delete destroy destroy! delete_by_sql');
const inserts = methods(
  'create create! insert insert! insert_all insert_all! upsert upsert_all import import! find_or_create_by find_or_create_by! ' +
    'first_or_create first_or_create! create_or_find_by create_or_find_by! create_with seed',
);
const batches = methods('find_each find_in_batches in_batches each_batch find_each_with_order');
const narrowing = methods(
  'where not joins left_joins left_outer_joins rewhere merge or limit having not_in where_not_exists from',
);
const single = methods(
  'find find_by find_by! first last take first! last! find_or_initialize_by first_or_initialize find_sole_by',
);
const rowLoops = methods(
  'each each_with_index map each_slice each_entry find_each find_in_batches in_batches each_batch',
);

/** Methods of rows and relations that neither change anything nor lead to rows of another table. */
const neutral = methods(
  'all unscoped select includes preload eager_load order reorder group distinct readonly reload lock references unscope none offset ' +
    'with_deleted in_order_of extending strict_loading to_a load reverse_order connection',
);

/** Reads of a model that change nothing and stand alone in a migration. */
const reads = methods(
  'reset_column_information reset_sequence_name reset_table_name count exists? none? any? table_exists? table_name pluck ids sum maximum ' +
    'minimum average column_names columns columns_hash new find_by_sql present? blank? empty? size length inheritance_column= primary_key= ' +
    'table_name= record_timestamps= reset_counters valid? attributes assign_attributes cache_columns reset_primary_key to_sql',
);

/** The calls of a chain from its root on: `User.where(…).find_each` → root `User`, [where, find_each]. */
export function chainOf(call: SyntaxNode): {
  readonly root: SyntaxNode | undefined;
  readonly calls: readonly SyntaxNode[];
} {
  const calls: SyntaxNode[] = [];
  let node: SyntaxNode | null = call;
  while (node?.type === 'call') {
    calls.push(node);
    node = node.childForFieldName('receiver');
  }
  return { root: node ?? undefined, calls: calls.toReversed() };
}

/**
 * What a chain on rows does to its table: `User.where(…).update_all(…)`, `user.update!(…)`.
 * @param start the rows that the root of the chain stands for.
 * @param asValue the value of the chain is wanted: its last call may lead to other rows, too.
 * @returns undefined when the last call is neither known to change rows nor to leave them alone.
 */
export function readModelCall(
  calls: readonly SyntaxNode[],
  start: RowSet,
  asValue = false,
): ModelCall | undefined {
  let rows = start;
  for (const [index, call] of calls.entries()) {
    const method = call.childForFieldName('method')?.text ?? '';
    const change = changeOf(method, rows);
    if (change) return { changes: [change], rows };
    const next =
      rowsAfter(rows, method, call) ??
      (asValue || index < calls.length - 1 ? related(rows, method, call) : undefined);
    if (next) rows = next;
    else return reads.has(method) && !asValue ? { changes: [], rows } : undefined;
  }
  return { changes: [], rows };
}

function changeOf(method: string, rows: RowSet): OperationBody | undefined {
  const { table } = rows;
  if (inserts.has(method) || (rows.fresh === true && /^save!?$/.test(method)))
    return { kind: 'changeData', table, change: 'insert', scope: 'by-key' };
  if (updates.has(method)) return { kind: 'changeData', table, change: 'update', scope: rows.scope };
  return deletes.has(method) ? { kind: 'changeData', table, change: 'delete', scope: rows.scope } : undefined;
}

function rowsAfter(rows: RowSet, method: string, call: SyntaxNode): RowSet | undefined {
  if (batches.has(method)) return { ...rows, scope: 'batched' };
  if (single.has(method))
    return { ...rows, scope: 'by-key', row: true, ...(/_or_initialize/.test(method) && { fresh: true }) };
  if (method === 'new' || method === 'build') return { ...rows, scope: 'by-key', row: true, fresh: true };
  if (narrowing.has(method)) return narrowed(rows, method, call);
  if (neutral.has(method) || rowLoops.has(method)) return rows;
  return undefined;
}

/** Scopes that a model defines keep the table (`User.active`); on a row it is an association (`user.posts`). */
function related(rows: RowSet, method: string, call: SyntaxNode): RowSet | undefined {
  if (!/^[a-z]\w*$/.test(method) || reads.has(method) || call.childForFieldName('block')) return undefined;
  if (rows.row !== true) return { ...rows, scope: rows.scope === 'all' ? 'filtered' : rows.scope };
  const table = pluralize(method);
  return table === method
    ? { table, scope: rows.scope === 'batched' ? 'batched' : 'filtered' }
    : { table, scope: rows.scope, row: true };
}

function narrowed(rows: RowSet, method: string, call: SyntaxNode): RowSet {
  if (rows.scope === 'batched' || rows.scope === 'by-key') return rows;
  const given = call.childForFieldName('arguments')?.text.slice(0, 40) ?? '';
  const byKey = method === 'limit' || (method === 'where' && /^\(?\s*\{?\s*:?"?id\b/.test(given));
  return { ...rows, scope: byKey ? 'by-key' : 'filtered' };
}

/** Whether a method of rows runs its block for each of them. */
export function isRowLoop(method: string): boolean {
  return rowLoops.has(method);
}

/** Names of Ruby and Rails that are no models. */
const libraryNames = methods(
  'Rails File FileUtils Dir JSON YAML Time Date DateTime ENV Kernel Logger ActiveSupport Set Hash Array Thread IO Pathname SecureRandom ' +
    'Process Benchmark I18n URI Digest Base64 CSV OpenSSL String Integer Float Regexp Struct Class Module Object Comparable GC ObjectSpace ' +
    'ActiveRecord Arel ApplicationRecord Zlib Marshal ERB StringIO STDOUT STDERR Random Math BigDecimal Timeout Etc',
);

/** Whether a constant belongs to Ruby or Rails. */
export function isLibrary(constant: string): boolean {
  return libraryNames.has(constant.replace(/^::/, '').split('::')[0] ?? '');
}

/** The rows of a model class: all of its table. */
export function rowsOfModel(name: string, tableOf: (model: string) => string | undefined): RowSet {
  return { table: tableOf(name) ?? tableize(name), scope: 'all' };
}
