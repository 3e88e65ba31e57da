/**
 * What a path's words say of health, by themselves. strong = a route of that name answers for health; medium = it does, unless the word
 * belongs to the domain of the product (`/orders/ready`); weak = many things are called so (`/status`).
 */
export type PathTier = 'strong' | 'medium' | 'weak';

/** Last segments that nothing but a health endpoint bears. */
const strongWords = new Set([
  'healthz',
  'livez',
  'readyz',
  'startupz',
  'health-check',
  'healthcheck',
  'health_check',
  '_health',
  '_healthz',
  '_healthcheck',
  '_ready',
  '_readyz',
  '_live',
  '_livez',
  '__heartbeat__',
  '__lbheartbeat__',
  '__health__',
  'server-health',
  'okcomputer',
  'isalive',
  'is_alive',
  'is-alive',
  'isready',
  'is_ready',
  'is-ready',
]);

/** Words behind `health` (or another strong word) that name one of its kinds. */
const kindWords = new Set([
  'live',
  'liveness',
  'livez',
  'alive',
  'ready',
  'readiness',
  'readyz',
  'startup',
  'started',
  'startupz',
]);

const mediumWords = new Set([
  'health',
  'healthy',
  'ready',
  'live',
  'alive',
  'up',
  'heartbeat',
  'liveness',
  'readiness',
  'upcheck',
  '_status',
]);

/** Words behind `health` that name what is looked at or how closely. */
const detailWords = new Set(
  (
    'check checks db database cache redis queue kafka deep detail details detailed full basic simple status ping ' +
    'dependencies self internal external all default api mongo mongodb postgres postgresql mysql elasticsearch rabbitmq redis_cluster'
  ).split(' '),
);
/** `/nginx_health`, `/app-health`: of which part of the server itself it is. `/project-health` is of the domain. */
const partOfServer =
  /^(?:nginx|uwsgi|gunicorn|php|fpm|apache|app|api|web|server|service|backend|lb|elb|alb|gateway)[_-]health$/;

const weakWords = new Set(['ping', 'status', 'version', 'info']);

/** Paths that are strong only as a whole: the words are too short to mean anything elsewhere. */
const strongPaths = new Set([
  '/hc',
  '/ht',
  '/liveness',
  '/readiness',
  '/-/healthy',
  '/-/ready',
  '/-/live',
  '/-/health',
]);

const metricsPath = /(^|\/)(metrics|prometheus)(\/|$)/;

/** Lower case, without a slash at the end; `/` stays. */
export function plainPath(path: string): string {
  const lower = path.toLowerCase();
  return lower.length > 1 && lower.endsWith('/') ? lower.slice(0, -1) : lower;
}

/** A format behind the last word (`/ping.json`) changes nothing of what it means. */
export function withoutFormat(path: string): string {
  return path.replace(/\.(?:json|txt|html?|xml|php)$/, '');
}

/** The words of a path in front of its health words, and what these say; undefined when they say nothing of health. */
export interface HealthWords {
  readonly tier: PathTier;
  readonly prefix: readonly string[];
}

/** A parameter that only picks a version or a language changes nothing of what a path means. */
const neutralParameter = /^(api)?[_-]?(version|v|ver|locale|lang|language)$/;

function isParameter(segment: string): boolean {
  return segment.includes('{') && !neutralParameter.test(segment.replace(/^v?\{\*?([^{}]*)\}$/, '$1'));
}

/** What the words of a route's path say. Metrics are never health, nor is anything behind a parameter (`/projects/{id}/health`). */
export function healthWords(path: string): HealthWords | undefined {
  const plain = plainPath(path);
  if (plain === '/') return { tier: 'weak', prefix: [] };
  if (metricsPath.test(plain)) return undefined;
  if (strongPaths.has(plain)) return { tier: 'strong', prefix: [] };
  // A group's name may be a parameter or wildcard: `/actuator/health/{*path}`.
  const group = /^(.*\/(?:(?:actuator|q|minio)\/health|health))\/\{[^/]*\}$/.exec(plain)?.[1];
  const segments = (group ?? plain).split('/').slice(1);
  if (segments.some(isParameter)) return undefined;
  const last = withoutFormat(segments.at(-1) ?? '');
  const before = segments.at(-2) ?? '';
  const prefix = segments.slice(0, -1);
  if (group !== undefined && !/^(actuator|q|minio)$/.test(before)) return undefined;
  if (strongWords.has(last) || (last === 'health' && /^(actuator|q|minio)$/.test(before)))
    return { tier: 'strong', prefix };
  if (kindWords.has(last) && (before === 'health' || strongWords.has(before)))
    return { tier: 'strong', prefix: prefix.slice(0, -1) };
  if ((before === 'health' || strongWords.has(before)) && detailWords.has(last))
    return { tier: 'medium', prefix: prefix.slice(0, -1) };
  if (mediumWords.has(last) || partOfServer.test(last)) return { tier: 'medium', prefix };
  // A part of what `/health` looks at, or a page of an application about health.
  if (before === 'health' || strongWords.has(before)) return { tier: 'weak', prefix: prefix.slice(0, -1) };
  return weakWords.has(last) ? { tier: 'weak', prefix } : undefined;
}

/** Segments that say nothing of a domain: what stands behind them is about the service itself. */
const neutralSegment =
  /^(api|apis|rest|rpc|trpc|v\d+(\.\d+)?|v?\{[^{}]*\}|internal|public|private|admin|system|sys|server|manage|management|monitor|monitoring|actuator|app|application|service|services|svc|common|core|utils?|ops|operations|probes?|k8s|kubernetes|health|healthz|healthcheck|status|debug|-|_|__|~|\.well-known)$/;

/** Whether the segments before a health word belong to the service as a whole. `ownNames` are other words for it: its name, its base path. */
export function isNeutralPrefix(prefix: readonly string[], ownNames: ReadonlySet<string>): boolean {
  return prefix.every(
    (segment) =>
      neutralSegment.test(segment) ||
      segment.startsWith('_') ||
      ownNames.has(segment) ||
      /[-_]?(service|svc|server|api|gateway)$/.test(segment),
  );
}
