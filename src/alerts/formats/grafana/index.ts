import type { AlertFormat } from '../../alert-format.js';

export const grafana: AlertFormat = {
  name: 'grafana',
  title: 'Grafana alerting',
  homepage: 'https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/',
  recognition: [
    'A map with `title`, `condition` and `data` whose entries have `refId` and `model`: in provisioning files and exports, YAML or JSON, also in ConfigMaps and the values of a chart.',
    '`GrafanaAlertRuleGroup` (grafana.integreatly.org) and, in Terraform, the rules of `grafana_rule_group`; `grafana_slo` is an objective.',
    'The condition is put together from the query and the expressions that follow it: `reduce`, `math`, `threshold`, `classic_conditions`.',
    'The `alert` of a panel in the JSON of an old dashboard (until Grafana 10), with the queries of the panel.',
    'Not taken: rules with `isPaused: true`; recording rules.',
  ],
  mentions: (text) =>
    /\bgrafana_(?:rule_group|slo)\b/.test(text) ||
    /\\?"executionErrorState\\?"\s*:/.test(text) ||
    (/\\?["']?refId\\?["']?\s*:/.test(text) &&
      /\\?["']?condition\\?["']?\s*:/.test(text) &&
      /\\?["']?data\\?["']?\s*:/.test(text)),
  load: async () => (await import('./read.js')).grafanaReader,
};
