import { expect, it } from 'vitest';
import { alertsOf } from '../alert-lines.js';

const config = (indent = ''): string =>
  [
    'route:',
    '  receiver: nobody',
    '  routes:',
    '    - matchers: [severity="page", team!~"a|b"]',
    '      receiver: pager',
    '      routes:',
    '        - match: {service: shop}',
    '          receiver: shop',
    '          continue: true',
    'receivers:',
    '  - name: nobody',
    '  - name: pager',
    '    pagerduty_configs: [{service_key: x}]',
    '  - name: shop',
    '    slack_configs: []',
    '',
  ]
    .map((line) => (line === '' ? '' : indent + line))
    .join('\n');

async function routesOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { routings } = await alertsOf(files);
  return routings.flatMap(({ routes, span }) =>
    routes.map(
      ({ continues, matchers, receiver, silent }) =>
        `${span.file} ${matchers.map(({ label, operator, value }) => `${label}${operator}${value}`).join(',')} → ${receiver}${silent ? ' (silent)' : ''}${continues ? ' …' : ''}`,
    ),
  );
}

it('reads the tree of routes, children first, and which receivers tell nobody', async () => {
  expect(await routesOf({ 'alertmanager.yml': config() })).toEqual([
    'alertmanager.yml severity=page,team!~a|b,service=shop → shop (silent) …',
    'alertmanager.yml severity=page,team!~a|b → pager',
    'alertmanager.yml  → nobody (silent)',
  ]);
});

it('finds the configuration in Secrets, values of charts, objects and policies of Grafana', async () => {
  const last = async (files: Readonly<Record<string, string>>): Promise<string | undefined> =>
    (await routesOf(files)).at(-1);
  expect(
    await last({
      's.yaml': `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  alertmanager.yaml: |\n${config('    ')}`,
    }),
  ).toBe('s.yaml  → nobody (silent)');
  expect(await last({ 'values.yaml': `alertmanager:\n  config:\n${config('    ')}` })).toBe(
    'values.yaml  → nobody (silent)',
  );
  expect(
    await last({
      'c.yaml':
        'apiVersion: monitoring.coreos.com/v1alpha1\nkind: AlertmanagerConfig\nmetadata: {name: a}\nspec:\n  route: {receiver: team, matchers: [{name: severity, value: page, matchType: "="}]}\n  receivers: [{name: team, slackConfigs: [{channel: x}]}]\n',
    }),
  ).toBe('c.yaml severity=page → team');
  expect(
    await last({
      'p.yaml':
        'apiVersion: 1\npolicies:\n- orgId: 1\n  receiver: team\n  routes:\n  - receiver: pager\n    object_matchers: [[severity, =, page]]\n',
    }),
  ).toBe('p.yaml  → team');
});
