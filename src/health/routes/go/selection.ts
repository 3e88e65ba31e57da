import { directoryOf } from '../../../syntax/go/modules.js';
import type { Machine } from './machine.js';
import type { Router } from './routers.js';
import type { Member } from './types.js';
import { externalTypeName, memberOf, namedType, routerFramework, underlyingType } from './types.js';
import type { FilePlace, ObjectValue, TypeAt, Value } from './values.js';
import { eitherOf, optionsOf, textOf, unknown } from './values.js';

/** The type of a value where it is known. */
export function typeOfValue(value: Value): TypeAt | undefined {
  if (value.kind === 'unknown' || value.kind === 'object') return value.type;
  if (value.kind !== 'deferred') return undefined;
  const { fn } = value.call;
  const result = fn.results[value.index];
  return result && { type: result.type, file: fn.file };
}

/** The router that stands for a field, variable or parameter whose value was not found. */
export function placeholderRouter(
  machine: Machine,
  key: string,
  framework: Router['framework'],
  place: FilePlace,
  reason: string,
): Router {
  let router = machine.placeholders.get(key);
  if (router === undefined) {
    router = machine.newRouter(framework, place);
    router.unresolved = reason;
    machine.placeholders.set(key, router);
  }
  return router;
}

/** What a variable or field of a type holds before anything is put into it. */
export async function zeroValue(machine: Machine, type: TypeAt, place: FilePlace): Promise<Value> {
  if (type.type.kind === 'pointer') return { kind: 'unknown', type };
  const framework = await routerFramework(machine.program, type);
  const external = framework === 'go-net-http' ? await externalTypeName(machine.program, type) : undefined;
  if (framework && external === 'net/http.ServeMux')
    return { kind: 'router', router: machine.newRouter(framework, place) };
  const { type: bare } = await underlyingType(machine.program, type);
  const isText = bare.kind === 'named' && bare.qualifier === undefined && bare.name === 'string';
  return isText ? textOf('') : { kind: 'unknown', type };
}

/** The struct that stands for values of a type of which none was seen to be made, or those that were. */
async function instancesOf(machine: Machine, type: TypeAt): Promise<readonly ObjectValue[]> {
  const named = await namedType(machine.program, type);
  if (named?.declaration === undefined) return [];
  const key = `${directoryOf(named.declaration.file)}\0${named.name}`;
  const known = machine.instances.get(key);
  if (known) return known;
  const made: ObjectValue = { kind: 'object', type, fields: new Map(), unset: 'unknown', filled: false };
  machine.instances.set(key, [made]);
  return [made];
}

/** Keeps a struct that the program makes, so that methods whose receiver is not known find it. */
export async function rememberInstance(machine: Machine, object: ObjectValue): Promise<void> {
  const named = await namedType(machine.program, object.type);
  if (named?.declaration === undefined || machine.notes !== undefined) return;
  const key = `${directoryOf(named.declaration.file)}\0${named.name}`;
  const known = machine.instances.get(key) ?? [];
  if (known.length < 4) machine.instances.set(key, [...known, object]);
}

/**
 * A value without what may differ from instance to instance and from moment to moment: texts, numbers, truths and the number of
 * elements. Routers and functions stay; so do texts and numbers that a closure captured, which seldom change.
 */
export function distrusted(value: Value, where: 'field' | 'captured' = 'field'): Value {
  return eitherOf(
    optionsOf(value).map((option): Value => {
      if (option.kind === 'list') return { ...option, complete: false };
      if (option.kind === 'table') return { kind: 'unknown', ...(option.type && { type: option.type }) };
      if (where === 'captured' && (option.kind === 'text' || option.kind === 'number')) return option;
      return ['text', 'number', 'truth', 'nil'].includes(option.kind) ? unknown : option;
    }),
  );
}

/** Switches in structs are configuration more often than not: both their sides are read. */
function fieldValue(object: ObjectValue, value: Value): Value {
  return eitherOf(
    optionsOf(value).flatMap((option): readonly Value[] => {
      if (option.kind === 'truth') return [unknown];
      return object.filled && (option.kind === 'text' || option.kind === 'number')
        ? [option, unknown]
        : [option];
    }),
  );
}

/** The result of a call may be one of several, of which one is the result of that call again. */
const deepestResult = 3;

/** The value of a field. */
async function fieldOf(
  machine: Machine,
  receiver: Value,
  name: string,
  type: TypeAt,
  place: FilePlace,
  depth = 0,
): Promise<Value> {
  if (receiver.kind === 'either') {
    const found: Value[] = [];
    for (const option of receiver.options)
      found.push(await fieldOf(machine, option, name, type, place, depth));
    return eitherOf(found);
  }
  if (receiver.kind === 'object') {
    const known = receiver.fields.get(name);
    if (known)
      return machine.notes === undefined ? fieldValue(receiver, known.value) : distrusted(known.value);
    const value = await zeroField(machine, receiver, name, type, place);
    receiver.fields.set(name, { value });
    return value;
  }
  if (receiver.kind === 'deferred' && depth < deepestResult && machine.step()) {
    const forced = await machine.operations.force(machine, receiver);
    if (forced.kind !== 'deferred' && forced.kind !== 'unknown')
      return fieldOf(machine, forced, name, type, place, depth + 1);
  }
  const at = typeOfValue(receiver);
  const instances = at ? await instancesOf(machine, at) : [];
  if (instances.length === 0) return { kind: 'unknown', type };
  const values: Value[] = [];
  for (const instance of instances) values.push(await fieldOf(machine, instance, name, type, place));
  return distrusted(eitherOf(values));
}

async function zeroField(
  machine: Machine,
  object: ObjectValue,
  name: string,
  type: TypeAt,
  place: FilePlace,
): Promise<Value> {
  const zero = await zeroValue(machine, type, place);
  if (zero.kind === 'router') return zero;
  if (zero.kind === 'text') return object.unset === 'empty' ? zero : { kind: 'unknown', type };
  const framework = await routerFramework(machine.program, type);
  const owner = await namedType(machine.program, object.type);
  if (framework === undefined || owner === undefined) return zero;
  const router = placeholderRouter(
    machine,
    `${owner.path}.${owner.name}.${name}`,
    framework,
    place,
    `no place was found that sets the router in field ${name} of ${owner.name}`,
  );
  return { kind: 'router', router };
}

/** Code that is not followed gets these values: it may set fields of structs. */
export function releaseObjects(values: readonly Value[]): void {
  for (const option of values.flatMap(optionsOf)) if (option.kind === 'object') option.unset = 'unknown';
}

/** Functions that fill structs from files, flags or the environment. */
const filling = /Unmarshal|Decode|Parse|Load|Scan|Bind|Fill|Read|Process|Populate|Merge/;

/** Marks structs that go into an outside function which by its name fills them. */
export function fillObjects(name: string, values: readonly Value[], depth = 0): void {
  if (depth > 3 || !filling.test(name)) return;
  for (const option of values.flatMap(optionsOf)) {
    if (option.kind !== 'object' || option.filled) continue;
    option.filled = true;
    const fields = [...option.fields.values()].map((cell) => cell.value);
    fillObjects(name, fields, depth + 1);
  }
}

/** What a selector on a value gives. */
export async function select(machine: Machine, value: Value, name: string, place: FilePlace): Promise<Value> {
  switch (value.kind) {
    case 'either': {
      const found: Value[] = [];
      for (const option of value.options) found.push(await select(machine, option, name, place));
      return eitherOf(found);
    }
    case 'router':
      return selectOfRouter(value.router, name);
    case 'function':
    case 'closure':
    case 'wrapped':
    case 'stripped':
      if (name === 'ServeHTTP') return value;
      /** `type Handler func(…)` with a method that makes a framework's handler of it: `h.toEcho()`. */
      return /^(?:to|To|as|As)[A-Z]/.test(name)
        ? { kind: 'external-function', name: `?.${name}`, receiver: value }
        : unknown;
    case 'external':
      return name === 'ServeHTTP'
        ? value
        : { kind: 'external-function', name: `${value.name}.${name}`, receiver: value };
    case 'external-function':
      return { kind: 'external-function', name: `${value.name}.${name}` };
    case 'object':
    case 'unknown':
    case 'deferred': {
      const type = typeOfValue(value);
      const member = type && (await memberOf(machine.program, type, name));
      return member
        ? selectMember(machine, value, member, name, place)
        : { kind: 'external-function', name: `?.${name}`, receiver: value };
    }
    default:
      return { kind: 'external-function', name: `?.${name}`, receiver: value };
  }
}

function selectOfRouter(router: Router, name: string): Value {
  /** `gin.Engine` embeds `RouterGroup`. */
  if (name === 'RouterGroup' || name === 'ServeHTTP') return { kind: 'router', router };
  return { kind: 'router-method', router, name };
}

async function selectMember(
  machine: Machine,
  value: Value,
  member: Member,
  name: string,
  place: FilePlace,
): Promise<Value> {
  let receiver = value;
  for (const step of member.via) {
    const type = typeOfValue(receiver);
    const field = type && step !== '' ? await memberOf(machine.program, type, step) : undefined;
    if (field?.kind === 'field') receiver = await fieldOf(machine, receiver, step, field.type, place);
  }
  switch (member.kind) {
    case 'method':
      return { kind: 'function', fn: member.fn, receiver };
    case 'field':
      return fieldOf(machine, receiver, name, member.type, place);
    case 'interface':
      return member.via.length > 0 && receiver !== value && receiver.kind !== 'unknown'
        ? select(machine, receiver, name, place)
        : {
            kind: 'external-function',
            name: `?.${name}`,
            receiver,
            interface: { type: member.type, method: member.method },
          };
    case 'external':
      break;
  }
  return selectExternal(machine, receiver, member, name, place);
}

async function selectExternal(
  machine: Machine,
  receiver: Value,
  member: Extract<Member, { kind: 'external' }>,
  name: string,
  place: FilePlace,
): Promise<Value> {
  if (receiver.kind !== 'unknown' && receiver.kind !== 'object' && receiver.kind !== 'deferred')
    return select(machine, receiver, name, place);
  if (member.framework === undefined)
    return { kind: 'external-function', name: `${member.type}.${name}`, receiver };
  const router = placeholderRouter(
    machine,
    `${place.file}:${String(place.start)}`,
    member.framework,
    place,
    'no place was found that makes this router',
  );
  return selectOfRouter(router, name);
}
