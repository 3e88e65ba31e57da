import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import type { CallSite } from '../../../syntax/javascript/evaluate/state.js';
import { optionsOf, type FunctionValue, type Value } from '../../../syntax/javascript/evaluate/value.js';
import { callSpan, writtenAt } from '../../../syntax/javascript/evaluate/call-span.js';
import { registrationSpan } from '../javascript/call-places.js';
import type { Registering } from '../javascript/dialect.js';
import { guardOf } from '../javascript/guards.js';
import { noteMiddleware } from '../javascript/mounting.js';
import { comparedPaths, isTerminal } from '../javascript/path-comparisons.js';
import { flattened } from '../javascript/registration.js';
import { anyPath, readPaths, unknownPath, type RoutePath } from '../javascript/route-path.js';
import { routerOf, type Router } from '../javascript/router.js';
import { mountPackage } from './health-packages.js';
import { isTransparent } from './packages.js';
import { sessionTouch } from './sessions.js';

/** A `use` that is being read. */
interface Use {
  readonly router: Router;
  readonly paths: readonly RoutePath[];
  readonly hasPath: boolean;
  /** Whether the value at hand is the last one of a call that mounts no router: the one that may serve something. */
  readonly isLast: boolean;
  readonly call: Call;
  readonly registering: Registering;
}

const pathLike = /path|prefix|base|root|url|uri|route|mount|version|endpoint/i;
const routeLike = /rout(?:e|er|es|ers|ing)\b|router|controller|\bapi\b|health|probe/i;
/** Packages whose middleware answers paths that a document, a folder or another server tells. */
const serving = /exegesis|openapi(?!-validator)|swagger-(?:tools|routes)|file-rout|proxy|graphql|bull-board/i;
const healthLike = /health|liveness|readiness|ready|actuator|heartbeat|\bping\b/i;

/** `router.use([path,] …things)`: mounts routers, registers what answers, and names what cannot be followed. */
export async function registerUse(router: Router, call: Call, registering: Registering): Promise<Value> {
  const [first, ...rest] = call.arguments;
  const self: Value = { kind: 'host', object: router };
  if (first === undefined) return self;
  const hasPath = isPath(first, rest.length, call.site);
  const { paths, unread } = hasPath ? readPaths(first, router.dialect) : { paths: [anyPath], unread: [] };
  const mounted = flattened(hasPath ? rest : call.arguments);
  const isMount = mounted.some((value) => optionsOf(value).some((option) => routerOf(option)));
  if (isMount)
    for (const reason of unread)
      registering.routes.gap(router.dialect, callSpan(call.site), `the path of a mount is ${reason}`);
  const use: Omit<Use, 'isLast'> = {
    router,
    paths: paths.length === 0 && isMount ? [unknownPath] : paths,
    hasPath,
    call,
    registering,
  };
  noteMiddleware(router, mounted, paths, registering);
  noteSessions(mounted, use);
  for (const [index, value] of mounted.entries()) {
    noteGuard(value, { ...use, isLast: false });
    const isLast = index === mounted.length - 1 && !isMount;
    for (const option of optionsOf(value)) await useOne(option, { ...use, isLast });
  }
  return self;
}

/** Whether the first argument is the path. One that is not known is, when it is called so. */
function isPath(first: Value, others: number, site: CallSite): boolean {
  if (first.kind === 'text' || first.kind === 'regex') return true;
  if (first.kind === 'list')
    return first.items.length > 0 && first.items.every((item) => isPath(item, others, site));
  if (first.kind === 'choice') return first.options.every((option) => option.kind === 'text');
  if (others === 0) return false;
  if (first.kind === 'external' && (first.package !== '' || first.path[0] === 'process'))
    return first.package === '';
  const written = site.expression.arguments[0]?.value;
  const isName = written?.kind === 'member' || written?.kind === 'identifier';
  const isOpen = first.kind === 'unknown' || first.kind === 'external';
  return isOpen && isName && pathLike.test(writtenAt(site, written.start, written.end));
}

/** What stands before all that is registered below these paths from here on. */
function noteGuard(value: Value, { call, paths, registering, router }: Use): void {
  const guard = registering.conditions.length === 0 ? guardOf(value, call) : undefined;
  if (guard) for (const path of paths) router.guards.push({ guard, path, order: registering.routes.next() });
}

/** Sessions that each request below these paths writes. */
function noteSessions(
  values: readonly Value[],
  { call, paths, registering, router }: Omit<Use, 'isLast'>,
): void {
  if (registering.conditions.length > 0) return;
  for (const value of values) {
    const touch = sessionTouch(value, callSpan(call.site));
    if (touch)
      for (const path of paths)
        router.middleware.push({
          value,
          calling: router.dialect.calling,
          touches: [touch],
          path,
          order: registering.routes.next(),
        });
  }
}

async function useOne(value: Value, use: Use): Promise<void> {
  const mounted = routerOf(value);
  if (mounted !== undefined) {
    for (const path of use.paths)
      use.router.mounts.push({
        router: mounted,
        path,
        span: callSpan(use.call.site),
        conditions: use.registering.conditions,
        order: use.registering.routes.next(),
      });
    return;
  }
  switch (value.kind) {
    case 'function':
      await useFunction(value, use);
      return;
    case 'namespace': {
      const main = await use.registering.evaluator.exported(value.path, 'default');
      if (main !== undefined && main.kind !== 'namespace') await useOne(main, use);
      return;
    }
    case 'object': {
      const main = value.members.get('default') ?? value.members.get('router');
      if (main !== undefined && routerOf(main)) await useOne(main, use);
      return;
    }
    case 'external':
      usePackage(value, use);
      return;
    case 'unknown':
    case 'literal':
      useUnknown(use);
      return;
    default:
  }
}

async function useFunction(value: FunctionValue, use: Use): Promise<void> {
  const { call, hasPath, registering, router } = use;
  const { conditions, routes } = registering;
  const common = { conditions, servedBy: 'code' as const, order: routes.next() };
  routes.entered.add(value.node);
  if (hasPath && isTerminal(value)) {
    for (const path of use.paths)
      router.registrations.push({
        ...common,
        method: 'ANY',
        path,
        span: registrationSpan([...routes.sites, call.site], path.origins),
        handlers: [value],
        certainty: path.isCertain ? 'certain' : 'likely',
      });
    return;
  }
  const { source } = value.scope.module.module;
  for (const answer of await comparedPaths(value, use.registering.evaluator)) {
    // What begins with a path is mostly let through or turned away, not answered.
    if (answer.isPrefix) continue;
    for (const path of use.paths)
      router.registrations.push({
        ...common,
        method: answer.method,
        path: { ...path, text: `${path.text}${answer.path}` },
        span: source.span(answer.place.start, answer.place.end),
        handlers: [answer.handler],
        certainty: 'likely',
      });
  }
}

function usePackage(value: Extract<Value, { kind: 'external' }>, use: Use): void {
  const { call, hasPath, paths, registering, router } = use;
  const { conditions, routes } = registering;
  const span = callSpan(call.site);
  const answers = mountPackage(value);
  for (const { answer, method, subpath } of answers ?? [])
    for (const path of paths)
      router.registrations.push({
        method,
        path: { ...path, text: path.text + subpath, complete: path.complete },
        span,
        conditions,
        servedBy: 'dependency',
        handlers: [],
        certainty: 'certain',
        ...(answer && { answer }),
      });
  if (answers !== undefined || isTransparent(value.package)) return;
  const name = [value.package, ...value.path].join('.');
  if (hasPath && healthLike.test(name)) {
    for (const path of paths)
      router.registrations.push({
        method: 'ANY',
        path,
        span,
        conditions,
        servedBy: 'dependency',
        handlers: [],
        certainty: 'likely',
      });
  } else if (hasPath || healthLike.test(name) || serving.test(value.package))
    routes.gap(
      router.dialect,
      span,
      `what the package ${value.package} serves${hasPath ? ' below this path' : ''} is not known`,
    );
}

/**
 * What is not known is mostly middleware; a gap is where it looks like routes, or is mounted on a path of its own. What is called after health
 * and mounted on a path is a health route in all likelihood, so it is listed as well.
 */
function useUnknown(use: Use): void {
  const { call, hasPath, isLast, paths, registering, router } = use;
  const { conditions, routes } = registering;
  const { expression } = call.site;
  const last = expression.arguments.at(-1)?.value;
  const written = last ? writtenAt(call.site, last.start, last.end) : '';
  if (!isLast || !(hasPath || routeLike.test(written))) return;
  const span = callSpan(call.site);
  routes.gap(router.dialect, span, `what \`${written}\` serves could not be followed`);
  if (hasPath && healthLike.test(written))
    for (const path of paths)
      router.registrations.push({
        method: 'ANY',
        path,
        span,
        conditions,
        servedBy: 'code',
        handlers: [],
        certainty: 'guess',
      });
}
