import { expect, it } from 'vitest';
import { alertsOf } from '../alert-lines.js';

it('reads objectives', async () => {
  const { slos } = await alertsOf({
    'slo.yaml':
      'apiVersion: sre.google.com/v2\nkind: ServiceLevelObjective\nmetadata: {name: api, labels: {service_name: shop}}\nspec: {goal: 0.95, description: 95 % are fast}\n',
  });
  expect(slos).toMatchObject([
    { name: 'api', of: 'shop', objective: 0.95, description: '95 % are fast', alerting: [] },
  ]);
});
