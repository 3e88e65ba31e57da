import type { Expression } from '../tree.js';
import type { Evaluator } from './evaluator.js';
import type { Scope } from './scope.js';
import { certainText, concatenate } from './text.js';
import {
  assumedText,
  isNullish,
  isObjectLike,
  joinValues,
  optionsOf,
  undefinedValue,
  unknown,
  type Value,
} from './value.js';

type Binary = Extract<Expression, { kind: 'binary' }>;
type Conditional = Extract<Expression, { kind: 'conditional' }>;
type Unary = Extract<Expression, { kind: 'unary' }>;

const conditionLength = 120;

/** An expression as written, on one line and not too long, for conditions and names of holes. */
export function writtenText(expression: Expression, scope: Scope): string {
  const { source } = scope.module.module;
  const text = source.text
    .slice(expression.start, Math.min(expression.end, expression.start + 2 * conditionLength))
    .replaceAll(/\s+/g, ' ');
  return text.length > conditionLength ? `${text.slice(0, conditionLength - 1)}…` : text;
}

/** What a test comes to, and how to speak of it when only run time knows. */
export interface TestOutcome {
  /** undefined = only run time knows. */
  readonly truth: boolean | undefined;
  /** The test as a condition; undefined when it says nothing about the environment (a check for something not yet made). */
  readonly condition?: string;
  /** The condition is the host's own. */
  readonly own?: boolean;
}

/**
 * Evaluates a test. Only what cannot be otherwise is decided (an object is truthy, a router is not null): a constant `false` may be a
 * switch that somebody turns.
 */
export async function evaluateTest(
  test: Expression,
  scope: Scope,
  evaluator: Evaluator,
): Promise<TestOutcome> {
  if (test.kind === 'unary' && test.operator === '!') {
    const inner = await evaluateTest(test.argument, scope, evaluator);
    if (inner.own === true) return { truth: undefined, condition: negated(inner.condition) ?? '', own: true };
    return {
      truth: inner.truth === undefined ? undefined : !inner.truth,
      ...(inner.condition !== undefined && { condition: writtenText(test, scope) }),
    };
  }
  if (test.kind === 'binary' && /^[!=]==?$/.test(test.operator))
    return evaluateComparison(test, scope, evaluator);
  if (test.kind === 'literal') return { truth: Boolean(test.value) };
  if (test.kind === 'binary' && (test.operator === '&&' || test.operator === '||'))
    return evaluateJunction(test, scope, evaluator);
  const value = await evaluator.evaluate(test, scope);
  const own = evaluator.host.condition?.(value);
  if (own !== undefined) return { truth: undefined, condition: own, own: true };
  if (isObjectLike(value)) return { truth: true };
  if (isNullish(value)) return { truth: undefined };
  return { truth: undefined, condition: writtenText(test, scope) };
}

/** `a && b` and `a || b` as a test: decided when one side decides it, or both are known. */
async function evaluateJunction(test: Binary, scope: Scope, evaluator: Evaluator): Promise<TestOutcome> {
  const deciding = test.operator === '||';
  const left = await evaluateTest(test.left, scope, evaluator);
  if (left.truth === deciding) return left;
  const right =
    left.truth === undefined
      ? await evaluator.state.maybe(left.condition, () => evaluateTest(test.right, scope, evaluator))
      : await evaluateTest(test.right, scope, evaluator);
  if (left.truth !== undefined || right.truth === deciding) return right;
  if (right.truth !== undefined) return left;
  if (left.own === true && right.own === true)
    return { truth: undefined, condition: right.condition ?? '', own: true };
  return { truth: undefined, condition: writtenText(test, scope) };
}

async function evaluateComparison(test: Binary, scope: Scope, evaluator: Evaluator): Promise<TestOutcome> {
  const left = await evaluator.evaluate(test.left, scope);
  const right = await evaluator.evaluate(test.right, scope);
  const own = evaluator.host.condition?.(left) ?? evaluator.host.condition?.(right);
  if (own !== undefined) return { truth: undefined, condition: own, own: true };
  const isNegated = test.operator.startsWith('!');
  if (isNullish(right) || isNullish(left)) {
    const other = isNullish(right) ? left : right;
    if (isObjectLike(other)) return { truth: isNegated };
    if (isNullish(other)) return { truth: undefined };
  }
  const first = certainText(left);
  const second = certainText(right);
  if (first !== undefined && second !== undefined) return { truth: (first === second) !== isNegated };
  if (isModuleItself(left) || isModuleItself(right)) return { truth: undefined };
  return { truth: undefined, condition: writtenText(test, scope) };
}

/** `require.main === module`: true in the file that is started. */
function isModuleItself(value: Value): boolean {
  return value.kind === 'object' && value.members.size === 1 && value.members.has('exports');
}

/** The opposite of a condition, in words. */
export function negated(condition: string | undefined): string | undefined {
  if (condition === undefined) return undefined;
  return /^![\w.$]+$/.test(condition) ? condition.slice(1) : `not (${condition})`;
}

/** `a + b`, `a || b`, `a === b` … */
export async function evaluateBinary(expression: Binary, scope: Scope, evaluator: Evaluator): Promise<Value> {
  const { operator, left, right } = expression;
  if (operator === '||' || operator === '??') return evaluateFallback(left, right, scope, evaluator);
  if (operator === '&&') {
    const test = await evaluateTest(left, scope, evaluator);
    if (test.truth === false) return undefinedValue;
    return test.truth === true
      ? evaluator.evaluate(right, scope)
      : evaluator.state.maybe(test.condition, () => evaluator.evaluate(right, scope));
  }
  const first = await evaluator.evaluate(left, scope);
  const second = await evaluator.evaluate(right, scope);
  if (operator !== '+') return unknown;
  if (first.kind === 'literal' && second.kind === 'literal')
    return typeof first.value === 'number' && typeof second.value === 'number'
      ? { kind: 'literal', value: first.value + second.value }
      : unknown;
  const isText = [...optionsOf(first), ...optionsOf(second)].some(({ kind }) => kind === 'text');
  if (!isText) return unknown;
  return (
    concatenate([
      { value: first, expression: writtenText(left, scope) },
      { value: second, expression: writtenText(right, scope) },
    ]) ?? unknown
  );
}

async function evaluateFallback(
  left: Expression,
  right: Expression,
  scope: Scope,
  evaluator: Evaluator,
): Promise<Value> {
  const first = await evaluator.evaluate(left, scope);
  if (isObjectLike(first)) return first;
  if (certainText(first)) return first;
  if (first.kind === 'literal' && !first.value) return evaluator.evaluate(right, scope);
  const second = await evaluator.state.maybe(undefined, () => evaluator.evaluate(right, scope));
  if (first.kind === 'unknown' || first.kind === 'external')
    return second.kind === 'text'
      ? assumedText(second)
      : second.kind === 'unknown' || second.kind === 'literal'
        ? first
        : second;
  return joinValues(first, second);
}

/** `test ? a : b`: one of the two, unless the test is beyond doubt. */
export async function evaluateConditional(
  expression: Conditional,
  scope: Scope,
  evaluator: Evaluator,
): Promise<Value> {
  const test = await evaluateTest(expression.test, scope, evaluator);
  if (test.truth !== undefined)
    return evaluator.evaluate(test.truth ? expression.consequent : expression.alternate, scope);
  const consequent = await evaluator.state.maybe(test.condition, () =>
    evaluator.evaluate(expression.consequent, scope),
  );
  const alternate = await evaluator.state.maybe(negated(test.condition), () =>
    evaluator.evaluate(expression.alternate, scope),
  );
  return joinValues(consequent, alternate);
}

/** `!x`, `-x`, `typeof x` …: evaluated for what it calls. */
export async function evaluateUnary(expression: Unary, scope: Scope, evaluator: Evaluator): Promise<Value> {
  const value = await evaluator.evaluate(expression.argument, scope);
  if (expression.operator === '-' && value.kind === 'literal' && typeof value.value === 'number')
    return { kind: 'literal', value: -value.value };
  // The opposite of what a host tells is as much the host's own.
  if (expression.operator === '!' && evaluator.host.condition?.(value) !== undefined) return value;
  if (expression.operator === 'typeof') return typeOf(value);
  return expression.operator === 'void' ? undefinedValue : unknown;
}

function typeOf(value: Value): Value {
  const name =
    value.kind === 'function' || value.kind === 'class'
      ? 'function'
      : value.kind === 'text'
        ? 'string'
        : isObjectLike(value)
          ? 'object'
          : undefined;
  return name === undefined ? unknown : { kind: 'text', parts: [name], origins: [] };
}
