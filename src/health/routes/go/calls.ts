import type { GoFunction } from '../../../syntax/go/file.js';
import type { GoFunctionLiteral, GoParameter } from '../../../syntax/go/tree.js';
import { callChiMethod } from './chi.js';
import { runCallbacks } from './callbacks.js';
import { callManagerMethod } from './controller-runtime.js';
import { callEchoMethod } from './echo.js';
import { callExternal } from './external-calls.js';
import { callFiberMethod } from './fiber.js';
import { callGinMethod } from './gin.js';
import { callGorillaMethod } from './gorilla.js';
import { callBeegoMethod } from './beego.js';
import { callGoZeroMethod } from './go-zero.js';
import { callHttprouterMethod } from './httprouter.js';
import { callHumaMethod } from './huma.js';
import { callIrisMethod } from './iris.js';
import { callKratosMethod } from './kratos.js';
import { wrappedHandler } from './handler-values.js';
import { callInterface } from './interface-calls.js';
import type { Frame, Machine } from './machine.js';
import { callMuxMethod } from './net-http.js';
import type { GoRouterFramework } from './recognition.js';
import { noteLocalCall } from './note-calls.js';
import { carriesRouter, serve } from './serving.js';
import { releaseObjects } from './selection.js';
import type { Cell, ClosureValue, FilePlace, FunctionValue, Scope, TypeAt, Value } from './values.js';
import { eitherOf, optionsOf, unknown } from './values.js';

/** Who answers for the methods of a framework's routers. */
const routerMethods: Readonly<Record<GoRouterFramework, typeof callMuxMethod>> = {
  'go-net-http': callMuxMethod,
  'go-chi': callChiMethod,
  'go-gin': callGinMethod,
  'go-echo': callEchoMethod,
  'go-gorilla': callGorillaMethod,
  'go-fiber': callFiberMethod,
  'go-httprouter': callHttprouterMethod,
  'go-controller-runtime': callManagerMethod,
  'go-huma': callHumaMethod,
  'go-kratos': callKratosMethod,
  'go-hertz': callGinMethod,
  'go-iris': callIrisMethod,
  'go-zero': callGoZeroMethod,
  'go-beego': callBeegoMethod,
};

/** How many calls may be running at once, and how often one function. */
const maxCalls = 60;
const maxRecursion = 2;

/** Calls a value with values. */
export async function apply(
  machine: Machine,
  callee: Value,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  if (!machine.step()) return unknown;
  switch (callee.kind) {
    case 'either': {
      const results: Value[] = [];
      await machine.alternatives(
        callee.options.map((option) => async (): Promise<boolean> => {
          results.push(await apply(machine, option, args, site));
          return false;
        }),
      );
      return eitherOf(results);
    }
    case 'function':
      return applyFunction(machine, callee, args, site);
    case 'closure':
      return applyClosure(machine, callee, args, site);
    case 'router-method':
      if (machine.notes !== undefined) return unknown;
      return routerMethods[callee.router.framework](machine, callee.router, callee.name, args, site);
    case 'external-function':
      return callee.interface
        ? callInterface(machine, callee.interface, callee, args, site)
        : callExternal(machine, callee, args, site);
    case 'deferred': {
      const forced = await force(machine, callee);
      return forced.kind === 'deferred' ? unknown : apply(machine, forced, args, site);
    }
    case 'external':
      return callExternal(
        machine,
        { kind: 'external-function', name: `${callee.name}()`, receiver: callee },
        args,
        site,
      );
    /** The middleware that a handler was wrapped in may be a function that is asked for the handler later. */
    case 'wrapped':
    case 'stripped':
      return callee;
    default:
      return applyUnknown(machine, callee, args, site);
  }
}

/** A call of something that only run time knows. */
async function applyUnknown(
  machine: Machine,
  callee: Value,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  for (const argument of args)
    for (const option of optionsOf(argument))
      if (option.kind === 'router' && option.router.framework !== 'go-controller-runtime')
        machine.gap(
          option.router.framework,
          site,
          'a router is handed to a function that only run time knows',
        );
  await runCallbacks(machine, args, site);
  if (callee.kind !== 'unknown' || callee.type?.type.kind !== 'function') return unknown;
  const [result] = callee.type.type.results;
  return result ? { kind: 'unknown', type: { type: result.type, file: callee.type.file } } : unknown;
}

async function applyFunction(
  machine: Machine,
  callee: FunctionValue,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  const { fn, receiver } = callee;
  if (machine.notes !== undefined) return noteLocalCall(machine, callee, args, site, run);
  const relevant = machine.relevance.functions.has(fn);
  const wrapped = relevant ? undefined : await wrappedHandler(machine, fn, fn.file, callee, args);
  if (wrapped) return wrapped;
  const carries =
    relevant || args.some((one) => carriesRouter(one)) || (receiver !== undefined && carriesRouter(receiver));
  if (carries || args.some((one) => callbackMatters(machine, one))) return run();
  releaseObjects(receiver === undefined ? args : [...args, receiver]);
  const outcome = {};
  const results = fn.results.map((_result, index): Value => ({
    kind: 'deferred',
    call: callee,
    args,
    index,
    outcome,
  }));
  const [only = unknown] = results;
  return results.length > 1 ? { kind: 'tuple', items: results } : only;

  async function run(): Promise<Value> {
    return runFunction(machine, callee, args, site);
  }
}

function callbackMatters(machine: Machine, value: Value): boolean {
  return optionsOf(value).some(
    (option) =>
      (option.kind === 'closure' && machine.relevance.matters(option.scope.file, option.literal)) ||
      (option.kind === 'function' && machine.relevance.functions.has(option.fn)),
  );
}

async function applyClosure(
  machine: Machine,
  callee: ClosureValue,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  const { literal, scope } = callee;
  if (machine.notes === undefined) {
    const wrapped = await wrappedHandler(machine, literal, scope.file, callee, args);
    if (wrapped && !machine.relevance.matters(scope.file, literal)) return wrapped;
  }
  return runLiteral(
    machine,
    literal,
    literal,
    { cells: new Map(), parent: scope, file: scope.file },
    args,
    site,
  );
}

/** Runs a function of the repository with values; its result is a tuple when it has several. */
export async function runFunction(
  machine: Machine,
  callee: FunctionValue,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  const { fn, receiver } = callee;
  if (machine.notes === undefined) machine.visited.add(fn);
  const body = await machine.program.body(fn);
  if (body === undefined) return resultsOf(fn, fn.file, []);
  const cells = new Map<string, Cell>();
  if (fn.receiver?.name !== undefined)
    cells.set(fn.receiver.name, { value: receiver ?? unknownReceiver(fn) });
  return runLiteral(machine, fn, body, { cells, file: fn.file }, args, site);
}

/** The receiver of a method that is run on its own. */
export function unknownReceiver(fn: GoFunction): Value {
  if (fn.receiver === undefined) return unknown;
  return { kind: 'unknown', type: { type: { kind: 'named', name: fn.receiver.type }, file: fn.file } };
}

async function runLiteral(
  machine: Machine,
  identity: object,
  body: GoFunctionLiteral,
  scope: Scope,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  const running = machine.running.get(identity) ?? 0;
  if (running >= maxRecursion || machine.callSites.length >= maxCalls) return resultsOf(body, scope.file, []);
  bindParameters(body.parameters, args, scope);
  for (const result of body.results)
    if (result.name !== undefined)
      scope.cells.set(result.name, {
        value: { kind: 'unknown', type: { type: result.type, file: scope.file } },
      });
  const frame: Frame = { scope, file: scope.file, results: body.results, returns: [] };
  machine.running.set(identity, running + 1);
  machine.callSites.push(site);
  try {
    await machine.limited(async () => machine.operations.execute(machine, body.body, frame));
  } finally {
    machine.callSites.pop();
    machine.running.set(identity, running);
  }
  return resultsOf(body, scope.file, frame.returns);
}

function bindParameters(parameters: readonly GoParameter[], args: readonly Value[], scope: Scope): void {
  for (const [index, parameter] of parameters.entries()) {
    if (parameter.name === undefined) continue;
    const type: TypeAt = { type: parameter.type, file: scope.file };
    const value: Value = parameter.variadic
      ? { kind: 'list', items: args.slice(index), complete: true, element: type }
      : withType(args[index], type);
    scope.cells.set(parameter.name, { value });
  }
}

function withType(value: Value | undefined, type: TypeAt): Value {
  return value === undefined || (value.kind === 'unknown' && value.type === undefined)
    ? { kind: 'unknown', type }
    : value;
}

/** What a function gives back: per result all values that its returns had. */
function resultsOf(
  signature: { readonly results: readonly GoParameter[] },
  file: string,
  returns: readonly (readonly Value[])[],
): Value {
  const results = signature.results.map((result, index) => {
    const type = { type: result.type, file };
    const values = returns.map((values) => withType(values[index], type));
    return values.length === 0 ? withType(undefined, type) : eitherOf(values);
  });
  const [only = unknown] = results;
  return results.length > 1 ? { kind: 'tuple', items: results } : only;
}

/** The result of a call that was put off; the call is followed now. */
export async function force(machine: Machine, value: Value): Promise<Value> {
  if (value.kind === 'either') {
    const options: Value[] = [];
    for (const option of value.options) options.push(await force(machine, option));
    return eitherOf(options);
  }
  if (value.kind !== 'deferred') return value;
  const { outcome, call, args, index } = value;
  if (outcome.values === undefined) {
    outcome.values = [];
    const site: FilePlace = { file: call.fn.file, start: call.fn.start, end: call.fn.start };
    const notes = machine.notes;
    machine.notes = undefined;
    const result = await machine.undone(async () => runFunction(machine, call, args, site));
    machine.notes = notes;
    outcome.values = result.kind === 'tuple' ? result.items : [result];
  }
  return outcome.values[index] ?? unknown;
}

/** Marks what a function that nobody calls hands out as an `http.Handler`: whoever gets it serves it. */
export async function serveResult(machine: Machine, result: Value): Promise<void> {
  for (const one of result.kind === 'tuple' ? result.items : [result])
    for (const option of optionsOf(one))
      if (option.kind === 'external' || option.kind === 'wrapped') await serve(machine, option);
}
