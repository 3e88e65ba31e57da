import { expect, it } from 'vitest';
import { alertLines, alertsOf } from '../alert-lines.js';

const rule = (indent: string, name = 'Down', more = ''): string =>
  `${indent}- alert: ${name}\n${indent}  expr: up == 0\n${more}`;

it('reads a file of rule groups, and leaves recording and commented-out rules out', async () => {
  const { alerts } = await alertsOf({
    'rules.yml': `groups:\n- name: app\n  rules:\n  - record: a:b\n    expr: sum(b)\n${rule('  ', 'Down', '    for: 1h30m\n    keep_firing_for: 5m\n    labels: {severity: page}\n    annotations: {summary: "{{ $labels.instance }} is down"}\n')}  # - alert: Old\n  #   expr: up == 0\n`,
  });
  expect(alerts).toMatchObject([
    {
      name: 'Down',
      format: 'prometheus',
      group: 'app',
      class: 'cause',
      forSeconds: 5400,
      keepFiringSeconds: 300,
      severity: 'page',
      annotations: { summary: '{{ $labels.instance }} is down' },
      span: { file: 'rules.yml', line: 6 },
    },
  ]);
});

it('finds rules in objects of Kubernetes, lists, ConfigMaps and values of charts, each at its own line', async () => {
  expect(
    await alertLines({
      'k8s/rule.yaml': `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: x}\nspec:\n  groups:\n  - name: a\n    rules:\n${rule('    ', 'InRule')}`,
      'k8s/list.yaml': `apiVersion: v1\nkind: List\nitems:\n- apiVersion: operator.victoriametrics.com/v1beta1\n  kind: VMRule\n  spec:\n    groups:\n    - name: a\n      rules:\n${rule('      ', 'InList')}`,
      'k8s/map.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata:\n  rules.yml: |\n    groups:\n    - name: a\n      rules:\n${rule('      ', 'InMap')}`,
      'values.yaml': `prometheus:\n  additionalPrometheusRulesMap:\n    mine:\n      groups:\n      - name: a\n        rules:\n${rule('        ', 'InValues')}`,
      'rules.json': '{"groups":[{"name":"a","rules":[{"alert":"InJson","expr":"up == 0"}]}]}',
    }),
  ).toEqual([
    'k8s/list.yaml:10 InList cause',
    'k8s/map.yaml:9 InMap cause',
    'k8s/rule.yaml:8 InRule cause',
    'rules.json:1 InJson cause',
    'values.yaml:7 InValues cause',
  ]);
});

it('reads the templates of a chart as they are written, with the values of the chart', async () => {
  expect(
    await alertLines({
      'chart/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
      'chart/values.yaml': 'enabled: true\nextra: false\nseverity: page\nlimit: 5\n',
      'chart/templates/rules.yaml': [
        '{{- if .Values.enabled }}',
        'apiVersion: monitoring.coreos.com/v1',
        'kind: PrometheusRule',
        'metadata:',
        '  labels: {{- toYaml .Values.labels | nindent 4 }}',
        'spec:',
        '  groups:',
        '  - name: a',
        '    rules:',
        '    - alert: Restarts',
        '      annotations:',
        '        summary: {{`"{{ $labels.pod }} restarts"`}}',
        '      expr: kube_pod_container_status_restarts_total > {{ .Values.limit }}',
        '      labels:',
        '        severity: {{ .Values.severity }}',
        '    {{- if .Values.extra }}',
        '    - alert: Extra',
        '      expr: up == 0',
        '    {{- end }}',
        '    {{- range tuple "a" "b" }}',
        '    - alert: Each',
        '      expr: up{job="{{ . }}"} == 0',
        '    {{- end }}',
        '{{- end }}',
        '',
      ].join('\n'),
    }),
  ).toEqual([
    'chart/templates/rules.yaml:10 Restarts cause page',
    "chart/templates/rules.yaml:17 Extra cause if the chart's own values switch it off",
    'chart/templates/rules.yaml:21 Each cause',
  ]);
});

it('reads a template that cannot be evaluated with placeholders', async () => {
  expect(
    await alertLines({
      'chart/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
      'chart/templates/rules.yaml': `spec:\n  groups:\n  - name: a\n    rules:\n    - alert: {{ include "lib.name" . }}Down\n      expr: up == 0\n`,
    }),
  ).toEqual(['chart/templates/rules.yaml:5 TPLDown cause templated']);
});

it('puts the texts of variables into a template that stands for itself', async () => {
  expect(
    await alertLines({
      'chart/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
      'chart/rules/down.yaml':
        '{{- $alert := "ClusterIsDown" -}}\n{{- if not (has $alert .exclude) -}}\nalert: {{ $alert }}\nexpr: up{cluster="{{ .cluster }}"} == 0\nlabels:\n  severity: critical\n{{- end -}}\n',
    }),
  ).toEqual(['chart/rules/down.yaml:3 ClusterIsDown cause critical templated']);
});

it('reads rule by rule what is no YAML as a whole', async () => {
  expect(
    await alertLines({
      'rules.yml': `groups:\n- name: a\n  rules:\n${rule('  ', 'First')}    annotations:\n      description: "begins\n  and goes on at the wrong place"\n${rule('  ', 'Second')}`,
    }),
  ).toEqual(['rules.yml:4 First cause', 'rules.yml:9 Second cause']);
});

it('knows queries of logs and skips Jsonnet by name', async () => {
  const { alerts, skipped } = await alertsOf({
    'loki.yml':
      'groups:\n- name: a\n  rules:\n  - alert: Errors\n    expr: sum(rate({app="x"} |= "error" [5m])) > 1\n',
    'mixin/alerts.libsonnet':
      "{ prometheusAlerts+:: { groups: [{ rules: [{\n alert: 'X',\n expr: 'up == 0' }] }] } }",
  });
  expect(alerts).toMatchObject([{ format: 'loki', language: 'logql', class: 'other' }]);
  expect(skipped).toMatchObject([{ file: 'mixin/alerts.libsonnet', line: 2, reason: 'dynamic' }]);
});

it('takes no tests of rules and no schemas for rules', async () => {
  expect(
    await alertLines({
      'test.yml':
        'rule_files: [rules.yml]\ntests:\n- alert_rule_test:\n  - alertname: X\n    exp_alerts: []\n  promql_expr_test:\n  - expr: up\n',
      'crd.yaml': 'properties:\n  alert:\n    type: string\n  expr:\n    type: string\n',
    }),
  ).toEqual([]);
});

it('survives hostile texts', async () => {
  const deep = '['.repeat(5_000);
  const { alerts } = await alertsOf({
    'a.yml': `alert: &a\n  expr: ${deep}`,
    'b.yml': `groups: [{rules: [{alert: X, expr: '${'('.repeat(30_000)}'}]}]`,
    'c.yml': 'a: &a [*a, *a]\nalert: x\nexpr: y\n',
  });
  expect(alerts.length).toBeGreaterThan(0);
});
