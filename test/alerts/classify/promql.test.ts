import { describe, expect, it } from 'vitest';
import { classifyPromql } from '../../../src/alerts/classify/promql/classify.js';
import { parsePromql } from '../../../src/syntax/promql/parse.js';

const classOf = (text: string): string => classifyPromql(text, new Map()).class;
const burnOf = (text: string): unknown => classifyPromql(text, new Map()).burn;

describe('slo-burn', () => {
  it.each([
    [
      'two windows of a recorded burn rate',
      'a:burnrate5m > (14 * (1-0.99)) and a:burnrate1h30m > (14 * (1-0.99))',
    ],
    [
      'Sloth',
      'max(slo:sli_error:ratio_rate5m{sloth_slo="x"} > (14.4 * 0.001)) without (sloth_window) and max(slo:sli_error:ratio_rate1h{sloth_slo="x"} > (14.4 * 0.001)) without (sloth_window)',
    ],
    [
      'the ratio written out',
      'sum(rate(http_requests_total{code=~"5.."}[1h])) / sum(rate(http_requests_total[1h])) > (14.4 * 0.001) and sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > (14.4 * 0.001)',
    ],
    [
      'the same threshold twice as a number',
      'sum(rate(http_requests_total{code=~"5.."}[1h])) / sum(rate(http_requests_total[1h])) > 0.0144 and sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.0144',
    ],
    [
      'apdex below 1 - factor × budget',
      'service_apdex:ratio_1h < (1 - 14.4 * 0.0005) and service_apdex:ratio_5m < (1 - 14.4 * 0.0005)',
    ],
    [
      'latency: slow requests of all',
      '1 - (sum(rate(http_request_duration_seconds_bucket{le="0.5"}[1h])) / sum(rate(http_request_duration_seconds_count[1h]))) > 6 * 0.01',
    ],
    [
      'a budget that is a metric',
      'slo:error_ratio_rate1h > on (slo) group_left 14.4 * slo:error_budget:ratio',
    ],
    ['what is left of the budget', 'slo:error_budget_remaining:ratio < 0.1'],
    ['a trailing offset around everything', 'a:burnrate5m > 0.14 and a:burnrate1h > 0.14 offset 5m'],
  ])('%s', (_, text) => expect(classOf(text)).toBe('slo-burn'));

  it.each([
    [
      'a plain share of errors',
      'sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05',
      'symptom',
    ],
    [
      'shares of two different things',
      'sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05 and sum(rate(grpc_server_handled_total{grpc_code="Internal"}[1h])) / sum(rate(grpc_server_handled_total[1h])) > 0.05',
      'symptom',
    ],
    [
      'saturation with an SLO in its name',
      'component_saturation_slo:ratio_5m > 0.9 and component_saturation_slo:ratio_1h > 0.9',
      'cause',
    ],
    ['a name that only begins like SLO', 'mysql_global_status_slow_queries > 14.4 * 0.001', 'cause'],
    [
      'processor over two windows',
      'instance:cpu:ratio_rate5m > 0.9 and instance:cpu:ratio_rate1h > 0.9',
      'cause',
    ],
    [
      'a share that goes up when things are well',
      'sum(rate(http_requests_total{code=~"2.."}[1h])) / sum(rate(http_requests_total[1h])) > 14.4 * 0.001',
      'other',
    ],
    ['any error at all', 'service_errors:ratio_5m > 0 and service_errors:ratio_1h > 0', 'symptom'],
  ])('is not: %s', (_, text, expected) => expect(classOf(text)).toBe(expected));

  it('keeps windows, factors, objective and thresholds', () => {
    expect(
      burnOf(
        'a:burnrate5m > (14.4 * (1-0.999)) and a:burnrate1h > (14.4 * (1-0.999)) or a:burnrate30m > (6 * 0.001) and a:burnrate6h > (6 * 0.001)',
      ),
    ).toEqual({
      windows: ['5m', '30m', '1h', '6h'],
      factors: [14.4, 6],
      objective: 0.999,
      thresholds: [0.0144, 0.0144, 0.006, 0.006],
    });
  });

  it('takes a burn rate for what it is called, however it is recorded', () => {
    const recordings = new Map([
      [
        'api:burnrate1h',
        parsePromql(
          '(sum(rate(api_bucket{le="1"}[1h])) + sum(rate(api_total{code=~"5.."}[1h]))) / sum(rate(api_total[1h]))',
        ).expression,
      ],
    ]);
    expect(
      classifyPromql('api:burnrate1h > (14.4 * 0.01) and api:burnrate5m > (14.4 * 0.01)', recordings).burn,
    ).toEqual({
      windows: ['5m', '1h'],
      factors: [14.4],
      objective: 0.99,
      thresholds: [0.144, 0.144],
    });
  });

  it('follows a recorded name to its rule', () => {
    const recordings = new Map(
      ['5m', '1h'].map((window) => [
        `app:bad:${window}`,
        parsePromql(
          `sum(rate(http_requests_total{code=~"5.."}[${window}])) / sum(rate(http_requests_total[${window}]))`,
        ).expression,
      ]),
    );
    const text = 'app:bad:1h > 14.4 * 0.001 and app:bad:5m > 14.4 * 0.001';
    expect(classifyPromql(text, recordings).class).toBe('slo-burn');
    expect(classOf(text)).toBe('other');
  });
});

describe('symptom', () => {
  it.each([
    'histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 1',
    'probe_success{job="blackbox"} == 0',
    'sum(rate(grpc_server_handled_total{grpc_code=~"Internal|Unknown"}[5m])) / sum(rate(grpc_server_handled_total[5m])) > 0.01',
    'http_request_duration_seconds{quantile="0.99"} > 2',
    '100 * (1 - sum(rate(nginx_ingress_controller_requests{status!~"5.*"}[5m])) / sum(rate(nginx_ingress_controller_requests[5m]))) > 5',
    'time() - invoice_export_last_success_timestamp_seconds > 86400',
    'sum(rate(http_requests_total[5m])) == 0',
    'sum(increase(http_requests_total{status=~"5.."}[5m])) > 10',
    'rate(http_request_duration_seconds_sum[5m]) / rate(http_request_duration_seconds_count[5m]) > 0.5',
    '{"http.server.request.duration", quantile="0.99"} > 2',
  ])('%s', (text) => expect(classOf(text)).toBe('symptom'));
});

describe('cause', () => {
  it.each([
    'up == 0',
    'absent(up{job="api"} == 1)',
    '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m])) > 0.9',
    'kube_pod_container_status_restarts_total > 5',
    'rate(node_network_receive_errs_total[2m]) / rate(node_network_receive_packets_total[2m]) > 0.01',
    'histogram_quantile(0.99, rate(etcd_disk_wal_fsync_duration_seconds_bucket[5m])) > 0.5',
    'probe_ssl_earliest_cert_expiry - time() < 86400 * 7',
    'my_app_connection_pool_used / my_app_connection_pool_max > 0.9',
    'rate(prometheus_remote_storage_failed_samples_total[5m]) / rate(prometheus_remote_storage_samples_total[5m]) > 0.01',
  ])('%s', (text) => expect(classOf(text)).toBe('cause'));
});

describe('other', () => {
  it.each(['vector(1)', 'my_business_orders_open > 5', 'TPL > 1', 'this is no query', ''])('%s', (text) =>
    expect(classOf(text)).toBe('other'),
  );
});

it('reads through the placeholders of Grafana, Sloth and templates', () => {
  for (const range of ['$__rate_interval', '${window}', '{{.window}}', '[[range]]', 'TPL____'])
    expect(
      parsePromql(`sum(rate(http_requests_total{job="$job", TPL, code=~"5.."}[${range}])) > $limit`).errors,
    ).toBe(0);
});
