import type { AlertFormat } from '../../alert-format.js';

export const newRelic: AlertFormat = {
  name: 'new-relic',
  title: 'New Relic',
  homepage: 'https://registry.terraform.io/providers/newrelic/newrelic/latest/docs',
  recognition: [
    'Terraform: `newrelic_nrql_alert_condition` and the older kinds of conditions; `newrelic_service_level` is an objective.',
    'Not taken: conditions with `enabled = false`.',
  ],
  mentions: (text) => /\bnewrelic_(?:\w*alert_condition|service_level)\b/.test(text),
  load: async () => (await import('./read.js')).newRelicReader,
};
