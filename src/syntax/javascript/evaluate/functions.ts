import { namesOf } from '../links.js';
import type { FunctionNode } from '../tree.js';
import type { Evaluator, Frame } from './evaluator.js';
import { Scope } from './scope.js';
import {
  isNullish,
  joinValues,
  listValue,
  outcomeOf,
  undefinedValue,
  unknown,
  type FunctionValue,
  type Value,
} from './value.js';

const nestingLimit = 48;
const recursionLimit = 4;

/** Runs the body of a project function with the given arguments; what it returns on any of its ways is the result. */
export async function runFunction(
  callee: FunctionValue,
  given: readonly Value[],
  self: Value | undefined,
  evaluator: Evaluator,
): Promise<Value> {
  const { state } = evaluator;
  const { node } = callee;
  const isTooDeep =
    state.functions.length >= nestingLimit ||
    state.functions.filter((running) => running === node).length >= recursionLimit;
  if (isTooDeep) return outcomeOf(given);
  evaluator.host.entered?.(callee, given);
  const scope = new Scope(callee.scope.module, callee.scope, state.branches);
  if (!node.arrow)
    scope.self = { value: self ?? callee.self ?? unknown, ...(callee.home && { home: callee.home }) };
  const frame: Frame = { scope, returns: [] };
  state.functions.push(node);
  try {
    await bindParameters(node, given, scope, evaluator);
    await evaluator.execute(node.body, frame);
  } finally {
    state.functions.pop();
  }
  const [first, ...others] = frame.returns;
  const result = first === undefined ? undefinedValue : others.reduce(joinValues, first);
  evaluator.host.left?.(callee, result);
  return result;
}

/** Gives the arguments to the parameters; what is not known is taken for what its declared type says. */
export async function bindParameters(
  node: FunctionNode,
  given: readonly Value[],
  scope: Scope,
  evaluator: Evaluator,
): Promise<void> {
  scope.bindings.set('arguments', listValue(given));
  scope.parameters = new Set(node.parameters.flatMap(({ pattern }) => namesOf(pattern)));
  for (const [index, parameter] of node.parameters.entries()) {
    if (parameter.rest) {
      await evaluator.bind(parameter.pattern, listValue(given.slice(index)), scope, 'declare');
      continue;
    }
    const passed = given[index] ?? undefinedValue;
    const isOpen = passed.kind === 'unknown' || isNullish(passed);
    const declared =
      isOpen && parameter.type ? await evaluator.typed(parameter.type, scope, node) : undefined;
    const value = declared ?? passed;
    await evaluator.bind(parameter.pattern, value, scope, 'declare');
    const receiver = scope.self?.value;
    if (parameter.isField && receiver?.kind === 'instance') {
      const name = parameterName(parameter.pattern);
      if (name !== undefined && !isNullish(value)) receiver.properties.set(name, value);
    }
  }
}

function parameterName(pattern: FunctionNode['parameters'][number]['pattern']): string | undefined {
  if (pattern.kind === 'defaulted') return parameterName(pattern.target);
  return pattern.kind === 'name' ? pattern.name : undefined;
}
