import type { AlertFormat } from '../../alert-format.js';

export const alertmanager: AlertFormat = {
  name: 'alertmanager',
  title: 'Alertmanager and Grafana notification policies',
  homepage: 'https://prometheus.io/docs/alerting/latest/configuration/',
  recognition: [
    'A map with `route` and `receivers`, also as text in a Secret or ConfigMap and in the values of a chart (`alertmanager.config`); `AlertmanagerConfig` (monitoring.coreos.com); `policies` of Grafana’s provisioning.',
    'A receiver without an integration tells nobody. Values of a Secret in base64 are not read.',
  ],
  mentions: (text) =>
    (/\breceivers?\\?"?\s*:/.test(text) && /\broute\\?"?\s*:/.test(text)) ||
    (/\bpolicies"?\s*:/.test(text) && /\breceiver"?\s*:/.test(text)),
  load: async () => (await import('./read.js')).alertmanagerReader,
};
