import { expect, it } from 'vitest';
import { alertsOf } from '../alert-lines.js';

it('reads objectives, and policies inside and beside them', async () => {
  const { alerts, slos } = await alertsOf({
    'slo.yaml': `apiVersion: openslo/v1
kind: SLO
metadata: {name: requests}
spec:
  service: shop
  timeWindow: [{duration: 28d, isRolling: true}]
  objectives: [{target: 0.99}]
  alertPolicies:
    - kind: AlertPolicy
      metadata: {name: Inside}
      spec:
        conditions:
          - kind: AlertCondition
            metadata: {name: fast}
            spec:
              severity: page
              condition: {kind: burnrate, op: gte, threshold: 14.4, lookbackWindow: 1h, alertAfter: 5m}
    - alertPolicyRef: Beside
---
apiVersion: openslo/v1
kind: AlertPolicy
metadata: {name: Beside}
spec:
  conditions: [{conditionRef: slow}]
---
apiVersion: example.org/v1
kind: SLO
metadata: {name: another-kind}
`,
  });
  expect(slos).toMatchObject([
    {
      name: 'requests',
      of: 'shop',
      objective: 0.99,
      window: '28d',
      alerting: ['Inside', 'Beside'],
      span: { line: 2 },
    },
  ]);
  expect(alerts).toMatchObject([
    {
      name: 'Inside',
      class: 'slo-burn',
      severity: 'page',
      forSeconds: 300,
      burn: { windows: ['1h'], factors: [14.4] },
    },
    { name: 'Beside', class: 'slo-burn', expression: 'slow' },
  ]);
});
