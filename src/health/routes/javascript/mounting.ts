import { callSpan, writtenAt } from '../../../syntax/javascript/evaluate/call-span.js';
import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import { optionsOf, type FunctionValue, type Value } from '../../../syntax/javascript/evaluate/value.js';
import { registrationSpan } from './call-places.js';
import type { Registering } from './dialect.js';
import { guardOf } from './guards.js';
import { comparedPaths } from './path-comparisons.js';
import { anyPath, type RoutePath } from './route-path.js';
import type { Router } from './router.js';

const routeLike = /rout(?:e|er|es|ers|ing)\b|router|controller|\bapi\b|health|probe/i;

/** Mounts a router on another below paths. */
export function mountRouter(
  router: Router,
  mounted: Router,
  paths: readonly RoutePath[],
  call: Call,
  { conditions, routes }: Registering,
): void {
  for (const path of paths)
    router.mounts.push({
      router: mounted,
      path,
      span: callSpan(call.site),
      conditions,
      order: routes.next(),
    });
}

/** Middleware that is put before all that follows below these paths: a guard, perhaps. */
export function noteGuards(
  router: Router,
  values: readonly Value[],
  paths: readonly RoutePath[],
  call: Call,
  { conditions, routes }: Registering,
): void {
  if (conditions.length > 0) return;
  for (const value of values) {
    const guard = guardOf(value, call);
    if (guard) for (const path of paths) router.guards.push({ guard, path, order: routes.next() });
  }
}

/**
 * Functions of the project that all requests below these paths pass: those that are called with `next`, or as a hook.
 * @param calling how they are called, when not as the router's handlers are.
 */
export function noteMiddleware(
  router: Router,
  values: readonly Value[],
  paths: readonly RoutePath[],
  { conditions, routes }: Registering,
  calling = router.dialect.calling,
): void {
  if (conditions.length > 0) return;
  const next = calling.roles.indexOf('next');
  for (const value of values) {
    const [only, ...others] = optionsOf(value);
    if (only?.kind !== 'function' || others.length > 0) continue;
    const wrapped = (only.wraps ?? []).some(({ kind }) => kind === 'function');
    const count = only.node.parameters.length;
    // One more parameter than that is a handler of errors, one less answers by itself.
    if (!wrapped && next !== -1 && calling === router.dialect.calling && count !== next + 1) continue;
    for (const path of paths) router.middleware.push({ value, calling, path, order: routes.next() });
  }
}

/** A function that gets all requests: the paths that it compares and answers. */
export async function registerCompared(
  router: Router,
  callee: FunctionValue,
  { conditions, evaluator, routes }: Registering,
): Promise<void> {
  const { source } = callee.scope.module.module;
  routes.entered.add(callee.node);
  for (const answer of await comparedPaths(callee, evaluator))
    if (!answer.isPrefix)
      router.registrations.push({
        conditions,
        servedBy: 'code',
        order: routes.next(),
        method: answer.method,
        path: { ...anyPath, text: answer.path },
        span: source.span(answer.place.start, answer.place.end),
        handlers: [answer.handler],
        certainty: 'likely',
      });
}

/** A function that answers whatever is asked, below paths. */
export function registerAny(
  router: Router,
  callee: FunctionValue,
  paths: readonly RoutePath[],
  call: Call,
  { conditions, routes }: Registering,
): void {
  routes.entered.add(callee.node);
  for (const path of paths)
    router.registrations.push({
      conditions,
      servedBy: 'code',
      order: routes.next(),
      method: 'ANY',
      path: { ...path, text: `${path.text}/{*path}` },
      span: registrationSpan(routes.sites.length > 0 ? routes.sites : [call.site], path.origins),
      handlers: [callee],
      certainty: 'likely',
    });
}

/** A gap where something that looks like routes is mounted and cannot be followed. */
export function noteUnfollowed(
  router: Router,
  values: readonly Value[],
  call: Call,
  { routes }: Registering,
): void {
  const isUnknown = values.some((value) =>
    optionsOf(value).some(
      (option) => option.kind === 'unknown' || (option.kind === 'external' && option.package === ''),
    ),
  );
  const last = call.site.expression.arguments.at(-1)?.value;
  const written = last ? writtenAt(call.site, last.start, last.end) : '';
  if (isUnknown && routeLike.test(written))
    routes.gap(router.dialect, callSpan(call.site), `what \`${written}\` serves could not be followed`);
}
