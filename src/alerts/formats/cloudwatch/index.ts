import type { AlertFormat } from '../../alert-format.js';

export const cloudwatch: AlertFormat = {
  name: 'cloudwatch',
  title: 'Amazon CloudWatch',
  homepage: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
  recognition: [
    'CloudFormation and SAM, in YAML or JSON: `AWS::CloudWatch::Alarm`, `AWS::CloudWatch::CompositeAlarm`, `AWS::ApplicationSignals::ServiceLevelObjective`; also below `Resources` in serverless.yml.',
    'Terraform: `aws_cloudwatch_metric_alarm`, `aws_cloudwatch_composite_alarm`, `aws_applicationsignals_service_level_objective`.',
    'Not taken: alarms whose actions are switched off (`ActionsEnabled: false`). An alarm whose actions are scaling policies alone is listed as other: it tells nobody.',
  ],
  mentions: (text) =>
    /AWS::CloudWatch::(?:Composite)?Alarm|AWS::ApplicationSignals::|\baws_cloudwatch_(?:metric|composite)_alarm\b|\baws_applicationsignals_/.test(
      text,
    ),
  load: async () => (await import('./read.js')).cloudwatchReader,
};
