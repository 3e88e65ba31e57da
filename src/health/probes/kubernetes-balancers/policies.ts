import type { ProbeTimings } from '../../../model/probe.js';
import type { KubernetesObject } from '../../../syntax/manifests/kubernetes.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { portNumber } from '../http-address.js';
import { secondsOf } from '../timings.js';

/** A check that an object of a controller describes. */
export interface PolicyCheck {
  readonly block: YamlValue;
  readonly path?: string | undefined;
  readonly port?: number | undefined;
  readonly protocol?: string | undefined;
  readonly host?: string | undefined;
  readonly service?: string | undefined;
  readonly timings: { readonly [Name in keyof ProbeTimings]?: number | undefined };
}

/** The checks of one object; none for kinds that have none. */
export function policyChecks(object: KubernetesObject): readonly PolicyCheck[] {
  const { kind, apiVersion, root } = object;
  const spec = root.get('spec');
  const [group = ''] = apiVersion.split('/');
  switch (`${group}/${kind}`) {
    case 'cloud.google.com/BackendConfig':
      return google(spec.get('healthCheck'), spec.get('healthCheck'), undefined);
    case 'networking.gke.io/HealthCheckPolicy':
      return googlePolicy(spec);
    case 'application-networking.k8s.aws/TargetGroupPolicy':
      return targetGroup(spec.get('healthCheck'), '', spec.at('targetRef', 'name').text);
    case 'gateway.k8s.aws/TargetGroupConfiguration':
      return targetGroup(
        spec.at('defaultConfiguration', 'healthCheckConfig'),
        'healthCheck',
        spec.at('targetReference', 'name').text,
      );
    case 'gateway.envoyproxy.io/BackendTrafficPolicy':
      return envoyGateway(spec);
    case 'projectcontour.io/HTTPProxy':
      return spec.get('routes').items.flatMap(contour);
    case 'k8s.nginx.org/VirtualServer':
    case 'k8s.nginx.org/VirtualServerRoute':
      return spec.get('upstreams').items.flatMap(nginx);
    case 'configuration.konghq.com/KongUpstreamPolicy':
      return kong(spec.at('healthchecks', 'active'));
    case 'apisix.apache.org/ApisixUpstream':
      return apisix(spec.at('healthCheck', 'active'));
    default:
      return [];
  }
}

/** Source: https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration#direct_health */
function google(block: YamlValue, asked: YamlValue, service: string | undefined): readonly PolicyCheck[] {
  if (!block.isMap || block.entries.length === 0) return [];
  return [
    {
      block,
      path: asked.get('requestPath').text,
      port: portNumber(asked.get('port').text),
      protocol: block.get('type').text ?? block.at('config', 'type').text,
      host: asked.get('host').text,
      service,
      timings: {
        periodSeconds: block.get('checkIntervalSec').number,
        timeoutSeconds: block.get('timeoutSec').number,
        failureThreshold: block.get('unhealthyThreshold').number,
        successThreshold: block.get('healthyThreshold').number,
      },
    },
  ];
}

/** Source: https://cloud.google.com/kubernetes-engine/docs/how-to/configure-gateway-resources#configure_health_check */
function googlePolicy(spec: YamlValue): readonly PolicyCheck[] {
  const block = spec.get('default');
  const config = block.get('config');
  const asked = config.entries.find(([key]) => key.endsWith('HealthCheck'))?.[1] ?? config;
  return google(block, asked, spec.at('targetRef', 'name').text);
}

/** Sources: https://www.gateway-api-controller.eks.aws.dev/, https://kubernetes-sigs.github.io/aws-load-balancer-controller/ */
function targetGroup(block: YamlValue, prefix: string, service: string | undefined): readonly PolicyCheck[] {
  if (!block.isMap || block.get('enabled').boolean === false) return [];
  const value = (name: string): YamlValue =>
    block.get(prefix === '' ? name : `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`);
  return [
    {
      block,
      path: value('path').text,
      port: portNumber(value('port').text),
      protocol: value('protocol').text,
      service,
      timings: {
        periodSeconds: value(prefix === '' ? 'intervalSeconds' : 'interval').number,
        timeoutSeconds: value(prefix === '' ? 'timeoutSeconds' : 'timeout').number,
        failureThreshold: block.get('unhealthyThresholdCount').number,
        successThreshold: block.get('healthyThresholdCount').number,
      },
    },
  ];
}

/** Source: https://gateway.envoyproxy.io/docs/api/extension_types/#activehealthcheck */
function envoyGateway(spec: YamlValue): readonly PolicyCheck[] {
  const block = spec.at('healthCheck', 'active');
  const refs = [spec.get('targetRef'), ...spec.get('targetRefs').items];
  return block.isMap
    ? [
        {
          block,
          path: block.at('http', 'path').text,
          protocol: block.get('type').text,
          host: block.at('http', 'hostname').text,
          service: refs.map((ref) => ref.get('name').text).find((name) => name !== undefined),
          timings: {
            periodSeconds: secondsOf(block.get('interval').text),
            timeoutSeconds: secondsOf(block.get('timeout').text),
            failureThreshold: block.get('unhealthyThreshold').number,
            successThreshold: block.get('healthyThreshold').number,
          },
        },
      ]
    : [];
}

/** Source: https://projectcontour.io/docs/main/config/health-checks/ */
function contour(route: YamlValue): readonly PolicyCheck[] {
  const block = route.get('healthCheckPolicy');
  if (!block.isMap) return [];
  return [
    {
      block,
      path: block.get('path').text,
      host: block.get('host').text,
      service: route.get('services').items[0]?.get('name').text,
      timings: {
        periodSeconds: block.get('intervalSeconds').number,
        timeoutSeconds: block.get('timeoutSeconds').number,
        failureThreshold: block.get('unhealthyThresholdCount').number,
        successThreshold: block.get('healthyThresholdCount').number,
      },
    },
  ];
}

/** Source: https://docs.nginx.com/nginx-ingress-controller/configuration/virtualserver-and-virtualserverroute-resources/#upstreamhealthcheck */
function nginx(upstream: YamlValue): readonly PolicyCheck[] {
  const block = upstream.get('healthCheck');
  if (block.get('enable').boolean !== true) return [];
  return [
    {
      block,
      path: block.get('path').text,
      port: portNumber(block.get('port').text ?? upstream.get('port').text),
      protocol: upstream.get('type').text === 'grpc' ? 'GRPC' : undefined,
      service: upstream.get('service').text,
      timings: {
        periodSeconds: secondsOf(block.get('interval').text),
        failureThreshold: block.get('fails').number,
        successThreshold: block.get('passes').number,
      },
    },
  ];
}

/** Source: https://developer.konghq.com/kubernetes-ingress-controller/reference/custom-resources/#kongupstreampolicy */
function kong(block: YamlValue): readonly PolicyCheck[] {
  if (!block.isMap) return [];
  return [
    {
      block,
      path: block.get('httpPath').text,
      protocol: block.get('type').text,
      timings: {
        periodSeconds: block.at('healthy', 'interval').number,
        timeoutSeconds: block.get('timeout').number,
        failureThreshold: block.at('unhealthy', 'httpFailures').number,
        successThreshold: block.at('healthy', 'successes').number,
      },
    },
  ];
}

/** Source: https://apisix.apache.org/docs/ingress-controller/references/apisix_upstream/ */
function apisix(block: YamlValue): readonly PolicyCheck[] {
  if (!block.isMap) return [];
  return [
    {
      block,
      path: block.get('httpPath').text,
      port: portNumber(block.get('port').text),
      protocol: block.get('type').text,
      host: block.get('host').text,
      timings: {
        periodSeconds: secondsOf(block.at('healthy', 'interval').text),
        failureThreshold: block.at('unhealthy', 'httpFailures').number,
        successThreshold: block.at('healthy', 'successes').number,
      },
    },
  ];
}
