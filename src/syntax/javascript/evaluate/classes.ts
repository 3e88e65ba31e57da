import type { CallExpression, ClassMember, ClassNode, FunctionNode } from '../tree.js';
import type { Evaluator, Frame } from './evaluator.js';
import { bindParameters } from './functions.js';
import { Scope } from './scope.js';
import { certainText } from './text.js';
import {
  isNullish,
  outcomeOf,
  unknown,
  type ClassValue,
  type FunctionValue,
  type InstanceValue,
  type Value,
} from './value.js';

const hierarchyLimit = 24;

/** A class as a value: its superclass and its static members are evaluated. */
export async function defineClass(node: ClassNode, scope: Scope, evaluator: Evaluator): Promise<ClassValue> {
  const superclass = node.superclass && (await evaluator.evaluate(node.superclass, scope));
  const value: ClassValue = {
    kind: 'class',
    node,
    scope,
    ...(node.name !== undefined && { name: node.name }),
    ...(superclass && { superclass }),
    statics: new Map(),
  };
  const inner = new Scope(scope.module, scope, evaluator.state.branches);
  inner.self = { value, home: value };
  if (node.name !== undefined) inner.bindings.set(node.name, value);
  for (const member of node.members) {
    if (!member.static) continue;
    if (member.kind === 'staticBlock' && member.function)
      await evaluator.execute(member.function.body, { scope: inner, returns: [] });
    const key = await memberKey(member, inner, evaluator);
    if (key === undefined) continue;
    if (member.kind === 'field')
      value.statics.set(key, member.value ? await evaluator.evaluate(member.value, inner) : unknown);
    else if (member.kind === 'method' && member.function)
      value.statics.set(key, method(member.function, value, value));
  }
  evaluator.host.created?.(value);
  return value;
}

async function memberKey(
  member: ClassMember,
  scope: Scope,
  evaluator: Evaluator,
): Promise<string | undefined> {
  return typeof member.key === 'string'
    ? member.key
    : certainText(await evaluator.evaluate(member.key, scope));
}

function method(node: FunctionNode, home: ClassValue, self: Value): FunctionValue {
  return {
    kind: 'function',
    node,
    scope: home.scope,
    ...(node.name !== undefined && { name: node.name }),
    self,
    home,
    properties: new Map(),
  };
}

/** `new X(…)` of a class of the repository. */
export async function constructInstance(
  constructor: ClassValue,
  given: readonly Value[],
  evaluator: Evaluator,
): Promise<Value> {
  const instance: InstanceValue = { kind: 'instance', class: constructor, properties: new Map() };
  const result = await runConstructor(constructor, instance, given, evaluator);
  evaluator.host.built?.(instance);
  // A constructor that returns an object makes that the result.
  return result === undefined || isNullish(result) || result.kind === 'unknown' ? instance : result;
}

async function runConstructor(
  current: ClassValue,
  instance: InstanceValue,
  given: readonly Value[],
  evaluator: Evaluator,
): Promise<Value | undefined> {
  const { state } = evaluator;
  const written = current.node.members.find(({ kind }) => kind === 'constructor')?.function;
  const isTooDeep =
    state.functions.length > 40 ||
    (written && state.functions.filter((node) => node === written).length >= 2);
  if (isTooDeep || depthOf(current) > hierarchyLimit) return undefined;
  if (written === undefined) {
    await constructSuperclass(current, instance, given, evaluator);
    await initializeFields(current, instance, evaluator);
    return undefined;
  }
  const callee = method(written, current, instance);
  if (evaluator.host.mayEnter && !evaluator.host.mayEnter(callee, given, instance)) return undefined;
  evaluator.host.entered?.(callee, given);
  if (current.superclass === undefined) await initializeFields(current, instance, evaluator);
  const scope = new Scope(current.scope.module, current.scope, state.branches);
  scope.self = { value: instance, home: current };
  state.functions.push(written);
  try {
    await bindParameters(written, given, scope, evaluator);
    const frame: Frame = { scope, returns: [] };
    await evaluator.execute(written.body, frame);
    return frame.returns.at(-1);
  } finally {
    state.functions.pop();
  }
}

function depthOf(value: ClassValue): number {
  let depth = 0;
  for (let at: Value | undefined = value; at?.kind === 'class' && depth <= hierarchyLimit; at = at.superclass)
    depth += 1;
  return depth;
}

async function constructSuperclass(
  current: ClassValue,
  instance: InstanceValue,
  given: readonly Value[],
  evaluator: Evaluator,
  site?: CallExpression,
): Promise<void> {
  const base = current.superclass;
  if (base === undefined) return;
  if (base.kind === 'class') {
    await runConstructor(base, instance, given, evaluator);
    return;
  }
  const expression: CallExpression = site ?? {
    kind: 'call',
    callee: current.node.superclass ?? { kind: 'super', start: current.node.start, end: current.node.start },
    arguments: [],
    isNew: true,
    start: current.node.start,
    end: current.node.end,
  };
  instance.base = await evaluator.call({
    callee: base,
    self: instance,
    arguments: given,
    isNew: base.kind !== 'function',
    site: { module: current.scope.module.module, expression, scope: current.scope, given },
  });
}

async function initializeFields(
  current: ClassValue,
  instance: InstanceValue,
  evaluator: Evaluator,
): Promise<void> {
  const scope = new Scope(current.scope.module, current.scope, evaluator.state.branches);
  scope.self = { value: instance, home: current };
  for (const member of current.node.members) {
    if (member.static || member.kind !== 'field' || !member.value) continue;
    const key = await memberKey(member, scope, evaluator);
    if (key === undefined) continue;
    const value = await evaluator.evaluate(member.value, scope);
    instance.properties.set(
      key,
      value.kind === 'function' && value.name === undefined ? { ...value, name: key } : value,
    );
  }
}

/** `super(…)` in a constructor. */
export async function constructBase(
  expression: CallExpression,
  scope: Scope,
  given: readonly Value[],
  evaluator: Evaluator,
): Promise<void> {
  const receiver = scope.receiver;
  if (receiver?.value.kind !== 'instance' || receiver.home === undefined) return;
  await constructSuperclass(receiver.home, receiver.value, given, evaluator, expression);
  await initializeFields(receiver.home, receiver.value, evaluator);
}

/** A member of an object of a class: its own, its class's, or what the declared type of the field tells. */
export async function instanceMember(
  instance: InstanceValue,
  name: string,
  evaluator: Evaluator,
): Promise<Value> {
  const own = instance.properties.get(name);
  if (own !== undefined && own.kind !== 'unknown') return own;
  if (instance.class.kind === 'function') return prototypeMember(instance.class, instance, name);
  let current: Value | undefined = instance.class;
  for (let depth = 0; current?.kind === 'class' && depth <= hierarchyLimit; depth += 1) {
    const found = await declaredMember(current, instance, name, evaluator);
    if (found !== undefined) return found;
    current = current.superclass;
  }
  return instance.base === undefined ? unknown : evaluator.member(instance.base, name);
}

function prototypeMember(constructor: FunctionValue, instance: InstanceValue, name: string): Value {
  const prototype = constructor.properties.get('prototype');
  const found = prototype?.kind === 'object' ? prototype.members.get(name) : undefined;
  return found?.kind === 'function' ? { ...found, self: instance } : (found ?? unknown);
}

async function declaredMember(
  current: ClassValue,
  instance: InstanceValue,
  name: string,
  evaluator: Evaluator,
): Promise<Value | undefined> {
  const member = current.node.members.find((one) => !one.static && one.key === name && one.kind !== 'setter');
  if (member?.function && member.kind === 'method') return method(member.function, current, instance);
  if (member?.function && member.kind === 'getter') {
    const getter = method(member.function, current, instance);
    if (evaluator.host.mayEnter && !evaluator.host.mayEnter(getter, [], instance)) return outcomeOf([]);
    return evaluator.run(getter, [], instance);
  }
  const constructor = current.node.members.find(({ kind }) => kind === 'constructor')?.function;
  const parameter = constructor?.parameters.find(
    ({ isField, pattern }) => isField && pattern.kind === 'name' && pattern.name === name,
  );
  const type = member?.type ?? parameter?.type;
  const value = type && (await evaluator.typed(type, current.scope));
  if (value !== undefined) instance.properties.set(name, value);
  return value;
}

/** A static member of a class or of one of its superclasses. */
export async function staticMember(value: ClassValue, name: string, evaluator: Evaluator): Promise<Value> {
  let current: Value | undefined = value;
  for (let depth = 0; current?.kind === 'class' && depth <= hierarchyLimit; depth += 1) {
    const found = current.statics.get(name);
    if (found !== undefined) return found;
    const getter = current.node.members.find(
      (one) => one.static && one.key === name && one.kind === 'getter',
    );
    if (getter?.function) return evaluator.run(method(getter.function, current, value), [], value);
    current = current.superclass;
  }
  if (name === 'name' && value.name !== undefined) return { kind: 'text', parts: [value.name], origins: [] };
  return current === undefined || current.kind === 'class' ? unknown : evaluator.member(current, name);
}
