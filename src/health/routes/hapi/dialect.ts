import type { RouteGuard } from '../../../model/endpoint.js';
import { callSpan, writtenAt } from '../../../syntax/javascript/evaluate/call-span.js';
import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import { foldTexts } from '../../../syntax/javascript/evaluate/text.js';
import {
  objectValue,
  optionsOf,
  unknown,
  type FunctionValue,
  type ObjectValue,
  type Value,
} from '../../../syntax/javascript/evaluate/value.js';
import type { Calling, Dialect, Outcome, Registering } from '../javascript/dialect.js';
import { childOf, hostOf, makeRouter } from '../javascript/make.js';
import { noteMiddleware } from '../javascript/mounting.js';
import type { ConvertedPath } from '../javascript/path-syntax.js';
import { addRoutes, describe, flattened, methodOf, pathGaps } from '../javascript/registration.js';
import { anyPath, readPaths, type RoutePath } from '../javascript/route-path.js';
import type { Middleware, Receiver, Router } from '../javascript/router.js';

const calling: Calling = { roles: ['request', 'context'], returnsAnswer: true };
/** Extensions get what handlers get. */
const extensionCalling: Calling = { ...calling };
const packageName = /^(?:@hapi\/)?hapi$/;

/** What the evaluation of a program has to know of hapi. */
export const hapiDialect: Dialect = {
  framework: 'hapi',
  mayOwn: (name) => packageName.test(name),
  packages: '(?:@hapi/)?hapi|@hapi/glue',
  typeNames: 'Server|HapiServer',
  calling,
  convertPath: convertHapiPath,
  guardsRegardlessOfOrder: true,
  callPackage(callee, call, registering): Outcome {
    if (!packageName.test(callee.package) || !/^[sS]erver$/.test(callee.path.at(-1) ?? '')) return undefined;
    return makeRouter(hapiDialect, 'app', call, registering);
  },
  typed: ({ package: name, path }) =>
    packageName.test(name) && path.at(-1) === 'Server' ? 'router' : undefined,
  callMethod: serverCall,
  member: (router, name) => (name === 'auth' ? hostOf(new Authentication(router)) : undefined),
};

/** `{id}`, `{id?}`, `{path*}`, `{path*2}`. */
function convertHapiPath(pattern: string): ConvertedPath {
  return {
    paths: [
      pattern.replaceAll(
        /\{(\w*)(\*\d*|\?)?\}/g,
        (_, name: string, mark: string | undefined) =>
          `{${mark?.startsWith('*') ? '*' : ''}${name === '' ? 'path' : name}}`,
      ),
    ],
    exact: true,
  };
}

function serverCall(router: Router, name: string, call: Call, registering: Registering): Outcome {
  if (name === 'register') return register(router, call, registering).then(() => hostOf(router));
  if (name === 'ext') extend(router, call, registering);
  if (name === 'route') return addAll(router, call, registering).then(() => hostOf(router));
  return unknown;
}

/** The points of a request's way that come before the handler of every route (https://hapi.dev/api/#request-lifecycle). */
const points = new Set(['onRequest', 'onPreAuth', 'onPostAuth', 'onPreHandler']);

/** `server.ext(event, method, options)`, `server.ext({ type, method })` or a list of these; it is of the whole server. */
function extend(router: Router, call: Call, registering: Registering): void {
  const [first, method, options] = call.arguments;
  let root = router;
  for (let depth = 0; root.parent && depth < 40; depth += 1) root = root.parent;
  const given =
    first?.kind === 'list'
      ? first.items
      : first?.kind === 'object'
        ? [first]
        : first && method
          ? [undefined]
          : [];
  for (const one of given) {
    const members = one?.kind === 'object' ? one.members : undefined;
    const type = members ? members.get('type') : first;
    const code = members ? members.get('method') : method;
    const [point] = type ? foldTexts(type) : [];
    const isOfPlugin = [members?.get('options'), options].some(
      (value) => value !== undefined && (value.kind !== 'object' || value.members.has('sandbox')),
    );
    if (point && code && points.has(point.text))
      noteMiddleware(isOfPlugin ? router : root, [code], [anyPath], registering, extensionCalling);
  }
}

/** `server.auth`. */
class Authentication implements Receiver {
  readonly #router: Router;

  constructor(router: Router) {
    this.#router = router;
  }

  call(name: string, call: Call, { conditions, routes }: Registering): Value {
    const [strategy] = call.arguments;
    if (name !== 'default' || conditions.length > 0 || (strategy && isLenient(strategy))) return unknown;
    this.#router.guards.push({ guard: guardAt(call), path: anyPath, order: routes.next() });
    return unknown;
  }
}

function guardAt(call: Call): RouteGuard {
  const { end, start } = call.site.expression;
  return { kind: 'authentication', span: callSpan(call.site), text: writtenAt(call.site, start, end) };
}

/** `{ mode: 'try' }` and `'optional'` let everybody in; what is not known may. */
function isLenient(auth: Value): boolean {
  if (auth.kind !== 'object') return auth.kind !== 'text';
  const mode = auth.members.get('mode');
  return auth.open || (mode !== undefined && !foldTexts(mode).every(({ text }) => text === 'required'));
}

async function addAll(router: Router, call: Call, registering: Registering): Promise<void> {
  const [given] = call.arguments;
  for (const option of optionsOf(given ?? unknown)) {
    const items = option.kind === 'list' ? option.items : [option];
    if (option.kind === 'list' && option.open)
      registering.routes.gap(
        hapiDialect,
        callSpan(call.site),
        'some routes of this list are only known at run time',
      );
    for (const item of items) for (const one of optionsOf(item)) await addOne(router, one, call, registering);
  }
}

async function addOne(router: Router, route: Value, call: Call, registering: Registering): Promise<void> {
  if (route.kind !== 'object') {
    registering.routes.gap(
      hapiDialect,
      callSpan(call.site),
      `a route that ${describe(call)} registers is only known at run time`,
    );
    return;
  }
  const { members } = route;
  const options = await optionsIn(members.get('options') ?? members.get('config'), router, registering);
  const handler = members.get('handler') ?? options?.members.get('handler') ?? unknown;
  const path = members.get('path');
  const { paths, unread } = path
    ? readPaths(path, hapiDialect)
    : { paths: [], unread: ['only known at run time'] };
  pathGaps(router, unread, call, registering);
  const auth = options?.members.get('auth');
  const isOwn = auth !== undefined && !isOff(auth);
  for (const method of methodsIn(members.get('method')))
    addRoutes(
      router,
      {
        paths,
        method,
        handlers: [handler],
        middleware: prerequisites(options?.members.get('pre')),
        ...(isOwn && !isLenient(auth) && { guards: [guardAt(call)] }),
        ...(auth !== undefined && (isOff(auth) || isLenient(auth)) && { exempt: ['authentication'] }),
      },
      call,
      registering,
    );
}

/** `pre` of a route: functions, objects with a `method`, or lists of those that run side by side. */
function prerequisites(value: Value | undefined): readonly Middleware[] {
  return flattened(value ? [value] : []).flatMap((one) => {
    const code = one.kind === 'object' ? one.members.get('method') : one;
    return code ? [{ value: code, calling: extensionCalling }] : [];
  });
}

async function optionsIn(
  value: Value | undefined,
  router: Router,
  { evaluator }: Registering,
): Promise<ObjectValue | undefined> {
  const options = value?.kind === 'function' ? await evaluator.run(value, [hostOf(router)]) : value;
  return options?.kind === 'object' ? options : undefined;
}

function isOff(auth: Value): boolean {
  return auth.kind === 'literal' && auth.value === false;
}

function methodsIn(value: Value | undefined): readonly NonNullable<ReturnType<typeof methodOf>>[] {
  const items = value?.kind === 'list' ? value.items : value ? [value] : [];
  const found = items.flatMap((item) =>
    foldTexts(item).flatMap(({ text }) => methodOf(text === '*' ? 'all' : text.toLowerCase()) ?? []),
  );
  return found.length > 0 ? found : ['ANY'];
}

/** `server.register(plugins, { routes: { prefix } })`. */
async function register(router: Router, call: Call, registering: Registering): Promise<void> {
  const [given, options] = call.arguments;
  for (const option of optionsOf(given ?? unknown)) {
    const items = option.kind === 'list' ? option.items : [option];
    if (option.kind === 'list' && option.open)
      registering.routes.gap(
        hapiDialect,
        callSpan(call.site),
        'some plugins of this list are only known at run time',
      );
    for (const item of items)
      for (const one of optionsOf(item)) await registerPlugin(router, one, options, call, registering);
  }
}

async function registerPlugin(
  router: Router,
  value: Value,
  options: Value | undefined,
  call: Call,
  registering: Registering,
): Promise<void> {
  const { evaluator, routes } = registering;
  const wrapper = value.kind === 'object' && value.members.has('plugin') ? value : undefined;
  const plugin = await mainOf(wrapper?.members.get('plugin') ?? value, registering);
  const prefix = prefixIn(wrapper) ?? prefixIn(options);
  const run = await functionOf(plugin, registering);
  if (run) {
    const child = childOf(router, prefix ?? anyPath, call, registering);
    routes.entered.add(run.node);
    await evaluator.run(run, [hostOf(child), wrapper?.members.get('options') ?? objectValue()], run.self);
    return;
  }
  if (plugin.kind === 'external' && plugin.package !== '') {
    if (plugin.package === 'hapi-alive')
      registerAlive(router, wrapper?.members.get('options'), call, registering);
    else if (
      /health|alive|status|ready|metrics|graphql|route|proxy|h2o2|swagger|terminus|admin/i.test(
        plugin.package,
      )
    )
      routes.gap(hapiDialect, callSpan(call.site), `what the plugin ${plugin.package} serves is not known`);
    return;
  }
  if (plugin.kind !== 'literal')
    routes.gap(
      hapiDialect,
      callSpan(call.site),
      `a plugin that ${describe(call)} registers could not be followed`,
    );
}

async function mainOf(value: Value, { evaluator }: Registering): Promise<Value> {
  if (value.kind !== 'namespace') return value;
  const plugin =
    (await evaluator.exported(value.path, 'plugin')) ?? (await evaluator.exported(value.path, 'default'));
  if (plugin) return plugin;
  const register = await evaluator.exported(value.path, 'register');
  return register ? objectValue([['register', register]]) : value;
}

async function functionOf(plugin: Value, registering: Registering): Promise<FunctionValue | undefined> {
  if (plugin.kind === 'function') return plugin;
  if (plugin.kind !== 'object' && plugin.kind !== 'instance') return undefined;
  const register = await registering.evaluator.member(plugin, 'register');
  if (register.kind === 'function') return register;
  const inner = plugin.kind === 'object' ? plugin.members.get('plugin') : undefined;
  return inner ? functionOf(inner, registering) : undefined;
}

function prefixIn(options: Value | undefined): RoutePath | undefined {
  const routes = options?.kind === 'object' ? options.members.get('routes') : undefined;
  const prefix = routes?.kind === 'object' ? routes.members.get('prefix') : undefined;
  return prefix && readPaths(prefix, hapiDialect).paths[0];
}

/** hapi-alive: GET `/health` unless `path` says otherwise; 400 when `healthCheck` throws; without authentication unless `auth` is given. */
function registerAlive(
  router: Router,
  options: Value | undefined,
  call: Call,
  registering: Registering,
): void {
  const path = options?.kind === 'object' ? options.members.get('path') : undefined;
  const check = options?.kind === 'object' ? options.members.get('healthCheck') : undefined;
  addRoutes(
    router,
    {
      paths: readPaths(path ?? { kind: 'text', parts: ['/health'], origins: [] }, hapiDialect).paths,
      method: 'GET',
      handlers: check?.kind === 'function' ? [check] : [],
      servedBy: 'dependency',
      exempt: ['authentication'],
      answer: { name: 'hapi-alive', ...(check && { canFail: true }) },
    },
    call,
    registering,
  );
}
