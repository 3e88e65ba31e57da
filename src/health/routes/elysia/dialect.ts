import { callSpan } from '../../../syntax/javascript/evaluate/call-span.js';
import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import { foldTexts } from '../../../syntax/javascript/evaluate/text.js';
import { optionsOf, unknown, type Value } from '../../../syntax/javascript/evaluate/value.js';
import type { Calling, Dialect, Outcome, Registering } from '../javascript/dialect.js';
import { childOf, hostOf, makeRouter, prefixPath } from '../javascript/make.js';
import { mountRouter, noteMiddleware } from '../javascript/mounting.js';
import { convertPath } from '../javascript/path-syntax.js';
import { addRoutes, describe, flattened, methodOf, pathGaps } from '../javascript/registration.js';
import { anyPath, readPaths } from '../javascript/route-path.js';
import { routerOf, type Router } from '../javascript/router.js';

const calling: Calling = { roles: ['context'], returnsAnswer: true };

/** What the evaluation of a program has to know of Elysia. */
export const elysiaDialect: Dialect = {
  framework: 'elysia',
  mayOwn: (name) => name === 'elysia',
  packages: 'elysia',
  typeNames: 'Elysia',
  calling,
  convertPath,
  callPackage: (callee, call, registering) =>
    callee.package === 'elysia' && call.isNew && /^(?:Elysia|default)?$/.test(callee.path.join('.'))
      ? makeRouter(elysiaDialect, 'app', call, registering, 'prefix')
      : undefined,
  typed: ({ package: name, path }) => (name === 'elysia' && path.at(-1) === 'Elysia' ? 'router' : undefined),
  callMethod: elysiaCall,
  member: (router, name) =>
    name === 'fetch' || name === 'handle'
      ? hostOf(router)
      : name === 'server' || name === 'store'
        ? unknown
        : undefined,
};

function elysiaCall(router: Router, name: string, call: Call, registering: Registering): Outcome {
  switch (name) {
    case 'use':
      return use(router, call, registering);
    case 'group':
      return group(router, call, registering);
    case 'guard':
      return guard(router, call, registering);
    case 'mount':
      registering.routes.gap(
        elysiaDialect,
        callSpan(call.site),
        `what ${describe(call)} mounts could not be followed`,
      );
      return hostOf(router);
    case 'onRequest':
    case 'onTransform':
    case 'derive':
    case 'resolve':
    case 'onBeforeHandle':
      noteMiddleware(
        router,
        flattened(call.arguments).filter(({ kind }) => kind === 'function'),
        [anyPath],
        registering,
      );
      return hostOf(router);
    case 'route':
      registerRoute(router, call, registering);
      return hostOf(router);
    default:
  }
  const method = methodOf(name);
  const [path, handler] = call.arguments;
  // All other methods (state, derive, onError, listen …) give the instance back.
  if (method === undefined || !path || !handler) return hostOf(router);
  const { paths, unread } = readPaths(path);
  pathGaps(router, unread, call, registering);
  addRoutes(router, { paths, method, handlers: [handler], isGuess: name === '' }, call, registering);
  return hostOf(router);
}

/** `app.route(method, path, handler)`. */
function registerRoute(router: Router, call: Call, registering: Registering): void {
  const [verb, path, handler] = call.arguments;
  for (const { text } of verb ? foldTexts(verb) : []) {
    const method = methodOf(text.toLowerCase());
    if (method !== undefined && path && handler)
      addRoutes(router, { paths: readPaths(path).paths, method, handlers: [handler] }, call, registering);
  }
}

/** `app.group(prefix, [hook], (app) => …)`. */
async function group(router: Router, call: Call, registering: Registering): Promise<Value> {
  const [prefix] = call.arguments;
  const run = call.arguments.findLast(({ kind }) => kind === 'function');
  const child = childOf(router, prefix ? prefixPath(prefix, elysiaDialect) : anyPath, call, registering);
  if (run?.kind === 'function') {
    registering.routes.entered.add(run.node);
    await registering.evaluator.run(run, [hostOf(child)]);
  }
  return hostOf(router);
}

/** `app.guard(hook, (app) => …)`: the routes are the instance's own. */
async function guard(router: Router, call: Call, registering: Registering): Promise<Value> {
  const run = call.arguments.findLast(({ kind }) => kind === 'function');
  if (run?.kind === 'function') await registering.evaluator.run(run, [hostOf(router)]);
  return hostOf(router);
}

/** `app.use(plugin)`. */
async function use(router: Router, call: Call, registering: Registering): Promise<Value> {
  for (const given of call.arguments.flatMap((value) => (value.kind === 'list' ? value.items : [value])))
    for (const option of optionsOf(given)) await useOne(router, option, call, registering);
  return hostOf(router);
}

async function useOne(router: Router, value: Value, call: Call, registering: Registering): Promise<void> {
  const mounted = routerOf(value);
  if (mounted) {
    if (mounted !== router) mountRouter(router, mounted, [anyPath], call, registering);
    return;
  }
  if (value.kind === 'function') {
    registering.routes.entered.add(value.node);
    await registering.evaluator.run(value, [hostOf(router)]);
    return;
  }
  if (value.kind === 'namespace') {
    const main = await registering.evaluator.exported(value.path, 'default');
    if (main && main.kind !== 'namespace') await useOne(router, main, call, registering);
    return;
  }
  const isServing =
    value.kind === 'unknown' ||
    (value.kind === 'external' &&
      (value.package === '' ||
        /health|status|metrics|trpc|graphql|static|auth|rout|prometheus/i.test(value.package)));
  if (isServing)
    registering.routes.gap(
      elysiaDialect,
      callSpan(call.site),
      `what ${describe(call)} serves could not be followed`,
    );
}
