import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodePath, CodeValue } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { TreeLowering } from '../tree-lowering.js';

interface What {
  readonly value?: CodeValue;
  readonly type?: CodePath;
}

/** Declares the names of a pattern. `Ok(x)`, `Some(x)`, `State(x)` give `x` what the whole is. */
export function bindPattern(pattern: SyntaxNode, what: What, lowering: TreeLowering): void {
  const { code } = lowering;
  switch (pattern.type) {
    case 'identifier':
      code.declare(pattern.text, { range: rangeOf(pattern), ...what });
      break;
    case 'mut_pattern':
    case 'ref_pattern':
    case 'reference_pattern':
    case 'match_pattern':
    case 'captured_pattern':
      for (const child of pattern.namedChildren)
        if (child && child.type !== 'mutable_specifier') bindPattern(child, what, lowering);
      break;
    case 'tuple_struct_pattern': {
      const [, ...inner] = pattern.namedChildren;
      for (const child of inner) if (child) bindPattern(child, inner.length === 1 ? what : {}, lowering);
      break;
    }
    case 'tuple_pattern':
    case 'slice_pattern':
    case 'or_pattern':
      for (const child of pattern.namedChildren) if (child) bindPattern(child, {}, lowering);
      break;
    case 'struct_pattern':
      for (const child of pattern.namedChildren)
        if (child?.type === 'field_pattern') {
          const inner = child.childForFieldName('pattern');
          if (inner) bindPattern(inner, {}, lowering);
          else code.declare(child.childForFieldName('name')?.text ?? '');
        }
      break;
    default:
  }
}
