import type { Alert, AlertRouting, Slo } from '../model/alert.js';
import type { InService } from '../model/service.js';
import type { JsonValue } from './json.js';

/** An alert as `scan` and `alerts list` print it with `--json`. */
export function toJsonAlert(alert: InService<Alert>): { readonly [key: string]: JsonValue } {
  const { burn, runbookLink } = alert;
  return {
    name: alert.name,
    format: alert.format,
    class: alert.class,
    reasons: [...alert.reasons],
    runbook: alert.runbook ?? null,
    runbookState: runbookLink?.state ?? null,
    runbookFile: runbookLink?.file ?? null,
    runbookAnchor: runbookLink?.anchor ?? null,
    service: alert.service,
    group: alert.group ?? null,
    severity: alert.severity ?? null,
    expression: alert.expression ?? null,
    language: alert.language,
    forSeconds: alert.forSeconds ?? null,
    keepFiringSeconds: alert.keepFiringSeconds ?? null,
    labels: { ...alert.labels },
    annotations: { ...alert.annotations },
    notifies: [...alert.notifies],
    burn: burn
      ? {
          windows: [...burn.windows],
          factors: [...burn.factors],
          objective: burn.objective ?? null,
          thresholds: [...burn.thresholds],
        }
      : null,
    slo: alert.slo ?? null,
    templated: alert.templated,
    condition: alert.condition ?? null,
    marks: [...alert.marks],
    file: alert.span.file,
    line: alert.span.line,
  };
}

/** An objective as `scan` and `alerts list` print it with `--json`. */
export function toJsonSlo(slo: InService<Slo>): { readonly [key: string]: JsonValue } {
  return {
    name: slo.name,
    format: slo.format,
    id: slo.id ?? null,
    of: slo.of ?? null,
    objective: slo.objective ?? null,
    window: slo.window ?? null,
    description: slo.description ?? null,
    alerting: [...slo.alerting],
    service: slo.service,
    marks: [...slo.marks],
    file: slo.span.file,
    line: slo.span.line,
  };
}

/** A routing configuration as `scan` and `alerts list` print it with `--json`. */
export function toJsonRouting(routing: InService<AlertRouting>): { readonly [key: string]: JsonValue } {
  return {
    format: routing.format,
    service: routing.service,
    routes: routing.routes.map(({ matchers, receiver, silent, span }) => ({
      matchers: matchers.map(({ label, operator, value }) => `${label}${operator}"${value}"`),
      receiver,
      silent,
      line: span.line,
    })),
    marks: [...routing.marks],
    file: routing.span.file,
    line: routing.span.line,
  };
}
