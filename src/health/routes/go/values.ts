import type { GoFunction } from '../../../syntax/go/file.js';
import type { GoText } from '../../../syntax/go/text.js';
import type { GoFunctionLiteral, GoMethodSignature, GoPlace, GoType } from '../../../syntax/go/tree.js';
import type { Router } from './routers.js';

/** A place in a file of the repository. */
export interface FilePlace extends GoPlace {
  readonly file: string;
}

/** A type together with the file whose imports give its names their meaning. */
export interface TypeAt {
  readonly type: GoType;
  readonly file: string;
}

/** A variable: what it holds at this moment of the reading. */
export interface Cell {
  value: Value;
}

/** Variables by name; what is not here is looked for in the parent and at last in the package. */
export interface Scope {
  readonly cells: Map<string, Cell>;
  readonly parent?: Scope;
  readonly file: string;
}

/** A text, and where its pieces came into the program: the places that a route's line should show. */
export interface TextValue {
  readonly kind: 'text';
  readonly text: GoText;
  readonly origins: readonly FilePlace[];
}

/** A struct value of the repository, or one of a package outside it (then only what was put into it is known). */
export interface ObjectValue {
  readonly kind: 'object';
  readonly type: TypeAt;
  readonly fields: Map<string, Cell>;
  /** What its fields hold that were not set: nothing, unless code that is not followed may have set them. */
  unset: 'empty' | 'unknown';
  /** It was filled from outside (`viper.Unmarshal(&cfg)`), so that what was set before may hold no longer. */
  filled: boolean;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly fn: GoFunction;
  readonly receiver?: Value;
}

export interface ClosureValue {
  readonly kind: 'closure';
  readonly literal: GoFunctionLiteral;
  readonly scope: Scope;
}

/** A function of a package outside the repository, or a method of a value whose type is outside or not known; not yet called. */
export interface ExternalFunctionValue {
  readonly kind: 'external-function';
  /** `import/path.Function`, `import/path.Type.Method`, or `?.Method` when the receiver's type is not known. */
  readonly name: string;
  readonly receiver?: Value;
  /** When it is a method that an interface of the repository asks for. */
  readonly interface?: { readonly type: TypeAt; readonly method: GoMethodSignature };
}

/** What a function of a package outside the repository returned; `args` went in. */
export interface ExternalValue {
  readonly kind: 'external';
  /** Import path and function, e.g. `github.com/prometheus/client_golang/prometheus/promhttp.Handler`. */
  readonly name: string;
  readonly args: readonly Value[];
  readonly place: FilePlace;
  /** Set when it was used as a handler, which shows that the function wrapped what went in. */
  served: boolean;
}

/** A function of the repository that was not followed when it was called; it is followed when its result matters. */
export interface DeferredValue {
  readonly kind: 'deferred';
  readonly call: FunctionValue;
  readonly args: readonly Value[];
  /** Which result. */
  readonly index: number;
  /** Shared by all results of one call. */
  readonly outcome: { values?: readonly Value[] };
}

/** A handler inside calls of middleware: `logging(auth(h))`. */
export interface WrappedValue {
  readonly kind: 'wrapped';
  readonly inner: Value;
  readonly middleware: Value;
}

/** `http.StripPrefix(prefix, handler)`. */
export interface StrippedValue {
  readonly kind: 'stripped';
  readonly prefix: TextValue;
  readonly inner: Value;
}

/** What the reading knows of a value of the program. */
export type Value =
  | { readonly kind: 'unknown'; readonly type?: TypeAt }
  | { readonly kind: 'nil' }
  | TextValue
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'router'; readonly router: Router }
  | ObjectValue
  | FunctionValue
  | ClosureValue
  | {
      readonly kind: 'list';
      readonly items: readonly Value[];
      readonly complete: boolean;
      readonly element?: TypeAt;
    }
  | { readonly kind: 'table'; readonly entries: readonly (readonly [Value, Value])[]; readonly type?: TypeAt }
  | { readonly kind: 'tuple'; readonly items: readonly Value[] }
  | DeferredValue
  | ExternalValue
  | ExternalFunctionValue
  /** A method of a router: `r.Get`, called or handed on. */
  | { readonly kind: 'router-method'; readonly router: Router; readonly name: string }
  | WrappedValue
  | StrippedValue
  /** chi's `middleware.Heartbeat(path)`. */
  | { readonly kind: 'heartbeat'; readonly path: TextValue; readonly place: FilePlace }
  /** One of several. */
  | { readonly kind: 'either'; readonly options: readonly Value[] };

export const unknown: Value = { kind: 'unknown' };
export const nil: Value = { kind: 'nil' };

/** How many possibilities of a value are kept. */
const maxOptions = 12;

/** All possibilities of a value, at least one. */
export function optionsOf(value: Value): readonly Value[] {
  return value.kind === 'either' ? value.options : [value];
}

function same(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind === 'text' && b.kind === 'text')
    return a.text.length === b.text.length && a.text.every((piece, index) => piece === b.text[index]);
  if (a.kind === 'number' && b.kind === 'number') return a.value === b.value;
  if (a.kind === 'truth' && b.kind === 'truth') return a.value === b.value;
  if (a.kind === 'router' && b.kind === 'router') return a.router === b.router;
  if (a.kind === 'list' && b.kind === 'list')
    return a.items.length === b.items.length && a.items.every((item, index) => item === b.items[index]);
  if (a.kind === 'unknown' && b.kind === 'unknown') return a.type?.type === b.type?.type;
  return a.kind === 'nil' && b.kind === 'nil';
}

/** A value that may be any of the given ones; nil only when it can be nothing else. */
export function eitherOf(values: readonly Value[]): Value {
  const options: Value[] = [];
  const all = values.flatMap(optionsOf);
  const some = all.filter((value) => value.kind !== 'nil');
  for (const value of some.length > 0 ? some : all)
    if (!options.some((known) => same(known, value)) && options.length < maxOptions) options.push(value);
  const [only] = options;
  if (only === undefined) return unknown;
  return options.length === 1 ? only : { kind: 'either', options };
}

/** A text value of a text that is known. */
export function textOf(text: string, origin?: FilePlace): TextValue {
  return { kind: 'text', text: text === '' ? [] : [text], origins: origin ? [origin] : [] };
}

/** A text of which nothing is known. */
export const unknownText: TextValue = { kind: 'text', text: [null], origins: [] };

/** The text of a value; an unknown piece for what is no text. Only for values without alternatives. */
export function asText(value: Value): TextValue {
  if (value.kind === 'text') return value;
  return value.kind === 'number' ? textOf(String(value.value)) : unknownText;
}

/** A type without its pointers. */
export function withoutPointer(type: GoType): GoType {
  let bare = type;
  while (bare.kind === 'pointer') bare = bare.to;
  return bare;
}
