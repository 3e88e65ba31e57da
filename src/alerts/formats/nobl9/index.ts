import type { AlertFormat } from '../../alert-format.js';

export const nobl9: AlertFormat = {
  name: 'nobl9',
  title: 'Nobl9',
  homepage: 'https://docs.nobl9.com/yaml-guide/',
  recognition: [
    'Objects with `apiVersion: n9/v1alpha`: `SLO` is an objective, `AlertPolicy` an alert on how its budget is spent.',
  ],
  mentions: (text) => /\bapiVersion"?\s*:\s*["']?n9\//.test(text),
  load: async () => (await import('./read.js')).nobl9Reader,
};
