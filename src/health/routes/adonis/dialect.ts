import type { RouteGuard } from '../../../model/endpoint.js';
import { callSpan, writtenAt } from '../../../syntax/javascript/evaluate/call-span.js';
import type { Call, Evaluator } from '../../../syntax/javascript/evaluate/evaluator.js';
import { certainText, foldTexts } from '../../../syntax/javascript/evaluate/text.js';
import { unknown, type ExternalValue, type Value } from '../../../syntax/javascript/evaluate/value.js';
import type { Calling, Dialect, Outcome, Registering } from '../javascript/dialect.js';
import { childOf, hostOf, prefixPath } from '../javascript/make.js';
import { convertPath, joinRoutePath } from '../javascript/path-syntax.js';
import type { ProgramRoutes } from '../javascript/program-routes.js';
import { addRoutes, methodOf, pathGaps } from '../javascript/registration.js';
import { anyPath, readPaths } from '../javascript/route-path.js';
import { Router, type Receiver } from '../javascript/router.js';

const calling: Calling = { roles: ['context'], returnsAnswer: true };

/** What the evaluation of a program has to know of AdonisJS. */
export const adonisDialect: Dialect = {
  framework: 'adonis',
  mayOwn: (name) => name === '@adonisjs/core' || name === '@ioc:Adonis/Core',
  packages: '@adonisjs/core/services/(?:router|server)|@ioc:Adonis/Core/(?:Route|Server)',
  calling,
  convertPath,
  callPackage(callee, call, registering): Outcome {
    if (takesMiddleware(callee)) return takeMiddleware(call, registering);
    const method = routerMethod(callee);
    return method === undefined ? undefined : routerCall(method, call, registering);
  },
};

const middlewareCalling: Calling = { roles: ['context', 'next'], returnsAnswer: false };

/** Lists of middleware: `server.use([…])`, `router.use([…])`, and `Server.middleware.register([…])` of AdonisJS 5 (`start/kernel.ts`). */
function takesMiddleware({ package: name, path }: ExternalValue): boolean {
  const text = path.join('.');
  return name === '@adonisjs/core'
    ? /^services\/(?:router|server)\.use$/.test(text)
    : name === '@ioc:Adonis/Core' && text === 'Server.middleware.register';
}

/** Every request for a route passes these classes, each given by itself or by a function that imports it. */
async function takeMiddleware(call: Call, registering: Registering): Promise<Value> {
  const { conditions, evaluator, routes } = registering;
  const [list] = call.arguments;
  if (conditions.length > 0 || list?.kind !== 'list') return unknown;
  const app = applicationRouter(routes, call);
  for (const item of list.items.slice(0, 60)) {
    const handler = await classMethod(item, 'handle', evaluator);
    if (handler.kind === 'function')
      app.middleware.push({ value: handler, calling: middlewareCalling, path: anyPath, order: 0 });
  }
  return unknown;
}

/** The router that all groups are below. */
const applications = new WeakMap<ProgramRoutes, Router>();

function applicationRouter(routes: ProgramRoutes, call: Call): Router {
  currentRouter(routes, call);
  return applications.get(routes) ?? currentRouter(routes, call);
}

/** The one router of a program, and the group that is being read. */
const current = new WeakMap<ProgramRoutes, Router>();

function currentRouter(routes: ProgramRoutes, call: Call): Router {
  let router = current.get(routes);
  if (!router) {
    router = routes.add(new Router(adonisDialect, 'app', callSpan(call.site)));
    current.set(routes, router);
    applications.set(routes, router);
  }
  return router;
}

function routerMethod({ package: name, path }: ExternalValue): string | undefined {
  const isRouter =
    (name === '@adonisjs/core' && path[0] === 'services/router') ||
    (name === '@ioc:Adonis/Core' && path[0] === 'Route');
  return isRouter && path.length === 2 ? path[1] : undefined;
}

async function routerCall(name: string, call: Call, registering: Registering): Promise<Value> {
  const router = currentRouter(registering.routes, call);
  const [first, second, third] = call.arguments;
  if (name === 'group') return group(router, call, registering);
  if (name === 'on' && first) return hostOf(new PageRoute(router, first));
  if (name === 'resource' && first) {
    registerResource(router, first, call, registering);
    return hostOf(new AdonisRoute([]));
  }
  const isRoute = name === 'route';
  const verbs =
    isRoute && second?.kind === 'list' ? second.items.flatMap((item) => foldTexts(item)) : [{ text: name }];
  const handler = await handlerOf(isRoute ? third : second, registering);
  const guards: RouteGuard[] = [];
  for (const { text } of verbs) {
    const method = methodOf(text.toLowerCase());
    if (method === undefined || !first || !handler) continue;
    const { paths, unread } = readPaths(first);
    pathGaps(router, unread, call, registering);
    addRoutes(router, { paths, method, handlers: [handler], guards }, call, registering);
  }
  return hostOf(new AdonisRoute(guards));
}

/** `router.group(() => …)`: what is registered while the function runs belongs to the group. */
async function group(router: Router, call: Call, registering: Registering): Promise<Value> {
  const { evaluator, routes } = registering;
  const child = childOf(router, anyPath, call, registering);
  const [run] = call.arguments;
  if (run?.kind !== 'function') return hostOf(new AdonisGroup(child));
  routes.entered.add(run.node);
  current.set(routes, child);
  try {
    await evaluator.run(run, []);
  } finally {
    current.set(routes, router);
  }
  return hostOf(new AdonisGroup(child));
}

/** A group after it was read. */
class AdonisGroup implements Receiver {
  readonly #router: Router;

  constructor(router: Router) {
    this.#router = router;
  }

  call(name: string, call: Call): Value {
    const [first] = call.arguments;
    if (name === 'prefix' && first) {
      const inner = this.#router.prefix;
      const outer = prefixPath(first, adonisDialect);
      this.#router.prefix = inner
        ? {
            ...outer,
            text: joinRoutePath(outer.text, inner.text),
            complete: outer.complete && inner.complete,
          }
        : outer;
    }
    const guard = name === 'use' || name === 'middleware' ? authenticationIn(call) : undefined;
    if (guard) this.#router.guards.push({ guard, path: anyPath, order: 0 });
    return hostOf(this);
  }
}

/** A route after it was registered. */
class AdonisRoute implements Receiver {
  readonly #guards: RouteGuard[];

  constructor(guards: RouteGuard[]) {
    this.#guards = guards;
  }

  call(name: string, call: Call): Value {
    const guard = name === 'use' || name === 'middleware' ? authenticationIn(call) : undefined;
    if (guard) this.#guards.push(guard);
    return hostOf(this);
  }
}

/** `router.on(path).render(view)`. */
class PageRoute implements Receiver {
  readonly #router: Router;
  readonly #path: Value;

  constructor(router: Router, path: Value) {
    this.#router = router;
    this.#path = path;
  }

  call(_: string, call: Call, registering: Registering): Value {
    const { paths } = readPaths(this.#path);
    addRoutes(this.#router, { paths, method: 'GET', handlers: [] }, call, registering);
    return hostOf(new AdonisRoute([]));
  }
}

/** `middleware.auth()`, `'auth'`, `'auth:api'`. */
function authenticationIn(call: Call): RouteGuard | undefined {
  const { arguments: given, end, start } = call.site.expression;
  const first = given[0]?.value;
  const written = first ? writtenAt(call.site, first.start, first.end) : '';
  if (!/\bauth\s*\(|['"`]auth(?::[\w,]+)?['"`]/.test(written)) return undefined;
  return { kind: 'authentication', span: callSpan(call.site), text: writtenAt(call.site, start, end) };
}

/** A controller's method, from `[Controller, 'method']` with the class or a function that imports it; a function as it is. */
async function handlerOf(value: Value | undefined, { evaluator }: Registering): Promise<Value | undefined> {
  if (value?.kind !== 'list') return value;
  const [owner, method] = value.items;
  const name = method === undefined ? 'handle' : (certainText(method) ?? 'handle');
  return classMethod(owner, name, evaluator);
}

/** A method of a class, which is given by itself or by a function that imports it. */
async function classMethod(owner: Value | undefined, name: string, evaluator: Evaluator): Promise<Value> {
  let found = owner;
  if (found?.kind === 'function') found = await evaluator.run(found, []);
  if (found?.kind === 'namespace') found = await evaluator.exported(found.path, 'default');
  if (found?.kind !== 'class') return unknown;
  return evaluator.member({ kind: 'instance', class: found, properties: new Map() }, name);
}

/** `router.resource('posts', PostsController)`. */
function registerResource(router: Router, name: Value, call: Call, registering: Registering): void {
  const { paths } = readPaths(name);
  const add = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', below: string): void => {
    addRoutes(
      router,
      {
        paths: paths.map((path) => ({ ...path, text: `${path.text}${below}` })),
        method,
        handlers: [unknown],
      },
      call,
      registering,
    );
  };
  add('GET', '');
  add('POST', '');
  add('GET', '/create');
  add('GET', '/{id}');
  add('GET', '/{id}/edit');
  add('PUT', '/{id}');
  add('PATCH', '/{id}');
  add('DELETE', '/{id}');
}
