import type { SourceSpan } from '../../../model/source-span.js';
import { classifyAzureMetrics } from '../../classify/azure.js';
import type { AzureCriterion } from '../../classify/azure.js';
import type { Classification } from '../../classify/classification.js';
import { runbookOfMessage } from '../../labels.js';
import type { WrittenAlert } from '../../written.js';

/** What the numbers mean: https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-overview#alert-severity */
const severities: readonly string[] = ['critical', 'error', 'warning', 'info', 'info'];

/** An alert of Azure Monitor, however it is written. */
export interface AzureAlert {
  readonly name: string;
  readonly description: string;
  readonly severity: string | undefined;
  readonly expression: string;
  readonly classified: Classification;
  readonly forSeconds: number | undefined;
  readonly notifies: readonly string[];
}

/** What an alert on metrics asks for, and what that makes of it. */
export function onMetrics(
  criteria: readonly AzureCriterion[],
  isWebTest: boolean,
): Pick<AzureAlert, 'expression' | 'classified'> {
  return {
    expression: criteria
      .map(({ condition, metric, namespace }) => `${namespace} ${metric} ${condition}`.trim())
      .join(', '),
    classified: isWebTest
      ? { class: 'symptom', reasons: ['it is a web test, which asks the service as its users do'] }
      : classifyAzureMetrics(criteria),
  };
}

/**
 * What an alert on the activity log asks for: the health of Azure or of a resource, or a change that somebody made. `category` is one of
 * https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema#categories
 */
export function onActivity(
  category: string | undefined,
  operation: string | undefined,
): Pick<AzureAlert, 'expression' | 'classified'> {
  const isHealth = /^(?:Service|Resource)Health$/i.test(category ?? '');
  return {
    expression: [category, operation].filter((part) => part !== undefined).join(' '),
    classified: isHealth
      ? { class: 'cause', reasons: [`${category ?? ''} is the state of a service or resource of Azure`] }
      : { class: 'other', reasons: ['it tells of an entry in the activity log, not of a measurement'] },
  };
}

/** The alert as all formats tell of theirs. */
export function writtenAlert(alert: AzureAlert, span: SourceSpan): WrittenAlert {
  const { classified, description, expression, forSeconds, name, notifies } = alert;
  const severity = severities[Number(alert.severity)];
  const runbook = runbookOfMessage(description);
  return {
    name,
    format: 'azure',
    language: 'unknown',
    ...(expression !== '' && { expression }),
    classified,
    ...(forSeconds !== undefined && forSeconds > 0 && { forSeconds }),
    ...(severity !== undefined && { severity }),
    ...(runbook !== undefined && { runbook }),
    labels: {},
    annotations: description === '' ? {} : { description },
    notifies,
    templated: /TPL|\$\{/.test(`${name} ${expression}`),
    span,
  };
}
