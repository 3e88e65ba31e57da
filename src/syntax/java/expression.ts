import type { SyntaxNode } from '../tree-sitter.js';

/** A Java expression as far as constants need it, without its tree. */
export type JavaExpression =
  | { readonly kind: 'text'; readonly text: string }
  /** `NAME`, `Owner.NAME`, `com.acme.Owner.NAME`. */
  | { readonly kind: 'name'; readonly path: readonly string[] }
  | { readonly kind: 'sum'; readonly parts: readonly JavaExpression[] }
  | { readonly kind: 'list'; readonly items: readonly JavaExpression[] }
  | { readonly kind: 'other' };

/** Longer sums and deeper nesting are no constants. */
const deepest = 60;

/** Takes an expression out of its tree: literals, names, sums and lists; everything else is `other`. */
export function lowerExpression(node: SyntaxNode, depth = 0): JavaExpression {
  if (depth > deepest) return { kind: 'other' };
  switch (node.type) {
    case 'string_literal':
      return { kind: 'text', text: literalText(node.text) };
    case 'character_literal':
      return { kind: 'text', text: literalText(node.text) };
    case 'decimal_integer_literal':
      return { kind: 'text', text: node.text.replace(/[lL]$/, '').replaceAll('_', '') };
    case 'identifier':
      return { kind: 'name', path: [node.text] };
    case 'field_access':
      return /^[\w$]+(\s*\.\s*[\w$]+)*$/.test(node.text)
        ? { kind: 'name', path: node.text.split('.').map((part) => part.trim()) }
        : { kind: 'other' };
    case 'parenthesized_expression':
    case 'cast_expression': {
      const inner = node.namedChildren.at(-1);
      return inner ? lowerExpression(inner, depth + 1) : { kind: 'other' };
    }
    case 'binary_expression': {
      const left = node.childForFieldName('left');
      const right = node.childForFieldName('right');
      if (node.childForFieldName('operator')?.text !== '+' || !left || !right) return { kind: 'other' };
      return { kind: 'sum', parts: [lowerExpression(left, depth + 1), lowerExpression(right, depth + 1)] };
    }
    case 'element_value_array_initializer':
    case 'array_initializer':
      return {
        kind: 'list',
        items: node.namedChildren.flatMap((child) =>
          child && !child.type.endsWith('comment') ? [lowerExpression(child, depth + 1)] : [],
        ),
      };
    default:
      return { kind: 'other' };
  }
}

function literalText(written: string): string {
  const inner = written.startsWith('"""') ? written.slice(3, -3).trim() : written.slice(1, -1);
  return inner.replaceAll(/\\(["'\\])/g, '$1');
}
