import { callSpan } from '../../../syntax/javascript/evaluate/call-span.js';
import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import type { Dialect, Registering } from './dialect.js';
import { readPaths, type RoutePath } from './route-path.js';
import { Router } from './router.js';

/** A router that a call makes, with the prefix that its options give it (`new Router({ prefix })`). */
export function makeRouter(
  dialect: Dialect,
  kind: 'app' | 'router',
  call: Call,
  { routes }: Registering,
  prefixOption?: string,
): Value {
  const router = routes.add(new Router(dialect, kind, callSpan(call.site)));
  const [options] = call.arguments;
  const prefix =
    prefixOption !== undefined && options?.kind === 'object' ? options.members.get(prefixOption) : undefined;
  if (prefix) router.prefix = prefixPath(prefix, dialect);
  return hostOf(router);
}

/** A router that belongs to another, below a path. */
export function childOf(
  parent: Router,
  path: RoutePath,
  call: Call,
  { conditions, routes }: Registering,
): Router {
  const child = routes.add(new Router(parent.dialect, 'router', callSpan(call.site)));
  child.parent = parent;
  parent.mounts.push({ router: child, path, span: callSpan(call.site), conditions, order: routes.next() });
  return child;
}

/** The one path that a prefix is; incomplete when it is not known, or may be one of several. */
export function prefixPath(value: Value, dialect: Dialect): RoutePath {
  const { paths } = readPaths(value, dialect);
  const [only] = paths;
  return only && paths.length === 1
    ? only
    : { text: only?.text ?? '', complete: false, isCertain: false, origins: [] };
}

/** A router as a value. */
export function hostOf(router: object): Value {
  return { kind: 'host', object: router };
}
