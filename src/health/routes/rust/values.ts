import type { HttpMethod, RouteGuard } from '../../../model/endpoint.js';
import type { ModulePlace } from './program.js';
import type { RustExpression, RustFunction } from './tree.js';

export type RustFramework = 'axum' | 'actix-web' | 'rocket' | 'warp' | 'poem';

/** A place in a file. */
export interface Site {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A text with holes where only run time knows. */
export type Text = readonly (string | null)[];

/** What an expression of a program is, as far as routes need it. */
export type Value =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'text'; readonly text: Text }
  | { readonly kind: 'router'; readonly router: Router }
  /** What answers at a path: `get(a).post(b)` of axum and poem, `web::get().to(a)` of actix. */
  | { readonly kind: 'methods'; readonly routes: readonly MethodHandler[] }
  | { readonly kind: 'function'; readonly function: RustFunction; readonly self?: string }
  | {
      readonly kind: 'closure';
      readonly node: Extract<RustExpression, { kind: 'closure' }>;
      readonly frame: Frame;
    }
  /** Something of another package: its path, and what it was called with. */
  | { readonly kind: 'outside'; readonly path: readonly string[]; readonly args?: readonly Value[] }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'object'; readonly type: string; readonly fields: ReadonlyMap<string, Value> }
  | { readonly kind: 'filter'; readonly ways: readonly FilterWay[] }
  | { readonly kind: 'options'; readonly values: readonly Value[] };

export interface MethodHandler {
  readonly method: HttpMethod;
  readonly handler: Value;
}

/** One way through a filter of warp. */
export interface FilterWay {
  readonly segments: readonly Text[];
  readonly method?: HttpMethod;
  /** Everything below answers, too. */
  readonly tail?: boolean;
  readonly handler?: Value;
  readonly site?: Site;
  readonly framework?: true;
}

export type Entry =
  | {
      readonly kind: 'route';
      readonly path: Text;
      readonly method: HttpMethod;
      readonly handler: Value;
      readonly site: Site;
      readonly conditions: readonly string[];
      readonly servedBy?: 'dependency';
    }
  | {
      readonly kind: 'mount';
      readonly path: Text;
      readonly child: Router;
      readonly conditions: readonly string[];
    }
  /** `ahead` = only what was registered before it is covered (axum), otherwise everything of the router (actix). */
  | { readonly kind: 'guard'; readonly guard: RouteGuard; readonly ahead: boolean };

/** A router, scope or list of routes that the program makes or is handed. */
export interface Router {
  readonly id: number;
  readonly framework: RustFramework;
  /** part = it is always put into another one: a scope, a configuration, a list of routes. */
  readonly role: 'root' | 'part';
  /** The path that it answers below wherever it is put: `web::scope("/x")`. */
  own: Text;
  readonly site: Site;
  readonly entries: Entry[];
  mounted: boolean;
  /** A server was given it, or it was handed to something that is not known. */
  served: boolean;
  /** The function that made it gave it back to a caller that was not seen. */
  escaped: boolean;
}

/** Where the evaluation of a function stands. */
export interface Frame {
  readonly place: ModulePlace;
  readonly scope: Map<string, Value>;
  readonly outer?: Frame;
  /** The type of `self` and `Self`. */
  readonly self?: string;
  readonly returned: Value[];
}

export const unknown: Value = { kind: 'unknown' };

/** One of several values; what is not known is left out when something is. */
export function oneOf(values: readonly Value[]): Value {
  const flat = values.flatMap((value) => (value.kind === 'options' ? value.values : [value]));
  const known = flat.filter(({ kind }) => kind !== 'unknown');
  const distinct = known.filter(
    (value, index) =>
      known.findIndex(
        (other) =>
          other === value ||
          (other.kind === 'router' && value.kind === 'router' && other.router === value.router),
      ) === index,
  );
  const [first] = distinct;
  if (!first) return unknown;
  return distinct.length === 1 ? first : { kind: 'options', values: distinct.slice(0, 20) };
}

/** The values that a value may be. */
export function optionsOf(value: Value): readonly Value[] {
  return value.kind === 'options' ? value.values : [value];
}

/** The text that a value is; a hole when it is none. */
export function textOf(value: Value | undefined): Text {
  const found = value && optionsOf(value).find(({ kind }) => kind === 'text');
  return found?.kind === 'text' ? found.text : [null];
}

/** Every router in a value, lists looked through. */
export function routersIn(value: Value, depth = 0): readonly Router[] {
  if (depth > 4) return [];
  if (value.kind === 'router') return [value.router];
  if (value.kind === 'list') return value.items.flatMap((item) => routersIn(item, depth + 1));
  if (value.kind === 'options') return value.values.flatMap((item) => routersIn(item, depth + 1));
  if (value.kind === 'outside') return (value.args ?? []).flatMap((item) => routersIn(item, depth + 1));
  if (value.kind === 'object')
    return [...value.fields.values()].flatMap((item) => routersIn(item, depth + 1));
  return [];
}
