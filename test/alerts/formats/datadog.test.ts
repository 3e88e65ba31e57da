import { expect, it } from 'vitest';
import { classifyDatadog } from '../../../src/alerts/classify/datadog.js';
import { alertsOf } from '../alert-lines.js';

it('reads monitors and objectives of Terraform, with whom they tell and their runbook', async () => {
  const { alerts, slos } = await alertsOf({
    'monitors.tf': `variable "environment" { default = "prod" }
resource "datadog_monitor" "errors" {
  name    = "[\${var.environment}] Errors"
  type    = "query alert"
  message = <<EOF
Too many errors. See the [dashboard](https://app.datadoghq.com/x) and the runbook: https://wiki.example.org/errors.
@pagerduty-shop @slack-shop
EOF
  query   = <<EOQ
    sum(last_5m):sum:trace.express.request.errors{env:prod}.as_count() / sum:trace.express.request.hits{env:prod}.as_count() > 0.05
EOQ
  priority = 1
  tags     = ["team:shop", "service:checkout"]
}
resource "datadog_service_level_objective" "api" {
  name = "API"
  type = "metric"
  thresholds {
    timeframe = "30d"
    target    = 99.9
  }
}
resource "datadog_monitor" "burn" {
  name    = "Burn"
  type    = "slo alert"
  message = "x"
  query   = "burn_rate(\\"\${datadog_service_level_objective.api.id}\\").over(\\"30d\\").long_window(\\"1h\\").short_window(\\"5m\\") > 14.4"
}
resource "datadog_monitor" "off" {
  count = 0
  name  = "Off"
  type  = "query alert"
  query = "avg(last_5m):avg:system.cpu.user{*} > 90"
}
`,
  });
  expect(alerts).toMatchObject([
    {
      name: '[prod] Errors',
      class: 'symptom',
      severity: 'P1',
      runbook: 'https://wiki.example.org/errors',
      notifies: ['pagerduty-shop', 'slack-shop'],
      labels: { team: 'shop', service: 'checkout' },
    },
    {
      name: 'Burn',
      class: 'slo-burn',
      burn: { windows: ['1h', '5m'], factors: [14.4] },
      slo: '${datadog_service_level_objective.api.id}',
    },
  ]);
  expect(slos).toMatchObject([
    { name: 'API', id: 'datadog_service_level_objective.api', objective: 0.999, window: '30d' },
  ]);
});

it('reads monitors in JSON, below a definition and in lists, and those of Kubernetes', async () => {
  const monitor = {
    name: 'Cpu',
    type: 'metric alert',
    query: 'avg(last_5m):avg:system.cpu.user{*} > 90',
    message: 'x',
    options: {},
  };
  const { alerts, slos } = await alertsOf({
    'assets/monitors/a.json': JSON.stringify({ version: 2, title: 'T', definition: monitor }),
    'monitors/b.json': JSON.stringify([
      monitor,
      { ...monitor, name: 'Disk', query: 'avg(last_5m):avg:system.disk.in_use{*} > 0.9' },
    ]),
    'monitors/slo.json':
      '{"name": "S", "type": "metric", "thresholds": [{"timeframe": "7d", "target": 99}], "query": {"numerator": "a", "denominator": "b"}}',
    'crd.yaml':
      'apiVersion: datadoghq.com/v1alpha1\nkind: DatadogMonitor\nmetadata: {name: m}\nspec:\n  name: Http\n  type: service check\n  query: \'"http.can_connect".over("*").by("url").last(2).count_by_status()\'\n  message: x\n',
    'dashboards/board.json':
      '{"widgets": [{"type": "query_value", "query": "avg:system.cpu.user{*}"}], "type": "metric"}',
  });
  expect(alerts.map(({ class: found, name, span }) => `${span.file} ${name} ${found}`)).toEqual([
    'assets/monitors/a.json Cpu cause',
    'crd.yaml Http symptom',
    'monitors/b.json Cpu cause',
    'monitors/b.json Disk cause',
  ]);
  expect(slos).toMatchObject([{ name: 'S', objective: 0.99 }]);
});

it.each([
  ['query alert', 'avg(last_5m):avg:aws.applicationelb.httpcode_target_5xx{*} > 10', 'symptom'],
  ['query alert', 'avg(last_5m):avg:aws.applicationelb.healthy_host_count{*} < 1', 'cause'],
  ['query alert', 'max(last_15m):max:aws.sqs.approximate_age_of_oldest_message{*} > 600', 'symptom'],
  ['query alert', 'avg(last_1h):anomalies(avg:kubernetes.pods.running{*}, "basic", 2) >= 1', 'cause'],
  ['query alert', 'avg(last_5m):avg:my_shop.orders.open{*} > 5', 'other'],
  ['synthetics alert', '', 'symptom'],
  ['service check', '"postgres.can_connect".over("*").last(3).count_by_status()', 'cause'],
  ['log alert', 'logs("status:error").index("*").rollup("count").last("5m") > 10', 'other'],
  ['slo alert', 'error_budget("abc").over("30d") > 75', 'slo-burn'],
  ['composite', '1 && 2', 'other'],
])('%s %s is %s', (type, query, expected) => expect(classifyDatadog(type, query).class).toBe(expected));
