import type { JavaScriptModule } from '../module.js';
import type { ClassNode, FunctionNode, Placed } from '../tree.js';
import type { Scope } from './scope.js';

/** Where a text was written: what leads from a value back to the line that gave it. */
export interface Origin {
  readonly module: JavaScriptModule;
  readonly start: number;
  readonly end: number;
}

/** A piece of a text that is not known before run time. */
export interface Hole {
  /** The expression as written, for names and messages. */
  readonly expression: string;
  /** What it is when nothing else is configured: `process.env.PREFIX || '/api'`. */
  readonly assumed?: string;
}

/** A string as far as it is known. */
export interface TextValue {
  readonly kind: 'text';
  readonly parts: readonly (string | Hole)[];
  readonly origins: readonly Origin[];
}

/**
 * What cannot be known from the text. `called` says that it came out of a call, `given` are that call's arguments
 * (a wrapped handler is among them).
 */
export interface UnknownValue {
  readonly kind: 'unknown';
  readonly called?: boolean;
  readonly given?: readonly Value[];
}

export interface LiteralValue {
  readonly kind: 'literal';
  readonly value: number | boolean | null | undefined;
}

export interface RegexValue {
  readonly kind: 'regex';
  readonly pattern: string;
}

/** An array; `open` = there may be more items than are known. */
export interface ListValue {
  readonly kind: 'list';
  readonly items: Value[];
  open: boolean;
}

/** An object without a class; `open` = there may be more members than are known. */
export interface ObjectValue {
  readonly kind: 'object';
  readonly members: Map<string, Value>;
  readonly getters: Map<string, FunctionValue>;
  /** Where keys are written, in `module`. */
  readonly places: Map<string, Placed>;
  readonly module?: JavaScriptModule;
  open: boolean;
}

/** A function with the scope that it closes over. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly node: FunctionNode;
  readonly scope: Scope;
  readonly name?: string;
  /** The receiver of a method or bound function. */
  readonly self?: Value;
  /** The class that a method belongs to, for `super`. */
  readonly home?: ClassValue;
  readonly boundArguments?: readonly Value[];
  /** The functions that were given to the call that returned this one: what `asyncHandler(handler)` wraps. */
  readonly wraps?: readonly FunctionValue[];
  /** Properties set on it, `prototype` among them. */
  readonly properties: Map<string, Value>;
}

export interface ClassValue {
  readonly kind: 'class';
  readonly node: ClassNode;
  readonly scope: Scope;
  readonly name?: string;
  readonly superclass?: Value;
  readonly statics: Map<string, Value>;
}

/** An object of a class. */
export interface InstanceValue {
  readonly kind: 'instance';
  /** The class, or the constructor function. */
  readonly class: ClassValue | FunctionValue;
  readonly properties: Map<string, Value>;
  /** The part that a superclass outside of the repository makes. */
  base?: Value;
}

/** All exports of a module, as `import * as` or `require` gives them. */
export interface NamespaceValue {
  readonly kind: 'namespace';
  readonly path: string;
}

/**
 * Something from outside of the repository, or a global, by the way that leads to it: `require('redis').createClient().ping` is package
 * `redis`, path `['createClient', '()', 'ping']`. Globals have the empty package.
 */
export interface ExternalValue {
  readonly kind: 'external';
  readonly package: string;
  readonly path: readonly string[];
  readonly given?: readonly Value[];
}

/** An object whose behaviour the reader that evaluates brings along, e.g. a router. */
export interface HostValue {
  readonly kind: 'host';
  readonly object: object;
}

/** A method that is no project code: `router.get`, `list.map`. */
export interface MethodValue {
  readonly kind: 'method';
  readonly receiver: Value;
  readonly name: string;
}

/** One of several values: which, only run time knows. */
export interface ChoiceValue {
  readonly kind: 'choice';
  readonly options: readonly Value[];
}

export type Value =
  | TextValue
  | UnknownValue
  | LiteralValue
  | RegexValue
  | ListValue
  | ObjectValue
  | FunctionValue
  | ClassValue
  | InstanceValue
  | NamespaceValue
  | ExternalValue
  | HostValue
  | MethodValue
  | ChoiceValue;

export const unknown: UnknownValue = { kind: 'unknown' };
export const undefinedValue: LiteralValue = { kind: 'literal', value: undefined };

/** The outcome of a call that could not be followed. */
export function outcomeOf(given: readonly Value[]): UnknownValue {
  return { kind: 'unknown', called: true, given };
}

export function objectValue(members: Iterable<readonly [string, Value]> = []): ObjectValue {
  return {
    kind: 'object',
    members: new Map(members),
    getters: new Map(),
    places: new Map(),
    open: false,
  };
}

export function listValue(items: readonly Value[], open = false): ListValue {
  return { kind: 'list', items: [...items], open };
}

/** Something from outside, one step further on the way to it. */
export function stepOutside(value: ExternalValue, step: string, given?: readonly Value[]): Value {
  if (value.path.length > 24) return unknown;
  // The default export of a CommonJS package is the package itself.
  if (step === 'default' && value.path.length === 0 && value.package !== '') return value;
  return {
    kind: 'external',
    package: value.package,
    path: [...value.path, step],
    ...(given && { given }),
  };
}

/** True for values that are surely truthy and not null. */
export function isObjectLike(value: Value): boolean {
  return !['unknown', 'text', 'literal', 'choice', 'external', 'method'].includes(value.kind);
}

export function isNullish(value: Value): boolean {
  return value.kind === 'literal' && (value.value === null || value.value === undefined);
}

const optionLimit = 8;

/** A value that is one of two: equal ones are one, and what is known wins over what is not. */
export function joinValues(a: Value, b: Value): Value {
  if (a === b || isNullish(b)) return a;
  if (isNullish(a)) return b;
  const options: Value[] = [];
  for (const option of [...optionsOf(a), ...optionsOf(b)])
    if (options.length < optionLimit && !options.some((known) => sameValue(known, option)))
      options.push(option);
  const known = options.filter((option) => option.kind !== 'unknown');
  const kept = known.length > 0 ? known : options.slice(0, 1);
  const [only] = kept;
  if (only === undefined) return unknown;
  if (kept.length === 1) {
    const isCertain = known.length === options.length || only.kind !== 'text';
    return isCertain ? only : assumedText(only);
  }
  return { kind: 'choice', options: kept };
}

export function optionsOf(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.options : [value];
}

function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind === 'host' && b.kind === 'host') return a.object === b.object;
  if (a.kind === 'literal' && b.kind === 'literal') return Object.is(a.value, b.value);
  if (a.kind === 'function' && b.kind === 'function') return a.node === b.node && a.self === b.self;
  if (a.kind === 'external' && b.kind === 'external')
    return (
      a.package === b.package &&
      a.path.length === b.path.length &&
      a.path.every((step, index) => step === b.path[index])
    );
  if (a.kind === 'text' && b.kind === 'text')
    return (
      a.parts.length === b.parts.length &&
      a.parts.every((part, index) => typeof part === 'string' && part === b.parts[index])
    );
  return a.kind === 'unknown' && b.kind === 'unknown';
}

/** The same text as something that is only a default. */
export function assumedText(value: TextValue): TextValue {
  return {
    ...value,
    parts: value.parts.map((part) => (typeof part === 'string' ? { expression: '', assumed: part } : part)),
  };
}
