import type { OperationBody } from '../../../model/migration.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { tableize } from './inflection.js';

const writes: ReadonlyMap<string, 'insert' | 'update' | 'delete'> = new Map([
  ['update_all', 'update'],
  ['update_columns', 'update'],
  ['update_column', 'update'],
  ['update', 'update'],
  ['update!', 'update'],
  ['update_attribute', 'update'],
  ['update_attributes', 'update'],
  ['update_attributes!', 'update'],
  ['touch_all', 'update'],
  ['save', 'update'],
  ['save!', 'update'],
  ['increment!', 'update'],
  ['toggle!', 'update'],
  ['delete_all', 'delete'],
  ['destroy_all', 'delete'],
  ['delete_by', 'delete'],
  ['destroy_by', 'delete'],
  ['delete', 'delete'],
  ['destroy', 'delete'],
  ['destroy!', 'delete'],
  ['create', 'insert'],
  ['create!', 'insert'],
  ['insert', 'insert'],
  ['insert!', 'insert'],
  ['insert_all', 'insert'],
  ['insert_all!', 'insert'],
  ['upsert', 'insert'],
  ['upsert_all', 'insert'],
  ['find_or_create_by', 'insert'],
  ['find_or_create_by!', 'insert'],
  ['first_or_create', 'insert'],
  ['first_or_create!', 'insert'],
]);

const batches = new Set(['find_each', 'find_in_batches', 'in_batches', 'each_batch']);

/** Reads of a model that change nothing and stand alone in a migration. */
const reads = new Set([
  'reset_column_information',
  'reset_sequence_name',
  'reset_table_name',
  'count',
  'exists?',
  'none?',
  'any?',
  'table_exists?',
  'table_name',
]);

/**
 * What a call chain on a model does to its table: `User.where(…).update_all(…)`, `User.find_each { |u| u.update!(…) }`.
 * @param tableOf the table of a model class, when the migration itself says it.
 * @returns undefined when the chain is on no constant; an empty list when it changes nothing.
 */
export function readModelCall(
  call: SyntaxNode,
  tableOf: (model: string) => string | undefined,
): readonly OperationBody[] | undefined {
  const chain: { readonly method: string; readonly node: SyntaxNode }[] = [];
  let node: SyntaxNode | null = call;
  while (node?.type === 'call') {
    chain.unshift({ method: node.childForFieldName('method')?.text ?? '', node });
    node = node.childForFieldName('receiver');
  }
  if (node?.type !== 'constant' && node?.type !== 'scope_resolution') return undefined;
  const methods = chain.map(({ method }) => method);
  const last = methods.at(-1) ?? '';
  const table = tableOf(node.text) ?? tableize(node.text);
  const batched = methods.some((method) => batches.has(method));
  const narrowed = chain.find(({ method }) =>
    ['where', 'not', 'joins', 'left_joins', 'rewhere', 'merge', 'or', 'limit'].includes(method),
  );
  const byKey = chain.some(
    ({ method, node: part }) =>
      ['find', 'find_by', 'find_by!', 'first', 'last', 'take'].includes(method) ||
      (method === 'where' && /\(\s*\{?\s*:?id\b/.test(argumentText(part))),
  );
  const scope = batched ? 'batched' : byKey ? 'by-key' : narrowed ? 'filtered' : 'all';
  const direct = writes.get(last);
  if (direct !== undefined)
    return [{ kind: 'changeData', table, change: direct, scope: direct === 'insert' ? 'by-key' : scope }];
  const block = chain.at(-1)?.node.childForFieldName('block');
  if (block && (batched || last === 'each' || last === 'map')) {
    // Rows are changed one by one inside the block: what is done to each is read from the methods that it calls.
    const inside = block
      .descendantsOfType('call')
      .flatMap((inner) => writes.get(inner?.childForFieldName('method')?.text ?? '') ?? []);
    const changes = [...new Set(inside)];
    return changes.map((change) => ({
      kind: 'changeData',
      table,
      change,
      scope: batched ? 'batched' : 'all',
    }));
  }
  return reads.has(last) ? [] : undefined;
}

function argumentText(call: SyntaxNode): string {
  return call.childForFieldName('arguments')?.text.slice(0, 200) ?? '';
}
