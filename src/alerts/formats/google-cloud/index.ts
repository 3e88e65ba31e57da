import type { AlertFormat } from '../../alert-format.js';

export const googleCloud: AlertFormat = {
  name: 'google-cloud',
  title: 'Google Cloud Monitoring',
  homepage: 'https://cloud.google.com/monitoring/alerts',
  recognition: [
    'Alert policies in JSON or YAML (`conditions` with a `displayName` and `conditionThreshold`, `conditionAbsent`, a query in PromQL, MQL or SQL …), and `MonitoringAlertPolicy` of Config Connector.',
    'Terraform: `google_monitoring_alert_policy`; `google_monitoring_slo` is an objective.',
    '`select_slo_burn_rate` makes it an alert on burn rate. The documentation of a policy counts as its runbook when it has a link.',
    'Not taken: policies with `enabled: false`.',
  ],
  mentions: (text) =>
    /\bgoogle_monitoring_(?:alert_policy|slo)\b/.test(text) ||
    (/"?conditions"?\s*:/.test(text) &&
      /"?condition(?:Threshold|Absent|MonitoringQueryLanguage|PrometheusQueryLanguage|MatchedLog|Sql)"?\s*:/.test(
        text,
      )),
  load: async () => (await import('./read.js')).googleCloudReader,
};
