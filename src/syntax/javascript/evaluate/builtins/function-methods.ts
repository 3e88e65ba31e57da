import type { Call, Evaluator } from '../evaluator.js';
import { isNullish, type ClassValue, type FunctionValue, type MethodValue, type Value } from '../value.js';

/** `f.call(self, …)`, `f.apply(self, list)` and `f.bind(self, …)`. */
export async function callFunctionMethod(
  receiver: FunctionValue | MethodValue | ClassValue,
  name: string,
  call: Call,
  evaluator: Evaluator,
): Promise<Value | undefined> {
  const [self, ...others] = call.arguments;
  if (name === 'bind') return bound(receiver, self, others);
  if (name !== 'call' && name !== 'apply') return undefined;
  const [list] = others;
  const given = name === 'call' ? others : list?.kind === 'list' ? list.items : [];
  const isKnownSelf = self !== undefined && !isNullish(self);
  const callee: Value =
    receiver.kind === 'function' && isKnownSelf
      ? { ...receiver, self }
      : receiver.kind === 'method' && self?.kind === 'host'
        ? { ...receiver, receiver: self }
        : receiver;
  return evaluator.call({ ...call, callee, ...(self && { self }), arguments: given });
}

function bound(
  receiver: FunctionValue | MethodValue | ClassValue,
  self: Value | undefined,
  given: readonly Value[],
): Value {
  if (receiver.kind !== 'function') return receiver;
  const isKnownSelf = self !== undefined && !isNullish(self) && self.kind !== 'unknown';
  return {
    ...receiver,
    ...(isKnownSelf && { self }),
    ...(given.length > 0 && { boundArguments: [...(receiver.boundArguments ?? []), ...given] }),
  };
}
