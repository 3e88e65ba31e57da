import type { Call, Evaluator } from '../evaluator.js';
import {
  isNullish,
  joinValues,
  objectValue,
  outcomeOf,
  unknown,
  type ObjectValue,
  type Value,
} from '../value.js';

/** The name under which the function `resolve` of a promise, and what it is called with, are kept; no program can write it. */
const resolution = '*resolve*';

/** `new Promise((resolve, reject) => …)`: what `resolve` is called with, as far as the executor is seen to call it. */
export async function constructPromise(call: Call, evaluator: Evaluator): Promise<Value | undefined> {
  const [executor] = call.arguments;
  if (!call.isNew || executor?.kind !== 'function') return undefined;
  const holder = objectValue();
  const resolve: Value = { kind: 'method', receiver: holder, name: resolution };
  const reject: Value = { kind: 'external', package: '', path: ['Promise', 'executor', 'reject'] };
  const isWorthwhile = evaluator.host.mayEnter?.(executor, [resolve, reject], undefined) ?? true;
  if (isWorthwhile) await evaluator.run(executor, [resolve, reject]);
  const resolved = holder.members.get(resolution);
  if (resolved !== undefined && !isNullish(resolved)) return resolved;
  // Without `reject` it does not fail.
  return executor.node.parameters.length > 1 || !isWorthwhile ? outcomeOf([]) : unknown;
}

/** A call of such a `resolve`; undefined when it is another method. */
export function resolvePromise(holder: ObjectValue, name: string, call: Call): Value | undefined {
  if (name !== resolution) return undefined;
  const [value = unknown] = call.arguments;
  const before = holder.members.get(resolution);
  holder.members.set(resolution, before === undefined ? value : joinValues(before, value));
  return unknown;
}
