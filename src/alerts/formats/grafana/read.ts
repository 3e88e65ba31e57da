import type { SourceSpan } from '../../../model/source-span.js';
import { SourceText } from '../../../model/source-text.js';
import { blocksOf } from '../../../syntax/manifests/hcl/value.js';
import type { HclBlock } from '../../../syntax/manifests/hcl/value.js';
import type { HclScope } from '../../../syntax/manifests/hcl/scope.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import type { FormatReader, TerraformResource } from '../../alert-format.js';
import { runbookOfAnnotations, runbookOfMessage, severityOf } from '../../labels.js';
import type { FormatReading, WrittenAlert, WrittenSlo } from '../../written.js';
import { nothing } from '../../written.js';
import { secondsOfText, shareOf } from '../durations.js';
import { textsOf } from '../prometheus/rules.js';
import { jsonText, looseText, numberIn, textsIn } from '../terraform-text.js';
import { conditionOf, type GrafanaQuery } from './condition.js';

/** Trees are looked through this deep. */
const deepest = 14;

export const grafanaReader: FormatReader = {
  document: ({ root }): FormatReading => {
    const alerts: WrittenAlert[] = [];
    collect(root, '', alerts, 0);
    return { alerts };
  },
  resource: (resource): FormatReading => {
    if (resource.type === 'grafana_rule_group') return { alerts: rulesOfResource(resource) };
    return resource.type === 'grafana_slo' ? { slos: [sloOf(resource)] } : nothing;
  },
};

/** A rule, however it is written. */
interface Rule {
  readonly name: string;
  readonly group: string;
  readonly condition: string;
  readonly queries: readonly GrafanaQuery[];
  readonly hold: string | undefined;
  readonly keep: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly receiver: string | undefined;
}

function alertOf(
  { annotations, condition, group, hold, keep, labels, name, queries, receiver }: Rule,
  span: SourceSpan,
): WrittenAlert {
  const asked = conditionOf(condition, queries);
  const severity = severityOf(labels);
  const runbook = runbookOfAnnotations(annotations, labels);
  const forSeconds = secondsOfText(hold);
  const keepFiringSeconds = secondsOfText(keep);
  const slo = labels['grafana_slo_uuid'] ?? labels['slo'];
  return {
    name,
    format: 'grafana',
    ...(group !== '' && { group }),
    ...asked,
    ...(forSeconds !== undefined && { forSeconds }),
    ...(keepFiringSeconds !== undefined && { keepFiringSeconds }),
    ...(severity !== undefined && { severity }),
    ...(runbook !== undefined && { runbook }),
    ...(slo !== undefined && { slo }),
    labels,
    annotations,
    notifies: receiver === undefined ? [] : [receiver],
    templated: /TPL|\$\{/.test(`${name} ${asked.expression}`),
    span,
  };
}

function collect(value: YamlValue, group: string, alerts: WrittenAlert[], depth: number): void {
  if (depth > deepest) return;
  for (const item of value.items) collect(item, group, alerts, depth + 1);
  if (!value.isMap) return;
  const data = value.get('data');
  const title = value.get('title').text;
  if (
    title !== undefined &&
    data.items.some((item) => item.get('refId').exists && item.get('model').exists)
  ) {
    if (value.get('isPaused').boolean === true || value.get('record').isMap) return;
    alerts.push(ruleIn(value, title, group));
    return;
  }
  if (value.get('alert').get('conditions').isSequence && value.get('targets').isSequence)
    alerts.push(alertOfPanel(value, group));
  const name = value.get('panels').isSequence
    ? (value.get('title').text ?? group)
    : value.get('rules').exists
      ? (value.get('name').text ?? value.get('title').text ?? group)
      : group;
  for (const [, part] of value.entries) collect(part, name, alerts, depth + 1);
}

/** By which the condition of a panel's alert is known among its queries. */
const ofPanel = ' alert';

/**
 * The alert of a panel, as dashboards had them until Grafana 10:
 * https://grafana.com/docs/grafana/v8.5/alerting/old-alerting/create-alerts/
 */
function alertOfPanel(panel: YamlValue, dashboard: string): WrittenAlert {
  const alert = panel.get('alert');
  const tags = textsOf(alert.get('alertRuleTags'));
  const message = alert.get('message').text ?? '';
  const runbook = runbookOfMessage(message);
  const written = alertOf(
    {
      name: alert.get('name').text ?? panel.get('title').text ?? 'alert',
      group: dashboard,
      condition: ofPanel,
      queries: [
        ...panel.get('targets').items.map((model) => ({ refId: model.get('refId').text ?? '', model })),
        { refId: ofPanel, model: alert },
      ],
      hold: alert.get('for').text,
      keep: undefined,
      labels: tags,
      annotations: message === '' ? {} : { message },
      receiver: undefined,
    },
    alert.span,
  );
  return {
    ...written,
    ...(runbook !== undefined && written.runbook === undefined && { runbook }),
    notifies: alert
      .get('notifications')
      .items.map((channel) => channel.get('uid').text ?? channel.get('id').text ?? 'TPL'),
  };
}

function ruleIn(value: YamlValue, title: string, group: string): WrittenAlert {
  return alertOf(
    {
      name: title,
      group: value.get('ruleGroup').text ?? group,
      condition: value.get('condition').text ?? '',
      queries: value
        .get('data')
        .items.map((item) => ({ refId: item.get('refId').text ?? '', model: item.get('model') })),
      hold: value.get('for').text,
      keep: value.get('keepFiringFor').text ?? value.get('keep_firing_for').text,
      labels: textsOf(value.get('labels')),
      annotations: textsOf(value.get('annotations')),
      receiver: (value.get('notification_settings').exists
        ? value.get('notification_settings')
        : value.get('notificationSettings')
      ).get('receiver').text,
    },
    value.get('title').span,
  );
}

function rulesOfResource({ block, name, scope }: TerraformResource): readonly WrittenAlert[] {
  const group = looseText(block.attributes.get('name'), scope) ?? name;
  return blocksOf(block, 'rule').flatMap((rule) => {
    if (looseText(rule.attributes.get('is_paused'), scope) === 'true') return [];
    return [
      alertOf(
        {
          name: looseText(rule.attributes.get('name'), scope) ?? name,
          group,
          condition: looseText(rule.attributes.get('condition'), scope) ?? '',
          queries: blocksOf(rule, 'data').flatMap((data) => queryOf(data, scope)),
          hold: looseText(rule.attributes.get('for'), scope),
          keep: looseText(rule.attributes.get('keep_firing_for'), scope),
          labels: textsIn(rule.attributes.get('labels'), scope),
          annotations: textsIn(rule.attributes.get('annotations'), scope),
          receiver: blocksOf(rule, 'notification_settings').flatMap(
            (part) => looseText(part.attributes.get('contact_point'), scope) ?? [],
          )[0],
        },
        rule.span,
      ),
    ];
  });
}

function queryOf(data: HclBlock, scope: HclScope): readonly GrafanaQuery[] {
  const text = jsonText(data.attributes.get('model'), scope);
  const [document] = text === undefined ? [] : parseYaml(new SourceText('model.json', text)).documents;
  return document
    ? [{ refId: looseText(data.attributes.get('ref_id'), scope) ?? '', model: document.root }]
    : [];
}

function sloOf({ block, name, scope }: TerraformResource): WrittenSlo {
  const [objectives] = blocksOf(block, 'objectives');
  const objective = shareOf(objectives && numberIn(objectives, 'value', scope));
  const window = objectives && looseText(objectives.attributes.get('window'), scope);
  const description = looseText(block.attributes.get('description'), scope);
  const [alerting] = blocksOf(block, 'alerting');
  return {
    name: looseText(block.attributes.get('name'), scope) ?? name,
    format: 'grafana',
    ...(objective !== undefined && { objective }),
    ...(window !== undefined && { window }),
    ...(description !== undefined && { description }),
    alerting: ['fastburn', 'slowburn'].filter(
      (kind) => alerting !== undefined && blocksOf(alerting, kind).length > 0,
    ),
    span: block.span,
  };
}
