import { secondsOfPromDuration } from '../../syntax/promql/parse.js';
import type { Finding } from '../../model/finding.js';
import type { Rule } from '../../model/rule.js';
import { burnAlert, ruleFile } from './examples.js';
import { type AlertFacts, isOwn } from './facts.js';

export const burnForTooLong: Rule<AlertFacts> = {
  id: 'alert-burn-for-too-long',
  severity: 'warning',
  question: 'slo-alerts',
  summary: 'An alert on burn rate waits longer than its shortest window.',
  why: 'The windows are the patience of a burn-rate alert. A `for` that is longer than the shortest of them starts anew at every short pause, so an outage that comes in waves burns the whole budget and never fires.',
  whenNotToUse: 'When the alert is a ticket and late is soon enough.',
  sources: ['https://sre.google/workbook/alerting-on-slos/#2-increased-alert-window'],
  bad: [
    { title: 'Prometheus', files: { 'rules.yml': ruleFile(burnAlert('Burn', 14.4, '0.999', 'for: 15m')) } },
  ],
  good: [
    {
      title: 'Prometheus: a short wait',
      files: { 'rules.yml': ruleFile(burnAlert('Burn', 14.4, '0.999', 'for: 2m')) },
    },
    { title: 'No wait', files: { 'rules.yml': ruleFile(burnAlert('Burn', 14.4, '0.999')) } },
  ],
  check: ({ alerts }) =>
    alerts.filter(isOwn).flatMap(({ burn, forSeconds, name, span }): Finding[] => {
      const [shortest] = burn?.windows ?? [];
      const window = secondsOfPromDuration(shortest);
      if (shortest === undefined || window === undefined || forSeconds === undefined || forSeconds <= window)
        return [];
      return [
        {
          rule: 'alert-burn-for-too-long',
          severity: 'warning',
          message: `${name} must burn for ${forSeconds / 60} minutes without a pause, which is longer than its window of ${shortest}: an outage in waves never fires.`,
          advice: 'Leave `for` out or keep it well below the shortest window; the windows are the patience.',
          span,
        },
      ];
    }),
};
