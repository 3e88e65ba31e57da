import type { BurnRate } from '../../model/alert.js';
import type { Classification } from './classification.js';
import { weightiest } from './classification.js';
import { namesErrors } from './metric-words.js';
import { classifyNamed } from './named-metrics.js';

/**
 * The class of a monitor of Datadog by its type and query.
 * Source: https://docs.datadoghq.com/api/latest/monitors/#create-a-monitor
 */
export function classifyDatadog(type: string, query: string): Classification {
  if (type === 'slo alert' || /^\s*(?:error_budget|burn_rate)\s*\(/.test(query)) return burn(query);
  if (type.startsWith('synthetics'))
    return { class: 'symptom', reasons: ['it is a synthetic test, which asks the service as its users do'] };
  if (type.startsWith('rum'))
    return { class: 'symptom', reasons: ['it measures what browsers of users report'] };
  if (type === 'service check') return serviceCheck(query);
  if (type.startsWith('process')) return { class: 'cause', reasons: ['it counts processes of a machine'] };
  if (/^(?:trace-analytics|apm)/.test(type)) {
    const isBad = /status:error|error|@duration|http\.status_code:5/.test(query);
    return isBad
      ? { class: 'symptom', reasons: ['it measures failed or slow requests by their traces'] }
      : { class: 'other', reasons: ['it counts traces'] };
  }
  if (/^(?:log|event|audit|ci-|composite|error-tracking|network|cost|database)/.test(type))
    return { class: 'other', reasons: [`it is a monitor of the type ${type}`] };
  const metrics = metricsOf(query);
  const ratio = shareOfErrors(metrics, query);
  if (ratio) return ratio;
  const found = metrics.flatMap(({ filter, name }) => classifyNamed(name, filter) ?? []);
  return (
    weightiest(found) ?? {
      class: 'other',
      reasons: [metrics[0] ? `nothing is known of ${metrics[0].name}` : 'it names no metric'],
    }
  );
}

/** `burn_rate("id").over("30d").long_window("1h").short_window("5m") > 14.4` */
function burn(query: string): Classification {
  const windows = [...query.matchAll(/\.(?:short_window|long_window)\(\s*"([^"]+)"\s*\)/g)].flatMap(
    ([, window]) => window ?? [],
  );
  const threshold = Number(/>=?\s*(\d+(?:\.\d+)?)\s*$/.exec(query.trim())?.[1] ?? Number.NaN);
  const isRate = /burn_rate\s*\(/.test(query);
  const found: BurnRate = {
    windows,
    factors: isRate && Number.isFinite(threshold) ? [threshold] : [],
    thresholds: [],
  };
  return {
    class: 'slo-burn',
    reasons: [
      isRate
        ? 'it watches the burn rate of an objective'
        : 'it watches how much of the error budget is spent',
    ],
    burn: found,
  };
}

function serviceCheck(query: string): Classification {
  const name = /^\s*"([^"]+)"/.exec(query)?.[1] ?? '';
  return /^(?:http|tcp|ssl|dns|ping|synthetics)\b.*(?:can_connect|check|response)/.test(name) &&
    !/ssl|cert/.test(name)
    ? { class: 'symptom', reasons: [`${name} asks the service from outside, as its users do`] }
    : { class: 'cause', reasons: [`${name || 'the check'} tells whether a component answers its agent`] };
}

/** `sum:trace.http.request.errors{env:prod}`: the metrics of a query with their tags. */
function metricsOf(query: string): readonly { readonly name: string; readonly filter: string }[] {
  return [
    ...query
      .replace(/\.\$\{[^}]*\}/g, '.TPL')
      .matchAll(
        /(?:^|[^\w.])(?:(?:avg|sum|min|max|count|p\d\d|TPL)\s*:\s*)?([A-Za-z][\w]*(?:\.[\w]+)+)\s*(?:\{([^}]*)\}|(?=TPL|\$\{))/g,
      ),
  ].map(([, name = '', filter = '']) => ({ name, filter }));
}

/** Errors divided by all requests of a service. */
function shareOfErrors(
  metrics: readonly { readonly name: string; readonly filter: string }[],
  query: string,
): Classification | undefined {
  if (!/\/\s*(?:\(?\s*)?(?:default\()?(?:avg|sum|min|max|count|TPL)\s*:|\)\s*\/\s*\(/.test(query))
    return undefined;
  const failed = metrics.find(({ filter, name }) => namesErrors(name) || /5xx|error|status:5/.test(filter));
  const found = failed && classifyNamed(failed.name, failed.filter);
  if (!failed || (found && found.class === 'cause')) return undefined;
  return { class: 'symptom', reasons: [`it measures ${failed.name} as a share of all`] };
}
