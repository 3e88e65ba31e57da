import type { Alert, AlertMatcher, AlertRoute, AlertRouting } from '../../model/alert.js';
import type { Finding } from '../../model/finding.js';
import type { Rule } from '../../model/rule.js';
import { ruleFile } from './examples.js';
import { type AlertFacts, isOwn, wakesSomebody } from './facts.js';

const rules = ruleFile([
  'Down',
  'expr: probe_success == 0',
  'labels: {severity: page}',
  'annotations: {runbook_url: "https://example.org/down"}',
]);

export const severityWithoutRoute: Rule<AlertFacts> = {
  id: 'alert-severity-without-route',
  severity: 'warning',
  question: 'slo-alerts',
  summary: 'An alert that should wake somebody is sent to a receiver that tells nobody.',
  why: 'Rules and routes are written in different files, often by different people. A severity that no route knows falls to the default receiver, and where that one has no integration, the alert fires and nobody hears of it.',
  whenNotToUse: 'When the routing in this repository is not the one that runs.',
  sources: ['https://prometheus.io/docs/alerting/latest/configuration/#route'],
  bad: [
    {
      title: 'Alertmanager: only `critical` has a route',
      files: {
        'rules.yml': rules,
        'alertmanager.yml':
          'route:\n  receiver: nobody\n  routes:\n    - matchers: [severity="critical"]\n      receiver: pager\nreceivers:\n  - name: nobody\n  - name: pager\n    pagerduty_configs: [{service_key: x}]\n',
      },
    },
  ],
  good: [
    {
      title: 'Alertmanager: the severity has a route',
      files: {
        'rules.yml': rules,
        'alertmanager.yml':
          'route:\n  receiver: nobody\n  routes:\n    - matchers: [severity=~"page|critical"]\n      receiver: pager\nreceivers:\n  - name: nobody\n  - name: pager\n    pagerduty_configs: [{service_key: x}]\n',
      },
    },
    {
      title: 'The default receiver tells somebody',
      files: {
        'rules.yml': rules,
        'alertmanager.yml':
          'route:\n  receiver: team\nreceivers:\n  - name: team\n    slack_configs: [{channel: "#x"}]\n',
      },
    },
    {
      title: 'A route on a label that the condition brings may take it',
      files: {
        'rules.yml': rules,
        'alertmanager.yml':
          'route:\n  receiver: nobody\n  routes:\n    - matchers: [namespace="shop"]\n      receiver: team\nreceivers:\n  - name: nobody\n  - name: team\n    slack_configs: [{channel: "#x"}]\n',
      },
    },
  ],
  check: ({ alerts, routings }) => {
    const configurations = routings.filter((routing) => isOwn(routing) && routing.format === 'alertmanager');
    const routed = alerts.filter(
      (alert) =>
        isOwn(alert) &&
        (alert.language === 'promql' || alert.language === 'logql') &&
        alert.format !== 'grafana',
    );
    if (configurations.length === 0) return [];
    const told = new Map<string, { readonly first: Alert; readonly route: AlertRoute; count: number }>();
    for (const alert of routed.filter(wakesSomebody)) {
      const ends = configurations.map((configuration) => silentEnd(alert, configuration));
      const [route] = ends;
      if (!route || ends.some((end) => end === undefined)) continue;
      const known = told.get(alert.severity ?? '');
      if (known) known.count += 1;
      else told.set(alert.severity ?? '', { first: alert, route, count: 1 });
    }
    return [...told.values()].map(({ count, first, route }): Finding => ({
      rule: 'alert-severity-without-route',
      severity: 'warning',
      message: `${first.name} has the severity ${first.severity ?? ''}${count > 1 ? `, as ${count - 1} others do` : ''}, and the routes send it to ${route.receiver}, which tells nobody.`,
      advice: `Add a route for severity="${first.severity ?? ''}" to a receiver with an integration, or give the default receiver one.`,
      span: first.span,
      related: [{ span: route.span, text: `the route to ${route.receiver}` }],
    }));
  },
};

/** The silent route in which an alert surely ends; undefined when somebody is told or may be. */
function silentEnd(alert: Alert, { routes }: AlertRouting): AlertRoute | undefined {
  for (const route of routes) {
    const fits = fitsAll(alert, route.matchers);
    if (fits === 'no') continue;
    if (!route.silent) return undefined;
    if (fits === 'yes' && !route.continues) return route;
  }
  return undefined;
}

/** maybe = a matcher is on a label that the condition brings when it fires. */
function fitsAll(alert: Alert, matchers: readonly AlertMatcher[]): 'yes' | 'no' | 'maybe' {
  let answer: 'yes' | 'maybe' = 'yes';
  for (const matcher of matchers) {
    const fits = fitsOne(matcher.label === 'alertname' ? alert.name : alert.labels[matcher.label], matcher);
    if (fits === 'no') return 'no';
    if (fits === 'maybe') answer = 'maybe';
  }
  return answer;
}

function fitsOne(
  value: string | undefined,
  { operator, value: wanted }: AlertMatcher,
): 'yes' | 'no' | 'maybe' {
  if (value === undefined || /TPL|\{\{|\$/.test(value) || /\{\{|\$\{/.test(wanted)) return 'maybe';
  const isEqual = operator === '=' || operator === '!=' ? value === wanted : matches(value, wanted);
  if (isEqual === undefined) return 'maybe';
  return isEqual === (operator === '=' || operator === '=~') ? 'yes' : 'no';
}

/** Alternatives of plain words only, so that no pattern of the repository is run. */
function matches(value: string, pattern: string): boolean | undefined {
  const plain = pattern.replace(/^\^?\(?(?:\?:)?|\)?\$?$/g, '');
  if (!/^[\w|.\- ]*$/.test(plain) || plain.includes('.'))
    return pattern === '.*' || pattern === '.+' ? true : undefined;
  return plain.split('|').includes(value);
}
