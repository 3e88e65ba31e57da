import type { WaitingMeasure } from '../../../model/alert.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { CloudwatchMetric } from '../../classify/cloudwatch.js';
import { classifyCloudwatch } from '../../classify/cloudwatch.js';
import { runbookOfMessage } from '../../labels.js';
import type { WrittenAlert } from '../../written.js';

/** What an alarm is, however it is written. */
export interface Alarm {
  readonly name: string;
  readonly description: string;
  readonly metrics: readonly CloudwatchMetric[];
  readonly rule: string | undefined;
  readonly statistic: string | undefined;
  readonly comparison: string | undefined;
  readonly threshold: string | undefined;
  readonly periods: number | undefined;
  readonly period: number | undefined;
  readonly actions: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** The alarm as all formats tell of theirs. */
export function alarm(written: Alarm, span: SourceSpan): WrittenAlert {
  const {
    actions,
    comparison,
    description,
    metrics,
    name,
    period,
    periods,
    rule,
    statistic,
    tags,
    threshold,
  } = written;
  const expression =
    rule ??
    [
      metrics.map((metric) => `${metric.namespace} ${metric.name}`).join(', '),
      statistic,
      comparison,
      threshold,
    ]
      .filter((part) => part !== undefined && part !== '')
      .join(' ');
  const runbook = runbookOfMessage(description);
  const classified = classifyCloudwatch(
    metrics,
    rule === undefined ? 'it names no metric' : 'it combines other alarms',
  );
  const isOnWaiting =
    classified.class === 'symptom' &&
    metrics.every(({ name: metric }) => /(?:Latency|ResponseTime|Duration)$/.test(metric));
  const waiting = isOnWaiting ? measureOf(statistic) : undefined;
  const forSeconds =
    period !== undefined && periods !== undefined && period * periods > 0 ? period * periods : undefined;
  const severity = tags['severity'] ?? tags['Severity'] ?? tags['priority'];
  return {
    name,
    format: 'cloudwatch',
    language: 'cloudwatch',
    ...(expression !== '' && { expression }),
    classified: onlyScales(actions)
      ? { class: 'other', reasons: ['it makes an autoscaler act and tells nobody'] }
      : { ...classified, ...(waiting && { waiting }) },
    ...(forSeconds !== undefined && { forSeconds }),
    ...(severity !== undefined && { severity }),
    ...(runbook !== undefined && { runbook }),
    labels: tags,
    annotations: description === '' ? {} : { description },
    notifies: actions,
    templated:
      /TPL|\$\{/.test(name) || metrics.some((metric) => /TPL|\$\{/.test(`${metric.namespace}${metric.name}`)),
    span,
  };
}

/** Are the actions of an alarm switched off? */
export function isOff(enabled: string | undefined): boolean {
  return enabled?.toLowerCase() === 'false';
}

/** Does the alarm only make an autoscaler act? */
function onlyScales(actions: readonly string[]): boolean {
  return (
    actions.length > 0 &&
    actions.every((action) =>
      /autoscaling_policy|appautoscaling|ScalingPolicy|ScalingAction|scaling_?policy|Scale(?:Up|Down|In|Out)/i.test(
        action,
      ),
    )
  );
}

/** What a statistic tells of a time that users wait: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html */
function measureOf(statistic: string | undefined): WaitingMeasure | undefined {
  if (/^average$/i.test(statistic ?? '')) return 'mean';
  return /^(?:p|tm|ts|tc|wm|pr|iqm)[\d(.]/i.test(statistic ?? '') ? 'quantile' : undefined;
}
