import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodePath } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { TreeLowering } from '../tree-lowering.js';

const builtIn =
  /^(?:any|bool|byte|comparable|complex(?:64|128)|error|float(?:32|64)|u?int(?:8|16|32|64)?|rune|string|uintptr)$/;

/** The name of a type: of `*redis.Client` and `Cache[string]` it is `redis.Client` and `Cache`. Undefined for what has no name, and for built-in types. */
export function typePath(node: SyntaxNode | null, lowering: TreeLowering): CodePath | undefined {
  if (!node) return undefined;
  switch (node.type) {
    case 'type_identifier':
    case 'identifier':
      return builtIn.test(node.text) ? undefined : lowering.name(node);
    case 'qualified_type': {
      const holder = node.childForFieldName('package');
      const name = node.childForFieldName('name');
      return holder && name ? lowering.code.path(rangeOf(node), name.text, lowering.name(holder)) : undefined;
    }
    case 'generic_type':
      return typePath(node.childForFieldName('type'), lowering);
    case 'pointer_type':
    case 'parenthesized_type':
      return typePath(node.namedChildren[0] ?? null, lowering);
    default:
      return undefined;
  }
}

/** Types in square brackets, as written. */
export function typeArgumentsOf(node: SyntaxNode | null): readonly string[] {
  return (node?.namedChildren ?? []).flatMap((child) => (child ? [child.text] : []));
}
