import { expect, it } from 'vitest';
import { alertsOf } from '../alert-lines.js';

const alert = (name: string, namespace: string, metric: string, more = ''): string =>
  `resource "azurerm_monitor_metric_alert" "${name}" {\n  name     = "${name}"\n  severity = 1\n  ${more}\n  criteria {\n    metric_namespace = "${namespace}"\n    metric_name      = "${metric}"\n    aggregation      = "Total"\n    operator         = "GreaterThan"\n    threshold        = 5\n  }\n  action {\n    action_group_id = azurerm_monitor_action_group.oncall.id\n  }\n}\n`;

it('reads alerts on metrics of Terraform', async () => {
  const { alerts } = await alertsOf({
    'main.tf': [
      alert('errors', 'Microsoft.Web/sites', 'Http5xx', 'window_size = "PT15M"'),
      alert('cpu', 'Microsoft.Web/serverfarms', 'CpuPercentage'),
      alert('orders', 'shop', 'orders'),
      alert('off', 'Microsoft.Web/sites', 'Http5xx', 'enabled = false'),
      'resource "azurerm_monitor_metric_alert" "outside" {\n  name = "outside"\n  application_insights_web_test_location_availability_criteria {\n    web_test_id           = "x"\n    component_id          = "y"\n    failed_location_count = 2\n  }\n}\n',
    ].join(''),
  });
  expect(alerts.map(({ class: found, name, severity }) => `${name} ${found} ${severity}`)).toEqual([
    'errors symptom error',
    'cpu cause error',
    'orders other error',
    'outside symptom info',
  ]);
  expect(alerts[0]).toMatchObject({
    expression: 'Microsoft.Web/sites Http5xx Total GreaterThan 5',
    forSeconds: 900,
    notifies: ['azurerm_monitor_action_group.oncall'],
  });
});
