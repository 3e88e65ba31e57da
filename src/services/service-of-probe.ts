import { dirname } from 'node:path/posix';
import type { Probe } from '../model/probe.js';
import type { InService, Service } from '../model/service.js';
import type { SourceSpan } from '../model/source-span.js';
import type { Workload } from '../model/workload.js';
import { baseImageKind } from './images/third-party-images.js';
import { nearestService } from './nearest-service.js';
import { isDevelopmentPlace } from './repository-paths.js';

/** Platforms whose files define infrastructure, which is often written in one place for all that a team runs. */
const infrastructure = new Set(['terraform', 'nomad', 'ecs', 'azure']);

/**
 * The service that a probe is of; the empty text when it is of none. It belongs to the service whose workload it stands on. On a workload
 * that is linked to none (a database, a proxy of somebody else's image) it belongs to nobody, wherever its manifest lies; where the image
 * comes from the command line, nothing is known of whose it is. Probes of
 * platforms whose files name the program's directory belong to the service there, those of a proxy to the service that it asks, and what
 * bears a service's name to that one; what a container for development asks is of nobody. All others belong to the nearest service, unless an infrastructure's resource or its folder is called like somebody else's product.
 * @param probe with the service that its file lies nearest to.
 */
export function serviceOfProbe(
  probe: InService<Probe>,
  services: readonly Service[],
  workloads: readonly Workload[],
): string {
  if (isDevelopmentPlace(probe.span.file)) return '';
  const isTarget = (place: { readonly span: SourceSpan; readonly name: string }): boolean =>
    place.span.file === (probe.target.origin?.file ?? probe.span.file) &&
    place.name === (probe.target.origin?.name ?? probe.target.name);
  const linked = services.find((service) => service.workloads.some(isTarget));
  if (linked !== undefined) return linked.name;
  if (workloads.some((workload) => isTarget(workload) && hasImage(workload))) return '';
  const { container, directory, image, name } = probe.target;
  if (directory !== undefined) {
    const there = nearestService(services, `${directory}/.`);
    return there === '' ? probe.service : there;
  }
  if (proxies.has(probe.platform)) return serviceBehindProxy(probe, services);
  const named = services.find((service) => service.name === name || service.name === container);
  if (named !== undefined) return named.name;
  // The image may be named elsewhere (`extends`, a template), but who asks with the client of a database asks the database.
  if (probe.command !== undefined && clients.test(probe.command.join(' '))) return '';
  // A file that starts all programs of a repository lies near none of them.
  if (probe.platform === 'tilt') return '';
  if (!infrastructure.has(probe.platform)) return probe.service;
  const names = [...dirname(probe.span.file).split('/'), name, container ?? '', image ?? ''];
  return names.some((word) => word !== '' && baseImageKind(word) === 'product') ? '' : probe.service;
}

/** Programs with which images of databases, caches and brokers are asked. */
const clients =
  /\b(?:pg_isready|psql|mysqladmin|mysql|mariadb-admin|mariadb|redis-cli|valkey-cli|mongo|mongosh|rabbitmq-diagnostics|rabbitmqctl|clickhouse-client|cqlsh|kafka-topics(?:\.sh)?)\b/;

/** Platforms that ask what they stand in front of: where their file lies says nothing of whose it is. */
const proxies = new Set([
  'haproxy',
  'nginx',
  'envoy',
  'traefik',
  'caddy',
  'apache',
  'consul',
  'kubernetes-balancers',
]);

/**
 * The service that a proxy asks: the one that is called like the host or like the proxy's group of servers, or whose workload is. A proxy
 * on the same machine asks the service that its file lies near; of any other host nothing is known.
 */
function serviceBehindProxy({ service, target }: InService<Probe>, services: readonly Service[]): string {
  const host = target.container ?? '';
  const names = [host, host.split('.')[0] ?? '', target.name].filter((name) => name !== '');
  for (const name of names) {
    const found =
      services.find((one) => one.name === name) ??
      services.find((one) => one.workloads.some((workload) => workload.name === name));
    if (found) return found.name;
  }
  return host === '' || /^(localhost|127\.|\[?::1)/.test(host) ? service : '';
}

function hasImage({ containers }: Workload): boolean {
  return containers.some(({ image }) => image !== undefined);
}
