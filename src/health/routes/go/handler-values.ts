import type { GoParameter } from '../../../syntax/go/tree.js';
import type { Machine } from './machine.js';
import { isHandlerType, routerFramework, takesRequest, underlyingType } from './types.js';
import type { TypeAt, Value } from './values.js';
import { optionsOf } from './values.js';

/** The handler in a call of middleware that the repository declares: a function that takes a handler and gives one back. */
export async function wrappedHandler(
  machine: Machine,
  signature: { readonly parameters: readonly GoParameter[]; readonly results: readonly GoParameter[] },
  file: string,
  callee: Value,
  args: readonly Value[],
): Promise<Value | undefined> {
  const [result] = signature.results;
  if (result === undefined || signature.results.length > 2) return undefined;
  if (!(await givesHandler(machine, { type: result.type, file }))) return undefined;
  for (const [index, argument] of args.entries()) {
    const parameter = signature.parameters[Math.min(index, signature.parameters.length - 1)];
    if (parameter === undefined) continue;
    const type = { type: parameter.type, file };
    if (await routerFramework(machine.program, type)) continue;
    if ((await isHandlerType(machine.program, type)) || (await isHandlerValue(machine, argument)))
      return { kind: 'wrapped', inner: argument, middleware: callee };
  }
  return undefined;
}

async function givesHandler(machine: Machine, type: TypeAt): Promise<boolean> {
  if (await isHandlerType(machine.program, type)) return true;
  const { type: underlying, file } = await underlyingType(machine.program, type);
  const [made] = underlying.kind === 'function' ? underlying.results : [];
  /** A provider: a function that will give back the handler. */
  if (made && (await isHandlerType(machine.program, { type: made.type, file }))) return true;
  return (
    type.type.kind === 'named' &&
    (type.type.name === 'any' || /(Handler|HandlerFunc|Handle|Middleware)$/.test(type.type.name))
  );
}

/** True for values that plainly answer requests: routers, wrapped handlers, functions that take a request. */
export async function isHandlerValue(machine: Machine, value: Value): Promise<boolean> {
  for (const option of optionsOf(value)) {
    if (option.kind === 'router' || option.kind === 'wrapped' || option.kind === 'stripped') return true;
    if (option.kind === 'function' && (await takesRequest(machine.program, option.fn, option.fn.file)))
      return true;
    if (option.kind === 'closure' && (await takesRequest(machine.program, option.literal, option.scope.file)))
      return true;
  }
  return false;
}
