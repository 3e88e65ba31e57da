import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import { unknown } from '../../../syntax/javascript/evaluate/value.js';
import { registerUse } from '../express/use.js';
import { nodeCalling, type Dialect, type Outcome, type Registering } from '../javascript/dialect.js';
import { hostOf, makeRouter, prefixPath } from '../javascript/make.js';
import { mountRouter } from '../javascript/mounting.js';
import { convertPath } from '../javascript/path-syntax.js';
import { registerVerb } from '../javascript/registration.js';
import { anyPath } from '../javascript/route-path.js';
import { routerOf, type Router } from '../javascript/router.js';

/** What the evaluation of a program has to know of Restify. */
export const restifyDialect: Dialect = {
  framework: 'restify',
  mayOwn: (name) => name.startsWith('restify'),
  packages: 'restify|restify-router',
  calling: nodeCalling,
  convertPath,
  callPackage(callee, call, registering): Outcome {
    const name = `${callee.package}:${callee.path.join('.')}`;
    if (name === 'restify:createServer') return makeRouter(restifyDialect, 'app', call, registering);
    return name === 'restify-router:Router'
      ? makeRouter(restifyDialect, 'router', call, registering)
      : undefined;
  },
  callMethod: serverCall,
};

function serverCall(router: Router, name: string, call: Call, registering: Registering): Outcome {
  const [first, second] = call.arguments;
  if (name === 'use' || name === 'pre') return registerUse(router, call, registering);
  const server =
    name === 'applyRoutes' || name === 'add' ? routerOf(name === 'add' ? second : first) : undefined;
  if (server && first) {
    const prefix = name === 'add' ? first : second;
    const [inner, outer] = name === 'add' ? [server, router] : [router, server];
    mountRouter(outer, inner, [prefix ? prefixPath(prefix, restifyDialect) : anyPath], call, registering);
    return hostOf(router);
  }
  // `server.get({ path: '/health', version: '1.0.0' }, handler)`.
  const path = first?.kind === 'object' ? first.members.get('path') : undefined;
  const given = path ? { ...call, arguments: [path, ...call.arguments.slice(1)] } : call;
  return registerVerb(router, name, given, registering) ?? unknown;
}
