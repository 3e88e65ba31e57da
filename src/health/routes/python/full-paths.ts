import type { PyValue } from '../../../syntax/python/values.js';
import type { PathText, Router, RouterGuard } from './router.js';

/** One way from the root to a router. */
export interface Reached {
  readonly prefix: readonly (string | null)[];
  readonly adjustable: boolean;
  /** Whether the beginning is known. */
  readonly complete: boolean;
  /** Whether an application was seen above, and not only guessed by name. */
  readonly certain: boolean;
  readonly conditions: readonly string[];
  /** What stands before the router and those above it. */
  readonly guards: readonly RouterGuard[];
  /** Middleware and hooks of the router and those above it. */
  readonly hooks: readonly PyValue[];
}

const maxWays = 300;
const maxDepth = 25;

/** All prefixes under which a router's routes are served. A router that nobody includes has a beginning that is not known. */
export function waysTo(router: Router, open: readonly Router[] = []): readonly Reached[] {
  if (open.includes(router) || open.length > maxDepth) return [];
  const own = replacesPrefix(router.framework) ? [] : router.prefix.text;
  const start: Reached = {
    prefix: own,
    adjustable: router.prefix.adjustable,
    complete: true,
    certain: true,
    conditions: [],
    guards: router.guards,
    hooks: router.hooks,
  };
  if (router.mounts.length === 0) {
    if (router.kind === 'app') return [start];
    if (router.kind === 'guessed') return [{ ...start, certain: false }];
    return [{ ...start, prefix: router.prefix.text, complete: false, certain: false }];
  }
  const found: Reached[] = [];
  for (const { parent, prefix, condition } of router.mounts) {
    for (const way of waysTo(parent, [...open, router])) {
      if (found.length >= maxWays) return found;
      /** Flask and Sanic: a prefix of the registration takes the place of the blueprint's own. */
      const isReplaced = replacesPrefix(router.framework);
      const added: PathText = prefix ?? (isReplaced ? router.prefix : { text: [], adjustable: false });
      found.push({
        ...way,
        prefix: joinPrefixes(router.framework, [way.prefix, added.text, own]),
        adjustable: way.adjustable || added.adjustable || start.adjustable,
        guards: [...way.guards, ...router.guards],
        hooks: [...way.hooks, ...dependenciesOf(parent), ...router.hooks],
        conditions: condition === undefined ? way.conditions : [...way.conditions, condition],
      });
    }
  }
  return found;
}

/** `FastAPI(dependencies=[Depends(…)])` runs before the routes of routers that it includes as well. */
function dependenciesOf({ dependencies }: Router): readonly PyValue[] {
  return dependencies?.kind === 'list' ? dependencies.items : [];
}

function replacesPrefix(framework: Router['framework']): boolean {
  return framework === 'flask' || framework === 'sanic';
}

type Pieces = readonly (string | null)[];

/** Frameworks that join with exactly one slash in between (flask/sansio/blueprints.py, litestar's `normalize_path`). */
const joinsWithSlash = new Set<Router['framework']>(['flask', 'litestar', 'bottle']);

/** Others, as FastAPI, join texts as they are. */
export function joinPrefixes(framework: Router['framework'], parts: readonly Pieces[]): Pieces {
  if (!joinsWithSlash.has(framework)) return parts.flat();
  let joined: (string | null)[] = [];
  for (const part of parts) {
    if (part.length === 0 || (part.length === 1 && part[0] === '')) continue;
    const [first = '', ...rest] = part;
    const last = joined.at(-1);
    if (joined.length === 0) joined = [...part];
    else
      joined = [
        ...joined.slice(0, -1),
        typeof last === 'string' ? last.replace(/(?<!\/)\/+$/, '') : (last ?? null),
        typeof first === 'string' ? `/${first.replace(/^\/+/, '')}` : first,
        ...rest,
      ];
  }
  return joined;
}
