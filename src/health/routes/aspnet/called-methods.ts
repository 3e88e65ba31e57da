import type { CSharpMethod } from '../../../syntax/csharp/files.js';
import type { Argument, FunctionNode } from '../../../syntax/imperative/tree.js';
import type { Application } from './application.js';
import { siteFor } from './call-place.js';
import type { Call, StartRun } from './start-run.js';
import { lookup, unknown } from './values.js';
import type { Frame, Value } from './values.js';

/** The methods that a call may mean, of those that the repository has. */
export async function methodsMeant(
  application: Application,
  object: Value | undefined,
  call: Call,
  frame: Frame,
): Promise<readonly (CSharpMethod | Value)[]> {
  const { files, contains, mappersNamed } = application;
  if (!object || (call.object?.kind === 'variable' && frame.owner)) {
    const local = lookup(frame, call.name);
    if (local?.kind === 'function') return [local];
    const own = await methodsOfClass(application, frame.owner?.name ?? '', call.name);
    if (own.length > 0) return own;
  }
  if (object?.kind === 'class') {
    const own = await methodsOfClass(application, object.name, call.name);
    if (own.length > 0) return own.slice(0, 1);
  }
  const extensions = (await files.extensionsNamed(call.name)).filter(({ file }) =>
    contains(file.source.path),
  );
  if (extensions.length > 0) return fittingOverload(extensions, call, object !== undefined);
  if (object?.kind === 'unknown' || object?.kind === 'class') return mappersNamed(call.name);
  return [];
}

/** The methods of a class with a name, its own or else those of its bases. */
export async function methodsOfClass(
  application: Application,
  name: string,
  method: string,
  depth = 0,
): Promise<readonly CSharpMethod[]> {
  const found: CSharpMethod[] = [];
  for (const { file, node: owner } of await application.files.classesNamed(name)) {
    if (!application.contains(file.source.path)) continue;
    for (const node of owner.methods) if (node.name === method) found.push({ file, owner, node });
    if (found.length === 0 && depth < 4)
      for (const base of owner.bases)
        found.push(...(await methodsOfClass(application, base, method, depth + 1)));
  }
  return found;
}

/** Of several overloads the one whose parameters fit best. */
export function fittingOverload(
  methods: readonly CSharpMethod[],
  call: Call,
  isExtension: boolean,
): readonly CSharpMethod[] {
  const given = call.arguments.length + (isExtension ? 1 : 0);
  const fits = methods.filter(({ node: { function: f } }) => {
    const needed = f.parameters.filter(({ fallback, variadic }) => !fallback && variadic !== true).length;
    return given >= needed && (given <= f.parameters.length || f.parameters.some(({ variadic }) => variadic));
  });
  return (fits.length > 0 ? fits : methods).slice(0, 1);
}

/** Runs a method that a call means, with what the call hands it. */
export async function runMethod(
  run: StartRun,
  method: CSharpMethod | Value,
  object: Value | undefined,
  call: Call,
  values: readonly Value[],
  frame: Frame,
): Promise<Value | undefined> {
  if ('kind' in method)
    return method.kind === 'function'
      ? run.function(
          method.function,
          parameterValues(method.function, call.arguments, values, undefined),
          method.frame,
          frame,
        )
      : undefined;
  const { file, owner, node } = method;
  const receiver = node.extends !== undefined && object && object.kind !== 'class' ? object : undefined;
  const site = siteFor(run.application, file, frame, call);
  return run.function(
    node.function,
    parameterValues(node.function, call.arguments, values, receiver),
    { file, owner, variables: new Map(), ...(site && { site }) },
    frame,
  );
}

/** The values of a function's parameters, in their order. */
function parameterValues(
  node: FunctionNode,
  given: readonly Argument[],
  values: readonly Value[],
  receiver: Value | undefined,
): readonly Value[] {
  const result: Value[] = [];
  const offset = receiver ? 1 : 0;
  if (receiver) result[0] = receiver;
  for (const [index, argument] of given.entries()) {
    const named =
      argument.name === undefined ? -1 : node.parameters.findIndex(({ name }) => name === argument.name);
    result[named === -1 ? index + offset : named] = values[index] ?? unknown;
  }
  return result;
}
