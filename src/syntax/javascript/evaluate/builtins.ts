import { callFunctionMethod } from './builtins/function-methods.js';
import { callGlobal } from './builtins/globals.js';
import { callListMethod } from './builtins/list-methods.js';
import { constructPromise, resolvePromise } from './builtins/promises.js';
import { callTextMethod } from './builtins/text-methods.js';
import type { Call, Evaluator } from './evaluator.js';
import type { Value } from './value.js';

/** A call of what the language and Node bring along, as far as it matters for values; undefined for everything else. */
export async function callBuiltin(call: Call, evaluator: Evaluator): Promise<Value | undefined> {
  const { callee } = call;
  if (callee.kind === 'external') {
    const isPromise = callee.package === '' && callee.path.length === 1 && callee.path[0] === 'Promise';
    return isPromise ? constructPromise(call, evaluator) : callGlobal(callee, call, evaluator);
  }
  if (callee.kind !== 'method') return undefined;
  const { name, receiver } = callee;
  switch (receiver.kind) {
    case 'list':
      return callListMethod(receiver, name, call, evaluator);
    case 'text':
      return callTextMethod(receiver, name, call);
    case 'function':
    case 'method':
    case 'class':
      return callFunctionMethod(receiver, name, call, evaluator);
    case 'object':
      return resolvePromise(receiver, name, call);
    default:
      return undefined;
  }
}
