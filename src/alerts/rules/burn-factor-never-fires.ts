import type { Alert, Slo } from '../../model/alert.js';
import type { Finding } from '../../model/finding.js';
import type { Rule } from '../../model/rule.js';
import { burnAlert, ruleFile } from './examples.js';
import { type AlertFacts, isOwn } from './facts.js';

/**
 * The largest factor that a generator writes, which it multiplies with the budget.
 * Sources: https://sloth.dev/introduction/architecture/, https://github.com/pyrra-dev/pyrra/blob/main/slo/rules.go
 */
const generated: Readonly<Record<string, number>> = { sloth: 14.4, pyrra: 14 };

export const burnFactorNeverFires: Rule<AlertFacts> = {
  id: 'alert-burn-factor-never-fires',
  severity: 'error',
  question: 'slo-alerts',
  summary: 'The burn rate asks for more than all requests to fail, so the alert can never fire.',
  why: 'A burn rate is compared with factor × (1 − objective), and the share of bad events is never more than 1. With a low objective the usual factors go beyond that: 14.4 × (1 − 0.9) is 1.44. Everything may fail, and the alert that should wake somebody stays silent.',
  whenNotToUse: 'Never: such an alert does nothing.',
  sources: ['https://sre.google/workbook/alerting-on-slos/', 'https://github.com/kcp-dev/kcp-glbc/pull/287'],
  bad: [
    { title: 'Prometheus', files: { 'rules.yml': ruleFile(burnAlert('Burn', 14.4, '0.9')) } },
    {
      title: 'Sloth: the objective is too low for its factors',
      files: {
        'slo.yml':
          'version: prometheus/v1\nservice: app\nslos:\n  - name: requests\n    objective: 90\n    alerting: {name: Burn}\n',
      },
    },
  ],
  good: [
    { title: 'Prometheus', files: { 'rules.yml': ruleFile(burnAlert('Burn', 14.4, '0.999')) } },
    {
      title: 'A smaller factor for a low objective',
      files: { 'rules.yml': ruleFile(burnAlert('Burn', 6, '0.9')) },
    },
    {
      title: 'Sloth',
      files: {
        'slo.yml':
          'version: prometheus/v1\nservice: app\nslos:\n  - name: requests\n    objective: 99.5\n    alerting: {name: Burn}\n',
      },
    },
  ],
  check: ({ alerts, slos }) => [
    ...alerts.filter(isOwn).flatMap(ofAlert),
    ...slos.filter(isOwn).flatMap(ofSlo),
  ],
};

function ofAlert({ burn, name, span }: Alert): readonly Finding[] {
  const highest = Math.max(0, ...(burn?.thresholds ?? []));
  if (burn === undefined || highest < 1) return [];
  const written = burn.objective === undefined ? '' : ` at an objective of ${percent(burn.objective)}`;
  return [
    finding(
      `${name} fires when more than ${percent(highest)} of all events are bad${written}: that cannot happen, so it never fires.`,
      'Take a factor below 1 / (1 − objective), or an objective that deserves the alert.',
      span,
    ),
  ];
}

function ofSlo({ alerting, format, name, objective, span }: Slo): readonly Finding[] {
  const factor = generated[format];
  if (factor === undefined || objective === undefined || alerting.length === 0) return [];
  const threshold = factor * (1 - objective);
  if (threshold < 1 || (format === 'sloth' && !alerting.includes('page'))) return [];
  return [
    finding(
      `The fastest alert that ${format} makes of ${name} asks for ${factor} × ${percent(1 - objective)} = ${percent(threshold)} bad events: that cannot happen, so it never fires.`,
      `Raise the objective above ${percent(1 - 1 / factor)}, or write the alerts of this objective by hand.`,
      span,
    ),
  ];
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`;
}

function finding(message: string, advice: string, span: Finding['span']): Finding {
  return { rule: 'alert-burn-factor-never-fires', severity: 'error', message, advice, span };
}
