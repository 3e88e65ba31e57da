import type { PromExpression } from './expression.js';

/** The value of an expression of numbers alone (`14.4 * (1 - 0.999)`), undefined for any other. */
export function constantOf(expression: PromExpression): number | undefined {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'negation': {
      const value = constantOf(expression.operand);
      return value === undefined ? undefined : -value;
    }
    case 'call': {
      // `vector(1)` and `scalar(…)` hand their number on.
      const [only] = expression.arguments;
      return (expression.name === 'vector' || expression.name === 'scalar') && only
        ? constantOf(only)
        : undefined;
    }
    case 'binary': {
      const left = constantOf(expression.left);
      const right = constantOf(expression.right);
      return left === undefined || right === undefined
        ? undefined
        : computed(expression.operator, left, right);
    }
    default:
      return undefined;
  }
}

function computed(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '^':
      return left ** right;
    default:
      return undefined;
  }
}

/** The factors of a product (`14.4 * (1 - 0.999)` → 14.4 and 1 - 0.999); the expression itself when it is none. */
export function factorsOf(expression: PromExpression): readonly PromExpression[] {
  return expression.kind === 'binary' && expression.operator === '*'
    ? [...factorsOf(expression.left), ...factorsOf(expression.right)]
    : [expression];
}
