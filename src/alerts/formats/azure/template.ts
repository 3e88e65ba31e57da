import type { ManifestValue } from '../../../syntax/manifests/manifest-value.js';
import { classifyKusto } from '../../classify/azure.js';
import type { AzureCriterion } from '../../classify/azure.js';
import type { WrittenAlert } from '../../written.js';
import { secondsOfText } from '../durations.js';
import { onMetrics, writtenAlert } from './written.js';

/** Templates are nested in deployments, and resources in resources, this deep. */
const deepest = 5;

/** The alerts of an ARM template, nested ones too. */
export function alertsOfTemplate(root: ManifestValue): readonly WrittenAlert[] {
  return root.get('resources').exists ? alertsIn(root.get('resources'), root.get('parameters'), 0) : [];
}

function alertsIn(list: ManifestValue, parameters: ManifestValue, depth: number): readonly WrittenAlert[] {
  const items = list.isSequence ? list.items : list.entries.map(([, value]) => value);
  if (depth > deepest) return [];
  return items.flatMap((item) => [
    ...alertOfResource(item.get('type').text ?? '', '', item, parameters),
    ...alertsIn(item.get('resources'), parameters, depth + 1),
    ...alertsIn(
      item.at('properties', 'template', 'resources'),
      item.at('properties', 'template', 'parameters'),
      depth + 1,
    ),
  ]);
}

/**
 * The alert that a resource of ARM or Bicep is: https://learn.microsoft.com/azure/templates/microsoft.insights/metricalerts,
 * https://learn.microsoft.com/azure/templates/microsoft.insights/scheduledqueryrules.
 * @param symbol the name by which a Bicep file calls it.
 */
export function alertOfResource(
  type: string,
  symbol: string,
  resource: ManifestValue,
  parameters?: ManifestValue,
): readonly WrittenAlert[] {
  const textOf = (value: ManifestValue): string | undefined => readable(value.text, parameters);
  const kind = type.toLowerCase().split('@')[0] ?? '';
  const properties = resource.get('properties');
  const isOnLogs = kind === 'microsoft.insights/scheduledqueryrules';
  if (!isOnLogs && kind !== 'microsoft.insights/metricalerts') return [];
  const text = (key: string): string | undefined => textOf(properties.get(key));
  if (/^false$/i.test(text('enabled') ?? '')) return [];
  const common = {
    name: text('displayName') ?? textOf(resource.get('name')) ?? (symbol === '' ? 'alert' : symbol),
    description: text('description') ?? '',
    severity: text('severity'),
    forSeconds: secondsOfText(text('windowSize')),
    notifies: groupsOf(properties.get('actions')),
  };
  const parts = properties.at('criteria', 'allOf').items;
  if (isOnLogs) {
    const query = parts.map((part) => textOf(part.get('query')))[0] ?? '';
    return [
      writtenAlert({ ...common, expression: query.trim(), classified: classifyKusto(query) }, resource.span),
    ];
  }
  const isWebTest = /Webtest/i.test(properties.at('criteria', 'odata.type').text ?? '');
  const target = text('targetResourceType') ?? '';
  const criteria = parts.map((part): AzureCriterion => ({
    namespace: textOf(part.get('metricNamespace')) ?? target,
    metric: textOf(part.get('metricName')) ?? '',
    condition: ['timeAggregation', 'operator', 'threshold']
      .flatMap((key) => textOf(part.get(key)) ?? [])
      .join(' '),
  }));
  return [writtenAlert({ ...common, ...onMetrics(criteria, isWebTest) }, resource.span)];
}

/** A text; of an expression of ARM, which stands in brackets, the default of the parameter that it is. */
function readable(text: string | undefined, parameters: ManifestValue | undefined): string | undefined {
  if (text === undefined || !/^\[(?!\[)/.test(text)) return text;
  const name = /^\[\s*parameters\(\s*'(\w+)'\s*\)\s*\]$/.exec(text)?.[1];
  const usual = name === undefined ? undefined : parameters?.get(name).get('defaultValue').text;
  return usual === undefined || /^\[(?!\[)/.test(usual) ? undefined : usual;
}

/** `actions: [{actionGroupId}]` of metrics, `actions: {actionGroups: [id]}` of logs; a reference that is not known stays a place. */
function groupsOf(actions: ManifestValue): readonly string[] {
  if (actions.isSequence) return actions.items.map((action) => action.get('actionGroupId').text ?? 'TPL');
  return actions.get('actionGroups').items.map((group) => group.text ?? 'TPL');
}
