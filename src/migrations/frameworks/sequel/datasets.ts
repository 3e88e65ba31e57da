import type { OperationBody } from '../../../model/migration.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import { tableOf } from './table-name.js';

const writers: ReadonlyMap<string, 'insert' | 'update' | 'delete'> = new Map([
  ['insert', 'insert'],
  ['multi_insert', 'insert'],
  ['import', 'insert'],
  ['insert_select', 'insert'],
  ['insert_multiple', 'insert'],
  ['update', 'update'],
  ['delete', 'delete'],
  ['truncate', 'delete'],
]);

const conditions = /^(where|exclude|filter|first|limit|select_more|and|or|grep|having)$/;

/**
 * What a chain on a dataset does: `from(:users).where(id: 1).update(a: 1)`, `self[:users].insert(…)`. `reads` when it changes nothing;
 * undefined when it is no dataset.
 */
export function datasetChange(
  node: SyntaxNode,
  value: (argument: SyntaxNode) => RubyValue,
): OperationBody | 'reads' | undefined {
  let filtered = false;
  let byKey = false;
  let at: SyntaxNode | null = node;
  const last = node.childForFieldName('method')?.text ?? '';
  for (let steps = 0; at && steps < 60; steps += 1) {
    const method = at.type === 'call' ? (at.childForFieldName('method')?.text ?? '') : '';
    const receiver: SyntaxNode | null = at.type === 'call' ? at.childForFieldName('receiver') : null;
    const table =
      at.type === 'element_reference' ? elementTable(at, value) : fromTable(at, receiver, method, value);
    if (table !== undefined) {
      const change = writers.get(last);
      if (!change) return 'reads';
      if (last === 'truncate') return { kind: 'truncate', table };
      const scope = change === 'insert' || byKey ? 'by-key' : filtered ? 'filtered' : 'all';
      return { kind: 'changeData', table, change, scope };
    }
    if (conditions.test(method)) {
      filtered = true;
      if (/\(\s*:?id(:|\s*=>)/.test(at.childForFieldName('arguments')?.text ?? '')) byKey = true;
    }
    at = receiver;
  }
  return undefined;
}

/** `self[:users]`, `DB[:users]`. */
function elementTable(node: SyntaxNode, value: (argument: SyntaxNode) => RubyValue): string | undefined {
  const object = node.childForFieldName('object');
  const index = node.namedChildren[1];
  return object && index && /^(self|db|DB)$/.test(object.text) ? tableOf(value(index)) : undefined;
}

/** `from(:users)`, `DB.from(:users)`. */
function fromTable(
  node: SyntaxNode,
  receiver: SyntaxNode | null,
  method: string,
  value: (argument: SyntaxNode) => RubyValue,
): string | undefined {
  if (method !== 'from' || (receiver && !/^(self|db|DB)$/.test(receiver.text))) return undefined;
  const [first] = node.childForFieldName('arguments')?.namedChildren ?? [];
  return first ? tableOf(value(first)) : undefined;
}
