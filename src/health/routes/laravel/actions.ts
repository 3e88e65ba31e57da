import type { Dependency, Handler, RouteGuard } from '../../../model/endpoint.js';
import type { ClassUnit, Unit, Value } from '../../../syntax/imperative/values.js';
import { entryOf, textOf } from '../../../syntax/imperative/values.js';
import { handlerOf, placeOfMethod } from '../php/handlers.js';
import type { PhpProject } from '../php/project.js';
import type { PendingRoute } from './groups.js';

/** Who answers a route, and what its controller's constructor puts before it. */
export interface LaravelAnswer {
  readonly handler?: Handler;
  readonly guards: readonly RouteGuard[];
}

/** The checks that spatie/laravel-health was told to run, with their places. */
export type SpatieChecks = Handler['touches'];

/** The handler of a route's action. */
export async function answerOf(
  route: PendingRoute,
  project: PhpProject,
  checks: SpatieChecks,
): Promise<LaravelAnswer> {
  const { unit } = route;
  const action = entryOf(route.action, 'uses') ?? entryOf(route.action, '0') ?? route.action;
  if (action?.kind === 'function') {
    const span = unit
      ? unit.source.span(action.function.body[0]?.start ?? 0, action.function.body.at(-1)?.end ?? 0)
      : route.span;
    return {
      handler: await handlerOf(undefined, { unit: action.unit, function: action.function, span }, project),
      guards: [],
    };
  }
  if (action?.kind === 'code')
    return {
      handler: {
        name: action.text.slice(0, 80),
        touches: [],
        // The page of Laravel's own health route only tells that the application was booted.
        ...(action.text === 'health' && { canFail: false, constant: true }),
      },
      guards: [],
    };
  const named = namedAction(route, action);
  if (!named || !unit) return { guards: [] };
  const short = named.type.slice(named.type.lastIndexOf('\\') + 1);
  const name = nameOf(named);
  if (
    /^(HealthCheckJsonResultsController|SimpleHealthCheckController|HealthCheckResultsController)$/.test(
      short,
    )
  )
    return {
      handler: {
        name: short,
        touches: checks,
        ...(short.startsWith('Simple') && { canFail: true }),
      },
      guards: [],
    };
  const type = await controllerOf(named.type, route, unit, project);
  if (!type) return { handler: { name, touches: [] }, guards: [] };
  const method = await project.methodOf(type, named.method);
  const guards = await constructorGuards(type, named.method, project);
  if (!method) return { handler: { name, touches: [] }, guards };
  return {
    handler: await handlerOf(name, placeOfMethod(method.owner, method.function, type), project),
    guards,
  };
}

/** Only the name of who answers, where more is not asked for. */
export function nameOfAction(route: PendingRoute): Handler | undefined {
  const inner = entryOf(route.action, 'uses') ?? entryOf(route.action, '0') ?? route.action;
  if (inner?.kind === 'code') return { name: inner.text.slice(0, 80), touches: [] };
  const named = namedAction(route, inner);
  return named && { name: nameOf(named), touches: [] };
}

function nameOf({ type, method }: { readonly type: string; readonly method: string }): string {
  const short = type.slice(type.lastIndexOf('\\') + 1);
  return method === '__invoke' ? short : `${short}@${method}`;
}

/** Class and method of `[C::class, 'm']`, `'C@m'`, `C::class`, or a method in a group that names its controller. */
function namedAction(
  { action, group }: PendingRoute,
  inner: Value | undefined,
): { readonly type: string; readonly method: string } | undefined {
  if (action?.kind === 'list' && entryOf(action, 'uses') === undefined) {
    const [type, method] = action.entries;
    const typeName = type?.value.kind === 'class' ? type.value.name : textOf(type?.value);
    const methodName = textOf(method?.value);
    if (typeName !== undefined && methodName !== undefined) return { type: typeName, method: methodName };
  }
  if (inner?.kind === 'class') return { type: inner.name, method: '__invoke' };
  const text = textOf(inner);
  if (text === undefined) return undefined;
  const [type = '', method] = text.split('@');
  if (method !== undefined) return { type, method };
  const { controller } = group;
  const owner = controller?.kind === 'class' ? controller.name : textOf(controller);
  return owner === undefined ? { type: text, method: '__invoke' } : { type: owner, method: text };
}

async function controllerOf(
  written: string,
  { group }: PendingRoute,
  unit: Unit,
  project: PhpProject,
): Promise<ClassUnit | undefined> {
  const direct = await project.classNamed(written, unit);
  if (direct) return direct;
  const bare = written.replace(/^\\/, '');
  const namespaces = [
    group.namespace,
    `App\\Http\\Controllers\\${group.namespace}`,
    'App\\Http\\Controllers',
    '',
  ];
  for (const namespace of namespaces) {
    const name = namespace === '' ? `\\${bare}` : `\\${namespace.replaceAll(/^\\|\\$/g, '')}\\${bare}`;
    const found = await project.classNamed(name, unit);
    if (found) return found;
  }
  return undefined;
}

/** `$this->middleware('auth')->except('show')` in the constructor. */
async function constructorGuards(
  type: ClassUnit,
  method: string,
  project: PhpProject,
): Promise<readonly RouteGuard[]> {
  const guards: RouteGuard[] = [];
  for (const { class: part, unit } of await project.hierarchyOf(type)) {
    const made = part.methods.find(({ name }) => name === '__construct');
    if (!made) continue;
    const text = unit.source.text.slice(made.start, made.end);
    const calls = text.matchAll(
      /^[ \t]*(\$this->middleware\(\s*(\[[^\]]*\]|['"][^'"]*['"])\s*(?:,[^)]*)?\)((?:->(?:only|except)\([^)]*\))*));/gm,
    );
    for (const match of calls) {
      const names = match[2] ?? '';
      const kind = /['"](auth|auth:[^'"]*|verified|auth\.basic|can:[^'"]*)['"]/.test(names)
        ? 'authentication'
        : /['"]throttle\b/.test(names)
          ? 'rate-limit'
          : undefined;
      const limit = match[3] ?? '';
      const isNamed = new RegExp(String.raw`['"]${method}['"]`).test(limit);
      if (kind === undefined || (limit.includes('only') && !isNamed) || (limit.includes('except') && isNamed))
        continue;
      const start = made.start + match.index + match[0].length - match[0].trimStart().length;
      guards.push({
        kind,
        span: unit.source.span(start, start + (match[1] ?? '').length),
        text: match[1] ?? '',
      });
    }
    // The constructor of the class itself decides, unless it calls its parent's.
    if (!text.includes('parent::__construct')) break;
  }
  return guards;
}

const spatie: readonly (readonly [RegExp, Dependency])[] = [
  [/^(Database|Db)\w*/, 'db'],
  [/^(Redis|Cache|Memcached)\w*/, 'cache'],
  [/^(Queue|Horizon)\w*/, 'queue'],
  [/^(Ping|Meilisearch|Http)\w*/, 'http'],
  [/^(UsedDiskSpace|FlareErrorOccurrenceCount)\w*/, 'disk'],
];

/** The checks in `Health::checks([DatabaseCheck::new(), …])`. Source: https://spatie.be/docs/laravel-health */
export function spatieChecks(units: readonly Unit[]): SpatieChecks {
  const found: SpatieChecks[number][] = [];
  for (const { source } of units) {
    if (!/\bHealth::checks\(/.test(source.text)) continue;
    for (const match of source.text.matchAll(/\b(\w+?)Check::new\(/g)) {
      const dependency = spatie.find(([pattern]) => pattern.test(match[1] ?? ''))?.[1];
      if (dependency !== undefined)
        found.push({
          dependency,
          span: source.span(match.index, match.index + match[0].length),
          text: `${match[1] ?? ''}Check`,
        });
    }
  }
  return found;
}
