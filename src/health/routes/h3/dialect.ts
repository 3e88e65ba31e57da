import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import {
  optionsOf,
  unknown,
  type ExternalValue,
  type Value,
} from '../../../syntax/javascript/evaluate/value.js';
import type { Calling, Dialect, Outcome, Registering } from '../javascript/dialect.js';
import { hostOf, makeRouter, prefixPath } from '../javascript/make.js';
import { mountRouter, noteMiddleware, noteUnfollowed } from '../javascript/mounting.js';
import { convertPath } from '../javascript/path-syntax.js';
import { addRoutes, methodOf, registerVerb } from '../javascript/registration.js';
import { anyPath, readPaths, type RoutePath } from '../javascript/route-path.js';
import { routerOf, type Router } from '../javascript/router.js';

const calling: Calling = { roles: ['other'], returnsAnswer: true };

/** What the evaluation of a program has to know of h3 (https://h3.dev, and https://v1.h3.dev for version 1). */
export const h3Dialect: Dialect = {
  framework: 'h3',
  mayOwn: (name) => name === 'h3',
  packages: 'h3',
  typeNames: 'H3',
  calling,
  // `**` and `**:name` are what is left of the path.
  convertPath: (pattern) => convertPath(pattern.replaceAll(/\*\*(?::(\w+))?/g, '*$1')),
  callPackage: h3Call,
  typed: ({ package: name, path }) => (name === 'h3' && path.at(-1) === 'H3' ? 'router' : undefined),
  callMethod: h3Method,
  member: (router, name) => (name === 'handler' || name === 'fetch' ? hostOf(router) : undefined),
  handedOver: (_, { package: name }) => (/^(?:h3|listhen|srvx|crossws)$/.test(name) ? unknown : undefined),
};

function h3Call({ package: name, path }: ExternalValue, call: Call, registering: Registering): Outcome {
  if (name !== 'h3') return undefined;
  const [first, second] = call.arguments;
  switch (path.at(-1)) {
    case 'createApp':
    case 'H3': {
      const made = makeRouter(h3Dialect, 'app', call, registering);
      const router = routerOf(made);
      const hook = first?.kind === 'object' ? first.members.get('onRequest') : undefined;
      if (router && hook) noteMiddleware(router, [hook], [anyPath], registering);
      return made;
    }
    case 'createRouter':
      return makeRouter(h3Dialect, 'router', call, registering);
    // `useBase('/api', router.handler)`: the same router below a path.
    case 'useBase':
    case 'withBase': {
      const inner = routerOf(second);
      if (!inner || !first) return undefined;
      const outer = makeRouter(h3Dialect, 'router', call, registering);
      const router = routerOf(outer);
      if (router) mountRouter(router, inner, [prefixPath(first, h3Dialect)], call, registering);
      return outer;
    }
    case 'toNodeListener':
    case 'toWebHandler':
    case 'toPlainHandler':
      return routerOf(first) ? first : undefined;
    default:
      return undefined;
  }
}

function h3Method(router: Router, name: string, call: Call, registering: Registering): Outcome {
  const [first, second, third] = call.arguments;
  switch (name) {
    case 'use':
      use(router, call, registering);
      return hostOf(router);
    case 'add':
    case 'on':
      register(router, name === 'add' ? [first, second, third] : [second, third, first], call, registering);
      return hostOf(router);
    case 'mount': {
      const mounted = routerOf(second);
      if (first && mounted) mountRouter(router, mounted, [prefixPath(first, h3Dialect)], call, registering);
      return hostOf(router);
    }
    case 'handler':
      return hostOf(router);
    default:
      return methodOf(name) === undefined
        ? unknown
        : (registerVerb(router, name, call, registering) ?? unknown);
  }
}

/** `router.add(path, handler, method)`, `app.on(method, path, handler)`. */
function register(
  router: Router,
  [path, handler, verb]: readonly (Value | undefined)[],
  call: Call,
  registering: Registering,
): void {
  if (!path || !handler) return;
  const listed = verb?.kind === 'list' ? verb.items : verb ? [verb] : [];
  const methods = listed.flatMap((one) =>
    optionsOf(one).flatMap((option) =>
      option.kind === 'text' && typeof option.parts[0] === 'string'
        ? (methodOf(option.parts[0].toLowerCase()) ?? [])
        : [],
    ),
  );
  const { paths } = readPaths(path, h3Dialect);
  for (const method of methods.length > 0 ? methods : (['ANY'] as const))
    addRoutes(router, { paths, method, handlers: [handler] }, call, registering);
}

/** `app.use(router)`, `app.use('/x', handler)`; a handler without a path sees every request, and goes on when it gives nothing back. */
function use(router: Router, call: Call, registering: Registering): void {
  const [first, second] = call.arguments;
  const hasPath = first?.kind === 'text';
  const value = hasPath ? second : first;
  if (!value) return;
  const paths: readonly RoutePath[] = hasPath ? readPaths(first, h3Dialect).paths : [anyPath];
  // Only an application takes a prefix off the path before it hands a request on.
  const strips = router.kind === 'app' && paths.every(({ text }) => !text.includes('{*'));
  for (const option of value.kind === 'list' ? value.items : [value]) {
    const mounted = routerOf(option);
    if (mounted) mountRouter(router, mounted, strips ? paths : [anyPath], call, registering);
    else if (hasPath && router.kind === 'router')
      addRoutes(router, { paths, method: 'ANY', handlers: [option] }, call, registering);
    else if (hasPath) {
      // All that begins so.
      const all = paths.flatMap((path) => [
        path,
        { ...path, text: `${path.text.replace(/\/$/, '')}/{*path}` },
      ]);
      addRoutes(
        router,
        {
          paths: paths.some(({ text }) => text === '/' || text === '') ? [] : all,
          method: 'ANY',
          handlers: [option],
        },
        call,
        registering,
      );
    } else {
      noteMiddleware(router, [handlerIn(option)], [anyPath], registering);
      noteUnfollowed(router, [option], call, registering);
    }
  }
}

/** The function inside `defineEventHandler(fn)`. */
function handlerIn(value: Value): Value {
  const given = value.kind === 'external' && value.package === 'h3' ? value.given : undefined;
  return given?.find(({ kind }) => kind === 'function') ?? value;
}
