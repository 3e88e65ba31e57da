import type { AlertFormat } from '../../alert-format.js';

export const cloudwatch: AlertFormat = {
  name: 'cloudwatch',
  title: 'Amazon CloudWatch',
  homepage: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
  recognition: [
    'CloudFormation and SAM, in YAML or JSON: `AWS::CloudWatch::Alarm`, `AWS::CloudWatch::CompositeAlarm`, `AWS::ApplicationSignals::ServiceLevelObjective`; also below `Resources` in serverless.yml.',
    'Terraform: `aws_cloudwatch_metric_alarm`, `aws_cloudwatch_composite_alarm`, `aws_applicationsignals_service_level_objective`.',
    'The AWS CDK in TypeScript, JavaScript, Python, Java, Kotlin, C# and Go, where a manifest of the repository asks for it: `new Alarm(…)`, `new CompositeAlarm(…)`, `metric.createAlarm(…)`. What a loop or a function of the program makes counts once.',
    'Not taken: alarms whose actions are switched off (`ActionsEnabled: false`). An alarm whose actions are scaling policies alone is listed as other: it tells nobody.',
  ],
  mentions: (text) =>
    /AWS::CloudWatch::(?:Composite)?Alarm|AWS::ApplicationSignals::|\baws_cloudwatch_(?:metric|composite)_alarm\b|\baws_applicationsignals_/.test(
      text,
    ),
  mentionsInCode: (text) =>
    /\bAlarm\b|\b(?:Cfn|Composite|New)Alarm\b|\bNewCompositeAlarm\b|create_?alarm\b/i.test(text) &&
    /aws-cdk|aws_cdk|monocdk|\bawscdk\b|Amazon\.CDK/.test(text),
  load: async () => (await import('./read.js')).cloudwatchReader,
};
