import { nodeService } from '../../examples.js';
import type { EvidenceSignal } from '../../signal.js';
import { signalOfRules } from '../../signal.js';
import { causes, errorShare, page, ruleFile } from './examples.js';
import { activeAlerts, isOwn, ofAlert, reasonOf } from './own-alerts.js';

const question = 'slo-alerts';

const errors: readonly string[] = ['Errors', `expr: ${errorShare('5m')} > 0.05`];

export const symptomAlertPresent: EvidenceSignal = {
  id: 'symptom-alert-present',
  question,
  stance: 'supports',
  meaning: 'An alert fires on what users feel: errors, latency, availability, late results.',
  recognition:
    'An alert of the class symptom by its condition: a share of failed requests, a quantile of latency, a probe from outside, the age of the oldest message.',
  guards: ['Processor, memory, restarts and `up` are causes.'],
  seen: [{ title: 'a share of failed requests', files: { 'rules.yml': ruleFile(errors) } }],
  unseen: [{ title: 'causes', files: { 'rules.yml': ruleFile(...causes) } }],
  detect: ({ alerts }) => activeAlerts(alerts, 'symptom').map((alert) => ofAlert(alert, reasonOf(alert))),
};

export const alertsOnlyOnCauses = signalOfRules(
  {
    id: 'alerts-only-on-causes',
    question,
    stance: 'contradicts',
    meaning: 'Nobody is told when users suffer: all alerts are on machines and components.',
    guards: ['Fewer than three alerts say nothing on how a service is watched.'],
    seen: [{ title: 'Prometheus', files: nodeService('', { 'rules.yml': ruleFile(...causes) }) }],
    unseen: [
      {
        title: 'one on what users feel among them',
        files: nodeService('', { 'rules.yml': ruleFile(...causes, errors) }),
      },
      {
        title: 'too few to tell',
        files: nodeService('', { 'rules.yml': ruleFile(...causes.slice(0, 2)) }),
      },
    ],
  },
  ['alert-only-causes'],
);

export const alertRunbookLinked: EvidenceSignal = {
  id: 'alert-runbook-linked',
  question,
  stance: 'supports',
  meaning: 'An alert links to a runbook that is there.',
  recognition:
    'The link of an alert leads to a file of this repository, and to a heading of it where it names one.',
  guards: ['Links that lead outside are not asked and not counted.'],
  seen: [
    {
      title: 'a file of the repository',
      files: {
        'rules.yml': ruleFile([...page, 'annotations: {runbook: docs/down.md}']),
        'docs/down.md': '# Down\n',
      },
    },
  ],
  unseen: [
    {
      title: 'a page elsewhere',
      files: { 'rules.yml': ruleFile([...page, 'annotations: {runbook_url: "https://example.org/down"}']) },
    },
    {
      title: 'a file that is not there',
      files: { 'rules.yml': ruleFile([...page, 'annotations: {runbook: docs/down.md}']) },
    },
  ],
  detect: ({ alerts }) =>
    alerts
      .filter((alert) => isOwn(alert) && alert.condition === undefined && alert.runbookLink?.state === 'ok')
      .map((alert) => ofAlert(alert, `${alert.name} links to ${alert.runbookLink?.file ?? ''}`)),
};

export const pageWithoutRunbook = signalOfRules(
  {
    id: 'page-without-runbook',
    question,
    stance: 'contradicts',
    meaning: 'Whoever is woken finds no instructions, or a dead link.',
    guards: ['An alert that wakes nobody needs none.'],
    seen: [{ title: 'no link', files: { 'rules.yml': ruleFile(page) } }],
    unseen: [
      {
        title: 'a link',
        files: { 'rules.yml': ruleFile([...page, 'annotations: {runbook_url: "https://example.org/down"}']) },
      },
      {
        title: 'a warning',
        files: {
          'rules.yml': ruleFile(['Slow', 'expr: probe_duration_seconds > 1', 'labels: {severity: warning}']),
        },
      },
    ],
  },
  ['alert-page-without-runbook', 'alert-runbook-dead'],
);
