import { bareType } from '../../../syntax/csharp/files.js';
import type { FunctionNode } from '../../../syntax/imperative/tree.js';
import { excerptOf } from './call-place.js';
import { methodsMeant, runMethod } from './called-methods.js';
import { conventionOf } from './endpoint-conventions.js';
import { routerType } from './known-calls.js';
import { callOnRouter } from './router-calls.js';
import type { Call, StartRun } from './start-run.js';
import { unknown } from './values.js';
import type { Frame, Value } from './values.js';

/** Follows a call by what it is made on. */
export async function followCall(run: StartRun, call: Call, frame: Frame): Promise<Value> {
  const object = call.object && (await run.value(call.object, frame));
  if (object?.kind === 'router') return callOnRouter(run, object, call, frame);
  if (object?.kind === 'endpoints') {
    const convention = conventionOf(call, frame);
    if (convention) for (const own of object.conventions) own.push(convention);
    return object;
  }
  if (object?.kind === 'host' && call.name === 'Build') return run.root;
  if (object?.kind === 'class' && object.name === 'WebApplication')
    return call.name === 'Create' ? run.root : { kind: 'host' };
  return callElsewhere(run, object, call, frame);
}

/** A call on anything else: followed when it is handed the application, or starts one. */
async function callElsewhere(
  run: StartRun,
  object: Value | undefined,
  call: Call,
  frame: Frame,
): Promise<Value> {
  const [type] = call.typeArguments;
  if (call.name === 'UseStartup') {
    // `UseStartup(context => new Startup(…))`
    const made = /\bnew\s+([\w.]+)\s*\(/.exec(excerptOf(call.arguments[0]?.value, frame))?.[1];
    const startup = type ?? made;
    if (startup !== undefined) await run.startup(bareType(startup), frame);
  }
  const values: Value[] = [];
  for (const { value } of call.arguments) values.push(await run.value(value, frame));
  if (/^ConfigureWebHost(Defaults)?$/.test(call.name) || (call.name === 'ConfigureKestrel' && !object))
    for (const value of values)
      if (value.kind === 'function') await run.function(value.function, [], value.frame);
  if (
    call.name === 'Configure' &&
    call.typeArguments.length === 0 &&
    /web|host/i.test(excerptOf(call.object, frame))
  )
    for (const value of values)
      if (value.kind === 'function')
        await run.function(value.function, branchArguments(run, value.function), value.frame);
  const isHanded = values.some(({ kind }) => kind === 'router' || kind === 'host');
  if (!isHanded && object?.kind !== 'host') return unknown;
  const methods = await methodsMeant(run.application, object, call, frame);
  let result: Value | undefined;
  for (const method of methods)
    result = (await runMethod(run, method, object, call, values, frame)) ?? result;
  if (result) return result;
  return object?.kind === 'host' ? object : unknown;
}

function branchArguments(run: StartRun, node: FunctionNode): readonly Value[] {
  return node.parameters.map((parameter, index) =>
    index === node.parameters.length - 1 || routerType.test(bareType(parameter.type)) ? run.root : unknown,
  );
}
