import { expect, it } from 'vitest';
import { alertsOf } from '../alert-lines.js';

it('reads policies in JSON and YAML', async () => {
  const policy = (filter: string, more: object = {}): string =>
    JSON.stringify({
      displayName: 'P',
      conditions: [{ displayName: 'c', conditionThreshold: { filter, thresholdValue: 1, duration: '300s' } }],
      ...more,
    });
  const { alerts } = await alertsOf({
    'alerts/cpu.json': policy(
      'resource.type = "gce_instance" AND metric.type = "compute.googleapis.com/instance/cpu/utilization"',
      {
        documentation: { content: 'See https://wiki.example.org/cpu' },
        severity: 'CRITICAL',
      },
    ),
    'alerts/errors.json': policy(
      'metric.type = "loadbalancing.googleapis.com/https/request_count" AND metric.labels.response_code_class = "500"',
    ),
    'alerts/latency.json': policy('metric.type = "run.googleapis.com/request_latencies"'),
    'alerts/off.json': policy('metric.type = "run.googleapis.com/request_latencies"', { enabled: false }),
    'alerts/check.yaml':
      'displayName: Up\nconditions:\n- displayName: c\n  conditionThreshold:\n    filter: metric.type="monitoring.googleapis.com/uptime_check/check_passed"\n',
    'alerts/promql.yaml':
      'displayName: Prom\nconditions:\n- conditionPrometheusQueryLanguage: {query: "sum(rate(http_requests_total{code=~\\"5..\\"}[5m])) / sum(rate(http_requests_total[5m])) > 0.05", duration: 60s}\n',
  });
  expect(alerts.map(({ class: found, span }) => `${span.file} ${found}`)).toEqual([
    'alerts/check.yaml symptom',
    'alerts/cpu.json cause',
    'alerts/errors.json symptom',
    'alerts/latency.json symptom',
    'alerts/promql.yaml symptom',
  ]);
  expect(alerts[1]).toMatchObject({
    severity: 'CRITICAL',
    runbook: 'https://wiki.example.org/cpu',
    forSeconds: 300,
  });
});

it('reads policies and objectives of Terraform, with the windows of a burn rate', async () => {
  const condition = (window: string): string =>
    `  conditions {\n    condition_threshold {\n      filter          = "select_slo_burn_rate(\\"\${google_monitoring_slo.api.id}\\", ${window})"\n      threshold_value = 14.4\n    }\n  }\n`;
  const { alerts, slos } = await alertsOf({
    'slo.tf': `resource "google_monitoring_slo" "api" {\n  display_name        = "API"\n  goal                = 0.99\n  rolling_period_days = 28\n}\nresource "google_monitoring_alert_policy" "burn" {\n  display_name = "Burn"\n  combiner     = "AND"\n${condition('\\"3600s\\"')}${condition('5m')}}\n`,
  });
  expect(alerts).toMatchObject([
    {
      name: 'Burn',
      class: 'slo-burn',
      slo: 'google_monitoring_slo.api',
      burn: { windows: ['3600s', '5m'], factors: [14.4] },
    },
  ]);
  expect(slos).toMatchObject([
    { name: 'API', id: 'google_monitoring_slo.api', objective: 0.99, window: '28d' },
  ]);
});
