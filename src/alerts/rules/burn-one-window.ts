import type { Finding } from '../../model/finding.js';
import type { Rule } from '../../model/rule.js';
import { burnAlert, errorShare, ruleFile } from './examples.js';
import { type AlertFacts, isOwn } from './facts.js';

export const burnOneWindow: Rule<AlertFacts> = {
  id: 'alert-burn-one-window',
  severity: 'warning',
  question: 'slo-alerts',
  summary: 'An alert on burn rate looks at one window only.',
  why: 'A long window alone goes on firing for an hour after all is well again, so people learn to look away; a short one alone fires for every blip. Two windows in one condition fire for what matters and stop when it stops.',
  whenNotToUse:
    'When another alert of the same objective inhibits this one until the short window burns too.',
  sources: ['https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts'],
  bad: [
    {
      title: 'Prometheus: the long window alone',
      files: { 'rules.yml': ruleFile(['Burn', `expr: ${errorShare('1h')} > 14.4 * (1 - 0.999)`]) },
    },
    {
      title: 'Google Cloud: one lookback',
      files: {
        'slo.tf':
          'resource "google_monitoring_alert_policy" "burn" {\n  display_name = "Burn"\n  combiner     = "OR"\n  conditions {\n    display_name = "fast"\n    condition_threshold {\n      filter          = "select_slo_burn_rate(\\"projects/p/services/s/serviceLevelObjectives/o\\", \\"3600s\\")"\n      threshold_value = 14.4\n    }\n  }\n}\n',
      },
    },
  ],
  good: [
    {
      title: 'Prometheus: a long and a short window',
      files: { 'rules.yml': ruleFile(burnAlert('Burn', 14.4, '0.999')) },
    },
    {
      title: 'What is left of the budget has no window',
      files: { 'rules.yml': ruleFile(['Spent', 'expr: slo:error_budget_remaining:ratio < 0.1']) },
    },
  ],
  check: ({ alerts }) =>
    alerts.filter(isOwn).flatMap(({ burn, name, span }): Finding[] => {
      if (burn?.windows.length !== 1 || burn.factors.length + burn.thresholds.length === 0) return [];
      return [
        {
          rule: 'alert-burn-one-window',
          severity: 'warning',
          message: `${name} looks at the burn rate over ${burn.windows.join('')} only: it fires too late or goes on too long.`,
          advice:
            'Ask for the same rate over a second window of about a twelfth (1h and 5m, 6h and 30m) in the same condition.',
          span,
        },
      ];
    }),
};
