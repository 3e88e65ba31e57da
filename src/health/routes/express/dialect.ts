import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import {
  objectValue,
  unknown,
  type ExternalValue,
  type Value,
} from '../../../syntax/javascript/evaluate/value.js';
import { callSpan } from '../../../syntax/javascript/evaluate/call-span.js';
import { nodeCalling, type Dialect, type Outcome, type Registering } from '../javascript/dialect.js';
import { convertPath } from '../javascript/path-syntax.js';
import { addRoutes, flattened, methodOf, pathGaps, registerVerb } from '../javascript/registration.js';
import { readPaths, type RoutePath } from '../javascript/route-path.js';
import { Router, type Receiver } from '../javascript/router.js';
import { registerHealthServer } from './health-packages.js';
import { declaredAs, isDecorator, madeBy } from './packages.js';
import { registerUse } from './use.js';

/** What the evaluation of a program has to know of Express. */
export const expressDialect: Dialect = {
  framework: 'express',
  packages:
    'ultimate-express|express(?:-promise-router|-async-router|-serve-static-core|-ws)?|@awaitjs/express|@feathersjs/express|@godaddy/terminus|lightship',
  typeNames: 'Express|Application|I?Router',
  calling: nodeCalling,
  convertPath,
  callPackage(callee, call, registering): Outcome {
    const kind = madeBy(callee.package, callee.path);
    if (kind !== undefined)
      return {
        kind: 'host',
        object: registering.routes.add(new Router(expressDialect, kind, callSpan(call.site))),
      };
    return registerHealthServer(expressDialect, call, registering) ? unknown : undefined;
  },
  typed: (type) => declaredAs(type.package, type.path),
  callMethod(router, name, call, registering): Outcome {
    if (name === 'use' || name === 'useAsync') return registerUse(router, call, registering);
    if (name === 'route') return registerChain(router, call, registering);
    return registerVerb(router, name, call, registering) ?? unknown;
  },
  member(router, name): Value | undefined {
    // Express 5 and 3 offer the application's router.
    if (name === 'router') return { kind: 'host', object: router };
    return name === 'locals' || name === 'stack' || name === '_router' || name === 'mountpath'
      ? unknown
      : undefined;
  },
  handedOver(router: Value, callee: ExternalValue): Value | undefined {
    if (isDecorator(callee.package, callee.path)) return router;
    return callee.package === 'express-ws' && callee.path.length === 0
      ? { ...objectValue([['app', router]]), open: true }
      : undefined;
  },
};

/** What `router.route('/path')` gives: its methods register handlers for that path. */
class RouteChain implements Receiver {
  readonly #router: Router;
  readonly #paths: readonly RoutePath[];

  constructor(router: Router, paths: readonly RoutePath[]) {
    this.#router = router;
    this.#paths = paths;
  }

  call(name: string, call: Call, registering: Registering): Value {
    const handlers = flattened(call.arguments);
    const method = methodOf(name);
    if (method !== undefined && handlers.length > 0)
      addRoutes(
        this.#router,
        { paths: this.#paths, method, handlers, isGuess: name === '' },
        call,
        registering,
      );
    return { kind: 'host', object: this };
  }
}

/** `router.route(path)`. */
export function registerChain(router: Router, call: Call, registering: Registering): Value {
  const [path] = call.arguments;
  const { paths, unread } = path ? readPaths(path, router.dialect) : { paths: [], unread: [] };
  pathGaps(router, unread, call, registering);
  return { kind: 'host', object: new RouteChain(router, paths) };
}
