import { expect, it } from 'vitest';
import { alertsOf } from '../alert-lines.js';

it('reads objectives and burn alerts of Terraform', async () => {
  const { alerts, slos } = await alertsOf({
    'main.tf':
      'resource "honeycombio_slo" "checkout" {\n  name              = "Checkout"\n  sli               = "checkout_ok"\n  target_percentage = 99.9\n  time_period       = 30\n}\nresource "honeycombio_burn_alert" "checkout" {\n  slo_id             = honeycombio_slo.checkout.id\n  exhaustion_minutes = 240\n  recipient {\n    type   = "email"\n    target = "oncall@example.org"\n  }\n}\n',
  });
  expect(slos).toMatchObject([{ name: 'Checkout', objective: 0.999, window: '30d' }]);
  expect(alerts).toMatchObject([
    {
      name: 'checkout',
      class: 'slo-burn',
      slo: 'honeycombio_slo.checkout',
      notifies: ['oncall@example.org'],
    },
  ]);
});
