import type { TreeNode } from './snapshot.js';
import type { TypeName } from '../tree.js';
import { children, placeOf } from './lowering.js';

const wrappers = new Set(['type_annotation', 'parenthesized_type', 'readonly_type', 'optional_type']);
const names = new Set(['type_identifier', 'nested_type_identifier', 'identifier', 'predefined_type']);
const absent = /^(?:undefined|null|void)$/;

/**
 * The head of a written type; of a union the first member that is not null or undefined. Types without a name (functions, object
 * types, arrays …) have none.
 */
export function typeName(
  node: TreeNode | undefined,
  text: (node: TreeNode) => string,
  depth = 0,
): TypeName | undefined {
  if (node === undefined || depth > 20) return undefined;
  if (names.has(node.type)) return { ...placeOf(node), name: text(node), arguments: [] };
  if (wrappers.has(node.type)) return typeName(children(node)[0], text, depth + 1);
  if (node.type === 'union_type' || node.type === 'intersection_type')
    return children(node)
      .filter((child) => !absent.test(text(child)))
      .map((child) => typeName(child, text, depth + 1))
      .find((found) => found !== undefined);
  if (node.type === 'generic_type') {
    const name = node.childForFieldName('name');
    const args = node.childForFieldName('type_arguments');
    return {
      ...placeOf(node),
      name: name ? text(name) : '',
      arguments: (args ? children(args) : []).flatMap((child) => typeName(child, text, depth + 1) ?? []),
    };
  }
  return undefined;
}
