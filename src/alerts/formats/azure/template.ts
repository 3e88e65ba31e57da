import type { ManifestValue } from '../../../syntax/manifests/manifest-value.js';
import { classifyKusto } from '../../classify/azure.js';
import type { AzureCriterion } from '../../classify/azure.js';
import type { WrittenAlert } from '../../written.js';
import { secondsOfText } from '../durations.js';
import { onActivity, onMetrics, writtenAlert } from './written.js';

/** Templates are nested in deployments, and resources in resources, this deep. */
const deepest = 5;

/** What a parameter of a template stands for, when it is written; undefined when only a deployment tells. */
export type ParameterOf = (name: string) => string | undefined;

const noParameters: ParameterOf = () => undefined;

/** The alerts of an ARM template or of a definition of Azure Policy, nested ones too. */
export function alertsOfTemplate(root: ManifestValue): readonly WrittenAlert[] {
  const parameters = defaultsOf(root.get('parameters'));
  return [
    ...alertsIn(root.get('resources'), parameters, 0),
    ...(root.get('resources').exists ? [] : alertsOfPolicy(root, parameters, 0)),
  ];
}

function alertsIn(list: ManifestValue, parameters: ParameterOf, depth: number): readonly WrittenAlert[] {
  const items = list.isSequence ? list.items : list.entries.map(([, value]) => value);
  if (depth > deepest) return [];
  return items.flatMap((item) => [
    ...alertOfResource(item.get('type').text ?? '', '', item, parameters),
    ...alertsIn(item.get('resources'), parameters, depth + 1),
    ...alertsOfDeployment(item.get('properties'), parameters, depth + 1),
    ...alertsOfPolicy(item, parameters, depth + 1),
  ]);
}

/** A template in a deployment, whose parameters are given by what is around it. */
function alertsOfDeployment(
  properties: ManifestValue,
  around: ParameterOf,
  depth: number,
): readonly WrittenAlert[] {
  const template = properties.get('template');
  const own = defaultsOf(template.get('parameters'));
  const given = properties.get('parameters');
  const parameters: ParameterOf = (name) =>
    readable(given.get(name).get('value').text, around) ??
    own(name) ??
    (given.exists ? undefined : around(name));
  return alertsIn(template.get('resources'), parameters, depth);
}

/**
 * What a policy deploys beside each resource that lacks it:
 * https://learn.microsoft.com/azure/governance/policy/concepts/effect-deploy-if-not-exists
 */
function alertsOfPolicy(item: ManifestValue, around: ParameterOf, depth: number): readonly WrittenAlert[] {
  const isDefinition = item.at('properties', 'policyRule').exists;
  const definition = isDefinition ? item.get('properties') : item;
  const deployment = definition.at('policyRule', 'then', 'details', 'deployment');
  if (!deployment.exists || depth > deepest) return [];
  const own = defaultsOf(definition.get('parameters'));
  const alerts = alertsOfDeployment(
    deployment.get('properties'),
    (name) => own(name) ?? around(name),
    depth + 1,
  );
  const title = definition.get('displayName').text;
  return alerts.map((alert) =>
    alert.name === unnamed && title !== undefined ? { ...alert, name: title } : alert,
  );
}

function defaultsOf(parameters: ManifestValue): ParameterOf {
  return (name) => readable(parameters.get(name).get('defaultValue').text, noParameters);
}

/** An alert whose name only a deployment tells. */
const unnamed = 'alert';

/**
 * The alert that a resource of ARM or Bicep is: https://learn.microsoft.com/azure/templates/microsoft.insights/metricalerts,
 * https://learn.microsoft.com/azure/templates/microsoft.insights/scheduledqueryrules.
 * @param symbol the name by which a Bicep file calls it.
 */
export function alertOfResource(
  type: string,
  symbol: string,
  resource: ManifestValue,
  parameters: ParameterOf = noParameters,
): readonly WrittenAlert[] {
  const textOf = (value: ManifestValue | undefined): string | undefined => readable(value?.text, parameters);
  const kind = type.toLowerCase().split('@')[0] ?? '';
  const properties = resource.get('properties');
  const isOnLogs = kind === 'microsoft.insights/scheduledqueryrules';
  const isOnActivity = kind === 'microsoft.insights/activitylogalerts';
  if (!isOnLogs && !isOnActivity && kind !== 'microsoft.insights/metricalerts') return [];
  const text = (key: string): string | undefined => textOf(properties.get(key));
  if (/^false$/i.test(text('enabled') ?? '')) return [];
  const common = {
    name: text('displayName') ?? textOf(resource.get('name')) ?? (symbol === '' ? unnamed : symbol),
    description: text('description') ?? '',
    severity: text('severity'),
    forSeconds: secondsOfText(text('windowSize')),
    notifies: groupsOf(properties.get('actions')),
  };
  if (isOnActivity) {
    const conditions = properties.at('condition', 'allOf').items;
    const valueOf = (field: string): string | undefined =>
      textOf(conditions.find((part) => part.get('field').text?.toLowerCase() === field)?.get('equals'));
    return [
      writtenAlert(
        { ...common, ...onActivity(valueOf('category'), valueOf('operationname')) },
        resource.span,
      ),
    ];
  }
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

/** A text; of an expression of ARM, which stands in brackets (two where a policy passes it on), what the parameter that it is stands for. */
function readable(text: string | undefined, parameters: ParameterOf): string | undefined {
  if (text === undefined || !text.startsWith('[')) return text;
  const name = /^\[{1,2}\s*parameters\(\s*'(\w+)'\s*\)\s*\]$/.exec(text)?.[1];
  return name === undefined ? undefined : parameters(name);
}

/** `actions: [{actionGroupId}]` of metrics, `actions: {actionGroups: [id]}` of logs; a reference that is not known stays a place. */
function groupsOf(actions: ManifestValue): readonly string[] {
  if (actions.isSequence) return actions.items.map((action) => action.get('actionGroupId').text ?? 'TPL');
  return actions
    .get('actionGroups')
    .items.map((group) => group.text ?? group.get('actionGroupId').text ?? 'TPL');
}
