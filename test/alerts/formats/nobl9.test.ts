import { expect, it } from 'vitest';
import { alertsOf } from '../alert-lines.js';

it('reads objectives and policies, also in a list', async () => {
  const { alerts, slos } = await alertsOf({
    'n9.yaml': `- apiVersion: n9/v1alpha
  kind: SLO
  metadata: {name: api}
  spec:
    service: shop
    objectives: [{target: 0.98}]
    timeWindows: [{unit: Day, count: 28}]
    alertPolicies: [fast]
- apiVersion: n9/v1alpha
  kind: AlertPolicy
  metadata: {name: fast}
  spec:
    severity: High
    conditions: [{measurement: averageBurnRate, value: 10, op: gte, alertingWindow: 15m}]
`,
  });
  expect(slos).toMatchObject([
    { name: 'api', of: 'shop', objective: 0.98, window: '28 Day', alerting: ['fast'] },
  ]);
  expect(alerts).toMatchObject([
    { name: 'fast', class: 'slo-burn', severity: 'High', burn: { windows: ['15m'], factors: [10] } },
  ]);
});

it('reads them in Terraform, also as JSON', async () => {
  const policy = {
    name: 'slow',
    severity: 'Low',
    condition: [
      { measurement: 'averageBurnRate', value: 1, alerting_window: '12h' },
      { measurement: 'averageBurnRate', value: 2, alerting_window: '15m' },
    ],
    alert_method: { name: '${nobl9_alert_method_slack.team.name}' },
  };
  const { alerts, slos } = await alertsOf({
    'n9.tf':
      'resource "nobl9_slo" "api" {\n  name           = "api"\n  service        = "shop"\n  alert_policies = [nobl9_alert_policy.slow.name]\n  time_window {\n    unit  = "Day"\n    count = 28\n  }\n  objective {\n    target = 0.98\n    value  = 1\n  }\n}\n',
    'more/n9.tf.json': JSON.stringify({ resource: { nobl9_alert_policy: { slow: policy } } }),
  });
  expect(slos).toMatchObject([
    {
      name: 'api',
      of: 'shop',
      objective: 0.98,
      window: '28 Day',
      alerting: ['nobl9_alert_policy.slow'],
    },
  ]);
  expect(alerts).toMatchObject([
    {
      name: 'slow',
      class: 'slo-burn',
      severity: 'Low',
      notifies: ['nobl9_alert_method_slack.team'],
      burn: { windows: ['12h', '15m'], factors: [1, 2] },
    },
  ]);
});
