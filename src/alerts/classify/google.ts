import type { Classification } from './classification.js';
import { classifyNamed } from './named-metrics.js';

/** `select_slo_burn_rate("projects/…/serviceLevelObjectives/x", "3600s")`: the window of it, in seconds. */
export function burnWindowOf(filter: string): string | undefined {
  const at = /select_slo_(?:burn_rate|budget\w*)\s*\(/.exec(filter);
  if (!at) return undefined;
  const [, number, unit] = /,\s*\\?["']?(\d+)([smhd]?)\\?["']?\s*\)/.exec(filter.slice(at.index)) ?? [];
  return number === undefined ? '' : `${number}${unit === '' || unit === undefined ? 's' : unit}`;
}

/**
 * The class of a condition by its filter, or by the metric that a query in MQL fetches.
 * Source: https://cloud.google.com/monitoring/api/metrics_gcp
 */
export function classifyGoogle(filter: string): Classification | undefined {
  if (burnWindowOf(filter) !== undefined)
    return { class: 'slo-burn', reasons: ['its condition selects the burn rate of an objective'] };
  const type =
    /metric\.type\s*=\s*\\?["']?([\w.\-/]+)/.exec(filter)?.[1] ??
    /(?:metric|fetch\s+\w+\s*::)\s*['"]?([\w.-]+\/[\w.\-/]+)/.exec(filter)?.[1];
  if (type === undefined) return undefined;
  const codes = /response_code_class\W+(\w+)|response_code\W+(\d+)|status\W+(\w+)/.exec(filter);
  if (
    /(?:request_count|response_count|execution_count)$/.test(type) &&
    codes &&
    /^(?:5|4|error|timeout|crash)/i.test(codes[1] ?? codes[2] ?? codes[3] ?? '')
  )
    return { class: 'symptom', reasons: [`${type} counts requests that failed`] };
  if (
    /^(?:loadbalancing|run|appengine|cloudfunctions|apigateway|istio)\.googleapis\.com\/.*(?:latenc|execution_times)/.test(
      type,
    )
  )
    return { class: 'symptom', reasons: [`${type} measures how long users wait`] };
  const bare = type
    .replace(/^prometheus\.googleapis\.com\/([\w:]+)\/\w+$/, '$1')
    .replace(/^(?:custom|workload|external|logging|agent)\.googleapis\.com\/(?:user\/|prometheus\/)?/, '');
  return classifyNamed(bare, filter);
}
