import type { Route, RouteGap } from '../../../model/endpoint.js';
import type { GoText } from '../../../syntax/go/text.js';
import { concatTexts } from '../../../syntax/go/text.js';
import type { DescribedHandler } from './handlers.js';
import type { Machine } from './machine.js';
import { isBelowPattern, joinPatterns, routePath, subtreePaths } from './paths.js';
import { guardsOf } from './guards.js';
import { spanOfPlace } from './places.js';
import type { Reach } from './reaches.js';
import { Reaches } from './reaches.js';
import type { Registration, Router } from './routers.js';
import type { FilePlace } from './values.js';

/** What a reading found, in the model's words. */
export interface GoRoutes {
  readonly routes: readonly Route[];
  readonly gaps: readonly RouteGap[];
}

/** A registration on one way to its router. */
interface Occurrence {
  readonly router: Router;
  readonly registration: Registration;
  readonly way: Reach;
}

/** Puts prefixes, patterns and handlers together. */
export function produceRoutes(
  machine: Machine,
  handlers: ReadonlyMap<Registration, DescribedHandler>,
): GoRoutes {
  const routes: Route[] = [];
  const gaps: RouteGap[] = machine.gaps.map(({ framework, place, reason }) => ({
    framework,
    span: spanOfPlace(machine, place),
    reason,
  }));
  for (const occurrence of occurrencesThatCount(machine)) {
    const { router, registration, way } = occurrence;
    for (const { place, reason } of whatIsMissing(way))
      gaps.push({ framework: router.framework, span: spanOfPlace(machine, place), reason });
    addRoutes(machine, occurrence, handlers.get(registration), { routes, gaps });
  }
  return { routes, gaps };
}

/**
 * All registrations on all ways. Where one line registers on several routers (its function is called several times) and a server is
 * seen to answer with some of them, the others do not count: they serve something else than requests.
 */
function occurrencesThatCount(machine: Machine): readonly Occurrence[] {
  const reaches = new Reaches();
  const byPlace = new Map<string, Occurrence[]>();
  for (const router of machine.routers) {
    if (router.testOnly) continue;
    for (const registration of router.registrations) {
      const { place } = registration;
      const ways = reaches.of(router).filter((way) => !way.root.testOnly);
      const found = (registration.absolute ? absolute(ways) : ways).map((way) => ({
        router,
        registration,
        way,
      }));
      const key = `${place.file}:${String(place.start)}`;
      byPlace.set(key, [...(byPlace.get(key) ?? []), ...found]);
    }
  }
  return [...byPlace.values()].flatMap((found) => {
    const served = found.filter(({ way }) => way.root.served);
    return served.length > 0 ? served : found;
  });
}

function whatIsMissing(way: Reach): { readonly place: FilePlace; readonly reason: string }[] {
  const missing = way.unknownAt.map((place) => ({
    place,
    reason: 'the prefix of the routes that are mounted here is only known at run time',
  }));
  const { root } = way;
  if (root.served) return missing;
  return [
    ...missing,
    { place: root.place, reason: root.unresolved ?? 'no server was found that answers with this router' },
  ];
}

/** For a pattern that is compared with the whole URL. */
function absolute(ways: readonly Reach[]): readonly Reach[] {
  return ways.map((way) => ({
    ...way,
    prefix: [],
    below: way.prefix.length > 0 ? [...way.below, concatTexts([way.prefix, ['/']])] : way.below,
  }));
}

function addRoutes(
  machine: Machine,
  { router, registration, way }: Occurrence,
  described: DescribedHandler | undefined,
  found: { readonly routes: Route[]; readonly gaps: RouteGap[] },
): void {
  const { framework } = router;
  const span = spanOfPlace(machine, registration.place);
  const { pattern, host } = withoutHost(framework, registration.pattern.text);
  const full = concatTexts([way.stripped, joinPatterns(way.prefix, pattern)]);
  const path = routePath(framework, full);
  if (pattern.includes(null))
    found.gaps.push({
      framework,
      span,
      reason: path
        ? 'the beginning of the path is only known at run time'
        : 'the path is only known at run time',
    });
  if (path === undefined) return;
  const conditions = [
    ...(host === undefined ? [] : [`host ${host}`]),
    ...way.conditions,
    ...(registration.condition === undefined ? [] : [registration.condition]),
  ];
  const condition = [...new Set(conditions)].join(', ');
  const guards = guardsOf(machine, router, registration);
  for (const one of framework === 'go-net-http' ? subtreePaths(pattern, path) : [path]) {
    if (!way.below.every((below) => isBelowPattern(one.path, below))) continue;
    const complete = one.complete && (way.root.served || way.root.unresolved === undefined);
    found.routes.push({
      framework,
      method: registration.method,
      path: one.path,
      pathComplete: complete,
      span,
      servedBy: registration.servedBy,
      ...(described && { handler: described.handler }),
      ...((router.port ?? way.root.port) !== undefined && { port: router.port ?? way.root.port }),
      ...(condition !== '' && { condition }),
      ...(guards.length > 0 && { guards }),
      ...(described && described.touchedBefore.length > 0 && { touchedBefore: described.touchedBefore }),
      confidence: complete && way.root.served ? 'high' : 'medium',
    });
  }
}

/** A pattern of `http.ServeMux` may begin with a host. */
function withoutHost(framework: string, text: GoText): { readonly pattern: GoText; readonly host?: string } {
  const [first] = text;
  if (framework !== 'go-net-http' || typeof first !== 'string' || first.startsWith('/'))
    return { pattern: text };
  const slash = first.indexOf('/');
  if (slash === -1) return { pattern: text };
  return { pattern: [first.slice(slash), ...text.slice(1)], host: first.slice(0, slash) };
}
