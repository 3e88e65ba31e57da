import type { HttpMethod } from '../../../model/endpoint.js';
import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import { certainText, foldTexts } from '../../../syntax/javascript/evaluate/text.js';
import type { ExternalValue, ObjectValue, Value } from '../../../syntax/javascript/evaluate/value.js';
import { callSpan } from '../../../syntax/javascript/evaluate/call-span.js';
import { proceduresOf } from '../trpc/procedures.js';
import type { Dialect, Registering } from '../javascript/dialect.js';
import type { Registration } from '../javascript/router.js';

/** A path that a package's middleware answers below where it is mounted. */
interface PackageAnswer {
  readonly method: HttpMethod;
  readonly subpath: string;
  readonly answer?: Registration['answer'];
}

/**
 * What mounting the middleware of a health package serves; undefined for packages that are not known.
 * parse-server answers `/health` below its mount with its state, 503 until it has started (src/ParseServer.js), and has an API of its own.
 * express-actuator 1.8: GET `/health`, `/info`, `/metrics` and the custom endpoints below `basePath`; health answers UP, always.
 * @cloudnative/health-connect 2.1: one middleware each, 503 when a check that was registered fails.
 */
export function mountPackage(value: ExternalValue): readonly PackageAnswer[] | undefined {
  const name = `${value.package}:${value.path.join('.')}`;
  if (value.package === '@trpc/server' && value.path.includes('createExpressMiddleware'))
    return trpcAnswers(value.given?.[0]);
  if (
    name === 'graphql-yoga:createYoga.()' ||
    /^(?:@apollo\/server|@as-integrations\/express\d?):(?:express\d\.)?expressMiddleware\.\(\)$/.test(name)
  )
    return [{ method: 'ANY', subpath: '' }];
  if (/^parse-server:(?:(?:default\.)?ParseServer\.|default\.)?\(\)(?:\.app)?$/.test(name))
    return [
      { method: 'ANY', subpath: '/health', answer: { name: 'parse-server.healthCheck', canFail: true } },
      { method: 'ANY', subpath: '/{*path}' },
    ];
  if (name === 'express-actuator:()') return actuatorAnswers(value.given?.[0]);
  const connect = /^@cloudnative\/health-connect:(Liveness|Readiness|Health)Endpoint\.\(\)$/.exec(name);
  if (connect)
    return [{ method: 'ANY', subpath: '', answer: { name: `${connect[1]}Endpoint`, canFail: true } }];
  return undefined;
}

/** The procedures of a router of tRPC; all paths below the mount when some of them are not known. */
function trpcAnswers(options: Value | undefined): PackageAnswer[] {
  const router = options?.kind === 'object' ? options.members.get('router') : undefined;
  const procedures = proceduresOf(router);
  return procedures
    ? procedures.map(({ method, name }) => ({ method, subpath: `/${name}` }))
    : [{ method: 'ANY', subpath: '/{*path}' }];
}

function actuatorAnswers(options: Value | undefined): PackageAnswer[] {
  const base = options?.kind === 'object' ? options.members.get('basePath') : options;
  const prefix = base ? (foldTexts(base)[0]?.text ?? '') : '';
  const listed = options?.kind === 'object' ? options.members.get('customEndpoints') : undefined;
  const own = (listed?.kind === 'list' ? listed.items : []).flatMap((item) => {
    const id = item.kind === 'object' ? item.members.get('id') : undefined;
    const text = id && certainText(id);
    return text === undefined ? [] : [`/${text.replace(/^\//, '')}`];
  });
  const builtIn = ['/health', '/info', '/metrics'].filter((path) => !own.includes(path));
  return [...builtIn, ...own].map((path) => ({
    method: 'GET',
    subpath: prefix + path,
    ...(path === '/health' &&
      builtIn.includes(path) && { answer: { name: 'express-actuator', canFail: false } }),
  }));
}

/**
 * Servers and wrappers that answer for health beside the application: `createTerminus(server, { healthChecks })` (@godaddy/terminus: the
 * keys are the paths, any method, 503 when the check rejects or during shutdown) and `createLightship()` (lightship: GET `/health`, `/live`,
 * `/ready` on a port of its own, 9000 unless configured). True when the call was one of them.
 */
export function registerHealthServer(framework: Dialect, call: Call, registering: Registering): boolean {
  if (call.callee.kind !== 'external') return false;
  const name = `${call.callee.package}:${call.callee.path.join('.')}`;
  if (name === '@godaddy/terminus:createTerminus' || name === '@godaddy/terminus:') {
    registerTerminus(framework, call, registering);
    return true;
  }
  if (name !== 'lightship:createLightship') return false;
  const port = lightshipPort(call.arguments[0]);
  for (const path of ['/health', '/live', '/ready'])
    registering.routes.standalone.push({
      framework,
      registration: {
        method: 'GET',
        path: { text: path, complete: true, isCertain: true, origins: [] },
        span: callSpan(call.site),
        conditions: registering.conditions,
        servedBy: 'dependency',
        handlers: [],
        certainty: 'certain',
        answer: { name: 'lightship', canFail: true },
      },
      ...(port !== undefined && { port }),
    });
  return true;
}

function lightshipPort(options: Value | undefined): number | undefined {
  if (options === undefined) return 9000;
  if (options.kind !== 'object') return undefined;
  const port = options.members.get('port');
  if (port === undefined) return options.open ? undefined : 9000;
  return port.kind === 'literal' && typeof port.value === 'number' ? port.value : undefined;
}

function registerTerminus(framework: Dialect, call: Call, registering: Registering): void {
  const { routes } = registering;
  const options = call.arguments[1];
  const checks = options?.kind === 'object' ? options.members.get('healthChecks') : undefined;
  const isKnown = options === undefined || (options.kind === 'object' && !options.open);
  if (checks?.kind !== 'object') {
    if (!isKnown || checks !== undefined)
      routes.gap(
        framework,
        callSpan(call.site),
        'the health checks of @godaddy/terminus are only known at run time',
      );
    return;
  }
  for (const [path, check] of checks.members)
    if (path.startsWith('/')) registerCheck(framework, path, check, checks, call, registering);
  if (checks.open)
    routes.gap(
      framework,
      callSpan(call.site),
      'some health checks of @godaddy/terminus are only known at run time',
    );
}

function registerCheck(
  framework: Dialect,
  path: string,
  check: Value,
  checks: ObjectValue,
  call: Call,
  { conditions, routes }: Registering,
): void {
  const place = checks.places.get(path);
  const span =
    place && checks.module ? checks.module.source.span(place.start, place.end) : callSpan(call.site);
  if (check.kind === 'function') routes.entered.add(check.node);
  routes.standalone.push({
    framework,
    registration: {
      method: 'ANY',
      path: { text: path, complete: true, isCertain: true, origins: [] },
      span,
      conditions,
      servedBy: 'dependency',
      handlers: [check],
      certainty: 'certain',
      answer: { name: '@godaddy/terminus', canFail: true },
    },
  });
}
