import { callSpan } from '../../../syntax/javascript/evaluate/call-span.js';
import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import { certainText } from '../../../syntax/javascript/evaluate/text.js';
import { unknown, type Value } from '../../../syntax/javascript/evaluate/value.js';
import type { HttpMethod } from '../../../model/endpoint.js';
import { nodeCalling, type Dialect, type Outcome, type Registering } from '../javascript/dialect.js';
import { convertPath, joinRoutePath } from '../javascript/path-syntax.js';
import { routerOf, type Registration } from '../javascript/router.js';

const health = '/.well-known/apollo/server-health';

/** What the evaluation of a program has to know of Apollo Server. */
export const apolloServerDialect: Dialect = {
  framework: 'apollo-server',
  mayOwn: (name) => name.startsWith('apollo-server') || name === '@apollo/server',
  packages: 'apollo-server(?:-express)?|@apollo/server/standalone',
  calling: nodeCalling,
  convertPath,
  callPackage(callee, call, registering): Outcome {
    const name = callee.path.join('.');
    if (callee.package === '@apollo/server')
      return name === 'standalone.startStandaloneServer' ? standalone(call, registering) : undefined;
    if (name === 'ApolloServer.().listen') {
      add(call, registering, 'ANY', '/');
      add(call, registering, 'GET', health);
      return unknown;
    }
    return name === 'ApolloServer.().applyMiddleware' ? applied(call, registering) : undefined;
  },
};

function standalone(call: Call, registering: Registering): Value {
  add(call, registering, 'ANY', '/{*path}');
  return unknown;
}

function add(call: Call, { conditions, routes }: Registering, method: HttpMethod, path: string): void {
  routes.standalone.push({
    framework: apolloServerDialect,
    registration: registrationOf(call, conditions, method, path),
  });
}

function registrationOf(
  call: Call,
  conditions: readonly string[],
  method: HttpMethod,
  path: string,
): Registration {
  return {
    method,
    path: { text: path, complete: true, isCertain: true, origins: [] },
    span: callSpan(call.site),
    conditions,
    servedBy: 'dependency',
    handlers: [],
    certainty: 'certain',
    // A check that is given (`onHealthCheck`) may reject; without one it answers pass, always.
    ...(path === health && { answer: { name: 'apollo-server' } }),
  };
}

/** `server.applyMiddleware({ app, path, disableHealthCheck })`. */
function applied(call: Call, { conditions, routes }: Registering): Value {
  const [options] = call.arguments;
  const members = options?.kind === 'object' ? options.members : undefined;
  const app = routerOf(members?.get('app'));
  const path = members?.get('path');
  if (!app) return unknown;
  const order = routes.next();
  const graphql = (path && certainText(path)) ?? '/graphql';
  app.registrations.push({ ...registrationOf(call, conditions, 'ANY', joinRoutePath('', graphql)), order });
  if (members?.get('disableHealthCheck') === undefined)
    app.registrations.push({ ...registrationOf(call, conditions, 'GET', health), order });
  return unknown;
}
