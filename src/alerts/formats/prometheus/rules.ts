import type { SourceSpan } from '../../../model/source-span.js';
import { readableValue } from '../../../syntax/helm/neutral-text.js';
import type { PromExpression } from '../../../syntax/promql/expression.js';
import { parsePromql, secondsOfPromDuration } from '../../../syntax/promql/parse.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { classifyLogql, isLogql } from '../../classify/logql.js';
import { runbookOfAnnotations, severityOf } from '../../labels.js';
import type { FormatReading, WrittenAlert } from '../../written.js';

/** Trees are looked through this deep. */
const deepest = 24;

/**
 * The rules of a document in the shape of Prometheus, wherever they stand in it: a map with `alert` and `expr` is an alert, one with `record`
 * and `expr` a recording rule. A group is the nearest map around them with `rules` and a name.
 * Source: https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export function rulesIn(root: YamlValue, format: string, isTemplate: boolean): FormatReading {
  const found: Found = { alerts: [], recordings: [] };
  collect(root, '', { format, isTemplate, found, seen: { count: 0 } }, 0);
  return found;
}

interface Found {
  readonly alerts: WrittenAlert[];
  readonly recordings: (readonly [string, PromExpression])[];
}

interface Walk {
  readonly format: string;
  readonly isTemplate: boolean;
  readonly found: Found;
  readonly seen: { count: number };
}

/** Nodes of one document that are looked at. */
const mostNodes = 100_000;

function collect(value: YamlValue, group: string, walk: Walk, depth: number): void {
  walk.seen.count += 1;
  if (depth > deepest || walk.seen.count > mostNodes) return;
  if (value.isSequence) {
    for (const item of value.items) collect(item, group, walk, depth + 1);
    return;
  }
  if (!value.isMap) return;
  const expression = conditionOf(value);
  if (expression !== undefined) {
    const alert = value.get('alert').text ?? '';
    const record = value.get('record').text ?? '';
    if (alert !== '') {
      if (value.get('enabled').boolean !== false)
        walk.found.alerts.push(alertOf(value, alert, expression, group, walk));
      return;
    }
    if (record !== '') {
      walk.found.recordings.push([record, parsePromql(expression).expression]);
      return;
    }
  }
  const name = value.get('rules').exists ? (value.get('name').text ?? group) : group;
  for (const [key, part] of value.entries)
    collect(part, name === '' && part.get('rules').exists ? key : name, walk, depth + 1);
}

/** `expr`; Azure's managed rules call it `expression`. */
function conditionOf(rule: YamlValue): string | undefined {
  return rule.get('expr').text ?? rule.get('expression').text;
}

function alertOf(
  rule: YamlValue,
  name: string,
  expression: string,
  group: string,
  { format, isTemplate }: Walk,
): WrittenAlert {
  const labels = textsOf(rule.get('labels'));
  const annotations = textsOf(rule.get('annotations'));
  const condition = isTemplate ? readableValue(expression) : expression;
  const severity = severityOf(labels);
  const runbook = runbookOfAnnotations(annotations, labels);
  const forSeconds = secondsOf(rule.get('for').text);
  const keepFiringSeconds = secondsOf(rule.get('keep_firing_for').text ?? rule.get('keepFiringFor').text);
  const logs = isLogql(condition);
  const slo = sloOf(labels);
  return {
    name: readableValue(name),
    format: logs && format === 'prometheus' ? 'loki' : format,
    ...(group !== '' && { group: readableValue(group) }),
    expression: condition.trim(),
    language: logs ? 'logql' : 'promql',
    ...(logs && { classified: classifyLogql(condition) }),
    ...(forSeconds !== undefined && { forSeconds }),
    ...(keepFiringSeconds !== undefined && { keepFiringSeconds }),
    ...(severity !== undefined && { severity }),
    ...(runbook !== undefined && { runbook }),
    ...(slo !== undefined && { slo }),
    labels,
    annotations,
    notifies: [],
    templated: isTemplate && /TPL/.test(`${name} ${condition} ${Object.values(labels).join(' ')}`),
    span: spanOf(rule),
  };
}

/** From the rule's first line to its last; the line of `alert:` is where it is looked for. */
function spanOf(rule: YamlValue): SourceSpan {
  const head = rule.get('alert').span;
  const whole = rule.span;
  return {
    ...head,
    endLine: Math.max(head.endLine, whole.endLine),
    endColumn: whole.endLine > head.endLine ? whole.endColumn : head.endColumn,
  };
}

/** `5m`, or `PT5M` as Azure writes it. */
function secondsOf(text: string | undefined): number | undefined {
  const iso = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text ?? '');
  if (iso && text !== 'P' && text !== '') {
    const [days = 0, hours = 0, minutes = 0, seconds = 0] = iso.slice(1).map((part) => Number(part ?? 0));
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  }
  return secondsOfPromDuration(text);
}

/** The objective that the labels of a generator name: Sloth, Pyrra, Grafana, and `slo` as many write it by hand. */
function sloOf(labels: Readonly<Record<string, string>>): string | undefined {
  const { sloth_slo: sloth, slo, grafana_slo_uuid: grafana, pyrra_dev_slo: pyrra } = labels;
  const named = sloth ?? pyrra ?? slo ?? grafana;
  return named === undefined || named === '' || /^(?:true|yes|false|no)$/i.test(named) ? undefined : named;
}

/** The texts of a map, as they are read. */
export function textsOf(map: YamlValue): Readonly<Record<string, string>> {
  return Object.fromEntries(
    map.entries.flatMap(([key, value]) =>
      value.text === undefined ? [] : [[key, readableValue(value.text).trim()] as const],
    ),
  );
}
