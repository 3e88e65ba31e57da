import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodeValue } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { TreeLowering } from '../tree-lowering.js';

/** Declares the names of a pattern, each with the member of the value that it takes. */
export function bindPattern(pattern: SyntaxNode, value: CodeValue | undefined, lowering: TreeLowering): void {
  const { code } = lowering;
  switch (pattern.type) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
      code.declare(pattern.text, value ? { value } : {});
      break;
    case 'object_pattern':
      for (const child of pattern.namedChildren) if (child) bindEntry(child, value, lowering);
      break;
    case 'object_assignment_pattern':
    case 'assignment_pattern': {
      const left = pattern.childForFieldName('left');
      lowering.field(pattern, 'right');
      if (left) bindPattern(left, value, lowering);
      break;
    }
    case 'array_pattern':
      for (const child of pattern.namedChildren) if (child) bindPattern(child, undefined, lowering);
      break;
    case 'rest_pattern':
      for (const child of pattern.namedChildren) if (child) bindPattern(child, undefined, lowering);
      break;
    default:
  }
}

function bindEntry(entry: SyntaxNode, value: CodeValue | undefined, lowering: TreeLowering): void {
  if (entry.type === 'pair_pattern') {
    const key = entry.childForFieldName('key')?.text;
    const inner = entry.childForFieldName('value');
    if (inner) bindPattern(inner, memberOf(entry, key, value, lowering), lowering);
    return;
  }
  const name =
    entry.type === 'object_assignment_pattern' ? entry.childForFieldName('left')?.text : entry.text;
  bindPattern(
    entry,
    entry.type === 'rest_pattern' ? undefined : memberOf(entry, name, value, lowering),
    lowering,
  );
}

function memberOf(
  node: SyntaxNode,
  name: string | undefined,
  value: CodeValue | undefined,
  { code }: TreeLowering,
): CodeValue | undefined {
  return value && name !== undefined ? code.path(rangeOf(node), name, value) : undefined;
}
