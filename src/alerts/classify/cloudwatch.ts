import type { Classification } from './classification.js';
import { weightiest } from './classification.js';
import { classifyNamed } from './named-metrics.js';

/** One metric that an alarm looks at. */
export interface CloudwatchMetric {
  readonly namespace: string;
  readonly name: string;
}

/** Metrics of AWS that those who use a service feel, by namespace. Source: the list of metrics in each service's manual. */
const symptoms: Readonly<Record<string, RegExp>> = {
  'AWS/ApplicationELB':
    /^(?:HTTPCode_(?:Target|ELB)_[45]\w*_Count|TargetResponseTime|TargetConnectionErrorCount|RejectedConnectionCount)$/,
  'AWS/ELB': /^(?:HTTPCode_(?:Backend|ELB)_[45]XX|Latency|BackendConnectionErrors|SpilloverCount)$/,
  'AWS/ApiGateway': /^(?:[45]XXError|[45]xx|Latency|IntegrationLatency)$/,
  'AWS/Lambda': /^(?:Errors|Duration|IteratorAge)$/,
  'AWS/SQS': /^ApproximateAgeOfOldestMessage$/,
  'AWS/Kinesis': /IteratorAge/,
  'AWS/CloudFront': /ErrorRate$|OriginLatency/,
  'AWS/AppSync': /^(?:[45]XXError|Latency)$/,
  'AWS/AppRunner': /^(?:[45]xxStatusResponses|RequestLatency)$/,
  'AWS/ElasticBeanstalk': /^Application(?:Requests[45]xx|LatencyP\d+)/,
  'AWS/States': /^Executions(?:Failed|TimedOut|Aborted)$/,
  'AWS/Route53': /^HealthCheck(?:Status|PercentageHealthy)$/,
  'AWS/ApplicationSignals': /^(?:Latency|Error|Fault)$/,
  'AWS/S3': /^5xxErrors$/,
  CloudWatchSynthetics: /./,
  'AWS/Synthetics': /./,
};

/** The class of an alarm by its metrics; `fallback` is told when it has none. */
export function classifyCloudwatch(metrics: readonly CloudwatchMetric[], fallback: string): Classification {
  const found = metrics.flatMap(classOfMetric);
  return (
    weightiest(found) ?? {
      class: 'other',
      reasons: [metrics[0] ? `nothing is known of ${metrics[0].namespace} ${metrics[0].name}` : fallback],
    }
  );
}

function classOfMetric({ name, namespace }: CloudwatchMetric): readonly Classification[] {
  if (namespace === 'AWS/ApplicationSignals' && /burn/i.test(name))
    return [{ class: 'slo-burn', reasons: [`${name} is the burn rate of an objective`] }];
  if (symptoms[namespace]?.test(name) === true)
    return [{ class: 'symptom', reasons: [`${namespace} ${name} is what users of the service feel`] }];
  if (/^AWS\/|^CWAgent$|^ECS\/|^ContainerInsights|^Glue$|^System\/|^LambdaInsights$/.test(namespace))
    return [
      { class: 'cause', reasons: [`${namespace} ${name} is the state of a service of AWS or of a machine`] },
    ];
  // A namespace that only the stack knows says nothing.
  const own = classifyNamed(/::|TPL|\$\{/.test(namespace) ? name : `${namespace} ${name}`);
  return own ? [own] : [];
}
