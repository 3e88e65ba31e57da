import type { Probe, ProbeTarget } from '../../../model/probe.js';
import { blocksOf, type HclBlock } from '../../../syntax/manifests/hcl/value.js';
import { foreignHost } from '../http-address.js';
import { requestHeaders } from '../request-headers.js';
import { checkOf, firstBlock, httpRequest, portOf, type TimingNames } from './check.js';
import type { Surroundings } from './surroundings.js';

const kinds = [
  ['liveness_probe', 'liveness', 'restart'],
  ['readiness_probe', 'readiness', 'de-route'],
  ['startup_probe', 'startup', 'restart'],
] as const;

const timings: TimingNames = {
  initialDelaySeconds: 'initial_delay_seconds',
  periodSeconds: 'period_seconds',
  timeoutSeconds: 'timeout_seconds',
  failureThreshold: 'failure_threshold',
  successThreshold: 'success_threshold',
};

/** The probes of a container as Kubernetes and Cloud Run name them, in the provider's spelling. */
export function containerProbes(
  owner: HclBlock,
  container: HclBlock,
  around: Surroundings,
): readonly Probe[] {
  return kinds.flatMap(([type, kind, effect]) =>
    blocksOf(container, type).flatMap((part) => {
      const asked = requestOf(part, container, around);
      if (!asked) return [];
      const check = checkOf(owner, part, { kind, effect }, timings, around.scope);
      return [{ ...check, ...asked, target: targetOf(check.target, container, around) }];
    }),
  );
}

function targetOf(target: ProbeTarget, container: HclBlock, { scope }: Surroundings): ProbeTarget {
  const name = scope.text(container.attributes.get('name'));
  const image = scope.text(container.attributes.get('image'));
  return {
    ...target,
    ...(name !== undefined && { container: name }),
    ...(image !== undefined && { image }),
  };
}

type Asked = Pick<
  Probe,
  'transport' | 'path' | 'port' | 'scheme' | 'host' | 'headers' | 'grpcService' | 'command'
>;

function requestOf(part: HclBlock, container: HclBlock, { scope }: Surroundings): Asked | undefined {
  const http = firstBlock(part, 'http_get');
  if (http) {
    const host = foreignHost(scope.text(http.attributes.get('host')) ?? '');
    const scheme = scope.text(http.attributes.get('scheme'))?.toUpperCase() === 'HTTPS' ? 'https' : 'http';
    const port = numberOfPort(scope.text(http.attributes.get('port')), container, { scope });
    return {
      ...httpRequest(http, scope, { path: 'path', port, scheme }),
      ...(host !== undefined && { host }),
      ...requestHeaders(
        [...blocksOf(http, 'http_header'), ...blocksOf(http, 'http_headers')].map(({ attributes }) => [
          scope.text(attributes.get('name')),
          scope.text(attributes.get('value')) ?? '?',
        ]),
      ),
    };
  }
  const tcp = firstBlock(part, 'tcp_socket');
  if (tcp)
    return {
      transport: 'tcp',
      ...portOf(numberOfPort(scope.text(tcp.attributes.get('port')), container, { scope })),
    };
  const grpc = firstBlock(part, 'grpc');
  if (grpc) {
    const service = scope.text(grpc.attributes.get('service'));
    return {
      transport: 'grpc',
      ...portOf(scope.text(grpc.attributes.get('port'))),
      ...(service !== undefined && service !== '' && { grpcService: service }),
    };
  }
  const exec = firstBlock(part, 'exec');
  return exec && { transport: 'exec', command: scope.texts(exec.attributes.get('command')) };
}

/** A port's name is looked up among the container's own ports. */
function numberOfPort(
  written: string | undefined,
  container: HclBlock,
  { scope }: Pick<Surroundings, 'scope'>,
): string | undefined {
  const ports = [...blocksOf(container, 'port'), ...blocksOf(container, 'ports')];
  const named = ports.find(({ attributes }) => scope.text(attributes.get('name')) === written);
  return named && written !== undefined
    ? scope.text(named.attributes.get('container_port'))
    : (written ?? (ports[0] && scope.text(ports[0].attributes.get('container_port'))));
}
