import type { Dialect } from '../../model/migration.js';
import type { GoExpression } from '../../syntax/go/tree.js';
import { dialectsNamedIn } from '../dialect/dialects-in-code.js';

/**
 * Whether a condition holds, when that is known before anything runs: errors are taken not to happen, and comparisons of the
 * database's name with one database are decided by the dialect. Undefined = not known.
 */
export function conditionHolds(
  condition: GoExpression,
  written: (expression: GoExpression) => string,
  dialect: Dialect,
  depth = 0,
): boolean | undefined {
  if (depth > 20) return undefined;
  const inner = (one: GoExpression): boolean | undefined => conditionHolds(one, written, dialect, depth + 1);
  if (condition.kind === 'name')
    return condition.name === 'true' ? true : condition.name === 'false' ? false : undefined;
  if (condition.kind === 'unary' && condition.operator === '!') {
    const value = inner(condition.operand);
    return value === undefined ? undefined : !value;
  }
  if (condition.kind === 'binary') {
    const { operator, left, right } = condition;
    if (operator === '&&' || operator === '||') {
      const sides = [inner(left), inner(right)];
      const deciding = operator === '||';
      if (sides.includes(deciding)) return deciding;
      return sides.every((side) => side === !deciding) ? !deciding : undefined;
    }
    if (operator !== '==' && operator !== '!=') return undefined;
    if (isError(left) && right.kind === 'name' && right.name === 'nil') return operator === '==';
    return dialect === 'unknown' ? undefined : comparison(written(condition), operator === '==', dialect);
  }
  if (condition.kind === 'call' && condition.callee.kind === 'selector' && dialect !== 'unknown') {
    const { field } = condition.callee;
    const named = /^is_?/i.test(field) ? dialectsNamedIn(field) : undefined;
    return named && named.includes(dialect);
  }
  return undefined;
}

/** `err`, `errClose`, `tx.Exec(…).Error`, `rows.Err()`. */
function isError(expression: GoExpression): boolean {
  switch (expression.kind) {
    case 'name':
      return /^(err|error)[A-Z\d_]?|Err(or)?$/.test(expression.name);
    case 'selector':
      return /^Err(or)?$/.test(expression.field);
    case 'call':
      return expression.callee.kind === 'selector' && /^Err(or)?$/.test(expression.callee.field);
    default:
      return false;
  }
}

function comparison(code: string, equal: boolean, dialect: Dialect): boolean | undefined {
  const named = dialectsNamedIn(code);
  return named && named.includes(dialect) === equal;
}
