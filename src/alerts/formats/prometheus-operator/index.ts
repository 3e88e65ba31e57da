import type { AlertFormat } from '../../alert-format.js';

export const prometheusOperator: AlertFormat = {
  name: 'prometheus-operator',
  title: 'Rules as objects of Kubernetes',
  homepage: 'https://prometheus-operator.dev/docs/developer/alerting/',
  recognition: [
    '`spec.groups[].rules[]` of an object of Kubernetes: `PrometheusRule` (monitoring.coreos.com), `VMRule` (operator.victoriametrics.com), `Rules`, `ClusterRules` and `GlobalRules` (monitoring.googleapis.com), `AlertingRule` (loki.grafana.com), and others of the same shape.',
    'Also in a `List`, and in templates of Helm, as for Prometheus’ own files.',
  ],
  mentions: (text) =>
    /\bapiVersion"?\s*:/.test(text) && /\bgroups"?\s*:/.test(text) && /\bexpr"?\s*:/.test(text),
  load: async () => (await import('./read.js')).prometheusOperatorReader,
};
