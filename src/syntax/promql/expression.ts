/** An expression of PromQL or MetricsQL as a tree. What the grammar does not know is `unknown` and keeps its parts. */
export type PromExpression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | PromSelector
  | PromCall
  | {
      readonly kind: 'aggregation';
      readonly operator: string;
      readonly arguments: readonly PromExpression[];
      readonly grouping: { readonly kind: 'by' | 'without'; readonly labels: readonly string[] } | undefined;
    }
  | PromBinary
  | { readonly kind: 'negation'; readonly operand: PromExpression }
  | { readonly kind: 'subquery'; readonly operand: PromExpression; readonly range: string }
  | { readonly kind: 'unknown'; readonly parts: readonly PromExpression[] };

/** `name{label="value"}[range]`. */
export interface PromSelector {
  readonly kind: 'selector';
  /** Absent when no matcher says it exactly. */
  readonly name: string | undefined;
  readonly matchers: readonly PromMatcher[];
  /** As written, e.g. `1h30m`; absent for an instant vector. */
  readonly range: string | undefined;
}

export interface PromMatcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

export interface PromCall {
  readonly kind: 'call';
  /** In lower case, as all functions of PromQL are. */
  readonly name: string;
  readonly arguments: readonly PromExpression[];
}

export interface PromBinary {
  readonly kind: 'binary';
  /** `+ - * / % ^ atan2`, `== != > < >= <=`, `and or unless`. */
  readonly operator: string;
  readonly left: PromExpression;
  readonly right: PromExpression;
}

/** A parsed expression. */
export interface PromQuery {
  readonly expression: PromExpression;
  /** How many places the grammar did not understand. */
  readonly errors: number;
}

/** The parts of an expression that are expressions themselves. */
export function partsOfExpression(expression: PromExpression): readonly PromExpression[] {
  switch (expression.kind) {
    case 'call':
    case 'aggregation':
      return expression.arguments;
    case 'binary':
      return [expression.left, expression.right];
    case 'negation':
    case 'subquery':
      return [expression.operand];
    case 'unknown':
      return expression.parts;
    default:
      return [];
  }
}

/** An expression and all below it, outermost first. */
export function* eachExpression(expression: PromExpression): Generator<PromExpression> {
  yield expression;
  for (const part of partsOfExpression(expression)) yield* eachExpression(part);
}

/** All selectors of an expression in the order of the text. */
export function selectorsOf(expression: PromExpression): readonly PromSelector[] {
  return [...eachExpression(expression)].filter((part) => part.kind === 'selector');
}
