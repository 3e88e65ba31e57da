import type { Classification } from './classification.js';

/**
 * Is it a query of logs? Line filters, parsers and unwraps exist in LogQL only, and functions over lines take a stream selector.
 * Source: https://grafana.com/docs/loki/latest/query/
 */
export function isLogql(query: string): boolean {
  return (
    /\}\s*(?:\|=|\|~|!=\s*[`"]|!~\s*[`"]|\|>|\|\s*(?:json|logfmt|regexp|pattern|unpack|unwrap|line_format|label_format|drop|keep|decolorize)\b)/.test(
      query,
    ) || /\b(?:count_over_time|bytes_over_time|bytes_rate|rate|absent_over_time)\s*\(\s*\{/.test(query)
  );
}

/** Failed requests in an access log are a symptom; what other lines mean is not known. */
export function classifyLogql(query: string): Classification {
  const isRequest = /(?:status|code|status_code|response_code)\w*\s*(?:>=\s*500|=~\s*[`"](?:5|\[5))/i.test(
    query,
  );
  return isRequest
    ? { class: 'symptom', reasons: ['it counts requests in a log that ended with a server error'] }
    : { class: 'other', reasons: ['it counts lines of a log'] };
}
