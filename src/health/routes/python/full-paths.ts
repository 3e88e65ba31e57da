import type { PathText, Router } from './router.js';

/** One way from the root to a router. */
export interface Reached {
  readonly prefix: readonly (string | null)[];
  readonly adjustable: boolean;
  /** Whether the beginning is known. */
  readonly complete: boolean;
  /** Whether an application was seen above, and not only guessed by name. */
  readonly certain: boolean;
  readonly conditions: readonly string[];
}

const maxWays = 300;
const maxDepth = 25;

/** All prefixes under which a router's routes are served. A router that nobody includes has a beginning that is not known. */
export function waysTo(router: Router, open: readonly Router[] = []): readonly Reached[] {
  if (open.includes(router) || open.length > maxDepth) return [];
  const own = router.framework === 'flask' ? [] : router.prefix.text;
  const start: Reached = {
    prefix: own,
    adjustable: router.prefix.adjustable,
    complete: true,
    certain: true,
    conditions: [],
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
      const added: PathText =
        prefix ?? (router.framework === 'flask' ? router.prefix : { text: [], adjustable: false });
      found.push({
        ...way,
        prefix: joinPrefixes(router.framework, [way.prefix, added.text, own]),
        adjustable: way.adjustable || added.adjustable || start.adjustable,
        conditions: condition === undefined ? way.conditions : [...way.conditions, condition],
      });
    }
  }
  return found;
}

type Pieces = readonly (string | null)[];

/** FastAPI joins texts as they are, Flask with exactly one slash in between (flask/sansio/blueprints.py). */
export function joinPrefixes(framework: Router['framework'], parts: readonly Pieces[]): Pieces {
  if (framework !== 'flask') return parts.flat();
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
