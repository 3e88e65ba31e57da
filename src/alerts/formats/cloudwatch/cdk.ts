import { settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeValue } from '../../../syntax/code/code-file.js';
import type { WrittenAlert } from '../../written.js';
import { alarm, isOff } from './alarm.js';
import { metricsOf } from './cdk-metrics.js';
import { chainOf, looseTextOf, numberOf, optionsOf, textOf, unwrapped } from './cdk-options.js';

/** Modules of the CDK in TypeScript, Python, Java and Kotlin, C# and Go. */
const cdk =
  /^(?:aws-cdk-lib|@aws-cdk\/|monocdk|aws_cdk|software\.amazon\.awscdk|Amazon\.CDK|github\.com\/aws\/aws-cdk-go)/;

/** The kinds of alarms; a target of CloudWatch's module or, where a language brings in all of a module, the bare name. */
const alarmTarget =
  /^(?:(?:aws-cdk-lib[./]aws[-_]cloudwatch|@aws-cdk\/aws-cloudwatch|monocdk[./]aws[-_]cloudwatch|aws_cdk\.aws_cloudwatch|software\.amazon\.awscdk\.services\.cloudwatch|github\.com\/aws\/aws-cdk-go\/awscdk(?:\/v2)?\/awscloudwatch|Amazon\.CDK\.AWS\.CloudWatch)\.(?:New)?)?(?:Cfn|Composite)?Alarm$/;

/** The period of a metric of the CDK, in seconds: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_cloudwatch.MetricOptions.html */
const usualPeriod = 300;

/** The alarms that a program of the AWS CDK makes, one for each place in the text. */
export function alarmsOfCdk(code: CodeFile): readonly WrittenAlert[] {
  if (!code.imports.some(({ module }) => cdk.test(module))) return [];
  return code.calls.flatMap((call) => {
    const options = optionsOf(call);
    if (!makesAlarm(call, options, code) || isSwitchedOff(options.get('actionsenabled'))) return [];
    return [alarmOf(call, options, code)];
  });
}

function makesAlarm(
  call: CodeCall,
  options: ReadonlyMap<string, CodeValue>,
  { imports, language }: CodeFile,
): boolean {
  // A metric makes its alarm itself. Others have methods of that name too, so what an alarm cannot be without must be given.
  if (/^create_?alarm$/i.test(call.name)) return options.has('threshold') && options.has('evaluationperiods');
  if (call.name === 'build')
    return chainOf(call).some((step) => /\bAlarm\.Builder\.create$/.test(step.target));
  const isBare = !/[./]/.test(call.target);
  if (!alarmTarget.test(call.target)) return false;
  if (!isBare) return true;
  return (
    (language === 'csharp' || language === 'java' || language === 'kotlin') &&
    imports.some(({ module }) => /(?:AWS\.CloudWatch|awscdk\.services\.cloudwatch)$/.test(module))
  );
}

function alarmOf(call: CodeCall, options: ReadonlyMap<string, CodeValue>, code: CodeFile): WrittenAlert {
  const { metrics, period, statistic } = metricsOf(options.get('metric') ?? metricBefore(call));
  const isComposite = options.has('alarmrule') || /CompositeAlarm/.test(call.target);
  const own = textOf(options.get('metricname'));
  return alarm(
    {
      name:
        textOf(options.get('alarmname')) ?? idOf(call) ?? looseTextOf(options.get('alarmname')) ?? 'alarm',
      description: looseTextOf(options.get('alarmdescription')) ?? '',
      metrics:
        own === undefined ? metrics : [{ name: own, namespace: textOf(options.get('namespace')) ?? '' }],
      rule: isComposite ? 'other alarms' : undefined,
      statistic: statistic ?? textOf(options.get('statistic')),
      comparison: lastName(options.get('comparisonoperator')),
      threshold: numberOf(options.get('threshold'))?.toString(),
      periods: numberOf(options.get('evaluationperiods')),
      period: isComposite ? undefined : (numberOf(options.get('period')) ?? period ?? usualPeriod),
      actions: actionsOf(call, options, code),
      tags: {},
    },
    code.source.span(call.start, call.end),
  );
}

/** `metric.createAlarm(…)`: what it is called on. */
function metricBefore({ callee, name }: CodeCall): CodeValue | undefined {
  return /^create_?alarm$/i.test(name) ? callee.object : undefined;
}

/** The name of the construct: the first text among its arguments, or among those of its builder. */
function idOf(call: CodeCall): string | undefined {
  const made = call.name === 'build' ? (chainOf(call).find(({ name }) => name === 'create') ?? call) : call;
  return made.arguments
    .filter(({ name }) => name === undefined || /^id$/i.test(name))
    .map(({ value }) => looseTextOf(value))
    .find((text) => text !== undefined);
}

/** `alarm.addAlarmAction(new SnsAction(topic))`: `SnsAction topic`; for those of CloudFormation's own kind the list itself. */
function actionsOf(
  call: CodeCall,
  options: ReadonlyMap<string, CodeValue>,
  { calls }: CodeFile,
): readonly string[] {
  const listed = options.get('alarmactions');
  const added = calls.filter(({ callee, name }) => {
    const made = callee.object && settled(callee.object);
    return /^add_?alarm_?action$/i.test(name) && made?.kind === 'call' && made.start === call.start;
  });
  const list = listed && settled(listed);
  return [
    ...added.flatMap((add) => add.arguments.map(({ value }) => actionName(value))),
    ...(list?.kind === 'list' ? list.items.map(actionName) : []),
  ];
}

function actionName(value: CodeValue): string {
  const known = settled(value);
  if (known.kind !== 'call') return lastName(value) ?? 'TPL';
  const [first] = known.arguments;
  return [known.name, first && lastName(first.value)].filter((part) => part !== undefined).join(' ');
}

function lastName(value: CodeValue | undefined): string | undefined {
  return value?.kind === 'path' ? value.name : textOf(value);
}

function isSwitchedOff(value: CodeValue | undefined): boolean {
  const known = value && unwrapped(value);
  return known?.kind === 'boolean' && isOff(String(known.value));
}
