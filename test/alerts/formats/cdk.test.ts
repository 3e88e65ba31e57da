import { expect, it } from 'vitest';
import { alertLines, alertsOf } from '../alert-lines.js';

const app = { 'cdk.json': '{"app": "x"}' };

it('reads alarms of the CDK in TypeScript', async () => {
  const { alerts } = await alertsOf({
    ...app,
    'lib/stack.ts': `import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm, ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import { aws_cloudwatch as cw, Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
export class S extends cdk.Stack {
  private readonly fn: lambda.Function;
  constructor(scope: any, id: string, props: { q: lambda.IFunction }) {
    super(scope, id);
    const topic = new sns.Topic(this, 'T');
    this.fn = new lambda.Function(this, 'F', {});
    const alarm = new cloudwatch.Alarm(this, 'Errors', { metric: this.fn.metricErrors({ period: cdk.Duration.minutes(5) }), threshold: 1, evaluationPeriods: 2, alarmDescription: 'See https://wiki.example.org/errors' });
    alarm.addAlarmAction(new SnsAction(topic));
    new Alarm(this, 'M', { metric: new cloudwatch.Metric({ namespace: 'AWS/SQS', metricName: 'ApproximateAgeOfOldestMessage', statistic: 'Maximum' }), threshold: 60, evaluationPeriods: 1, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD });
    props.q.metricDuration().createAlarm(this, 'Slow', { threshold: 1, evaluationPeriods: 1, alarmName: \`x-\${id}\` });
    new cw.CompositeAlarm(this, 'C', { alarmRule: cw.AlarmRule.anyOf(alarm) });
    const m = new cw.MathExpression({ expression: 'e/r', usingMetrics: { e: this.fn.metricErrors(), r: this.fn.metricInvocations() } });
    m.createAlarm(this, 'Math', { threshold: 1, evaluationPeriods: 1 });
  }
}
`,
  });
  expect(
    alerts.map(
      ({ class: found, expression, forSeconds, name, notifies }) =>
        `${name} ${found} ${forSeconds ?? ''} ${expression} [${notifies.join()}]`,
    ),
  ).toEqual([
    'Errors symptom 600 AWS/Lambda Errors 1 [SnsAction topic]',
    'M symptom 300 AWS/SQS ApproximateAgeOfOldestMessage Maximum GREATER_THAN_THRESHOLD 60 []',
    'Slow symptom 300 AWS/Lambda Duration 1 []',
    'C other  other alarms []',
    'Math symptom 300 AWS/Lambda Errors, AWS/Lambda Invocations 1 []',
  ]);
  expect(alerts[0]?.runbook).toBe('https://wiki.example.org/errors');
});

it('reads alarms of the CDK in Python', async () => {
  const lines = await alertLines({
    ...app,
    'infra/stack.py': `from aws_cdk import Stack, Duration, aws_cloudwatch as cloudwatch, aws_lambda as _lambda
from aws_cdk.aws_cloudwatch import Alarm
import aws_cdk.aws_cloudwatch_actions as actions
class S(Stack):
    def __init__(self, scope, id):
        fn = _lambda.Function(self, "F")
        alarm = cloudwatch.Alarm(self, "Errors", metric=fn.metric_errors(period=Duration.minutes(5)), threshold=1, evaluation_periods=2)
        alarm.add_alarm_action(actions.SnsAction(topic))
        fn.metric_duration().create_alarm(self, "Slow", threshold=3, evaluation_periods=1)
        Alarm(self, "M", metric=cloudwatch.Metric(namespace="AWS/SQS", metric_name="ApproximateAgeOfOldestMessage"), threshold=1, evaluation_periods=1)
`,
  });
  expect(lines).toEqual([
    'infra/stack.py:7 Errors symptom for 600 s',
    'infra/stack.py:9 Slow symptom for 300 s',
    'infra/stack.py:10 M symptom for 300 s',
  ]);
});

it('reads alarms of the CDK in Java', async () => {
  const lines = await alertLines({
    ...app,
    'src/Stack.java': `package x;
import software.amazon.awscdk.services.cloudwatch.*;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.lambda.Function;
class S {
  void f(Function fn) {
    Alarm a = Alarm.Builder.create(this, "Errors").metric(fn.metricErrors()).threshold(1).evaluationPeriods(2).alarmDescription("x").build();
    Alarm b = new Alarm(this, "B", AlarmProps.builder().metric(fn.metricDuration()).threshold(1).evaluationPeriods(1).build());
    fn.metricErrors().createAlarm(this, "C", CreateAlarmOptions.builder().threshold(1).evaluationPeriods(1).build());
  }
}
`,
  });
  expect(lines).toEqual([
    'src/Stack.java:7 Errors symptom for 600 s',
    'src/Stack.java:8 B symptom for 300 s',
    'src/Stack.java:9 C symptom for 300 s',
  ]);
});

it('reads alarms of the CDK in C#', async () => {
  const lines = await alertLines({
    ...app,
    'src/Stack.cs': `using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.Lambda;
namespace X {
  class S : Stack {
    S(Construct scope, string id) {
      var fn = new Function(this, "F", new FunctionProps { });
      var a = new Alarm(this, "Errors", new AlarmProps { Metric = fn.MetricErrors(), Threshold = 1, EvaluationPeriods = 2, AlarmDescription = "x" });
      fn.MetricDuration().CreateAlarm(this, "Slow", new CreateAlarmOptions { Threshold = 1, EvaluationPeriods = 1 });
    }
  }
}
`,
  });
  expect(lines).toEqual(['src/Stack.cs:8 Errors symptom for 600 s', 'src/Stack.cs:9 Slow symptom for 300 s']);
});

it('reads alarms of the CDK in Go', async () => {
  const lines = await alertLines({
    ...app,
    'infra/stack.go': `package x
import (
  "github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
  "github.com/aws/jsii-runtime-go"
)
func f(stack constructs.Construct, fn awslambda.Function) {
  awscloudwatch.NewAlarm(stack, jsii.String("Errors"), &awscloudwatch.AlarmProps{Metric: fn.MetricErrors(nil), Threshold: jsii.Number(1), EvaluationPeriods: jsii.Number(2)})
  fn.MetricDuration(nil).CreateAlarm(stack, jsii.String("Slow"), &awscloudwatch.CreateAlarmOptions{Threshold: jsii.Number(1), EvaluationPeriods: jsii.Number(1)})
}
`,
  });
  expect(lines).toEqual([
    'infra/stack.go:7 Errors symptom for 600 s',
    'infra/stack.go:8 Slow symptom for 300 s',
  ]);
});

it('takes no alarm of other libraries, none without a CDK application and none that is switched off', async () => {
  const stack = (options: string): string =>
    `import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';\nnew Alarm(this, 'Off', { ${options} });\n`;
  const lines = await alertLines({
    ...app,
    'lib/off.ts': stack('threshold: 1, evaluationPeriods: 1, actionsEnabled: false'),
    'lib/clock.ts':
      "import { Stack } from 'aws-cdk-lib';\nimport { Alarm } from './clock';\nnew Alarm('seven');\nclock.createAlarm('eight', { threshold: 1 });\n",
  });
  expect(lines).toEqual([]);
  const on = { 'lib/stack.ts': stack('threshold: 1') };
  expect(await alertLines(on)).toEqual([]);
  expect(
    await alertLines({ ...on, 'package.json': '{"dependencies": {"aws-cdk-lib": "^2.0.0"}}' }),
  ).toHaveLength(1);
});
