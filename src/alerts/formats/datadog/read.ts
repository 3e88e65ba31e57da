import type { SourceSpan } from '../../../model/source-span.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import type { FormatReader, TerraformResource } from '../../alert-format.js';
import { classifyDatadog } from '../../classify/datadog.js';
import { runbookOfMessage } from '../../labels.js';
import type { FormatReading, WrittenAlert, WrittenSlo } from '../../written.js';
import { nothing } from '../../written.js';
import { shareOf } from '../durations.js';
import { kindIn, nameOf, objectsOf } from '../kubernetes-object.js';
import { looseText, namesIn, numberIn } from '../terraform-text.js';

/** Trees are looked through this deep. */
const deepest = 8;

const monitorType =
  /^(?:(?:query|metric|service|log|event|event-v2|process|rum|trace-analytics|slo|synthetics|audit|ci-pipelines|ci-tests|error-tracking|database-monitoring|network-performance|cost) (?:alert|check)|composite)$/;

export const datadogReader: FormatReader = {
  document: ({ root }): FormatReading => {
    const objects = objectsOf(root).filter((object) => kindIn(object, 'datadoghq.com') !== undefined);
    if (objects.length > 0) return ofObjects(objects);
    const found: { alerts: WrittenAlert[]; slos: WrittenSlo[] } = { alerts: [], slos: [] };
    collect(root, found, 0);
    return found;
  },
  resource: ({ block, name, scope, type }: TerraformResource): FormatReading => {
    const text = (attribute: string): string | undefined => looseText(block.attributes.get(attribute), scope);
    if (type === 'datadog_monitor') {
      if (scope.text(block.attributes.get('count')) === '0') return nothing;
      return {
        alerts: [
          monitorOf(
            {
              name: text('name') ?? name,
              type: text('type') ?? '',
              query: text('query') ?? '',
              message: text('message') ?? '',
              tags: namesIn(block.attributes.get('tags'), scope),
              priority: text('priority'),
            },
            block.span,
          ),
        ],
      };
    }
    if (type === 'datadog_monitor_json') {
      const monitor = parsedJson(text('monitor'));
      if (monitor === undefined) return nothing;
      return { alerts: [monitorOf(monitor, block.span)] };
    }
    if (type !== 'datadog_service_level_objective') return nothing;
    const threshold = block.blocks.find((part) => part.type === 'thresholds');
    const target = threshold && numberIn(threshold, 'target', scope);
    const window = threshold && looseText(threshold.attributes.get('timeframe'), scope);
    const objective = shareOf(target);
    const description = text('description');
    return {
      slos: [
        {
          name: text('name') ?? name,
          format: 'datadog',
          id: `${type}.${name}`,
          ...(objective !== undefined && { objective }),
          ...(window !== undefined && { window }),
          ...(description !== undefined && { description }),
          alerting: [],
          span: block.span,
        },
      ],
    };
  },
};

interface Monitor {
  readonly name: string;
  readonly type: string;
  readonly query: string;
  readonly message: string;
  readonly tags: readonly string[];
  readonly priority: string | undefined;
}

function monitorOf({ message, name, priority, query, tags, type }: Monitor, span: SourceSpan): WrittenAlert {
  const labels = Object.fromEntries(
    tags.flatMap((tag) =>
      /^[\w.-]+:/.test(tag)
        ? [[tag.slice(0, tag.indexOf(':')), tag.slice(tag.indexOf(':') + 1)] as const]
        : [],
    ),
  );
  const level =
    priority !== undefined && /^[1-5]$/.test(priority)
      ? `P${priority}`
      : (labels['severity'] ?? labels['priority']);
  const runbook = runbookOfMessage(message);
  const slo = /^\s*(?:error_budget|burn_rate)\s*\(\s*"([^"]+)"/.exec(query)?.[1];
  return {
    name: name.trim(),
    format: 'datadog',
    language: 'datadog',
    expression: query.trim(),
    classified: classifyDatadog(type.toLowerCase(), query),
    ...(level !== undefined && { severity: level }),
    ...(runbook !== undefined && { runbook }),
    ...(slo !== undefined && { slo }),
    labels,
    annotations: message === '' ? {} : { message },
    notifies: [
      ...new Set(
        [...message.matchAll(/(?:^|\s)@([\w.-]+(?:@[\w.-]+)?)/g)].flatMap(([, handle]) => handle ?? []),
      ),
    ],
    templated: /TPL|\$\{/.test(`${name} ${query}`),
    span,
  };
}

function collect(
  value: YamlValue,
  found: { alerts: WrittenAlert[]; slos: WrittenSlo[] },
  depth: number,
): void {
  if (depth > deepest) return;
  for (const item of value.items) collect(item, found, depth + 1);
  if (!value.isMap) return;
  const type = value.get('type').text ?? '';
  const query = value.get('query');
  const isMonitor =
    monitorType.test(type) &&
    query.text !== undefined &&
    (value.get('message').exists || value.get('options').exists);
  if (isMonitor) {
    found.alerts.push(monitorIn(value, value.get('name').exists ? value.get('name').span : value.span));
    return;
  }
  const thresholds = value.get('thresholds').items;
  if (
    /^(?:metric|monitor|time_slice)$/.test(type) &&
    thresholds.some((item) => item.get('target').exists && item.get('timeframe').exists)
  ) {
    found.slos.push(sloIn(value, value.get('name').text ?? ''));
    return;
  }
  for (const [, part] of value.entries) collect(part, found, depth + 1);
}

function monitorIn(value: YamlValue, span: SourceSpan): WrittenAlert {
  return monitorOf(
    {
      name: value.get('name').text ?? '',
      type: value.get('type').text ?? '',
      query: value.get('query').text ?? '',
      message: value.get('message').text ?? '',
      tags: value.get('tags').items.flatMap((tag) => tag.text ?? []),
      priority: value.get('priority').text,
    },
    span,
  );
}

function sloIn(value: YamlValue, name: string): WrittenSlo {
  const threshold = value.get('thresholds').items[0];
  const objective = shareOf(threshold?.get('target').number ?? value.get('targetThreshold').number);
  const window = threshold?.get('timeframe').text ?? value.get('timeframe').text;
  const description = value.get('description').text;
  return {
    name,
    format: 'datadog',
    ...(objective !== undefined && { objective }),
    ...(window !== undefined && { window }),
    ...(description !== undefined && { description }),
    alerting: [],
    span: value.get('name').exists ? value.get('name').span : value.span,
  };
}

function ofObjects(objects: readonly YamlValue[]): FormatReading {
  return {
    alerts: objects
      .filter((object) => object.get('kind').text === 'DatadogMonitor')
      .map((object) => monitorIn(object.get('spec'), object.get('kind').span)),
    slos: objects
      .filter((object) => object.get('kind').text === 'DatadogSLO')
      .map((object) => ({
        ...sloIn(object.get('spec'), object.at('spec', 'name').text ?? nameOf(object)),
        span: object.get('kind').span,
      })),
  };
}

function parsedJson(text: string | undefined): Monitor | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (typeof value !== 'object' || value === null) return undefined;
    const of = (key: string): string => {
      const part: unknown = Reflect.get(value, key);
      return typeof part === 'string' || typeof part === 'number' ? String(part) : '';
    };
    const tags: unknown = Reflect.get(value, 'tags');
    return {
      name: of('name'),
      type: of('type'),
      query: of('query'),
      message: of('message'),
      tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
      priority: of('priority') || undefined,
    };
  } catch {
    return undefined;
  }
}
