import type { PyClass, PyFunction } from './tree.js';

/** A place in a file, as offsets. */
export interface PyPlace {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** An object whose behaviour the user of the evaluator supplies, e.g. a router. */
export interface HostObject {
  readonly attributes: Map<string, PyValue>;
}

/** A value as far as it is known without running the program. */
export type PyValue =
  | { readonly kind: 'unknown' }
  /** `null` stands for a piece that only run time knows; `adjustable` = a default that settings or the environment may replace. */
  | { readonly kind: 'text'; readonly text: readonly (string | null)[]; readonly adjustable: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'list';
      readonly items: readonly PyValue[];
      readonly complete: boolean;
      /** Where it is written, of one that is written out. */
      readonly place?: PyPlace;
    }
  | { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, PyValue>; readonly complete: boolean }
  | { readonly kind: 'module'; readonly file?: string; readonly directory?: string }
  /** Of a package outside the repository: `fastapi.FastAPI`; `requests.Session()` is what a call of it gives. */
  | { readonly kind: 'external'; readonly name: string }
  | FunctionValue
  /** `viewed`: the arguments of the `as_view` that it stands for. */
  | { readonly kind: 'class'; readonly of: ClassObject; readonly viewed?: PyArguments }
  | {
      readonly kind: 'instance';
      readonly of: ClassObject;
      readonly attributes: Map<string, PyValue>;
      /** The call that made it. */
      readonly made?: { readonly args: PyArguments; readonly site: PyPlace };
    }
  | { readonly kind: 'host'; readonly object: HostObject }
  | { readonly kind: 'host-method'; readonly object: HostObject; readonly name: string }
  | { readonly kind: 'native'; readonly call: (args: PyArguments, site: PyPlace) => Promise<PyValue> }
  | { readonly kind: 'either'; readonly options: readonly PyValue[] };

export interface FunctionValue {
  readonly kind: 'function';
  readonly fn: PyFunction;
  readonly file: string;
  readonly scope: Scope;
  readonly self?: PyValue;
}

export interface ClassObject {
  readonly cls: PyClass;
  readonly file: string;
  readonly scope: Scope;
  readonly bases: readonly PyValue[];
}

/** Evaluated arguments of a call. */
export interface PyArguments {
  readonly positional: readonly PyValue[];
  readonly named: ReadonlyMap<string, PyValue>;
  /** False when `*args` or `**options` brought something that is not known. */
  readonly complete: boolean;
}

export interface Cell {
  value?: PyValue;
  /** An import that is followed when the name is used. */
  load?: (() => Promise<PyValue>) | undefined;
}

/** Names of a module, class or function. Those of a class are not seen by its methods. */
export interface Scope {
  readonly file: string;
  readonly cells: Map<string, Cell>;
  readonly parent?: Scope;
  /** Files whose names came with `from x import *`. */
  readonly stars: string[];
}

export const unknown: PyValue = { kind: 'unknown' };

const maxOptions = 12;

/** One of several values; equal ones are not told apart by looking inside. */
export function eitherOf(values: readonly PyValue[]): PyValue {
  const options = [...new Set(values.flatMap(optionsOf))].slice(0, maxOptions);
  const [only] = options;
  return only === undefined ? unknown : options.length === 1 ? only : { kind: 'either', options };
}

export function optionsOf(value: PyValue): readonly PyValue[] {
  return value.kind === 'either' ? value.options : [value];
}

export function textOf(text: string, adjustable = false): PyValue {
  return { kind: 'text', text: [text], adjustable };
}

/** An argument by its name or, failing that, by its place. */
export function argument(args: PyArguments, name: string, at?: number): PyValue | undefined {
  return args.named.get(name) ?? (at === undefined ? undefined : args.positional[at]);
}

/** Whether a value counts as true; undefined when only run time knows. */
export function truthOf(value: PyValue): boolean | undefined {
  switch (value.kind) {
    case 'none':
      return false;
    case 'boolean':
      return value.value;
    case 'number':
      return value.value !== 0;
    case 'text':
      return value.adjustable || value.text.includes(null) ? undefined : value.text.join('') !== '';
    case 'list':
      return value.items.length > 0 ? true : value.complete ? false : undefined;
    case 'function':
    case 'class':
    case 'instance':
    case 'host':
      return true;
    default:
      return undefined;
  }
}
