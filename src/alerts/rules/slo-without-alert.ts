import type { Alert, Slo } from '../../model/alert.js';
import type { Finding } from '../../model/finding.js';
import type { Rule } from '../../model/rule.js';
import { type AlertFacts, isOwn } from './facts.js';

const sloth = (alerting: string): string =>
  `version: prometheus/v1\nservice: app\nslos:\n  - name: requests\n    objective: 99.9\n    alerting: ${alerting}\n`;

const objective =
  'resource "google_monitoring_slo" "checkout" {\n  service      = "shop"\n  display_name = "Checkout"\n  goal         = 0.999\n}\n';

export const sloWithoutAlert: Rule<AlertFacts> = {
  id: 'alert-slo-without-alert',
  severity: 'warning',
  question: 'slo-alerts',
  summary: 'No alert watches an objective.',
  why: 'An objective that nobody is told about is read when the quarter is over. The budget is gone by then, and what spent it is long forgotten.',
  whenNotToUse:
    'When the alerts of the objective stand in another repository or were made by hand in the tool.',
  sources: ['https://sre.google/workbook/alerting-on-slos/'],
  bad: [
    {
      title: 'Sloth: both alerts are switched off',
      files: { 'slo.yml': sloth('{page_alert: {disable: true}, ticket_alert: {disable: true}}') },
    },
    { title: 'Google Cloud in Terraform', files: { 'slo.tf': objective } },
  ],
  good: [
    { title: 'Sloth', files: { 'slo.yml': sloth('{name: Burn}') } },
    {
      title: 'Google Cloud in Terraform: a policy on its burn rate',
      files: {
        'slo.tf': `${objective}resource "google_monitoring_alert_policy" "burn" {\n  display_name = "Burn"\n  combiner     = "AND"\n  conditions {\n    condition_threshold {\n      filter          = "select_slo_burn_rate(\\"\${google_monitoring_slo.checkout.name}\\", \\"3600s\\")"\n      threshold_value = 14.4\n    }\n  }\n  conditions {\n    condition_threshold {\n      filter          = "select_slo_burn_rate(\\"\${google_monitoring_slo.checkout.name}\\", \\"300s\\")"\n      threshold_value = 14.4\n    }\n  }\n}\n`,
      },
    },
  ],
  check: ({ alerts, slos }) =>
    slos
      .filter((slo) => isOwn(slo) && slo.alerting.length === 0 && slo.format !== 'slo-generator')
      .filter((slo) => !alerts.some((alert) => watches(alert, slo)))
      .map(({ name, span }): Finding => ({
        rule: 'alert-slo-without-alert',
        severity: 'warning',
        message: `No alert in this repository watches the objective ${name}: when it is missed, nobody is told.`,
        advice: 'Add an alert on how fast its budget burns, over a long and a short window.',
        span,
      })),
};

/** An alert that names the objective, or whose condition does. */
function watches({ expression = '', labels, name, slo: named }: Alert, slo: Slo): boolean {
  if (named !== undefined && (named === slo.name || named === slo.id)) return true;
  const values = Object.values(labels);
  if (values.includes(slo.name)) return true;
  const ids = [slo.id, slo.name].filter((id) => id !== undefined && id.length > 3);
  return ids.some((id) => id !== undefined && (isNamed(expression, id) || isNamed(name, id)));
}

function isNamed(text: string, id: string): boolean {
  const at = text.indexOf(id);
  return at !== -1 && !/[\w-]/.test(text[at + id.length] ?? '') && !/[\w-]/.test(text[at - 1] ?? '');
}
