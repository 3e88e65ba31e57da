import type { AlertLanguage } from '../../../model/alert.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { classifyCloudwatch } from '../../classify/cloudwatch.js';
import type { Classification } from '../../classify/classification.js';
import { classifyLogql, isLogql } from '../../classify/logql.js';

/** One entry of a rule's `data`: its reference and its model. */
export interface GrafanaQuery {
  readonly refId: string;
  readonly model: YamlValue;
}

/** The condition of a rule as one expression. */
export interface GrafanaCondition {
  readonly expression: string;
  readonly language: AlertLanguage;
  /** For queries that are no PromQL. */
  readonly classified?: Classification;
}

/** Expressions follow each other this often. */
const deepest = 8;

/**
 * Follows a rule's condition to its queries: a threshold becomes a comparison, a reduction hands on its input, references in math are replaced by
 * what they stand for.
 * Source: https://grafana.com/docs/grafana/latest/alerting/fundamentals/alert-rules/queries-conditions/
 */
export function conditionOf(condition: string, queries: readonly GrafanaQuery[]): GrafanaCondition {
  const byRef = new Map(queries.map(({ model, refId }) => [refId, model]));
  const expression = written(condition, byRef, 0);
  const asked = queries.map(({ model }) => model).filter((model) => textOfQuery(model) !== undefined);
  const logs = asked.map((model) => textOfQuery(model) ?? '').filter(isLogql);
  if (logs.length > 0)
    return {
      expression,
      language: 'logql',
      ...(logs[0] !== undefined && { classified: classifyLogql(logs[0]) }),
    };
  if (asked.length > 0 && asked.every((model) => model.get('expr').text !== undefined))
    return { expression, language: 'promql' };
  const metrics = queries.flatMap(({ model }) => {
    const name = model.get('metricName').text;
    return name === undefined ? [] : [{ name, namespace: model.get('namespace').text ?? '' }];
  });
  if (metrics.length > 0)
    return { expression, language: 'cloudwatch', classified: classifyCloudwatch(metrics, '') };
  const isSql = queries.some(({ model }) => model.get('rawSql').exists);
  return {
    expression,
    language: isSql ? 'sql' : 'unknown',
    classified: {
      class: 'other',
      reasons: [isSql ? 'it asks a database' : 'its query is in a language that is not read'],
    },
  };
}

/** What a query asks its data source, where it is a text. */
function textOfQuery(model: YamlValue): string | undefined {
  if (isExpression(model)) return undefined;
  return (
    model.get('expr').text ??
    model.get('rawSql').text ??
    model.get('query').text ??
    model.get('metricName').text
  );
}

const expressionTypes = new Set(['reduce', 'math', 'threshold', 'classic_conditions', 'resample', 'sql']);

/** The `alert` of a panel has the conditions that unified alerting calls classic. */
function isOldAlert(model: YamlValue): boolean {
  return model.get('conditions').isSequence && model.get('executionErrorState').exists;
}

function isExpression(model: YamlValue): boolean {
  if (isOldAlert(model)) return true;
  const source = model.at('datasource', 'uid').text ?? model.at('datasource', 'type').text;
  return (
    (expressionTypes.has(model.get('type').text ?? '') &&
      !model.get('expr').exists &&
      !model.get('rawSql').exists) ||
    source === '__expr__' ||
    source === '-100'
  );
}

function written(refId: string, models: ReadonlyMap<string, YamlValue>, depth: number): string {
  const model = models.get(refId);
  if (!model || depth > deepest) return refId;
  if (!isExpression(model)) return `(${(textOfQuery(model) ?? refId).trim()})`;
  const of = (ref: string): string => written(ref, models, depth + 1);
  const input = (model.get('expression').text ?? '').trim();
  switch (model.get('type').text ?? (isOldAlert(model) ? 'classic_conditions' : undefined)) {
    case 'threshold':
      return compared(of(input), model.get('conditions').items[0]?.get('evaluator'));
    case 'classic_conditions':
      return model
        .get('conditions')
        .items.map((condition, index) => {
          const text = compared(
            of(condition.at('query', 'params').items[0]?.text ?? ''),
            condition.get('evaluator'),
          );
          return index === 0
            ? text
            : `${condition.at('operator', 'type').text === 'or' ? 'or' : 'and'} ${text}`;
        })
        .join(' ');
    case 'math':
      return `(${input
        .replace(/\$\{?([\w-]+)\}?/g, (_, ref: string) => of(ref))
        .replaceAll('&&', ' and ')
        .replaceAll('||', ' or ')})`;
    default:
      return input === '' ? refId : of(input.replace(/^\$\{?|\}$/g, ''));
  }
}

const operators: Readonly<Record<string, string>> = {
  gt: '>',
  lt: '<',
  gte: '>=',
  lte: '<=',
  eq: '==',
  ne: '!=',
};

/** A query that compares by itself is no more compared: its result is what is left of it. */
function compared(text: string, evaluator: YamlValue | undefined): string {
  const type = evaluator?.get('type').text ?? '';
  const [first, second] = evaluator?.get('params').items.map((param) => param.text ?? 'TPL') ?? [];
  const operator = operators[type];
  if (operator !== undefined && first !== undefined) return `${text} ${operator} ${first}`;
  if (type === 'outside_range' && first !== undefined && second !== undefined)
    return `${text} < ${first} or ${text} > ${second}`;
  if (type === 'within_range' && first !== undefined && second !== undefined)
    return `${text} > ${first} and ${text} < ${second}`;
  return text;
}
