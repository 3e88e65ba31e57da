import type { Argument, CallExpression, Expression } from '../tree.js';
import { callBuiltin } from './builtins.js';
import type { Call, Evaluator } from './evaluator.js';
import { memberByValue } from './members.js';
import type { Scope } from './scope.js';
import { certainText } from './text.js';
import {
  isNullish,
  joinValues,
  outcomeOf,
  stepOutside,
  unknown,
  type ExternalValue,
  type FunctionValue,
  type Value,
} from './value.js';

/** A call or construction: evaluates callee and arguments in the order of the source, then follows the call. */
export async function evaluateCall(
  expression: CallExpression,
  scope: Scope,
  evaluator: Evaluator,
): Promise<Value> {
  if (expression.callee.kind === 'import') {
    const given = await evaluateArguments(expression.arguments, scope, evaluator);
    return loadBy(given[0], 'import', scope, evaluator);
  }
  if (expression.callee.kind === 'super') {
    const given = await evaluateArguments(expression.arguments, scope, evaluator);
    await evaluator.constructBase(expression, scope, given);
    return unknown;
  }
  const { callee, self } = await evaluateCallee(expression.callee, expression.arguments, scope, evaluator);
  const given = await evaluateArguments(expression.arguments, scope, evaluator);
  const { state } = evaluator;
  const site = { module: scope.module.module, expression, scope, given };
  state.sites.push(site);
  try {
    return await evaluator.call({
      callee,
      ...(self && { self }),
      arguments: given,
      isNew: expression.isNew,
      site,
    });
  } finally {
    state.sites.pop();
  }
}

async function evaluateCallee(
  callee: Expression,
  args: readonly Argument[],
  scope: Scope,
  evaluator: Evaluator,
): Promise<{ readonly callee: Value; readonly self?: Value }> {
  if (callee.kind !== 'member') return { callee: await evaluator.evaluate(callee, scope) };
  // What rejects before `.catch(…)` or `.then(a, b)` is caught.
  const isGuarded = callee.property === 'catch' || (callee.property === 'then' && args.length > 1);
  const evaluateObject = (): Promise<Value> => evaluator.evaluate(callee.object, scope);
  const self = isGuarded ? await evaluator.state.guarded(evaluateObject) : await evaluateObject();
  if (callee.object.kind === 'super') return superMember(scope, callee.property, evaluator);
  const member =
    typeof callee.property === 'string'
      ? await evaluator.member(self, callee.property)
      : await memberByValue(self, await evaluator.evaluate(callee.property, scope), evaluator);
  return { callee: member, self };
}

/** `super.method`: the superclass's method on the present object. */
async function superMember(
  scope: Scope,
  property: string | Expression,
  evaluator: Evaluator,
): Promise<{ readonly callee: Value; readonly self?: Value }> {
  const receiver = scope.receiver;
  const base = receiver?.home?.superclass;
  if (receiver === undefined || base?.kind !== 'class' || typeof property !== 'string')
    return { callee: unknown };
  const method = await evaluator.member({ kind: 'instance', class: base, properties: new Map() }, property);
  return {
    callee: method.kind === 'function' ? { ...method, self: receiver.value } : method,
    self: receiver.value,
  };
}

async function evaluateArguments(
  args: readonly Argument[],
  scope: Scope,
  evaluator: Evaluator,
): Promise<Value[]> {
  const values: Value[] = [];
  for (const { value, spread } of args) {
    const evaluated = await evaluator.evaluate(value, scope);
    if (spread && evaluated.kind === 'list') values.push(...evaluated.items.slice(0, 1000));
    else values.push(evaluated);
  }
  return values;
}

async function loadBy(
  specifier: Value | undefined,
  way: 'import' | 'require',
  scope: Scope,
  evaluator: Evaluator,
): Promise<Value> {
  const text = specifier && certainText(specifier);
  return text === undefined ? outcomeOf([]) : evaluator.load(text, scope, way);
}

/** Follows a call whose parts are evaluated: into project code, a builtin, the host, or nowhere. */
export async function dispatchCall(call: Call, evaluator: Evaluator): Promise<Value> {
  const { callee } = call;
  evaluator.host.observe?.(call);
  switch (callee.kind) {
    case 'choice':
      return callAll(callee.options, call, evaluator);
    case 'function':
      return callFunction(callee, call, evaluator);
    case 'class':
      return evaluator.construct(callee, call.arguments);
    case 'namespace': {
      // `require('./es-module')()` of a transpiled default export.
      const main = await evaluator.exported(callee.path, 'default');
      return main === undefined || main.kind === 'namespace'
        ? outside(call, evaluator)
        : dispatchCall({ ...call, callee: main }, evaluator);
    }
    default:
  }
  if (isRequire(callee)) return loadBy(call.arguments[0], 'require', call.site.scope, evaluator);
  const promised = await callOnPromise(call, evaluator);
  if (promised !== undefined) return promised;
  const builtin = await callBuiltin(call, evaluator);
  return builtin ?? outside(call, evaluator);
}

async function callAll(options: readonly Value[], call: Call, evaluator: Evaluator): Promise<Value> {
  let result: Value | undefined;
  for (const callee of options) {
    const value = await evaluator.state.maybe(undefined, () => dispatchCall({ ...call, callee }, evaluator));
    result = result === undefined ? value : joinValues(result, value);
  }
  return result ?? unknown;
}

async function callFunction(callee: FunctionValue, call: Call, evaluator: Evaluator): Promise<Value> {
  const given = [...(callee.boundArguments ?? []), ...call.arguments];
  const self = callee.self ?? call.self;
  if (evaluator.host.mayEnter && !evaluator.host.mayEnter(callee, given, self)) {
    const handled = await evaluator.host.call?.(call, evaluator);
    return handled ?? outcomeOf(given);
  }
  if (call.isNew) return constructByFunction(callee, given, evaluator);
  const result = await evaluator.run(callee, given, self);
  return wrapping(result, callee, given);
}

/** `new Foo()` of a function: the object gets what the function puts on `this`. */
async function constructByFunction(
  callee: FunctionValue,
  given: readonly Value[],
  evaluator: Evaluator,
): Promise<Value> {
  const instance: Value = { kind: 'instance', class: callee, properties: new Map() };
  const result = await evaluator.run({ ...callee, self: instance }, given, instance);
  return isNullish(result) || result.kind === 'unknown' ? instance : result;
}

/** A function that came out of a call which got functions wraps these, as far as it was written in the callee. */
function wrapping(result: Value, callee: FunctionValue, given: readonly Value[]): Value {
  if (result.kind !== 'function' || result.wraps !== undefined) return result;
  const wraps = given.filter((value): value is FunctionValue => value.kind === 'function');
  const isInner = result.node.start > callee.node.start && result.node.end <= callee.node.end;
  return wraps.length > 0 && isInner && result.scope.module === callee.scope.module
    ? { ...result, wraps }
    : result;
}

function isRequire(callee: Value): boolean {
  if (callee.kind !== 'external') return false;
  const path = callee.path.join('.');
  return (
    (callee.package === '' && path === 'require') ||
    (callee.package === 'module' && path === 'createRequire.()')
  );
}

/** `.then(f)`, `.catch(f)` and `.finally(f)` on anything that has no such method of its own. */
async function callOnPromise(call: Call, evaluator: Evaluator): Promise<Value | undefined> {
  const { site, self } = call;
  const { callee } = site.expression;
  if (callee.kind !== 'member' || self === undefined || call.callee.kind === 'host') return undefined;
  const [first, second] = call.arguments;
  if (callee.property === 'then') {
    if (evaluator.host.awaited) evaluator.host.awaited(self);
    const result = await settle(first, [evaluator.host.settled?.(self) ?? self], evaluator);
    if (second?.kind === 'function')
      await evaluator.state.maybe(undefined, () => settle(second, [unknown], evaluator));
    return result ?? unknown;
  }
  if (callee.property === 'catch') {
    if (first !== undefined)
      await evaluator.state.maybe(undefined, () => settle(first, [unknown], evaluator));
    return settled(self);
  }
  if (callee.property === 'finally') {
    if (first !== undefined) await settle(first, [], evaluator);
    return self;
  }
  return undefined;
}

/** A promise whose rejection was caught: awaiting it does not fail any more. */
function settled(value: Value): Value {
  return value.kind === 'unknown' || value.kind === 'external' ? unknown : value;
}

async function settle(
  callback: Value | undefined,
  given: readonly Value[],
  evaluator: Evaluator,
): Promise<Value | undefined> {
  if (callback?.kind !== 'function') return callback === undefined ? given[0] : unknown;
  const isWorthwhile = evaluator.host.mayEnter?.(callback, given, undefined) ?? true;
  return isWorthwhile ? evaluator.run(callback, given) : outcomeOf(given);
}

async function outside(call: Call, evaluator: Evaluator): Promise<Value> {
  const handled = await evaluator.host.call?.(call, evaluator);
  if (evaluator.host.runsCallbacks) await runCallbacks(call, evaluator);
  if (handled !== undefined) return handled;
  const injected = await injectedInstance(call, evaluator);
  if (injected !== undefined) return injected;
  if (call.callee.kind === 'external') return stepOutside(call.callee, '()', call.arguments);
  if (call.callee.kind === 'method' && call.callee.receiver.kind === 'external')
    return stepOutside(externalMethod(call.callee.receiver), '()', call.arguments);
  return outcomeOf(call.arguments);
}

/** A container that is asked for a class gives an object of it: `Container.get(UserService)`, `container.resolve(UserService)`. */
async function injectedInstance(call: Call, evaluator: Evaluator): Promise<Value | undefined> {
  const { callee } = call.site.expression;
  const [wanted] = call.arguments;
  const isAsked = callee.kind === 'member' && (callee.property === 'get' || callee.property === 'resolve');
  if (!isAsked || call.isNew || wanted?.kind !== 'class') return undefined;
  return evaluator.host.mayBuild?.(wanted)
    ? evaluator.construct(wanted, [])
    : { kind: 'instance', class: wanted, properties: new Map() };
}

function externalMethod(receiver: ExternalValue): ExternalValue {
  return { ...receiver, path: [...receiver.path, '*'].slice(0, 24) };
}

/** Callbacks that are given to code outside of the repository run some time, perhaps. */
async function runCallbacks(call: Call, evaluator: Evaluator): Promise<void> {
  for (const value of call.arguments) {
    if (value.kind !== 'function') continue;
    const given = value.node.parameters.map((): Value => unknown);
    if (evaluator.host.mayEnter && !evaluator.host.mayEnter(value, given, undefined)) continue;
    await evaluator.state.maybe(undefined, () => evaluator.run(value, given));
  }
}
