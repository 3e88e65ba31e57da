import type { PromExpression } from '../../../syntax/promql/expression.js';
import { constantOf } from '../../../syntax/promql/fold.js';

/** One comparison of an alert's condition, turned so that the measured side is on the left. */
export interface Comparison {
  readonly measured: PromExpression;
  /** `''` for a condition without a comparison: it fires when there is anything. */
  readonly operator: '>' | '>=' | '<' | '<=' | '==' | '!=' | '';
  readonly threshold: PromExpression | undefined;
}

/** Comparisons that must hold at the same time. */
export type Conjunction = readonly Comparison[];

/** More ways to fire are not looked at. */
const mostWays = 64;

/**
 * The ways in which a condition can fire: `a and b or c` has two. It looks through aggregations, functions and arithmetic with a comparison
 * inside; what stands behind `unless` does not make it fire.
 */
export function waysToFire(expression: PromExpression): readonly Conjunction[] {
  return ways(expression) ?? [[{ measured: expression, operator: '', threshold: undefined }]];
}

/** Undefined when there is no comparison in it. */
function ways(expression: PromExpression): readonly Conjunction[] | undefined {
  switch (expression.kind) {
    case 'binary': {
      const { left, operator, right } = expression;
      if (operator === 'or') return [...waysToFire(left), ...waysToFire(right)].slice(0, mostWays);
      if (operator === 'and') return product(waysToFire(left), waysToFire(right));
      if (operator === 'unless') return waysToFire(left);
      if (isComparison(operator)) return compared(left, operator, right);
      // `(a > 1) * on (x) group_left info`: the other side filters or adds labels.
      const [first, second] = [ways(left), ways(right)];
      return first && second ? product(first, second) : (first ?? second);
    }
    case 'aggregation':
    case 'call': {
      if (expression.kind === 'call' && /^(?:absent|absent_over_time)$/.test(expression.name))
        return undefined;
      for (const argument of expression.arguments) {
        const inner = ways(argument);
        if (inner) return inner;
      }
      return undefined;
    }
    case 'subquery':
    case 'negation':
      return ways(expression.operand);
    case 'unknown':
      return expression.parts.map(ways).find((part) => part !== undefined);
    default:
      return undefined;
  }
}

function product(left: readonly Conjunction[], right: readonly Conjunction[]): readonly Conjunction[] {
  return left.flatMap((one) => right.map((other) => [...one, ...other])).slice(0, mostWays);
}

type Operator = Exclude<Comparison['operator'], ''>;

function isComparison(operator: string): operator is Operator {
  return /^(?:[<>]=?|[!=]=)$/.test(operator);
}

const turned: Readonly<Record<Operator, Operator>> = {
  '>': '<',
  '>=': '<=',
  '<': '>',
  '<=': '>=',
  '==': '==',
  '!=': '!=',
};

function compared(left: PromExpression, operator: Operator, right: PromExpression): readonly Conjunction[] {
  // `avg(up == bool 0) > 0.1`, `count(a > 1) > 3`: the inner comparison is what is measured.
  if (constantOf(left) !== undefined && constantOf(right) === undefined)
    return [[{ measured: right, operator: turned[operator], threshold: left }]];
  return [[{ measured: left, operator, threshold: right }]];
}
