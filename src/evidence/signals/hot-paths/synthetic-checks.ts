import { parseYaml } from '../../../syntax/yaml.js';
import type { Recogniser } from '../../recogniser.js';

const sighting = 'synthetic-check';

/** Checks from outside, by the registry of each provider of Terraform. */
const checks: ReadonlyMap<string, string> = new Map([
  ['checkly_check', 'Checkly'],
  ['checkly_tcp_check', 'Checkly'],
  ['checkly_tcp_monitor', 'Checkly'],
  ['checkly_url_monitor', 'Checkly'],
  ['checkly_dns_monitor', 'Checkly'],
  ['checkly_heartbeat_monitor', 'Checkly'],
  ['checkly_check_group', 'Checkly'],
  ['checkly_heartbeat', 'Checkly'],
  ['pingdom_check', 'Pingdom'],
  ['statuscake_uptime_check', 'StatusCake'],
  ['statuscake_heartbeat_check', 'StatusCake'],
  ['statuscake_test', 'StatusCake'],
  ['site24x7_website_monitor', 'Site24x7'],
  ['oci_apm_synthetics_monitor', 'Oracle Cloud'],
  ['oci_health_checks_http_monitor', 'Oracle Cloud'],
  ['dynatrace_http_monitor', 'Dynatrace'],
  ['dynatrace_browser_monitor', 'Dynatrace'],
  ['newrelic_synthetics_step_monitor', 'New Relic'],
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
    /checkly_|pingdom_|statuscake_|aws_route53_health_check|aws_synthetics_canary|uptime_check_config|datadog_synthetics_test|uptimerobot_|synthetic_monitoring_check|newrelic_synthetics_|betteruptime_|healthchecksio_|_web_test|site24x7_|oci_(?:apm_synthetics|health_checks)_|dynatrace_(?:http|browser)_monitor/,
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

/** Everything that looks at a service from outside, whatever question asks for it. */
export const syntheticChecks: readonly Recogniser[] = [terraform, checkly, probe, blackbox];
