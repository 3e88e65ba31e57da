import { parseYaml } from '../../../syntax/yaml.js';
import { nodeService } from '../../examples.js';
import type { Recogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import type { EvidenceSignal, LocatedMatch } from '../../signal.js';

const sighting = 'synthetic-check';

/** Checks from outside, by the registry of each provider of Terraform. */
const checks: ReadonlyMap<string, string> = new Map([
  ['checkly_check', 'Checkly'],
  ['checkly_check_group', 'Checkly'],
  ['checkly_heartbeat', 'Checkly'],
  ['pingdom_check', 'Pingdom'],
  ['statuscake_uptime_check', 'StatusCake'],
  ['statuscake_heartbeat_check', 'StatusCake'],
  ['statuscake_test', 'StatusCake'],
  ['aws_route53_health_check', 'Route 53'],
  ['aws_synthetics_canary', 'CloudWatch Synthetics'],
  ['google_monitoring_uptime_check_config', 'Google Cloud'],
  ['datadog_synthetics_test', 'Datadog'],
  ['uptimerobot_monitor', 'UptimeRobot'],
  ['grafana_synthetic_monitoring_check', 'Grafana'],
  ['newrelic_synthetics_monitor', 'New Relic'],
  ['newrelic_synthetics_script_monitor', 'New Relic'],
  ['betteruptime_monitor', 'Better Stack'],
  ['betteruptime_heartbeat', 'Better Stack'],
  ['healthchecksio_check', 'Healthchecks.io'],
  ['azurerm_application_insights_web_test', 'Azure'],
  ['azurerm_application_insights_standard_web_test', 'Azure'],
]);

const terraform: Recogniser = {
  in: 'terraform',
  sighting,
  words:
    /checkly_|pingdom_|statuscake_|aws_route53_health_check|aws_synthetics_canary|uptime_check_config|datadog_synthetics_test|uptimerobot_|synthetic_monitoring_check|newrelic_synthetics_|betteruptime_|healthchecksio_|_web_test/,
  *see(block) {
    const by = block.type === 'resource' ? checks.get(block.labels[0] ?? '') : undefined;
    // Route 53 can also watch an alarm: that is no look from outside.
    const type = block.attributes.get('type')?.value;
    if (by === undefined || (type?.kind === 'text' && /CLOUDWATCH_METRIC|CALCULATED/.test(type.text))) return;
    yield {
      span: block.span,
      text: `${by} looks at the service from outside (${block.labels[1] ?? ''})`,
      confidence: 'high',
    };
  },
};

const checkly: Recogniser = {
  in: 'code',
  sighting,
  languages: ['javascript'],
  words: /checkly\/constructs/,
  *see(code) {
    for (const call of code.calls)
      if (
        /^checkly\/constructs\.(?:ApiCheck|BrowserCheck|MultiStepCheck|HeartbeatCheck|TcpCheck|UrlMonitor|HeartbeatMonitor)$/.test(
          call.target,
        )
      )
        yield {
          span: code.source.span(call.start, call.end),
          text: 'Checkly looks at the service from outside',
          confidence: 'high',
        };
  },
};

/** https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Probe */
const probe: Recogniser = {
  in: 'kubernetes',
  sighting,
  words: /monitoring\.coreos\.com/,
  *see({ kind, name, root }) {
    if (kind !== 'Probe' || !root.at('spec', 'targets').isMap) return;
    yield {
      span: root.get('kind').span,
      text: `an exporter asks the service from outside (Probe ${name})`,
      confidence: 'high',
    };
  },
};

/** A job that has targets asked through an exporter: https://github.com/prometheus/blackbox_exporter#prometheus-configuration */
const blackbox: Recogniser = {
  in: 'text',
  sighting,
  files: /\.ya?ml$/,
  words: /__param_target/,
  *see(source) {
    for (const { root } of parseYaml(source).documents)
      for (const job of root.get('scrape_configs').items) {
        const modules = job.at('params', 'module').items.flatMap(({ text }) => text ?? []);
        const asks = modules.find((name) => /^(?:https?|grpc|tcp)/i.test(name));
        if (asks === undefined || job.get('metrics_path').text !== '/probe') continue;
        yield {
          span: job.get('job_name').span,
          text: `an exporter asks the service from outside (${asks} of the job ${job.get('job_name').text ?? ''})`,
          confidence: 'high',
        };
      }
  },
};

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
  recognisers: [terraform, checkly, probe, blackbox],
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
