import type { FunctionNode, TypeName } from '../tree.js';
import type { Evaluator } from './evaluator.js';
import type { Scope } from './scope.js';
import { stepOutside, type Value } from './value.js';

/** Types that stand for their argument. */
const transparent = new Set(['Promise', 'Awaited', 'Readonly', 'Partial', 'Required', 'NonNullable', 'Ref']);

/**
 * What is known of a value by its declared type: an object of a class of the repository, something of a package, or what the host makes of
 * that. Undefined when the type says nothing (interfaces, primitive types).
 */
export async function typedValue(
  type: TypeName,
  scope: Scope,
  parameterOf: FunctionNode | undefined,
  evaluator: Evaluator,
): Promise<Value | undefined> {
  const [argument] = type.arguments;
  if (transparent.has(type.name) && argument) return typedValue(argument, scope, parameterOf, evaluator);
  const [head, ...members] = type.name.split('.');
  let value = head === undefined ? undefined : await evaluator.lookup(head, scope);
  for (const member of members) value &&= await evaluator.member(value, member);
  if (value?.kind === 'external')
    return evaluator.host.typed?.(value, parameterOf) ?? stepOutside(value, '()');
  if (value?.kind !== 'class') return undefined;
  return evaluator.host.mayBuild?.(value)
    ? evaluator.construct(value, [])
    : { kind: 'instance', class: value, properties: new Map() };
}
