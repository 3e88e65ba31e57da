import { expect, it } from 'vitest';
import { alertLines, alertsOf } from '../alert-lines.js';

it('reads alarms of CloudFormation, in YAML with short tags and in JSON', async () => {
  const { alerts, slos } = await alertsOf({
    'cfn/alb.yaml': `Resources:
  Errors:
    Type: AWS::CloudWatch::Alarm
    Condition: HasAlerts
    Properties:
      AlarmName: !Sub '\${AWS::StackName}-errors'
      AlarmDescription: 'Runbook: https://wiki.example.org/errors'
      Namespace: AWS/ApplicationELB
      MetricName: HTTPCode_Target_5XX_Count
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 5
      Threshold: 10
      ComparisonOperator: GreaterThanThreshold
      AlarmActions: [!Ref PagerTopic]
  ScaleUp:
    Type: AWS::CloudWatch::Alarm
    Properties: {Namespace: AWS/EC2, MetricName: CPUUtilization, AlarmActions: [!Ref ScaleUpPolicy]}
  Off:
    Type: AWS::CloudWatch::Alarm
    Properties: {ActionsEnabled: false, Namespace: AWS/EC2, MetricName: CPUUtilization}
  Slo:
    Type: AWS::ApplicationSignals::ServiceLevelObjective
    Properties: {Name: api, Goal: {AttainmentGoal: 99.9}, BurnRateConfigurations: [{LookBackWindowMinutes: 60}]}
`,
    'templates/queue.template.json': JSON.stringify({
      Resources: {
        Late: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: {
            Metrics: [
              {
                MetricStat: { Metric: { Namespace: 'AWS/SQS', MetricName: 'ApproximateAgeOfOldestMessage' } },
              },
            ],
          },
        },
        Both: {
          Type: 'AWS::CloudWatch::CompositeAlarm',
          Properties: { AlarmName: 'Both', AlarmRule: 'ALARM(a) AND ALARM(b)' },
        },
      },
    }),
  });
  expect(alerts).toMatchObject([
    {
      name: 'Errors',
      class: 'symptom',
      forSeconds: 300,
      runbook: 'https://wiki.example.org/errors',
      notifies: ['PagerTopic'],
      condition: 'the condition HasAlerts of the template decides',
      expression: 'AWS/ApplicationELB HTTPCode_Target_5XX_Count Sum GreaterThanThreshold 10',
      span: { line: 2 },
    },
    { name: 'ScaleUp', class: 'other', reasons: ['it makes an autoscaler act and tells nobody'] },
    { name: 'Late', class: 'symptom' },
    { name: 'Both', class: 'other', expression: 'ALARM(a) AND ALARM(b)' },
  ]);
  expect(slos).toMatchObject([{ name: 'api', objective: 0.999, alerting: ['burn rate'] }]);
});

it('reads alarms of Terraform', async () => {
  expect(
    await alertLines({
      'main.tf': `locals { name = "shop" }
resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "\${local.name}-\${var.stage}-cpu"
  namespace           = "AWS/ECS"
  metric_name         = "CPUUtilization"
  period              = 60
  evaluation_periods  = 2
  alarm_actions       = [aws_sns_topic.pager.arn]
}
resource "aws_cloudwatch_metric_alarm" "share" {
  alarm_name = "share"
  metric_query {
    id = "e"
    metric {
      namespace   = "AWS/ApiGateway"
      metric_name = "5XXError"
    }
  }
}
resource "aws_cloudwatch_metric_alarm" "scale" {
  alarm_name    = "scale"
  namespace     = "AWS/ECS"
  metric_name   = "CPUUtilization"
  alarm_actions = [aws_appautoscaling_policy.up.arn]
}
`,
    }),
  ).toEqual([
    'main.tf:2 shop-${var.stage}-cpu cause for 120 s templated',
    'main.tf:10 share symptom',
    'main.tf:20 scale other',
  ]);
});
