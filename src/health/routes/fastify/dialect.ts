import { callSpan } from '../../../syntax/javascript/evaluate/call-span.js';
import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import { foldTexts } from '../../../syntax/javascript/evaluate/text.js';
import {
  optionsOf,
  unknown,
  type ObjectValue,
  type Value,
} from '../../../syntax/javascript/evaluate/value.js';
import type { RouteGuard } from '../../../model/endpoint.js';
import type { Calling, Dialect, Outcome, Registering } from '../javascript/dialect.js';
import { guardOf } from '../javascript/guards.js';
import { noteMiddleware } from '../javascript/mounting.js';
import { convertPath } from '../javascript/path-syntax.js';
import { addRoutes, flattened, methodOf, pathGaps } from '../javascript/registration.js';
import { anyPath, readPaths } from '../javascript/route-path.js';
import { Router } from '../javascript/router.js';
import { registerPlugin, sharing } from './plugins.js';

/** `(request, reply)`; what a handler returns is sent, unless it sends by itself. */
const calling: Calling = { roles: ['request', 'response', 'next'], returnsAnswer: true };

/** What the evaluation of a program has to know of Fastify. */
export const fastifyDialect: Dialect = {
  framework: 'fastify',
  mayOwn: (name) => name === 'fastify' || name === 'fastify-plugin',
  packages: 'fastify(?:-plugin)?|@fastify/autoload',
  typeNames: 'FastifyInstance|FastifyPlugin(?:Async|Callback)?\\w*',
  calling,
  convertPath,
  guardsRegardlessOfOrder: true,
  callPackage(callee, call, registering): Outcome {
    const name = callee.path.join('.');
    if (callee.package === 'fastify' && /^(?:fastify|default)?$/.test(name))
      return {
        kind: 'host',
        object: registering.routes.add(new Router(fastifyDialect, 'app', callSpan(call.site))),
      };
    return callee.package === 'fastify-plugin' && /^(?:fastifyPlugin|default|fp)?$/.test(name)
      ? sharing(call.arguments[0] ?? unknown)
      : undefined;
  },
  typed: ({ package: name, path }) =>
    name === 'fastify' && path.at(-1) === 'FastifyInstance' ? 'router' : undefined,
  callMethod: instanceCall,
  handedOver: (_, { package: name }) => (name.startsWith('@fastify/') ? 'runs' : undefined),
};

/** How hooks are called. */
const hookCalling: Calling = { roles: ['request', 'response', 'next'], returnsAnswer: false };
const hooks = new Set(['onRequest', 'preParsing', 'preValidation', 'preHandler']);

function instanceCall(router: Router, name: string, call: Call, registering: Registering): Outcome {
  const self: Value = { kind: 'host', object: router };
  switch (name) {
    case 'register':
      return registerPlugin(router, call, registering).then(() => self);
    case 'route':
      registerObject(router, call, registering);
      return self;
    case 'decorate':
      decorate(router, call);
      return self;
    case 'addHook':
      addHook(router, call, registering);
      return self;
    case 'after':
    case 'ready':
      return runCallback(call, registering).then(() => self);
    case 'withTypeProvider':
    case 'addSchema':
    case 'setErrorHandler':
    case 'setNotFoundHandler':
    case 'setValidatorCompiler':
    case 'setSerializerCompiler':
      return self;
    default:
  }
  return methodOf(name) === undefined ? unknown : registerShorthand(router, name, call, registering);
}

/** `instance.get(path, [options], handler)`. */
function registerShorthand(router: Router, name: string, call: Call, registering: Registering): Value {
  const self: Value = { kind: 'host', object: router };
  const method = methodOf(name);
  const [path, ...rest] = call.arguments;
  const last = rest.at(-1);
  if (method === undefined || path === undefined || last === undefined) return unknown;
  const options = rest.find((value): value is ObjectValue => value.kind === 'object');
  const { paths, unread } = readPaths(path);
  if (name === '' && paths.every(({ text }) => !text.startsWith('/'))) return unknown;
  pathGaps(router, unread, call, registering);
  const handler = last === options ? (options.members.get('handler') ?? unknown) : last;
  addRoutes(
    router,
    { paths, method, handlers: [handler], guards: guardsOf(options, call), ...exemptions(options) },
    call,
    registering,
  );
  return self;
}

/** `instance.route({ method, url, handler })`. */
function registerObject(router: Router, call: Call, registering: Registering): void {
  for (const options of optionsOf(call.arguments[0] ?? unknown)) {
    if (options.kind !== 'object') {
      registering.routes.gap(
        router.dialect,
        callSpan(call.site),
        'the route that is registered here is only known at run time',
      );
      continue;
    }
    const { members } = options;
    const path = members.get('url') ?? members.get('path');
    const { paths, unread } = path ? readPaths(path) : { paths: [], unread: ['only known at run time'] };
    pathGaps(router, unread, call, registering);
    const handler = members.get('handler') ?? unknown;
    for (const method of methodsIn(members.get('method')))
      addRoutes(
        router,
        { paths, method, handlers: [handler], guards: guardsOf(options, call), ...exemptions(options) },
        call,
        registering,
      );
  }
}

function methodsIn(value: Value | undefined): readonly NonNullable<ReturnType<typeof methodOf>>[] {
  const listed = value?.kind === 'list' ? value.items : value ? [value] : [];
  const found = listed.flatMap((item) =>
    foldTexts(item).flatMap(({ text }) => methodOf(text === '*' ? 'all' : text.toLowerCase()) ?? []),
  );
  return found.length > 0 ? found : ['ANY'];
}

function guardsOf(options: ObjectValue | undefined, call: Call): readonly RouteGuard[] {
  return [...hooks].flatMap((hook) => {
    const value = options?.members.get(hook);
    return value ? flattened([value]).flatMap((one) => guardOf(one, call) ?? []) : [];
  });
}

/** `config: { rateLimit: false }` lets a route out. */
function exemptions(options: ObjectValue | undefined): { readonly exempt?: readonly RouteGuard['kind'][] } {
  const config = options?.members.get('config');
  const isOwn = config?.kind === 'object' && (config.open || config.members.has('rateLimit'));
  return isOwn ? { exempt: ['rate-limit'] } : {};
}

function decorate(router: Router, call: Call): void {
  const [name, value] = call.arguments;
  const [text] = name ? foldTexts(name) : [];
  if (!text || !value) return;
  router.properties.set(
    text.text,
    value.kind === 'function' && value.name === undefined ? { ...value, name: text.text } : value,
  );
}

function addHook(router: Router, call: Call, registering: Registering): void {
  const { conditions, routes } = registering;
  const [name, hook] = call.arguments;
  const [text] = name ? foldTexts(name) : [];
  if (!hook || conditions.length > 0 || !text || !hooks.has(text.text)) return;
  noteMiddleware(router, [hook], [anyPath], registering, hookCalling);
  const guard = guardOf(hook, call);
  if (guard) router.guards.push({ guard, path: anyPath, order: routes.next() });
}

async function runCallback(call: Call, { evaluator }: Registering): Promise<void> {
  const [callback] = call.arguments;
  if (callback?.kind === 'function') await evaluator.run(callback, []);
}
