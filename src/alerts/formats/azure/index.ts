import type { AlertFormat } from '../../alert-format.js';

export const azure: AlertFormat = {
  name: 'azure',
  title: 'Azure Monitor',
  homepage:
    'https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/monitor_metric_alert',
  recognition: [
    'Terraform: `azurerm_monitor_metric_alert`, with the severity that Azure gives numbers for (0 critical, 1 error, 2 warning, 3 and 4 information).',
    'Terraform: `azurerm_monitor_scheduled_query_rules_alert` and its second version, whose query over logs tells the class by its table.',
    'Terraform: `azurerm_monitor_activity_log_alert`, which tells of the health of Azure or of a change.',
    '`Microsoft.Insights/metricAlerts`, `activityLogAlerts` and `scheduledQueryRules` in Bicep and in ARM templates, also in those that a definition of Azure Policy deploys.',
    'Not taken: alerts with `enabled = false`.',
  ],
  mentions: (text) =>
    /\bazurerm_monitor_(?:metric_alert|activity_log_alert|scheduled_query_rules_alert)|Microsoft\.Insights\/(?:metricAlerts|activityLogAlerts|scheduledQueryRules)\b/i.test(
      text,
    ),
  load: async () => (await import('./read.js')).azureReader,
};
