import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseYaml, type YamlValue } from '../../../syntax/yaml.js';
import { askedPath, portNumber } from '../http-address.js';
import { requestHeaders } from '../request-headers.js';
import { secondsOf } from '../timings.js';
import { proxyProbe, type Upstream } from '../upstreams.js';

/** Clusters lie not deeper in a configuration. */
const deepest = 12;

/** The checks of the clusters of one file. */
export function readEnvoy(source: SourceText): Reading<Probe> {
  const facts = parseYaml(source).documents.flatMap(({ root }) => clustersIn(root, 0).flatMap(probesOf));
  return { facts, skipped: [] };
}

/** A key in the spelling of YAML or of JSON. */
function either(value: YamlValue, key: string): YamlValue {
  const written = value.get(key);
  return written.exists
    ? written
    : value.get(key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
}

/** Every map that has checks and says where its endpoints are, or how they are found. */
function clustersIn(value: YamlValue, depth: number): readonly YamlValue[] {
  if (depth > deepest) return [];
  const isCluster =
    either(value, 'health_checks').isSequence &&
    ['load_assignment', 'hosts', 'type', 'eds_cluster_config'].some((key) => either(value, key).exists);
  const inner = [...value.items, ...value.entries.map(([, item]) => item)];
  return [...(isCluster ? [value] : []), ...inner.flatMap((item) => clustersIn(item, depth + 1))];
}

function probesOf(cluster: YamlValue): readonly Probe[] {
  const name = cluster.get('name').text ?? '';
  const endpoint = either(
    either(either(cluster, 'load_assignment').get('endpoints').items[0] ?? cluster, 'lb_endpoints')
      .items[0] ?? cluster,
    'endpoint',
  );
  const address = either(
    endpoint.exists ? endpoint.get('address') : (cluster.get('hosts').items[0] ?? cluster),
    'socket_address',
  );
  const host = address.get('address').text;
  const upstream: Upstream = host === undefined ? {} : { host };
  const ownPort = either(either(endpoint, 'health_check_config'), 'port_value').text;
  return either(cluster, 'health_checks').items.flatMap((check) => {
    const alternative = either(either(check, 'alt_port'), 'value').text ?? either(check, 'alt_port').text;
    const port = portNumber(alternative ?? ownPort ?? either(address, 'port_value').text);
    const asked = askedBy(check);
    if (!asked) return [];
    const seconds = (key: string): number | undefined => secondsOf(either(check, key).text);
    return [
      {
        ...proxyProbe({ platform: 'envoy', kind: 'Envoy cluster', name, span: check.span }, upstream, {
          periodSeconds: seconds('interval'),
          timeoutSeconds: seconds('timeout'),
          failureThreshold: either(check, 'unhealthy_threshold').number,
          successThreshold: either(check, 'healthy_threshold').number,
        }),
        ...asked,
        ...(port !== undefined && { port }),
      },
    ];
  });
}

type Asked = Pick<Probe, 'transport' | 'path' | 'scheme' | 'headers' | 'grpcService'>;

function askedBy(check: YamlValue): Asked | undefined {
  const http = either(check, 'http_health_check');
  if (http.isMap) {
    const headers = either(http, 'request_headers_to_add').items.map(
      (item) => [item.at('header', 'key').text, item.at('header', 'value').text] as const,
    );
    const path = http.get('path').text;
    return {
      transport: 'http',
      ...(path !== undefined && !/[{}$]/.test(path) && { path: askedPath(path) }),
      scheme: 'http',
      ...requestHeaders(
        [['host', http.get('host').text ?? ''] as const, ...headers].filter(([, value]) => value !== ''),
      ),
    };
  }
  const grpc = either(check, 'grpc_health_check');
  if (grpc.exists) {
    const service = either(grpc, 'service_name').text;
    return { transport: 'grpc', ...(service !== undefined && service !== '' && { grpcService: service }) };
  }
  return either(check, 'tcp_health_check').exists ? { transport: 'tcp' } : undefined;
}
