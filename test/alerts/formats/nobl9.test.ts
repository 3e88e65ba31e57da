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
