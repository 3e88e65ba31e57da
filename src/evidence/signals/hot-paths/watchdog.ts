import { nodeService } from '../../examples.js';
import { syntheticChecks } from './synthetic-checks.js';
import { sightedSignal } from '../../signal.js';
import type { EvidenceSignal, LocatedMatch } from '../../signal.js';

/** Names of alerts that always fire, so that their silence tells: https://runbooks.prometheus-operator.dev/runbooks/general/watchdog/ */
const watchdogName = /watchdog|dead-?man'?s?-?switch|deadman|heartbeat/i;
/** Receivers that ring when nothing comes any more. */
const listener = /dead-?man|snitch|watchdog|heartbeat|healthchecks|cronitor|opsgenie-heartbeat/i;

const synthetic = sightedSignal({
  id: 'outside-watchdog',
  question: 'hot-paths',
  stance: 'supports',
  meaning: 'Something outside notices when the service or its monitoring falls silent.',
  recognition:
    'A check of a service that looks from outside (in Terraform, Checkly, a `Probe` of the Prometheus operator or a job of the blackbox exporter), an alert that always fires, a route of Alertmanager to something that waits for it.',
  guards: ['A health check of Route 53 that only follows an alarm is none.'],
  languages: ['JavaScript'],
  recognisers: syntheticChecks,
  seen: [
    {
      title: 'an uptime check',
      files: nodeService('', {
        'main.tf':
          'resource "google_monitoring_uptime_check_config" "app" {\n  display_name = "app"\n  timeout = "10s"\n  http_check { path = "/" }\n}\n',
      }),
    },
    {
      title: 'an alert that always fires',
      files: nodeService('', {
        'rules.yaml':
          'groups:\n  - name: meta\n    rules:\n      - alert: Watchdog\n        expr: vector(1)\n        labels: {severity: none}\n',
      }),
    },
    {
      title: 'a Probe of the Prometheus operator',
      files: nodeService('', {
        'k8s/probe.yaml':
          'apiVersion: monitoring.coreos.com/v1\nkind: Probe\nmetadata: {name: app}\nspec:\n  prober: {url: blackbox:9115}\n  module: http_2xx\n  targets:\n    staticConfig: {static: ["https://app.example"]}\n',
      }),
    },
    {
      title: 'a job of the blackbox exporter',
      files: nodeService('', {
        'prometheus.yml':
          'scrape_configs:\n  - job_name: outside\n    metrics_path: /probe\n    params: {module: [http_2xx]}\n    static_configs:\n      - targets: ["https://app.example"]\n    relabel_configs:\n      - source_labels: [__address__]\n        target_label: __param_target\n      - target_label: __address__\n        replacement: blackbox:9115\n',
      }),
    },
    {
      title: 'a check of Checkly',
      files: nodeService('', {
        'checks/app.check.js':
          "import { ApiCheck } from 'checkly/constructs';\n\nnew ApiCheck('app', { name: 'app', request: { method: 'GET', url: 'https://app.example' } });\n",
      }),
    },
  ],
  unseen: [
    {
      title: 'a health check that follows an alarm',
      files: nodeService('', {
        'main.tf':
          'resource "aws_route53_health_check" "app" {\n  type = "CLOUDWATCH_METRIC"\n  cloudwatch_alarm_name = "app"\n}\n',
      }),
    },
    {
      title: 'a job that collects from another exporter',
      files: nodeService('', {
        'prometheus.yml':
          'scrape_configs:\n  - job_name: switches\n    metrics_path: /snmp\n    params: {module: [if_mib]}\n    static_configs:\n      - targets: [switch.example]\n    relabel_configs:\n      - source_labels: [__address__]\n        target_label: __param_target\n',
      }),
    },
    {
      title: 'an alert on the absence of heartbeats',
      files: nodeService('', {
        'rules.yaml':
          'groups:\n  - name: app\n    rules:\n      - alert: HeartbeatMissing\n        expr: rate(heartbeats_total[5m]) == 0\n',
      }),
    },
  ],
});

export const outsideWatchdog: EvidenceSignal = {
  ...synthetic,
  detect: (facts) => [
    ...synthetic.detect(facts),
    ...facts.alerts
      .filter(
        ({ name, expression = '', marks }) =>
          marks.length === 0 && watchdogName.test(name) && /^\s*vector\(\s*1\s*\)\s*$/.test(expression),
      )
      .map(({ name, span, service }): LocatedMatch => ({
        span,
        text: `the alert ${name} always fires, so that its silence can be noticed`,
        confidence: 'medium',
        service,
      })),
    ...facts.alertRoutings.flatMap(({ routes, marks, service }) =>
      (marks.length === 0 ? routes : [])
        .filter(({ receiver, silent }) => !silent && listener.test(receiver))
        .map(({ receiver, span }): LocatedMatch => ({
          span,
          text: `an alert that always fires goes to ${receiver}, which notices when it stops`,
          confidence: 'medium',
          service,
        })),
    ),
  ],
};
