import type { Dialect } from '../../../model/migration.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { dialectsNamedIn } from '../../dialect/dialects-in-code.js';

/**
 * Whether a condition holds, when that is known before anything runs: `reverting?`, and comparisons of the adapter's name with one
 * database. Undefined = not known.
 */
export function conditionHolds(
  node: SyntaxNode | null,
  reverting: boolean,
  dialect: Dialect,
  depth = 0,
): boolean | undefined {
  if (!node || depth > 20) return undefined;
  const inner = (child: SyntaxNode | null): boolean | undefined =>
    conditionHolds(child, reverting, dialect, depth + 1);
  if (node.type === 'true') return true;
  if (node.type === 'false' || node.type === 'nil') return false;
  if (node.type === 'parenthesized_statements') return inner(node.namedChildren[0] ?? null);
  if (node.type === 'unary') {
    const value = inner(node.childForFieldName('operand'));
    return value === undefined ? undefined : !value;
  }
  if (node.text === 'reverting?' || node.text === 'self.reverting?') return reverting;
  if (
    node.type === 'call' &&
    node.childForFieldName('method')?.text === 'respond_to?' &&
    node.text.endsWith('(:jsonb)')
  )
    return dialect === 'unknown' ? undefined : dialect === 'postgresql';
  const operator = node.type === 'binary' ? node.childForFieldName('operator')?.text : undefined;
  if (operator === '&&' || operator === 'and' || operator === '||' || operator === 'or') {
    const sides = [inner(node.childForFieldName('left')), inner(node.childForFieldName('right'))];
    const deciding = operator === '||' || operator === 'or';
    if (sides.includes(deciding)) return deciding;
    return sides.every((side) => side === !deciding) ? !deciding : undefined;
  }
  return ofAdapter(node, operator, dialect);
}

function ofAdapter(node: SyntaxNode, operator: string | undefined, dialect: Dialect): boolean | undefined {
  if (dialect === 'unknown' || (node.type !== 'binary' && node.type !== 'call')) return undefined;
  const { text } = node;
  if (text.length > 300 || !/\badapter(_name)?\b|\.(postgres(ql)?|mysql|sqlite)\?/.test(text))
    return undefined;
  const named = dialectsNamedIn(text);
  if (!named) return undefined;
  const same = named.includes(dialect);
  if (operator === '!=' || operator === '!~') return !same;
  const compares =
    operator === '==' ||
    operator === '=~' ||
    /\.(match\?|include\?|eql\?|casecmp\??|start_with\?|postgres\?|postgresql\?|mysql\?|sqlite\?)/.test(text);
  return compares ? same : undefined;
}
