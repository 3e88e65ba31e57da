import type { Finding } from '../../model/finding.js';
import type { Rule } from '../../model/rule.js';
import { ruleFile } from './examples.js';
import { type AlertFacts, isOwn, wakesSomebody } from './facts.js';

const page = (...lines: readonly string[]): string =>
  ruleFile([
    'Down',
    ...lines,
    'labels: {severity: page}',
    'annotations: {runbook_url: "https://example.org/down"}',
  ]);

export const pageOnOneSample: Rule<AlertFacts> = {
  id: 'alert-page-on-one-sample',
  severity: 'note',
  question: 'slo-alerts',
  summary: 'One sample is enough to wake somebody: there is no `for`, and no window in the condition.',
  why: 'A scrape that is lost, a restart, a short peak: each gives a single bad sample, and the person on call is woken for what is over before they have sat down. Those who are woken for nothing stop to hurry.',
  whenNotToUse: 'When the value never changes back by itself, e.g. a disk that is reported as broken.',
  sources: [
    'https://prometheus.io/docs/practices/alerting/',
    'https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/',
  ],
  bad: [{ title: 'Prometheus', files: { 'rules.yml': page('expr: probe_success == 0') } }],
  good: [
    { title: 'It must hold', files: { 'rules.yml': page('expr: probe_success == 0', 'for: 5m') } },
    {
      title: 'At once is what was meant',
      files: { 'rules.yml': page('expr: probe_success == 0', 'for: 0s') },
    },
    {
      title: 'A window in the condition',
      files: { 'rules.yml': page('expr: avg_over_time(probe_success[5m]) < 0.5') },
    },
    {
      title: 'An age, which does not change back and forth',
      files: { 'rules.yml': page('expr: time() - backup_last_success_timestamp_seconds > 86400') },
    },
    {
      title: 'A warning',
      files: { 'rules.yml': ruleFile(['Full', 'expr: queue_length > 100', 'labels: {severity: warning}']) },
    },
  ],
  check: ({ alerts }) =>
    alerts
      .filter(
        (alert) =>
          isOwn(alert) &&
          alert.instant === true &&
          alert.forSeconds === undefined &&
          alert.language === 'promql' &&
          !alert.templated &&
          wakesSomebody(alert),
      )
      .map(({ name, severity, span }): Finding => ({
        rule: 'alert-page-on-one-sample',
        severity: 'note',
        message: `${name} wakes somebody${severity === undefined ? '' : ` (${severity})`} as soon as one sample is bad: it has no \`for\`, and its condition no window.`,
        advice:
          'Add `for: 5m` or what suits it, or take the condition over a window; write `for: 0s` where at once is meant.',
        span,
      })),
};
