import type { Probe } from '../../../model/probe.js';
import { blocksOf, type HclBlock } from '../../../syntax/manifests/hcl/value.js';
import { takesErrors } from '../ecs/load-balancers.js';
import { askedPath } from '../http-address.js';
import { hostHeader } from '../request-headers.js';
import { checkOf, firstBlock, httpRequest, portOf, type Shape, type TimingNames } from './check.js';
import type { Surroundings } from './surroundings.js';

const deRoute: Shape = { kind: 'readiness', effect: 'de-route' };
const replace: Shape = { kind: 'liveness', effect: 'restart' };

const awsTimings: TimingNames = {
  periodSeconds: 'interval',
  timeoutSeconds: 'timeout',
  failureThreshold: 'unhealthy_threshold',
  successThreshold: 'healthy_threshold',
};

/** The checks that load balancers and DNS make. */
export function loadBalancerProbes(
  resource: string,
  block: HclBlock,
  around: Surroundings,
): readonly Probe[] {
  switch (resource) {
    case 'aws_lb_target_group':
    case 'aws_alb_target_group':
      return blocksOf(block, 'health_check').flatMap((part) => targetGroup(block, part, around));
    case 'aws_elb':
      return blocksOf(block, 'health_check').flatMap((part) => classicBalancer(block, part, around));
    case 'aws_route53_health_check':
      return nameServer(block, around);
    case 'google_compute_health_check':
    case 'google_compute_region_health_check':
      return googleCheck(block, around);
    case 'google_compute_http_health_check':
    case 'google_compute_https_health_check':
      return googleLegacyCheck(block, around, resource.includes('https') ? 'https' : 'http');
    case 'azurerm_lb_probe':
      return azureProbe(block, block, around, { port: 'port', path: 'request_path' });
    case 'azurerm_application_gateway':
      return blocksOf(block, 'probe').flatMap((part) =>
        azureProbe(block, part, around, { port: 'port', path: 'path' }),
      );
    case 'digitalocean_loadbalancer':
      return blocksOf(block, 'healthcheck').flatMap((part) => digitalOcean(block, part, around));
    default:
      return [];
  }
}

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_target_group */
function targetGroup(block: HclBlock, part: HclBlock, { runsTasks, scope }: Surroundings): readonly Probe[] {
  const text = (name: string): string | undefined => scope.text(part.attributes.get(name));
  if (text('enabled') === 'false') return [];
  const check = checkOf(block, part, runsTasks ? replace : deRoute, awsTimings, scope);
  const port = text('port') ?? scope.text(block.attributes.get('port'));
  const protocol = text('protocol') ?? scope.text(block.attributes.get('protocol')) ?? 'HTTP';
  if (!/^HTTPS?$/i.test(protocol) && !part.attributes.has('path'))
    return [{ ...check, transport: 'tcp', ...portOf(port) }];
  const scheme = protocol.toUpperCase() === 'HTTPS' ? 'https' : 'http';
  const matcher = text('matcher');
  return [
    {
      ...check,
      ...httpRequest(part, scope, { path: 'path', port, scheme }),
      ...(takesErrors(matcher) && {
        cannotFail: `the matcher \`${matcher ?? ''}\` takes server errors for success`,
      }),
    },
  ];
}

/** `target = "HTTP:8080/healthz"`. */
function classicBalancer(block: HclBlock, part: HclBlock, { scope }: Surroundings): readonly Probe[] {
  const target = /^(HTTPS?|TCP|SSL):(\d+)(\/.*)?$/i.exec(scope.text(part.attributes.get('target')) ?? '');
  if (!target) return [];
  const check = checkOf(block, part, deRoute, awsTimings, scope);
  const [, protocol = '', port, path = '/'] = target;
  if (!/^HTTP/i.test(protocol)) return [{ ...check, transport: 'tcp', ...portOf(port) }];
  const scheme = protocol.toUpperCase() === 'HTTPS' ? 'https' : 'http';
  return [{ ...check, transport: 'http', path: askedPath(path), ...portOf(port), scheme }];
}

/** Route 53 asks a public name, not the container. */
function nameServer(block: HclBlock, { scope }: Surroundings): readonly Probe[] {
  const type = scope.text(block.attributes.get('type')) ?? '';
  if (!/^(HTTPS?|TCP)/.test(type)) return [];
  const names = { periodSeconds: 'request_interval', failureThreshold: 'failure_threshold' };
  const check = checkOf(block, block, { kind: 'healthcheck', effect: 'de-route' }, names, scope);
  const host =
    scope.text(block.attributes.get('fqdn')) ?? scope.text(block.attributes.get('ip_address')) ?? '?';
  const port = scope.text(block.attributes.get('port'));
  if (type.startsWith('TCP')) return [{ ...check, transport: 'tcp', ...portOf(port), host }];
  const scheme = type.startsWith('HTTPS') ? 'https' : 'http';
  return [{ ...check, ...httpRequest(block, scope, { path: 'resource_path', port, scheme }), host }];
}

const googleTimings: TimingNames = {
  periodSeconds: 'check_interval_sec',
  timeoutSeconds: 'timeout_sec',
  failureThreshold: 'unhealthy_threshold',
  successThreshold: 'healthy_threshold',
};

/** Source: https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_health_check */
function googleCheck(block: HclBlock, { scope }: Surroundings): readonly Probe[] {
  const check = { ...checkOf(block, block, deRoute, googleTimings, scope) };
  for (const scheme of ['http', 'https', 'http2'] as const) {
    const part = firstBlock(block, `${scheme}_health_check`);
    if (!part) continue;
    const port = scope.text(part.attributes.get('port'));
    const request = { path: 'request_path', port, scheme: scheme === 'http' ? scheme : 'https' } as const;
    const host = hostHeader(scope.text(part.attributes.get('host')));
    return [{ ...check, ...httpRequest(part, scope, request), ...host, span: part.span }];
  }
  const grpc = firstBlock(block, 'grpc_health_check');
  if (grpc) {
    const service = scope.text(grpc.attributes.get('grpc_service_name'));
    const port = portOf(scope.text(grpc.attributes.get('port')));
    return [
      { ...check, transport: 'grpc', ...port, ...(service && { grpcService: service }), span: grpc.span },
    ];
  }
  const tcp = firstBlock(block, 'tcp_health_check') ?? firstBlock(block, 'ssl_health_check');
  if (!tcp) return [];
  return [{ ...check, transport: 'tcp', ...portOf(scope.text(tcp.attributes.get('port'))), span: tcp.span }];
}

function googleLegacyCheck(
  block: HclBlock,
  { scope }: Surroundings,
  scheme: 'http' | 'https',
): readonly Probe[] {
  const port = scope.text(block.attributes.get('port'));
  return [
    {
      ...checkOf(block, block, deRoute, googleTimings, scope),
      ...httpRequest(block, scope, { path: 'request_path', port, scheme }),
      ...hostHeader(scope.text(block.attributes.get('host'))),
    },
  ];
}

function azureProbe(
  block: HclBlock,
  part: HclBlock,
  { scope }: Surroundings,
  names: { readonly port: string; readonly path: string },
): readonly Probe[] {
  const timings: TimingNames = {
    periodSeconds: part === block ? 'interval_in_seconds' : 'interval',
    timeoutSeconds: 'timeout',
    failureThreshold: part === block ? 'number_of_probes' : 'unhealthy_threshold',
  };
  const check = checkOf(block, part, deRoute, timings, scope);
  const protocol = scope.text(part.attributes.get('protocol')) ?? '';
  const port = scope.text(part.attributes.get(names.port));
  if (/^tcp$/i.test(protocol) || !part.attributes.has(names.path))
    return [{ ...check, transport: 'tcp', ...portOf(port) }];
  const scheme = /^https$/i.test(protocol) ? 'https' : 'http';
  const host = part === block ? {} : hostHeader(scope.text(part.attributes.get('host')));
  return [{ ...check, ...httpRequest(part, scope, { path: names.path, port, scheme }), ...host }];
}

function digitalOcean(block: HclBlock, part: HclBlock, { scope }: Surroundings): readonly Probe[] {
  const names: TimingNames = {
    periodSeconds: 'check_interval_seconds',
    timeoutSeconds: 'response_timeout_seconds',
    failureThreshold: 'unhealthy_threshold',
    successThreshold: 'healthy_threshold',
  };
  const check = checkOf(block, part, deRoute, names, scope);
  const protocol = scope.text(part.attributes.get('protocol')) ?? '';
  const port = scope.text(part.attributes.get('port'));
  if (/^tcp$/i.test(protocol)) return [{ ...check, transport: 'tcp', ...portOf(port) }];
  const scheme = /^https$/i.test(protocol) ? 'https' : 'http';
  return [{ ...check, ...httpRequest(part, scope, { path: 'path', port, scheme }) }];
}
