import type { AlertFormat } from '../../alert-format.js';

export const pyrra: AlertFormat = {
  name: 'pyrra',
  title: 'Pyrra',
  homepage: 'https://github.com/pyrra-dev/pyrra',
  recognition: [
    'A `ServiceLevelObjective` with `apiVersion: pyrra.dev/…` is an objective.',
    'Pyrra makes burn-rate alerts of it unless `spec.alerting.disabled` or `burnrates: false` is written; these are named in `alerting` and are no alerts as written.',
  ],
  mentions: (text) => /\bpyrra\.dev\//.test(text),
  load: async () => (await import('./read.js')).pyrraReader,
};
