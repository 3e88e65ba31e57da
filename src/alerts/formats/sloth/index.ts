import type { AlertFormat } from '../../alert-format.js';

export const sloth: AlertFormat = {
  name: 'sloth',
  title: 'Sloth',
  homepage: 'https://sloth.dev/specs/default/',
  recognition: [
    'Each entry of `slos` in a file with `version: prometheus/v1`, and in a `PrometheusServiceLevel` (sloth.slok.dev), is an objective.',
    'Sloth makes a page and a ticket alert of it unless they are disabled; these are named in `alerting` and are no alerts as written. The rules that Sloth wrote are read as Prometheus rules.',
  ],
  mentions: (text) => /\bprometheus\/v1\b/.test(text) || /\bsloth\.slok\.dev\//.test(text),
  load: async () => (await import('./read.js')).slothReader,
};
