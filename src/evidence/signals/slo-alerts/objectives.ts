import type { EvidenceSignal } from '../../signal.js';
import { signalOfRules } from '../../signal.js';
import { burnAlert, errorShare, ruleFile, sloth } from './examples.js';
import { activeAlerts, isOwn, ofAlert, ofSlo, reasonOf } from './own-alerts.js';

const question = 'slo-alerts';

export const sloDefined: EvidenceSignal = {
  id: 'slo-defined',
  question,
  stance: 'supports',
  meaning: 'What users can expect is written as a number.',
  recognition:
    'An objective of OpenSLO, Sloth, Pyrra, Nobl9, Datadog, Grafana, Google Cloud, New Relic, Honeycomb or CloudWatch.',
  guards: ['Only the product’s own files count, not examples or tests.'],
  seen: [
    { title: 'Sloth', files: { 'slo.yml': sloth('{name: Burn}') } },
    {
      title: 'Google Cloud in Terraform',
      files: {
        'slo.tf':
          'resource "google_monitoring_slo" "checkout" {\n  service      = "shop"\n  display_name = "Checkout"\n  goal         = 0.999\n}\n',
      },
    },
  ],
  unseen: [
    { title: 'an example', files: { 'examples/slo.yml': sloth('{name: Burn}') } },
    { title: 'an alert alone', files: { 'rules.yml': ruleFile(burnAlert(14.4, '1h', '5m')) } },
  ],
  detect: ({ slos }) => slos.filter(isOwn).map(ofSlo),
};

export const burnRateAlertPresent: EvidenceSignal = {
  id: 'burn-rate-alert-present',
  question,
  stance: 'supports',
  meaning: 'An alert fires on how fast the error budget burns.',
  recognition:
    'An alert of the class slo-burn by the tree of its condition, or an objective whose generator (Sloth, Pyrra, Grafana) makes such alerts.',
  guards: ['A name with SLO in it is not enough.'],
  seen: [
    { title: 'Prometheus', files: { 'rules.yml': ruleFile(burnAlert(14.4, '1h', '5m')) } },
    { title: 'Sloth makes them', files: { 'slo.yml': sloth('{name: Burn}') } },
  ],
  unseen: [
    {
      title: 'SLO in the name of an alert on the processor',
      files: {
        'rules.yml': ruleFile([
          'SloBurnRate',
          'expr: rate(container_cpu_usage_seconds_total{pod="app"}[5m]) > 0.9',
        ]),
      },
    },
    {
      title: 'Sloth with both alerts switched off',
      files: { 'slo.yml': sloth('{page_alert: {disable: true}, ticket_alert: {disable: true}}') },
    },
  ],
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
};

export const burnRateMultiWindow: EvidenceSignal = {
  id: 'burn-rate-multi-window',
  question,
  stance: 'supports',
  meaning: 'The burn rate is taken over a long and a short window at once.',
  recognition: 'An alert of the class slo-burn whose condition has two windows or more.',
  guards: ['Two alerts with one window each are not one with two.'],
  seen: [{ title: 'Prometheus', files: { 'rules.yml': ruleFile(burnAlert(14.4, '1h', '5m')) } }],
  unseen: [{ title: 'one window', files: { 'rules.yml': ruleFile(burnAlert(14.4, '1h')) } }],
  detect: ({ alerts }) =>
    activeAlerts(alerts, 'slo-burn')
      .filter(({ burn }) => (burn?.windows.length ?? 0) > 1)
      .map((alert) => ofAlert(alert, `${alert.name} burns over ${alert.burn?.windows.join(' and ') ?? ''}`)),
};

export const alertCannotFire = signalOfRules(
  {
    id: 'alert-cannot-fire',
    question,
    stance: 'contradicts',
    meaning: 'An alert on burn rate can never fire, or fires too late.',
    guards: ['An alert without a budget in its condition is not one on burn rate.'],
    seen: [
      {
        title: 'a factor that asks for more than all requests to fail',
        files: {
          'rules.yml': ruleFile(['Burn', `expr: ${errorShare('1h')} > 14.4 * (1 - 0.9)`]),
        },
      },
    ],
    unseen: [
      {
        title: 'a factor that can be reached',
        files: { 'rules.yml': ruleFile(burnAlert(14.4, '1h', '5m')) },
      },
    ],
  },
  ['alert-burn-factor-never-fires', 'alert-burn-one-window', 'alert-burn-for-too-long'],
);

export const sloWithoutAlert = signalOfRules(
  {
    id: 'slo-without-alert',
    question,
    stance: 'contradicts',
    meaning: 'An objective is missed and nobody is told.',
    guards: ['An alert that names the objective anywhere in this repository watches it.'],
    seen: [
      {
        title: 'Sloth with both alerts switched off',
        files: { 'slo.yml': sloth('{page_alert: {disable: true}, ticket_alert: {disable: true}}') },
      },
    ],
    unseen: [{ title: 'Sloth', files: { 'slo.yml': sloth('{name: Burn}') } }],
  },
  ['alert-slo-without-alert'],
);
