import type { AlertFormat } from '../../alert-format.js';

export const sloGenerator: AlertFormat = {
  name: 'slo-generator',
  title: 'Google SLO generator',
  homepage: 'https://github.com/google/slo-generator',
  recognition: [
    'A `ServiceLevelObjective` with `apiVersion: sre.google.com/…` is an objective; its burn rates stand in the configuration of a backend, so it names no alerts.',
  ],
  mentions: (text) => /\bsre\.google\.com\//.test(text),
  load: async () => (await import('./read.js')).sloGeneratorReader,
};
