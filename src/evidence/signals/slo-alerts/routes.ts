import type { EvidenceSignal } from '../../signal.js';
import { signalOfRules } from '../../signal.js';
import { page, ruleFile } from './examples.js';
import { isOwn } from './own-alerts.js';

const question = 'slo-alerts';

const told = 'route:\n  receiver: team\nreceivers:\n  - name: team\n    slack_configs: [{channel: "#x"}]\n';
const silent =
  'route:\n  receiver: nobody\n  routes:\n    - matchers: [severity="critical"]\n      receiver: pager\nreceivers:\n  - name: nobody\n  - name: pager\n    pagerduty_configs: [{service_key: x}]\n';

export const alertRoutingPresent: EvidenceSignal = {
  id: 'alert-routing-present',
  question,
  stance: 'supports',
  meaning: 'It is written who is told of which alert.',
  recognition: 'A configuration of Alertmanager or policies of Grafana with a receiver that tells somebody.',
  guards: ['A receiver without an integration tells nobody.', 'Examples and tests do not count.'],
  seen: [{ title: 'Alertmanager', files: { 'alertmanager.yml': told } }],
  unseen: [
    {
      title: 'a receiver that tells nobody',
      files: { 'alertmanager.yml': 'route:\n  receiver: nobody\nreceivers:\n  - name: nobody\n' },
    },
    { title: 'an example', files: { 'examples/alertmanager.yml': told } },
  ],
  detect: ({ alertRoutings }) =>
    alertRoutings.flatMap((routing) => {
      const receivers = [
        ...new Set(routing.routes.filter((route) => !route.silent).map(({ receiver }) => receiver)),
      ];
      if (!isOwn(routing) || receivers.length === 0) return [];
      return [
        {
          span: { ...routing.span, endLine: routing.span.line, endColumn: routing.span.column },
          text: `routes lead to ${receivers.slice(0, 4).join(', ')}${receivers.length > 4 ? ' and others' : ''}`,
          confidence: 'high' as const,
          service: routing.service,
        },
      ];
    }),
};

export const pageReachesNobody = signalOfRules(
  {
    id: 'page-reaches-nobody',
    question,
    stance: 'contradicts',
    meaning: 'An alert that should wake somebody is sent to nobody.',
    guards: ['Only where the routing stands in this repository.'],
    seen: [
      {
        title: 'only `critical` has a route',
        files: { 'rules.yml': ruleFile(page), 'alertmanager.yml': silent },
      },
    ],
    unseen: [
      {
        title: 'the default receiver tells somebody',
        files: { 'rules.yml': ruleFile(page), 'alertmanager.yml': told },
      },
      { title: 'the routes stand elsewhere', files: { 'rules.yml': ruleFile(page) } },
    ],
  },
  ['alert-severity-without-route'],
);
