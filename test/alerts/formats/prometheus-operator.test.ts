import { expect, it } from 'vitest';
import { alertsOf } from '../alert-lines.js';

const object = (apiVersion: string, kind: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x}\nspec:\n  groups:\n  - name: a\n    rules:\n    - alert: Down\n      expr: up == 0\n`;

it.each([
  ['monitoring.coreos.com/v1', 'PrometheusRule'],
  ['operator.victoriametrics.com/v1beta1', 'VMRule'],
  ['monitoring.googleapis.com/v1', 'ClusterRules'],
  ['loki.grafana.com/v1', 'AlertingRule'],
])('%s %s', async (apiVersion, kind) => {
  const { alerts } = await alertsOf({ 'rule.yaml': object(apiVersion, kind) });
  expect(alerts).toMatchObject([
    { name: 'Down', format: 'prometheus-operator', group: 'a', span: { line: 8 } },
  ]);
});

it('counts an object once, whatever stands around it', async () => {
  const { alerts } = await alertsOf({
    'many.yaml': `${object('monitoring.coreos.com/v1', 'PrometheusRule')}---\n${object('monitoring.coreos.com/v1', 'PrometheusRule')}---\napiVersion: v1\nkind: Service\nmetadata: {name: s}\n`,
  });
  expect(alerts.map(({ span }) => span.line)).toEqual([8, 18]);
});
