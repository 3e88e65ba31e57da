import type { Classification } from './classification.js';
import { classifyNamed } from './named-metrics.js';

/**
 * The class of a query in NRQL.
 * Source: https://docs.newrelic.com/docs/nrql/nrql-syntax-clauses-functions/
 */
export function classifyNrql(query: string): Classification {
  const from =
    /\bFROM\s+([\w, `]+?)(?:\s+(?:WHERE|FACET|SELECT|SINCE|WITH|COMPARE|TIMESERIES|LIMIT)\b|$)/i.exec(
      query.replace(/\s+/g, ' '),
    )?.[1] ?? '';
  if (/SyntheticCheck|SyntheticRequest/i.test(from))
    return { class: 'symptom', reasons: ['it is a synthetic check, which asks the service as its users do'] };
  if (/PageView|BrowserInteraction|JavaScriptError|AjaxRequest|Mobile/i.test(from))
    return { class: 'symptom', reasons: ['it measures what users’ own devices report'] };
  if (
    /TransactionError/i.test(from) ||
    (/Transaction|Span/i.test(from) &&
      /error|duration|apdex|percentile|httpResponseCode|http\.statusCode/i.test(query))
  )
    return { class: 'symptom', reasons: [`it measures failed or slow requests (${from.trim()})`] };
  if (
    /SystemSample|ProcessSample|StorageSample|NetworkSample|ContainerSample|K8s\w*Sample|InfrastructureEvent|Aws\w*|DatabaseSample/i.test(
      from,
    )
  )
    return { class: 'cause', reasons: [`${from.trim()} is the state of a machine, container or platform`] };
  const metric = /\b(?:average|latest|max|min|sum|percentile|rate|count|filter)\s*\(\s*`?([\w.]+)`?/i.exec(
    query,
  )?.[1];
  return (
    (metric !== undefined ? classifyNamed(metric, query) : undefined) ?? {
      class: 'other',
      reasons: [`nothing is known of ${from.trim() || 'what it reads'}`],
    }
  );
}
