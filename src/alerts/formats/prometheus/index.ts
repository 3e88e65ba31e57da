import type { AlertFormat } from '../../alert-format.js';

export const prometheus: AlertFormat = {
  name: 'prometheus',
  title: 'Prometheus, Mimir, Thanos and Loki rules',
  homepage: 'https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/',
  recognition: [
    'A map with `alert` and `expr` is an alert: in a file of rule groups (`groups[].rules[]`, also with the `namespace` of Mimir, Cortex and the Loki ruler), in YAML or JSON.',
    'The same where rules stand inside other files: as text in a ConfigMap, and in the values of a Helm chart (`additionalPrometheusRulesMap`, `additionalPrometheusRules`, `serverFiles`), in ARM templates of Azure.',
    'Templates of Helm are read as they are written, with both arms of their conditions; values are those with which lintel evaluates the chart. What the chart’s own values switch off says so in `condition`.',
    'A condition with line filters or parsers is LogQL; its format is `loki`.',
    'Not taken: recording rules, commented-out rules, rules with `enabled: false`, tests of rules. Jsonnet is skipped by name: what it compiles to is read.',
  ],
  mentions: (text) =>
    /\bexpr(?:ession)?\\?["']?\s*:/.test(text) && /(?:^|[\s{,"'-])(?:alert|record)\\?["']?\s*:/m.test(text),
  load: async () => (await import('./read.js')).prometheusReader,
};
