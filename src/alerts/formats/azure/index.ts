import type { AlertFormat } from '../../alert-format.js';

export const azure: AlertFormat = {
  name: 'azure',
  title: 'Azure Monitor',
  homepage:
    'https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/monitor_metric_alert',
  recognition: [
    'Terraform: `azurerm_monitor_metric_alert`, with the severity that Azure gives numbers for (0 critical, 1 error, 2 warning, 3 and 4 information).',
    'Not taken: alerts with `enabled = false`.',
  ],
  mentions: (text) => /\bazurerm_monitor_metric_alert\b/.test(text),
  load: async () => (await import('./read.js')).azureReader,
};
