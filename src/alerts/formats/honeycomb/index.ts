import type { AlertFormat } from '../../alert-format.js';

export const honeycomb: AlertFormat = {
  name: 'honeycomb',
  title: 'Honeycomb',
  homepage: 'https://registry.terraform.io/providers/honeycombio/honeycombio/latest/docs/resources/slo',
  recognition: [
    'Terraform: `honeycombio_slo` is an objective, `honeycombio_burn_alert` an alert on how fast its budget burns.',
    'Not taken: triggers (`honeycombio_trigger`), whose query stands in another resource.',
  ],
  mentions: (text) => /\bhoneycombio_(?:slo|burn_alert)\b/.test(text),
  load: async () => (await import('./read.js')).honeycombReader,
};
