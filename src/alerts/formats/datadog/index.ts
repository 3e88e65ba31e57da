import type { AlertFormat } from '../../alert-format.js';

export const datadog: AlertFormat = {
  name: 'datadog',
  title: 'Datadog',
  homepage: 'https://docs.datadoghq.com/monitors/',
  recognition: [
    'Monitors: as JSON or YAML (`type`, `query` and `message` or `options`, also below `definition` or in lists), in Terraform (`datadog_monitor`, `datadog_monitor_json`), and as `DatadogMonitor` (datadoghq.com).',
    'Objectives: `datadog_service_level_objective`, `DatadogSLO`, and JSON with `type` metric, monitor or time_slice and `thresholds`.',
    'Handles such as `@pagerduty-team` in the message say whom it tells; the first link that looks like a runbook is its runbook.',
  ],
  mentions: (text) =>
    /\bdatadog_(?:monitor|service_level_objective)|\bdatadoghq\.com\//.test(text) ||
    (/"?query"?\s*:/.test(text) &&
      /"?type"?\s*:\s*["']?(?:[\w-]+ (?:alert|check)|composite|slo alert|service check|metric|monitor|time_slice)\b/.test(
        text,
      )),
  load: async () => (await import('./read.js')).datadogReader,
};
