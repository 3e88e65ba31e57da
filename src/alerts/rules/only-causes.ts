import { grouped } from '../../model/grouped.js';
import type { Finding } from '../../model/finding.js';
import type { Rule } from '../../model/rule.js';
import { errorShare, ruleFile } from './examples.js';
import { type AlertFacts, isOwn } from './facts.js';

/** Fewer alerts say nothing on how a service is watched. */
const fewest = 3;

const causes: readonly (readonly string[])[] = [
  ['HighCpu', 'expr: rate(container_cpu_usage_seconds_total{pod="app"}[5m]) > 0.9'],
  ['HighMemory', 'expr: container_memory_working_set_bytes{pod="app"} > 1e9'],
  ['Restarts', 'expr: increase(kube_pod_container_status_restarts_total{pod="app"}[1h]) > 3'],
];

export const onlyCauses: Rule<AlertFacts> = {
  id: 'alert-only-causes',
  severity: 'warning',
  question: 'slo-alerts',
  summary: 'All alerts of a service are on causes; none tells that its users suffer.',
  why: 'Processor, memory and restarts say that something may become bad. They ring when nobody suffers, and stay silent when everybody gets errors from a process that idles. What users feel (errors, latency, availability) is what must wake somebody; causes explain it.',
  whenNotToUse:
    'When the alerts on what users feel stand in another repository, or the service has no users who wait.',
  sources: ['https://sre.google/sre-book/monitoring-distributed-systems/#symptoms-versus-causes-g0sEi4'],
  bad: [{ title: 'Prometheus', files: { 'rules.yml': ruleFile(...causes) } }],
  good: [
    {
      title: 'With an alert on what users feel',
      files: { 'rules.yml': ruleFile(...causes, ['Errors', `expr: ${errorShare('5m')} > 0.05`]) },
    },
    { title: 'Too few to tell', files: { 'rules.yml': ruleFile(...causes.slice(0, 2)) } },
    {
      title: 'An objective whose alerts a generator makes',
      files: {
        'rules.yml': ruleFile(...causes),
        'slo.yml':
          'version: prometheus/v1\nservice: app\nslos:\n  - name: requests\n    objective: 99.9\n    alerting: {name: Burn}\n',
      },
    },
  ],
  check: ({ alerts, slos }) => {
    const own = alerts.filter(isOwn);
    const watched = new Set(slos.filter(({ alerting }) => alerting.length > 0).map(({ service }) => service));
    // An alert of no service in particular may be on what the users of all of them feel.
    const isWatchedForAll = own.some(
      (alert) => alert.service === '' && (alert.class === 'symptom' || alert.class === 'slo-burn'),
    );
    if (isWatchedForAll || watched.has('')) return [];
    return [...grouped(own, ({ service }) => service)].flatMap(([service, group]): Finding[] => {
      const ofClass = (name: string): number => group.filter((alert) => alert.class === name).length;
      const first = group.find((alert) => alert.class === 'cause');
      const isKnown =
        ofClass('symptom') + ofClass('slo-burn') === 0 && ofClass('other') * 4 <= ofClass('cause');
      if (service === '' || !first || ofClass('cause') < fewest || !isKnown || watched.has(service))
        return [];
      return [
        {
          rule: 'alert-only-causes',
          severity: 'warning',
          message: `The ${group.length} alerts of ${service} are on causes such as ${first.name} (${first.reasons[0] ?? ''}); none tells that its users get errors or wait.`,
          advice:
            'Add an alert on the share of failed requests, on latency, or on a probe from outside, best as a burn rate of an objective; let causes be tickets.',
          span: first.span,
        },
      ];
    });
  },
};
