import type { YamlValue } from '../../../syntax/yaml.js';
import { blocksOf } from '../../../syntax/manifests/hcl/value.js';
import type { FormatReader, TerraformResource } from '../../alert-format.js';
import type { CloudwatchMetric } from '../../classify/cloudwatch.js';
import type { FormatReading, WrittenAlert, WrittenSlo } from '../../written.js';
import { nothing } from '../../written.js';
import { shareOf } from '../durations.js';
import { looseText, namesIn, numberIn, textsIn } from '../terraform-text.js';
import { alarm, isOff } from './alarm.js';
import { alarmsOfCdk } from './cdk.js';

/** `Resources` may stand below others: `resources.Resources` of the Serverless Framework. */
const deepest = 5;

export const cloudwatchReader: FormatReader = {
  code: (file): FormatReading => ({ alerts: alarmsOfCdk(file) }),
  document: ({ root }): FormatReading => {
    const found: { alerts: WrittenAlert[]; slos: WrittenSlo[] } = { alerts: [], slos: [] };
    collect(root, found, 0);
    return found;
  },
  resource: (resource): FormatReading => {
    if (resource.type === 'aws_cloudwatch_metric_alarm' || resource.type === 'aws_cloudwatch_composite_alarm')
      return { alerts: alarmOfResource(resource) };
    if (resource.type !== 'aws_applicationsignals_service_level_objective') return nothing;
    const { block, name, scope } = resource;
    const [goal] = blocksOf(block, 'goal');
    const objective = shareOf(goal && numberIn(goal, 'attainment_goal', scope));
    const burning = blocksOf(block, 'burn_rate_configuration').length > 0;
    return {
      slos: [
        {
          name: looseText(block.attributes.get('name'), scope) ?? name,
          format: 'cloudwatch',
          ...(objective !== undefined && { objective }),
          alerting: burning ? ['burn rate'] : [],
          span: block.span,
        },
      ],
    };
  },
};

function alarmOfResource({ block, name, scope, type }: TerraformResource): readonly WrittenAlert[] {
  const text = (attribute: string): string | undefined => looseText(block.attributes.get(attribute), scope);
  const actions = namesIn(block.attributes.get('alarm_actions'), scope);
  if (scope.text(block.attributes.get('count')) === '0' || isOff(text('actions_enabled'))) return [];
  const queries = blocksOf(block, 'metric_query').flatMap((query) => blocksOf(query, 'metric'));
  const metrics = [block, ...queries].flatMap((part): CloudwatchMetric[] => {
    const metric = looseText(part.attributes.get('metric_name'), scope);
    return metric === undefined
      ? []
      : [{ name: metric, namespace: looseText(part.attributes.get('namespace'), scope) ?? '' }];
  });
  return [
    alarm(
      {
        name: text('alarm_name') ?? name,
        description: text('alarm_description') ?? '',
        metrics,
        rule: type === 'aws_cloudwatch_composite_alarm' ? (text('alarm_rule') ?? 'other alarms') : undefined,
        statistic: text('statistic') ?? text('extended_statistic'),
        comparison: text('comparison_operator'),
        threshold: text('threshold'),
        periods: numberIn(block, 'evaluation_periods', scope),
        period: numberIn(block, 'period', scope),
        actions,
        tags: textsIn(block.attributes.get('tags'), scope),
      },
      block.span,
    ),
  ];
}

function collect(
  value: YamlValue,
  found: { alerts: WrittenAlert[]; slos: WrittenSlo[] },
  depth: number,
): void {
  if (depth > deepest || !value.isMap) return;
  for (const [key, part] of value.entries) {
    const type = part.get('Type').text;
    const properties = part.get('Properties');
    if (type === 'AWS::CloudWatch::Alarm' || type === 'AWS::CloudWatch::CompositeAlarm')
      found.alerts.push(...alarmOfTemplate(key, part));
    else if (type === 'AWS::ApplicationSignals::ServiceLevelObjective') {
      const objective = shareOf(properties.at('Goal', 'AttainmentGoal').number);
      found.slos.push({
        name: properties.get('Name').text ?? key,
        format: 'cloudwatch',
        ...(objective !== undefined && { objective }),
        alerting: properties.get('BurnRateConfigurations').items.length > 0 ? ['burn rate'] : [],
        span: part.span,
      });
    } else collect(part, found, depth + 1);
  }
}

function alarmOfTemplate(key: string, resource: YamlValue): readonly WrittenAlert[] {
  const properties = resource.get('Properties');
  const actions = properties.get('AlarmActions').items.map(referenceOf);
  if (isOff(properties.get('ActionsEnabled').text)) return [];
  const queries = properties.get('Metrics').items.map((query) => query.at('MetricStat', 'Metric'));
  const metrics = [properties, ...queries].flatMap((part): CloudwatchMetric[] => {
    const name = part.get('MetricName');
    return name.exists ? [{ name: name.text ?? 'TPL', namespace: part.get('Namespace').text ?? 'TPL' }] : [];
  });
  const named = properties.get('AlarmName');
  const rule = properties.get('AlarmRule');
  const found = alarm(
    {
      name: named.text === undefined || named.text.includes('${') ? key : named.text,
      description: substituted(properties.get('AlarmDescription')),
      metrics,
      rule: rule.exists ? substituted(rule) || 'other alarms' : undefined,
      statistic: properties.get('Statistic').text ?? properties.get('ExtendedStatistic').text,
      comparison: properties.get('ComparisonOperator').text,
      threshold: properties.get('Threshold').text,
      periods: properties.get('EvaluationPeriods').number,
      period: properties.get('Period').number,
      actions,
      tags: Object.fromEntries(
        properties
          .get('Tags')
          .items.flatMap((tag) =>
            tag.get('Key').text === undefined
              ? []
              : [[tag.get('Key').text ?? '', tag.get('Value').text ?? '']],
          ),
      ),
    },
    resource.span,
  );
  const condition = resource.get('Condition').text;
  return [
    condition === undefined
      ? found
      : { ...found, condition: `the condition ${condition} of the template decides` },
  ];
}

/** `!Ref Topic`, `{Ref: Topic}`, `!GetAtt …`, `Fn::ImportValue`: what is named in it. */
function referenceOf(value: YamlValue): string {
  return (
    value.text ??
    value.get('Ref').text ??
    value.get('Fn::GetAtt').text ??
    value.get('Fn::GetAtt').items[0]?.text ??
    value.entries[0]?.[0] ??
    'TPL'
  );
}

/** A text, or that of `Fn::Sub`. */
function substituted(value: YamlValue): string {
  const text = value.text ?? value.get('Fn::Sub').text ?? value.items[0]?.text ?? '';
  return text.replace(/\$\{[^}]*\}/g, 'TPL');
}
