import type { Alert, AlertClass, Slo } from '../../model/alert.js';
import type { FileMark } from '../../model/repository-view.js';
import type { InService } from '../../model/service.js';
import { signalOfRules } from '../signal.js';
import type { EvidenceSignal, LocatedMatch } from '../signal.js';

const question = 'slo-alerts';

/** Of the product itself; what a program wrote is what runs. */
function isOwn({ marks }: { readonly marks: readonly FileMark[] }): boolean {
  return marks.every((mark) => mark === 'generated');
}

/** Alerts that are there with the chart's own values, too: present is not enough. */
function activeAlerts(alerts: readonly InService<Alert>[], wanted: AlertClass): readonly InService<Alert>[] {
  return alerts.filter((alert) => isOwn(alert) && alert.class === wanted && alert.condition === undefined);
}

function ofAlert(alert: InService<Alert>, text: string): LocatedMatch {
  return {
    span: alert.span,
    text,
    confidence: alert.templated ? 'medium' : 'high',
    service: alert.service,
  };
}

function reasonOf(alert: Alert): string {
  return `${alert.name}: ${alert.reasons[0] ?? alert.class}`;
}

function ofSlo(slo: InService<Slo>): LocatedMatch {
  const target = slo.objective === undefined ? '' : ` of ${Number((slo.objective * 100).toPrecision(8))} %`;
  const window = slo.window === undefined ? '' : ` over ${slo.window}`;
  return {
    span: slo.span,
    text: `the objective ${slo.name}${target}${window}`,
    confidence: 'high',
    service: slo.service,
  };
}

export const sloAlertSignals: readonly EvidenceSignal[] = [
  {
    id: 'slo-defined',
    question,
    stance: 'supports',
    meaning: 'What users can expect is written as a number.',
    recognition:
      'An objective of OpenSLO, Sloth, Pyrra, Nobl9, Datadog, Grafana, Google Cloud, New Relic or CloudWatch in the product’s own files, not in examples or tests.',
    detect: ({ slos }) => slos.filter(isOwn).map(ofSlo),
  },
  {
    id: 'burn-rate-alert-present',
    question,
    stance: 'supports',
    meaning: 'An alert fires on how fast the error budget burns.',
    recognition:
      'An alert of the class slo-burn by the tree of its condition, or an objective whose generator (Sloth, Pyrra, Grafana) makes such alerts. A name with SLO in it is not enough.',
    detect: ({ alerts, slos }) => [
      ...activeAlerts(alerts, 'slo-burn').map((alert) => ofAlert(alert, reasonOf(alert))),
      ...slos
        .filter(
          (slo) =>
            isOwn(slo) && slo.alerting.length > 0 && /^(?:sloth|pyrra|grafana|cloudwatch)$/.test(slo.format),
        )
        .map((slo) => ({
          ...ofSlo(slo),
          text: `${slo.format} makes burn-rate alerts (${slo.alerting.join(', ')}) of ${slo.name}`,
        })),
    ],
  },
  {
    id: 'burn-rate-multi-window',
    question,
    stance: 'supports',
    meaning: 'The burn rate is taken over a long and a short window at once.',
    recognition: 'An alert of the class slo-burn whose condition has two windows or more.',
    detect: ({ alerts }) =>
      activeAlerts(alerts, 'slo-burn')
        .filter(({ burn }) => (burn?.windows.length ?? 0) > 1)
        .map((alert) =>
          ofAlert(alert, `${alert.name} burns over ${alert.burn?.windows.join(' and ') ?? ''}`),
        ),
  },
  {
    id: 'symptom-alert-present',
    question,
    stance: 'supports',
    meaning: 'An alert fires on what users feel: errors, latency, availability, late results.',
    recognition:
      'An alert of the class symptom by its condition: a share of failed requests, a quantile of latency, a probe from outside, the age of the oldest message. Not: processor, memory, restarts, `up`.',
    detect: ({ alerts }) => activeAlerts(alerts, 'symptom').map((alert) => ofAlert(alert, reasonOf(alert))),
  },
  {
    id: 'alert-runbook-linked',
    question,
    stance: 'supports',
    meaning: 'An alert links to a runbook that is there.',
    recognition:
      'The link of an alert leads to a file of this repository, and to a heading of it where it names one. Links that lead outside are not asked and not counted.',
    detect: ({ alerts }) =>
      alerts
        .filter((alert) => isOwn(alert) && alert.condition === undefined && alert.runbookLink?.state === 'ok')
        .map((alert) => ofAlert(alert, `${alert.name} links to ${alert.runbookLink?.file ?? ''}`)),
  },
  {
    id: 'alert-routing-present',
    question,
    stance: 'supports',
    meaning: 'It is written who is told of which alert.',
    recognition:
      'A configuration of Alertmanager or policies of Grafana with a receiver that tells somebody, in the product’s own files.',
    detect: ({ alertRoutings }) =>
      alertRoutings.flatMap((routing) => {
        const told = [
          ...new Set(routing.routes.filter(({ silent }) => !silent).map(({ receiver }) => receiver)),
        ];
        if (!isOwn(routing) || told.length === 0) return [];
        return [
          {
            span: { ...routing.span, endLine: routing.span.line, endColumn: routing.span.column },
            text: `routes lead to ${told.slice(0, 4).join(', ')}${told.length > 4 ? ' and others' : ''}`,
            confidence: 'high' as const,
            service: routing.service,
          },
        ];
      }),
  },
  signalOfRules(
    {
      id: 'alerts-only-on-causes',
      question,
      stance: 'contradicts',
      meaning: 'Nobody is told when users suffer: all alerts are on machines and components.',
    },
    ['alert-only-causes'],
  ),
  signalOfRules(
    {
      id: 'alert-cannot-fire',
      question,
      stance: 'contradicts',
      meaning: 'An alert on burn rate can never fire, or fires too late.',
    },
    ['alert-burn-factor-never-fires', 'alert-burn-one-window', 'alert-burn-for-too-long'],
  ),
  signalOfRules(
    {
      id: 'page-without-runbook',
      question,
      stance: 'contradicts',
      meaning: 'Whoever is woken finds no instructions, or a dead link.',
    },
    ['alert-page-without-runbook', 'alert-runbook-dead'],
  ),
  signalOfRules(
    {
      id: 'page-reaches-nobody',
      question,
      stance: 'contradicts',
      meaning: 'An alert that should wake somebody is sent to nobody.',
    },
    ['alert-severity-without-route'],
  ),
  signalOfRules(
    {
      id: 'slo-without-alert',
      question,
      stance: 'contradicts',
      meaning: 'An objective is missed and nobody is told.',
    },
    ['alert-slo-without-alert'],
  ),
];
