import { nodeService } from '../../examples.js';
import type { Recogniser } from '../../recogniser.js';
import type { EvidenceSignal } from '../../signal.js';
import { sightedSignal, signalOfRules } from '../../signal.js';
import { page, ruleFile } from './examples.js';
import { isOwn } from './own-alerts.js';

const question = 'slo-alerts';

const told = 'route:\n  receiver: team\nreceivers:\n  - name: team\n    slack_configs: [{channel: "#x"}]\n';
const silent =
  'route:\n  receiver: nobody\n  routes:\n    - matchers: [severity="critical"]\n      receiver: pager\nreceivers:\n  - name: nobody\n  - name: pager\n    pagerduty_configs: [{service_key: x}]\n';

const sighting = 'alert-receiver';

/** Who is told, as resources of Terraform say it, by the registry of each provider; the name stands where the text ends. */
const receivers: ReadonlyMap<string, string> = new Map([
  ['pagerduty_service', 'PagerDuty takes incidents of'],
  ['pagerduty_escalation_policy', 'PagerDuty wakes one after the other by'],
  ['opsgenie_escalation', 'Opsgenie wakes one after the other by'],
  ['opsgenie_team_routing_rule', 'Opsgenie sends alerts on by'],
  ['opsgenie_service_incident_rule', 'Opsgenie makes incidents by'],
  ['betteruptime_policy', 'Better Stack wakes one after the other by'],
  ['grafana_contact_point', 'Grafana tells'],
  ['grafana_oncall_escalation_chain', 'Grafana OnCall wakes one after the other by'],
  ['google_monitoring_notification_channel', 'Google Cloud tells'],
  ['azurerm_monitor_action_group', 'Azure Monitor tells'],
  ['newrelic_workflow', 'New Relic sends alerts on by'],
  ['squadcast_escalation_policy', 'Squadcast wakes one after the other by'],
  ['victorops_escalation_policy', 'Splunk On-Call wakes one after the other by'],
]);

const terraform: Recogniser = {
  in: 'terraform',
  sighting,
  words:
    /pagerduty_|opsgenie_|betteruptime_policy|grafana_(?:contact_point|oncall_)|_notification_channel|monitor_action_group|newrelic_workflow|_escalation_policy/,
  *see({ blocks, labels, span, type }) {
    const [kind = '', name = ''] = labels;
    const text = type === 'resource' ? receivers.get(kind) : undefined;
    // A group or a point without anybody in it tells nobody.
    const needsReceiver = /^(?:azurerm_monitor_action_group|grafana_contact_point)$/.test(kind);
    if (text === undefined || (needsReceiver && blocks.length === 0)) return;
    yield { span, text: `${text} ${name}`, confidence: 'high' };
  },
};

const written = sightedSignal({
  id: 'alert-routing-present',
  question,
  stance: 'supports',
  meaning: 'It is written who is told of which alert.',
  recognition:
    'A configuration of Alertmanager or policies of Grafana with a receiver that tells somebody; services, escalations and channels of PagerDuty, Opsgenie, Better Stack, Grafana, Google Cloud, Azure or New Relic in Terraform.',
  guards: ['A receiver without an integration tells nobody.', 'Examples and tests do not count.'],
  recognisers: [terraform],
  seen: [
    { title: 'Alertmanager', files: { 'alertmanager.yml': told } },
    {
      title: 'PagerDuty',
      files: nodeService('', {
        'infra/oncall.tf':
          'resource "pagerduty_escalation_policy" "checkout" {\n  name = "checkout"\n  rule {\n    escalation_delay_in_minutes = 10\n    target {\n      type = "schedule_reference"\n      id   = pagerduty_schedule.checkout.id\n    }\n  }\n}\n',
      }),
    },
  ],
  unseen: [
    {
      title: 'a receiver that tells nobody',
      files: { 'alertmanager.yml': 'route:\n  receiver: nobody\nreceivers:\n  - name: nobody\n' },
    },
    {
      title: 'a group of Azure without anybody in it',
      files: nodeService('', {
        'infra/main.tf':
          'resource "azurerm_monitor_action_group" "nobody" {\n  name       = "nobody"\n  short_name = "nobody"\n}\n',
      }),
    },
    { title: 'an example', files: { 'examples/alertmanager.yml': told } },
  ],
});

export const alertRoutingPresent: EvidenceSignal = {
  ...written,
  detect: (facts) => [
    ...written.detect(facts),
    ...facts.alertRoutings.flatMap((routing) => {
      const tells = [
        ...new Set(routing.routes.filter((route) => !route.silent).map(({ receiver }) => receiver)),
      ];
      if (!isOwn(routing) || tells.length === 0) return [];
      return [
        {
          span: { ...routing.span, endLine: routing.span.line, endColumn: routing.span.column },
          text: `routes lead to ${tells.slice(0, 4).join(', ')}${tells.length > 4 ? ' and others' : ''}`,
          confidence: 'high' as const,
          service: routing.service,
        },
      ];
    }),
  ],
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
