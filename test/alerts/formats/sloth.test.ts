import { expect, it } from 'vitest';
import { alertsOf } from '../alert-lines.js';

it('reads objectives of both shapes, and which alerts Sloth makes of them', async () => {
  const { alerts, slos } = await alertsOf({
    'raw.yml':
      'version: "prometheus/v1"\nservice: shop\nslos:\n  - name: requests\n    objective: 99.9\n    alerting:\n      name: Burn\n      ticket_alert: {disable: true}\n',
    'crd.yaml':
      'apiVersion: sloth.slok.dev/v1\nkind: PrometheusServiceLevel\nmetadata: {name: x}\nspec:\n  service: shop\n  slos:\n    - name: latency\n      objective: 95\n      alerting:\n        pageAlert: {disable: true}\n        ticketAlert: {disable: true}\n',
  });
  expect(alerts).toEqual([]);
  expect(slos).toMatchObject([
    { name: 'latency', of: 'shop', objective: 0.95, alerting: [], span: { file: 'crd.yaml', line: 7 } },
    {
      name: 'requests',
      of: 'shop',
      objective: 0.999,
      alerting: ['page'],
      span: { file: 'raw.yml', line: 4 },
    },
  ]);
});
