import type { AlertLanguage } from '../../../model/alert.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { parsePromql } from '../../../syntax/promql/parse.js';
import { blocksOf } from '../../../syntax/manifests/hcl/value.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import type { FormatReader, TerraformResource } from '../../alert-format.js';
import type { Classification } from '../../classify/classification.js';
import { weightiest } from '../../classify/classification.js';
import { burnWindowOf, classifyGoogle } from '../../classify/google.js';
import { classifyPromql } from '../../classify/promql/classify.js';
import { runbookOfMessage, severityOf } from '../../labels.js';
import type { FormatReading, WrittenAlert, WrittenSlo } from '../../written.js';
import { nothing } from '../../written.js';
import { secondsOfText, shareOf } from '../durations.js';
import { looseText, namesIn, numberIn, textsIn } from '../terraform-text.js';

/** Policies stand in lists and below other keys at most this deep. */
const deepest = 6;

export const googleCloudReader: FormatReader = {
  document: ({ root }): FormatReading => {
    const alerts: WrittenAlert[] = [];
    collect(root, alerts, 0);
    return { alerts };
  },
  resource: (resource): FormatReading => {
    if (resource.type === 'google_monitoring_alert_policy') return { alerts: policyOfResource(resource) };
    return resource.type === 'google_monitoring_slo' ? { slos: [sloOf(resource)] } : nothing;
  },
};

/** One condition of a policy, however it is written. */
interface Condition {
  readonly language: AlertLanguage;
  readonly text: string;
  readonly threshold: number | undefined;
  readonly forSeconds: number | undefined;
}

interface Policy {
  readonly name: string;
  readonly conditions: readonly Condition[];
  readonly documentation: string;
  readonly links: readonly string[];
  readonly severity: string | undefined;
  readonly channels: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

function policy(
  { channels, conditions, documentation, labels, links, name, severity }: Policy,
  span: SourceSpan,
): WrittenAlert {
  const [first] = conditions;
  const runbook = links[0] ?? runbookOfMessage(documentation);
  const level = severity ?? severityOf(labels);
  const slo = conditions
    .map(
      ({ text }) =>
        /serviceLevelObjectives\/([\w.-]+)/.exec(text)?.[1] ??
        /google_monitoring_slo\.[\w-]+/.exec(text)?.[0],
    )
    .find((found) => found !== undefined);
  return {
    name,
    format: 'google-cloud',
    language: first?.language ?? 'unknown',
    ...(conditions.length > 0 && { expression: conditions.map(({ text }) => text.trim()).join('\n') }),
    classified: classified(conditions),
    ...(first?.forSeconds !== undefined && { forSeconds: first.forSeconds }),
    ...(level !== undefined && { severity: level }),
    ...(runbook !== undefined && { runbook }),
    ...(slo !== undefined && { slo }),
    labels,
    annotations: documentation === '' ? {} : { documentation },
    notifies: channels,
    templated: /TPL|\$\{/.test(name) || conditions.some(({ text }) => /TPL|\$\{/.test(text)),
    span,
  };
}

function classified(conditions: readonly Condition[]): Classification {
  const burning = conditions.filter(({ text }) => burnWindowOf(text) !== undefined);
  if (burning.length > 0) {
    const windows = [
      ...new Set(burning.map(({ text }) => burnWindowOf(text) ?? '').filter((window) => window !== '')),
    ];
    return {
      class: 'slo-burn',
      reasons: [
        `its condition selects the burn rate of an objective${windows.length > 0 ? ` over ${windows.join(' and ')}` : ''}`,
      ],
      burn: {
        windows,
        factors: [...new Set(burning.flatMap(({ threshold }) => threshold ?? []))],
        thresholds: [],
      },
    };
  }
  const found = conditions.flatMap(({ language, text }) =>
    language === 'promql' && parsePromql(text).errors === 0
      ? classifyPromql(text, new Map())
      : (classifyGoogle(text) ?? []),
  );
  return weightiest(found) ?? { class: 'other', reasons: ['nothing is known of what it measures'] };
}

const written: readonly (readonly [string, string, AlertLanguage])[] = [
  ['conditionThreshold', 'filter', 'google-filter'],
  ['conditionAbsent', 'filter', 'google-filter'],
  ['conditionMatchedLog', 'filter', 'google-filter'],
  ['conditionMonitoringQueryLanguage', 'query', 'mql'],
  ['conditionPrometheusQueryLanguage', 'query', 'promql'],
  ['conditionSql', 'query', 'sql'],
];

function collect(value: YamlValue, alerts: WrittenAlert[], depth: number): void {
  if (depth > deepest) return;
  for (const item of value.items) collect(item, alerts, depth + 1);
  if (!value.isMap) return;
  const conditions = value.get('conditions').items.flatMap(conditionOf);
  if (conditions.length > 0) {
    if (value.get('enabled').boolean === false || value.at('enabled', 'value').boolean === false) return;
    const named = value.get('displayName').exists ? value.get('displayName') : value.get('conditions');
    alerts.push(
      policy(
        {
          name: value.get('displayName').text ?? value.get('name').text ?? '',
          conditions,
          documentation: value.at('documentation', 'content').text ?? '',
          links: value.at('documentation', 'links').items.flatMap((link) => link.get('url').text ?? []),
          severity: value.get('severity').text,
          channels: value
            .get('notificationChannels')
            .items.flatMap(
              (channel) => channel.text ?? channel.get('name').text ?? channel.get('external').text ?? [],
            ),
          labels: Object.fromEntries(
            value
              .get('userLabels')
              .entries.flatMap(([key, label]) => (label.text === undefined ? [] : [[key, label.text]])),
          ),
        },
        named.span,
      ),
    );
    return;
  }
  for (const [, part] of value.entries) collect(part, alerts, depth + 1);
}

function conditionOf(value: YamlValue): readonly Condition[] {
  return written.flatMap(([kind, key, language]) => {
    const part = value.get(kind);
    if (!part.isMap) return [];
    const denominator = part.get('denominatorFilter').text;
    return [
      {
        language,
        text: [part.get(key).text ?? '', denominator].filter((text) => text !== undefined).join(' / '),
        threshold: part.get('thresholdValue').number,
        forSeconds: secondsOfText(part.get('duration').text),
      },
    ];
  });
}

const blocks: readonly (readonly [string, string, AlertLanguage])[] = [
  ['condition_threshold', 'filter', 'google-filter'],
  ['condition_absent', 'filter', 'google-filter'],
  ['condition_matched_log', 'filter', 'google-filter'],
  ['condition_monitoring_query_language', 'query', 'mql'],
  ['condition_prometheus_query_language', 'query', 'promql'],
  ['condition_sql', 'query', 'sql'],
];

function policyOfResource({ block, name, scope }: TerraformResource): readonly WrittenAlert[] {
  const text = (attribute: string): string | undefined => looseText(block.attributes.get(attribute), scope);
  if (text('enabled') === 'false' || scope.text(block.attributes.get('count')) === '0') return [];
  const conditions = blocksOf(block, 'conditions').flatMap((condition) =>
    blocks.flatMap(([type, key, language]) =>
      blocksOf(condition, type).map((part): Condition => ({
        language,
        text: looseText(part.attributes.get(key), scope) ?? '',
        threshold: numberIn(part, 'threshold_value', scope),
        forSeconds: secondsOfText(scope.text(part.attributes.get('duration'))),
      })),
    ),
  );
  const [documentation] = blocksOf(block, 'documentation');
  return [
    policy(
      {
        name: text('display_name') ?? name,
        conditions,
        documentation: (documentation && looseText(documentation.attributes.get('content'), scope)) ?? '',
        links: documentation
          ? blocksOf(documentation, 'links').flatMap(
              (link) => looseText(link.attributes.get('url'), scope) ?? [],
            )
          : [],
        severity: text('severity'),
        channels: namesIn(block.attributes.get('notification_channels'), scope),
        labels: textsIn(block.attributes.get('user_labels'), scope),
      },
      block.span,
    ),
  ];
}

function sloOf({ block, name, scope }: TerraformResource): WrittenSlo {
  const objective = shareOf(numberIn(block, 'goal', scope));
  const days = numberIn(block, 'rolling_period_days', scope);
  const calendar = scope.text(block.attributes.get('calendar_period'));
  const of = looseText(block.attributes.get('service'), scope);
  return {
    name:
      looseText(block.attributes.get('display_name'), scope) ??
      looseText(block.attributes.get('slo_id'), scope) ??
      name,
    format: 'google-cloud',
    id: `google_monitoring_slo.${name}`,
    ...(of !== undefined && !/TPL|\$\{/.test(of) && { of }),
    ...(objective !== undefined && { objective }),
    ...(days !== undefined ? { window: `${days}d` } : calendar !== undefined && { window: calendar }),
    alerting: [],
    span: block.span,
  };
}
