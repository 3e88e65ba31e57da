import type { AlertFormat } from '../../alert-format.js';

export const azure: AlertFormat = {
  name: 'azure',
  title: 'Azure Monitor',
  homepage:
    'https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/monitor_metric_alert',
  recognition: [
    'Terraform: `azurerm_monitor_metric_alert`, with the severity that Azure gives numbers for (0 critical, 1 error, 2 warning, 3 and 4 information).',
    'Terraform: `azurerm_monitor_scheduled_query_rules_alert` and its second version, whose query over logs tells the class by its table.',
    '`Microsoft.Insights/metricAlerts` and `Microsoft.Insights/scheduledQueryRules` in Bicep and in ARM templates.',
    'Not taken: alerts with `enabled = false`.',
  ],
  mentions: (text) =>
    /\bazurerm_monitor_(?:metric_alert|scheduled_query_rules_alert)|Microsoft\.Insights\/(?:metricAlerts|scheduledQueryRules)\b/i.test(
      text,
    ),
  load: async () => (await import('./read.js')).azureReader,
};
