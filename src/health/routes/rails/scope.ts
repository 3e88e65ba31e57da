import type { RouteGuard } from '../../../model/endpoint.js';
import { joinedPattern } from '../ruby/route-path.js';

/** The resource in whose block routes stand. */
export interface ResourceScope {
  readonly isSingular: boolean;
  /** Its own part of the path: `photos`. */
  readonly path: string;
  /** `:id`. */
  readonly parameter: string;
  /** Under which name its parameter is known to resources inside of it: `:photo_id`. */
  readonly nestedParameter: string;
  /** How many resources stand around it. */
  readonly depth: number;
}

/** What the blocks around a route say. Source: ActionDispatch::Routing::Mapper. */
export interface RailsScope {
  /** Pattern of Rails, with `:id` and `(optional)` parts; in a resource's block without the resource itself. */
  readonly prefix: string;
  readonly complete: boolean;
  /** Modules of controllers, as a path. */
  readonly module: string;
  readonly controller?: string;
  readonly action?: string;
  readonly condition?: string;
  readonly guards: readonly RouteGuard[];
  readonly resource?: ResourceScope;
  /** Whether routes stand right in the block of the resource; elsewhere `prefix` is all. */
  readonly isInResource: boolean;
  readonly shallow: boolean;
  readonly shallowPath: string;
  readonly pathNames: ReadonlyMap<string, string>;
  readonly only?: readonly string[];
  readonly except?: readonly string[];
  readonly via?: readonly string[];
}

/** The scope of a whole file of routes. */
export const rootScope: RailsScope = {
  prefix: '',
  complete: true,
  module: '',
  guards: [],
  isInResource: false,
  shallow: false,
  shallowPath: '',
  pathNames: new Map(),
};

/** A scope in which paths begin with more. */
export function below(scope: RailsScope, path: string, complete = true): RailsScope {
  return { ...scope, prefix: joinedPattern(scope.prefix, path), complete: scope.complete && complete };
}

/** Where the actions of a kind stand: of all members, of one, of the form for a new one. */
export function resourcePath(scope: RailsScope, kind: 'collection' | 'member' | 'new' | 'nested'): string {
  const { resource } = scope;
  if (!resource) return scope.prefix;
  if (kind === 'collection' || resource.isSingular) {
    const path = joinedPattern(scope.prefix, resource.path);
    return kind === 'new' ? joinedPattern(path, nameOfAction(scope, 'new')) : path;
  }
  if (kind === 'new')
    return joinedPattern(joinedPattern(scope.prefix, resource.path), nameOfAction(scope, 'new'));
  const isShallow = scope.shallow && (kind === 'member' || resource.depth > 0);
  const path = joinedPattern(isShallow ? scope.shallowPath : scope.prefix, resource.path);
  return joinedPattern(path, kind === 'member' ? resource.parameter : resource.nestedParameter);
}

/** `new` and `edit` in the words of `path_names`. */
export function nameOfAction({ pathNames }: RailsScope, action: string): string {
  return pathNames.get(action) ?? action;
}

/** The scope in which a route or block of its own stands: inside of a resource one member of that. */
export function placeOf(scope: RailsScope, on?: string): RailsScope {
  if (!scope.resource) return scope;
  const kind = /^(member|collection|new)$/.exec(on ?? '')?.[1];
  if (kind === undefined && !scope.isInResource) return scope;
  const place = kind === 'member' || kind === 'collection' || kind === 'new' ? kind : 'nested';
  return { ...scope, prefix: resourcePath(scope, place), isInResource: false };
}

/** The condition of a block inside of another's. */
export function conditionBoth(outer: string | undefined, inner: string | undefined): string | undefined {
  if (outer === undefined || inner === undefined || outer === inner) return outer ?? inner;
  return [outer, inner].includes('development only') ? 'development only' : `${outer}; ${inner}`;
}

/** English words in the singular, as far as names of parameters need it (`statuses` → `status`). */
export function singular(word: string): string {
  if (/(ss|us|is|series|species|news|data|media)$/.test(word)) return word;
  if (word.endsWith('people')) return word.replace(/people$/, 'person');
  if (word.endsWith('ies')) return word.replace(/ies$/, 'y');
  return /(ss|sh|ch|x|us)es$/.test(word) ? word.slice(0, -2) : word.replace(/s$/, '');
}

/** And in the plural: the controller of `resource :profile` is `profiles`. */
export function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return word.replace(/y$/, 'ies');
  if (/(ss|sh|ch|x|us)$/.test(word)) return `${word}es`;
  return word.endsWith('s') ? word : `${word}s`;
}
