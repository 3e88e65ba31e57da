import { expect, it } from 'vitest';
import { alertsOf } from '../alert-lines.js';

const rule = (more = ''): string => `apiVersion: 1
groups:
  - orgId: 1
    name: api
    folder: shop
    rules:
      - uid: a
        title: Errors
        condition: C
        for: 5m
        data:
          - refId: A
            datasourceUid: prom
            model: {refId: A, expr: 'sum(rate(http_requests_total{code=~"5.."}[$__rate_interval])) / sum(rate(http_requests_total[$__rate_interval]))'}
          - refId: B
            datasourceUid: __expr__
            model: {refId: B, type: reduce, expression: A, reducer: last, datasource: {uid: __expr__}}
          - refId: C
            datasourceUid: __expr__
            model: {refId: C, type: threshold, expression: B, conditions: [{evaluator: {type: gt, params: [0.05]}}], datasource: {uid: __expr__}}
        labels: {severity: critical}
        annotations: {runbook_url: 'https://example.org/errors'}
${more}`;

it('puts the condition together from the query and its expressions', async () => {
  const { alerts } = await alertsOf({ 'provisioning/alerting/rules.yaml': rule() });
  expect(alerts).toMatchObject([
    {
      name: 'Errors',
      format: 'grafana',
      group: 'api',
      class: 'symptom',
      severity: 'critical',
      forSeconds: 300,
      runbook: 'https://example.org/errors',
      expression:
        '(sum(rate(http_requests_total{code=~"5.."}[$__rate_interval])) / sum(rate(http_requests_total[$__rate_interval]))) > 0.05',
      span: { line: 8 },
    },
  ]);
});

it('follows math over several queries, and knows a burn rate in it', async () => {
  const query = (ref: string, window: string): object => ({
    refId: ref,
    model: {
      expr: `sum(rate(http_requests_total{code=~"5.."}[${window}])) / sum(rate(http_requests_total[${window}]))`,
    },
  });
  const rules = [
    {
      title: 'Burn',
      condition: 'C',
      data: [
        query('A', '1h'),
        query('B', '5m'),
        {
          refId: 'C',
          model: {
            type: 'math',
            expression: '$A > 14.4 * 0.001 && $B > 14.4 * 0.001',
            datasource: { uid: '__expr__' },
          },
        },
      ],
    },
  ];
  const { alerts } = await alertsOf({
    'grafana/alerts.json': JSON.stringify({ groups: [{ name: 'slo', rules }] }),
  });
  expect(alerts).toMatchObject([
    { name: 'Burn', class: 'slo-burn', burn: { windows: ['5m', '1h'], factors: [14.4], objective: 0.999 } },
  ]);
});

it('leaves out what is paused or records, and classes other sources by what they ask', async () => {
  const { alerts } = await alertsOf({
    'a.yaml': rule('        isPaused: true\n'),
    'b.yaml': rule('        record: {metric: x, from: A}\n'),
    'c.yaml':
      'groups:\n- rules:\n  - title: Cpu\n    condition: A\n    data:\n    - refId: A\n      model: {namespace: AWS/EC2, metricName: CPUUtilization}\n  - title: Sql\n    condition: A\n    data:\n    - refId: A\n      model: {rawSql: select 1}\n',
  });
  expect(alerts).toMatchObject([
    { name: 'Cpu', class: 'cause', language: 'cloudwatch' },
    { name: 'Sql', class: 'other', language: 'sql' },
  ]);
});

it('reads rule groups and objectives of Terraform', async () => {
  const { alerts, slos } = await alertsOf({
    'main.tf': `resource "grafana_rule_group" "api" {
  name = "api"
  rule {
    name      = "Latency"
    condition = "B"
    for       = "2m"
    labels    = { severity = "page" }
    data {
      ref_id = "A"
      model = jsonencode({ refId = "A", expr = "histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{job=\\"\${var.job}\\"}[5m])))" })
    }
    data {
      ref_id = "B"
      model = jsonencode({ refId = "B", type = "threshold", expression = "A", datasource = { uid = "__expr__" }, conditions = [{ evaluator = { type = "gt", params = [2] } }] })
    }
  }
}
resource "grafana_slo" "api" {
  name = "API"
  objectives {
    value  = 0.995
    window = "30d"
  }
  alerting {
    fastburn {}
  }
}
`,
  });
  expect(alerts).toMatchObject([
    { name: 'Latency', class: 'symptom', severity: 'page', forSeconds: 120, span: { line: 3 } },
  ]);
  expect(alerts[0]?.expression).toMatch(/ > 2$/);
  expect(slos).toMatchObject([{ name: 'API', objective: 0.995, window: '30d', alerting: ['fastburn'] }]);
});

it('reads the alert of a panel of an old dashboard', async () => {
  const { alerts } = await alertsOf({
    'grafana/dashboards/shop.json': JSON.stringify({
      title: 'Shop',
      panels: [
        {
          title: 'Errors',
          targets: [{ refId: 'A', expr: 'sum(rate(http_requests_total{code=~"5.."}[5m]))' }],
          alert: {
            name: 'Errors of the shop',
            conditions: [
              {
                evaluator: { params: [10], type: 'gt' },
                operator: { type: 'and' },
                query: { params: ['A', '5m', 'now'] },
                reducer: { type: 'avg' },
              },
            ],
            executionErrorState: 'alerting',
            for: '5m',
            message: 'Runbook: https://example.org/errors',
            notifications: [{ uid: 'oncall' }],
          },
        },
        { title: 'Silent', targets: [{ refId: 'A', expr: 'up' }] },
      ],
    }),
  });
  expect(alerts).toMatchObject([
    {
      name: 'Errors of the shop',
      group: 'Shop',
      expression: '(sum(rate(http_requests_total{code=~"5.."}[5m]))) > 10',
      class: 'symptom',
      forSeconds: 300,
      runbook: 'https://example.org/errors',
      notifies: ['oncall'],
    },
  ]);
});
