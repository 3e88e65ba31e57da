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

it('reads queries over logs of Terraform', async () => {
  const query = (name: string, text: string): string =>
    `resource "azurerm_monitor_scheduled_query_rules_alert_v2" "${name}" {\n  name            = "${name}"\n  severity        = 0\n  window_duration = "PT10M"\n  criteria {\n    query = <<-Q\n      ${text}\n    Q\n  }\n  action {\n    action_groups = [azurerm_monitor_action_group.oncall.id]\n  }\n}\n`;
  const { alerts } = await alertsOf({
    'main.tf': [
      query('failed', 'requests | where success == false | summarize count()'),
      query('nodes', 'Heartbeat | summarize max(TimeGenerated) by Computer'),
      query('words', 'AppTraces | where Message has "oops"'),
      'resource "azurerm_monitor_scheduled_query_rules_alert" "old" {\n  name        = "old"\n  query       = "availabilityResults | where success == 0"\n  time_window = 15\n  action {\n    action_group = [azurerm_monitor_action_group.oncall.id]\n  }\n}\n',
    ].join(''),
  });
  expect(alerts.map(({ class: found, forSeconds, name }) => `${name} ${found} ${forSeconds}`)).toEqual([
    'failed symptom 600',
    'nodes cause 600',
    'words other 600',
    'old symptom 900',
  ]);
  expect(alerts.map(({ notifies }) => notifies)).toEqual(
    Array.from({ length: 4 }, () => ['azurerm_monitor_action_group.oncall']),
  );
});

it('reads alerts of Bicep and of ARM templates once', async () => {
  const { alerts } = await alertsOf({
    'infra/alerts.bicep':
      "resource errors 'Microsoft.Insights/metricAlerts@2018-03-01' = {\n  name: 'errors'\n  location: 'global'\n  properties: {\n    severity: 1\n    enabled: true\n    windowSize: 'PT5M'\n    targetResourceType: 'Microsoft.Web/sites'\n    criteria: {\n      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'\n      allOf: [\n        { name: 'a', metricName: 'Http5xx', operator: 'GreaterThan', threshold: 5, timeAggregation: 'Total' }\n      ]\n    }\n    actions: [ { actionGroupId: group.id } ]\n  }\n}\n",
    'infra/alerts.json': '{"resources": [{"type": "Microsoft.Insights/metricAlerts", "name": "compiled"}]}',
    'infra/arm/latency.json':
      '{"parameters": {"threshold": {"defaultValue": 5000}, "severity": {"defaultValue": 0}}, "resources": [{"type": "Microsoft.Insights/metricAlerts", "name": "slow", "properties": {"severity": "[parameters(\'severity\')]", "criteria": {"allOf": [{"metricName": "ApplicationGatewayTotalTime", "operator": "GreaterThan", "threshold": "[parameters(\'threshold\')]"}]}}}]}',
    'infra/arm/logs.json':
      '{"resources": [{"type": "Microsoft.Insights/scheduledQueryRules", "name": "[parameters(\'name\')]", "properties": {"displayName": "Slow", "severity": 2, "windowSize": "PT15M", "criteria": {"allOf": [{"query": "AppRequests | summarize percentile(DurationMs, 95)"}]}, "actions": {"actionGroups": ["oncall"]}}}]}',
  });
  expect(
    alerts.map(({ class: found, name, severity, span }) => `${span.file} ${name} ${found} ${severity}`),
  ).toEqual([
    'infra/alerts.bicep errors symptom error',
    'infra/arm/latency.json slow symptom critical',
    'infra/arm/logs.json Slow symptom warning',
  ]);
  expect(alerts[1]?.expression).toBe('ApplicationGatewayTotalTime GreaterThan 5000');
});

it('reads what a policy deploys, with the values that it passes on', async () => {
  const resource =
    '{"type": "Microsoft.Insights/metricAlerts", "name": "[[concat(parameters(\'resourceName\'), \'-CPU\')]", "properties": {"severity": "[[parameters(\'severity\')]", "criteria": {"allOf": [{"metricNamespace": "Microsoft.Kusto/clusters", "metricName": "CPU", "operator": "GreaterThan", "threshold": 70}]}}}';
  const definition = `{"type": "Microsoft.Authorization/policyDefinitions", "properties": {"displayName": "Deploy CPU alert", /* as ARM allows */ "parameters": {"severity": {"defaultValue": "1"}}, "policyRule": {"then": {"details": {"deployment": {"properties": {"parameters": {"severity": {"value": "[[parameters('severity')]"}}, "template": {"parameters": {"severity": {"type": "String"}}, "resources": [${resource}]}}}}}}}}`;
  const { alerts } = await alertsOf({
    'policy/cpu.json': definition,
    'policy/arm.json': `{"resources": [${definition}]}`,
  });
  expect(alerts.map(({ class: found, name, severity }) => `${name} ${found} ${severity}`)).toEqual([
    'Deploy CPU alert cause error',
    'Deploy CPU alert cause error',
  ]);
});

it('reads alerts on the activity log', async () => {
  const { alerts } = await alertsOf({
    'infra/alerts.json':
      '{"resources": [{"type": "Microsoft.Insights/activityLogAlerts", "name": "health", "properties": {"condition": {"allOf": [{"field": "category", "equals": "ServiceHealth"}]}}}]}',
    'infra/main.tf':
      'resource "azurerm_monitor_activity_log_alert" "gone" {\n  name = "gone"\n  criteria {\n    category       = "Administrative"\n    operation_name = "Microsoft.Storage/storageAccounts/delete"\n  }\n  action {\n    action_group_id = azurerm_monitor_action_group.oncall.id\n  }\n}\n',
  });
  expect(alerts.map(({ class: found, expression, name }) => `${name} ${found}: ${expression}`)).toEqual([
    'health cause: ServiceHealth',
    'gone other: Administrative Microsoft.Storage/storageAccounts/delete',
  ]);
});
