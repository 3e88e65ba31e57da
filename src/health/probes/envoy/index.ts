import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';

/** Active checks of Envoy. Source: https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/core/v3/health_check.proto */
export const envoy: ProbePlatform = {
  name: 'envoy',
  title: 'Envoy',
  homepage: 'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/health_checking',
  recognition: [
    '`health_checks` of clusters in YAML and JSON, with `http_health_check`, `grpc_health_check` or `tcp_health_check`, in either spelling of the names.',
    'The server is the first endpoint of the cluster; a port of its own in `health_check_config` or `alt_port` wins. Outlier detection asks nothing.',
  ],
  effects: ['An endpoint whose check fails gets no requests.'],
  isCandidate: ({ path }) => /\.ya?ml(\.\w+)?$/i.test(path) || /envoy[^/]*(\/.*)?\.json$/i.test(path),
  read: async (candidates, view) => {
    const { readEnvoy } = await import('./read.js');
    return readEachSource(candidates, view, /\b(http|grpc|tcp)(_health_check|HealthCheck)\b/, readEnvoy);
  },
};
