import type { Classification } from './classification.js';
import { weightiest } from './classification.js';
import { classifyNamed } from './named-metrics.js';

/** What an alert of Azure Monitor compares, however it is written. */
export interface AzureCriterion {
  readonly namespace: string;
  readonly metric: string;
  readonly condition: string;
}

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

/** Names that several kinds of resources have, so that without their namespace nothing is known. */
const ambiguous = /^(?:FailedRequests|ResponseStatus|TotalLatency|Duration|ResponseTime)$/;

function isSymptom({ metric, namespace }: AzureCriterion): boolean {
  if (namespace !== '') return symptoms[namespace.toLowerCase()]?.test(metric) === true;
  return !ambiguous.test(metric) && Object.values(symptoms).some((names) => names.test(metric));
}

/** The class of an alert on metrics. */
export function classifyAzureMetrics(criteria: readonly AzureCriterion[]): Classification {
  const found = criteria.flatMap((criterion): readonly Classification[] => {
    const { metric, namespace } = criterion;
    if (isSymptom(criterion))
      return [
        {
          class: 'symptom',
          reasons: [`${`${namespace} ${metric}`.trim()} is what users of the service feel`],
        },
      ];
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

/** Tables of the state of machines and clusters: https://learn.microsoft.com/azure/azure-monitor/reference/tables-index */
const stateTables =
  /^(?:Perf|InsightsMetrics|Heartbeat|KubePodInventory|KubeNodeInventory|KubeEvents|ContainerInventory|VMConnection|Event|Syslog|AzureMetrics|SigninLogs|AuditLogs|AzureActivity)$/;

/** The class of a query over logs, by the table that it begins with and what it asks of it. */
export function classifyKusto(query: string): Classification {
  const table =
    /^\s*(?:let\b[^;]*;\s*)*(?:union\s+(?:isfuzzy\s*=\s*true\s+)?)?([A-Za-z]\w*)/.exec(
      query.replace(/\/\/[^\n]*/g, ''),
    )?.[1] ?? '';
  if (/^(?:availabilityResults|AppAvailabilityResults)$/i.test(table))
    return { class: 'symptom', reasons: ['it is a web test, which asks the service as its users do'] };
  if (
    /^(?:requests|AppRequests)$/i.test(table) &&
    /success|resultCode|duration|performanceBucket|percentile/i.test(query)
  )
    return { class: 'symptom', reasons: [`it measures failed or slow requests (${table})`] };
  if (
    /^(?:AzureDiagnostics|AppServiceHTTPLogs|AGWAccessLogs|AzureFrontDoorAccessLog|ApiManagementGatewayLogs)$/.test(
      table,
    ) &&
    /httpStatus\w*|scStatus|ResponseCode|timeTaken|TotalTime/i.test(query)
  )
    return { class: 'symptom', reasons: [`it measures failed or slow requests (${table})`] };
  if (stateTables.test(table))
    return { class: 'cause', reasons: [`${table} is the state of a machine, container or platform`] };
  return { class: 'other', reasons: [`nothing is known of ${table || 'what it reads'}`] };
}
