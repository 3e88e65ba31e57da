import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import {
  listValue,
  objectValue,
  optionsOf,
  unknown,
  type ExternalValue,
  type FunctionValue,
  type Value,
} from '../../../syntax/javascript/evaluate/value.js';
import { walkProgram } from '../../../syntax/javascript/visit.js';
import type { Calling, Dialect, Outcome, Registering } from '../javascript/dialect.js';
import { hostOf, makeRouter, prefixPath } from '../javascript/make.js';
import {
  mountRouter,
  noteGuards,
  noteMiddleware,
  noteUnfollowed,
  registerAny,
  registerCompared,
} from '../javascript/mounting.js';
import { convertPath } from '../javascript/path-syntax.js';
import { addRoutes, flattened, methodOf, registerVerb } from '../javascript/registration.js';
import { anyPath, readPaths, type RoutePath } from '../javascript/route-path.js';
import { routerOf, type Receiver, type Router } from '../javascript/router.js';

const calling: Calling = { roles: ['context', 'next'], returnsAnswer: false };
const routerPackages = new Set([
  '@koa/router',
  'koa-router',
  '@koa-better-modules/joi-router',
  'koa-joi-router',
]);

/** What the evaluation of a program has to know of Koa. */
export const koaDialect: Dialect = {
  framework: 'koa',
  mayOwn: (name) => name.startsWith('koa') || name === '@feathersjs/koa' || routerPackages.has(name),
  packages: 'koa|@feathersjs/koa|@koa/router|koa-router|koa-joi-router|koa-mount|koa-route',
  typeNames: 'Koa|Router|Application',
  calling,
  convertPath,
  callPackage: koaCall,
  typed({ package: name, path }) {
    const last = path.at(-1);
    if (name === 'koa' && (last === undefined || last === 'default' || last === 'Koa')) return 'app';
    return routerPackages.has(name) && (last === undefined || last === 'Router') ? 'router' : undefined;
  },
  callMethod: (router, name, call, registering) =>
    name === 'use' ? use(router, call, registering) : routerCall(router, name, call, registering),
  member: (_, name) => (name === 'context' || name === 'env' || name === 'stack' ? unknown : undefined),
};

function koaCall(callee: ExternalValue, call: Call, registering: Registering): Outcome {
  const name = callee.path.join('.');
  const [first, second] = call.arguments;
  if (callee.package === 'koa' && /^(?:default|Koa)?$/.test(name))
    return makeRouter(koaDialect, 'app', call, registering);
  // https://feathersjs.com/api/koa.html
  if (callee.package === '@feathersjs/koa' && name === 'koa')
    return makeRouter(koaDialect, 'app', call, registering);
  if (routerPackages.has(callee.package) && /^(?:default|Router)?$/.test(name))
    return makeRouter(koaDialect, 'router', call, registering, 'prefix');
  if (callee.package === 'koa-mount' && name === '') {
    const hasPath = second !== undefined;
    const paths = hasPath && first ? readPaths(first).paths : [anyPath];
    return hostOf(new Mounted(paths, (hasPath ? second : first) ?? unknown));
  }
  if (callee.package === 'koa-compose' && name === '')
    return first?.kind === 'list' ? listValue(first.items, first.open) : undefined;
  if (callee.package === 'koa-convert' && name === '') return first;
  const method = callee.package === 'koa-route' ? methodOf(name) : undefined;
  return method !== undefined && first ? hostOf(new SingleRoute(name, call)) : undefined;
}

/** What `koa-mount` gives. */
class Mounted implements Receiver {
  readonly paths: readonly RoutePath[];
  readonly target: Value;

  constructor(paths: readonly RoutePath[], target: Value) {
    this.paths = paths;
    this.target = target;
  }

  call(): Value {
    return unknown;
  }
}

/** What `route.get(path, handler)` of koa-route gives. */
class SingleRoute implements Receiver {
  readonly name: string;
  readonly made: Call;

  constructor(name: string, made: Call) {
    this.name = name;
    this.made = made;
  }

  call(): Value {
    return unknown;
  }
}

/** `app.use(middleware)` and `router.use([path], …middleware)`. */
async function use(router: Router, call: Call, registering: Registering): Promise<Value> {
  const [first, ...rest] = call.arguments;
  const hasPath =
    first !== undefined &&
    rest.length > 0 &&
    optionsOf(first).every(({ kind }) => kind === 'text' || kind === 'list' || kind === 'regex');
  const paths = hasPath ? readPaths(first).paths : [anyPath];
  const values = flattened(hasPath ? rest : call.arguments);
  noteGuards(router, values, paths, call, registering);
  noteMiddleware(router, values, paths, registering);
  for (const value of values)
    for (const option of optionsOf(value)) await useOne(router, option, paths, call, registering);
  noteUnfollowed(router, values, call, registering);
  return hostOf(router);
}

async function useOne(
  router: Router,
  value: Value,
  paths: readonly RoutePath[],
  call: Call,
  registering: Registering,
): Promise<void> {
  const mounted = routerOf(value);
  if (mounted) {
    mountRouter(router, mounted, paths, call, registering);
    return;
  }
  if (value.kind === 'host' && value.object instanceof Mounted) {
    const { paths: below, target } = value.object;
    for (const option of optionsOf(target)) {
      const app = routerOf(option);
      if (app) mountRouter(router, app, below, call, registering);
      else if (option.kind === 'function') registerAny(router, option, below, call, registering);
      else if (option.kind === 'list')
        for (const item of option.items) await useOne(router, item, below, call, registering);
      else noteUnfollowed(router, [option], call, registering);
    }
    return;
  }
  if (value.kind === 'host' && value.object instanceof SingleRoute) {
    registerVerb(router, value.object.name, value.object.made, registering);
    return;
  }
  if (value.kind !== 'function') return;
  if (isTerminal(value)) registerAny(router, value, paths, call, registering);
  else await registerCompared(router, value, registering);
}

/** Middleware that never hands on and sets a body outside of any branch answers everything. */
function isTerminal({ node }: FunctionValue): boolean {
  const [context, next] = node.parameters;
  if (next !== undefined || context?.pattern.kind !== 'name') return false;
  const isSet = node.body.some(
    (statement) =>
      statement.kind === 'expression' &&
      statement.expression.kind === 'assign' &&
      statement.expression.target.kind === 'place' &&
      statement.expression.target.expression.kind === 'member' &&
      statement.expression.target.expression.property === 'body',
  );
  return isSet && [...walkProgram(node.body)].length < 200;
}

function routerCall(router: Router, name: string, call: Call, registering: Registering): Outcome {
  const self = hostOf(router);
  const [first, second] = call.arguments;
  switch (name) {
    case 'routes':
    case 'middleware':
    case 'callback':
    case 'param':
      return self;
    case 'allowedMethods':
      return objectValue();
    case 'prefix':
      if (first) router.prefix = prefixPath(first, koaDialect);
      return self;
    case 'redirect':
      if (first)
        addRoutes(router, { paths: readPaths(first).paths, method: 'ANY', handlers: [] }, call, registering);
      return self;
    case 'register':
      registerWithMethods(router, call, registering);
      return self;
    default:
  }
  // A name may stand before the path: `router.get('health', '/health', handler)`.
  const isNamed = first?.kind === 'text' && call.arguments.length > 2 && second?.kind === 'text';
  const shifted = isNamed ? { ...call, arguments: call.arguments.slice(1) } : call;
  return registerVerb(router, name, shifted, registering) ?? unknown;
}

/** `router.register(path, methods, middleware)`. */
function registerWithMethods(router: Router, call: Call, registering: Registering): void {
  const [path, methods, ...handlers] = call.arguments;
  if (!path || methods?.kind !== 'list') return;
  for (const item of methods.items) {
    const [text] = item.kind === 'text' ? item.parts : [];
    const method = typeof text === 'string' ? methodOf(text.toLowerCase()) : undefined;
    if (method !== undefined)
      addRoutes(
        router,
        { paths: readPaths(path).paths, method, handlers: flattened(handlers) },
        call,
        registering,
      );
  }
}
