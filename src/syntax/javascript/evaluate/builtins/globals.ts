import { copyMembers } from '../members.js';
import type { Call, Evaluator } from '../evaluator.js';
import { concatenate } from '../text.js';
import { listValue, objectValue, unknown, type ExternalValue, type Value } from '../value.js';
import { joinPaths } from './path-functions.js';

type Builtin = (given: readonly Value[], evaluator: Evaluator) => Value | Promise<Value>;

/** Functions that hand their first argument on. */
const identities = [
  ':Promise.resolve',
  ':Object.freeze',
  ':Object.seal',
  ':structuredClone',
  'url:fileURLToPath',
  'url:pathToFileURL',
];

const builtins = new Map<string, Builtin>([
  ...identities.map((name): [string, Builtin] => [name, ([first]) => first ?? unknown]),
  ['path:join', joinPaths],
  ['path:resolve', joinPaths],
  ['path:posix.join', joinPaths],
  ['path:dirname', ([first]) => joinPaths([first ?? unknown, textOf('..')])],
  [':Promise.all', ([first]) => first ?? unknown],
  [':Promise.allSettled', () => unknown],
  // Handed on as the `reject` of an executor it may never be called; written out it is a throw.
  [
    ':Promise.reject',
    (_, evaluator) => {
      evaluator.host.thrown?.();
      return unknown;
    },
  ],
  [':Object.keys', ([object]) => collect(object, (key) => textOf(key))],
  [':Object.values', ([object]) => collect(object, (_, value) => value)],
  [':Object.entries', ([object]) => collect(object, (key, value) => listValue([textOf(key), value]))],
  [':Object.assign', assignMembers],
  [':Array.from', arrayFrom],
  [':Array.of', (given) => listValue(given)],
  [':Array', () => listValue([], true)],
  [':String', ([first]) => concatenate([{ value: first ?? unknown, expression: '' }]) ?? unknown],
]);

/** A call of a global function or of one of Node's path functions; undefined for all others. */
export async function callGlobal(
  callee: ExternalValue,
  call: Call,
  evaluator: Evaluator,
): Promise<Value | undefined> {
  const name = `${callee.package}:${callee.path.join('.')}`;
  // An object, not a text: who is given one may tell them apart.
  if (call.isNew && name === ':String') return { ...callee, given: call.arguments };
  const builtin = builtins.get(name);
  if (builtin === undefined) return undefined;
  const given: Value[] = [];
  for (const value of call.arguments)
    given.push(value.kind === 'namespace' ? await namespaceObject(value.path, evaluator) : value);
  return builtin(given, evaluator);
}

/** The exports of a module as an object, for functions that go through members. */
async function namespaceObject(path: string, evaluator: Evaluator): Promise<Value> {
  const object = objectValue();
  for (const name of await evaluator.exportNames(path))
    object.members.set(name, (await evaluator.exported(path, name)) ?? unknown);
  return object;
}

function textOf(text: string): Value {
  return { kind: 'text', parts: [text], origins: [] };
}

function collect(object: Value | undefined, pick: (key: string, value: Value) => Value): Value {
  if (object?.kind === 'object')
    return listValue(
      [...object.members].map(([key, value]) => pick(key, value)),
      object.open,
    );
  if (object?.kind === 'list')
    return listValue(
      object.items.map((value, index) => pick(String(index), value)),
      object.open,
    );
  return listValue([], true);
}

/** The target keeps its identity, so that what others hold of it gets the members as well. */
function assignMembers([target, ...sources]: readonly Value[]): Value {
  if (target === undefined) return unknown;
  for (const source of sources) {
    if (target.kind === 'object') copyMembers(source, target);
    else if (source.kind === 'object' && (target.kind === 'function' || target.kind === 'instance'))
      for (const [key, value] of source.members) target.properties.set(key, value);
  }
  return target;
}

async function arrayFrom([source, mapper]: readonly Value[], evaluator: Evaluator): Promise<Value> {
  const list = source?.kind === 'list' ? source : listValue([], true);
  if (mapper?.kind !== 'function') return listValue(list.items, list.open);
  const mapped: Value[] = [];
  for (const item of list.items.slice(0, 200)) mapped.push(await evaluator.run(mapper, [item]));
  return listValue(mapped, list.open);
}
