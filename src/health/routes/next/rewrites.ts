import type { Handler, Route } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { certainText } from '../../../syntax/javascript/evaluate/text.js';
import {
  optionsOf,
  unknown,
  type ObjectValue,
  type Value,
} from '../../../syntax/javascript/evaluate/value.js';
import type { FileHandlers } from '../file-routes/handlers.js';
import { convertPath, joinRoutePath } from '../javascript/path-syntax.js';

/** One rule of `rewrites()` or `redirects()`. */
export interface Rewrite {
  /** In lintel's form. */
  readonly source: string;
  readonly destination: string;
  readonly span: SourceSpan;
  /** `basePath: false`: it is not below the base path. */
  readonly isOutside: boolean;
  /** It depends on headers, cookies or the host. */
  readonly isConditional: boolean;
  /** It sends elsewhere instead of answering. */
  readonly isRedirect: boolean;
}

/** What a configuration says that changes routes. */
export interface NextConfiguration {
  readonly rewrites: readonly Rewrite[];
  /** Some rules are only known at run time. */
  readonly isOpen: boolean;
  readonly keys: ReadonlySet<string>;
}

const listLimit = 500;

/** Reads next.config: an object, a function that gives one, or either inside of what packages wrap around it. */
export async function readConfiguration(path: string, handlers: FileHandlers): Promise<NextConfiguration> {
  const exported = await handlers.value(path, 'default');
  const config = exported && (await objectIn(exported, handlers, 0));
  if (!config) return { rewrites: [], isOpen: true, keys: new Set() };
  const keys = new Set(config.members.keys());
  const rewrites: Rewrite[] = [];
  let { open: isOpen } = config;
  for (const key of ['rewrites', 'redirects']) {
    const written = config.members.get(key);
    if (written === undefined) continue;
    const rules = await rulesOf(written, key === 'redirects', handlers);
    rewrites.push(...rules.rewrites);
    isOpen ||= rules.isOpen;
  }
  return { rewrites, isOpen, keys };
}

async function rulesOf(
  written: Value,
  isRedirect: boolean,
  handlers: FileHandlers,
): Promise<Pick<NextConfiguration, 'rewrites' | 'isOpen'>> {
  const result = await handlers.run(written, []);
  const lists = result === undefined ? [unknown] : listsIn(result);
  const rewrites: Rewrite[] = [];
  let isOpen = lists.length === 0;
  for (const list of lists) {
    if (list.kind !== 'list') {
      isOpen = true;
      continue;
    }
    isOpen ||= list.open;
    for (const item of list.items.slice(0, listLimit)) {
      const rule = item.kind === 'object' ? rewriteOf(item, isRedirect) : undefined;
      if (rule) rewrites.push(...rule);
      else isOpen = true;
    }
  }
  return { rewrites, isOpen };
}

async function objectIn(
  value: Value,
  handlers: FileHandlers,
  depth: number,
): Promise<ObjectValue | undefined> {
  if (depth > 6) return undefined;
  for (const option of optionsOf(value)) {
    if (option.kind === 'object') return option;
    if (option.kind === 'function') {
      const result = await handlers.run(option, [unknown, unknown]);
      const found = result && (await objectIn(result, handlers, depth + 1));
      if (found) return found;
    }
    // `withBundleAnalyzer({ … })(config)`, `withSentryConfig(config, options)`.
    if (option.kind === 'external' || (option.kind === 'unknown' && option.given))
      for (const given of option.given ?? []) {
        const found = await objectIn(given, handlers, depth + 1);
        if (found) return found;
      }
  }
  return undefined;
}

/** A list, or lists by when they are looked at. */
function listsIn(result: Value): readonly Value[] {
  return optionsOf(result).flatMap((option) =>
    option.kind === 'object'
      ? ['beforeFiles', 'afterFiles', 'fallback'].flatMap((key) => option.members.get(key) ?? [])
      : [option],
  );
}

function rewriteOf(rule: ObjectValue, isRedirect: boolean): readonly Rewrite[] | undefined {
  const source = certainText(rule.members.get('source') ?? unknown);
  const target = rule.members.get('destination');
  const place = rule.places.get('source');
  if (source === undefined || target === undefined || !place || !rule.module) return undefined;
  const span = rule.module.source.span(place.start, place.end);
  const base = rule.members.get('basePath');
  return convertPath(source).paths.map((path) => ({
    source: path,
    destination: certainText(target) ?? '',
    span,
    isOutside: base?.kind === 'literal' && base.value === false,
    isConditional: rule.members.has('has') || rule.members.has('missing'),
    isRedirect,
  }));
}

/** The routes that rewrites add: with the handler of the route that they lead to, where that is one of the application. */
export function rewrittenRoutes(
  { rewrites }: NextConfiguration,
  base: string,
  routes: readonly Route[],
): readonly Route[] {
  return rewrites.flatMap(({ destination, isConditional, isOutside, isRedirect, source, span }): Route[] => {
    const target = convertPath(destination.split('?')[0] ?? '').paths[0] ?? '';
    const inner = joinRoutePath(base, target);
    const leading = isRedirect ? [] : routes.filter(({ path }) => path === inner || path === target);
    const path = isOutside ? source : joinRoutePath(base, source);
    // What holds for some requests only, on a path that a file serves, adds nothing to the list.
    if (isConditional && routes.some((route) => route.path === path)) return [];
    const common = {
      framework: 'next',
      path,
      pathComplete: true,
      span,
      servedBy: 'setting' as const,
      confidence: isConditional ? ('medium' as const) : ('high' as const),
    };
    const handlerOf = (route: Route): { handler?: Handler } =>
      route.handler ? { handler: route.handler } : {};
    return leading.length > 0
      ? leading.map((route) => ({ ...common, method: route.method, ...handlerOf(route) }))
      : [{ ...common, method: 'ANY' as const }];
  });
}
