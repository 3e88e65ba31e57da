import { expect, it } from 'vitest';
import { alertsOf } from '../alert-lines.js';

const condition = (name: string, query: string, more = ''): string =>
  `resource "newrelic_nrql_alert_condition" "${name}" {\n  name = "${name}"\n  ${more}\n  nrql {\n    query = "${query}"\n  }\n  critical {\n    threshold          = 5\n    threshold_duration = 300\n  }\n}\n`;

it('reads conditions and objectives of Terraform', async () => {
  const { alerts, slos } = await alertsOf({
    'main.tf': [
      condition(
        'errors',
        "SELECT percentage(count(*), WHERE error IS true) FROM Transaction WHERE appName = 'shop'",
        'runbook_url = "https://example.org/errors"',
      ),
      condition('cpu', 'SELECT average(cpuPercent) FROM SystemSample'),
      condition('synthetic', "SELECT filter(count(*), WHERE result = 'FAILED') FROM SyntheticCheck"),
      condition('orders', 'SELECT count(*) FROM Order'),
      condition('off', 'SELECT count(*) FROM Order', 'enabled = false'),
      'resource "newrelic_service_level" "api" {\n  name = "API"\n  objective {\n    target = 99.5\n  }\n}\n',
    ].join(''),
  });
  expect(alerts.map(({ class: found, name, severity }) => `${name} ${found} ${severity}`)).toEqual([
    'errors symptom critical',
    'cpu cause critical',
    'synthetic symptom critical',
    'orders other critical',
  ]);
  expect(alerts[0]).toMatchObject({ runbook: 'https://example.org/errors', forSeconds: 300 });
  expect(slos).toMatchObject([{ name: 'API', objective: 0.995 }]);
});
