import type { HttpMethod } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { Unit, Value } from '../../../syntax/imperative/values.js';

/** A middleware as it is named, with the place. */
export interface MiddlewareName {
  /** Alias with parameters (`auth:api`) or the whole name of a class. */
  readonly name: string;
  readonly span: SourceSpan;
  readonly text: string;
}

/** What the groups around a route say. */
export interface RouteGroup {
  readonly prefix: string;
  readonly complete: boolean;
  readonly middleware: readonly MiddlewareName[];
  readonly without: readonly string[];
  readonly namespace: string;
  readonly controller?: Value;
  readonly condition?: string;
  /** Patterns of parameters. */
  readonly wheres: ReadonlyMap<string, string>;
}

export const noGroup: RouteGroup = {
  prefix: '',
  complete: true,
  middleware: [],
  without: [],
  namespace: '',
  wheres: new Map(),
};

/** A route as it is registered; what is chained behind the registration still changes it. */
export interface PendingRoute {
  readonly methods: readonly HttpMethod[];
  uri: string;
  complete: boolean;
  action: Value | undefined;
  group: RouteGroup;
  readonly span: SourceSpan;
  readonly unit: Unit | undefined;
  /** False once `only` or `except` takes it away. */
  isKept: boolean;
}

/** Two parts of a path put together. */
export function joinedUri(prefix: string, uri: string): string {
  const parts = [prefix, uri].map((part) => part.replaceAll(/^\/+|\/+$/g, '')).filter((part) => part !== '');
  return parts.join('/');
}

/**
 * A URI of Laravel or Lumen in lintel's form: `{user:id}` loses its column, `{id?}` and Lumen's `[/{id}]` give a path with it and one
 * without, a parameter whose pattern takes slashes is a wildcard.
 */
export function pathsOfUri(uri: string, wheres: ReadonlyMap<string, string>): readonly string[] {
  let open = [uri];
  for (let round = 0; round < 4; round += 1)
    open = open.flatMap((one) => {
      // Patterns of parameters have brackets, too; optional parts begin with a slash.
      const optional = /\[(\/(?:[^[\]]|\[[^[\]]*\])*)\]/.exec(one);
      if (!optional) return [one];
      const before = one.slice(0, optional.index);
      const after = one.slice(optional.index + optional[0].length);
      return [before + (optional[1] ?? '') + after, before + after];
    });
  const variants = open.flatMap((one) =>
    /\/?\{[^{}]*\?\}$/.test(one) ? [one, one.replace(/\/?\{[^{}]*\?\}$/, '')] : [one],
  );
  return [
    ...new Set(
      variants.map((variant) => {
        const path = variant.replaceAll(
          /\{([^{}:?]+)\??(?::([^{}]*))?\??\}/g,
          (_, name: string, pattern?: string) => {
            const where = wheres.get(name) ?? pattern ?? '';
            return /\.[*+]/.test(where) ? `{*${name}}` : `{${name}}`;
          },
        );
        return `/${path.replaceAll(/^\/+|\/+$/g, '').replaceAll(/\/{2,}/g, '/')}`;
      }),
    ),
  ];
}
