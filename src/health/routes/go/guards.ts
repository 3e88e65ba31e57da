import type { RouteGuard } from '../../../model/endpoint.js';
import type { Machine } from './machine.js';
import { spanOfPlace } from './places.js';
import type { Registration, Router } from './routers.js';
import type { ExternalValue, FilePlace, ObjectValue, Value } from './values.js';
import { optionsOf } from './values.js';

/** Middleware of packages by import path and function, as their documentation on pkg.go.dev has them. */
const guards: readonly (readonly [RegExp, RouteGuard['kind']])[] = [
  [/^github\.com\/go-chi\/chi(?:\/v\d+)?\/middleware\.BasicAuth$/, 'authentication'],
  [/^github\.com\/go-chi\/jwtauth(?:\/v\d+)?\.Authenticator(?:RequireSub)?$/, 'authentication'],
  [/^github\.com\/gin-gonic\/gin(?:\/v\d+)?\.BasicAuth(?:ForRealm)?$/, 'authentication'],
  [
    /^github\.com\/labstack\/echo(?:\/v\d+)?\/middleware\.(?:BasicAuth|KeyAuth|JWT)(?:WithConfig)?$/,
    'authentication',
  ],
  [/^github\.com\/labstack\/echo-jwt(?:\/v\d+)?\.(?:JWT|WithConfig)$/, 'authentication'],
  [/^github\.com\/gofiber\/fiber(?:\/v\d+)?\/middleware\/(?:basicauth|keyauth)\.New$/, 'authentication'],
  [/^github\.com\/gofiber\/(?:contrib\/)?(?:v\d+\/)?jwt(?:\/v\d+)?\.New$/, 'authentication'],
  [/^github\.com\/go-chi\/httprate\.(?:Limit|LimitAll|LimitBy\w+)$/, 'rate-limit'],
  [/^github\.com\/labstack\/echo(?:\/v\d+)?\/middleware\.RateLimiter(?:WithConfig)?$/, 'rate-limit'],
  [/^github\.com\/gofiber\/fiber(?:\/v\d+)?\/middleware\/limiter\.New$/, 'rate-limit'],
  [/^github\.com\/labstack\/echo(?:\/v\d+)?\/middleware\.HTTPS\w*Redirect(?:WithConfig)?$/, 'https-redirect'],
];

/** Fields of configurations that let some requests pass. */
const exempting = ['Skipper', 'Next', 'Filter', 'SuccessHandler', 'BeforeFunc'];

/** Frameworks whose middleware stands before all routes of its router, also before those that were registered earlier. */
const isUnordered = new Set<Router['framework']>(['go-echo', 'go-gorilla']);

/** What surely stands before a registration; what a condition decides on or what has exemptions is left out. */
export function guardsOf(
  machine: Machine,
  router: Router,
  registration: Registration,
): readonly RouteGuard[] {
  const found: RouteGuard[] = [];
  const middleware = new Set(registration.middleware);
  if (registration.absolute !== true && isUnordered.has(router.framework))
    for (const one of ancestors(router)) for (const value of one.middleware) middleware.add(value);
  for (const value of middleware) {
    const options = optionsOf(value);
    const [only] = options;
    if (options.length !== 1 || !only || machine.unsureMiddleware.has(value)) continue;
    const guard = guardOf(only);
    const place = guard && placeOf(only);
    if (!guard || !place || found.some(({ kind }) => kind === guard)) continue;
    const text = machine.program.file(place.file)?.source.text.slice(place.start, place.end) ?? '';
    found.push({
      kind: guard,
      span: spanOfPlace(machine, place),
      text: text.replaceAll(/\s+/g, ' ').slice(0, 120),
    });
  }
  return found;
}

function* ancestors(router: Router, depth = 0): Generator<Router> {
  yield router;
  if (depth > 20) return;
  /** A router that is mounted in several ways may be reached past the middleware of one of them. */
  const [only, another] = router.mounts;
  if (only && !another && only.parent.framework === router.framework)
    yield* ancestors(only.parent, depth + 1);
}

function guardOf(value: Value): RouteGuard['kind'] | undefined {
  if (value.kind === 'external-function' && value.name.endsWith('secure.New.Handler'))
    return value.receiver?.kind === 'external' ? secureOptions(value.receiver) : undefined;
  if (value.kind !== 'external') return undefined;
  const secure = secureOptions(value);
  if (secure) return secure;
  const kind = guards.find(([pattern]) => pattern.test(value.name))?.[1];
  if (kind === undefined) return undefined;
  const configurations = value.args.flatMap(optionsOf);
  if (/(?:WithConfig|\.New)$/.test(value.name) && configurations.some((one) => one.kind !== 'object'))
    return undefined;
  const exempts = configurations.some(
    (one) => one.kind === 'object' && exempting.some((field) => one.fields.has(field)),
  );
  return exempts ? undefined : kind;
}

/** `secure.New(secure.Options{SSLRedirect: true}).Handler` of unrolled/secure. */
function secureOptions(value: ExternalValue): RouteGuard['kind'] | undefined {
  if (!/^github\.com\/unrolled\/secure\.New$/.test(value.name)) return undefined;
  const options = value.args.flatMap(optionsOf).find((one): one is ObjectValue => one.kind === 'object');
  const redirect = options?.fields.get('SSLRedirect')?.value;
  const development = options?.fields.get('IsDevelopment')?.value;
  if (
    redirect?.kind === 'truth' &&
    redirect.value &&
    (development === undefined || (development.kind === 'truth' && !development.value))
  )
    return 'https-redirect';
  return undefined;
}

function placeOf(value: Value): FilePlace | undefined {
  const made = value.kind === 'external-function' ? value.receiver : value;
  return made?.kind === 'external' ? made.place : undefined;
}
