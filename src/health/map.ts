import type { IdentifiedFinding } from '../model/finding.js';
import type {
  HealthMap,
  MapGap,
  MappedEnvironment,
  MappedProbe,
  MappedService,
  Scrape,
} from '../model/health-map.js';
import type { Probe, ProbeKind } from '../model/probe.js';
import type { InService } from '../model/service.js';
import { compareSpans, compareText } from '../model/source-span.js';
import { answeringRoutes, closedInventory, openReason } from './rules/answering-routes.js';
import { asksOwnService } from './rules/asked-service.js';
import type { HealthFacts } from './rules/facts.js';

/** What the map is drawn from. */
export interface MapSources {
  readonly facts: HealthFacts;
  readonly scrapes: readonly InService<Scrape>[];
  readonly alerts: readonly { readonly service: string }[];
  /** Those of the rules on health. */
  readonly findings: readonly IdentifiedFinding[];
}

/** The map of all services that have routes, probes or something that runs them; sorted by service. */
export function healthMap(sources: MapSources): HealthMap {
  const { facts, scrapes, alerts } = sources;
  const services = facts.services
    .map(({ name, workloads }): MappedService | undefined => {
      const own = <Fact extends { readonly service: string }>(list: readonly Fact[]): readonly Fact[] =>
        list.filter(({ service }) => service === name);
      const probes = own(facts.probes);
      const routes = own(facts.routes);
      if (routes.length === 0 && probes.length === 0 && workloads.length === 0) return undefined;
      return {
        service: name,
        endpoints: own(facts.endpoints),
        environments: environmentsOf(name, probes, facts),
        scrapes: own(scrapes).toSorted((a, b) => compareSpans(a.span, b.span)),
        metrics: routes.filter(({ path }) => /(^|\/)(metrics|prometheus)$/.test(path)),
        alerts: own(alerts).length,
      };
    })
    .filter((service) => service !== undefined)
    .toSorted((a, b) => compareText(a.service, b.service));
  return { services, gaps: gapsOf(services, sources) };
}

function environmentsOf(
  service: string,
  probes: readonly InService<Probe>[],
  facts: HealthFacts,
): readonly MappedEnvironment[] {
  const places = new Map<string, InService<Probe>[]>();
  for (const probe of probes) {
    const key = `${probe.platform}\u0000${placeOf(probe)}`;
    places.set(key, [...(places.get(key) ?? []), probe]);
  }
  // What runs there without any probe is a part of the map, too.
  for (const { platform, span } of facts.workloads.filter((workload) => workload.service === service)) {
    const key = `${platform}\u0000${placeOf({ platform, span })}`;
    if (!places.has(key)) places.set(key, []);
  }
  const several = new Map<string, number>();
  for (const key of places.keys()) {
    const platform = key.split('\u0000', 1)[0] ?? '';
    several.set(platform, (several.get(platform) ?? 0) + 1);
  }
  return [...places]
    .map(([key, own]) => {
      const [platform = '', place = ''] = key.split('\u0000');
      const mapped = own
        .toSorted((a, b) => compareSpans(a.span, b.span))
        .map((probe) => mappedProbe(probe, facts));
      const of = (kind: ProbeKind): readonly MappedProbe[] =>
        mapped.filter(({ probe }) => probe.kind === kind);
      return {
        name: (several.get(platform) ?? 0) > 1 ? `${platform} (${place})` : platform,
        probes: {
          liveness: of('liveness'),
          readiness: of('readiness'),
          startup: of('startup'),
          healthcheck: of('healthcheck'),
        },
      };
    })
    .toSorted((a, b) => compareText(a.name, b.name));
}

/** Compose files and Dockerfiles stand for themselves, manifests for their folder. */
function placeOf({ platform, span: { file } }: Pick<Probe, 'platform' | 'span'>): string {
  return platform === 'compose' || platform === 'dockerfile'
    ? file
    : file.slice(0, Math.max(0, file.lastIndexOf('/'))) || '.';
}

function mappedProbe(probe: InService<Probe>, facts: HealthFacts): MappedProbe {
  if (probe.path === undefined) return { probe, state: 'not-http' };
  if (!asksOwnService(probe, facts))
    return { probe, state: 'unverified', reason: 'nothing says that this container runs the service' };
  if (answeringRoutes(probe, facts).length > 0) return { probe, state: 'served' };
  const reason = openReason(probe.service, facts) ?? 'no route of the service is known';
  return closedInventory(probe.service, facts) === undefined
    ? { probe, state: 'unverified', reason }
    : { probe, state: 'not-served', reason: 'no route of the service answers it' };
}

const weights: Readonly<Record<IdentifiedFinding['severity'], number>> = { error: 0, warning: 1, note: 4 };

/** How many gaps are named. */
const most = 3;

function gapsOf(services: readonly MappedService[], { findings }: MapSources): readonly MapGap[] {
  const judged = findings
    .filter(({ status }) => status !== 'waived')
    .map(({ service, message, span, severity }) => ({
      service,
      text: message,
      span,
      weight: weights[severity],
    }));
  const absent = services.flatMap(({ service, endpoints, environments, scrapes, metrics, alerts }) => {
    const runs = environments.some(({ name }) => name.startsWith('kubernetes'));
    const isProbed = environments.some(({ probes }) => Object.values(probes).some((list) => list.length > 0));
    return [
      ...(endpoints.length === 0 && !isProbed && runs
        ? [
            {
              service,
              text: `Nothing tells whether ${service} is well: it serves no health endpoint and has no probe.`,
              weight: 2,
            },
          ]
        : []),
      ...(metrics[0] !== undefined && scrapes.length === 0
        ? [
            {
              service,
              text: `${service} serves metrics at ${metrics[0].path}, and nothing here collects them.`,
              span: metrics[0].span,
              weight: 3,
            },
          ]
        : []),
      ...(alerts === 0 && (endpoints.length > 0 || isProbed)
        ? [{ service, text: `No alert here speaks of ${service}.`, weight: 5 }]
        : []),
    ];
  });
  const ranked = [...judged, ...absent].toSorted(
    (a, b) => a.weight - b.weight || compareText(a.service, b.service) || compareText(a.text, b.text),
  );
  return ranked.slice(0, most).map(({ weight: _weight, ...gap }) => gap);
}
