import type { GoText } from '../../../syntax/go/text.js';
import { concatTexts } from '../../../syntax/go/text.js';
import { joinPatterns } from './paths.js';
import type { Mount, Router } from './routers.js';
import type { FilePlace } from './values.js';

/** One way in which requests reach a router. */
export interface Reach {
  /** What `http.StripPrefix` took off the URL on the way. */
  readonly stripped: GoText;
  /** What chi or gin put in front of the router's patterns. */
  readonly prefix: GoText;
  /** Requests come through these patterns only. */
  readonly below: readonly GoText[];
  readonly conditions: readonly string[];
  /** Mounts on the way whose prefix is not known. */
  readonly unknownAt: readonly FilePlace[];
  /** The router at the beginning of the way; a server may answer with it. */
  readonly root: Router;
}

/** How many ways to one router are kept. */
const maxReaches = 64;

/** The ways to routers, through all that they are mounted in. A router that is mounted in itself is not followed in circles. */
export class Reaches {
  readonly #known = new Map<Router, readonly Reach[]>();
  readonly #open = new Set<Router>();

  of(router: Router): readonly Reach[] {
    const known = this.#known.get(router);
    if (known) return known;
    this.#open.add(router);
    const reaches: Reach[] = [];
    for (const mount of router.mounts) {
      if (this.#open.has(mount.parent) || this.#open.size > 500) continue;
      for (const one of this.of(mount.parent))
        if (reaches.length < maxReaches) reaches.push(through(one, mount));
    }
    this.#open.delete(router);
    const mounted = router.mounts.some((mount) => mount.removes === 'inline' || mount.removes === 'route');
    if (reaches.length === 0 || (router.served && !mounted)) reaches.push(reachOfRoot(router));
    this.#known.set(router, reaches);
    return reaches;
  }
}

function reachOfRoot(root: Router): Reach {
  return { stripped: [], prefix: [], below: [], conditions: [], unknownAt: [], root };
}

function through(parent: Reach, mount: Mount): Reach {
  const shared = {
    conditions: mount.condition === undefined ? parent.conditions : [...parent.conditions, mount.condition],
    unknownAt:
      mount.removes !== 'none' && mount.prefix.text.includes(null)
        ? [...parent.unknownAt, mount.place]
        : parent.unknownAt,
  };
  const at = concatTexts([parent.stripped, joinPatterns(parent.prefix, mount.prefix.text)]);
  switch (mount.removes) {
    case 'inline':
      break;
    case 'route':
      return { ...parent, prefix: joinPatterns(parent.prefix, mount.prefix.text), ...shared };
    case 'none':
      return { ...parent, prefix: [], below: [...parent.below, subtree(at, mount)], ...shared };
    case 'strip': {
      const below = mount.below
        ? [
            ...parent.below,
            subtree(concatTexts([parent.stripped, joinPatterns(parent.prefix, mount.below.text)]), mount),
          ]
        : parent.below;
      return {
        ...parent,
        stripped: concatTexts([parent.stripped, mount.prefix.text]),
        prefix: [],
        below,
        ...shared,
      };
    }
  }
  return { ...parent, ...shared };
}

/** chi's `Mount("/x", h)` passes on everything below `/x`; a mux pattern only what it matches. */
function subtree(at: GoText, mount: Mount): GoText {
  const last = at.at(-1);
  if (mount.parent.framework !== 'go-chi' || typeof last !== 'string' || /[/*]$/.test(last)) return at;
  return [...at.slice(0, -1), `${last}/`];
}
