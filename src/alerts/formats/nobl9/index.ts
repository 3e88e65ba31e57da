import type { AlertFormat } from '../../alert-format.js';

export const nobl9: AlertFormat = {
  name: 'nobl9',
  title: 'Nobl9',
  homepage: 'https://docs.nobl9.com/yaml-guide/',
  recognition: [
    'Objects with `apiVersion: n9/v1alpha`: `SLO` is an objective, `AlertPolicy` an alert on how its budget is spent.',
    'Terraform: `nobl9_slo` and `nobl9_alert_policy`.',
  ],
  mentions: (text) => /\bapiVersion"?\s*:\s*["']?n9\/|\bnobl9_(?:slo|alert_policy)\b/.test(text),
  load: async () => (await import('./read.js')).nobl9Reader,
};
