import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import { callSpan } from '../../../syntax/javascript/evaluate/call-span.js';
import { foldTexts } from '../../../syntax/javascript/evaluate/text.js';
import {
  optionsOf,
  unknown,
  type ExternalValue,
  type Value,
} from '../../../syntax/javascript/evaluate/value.js';
import type { Calling, Dialect, Outcome, Registering } from '../javascript/dialect.js';
import { childOf, hostOf, makeRouter, prefixPath } from '../javascript/make.js';
import { mountRouter, noteGuards, noteMiddleware } from '../javascript/mounting.js';
import { convertPath, type ConvertedPath } from '../javascript/path-syntax.js';
import { addRoutes, describe, flattened, methodOf, pathGaps } from '../javascript/registration.js';
import { anyPath, readPaths, type RoutePath } from '../javascript/route-path.js';
import { routerOf, type Router } from '../javascript/router.js';

const calling: Calling = { roles: ['context', 'next'], returnsAnswer: true };

/** What the evaluation of a program has to know of Hono. */
export const honoDialect: Dialect = {
  framework: 'hono',
  mayOwn: (name) => name === 'hono' || name === '@hono/zod-openapi',
  packages: 'hono(?:/(?:quick|tiny|factory))?|@hono/zod-openapi',
  typeNames: '(?:OpenAPI)?Hono',
  calling,
  convertPath: convertHonoPath,
  callPackage(callee, call, registering): Outcome {
    if (callee.package !== 'hono' && callee.package !== '@hono/zod-openapi') return undefined;
    const last = callee.path.at(-1);
    const isMade = (call.isNew && (last === 'Hono' || last === 'OpenAPIHono')) || last === 'createApp';
    return isMade ? makeRouter(honoDialect, 'app', call, registering) : undefined;
  },
  typed: ({ package: name, path }) =>
    (name === 'hono' || name === '@hono/zod-openapi') && /^(?:OpenAPI)?Hono$/.test(path.at(-1) ?? '')
      ? 'router'
      : undefined,
  callMethod: honoCall,
  member: (router, name) => (name === 'fetch' ? hostOf(router) : undefined),
  handedOver: (_, { package: name }) =>
    /^(?:@hono\/|hono$|@hono-rate-limiter)/.test(name) ? 'runs' : undefined,
};

/** `:id{[0-9]+}` and `:id?` of Hono, `{id}` of OpenAPI. */
function convertHonoPath(pattern: string): ConvertedPath {
  return convertPath(
    pattern.replaceAll(/(:\w+)\{[^/{}]*(?:\{[^{}]*\}[^/{}]*)*\}/g, '$1').replaceAll(/\/\{(\w+)\}/g, '/:$1'),
  );
}

function honoCall(router: Router, name: string, call: Call, registering: Registering): Outcome {
  const self = hostOf(router);
  const [first, second, ...rest] = call.arguments;
  switch (name) {
    case 'use':
      return use(router, call, registering);
    case 'route':
      mount(router, call, registering);
      return self;
    case 'basePath':
      return hostOf(childOf(router, first ? prefixPath(first, honoDialect) : anyPath, call, registering));
    case 'on': {
      const paths = second ? readPaths(second, honoDialect) : { paths: [], unread: [] };
      pathGaps(router, paths.unread, call, registering);
      for (const method of first ? methodNames(first) : [])
        addRoutes(router, { paths: paths.paths, method, handlers: flattened(rest) }, call, registering);
      return self;
    }
    case 'openapi':
      registerOpenApi(router, call, registering);
      return self;
    case 'doc':
    case 'doc31':
      if (first)
        addRoutes(
          router,
          { paths: readPaths(first, honoDialect).paths, method: 'GET', handlers: [], servedBy: 'dependency' },
          call,
          registering,
        );
      return self;
    case 'mount':
      registering.routes.gap(
        honoDialect,
        callSpan(call.site),
        `what ${describe(call)} mounts below its path could not be followed`,
      );
      return self;
    case 'notFound':
    case 'onError':
    case 'openAPIRegistry':
      return self;
    default:
  }
  return methodOf(name) === undefined ? unknown : registerVerbs(router, name, call, registering);
}

/** `app.get([path], …handlers)`; without a path that of the registration before, or all. */
function registerVerbs(router: Router, name: string, call: Call, registering: Registering): Value {
  const method = methodOf(name);
  const [first, ...rest] = call.arguments;
  if (method === undefined || first === undefined) return unknown;
  const isPath = optionsOf(first).every(({ kind }) => kind === 'text' || kind === 'list');
  const isOpen =
    !isPath &&
    rest.length > 0 &&
    optionsOf(first).every(({ kind }) => kind === 'unknown' || kind === 'external');
  const handlers = flattened(isPath || isOpen ? rest : call.arguments);
  if (handlers.length === 0) return hostOf(router);
  const { paths, unread } =
    isPath || isOpen
      ? readPaths(first, honoDialect)
      : {
          paths: router.lastPaths.length > 0 ? router.lastPaths : [{ ...anyPath, text: '/{*path}' }],
          unread: [],
        };
  if (name === '' && paths.every(({ text }) => !text.startsWith('/'))) return unknown;
  pathGaps(router, unread, call, registering);
  addRoutes(router, { paths, method, handlers, isGuess: name === '' }, call, registering);
  return hostOf(router);
}

function methodNames(value: Value): readonly NonNullable<ReturnType<typeof methodOf>>[] {
  const items = value.kind === 'list' ? value.items : [value];
  return items.flatMap((item) => foldTexts(item).flatMap(({ text }) => methodOf(text.toLowerCase()) ?? []));
}

function use(router: Router, call: Call, registering: Registering): Value {
  const [first, ...rest] = call.arguments;
  const hasPath = first !== undefined && optionsOf(first).every(({ kind }) => kind === 'text');
  const paths: readonly RoutePath[] = hasPath ? readPaths(first, honoDialect).paths : [anyPath];
  const values = flattened(hasPath ? rest : call.arguments);
  noteGuards(router, values, paths, call, registering);
  noteMiddleware(router, values, paths, registering);
  for (const value of values) if (value.kind === 'function') registering.routes.entered.add(value.node);
  return hostOf(router);
}

/** `app.route(path, other)`. */
function mount(router: Router, call: Call, registering: Registering): void {
  const [path, other] = call.arguments;
  const { paths, unread } = path ? readPaths(path, honoDialect) : { paths: [], unread: [] };
  for (const option of optionsOf(other ?? unknown)) {
    const mounted = routerOf(option);
    if (mounted)
      mountRouter(
        router,
        mounted,
        paths.length > 0 ? paths : [{ text: '', complete: false, isCertain: false, origins: [] }],
        call,
        registering,
      );
    else
      registering.routes.gap(
        honoDialect,
        callSpan(call.site),
        `what ${describe(call)} mounts could not be followed`,
      );
  }
  for (const reason of unread)
    registering.routes.gap(honoDialect, callSpan(call.site), `the path of a mount is ${reason}`);
}

/** `app.openapi(createRoute({ method, path, middleware }), handler)`. */
function registerOpenApi(router: Router, call: Call, registering: Registering): void {
  const [route, handler] = call.arguments;
  for (const option of optionsOf(route ?? unknown)) {
    const definition = definitionOf(option);
    const method = definition?.members.get('method');
    const path = definition?.members.get('path');
    if (!definition || !method || !path) {
      registering.routes.gap(
        honoDialect,
        callSpan(call.site),
        `the route of ${describe(call)} is only known at run time`,
      );
      continue;
    }
    const { paths, unread } = readPaths(path, honoDialect);
    pathGaps(router, unread, call, registering);
    const middleware = definition.members.get('middleware');
    for (const verb of methodNames(method))
      addRoutes(
        router,
        {
          paths,
          method: verb,
          handlers: flattened([...(middleware ? [middleware] : []), handler ?? unknown]),
        },
        call,
        registering,
      );
  }
}

function definitionOf(value: Value): Extract<Value, { kind: 'object' }> | undefined {
  if (value.kind === 'object') return value;
  const [given] = value.kind === 'external' && isCreateRoute(value) ? (value.given ?? []) : [];
  return given?.kind === 'object' ? given : undefined;
}

function isCreateRoute({ path }: ExternalValue): boolean {
  return path.includes('createRoute');
}
