import { expect, it } from 'vitest';
import { alertsOf } from '../alert-lines.js';

const slo = (name: string, more = ''): string =>
  `apiVersion: pyrra.dev/v1alpha1\nkind: ServiceLevelObjective\nmetadata: {name: ${name}}\nspec:\n  target: "99.5"\n  window: 4w\n${more}`;

it('reads objectives, and whether alerts are made of them', async () => {
  const { slos } = await alertsOf({
    'a.yaml': slo('a'),
    'b.yaml': slo('b', '  alerting: {disabled: true}\n'),
  });
  expect(slos).toMatchObject([
    { name: 'a', objective: 0.995, window: '4w', alerting: ['burn rate'] },
    { name: 'b', alerting: [] },
  ]);
});
