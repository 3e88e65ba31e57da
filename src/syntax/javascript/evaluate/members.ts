import { instanceMember, staticMember } from './classes.js';
import type { Evaluator } from './evaluator.js';
import { certainText } from './text.js';
import {
  joinValues,
  objectValue,
  optionsOf,
  stepOutside,
  unknown,
  type FunctionValue,
  type ListValue,
  type ObjectValue,
  type Value,
} from './value.js';

/** `value.name`. */
export async function memberOf(value: Value, name: string, evaluator: Evaluator): Promise<Value> {
  switch (value.kind) {
    case 'object':
      return objectMember(value, name, evaluator);
    case 'instance':
      return instanceMember(value, name, evaluator);
    case 'class':
      return staticMember(value, name, evaluator);
    case 'function':
      return functionMember(value, name);
    case 'list':
      return listMember(value, name);
    case 'text':
    case 'method':
      return { kind: 'method', receiver: value, name };
    case 'namespace':
      return namespaceMember(value.path, name, evaluator);
    case 'external':
      return stepOutside(value, name);
    case 'host':
      return evaluator.host.member?.(value, name) ?? { kind: 'method', receiver: value, name };
    case 'choice': {
      let found: Value | undefined;
      for (const option of value.options) {
        const member = await memberOf(option, name, evaluator);
        found = found === undefined ? member : joinValues(found, member);
      }
      return found ?? unknown;
    }
    default:
      return unknown;
  }
}

async function objectMember(object: ObjectValue, name: string, evaluator: Evaluator): Promise<Value> {
  const member = object.members.get(name);
  if (member !== undefined) return member;
  const getter = object.getters.get(name);
  return getter === undefined ? unknown : evaluator.run(getter, [], object);
}

function functionMember(value: FunctionValue, name: string): Value {
  const own = value.properties.get(name);
  if (own !== undefined) return own;
  if (name === 'prototype') {
    const prototype = objectValue();
    value.properties.set('prototype', prototype);
    return prototype;
  }
  if (name === 'name' && value.name !== undefined) return { kind: 'text', parts: [value.name], origins: [] };
  return ['call', 'apply', 'bind'].includes(name) ? { kind: 'method', receiver: value, name } : unknown;
}

function listMember(list: ListValue, name: string): Value {
  if (/^\d{1,6}$/.test(name)) return list.items[Number(name)] ?? unknown;
  if (name === 'length') return list.open ? unknown : { kind: 'literal', value: list.items.length };
  return { kind: 'method', receiver: list, name };
}

/** Names that no module exports, but that the default export has: `import * as x` of a CommonJS module. */
async function namespaceMember(path: string, name: string, evaluator: Evaluator): Promise<Value> {
  const exported = await evaluator.exported(path, name);
  if (exported !== undefined) return exported;
  const main = await evaluator.exported(path, 'default');
  if (main === undefined) return unknown;
  return name === 'default' ? main : memberOf(main, name, evaluator);
}

/** `object[key]` with a key that was computed: every member that it may be. */
export async function memberByValue(object: Value, key: Value, evaluator: Evaluator): Promise<Value> {
  let found: Value | undefined;
  for (const option of optionsOf(key)) {
    const name =
      option.kind === 'literal' && typeof option.value === 'number'
        ? String(option.value)
        : certainText(option);
    const value = name === undefined ? anyMember(object) : await evaluator.member(object, name);
    found = found === undefined ? value : joinValues(found, value);
  }
  return found ?? unknown;
}

const smallCollection = 12;

function anyMember(object: Value): Value {
  if (object.kind === 'host' || object.kind === 'external')
    return { kind: 'method', receiver: object, name: '' };
  const items =
    object.kind === 'list' ? object.items : object.kind === 'object' ? [...object.members.values()] : [];
  if (items.length === 0 || items.length > smallCollection) return unknown;
  return items.reduce(joinValues);
}

/** Copies the members of one object into another: spread, `Object.assign`. */
export function copyMembers(from: Value, to: ObjectValue): void {
  if (from.kind === 'object') {
    for (const [key, value] of from.members) to.members.set(key, value);
    for (const [key, value] of from.getters) to.getters.set(key, value);
    to.open ||= from.open;
  } else if (from.kind === 'instance') for (const [key, value] of from.properties) to.members.set(key, value);
  else to.open = true;
}
