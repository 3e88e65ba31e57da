import type { Alert } from '../../model/alert.js';
import type { Finding } from '../../model/finding.js';
import type { Rule } from '../../model/rule.js';
import { ruleFile } from './examples.js';
import { type AlertFacts, isOwn, wakesSomebody } from './facts.js';

/** Annotations that tell what to do in the alert itself, when they are this long. */
const enough = 200;

export const pageWithoutRunbook: Rule<AlertFacts> = {
  id: 'alert-page-without-runbook',
  severity: 'warning',
  question: 'slo-alerts',
  summary: 'An alert that wakes somebody names no runbook.',
  why: 'At three in the morning the person who is called may never have seen the service. A link to what to look at and what to do first is the difference between five minutes and fifty.',
  whenNotToUse: 'When the tool that calls people adds the link by itself, from the name of the alert.',
  sources: [
    'https://sre.google/sre-book/being-on-call/',
    'https://monitoring.mixins.dev/#guidelines-for-alert-names-labels-and-annotations',
  ],
  bad: [
    {
      title: 'Prometheus',
      files: { 'rules.yml': ruleFile(['Down', 'expr: probe_success == 0', 'labels: {severity: page}']) },
    },
    {
      title: 'Datadog in Terraform',
      files: {
        'monitors.tf':
          'resource "datadog_monitor" "errors" {\n  name    = "Errors"\n  type    = "query alert"\n  query   = "sum(last_5m):sum:trace.http.request.errors{env:prod}.as_count() > 10"\n  message = "Too many errors. @pagerduty-shop"\n}\n',
      },
    },
  ],
  good: [
    {
      title: 'Prometheus: with a link',
      files: {
        'rules.yml': ruleFile([
          'Down',
          'expr: probe_success == 0',
          'labels: {severity: page}',
          'annotations: {runbook_url: "https://example.org/down"}',
        ]),
      },
    },
    {
      title: 'A warning wakes nobody',
      files: {
        'rules.yml': ruleFile(['Slow', 'expr: probe_duration_seconds > 1', 'labels: {severity: warning}']),
      },
    },
  ],
  check: ({ alerts }) =>
    alerts
      .filter(
        (alert) =>
          isOwn(alert) && alert.runbook === undefined && wakesSomebody(alert) && !tellsWhatToDo(alert),
      )
      .map(({ name, severity, span }): Finding => ({
        rule: 'alert-page-without-runbook',
        severity: 'warning',
        message: `${name} wakes somebody${severity === undefined ? '' : ` (${severity})`} and names no runbook: whoever is called must find out alone what to do.`,
        advice:
          'Add a `runbook_url` annotation (a link in the message, where there are no annotations) to a page that says what to look at and what to do first.',
        span,
      })),
};

/** Documentation in a policy of Google Cloud, a long message in Datadog: the steps may stand in the alert itself. */
function tellsWhatToDo({ annotations }: Alert): boolean {
  const { documentation = '', message = '' } = annotations;
  return documentation.length > enough || message.length > 2 * enough;
}
