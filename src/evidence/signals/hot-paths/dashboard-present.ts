import type { SourceText } from '../../../model/source-text.js';
import { parseYaml } from '../../../syntax/yaml.js';
import { nodeService } from '../../examples.js';
import type { Recogniser, Seen } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';

const sighting = 'dashboard-present';

/** A file longer than this is an export of something else. */
const longest = 4_000_000;

/** Grafana's JSON: https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/ */
function dashboardIn(text: string): string | undefined {
  if (text.length > longest || !/"panels"\s*:/.test(text) || !/"targets"\s*:/.test(text)) return undefined;
  const queries = [...text.matchAll(/"(?:expr|rawSql|query|rawQuery|target|expression)"\s*:\s*"(?!")/g)]
    .length;
  if (queries === 0 || !/"(?:schemaVersion|gridPos|templating|datasource)"\s*:/.test(text)) return undefined;
  // The title of the dashboard itself is the last one that lies this far out; a name by the file is good enough where it is not found.
  const title = /^ {0,4}"title"\s*:\s*"([^"\n]{1,80})"/gm;
  const found = [...text.matchAll(title)].at(-1)?.[1];
  const queriesText = queries === 1 ? '1 query' : `${queries} queries`;
  return found === undefined
    ? `a dashboard of Grafana shows ${queriesText}`
    : `the dashboard "${found}" of Grafana shows ${queriesText}`;
}

const grafana: Recogniser = {
  in: 'text',
  sighting,
  files: /\.json(?:\.(?:tftpl|tmpl|tpl|j2))?$/,
  words: /"panels"\s*:/,
  *see(source) {
    const text = dashboardIn(source.text);
    if (text !== undefined) yield { span: source.span(0, firstLine(source)), text, confidence: 'high' };
  },
};

function firstLine({ text }: SourceText): number {
  const end = text.search(/\r?\n/);
  return Math.min(end === -1 ? text.length : end, 120);
}

/** Dashboards in ConfigMaps, and those of Grafana's operator: https://grafana.github.io/grafana-operator/docs/dashboards/ */
const inCluster: Recogniser = {
  in: 'kubernetes',
  sighting,
  words: /"panels"|GrafanaDashboard/,
  *see({ kind, name, root }) {
    if (kind === 'ConfigMap')
      for (const [, value] of root.get('data').entries) {
        const text = value.text === undefined ? undefined : dashboardIn(value.text);
        if (text !== undefined) {
          const { span } = value;
          yield {
            span: { ...span, endLine: span.line, endColumn: span.column + 1 },
            text,
            confidence: 'high',
          };
        }
      }
    if (kind === 'GrafanaDashboard') {
      const spec = root.get('spec');
      const source = ['json', 'gzipJson', 'url', 'configMapRef', 'grafanaCom', 'jsonnet'].find(
        (key) => spec.get(key).exists,
      );
      if (source !== undefined)
        yield {
          span: spec.get(source).span,
          text: `Grafana's operator is given the dashboard ${name}`,
          confidence: 'high',
        };
    }
  },
};

/** https://grafana.com/docs/grafana/latest/administration/provisioning/#dashboards */
const provisioning: Recogniser = {
  in: 'text',
  sighting,
  files: /\.ya?ml$/,
  words: /^\s*providers:/m,
  *see(source) {
    if (/^\s*kind\s*:/m.test(source.text)) return;
    for (const { root } of parseYaml(source).documents)
      for (const provider of root.get('providers').items) {
        const path = provider.at('options', 'path').text;
        if (path !== undefined && (provider.get('type').text ?? 'file') === 'file')
          yield {
            span: provider.span,
            text: `Grafana loads the dashboards in ${path}`,
            confidence: 'medium',
          };
      }
  },
};

/** Dashboards as programs: Grafonnet, the Foundation SDK. */
const grafonnet: Recogniser = {
  in: 'text',
  sighting,
  files: /\.(?:jsonnet|libsonnet)$/,
  words: /\bdashboard\.new\(|g\.dashboard\.|grafanaDashboards/,
  *see(source) {
    const found = /\bdashboard\.new\(|grafanaDashboards\+?::?/.exec(source.text);
    if (found)
      yield {
        span: source.span(found.index, found.index + found[0].length),
        text: 'dashboards of Grafana are written in Jsonnet',
        confidence: 'high',
      };
  },
};

/** By the registry of each provider of Terraform. */
const resources: ReadonlyMap<string, string> = new Map([
  ['grafana_dashboard', 'Grafana'],
  ['datadog_dashboard', 'Datadog'],
  ['datadog_dashboard_json', 'Datadog'],
  ['datadog_timeboard', 'Datadog'],
  ['datadog_screenboard', 'Datadog'],
  ['aws_cloudwatch_dashboard', 'CloudWatch'],
  ['google_monitoring_dashboard', 'Google Cloud'],
  ['azurerm_portal_dashboard', 'Azure'],
  ['azurerm_dashboard', 'Azure'],
  ['newrelic_one_dashboard', 'New Relic'],
  ['newrelic_one_dashboard_json', 'New Relic'],
  ['signalfx_dashboard', 'Splunk'],
  ['honeycombio_board', 'Honeycomb'],
  ['honeycombio_flexible_board', 'Honeycomb'],
]);

const terraform: Recogniser = {
  in: 'terraform',
  sighting,
  words: /dashboard|_board"|timeboard|screenboard/,
  *see(block) {
    const product = block.type === 'resource' ? resources.get(block.labels[0] ?? '') : undefined;
    if (product !== undefined)
      yield {
        span: block.span,
        text: `a dashboard of ${product} is kept (${block.labels[1] ?? ''})`,
        confidence: 'high',
      };
  },
};

/** CloudFormation, by the kind of the resource. */
const cloudFormation: Recogniser = {
  in: 'text',
  sighting,
  files: /\.(?:ya?ml|json|template)$/,
  words: /AWS::CloudWatch::Dashboard/,
  *see(source) {
    for (const { 0: written, index } of source.text.matchAll(
      /"?Type"?\s*:\s*["']?AWS::CloudWatch::Dashboard\b["']?/g,
    ))
      yield {
        span: source.span(index, index + written.length),
        text: 'a dashboard of CloudWatch is kept',
        confidence: 'high',
      } satisfies Seen;
  },
};

const board = (targets: string): string =>
  `{\n  "panels": [\n    {"type": "graph", "gridPos": {"h": 8}, "title": "Requests", "targets": [${targets}]}\n  ],\n  "schemaVersion": 39,\n  "title": "Checkout"\n}\n`;

export const dashboardPresent = sightedSignal({
  id: 'dashboard-present',
  question: 'hot-paths',
  stance: 'supports',
  meaning: 'There is a picture to look at when an alert rings.',
  recognition:
    "A dashboard with queries: Grafana's JSON (also in a ConfigMap, from Jsonnet or its operator), its provisioning, a resource of Terraform or CloudFormation.",
  guards: [
    'JSON with panels that ask for nothing is none.',
    'Dashboards in trees of tests and examples do not count.',
  ],
  recognisers: [grafana, inCluster, provisioning, grafonnet, terraform, cloudFormation],
  seen: [
    {
      title: 'Grafana',
      files: nodeService('', { 'grafana/checkout.json': board('{"expr": "rate(http_requests_total[5m])"}') }),
    },
    {
      title: 'a ConfigMap',
      files: nodeService('', {
        'k8s/dashboards.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: boards, labels: {grafana_dashboard: "1"}}\ndata:\n  checkout.json: |\n${board('{"expr": "up"}').replaceAll(/^/gm, '    ')}\n`,
      }),
    },
    {
      title: 'provisioning',
      files: nodeService('', {
        'grafana/provisioning/dashboards/all.yaml':
          'apiVersion: 1\nproviders:\n  - name: default\n    type: file\n    options: {path: /var/lib/grafana/dashboards}\n',
      }),
    },
    {
      title: 'Terraform',
      files: nodeService('', {
        'main.tf':
          'resource "aws_cloudwatch_dashboard" "app" {\n  dashboard_name = "app"\n  dashboard_body = jsonencode({})\n}\n',
      }),
    },
    {
      title: 'Jsonnet',
      files: nodeService('', {
        'boards/app.jsonnet': "local g = import 'g.libsonnet';\ng.dashboard.new('app')\n",
      }),
    },
  ],
  unseen: [
    { title: 'panels without a query', files: nodeService('', { 'layout.json': board('') }) },
    {
      title: 'panels of something else',
      files: nodeService('', { 'ui.json': '{"panels": [{"targets": [], "query": ""}]}\n' }),
    },
    {
      title: 'a fixture of a test',
      files: nodeService('', { 'test/fixtures/board.json': board('{"expr": "up"}') }),
    },
  ],
});
