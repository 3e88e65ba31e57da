import type { AlertFormat } from '../../alert-format.js';

export const openslo: AlertFormat = {
  name: 'openslo',
  title: 'OpenSLO',
  homepage: 'https://github.com/OpenSLO/OpenSLO',
  recognition: [
    'Objects with `apiVersion: openslo/…` (v1, v1beta1, v1alpha, v2alpha): `SLO` is an objective, `AlertPolicy` an alert on burn rate when a condition of it has `kind: burnrate`.',
    'Policies that stand inside an objective count too; a reference to a policy (`alertPolicyRef`) does not count again.',
  ],
  mentions: (text) => /\bapiVersion"?\s*:\s*["']?openslo(?:\.com)?\//.test(text),
  load: async () => (await import('./read.js')).opensloReader,
};
