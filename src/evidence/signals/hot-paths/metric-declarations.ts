import { option, positional, settled } from '../../../syntax/code/arguments.js';
import type { CodeWords } from '../../recogniser.js';
import type {
  CodeCall,
  CodeFile,
  CodeLanguage,
  CodeRange,
  CodeValue,
} from '../../../syntax/code/code-file.js';

export type MetricKind = 'counter' | 'gauge' | 'histogram' | 'timer';

/** A metric that a program keeps, as it is declared. */
export interface DeclaredMetric extends CodeRange {
  readonly kind: MetricKind;
  /** As written, without prefixes that are given elsewhere; undefined where it is not a plain text. */
  readonly name?: string;
  /** Names of its labels, as far as they are written. */
  readonly labels: readonly string[];
}

interface Library {
  readonly languages: readonly CodeLanguage[];
  readonly target: RegExp;
  /** Which of the target's words tells the kind; by default its last one. */
  readonly kind?: MetricKind;
  readonly name: (call: CodeCall) => CodeValue | undefined;
  readonly labels?: (call: CodeCall) => CodeValue | undefined;
  /** What else must hold of the file. */
  readonly where?: (code: CodeFile) => boolean;
}

const first = (call: CodeCall): CodeValue | undefined => positional(call, 0);

/** `prometheus.HistogramOpts{Name: "x"}`, `HistogramOpts::new("x", "help")` as the first argument. */
function inOptions(call: CodeCall): CodeValue | undefined {
  const options = first(call);
  const known = options && settled(options);
  if (known?.kind !== 'call') return undefined;
  return option(known, 'Name') ?? (known.name === 'new' ? positional(known, 0) : undefined);
}

/** The text that a number of the first arguments hold; used where labels are arguments of their own. */
const second = (call: CodeCall): CodeValue | undefined => positional(call, 1);

/** Words by which libraries call the kinds of metrics. */
const kinds: readonly (readonly [RegExp, MetricKind])[] = [
  [/histogram|distribution$/i, 'histogram'],
  [/timer?$/i, 'timer'],
  [/updowncounter|gauge|last_value|lastvalue/i, 'gauge'],
  [/counter$|countervec$|counterfunc$|countervec\(|counter/i, 'counter'],
];

const libraries: readonly Library[] = [
  {
    languages: ['javascript'],
    target: /^prom-client(?:\.\w+)*\.(?:Counter|Gauge|Histogram)$/,
    name: (call) => option(call, 'name') ?? first(call),
    labels: (call) => option(call, 'labelNames') ?? positional(call, 2),
  },
  {
    languages: ['javascript'],
    target: /^@willsoto\/nestjs-prometheus\.make(?:Counter|Gauge|Histogram)Provider$/,
    name: (call) => option(call, 'name'),
    labels: (call) => option(call, 'labelNames'),
  },
  {
    languages: ['javascript'],
    target:
      /^@opentelemetry\/api\.metrics\.getMeter\(\)\.create(?:Counter|UpDownCounter|Histogram|Gauge|ObservableGauge|ObservableCounter|ObservableUpDownCounter)$/,
    name: first,
  },
  {
    languages: ['python'],
    target: /^prometheus_client(?:\.\w+)*\.(?:Counter|Gauge|Histogram)$/,
    name: (call) => option(call, 'name') ?? first(call),
    labels: (call) => option(call, 'labelnames') ?? positional(call, 2),
  },
  {
    languages: ['python'],
    target:
      /^opentelemetry\.metrics(?:\.\w+)*\.get_meter\(\)\.create_(?:counter|up_down_counter|histogram|gauge|observable_gauge|observable_counter)$/,
    name: (call) => option(call, 'name') ?? first(call),
  },
  {
    languages: ['go'],
    target:
      /^github\.com\/prometheus\/client_golang\/prometheus(?:\/promauto)?(?:\.With\(\))?\.New(?:Counter|Gauge|Histogram)(?:Vec|Func)?$/,
    name: inOptions,
    labels: second,
  },
  {
    languages: ['go'],
    target:
      /^go\.opentelemetry\.io\/otel(?:\/metric)?\.(?:Meter\(\)|GetMeterProvider\(\)\.Meter\(\))\.(?:Int64|Float64)(?:Observable)?(?:Counter|UpDownCounter|Histogram|Gauge)$/,
    name: first,
  },
  {
    languages: ['java', 'kotlin'],
    target: /^io\.micrometer\.core\.instrument\.(?:Counter|Gauge|Timer|DistributionSummary)\.builder$/,
    name: first,
  },
  {
    languages: ['java', 'kotlin'],
    target: /^io\.micrometer\.core\.instrument\.MeterRegistry\(\)\.(?:counter|gauge|timer)$/,
    name: first,
  },
  {
    languages: ['java', 'kotlin'],
    target:
      /^io\.prometheus\.(?:client|metrics\.core\.metrics)\.(?:Counter|Gauge|Histogram)\.build(?:er)?\(\)(?:\.\w+\(\))*\.name$/,
    name: first,
  },
  {
    languages: ['java', 'kotlin'],
    target: /^io\.prometheus\.client\.(?:Counter|Gauge|Histogram)\.build$/,
    name: first,
  },
  {
    languages: ['csharp'],
    target: /(?:^|\.)Metrics\.Create(?:Counter|Gauge|Histogram)$/,
    name: first,
    labels: (call) => option(call, 'labelNames', 'LabelNames') ?? positional(call, 2),
  },
  {
    languages: ['csharp'],
    target:
      /(?:^|\.|\?)(?:Meter\(\)|\w*[mM]eter|Create\(\))\.Create(?:Counter|UpDownCounter|Histogram|Gauge|ObservableGauge|ObservableCounter|ObservableUpDownCounter)$/,
    name: (call) => option(call, 'name') ?? first(call),
  },
  {
    languages: ['ruby'],
    target:
      /^Prometheus(?:::|\.)Client(?:::|\.)(?:Counter|Gauge|Histogram)(?:(?:::|\.)new)?$|^Prometheus(?:::|\.)Client(?:::|\.)registry\(\)\.(?:counter|gauge|histogram)$/,
    name: first,
    labels: (call) => option(call, 'labels'),
  },
  {
    languages: ['php'],
    target:
      /Prometheus\\CollectorRegistry(?:Interface)?\(\)(?:->|\.)(?:getOrRegister|register)(?:Counter|Gauge|Histogram)$/,
    name: second,
    labels: (call) => positional(call, 3),
  },
  {
    languages: ['rust'],
    target: /^prometheus(?:::|\.)(?:Int)?(?:Counter|Gauge|Histogram)(?:Vec)?(?:::|\.)(?:new|with_opts)$/,
    name: (call) => inOptions(call) ?? first(call),
    labels: second,
  },
  {
    languages: ['rust'],
    target:
      /^prometheus(?:::|\.)register_(?:int_)?(?:counter|gauge|histogram)(?:_vec)?!?$|^metrics(?:::|\.)(?:describe_)?(?:counter|gauge|histogram)!?$/,
    name: first,
  },
  {
    languages: ['elixir'],
    target: /^Telemetry\.Metrics\.(?:counter|sum|last_value|distribution)$/,
    name: first,
    labels: (call) => option(call, 'tags'),
  },
  {
    // Most modules import the whole of it: https://hexdocs.pm/telemetry_metrics/Telemetry.Metrics.html
    languages: ['elixir'],
    target: /^\??(?:counter|sum|last_value|distribution)$/,
    where: ({ source }) => /^\s*import Telemetry\.Metrics\b/m.test(source.text),
    name: first,
    labels: (call) => option(call, 'tags'),
  },
];

const anyMetric = /opentelemetry|prometheus|micrometer|Metrics\b|metrics::/i;

/** Words that a file with a declared metric has. */
export const metricWords: CodeWords = {
  csharp: anyMetric,
  elixir: /Telemetry\.Metrics|Prometheus|PromEx|import Telemetry/i,
  go: /opentelemetry|prometheus|metrics"/i,
  java: anyMetric,
  javascript:
    /prom-client|nestjs-prometheus|@opentelemetry\/|willsoto|makeCounterProvider|hot-shots|node-statsd/i,
  kotlin: anyMetric,
  php: anyMetric,
  python: /opentelemetry|prometheus/i,
  ruby: /opentelemetry|prometheus|yabeda/i,
  rust: /prometheus|opentelemetry|\bmetrics\b/i,
};

const known = new WeakMap<CodeFile, readonly DeclaredMetric[]>();

/** The metrics of known libraries that a file declares. */
export function metricsIn(code: CodeFile): readonly DeclaredMetric[] {
  const held = known.get(code);
  if (held) return held;
  const found = code.calls.flatMap((call) => metricOf(call, code));
  known.set(code, found);
  return found;
}

function metricOf(call: CodeCall, code: CodeFile): readonly DeclaredMetric[] {
  const library = libraries.find(
    ({ languages, target, where }) =>
      languages.includes(code.language) && target.test(call.target) && (where?.(code) ?? true),
  );
  if (!library) return [];
  const words = call.target
    .split(/[./\\:]/)
    .filter((word) => !/^(?:new|with_opts|build|builder|name|build\(\)|builder\(\))$/.test(word));
  const kind = kinds.find(([word]) => words.slice(-2).some((part) => word.test(part)))?.[1];
  if (!kind) return [];
  const name = textOf(library.name(call));
  return [
    {
      kind,
      start: call.start,
      end: call.end,
      labels: library.labels ? listed(library.labels(call)) : [],
      ...(name !== undefined && { name }),
    },
  ];
}

function textOf(value: CodeValue | undefined): string | undefined {
  const text = value && settled(value);
  if (text?.kind === 'text' && text.exact) return text.text;
  if (text?.kind === 'list') return text.items.map((item) => textOf(item) ?? '').join('_');
  return text?.kind === 'path' && text.name.startsWith(':') ? text.name.slice(1) : undefined;
}

function listed(value: CodeValue | undefined): readonly string[] {
  const list = value && settled(value);
  if (list?.kind === 'map')
    return listed(list.entries.find(({ name }) => name === 'LabelNames' || name === 'labelNames')?.value);
  if (list?.kind === 'call') return listed(option(list, 'LabelNames', 'labelNames'));
  return list?.kind === 'list' ? list.items.flatMap((item) => textOf(item) ?? []) : [];
}
