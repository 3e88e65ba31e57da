import type { ManifestValue } from '../../../syntax/manifests/manifest-value.js';
import { classifyAzureMetrics, classifyKusto } from '../../classify/azure.js';
import type { AzureCriterion } from '../../classify/azure.js';
import type { WrittenAlert } from '../../written.js';
import { secondsOfText } from '../durations.js';
import { writtenAlert } from './written.js';

/** Templates are nested in deployments, and resources in resources, this deep. */
const deepest = 5;

/** The alerts of an ARM template, nested ones too. */
export function alertsOfTemplate(root: ManifestValue): readonly WrittenAlert[] {
  return root.get('resources').exists ? alertsIn(root.get('resources'), 0) : [];
}

function alertsIn(list: ManifestValue, depth: number): readonly WrittenAlert[] {
  const items = list.isSequence ? list.items : list.entries.map(([, value]) => value);
  if (depth > deepest) return [];
  return items.flatMap((item) => [
    ...alertOfResource(item.get('type').text ?? '', '', item),
    ...alertsIn(item.get('resources'), depth + 1),
    ...alertsIn(item.at('properties', 'template', 'resources'), depth + 1),
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
): readonly WrittenAlert[] {
  const kind = type.toLowerCase().split('@')[0] ?? '';
  const properties = resource.get('properties');
  const isOnLogs = kind === 'microsoft.insights/scheduledqueryrules';
  if (!isOnLogs && kind !== 'microsoft.insights/metricalerts') return [];
  if (/^false$/i.test(properties.get('enabled').text ?? '')) return [];
  const text = (key: string): string | undefined => properties.get(key).text;
  const written = readable(resource.get('name').text);
  const common = {
    name: readable(text('displayName')) ?? written ?? (symbol === '' ? 'alert' : symbol),
    description: readable(text('description')) ?? '',
    severity: text('severity'),
    forSeconds: secondsOfText(readable(text('windowSize'))),
    notifies: groupsOf(properties.get('actions')),
  };
  const parts = properties.at('criteria', 'allOf').items;
  if (isOnLogs) {
    const query = parts.map((part) => part.get('query').text)[0] ?? '';
    return [
      writtenAlert({ ...common, expression: query.trim(), classified: classifyKusto(query) }, resource.span),
    ];
  }
  const isWebTest = /Webtest/i.test(properties.at('criteria', 'odata.type').text ?? '');
  const target = text('targetResourceType') ?? '';
  const criteria = parts.map((part): AzureCriterion => ({
    namespace: readable(part.get('metricNamespace').text) ?? readable(target) ?? '',
    metric: part.get('metricName').text ?? '',
    condition: ['timeAggregation', 'operator', 'threshold']
      .flatMap((key) => part.get(key).text ?? [])
      .join(' '),
  }));
  return [
    writtenAlert(
      {
        ...common,
        expression: criteria
          .map(({ condition, metric, namespace }) => `${namespace} ${metric} ${condition}`.trim())
          .join(', '),
        classified: isWebTest
          ? { class: 'symptom', reasons: ['it is a web test, which asks the service as its users do'] }
          : classifyAzureMetrics(criteria),
      },
      resource.span,
    ),
  ];
}

/** A text; not an expression of ARM, which stands in brackets. */
function readable(text: string | undefined): string | undefined {
  return text === undefined || /^\[(?!\[)/.test(text) ? undefined : text;
}

/** `actions: [{actionGroupId}]` of metrics, `actions: {actionGroups: [id]}` of logs; a reference that is not known stays a place. */
function groupsOf(actions: ManifestValue): readonly string[] {
  if (actions.isSequence) return actions.items.map((action) => action.get('actionGroupId').text ?? 'TPL');
  return actions.get('actionGroups').items.map((group) => group.text ?? 'TPL');
}
