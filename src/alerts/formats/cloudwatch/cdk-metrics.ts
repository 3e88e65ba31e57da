import type { CodeCall, CodeValue } from '../../../syntax/code/code-file.js';
import { settled } from '../../../syntax/code/arguments.js';
import type { CloudwatchMetric } from '../../classify/cloudwatch.js';
import { numberOf, optionsOf, textOf } from './cdk-options.js';

/** Values are looked through this deep: a metric in a map in an expression. */
const deepest = 5;

/** What an alarm looks at. */
export interface CdkMetrics {
  readonly metrics: readonly CloudwatchMetric[];
  readonly statistic: string | undefined;
  /** In seconds. */
  readonly period: number | undefined;
}

/** Namespaces by the module of the construct whose `metric…` method is called: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-construct-library.html */
const namespaces: readonly (readonly [RegExp, string])[] = [
  [/lambda/, 'AWS/Lambda'],
  [/sqs/, 'AWS/SQS'],
  [/sns/, 'AWS/SNS'],
  [/elasticloadbalancingv2/, 'AWS/ApplicationELB'],
  [/elasticloadbalancing/, 'AWS/ELB'],
  [/apigateway/, 'AWS/ApiGateway'],
  [/dynamodb/, 'AWS/DynamoDB'],
  [/rds|docdb|neptune/, 'AWS/RDS'],
  [/ecs/, 'AWS/ECS'],
  [/stepfunctions/, 'AWS/States'],
  [/kinesisfirehose/, 'AWS/Firehose'],
  [/kinesis/, 'AWS/Kinesis'],
  [/cloudfront/, 'AWS/CloudFront'],
  [/synthetics/, 'CloudWatchSynthetics'],
  [/opensearch|elasticsearch/, 'AWS/ES'],
  [/appsync/, 'AWS/AppSync'],
  [/autoscaling/, 'AWS/AutoScaling'],
];

/** Methods whose metric has another name, or that only one kind of construct has, so that they tell the namespace too. */
const methods: Readonly<Record<string, CloudwatchMetric>> = {
  approximateageofoldestmessage: { namespace: 'AWS/SQS', name: 'ApproximateAgeOfOldestMessage' },
  approximatenumberofmessagesvisible: { namespace: 'AWS/SQS', name: 'ApproximateNumberOfMessagesVisible' },
  clienterror: { namespace: 'AWS/ApiGateway', name: '4XXError' },
  concurrentexecutions: { namespace: 'AWS/Lambda', name: 'ConcurrentExecutions' },
  httpcodeelb: { namespace: 'AWS/ApplicationELB', name: 'HTTPCode_ELB_5XX_Count' },
  httpcodetarget: { namespace: 'AWS/ApplicationELB', name: 'HTTPCode_Target_5XX_Count' },
  servererror: { namespace: 'AWS/ApiGateway', name: '5XXError' },
  successpercent: { namespace: 'CloudWatchSynthetics', name: 'SuccessPercent' },
  targetresponsetime: { namespace: 'AWS/ApplicationELB', name: 'TargetResponseTime' },
  throttles: { namespace: 'AWS/Lambda', name: 'Throttles' },
};

/** Of functions of Lambda, when nothing is known of what they are called on: no other construct has methods of these names. */
const ofLambda: ReadonlySet<string> = new Set(['errors', 'duration', 'invocations']);

/** The same of state machines, whose metrics begin with another word. */
const ofStates: ReadonlySet<string> = new Set(['aborted', 'failed', 'succeeded', 'timedout', 'throttled']);

/** The metrics that a value of the CDK stands for: `fn.metricErrors()`, `new Metric({…})`, those of a `MathExpression`. */
export function metricsOf(value: CodeValue | undefined): CdkMetrics {
  const metrics: CloudwatchMetric[] = [];
  let statistic: string | undefined;
  let period: number | undefined;
  const visit = (part: CodeValue, depth: number): void => {
    const known = settled(part);
    if (depth > deepest) return;
    if (known.kind === 'map') for (const { value: inner } of known.entries) visit(inner, depth + 1);
    if (known.kind === 'list') for (const inner of known.items) visit(inner, depth + 1);
    if (known.kind !== 'call') return;
    const options = optionsOf(known);
    statistic ??= textOf(options.get('statistic'));
    period ??= secondsOf(options.get('period'));
    const found = metricOf(known, options);
    if (found) metrics.push(found);
    else for (const { value: inner } of known.arguments) visit(inner, depth + 1);
    if (!found && known.callee.object) visit(known.callee.object, depth + 1);
  };
  if (value) visit(value, 0);
  return { metrics, statistic, period };
}

function metricOf(call: CodeCall, options: ReadonlyMap<string, CodeValue>): CloudwatchMetric | undefined {
  const named = textOf(options.get('metricname'));
  const namespace = textOf(options.get('namespace'));
  if (named !== undefined) return { name: named, namespace: namespace ?? '' };
  const method = /^metric_?(\w*)$/i.exec(call.name)?.[1];
  if (method === undefined || call.constructs) return undefined;
  const key = method.replaceAll('_', '').toLowerCase();
  const target = (call.callee.object && targetOf(call.callee.object)) ?? '';
  const service = namespaces.find(([words]) => words.test(target.toLowerCase()))?.[1];
  const [first] = call.arguments;
  if (key === '') return { name: (first && textOf(first.value)) ?? '', namespace: service ?? '' };
  if (service === 'AWS/States' && ofStates.has(key))
    return { name: `Executions${pascal(method)}`, namespace: service };
  const known = methods[key];
  if (known && (service === undefined || service === known.namespace)) return known;
  return { name: pascal(method), namespace: service ?? (ofLambda.has(key) ? 'AWS/Lambda' : '') };
}

/** `errors` and `number_of_messages` as CloudWatch writes them. */
function pascal(method: string): string {
  return method.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function targetOf(value: CodeValue): string | undefined {
  return value.kind === 'path' || value.kind === 'call' ? value.target : undefined;
}

/** `Duration.minutes(5)`. */
function secondsOf(value: CodeValue | undefined): number | undefined {
  const known = value && settled(value);
  if (known?.kind !== 'call') return undefined;
  const unit = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 }[known.name.toLowerCase()];
  const count = known.arguments[0] && numberOf(known.arguments[0].value);
  return unit === undefined || count === undefined ? undefined : unit * count;
}
