import { blocksOf } from '../../../syntax/manifests/hcl/value.js';
import type { HclBlock } from '../../../syntax/manifests/hcl/value.js';
import type { FormatReader } from '../../alert-format.js';
import type { Classification } from '../../classify/classification.js';
import { weightiest } from '../../classify/classification.js';
import { classifyNamed } from '../../classify/named-metrics.js';
import { runbookOfMessage } from '../../labels.js';
import type { FormatReading } from '../../written.js';
import { nothing } from '../../written.js';
import { secondsOfText } from '../durations.js';
import { looseText } from '../terraform-text.js';

/** What the numbers mean: https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-overview#alert-severity */
const severities: readonly string[] = ['critical', 'error', 'warning', 'info', 'info'];

/**
 * Metrics that those who use a service feel, by namespace in lower case:
 * https://learn.microsoft.com/azure/azure-monitor/reference/metrics-index
 */
const symptoms: Readonly<Record<string, RegExp>> = {
  'microsoft.web/sites': /^(?:Http5xx|Http4xx|HttpResponseTime|AverageResponseTime|HealthCheckStatus)$/,
  'microsoft.web/sites/slots': /^(?:Http5xx|Http4xx|HttpResponseTime|AverageResponseTime|HealthCheckStatus)$/,
  'microsoft.insights/components':
    /^(?:requests\/(?:failed|duration)|availabilityResults\/availabilityPercentage)$/,
  'microsoft.network/applicationgateways':
    /^(?:FailedRequests|ResponseStatus|ApplicationGatewayTotalTime|BackendLastByteResponseTime)$/,
  'microsoft.network/frontdoors': /^(?:BackendRequestLatency|TotalLatency)$/,
  'microsoft.cdn/profiles': /^(?:Percentage[45]XX|TotalLatency|OriginLatency)$/,
  'microsoft.apimanagement/service': /^(?:FailedRequests|Duration|BackendDuration)$/,
  'microsoft.app/containerapps': /^ResponseTime$/,
};

interface Criterion {
  readonly namespace: string;
  readonly metric: string;
  readonly condition: string;
}

export const azureReader: FormatReader = {
  resource: ({ block, name, scope, type }): FormatReading => {
    const text = (attribute: string, part: HclBlock = block): string | undefined =>
      looseText(part.attributes.get(attribute), scope);
    if (type !== 'azurerm_monitor_metric_alert' || text('enabled') === 'false') return nothing;
    const isWebTest =
      blocksOf(block, 'application_insights_web_test_location_availability_criteria').length > 0;
    const criteria = [...blocksOf(block, 'criteria'), ...blocksOf(block, 'dynamic_criteria')].map(
      (part): Criterion => ({
        namespace: text('metric_namespace', part) ?? '',
        metric: text('metric_name', part) ?? '',
        condition: ['aggregation', 'operator', 'threshold'].flatMap((key) => text(key, part) ?? []).join(' '),
      }),
    );
    const description = text('description') ?? '';
    const runbook = runbookOfMessage(description);
    const forSeconds = secondsOfText(text('window_size') ?? 'PT5M');
    // Severity 3 is the default of the provider.
    const severity = severities[Number(text('severity') ?? '3')];
    const expression = criteria
      .map(({ condition, metric, namespace }) => `${namespace} ${metric} ${condition}`.trim())
      .join(', ');
    return {
      alerts: [
        {
          name: text('name') ?? name,
          format: 'azure',
          language: 'unknown',
          ...(expression !== '' && { expression }),
          classified: isWebTest
            ? { class: 'symptom', reasons: ['it is a web test, which asks the service as its users do'] }
            : classOf(criteria),
          ...(forSeconds !== undefined && { forSeconds }),
          ...(severity !== undefined && { severity }),
          ...(runbook !== undefined && { runbook }),
          labels: {},
          annotations: description === '' ? {} : { description },
          notifies: blocksOf(block, 'action').flatMap((action) => referenceIn(action)),
          templated: /TPL|\$\{/.test(`${text('name') ?? ''} ${expression}`),
          span: block.span,
        },
      ],
    };
  },
};

/** The group of people that an action leads to: `azurerm_monitor_action_group.oncall`. */
function referenceIn(action: HclBlock): readonly string[] {
  const value = action.attributes.get('action_group_id')?.value;
  if (value?.kind === 'reference') return [value.path.slice(0, value.path[0] === 'data' ? 3 : 2).join('.')];
  return value?.kind === 'text' ? [value.text] : [];
}

function classOf(criteria: readonly Criterion[]): Classification {
  const found = criteria.flatMap(({ metric, namespace }): readonly Classification[] => {
    if (symptoms[namespace.toLowerCase()]?.test(metric) === true)
      return [{ class: 'symptom', reasons: [`${namespace} ${metric} is what users of the service feel`] }];
    if (/^microsoft\./i.test(namespace))
      return [{ class: 'cause', reasons: [`${namespace} ${metric} is the state of a resource of Azure`] }];
    const own = classifyNamed(metric);
    return own ? [own] : [];
  });
  return (
    weightiest(found) ?? {
      class: 'other',
      reasons: [criteria[0] ? `nothing is known of ${criteria[0].metric}` : 'it names no metric'],
    }
  );
}
