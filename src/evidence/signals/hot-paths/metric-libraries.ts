import { settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeValue } from '../../../syntax/code/code-file.js';
import type { KnownInLanguage, Said } from '../../known-calls.js';

const perRoute = (library: string): string =>
  `the duration of requests is kept as a histogram by route (${library})`;

/** Middlewares and instrumentations that keep a histogram of the duration of requests, by their documentation. */
export const histogramCalls: readonly KnownInLanguage[] = [
  {
    languages: ['javascript'],
    words: /prom-bundle|fastify-metrics|@hono\/prometheus|swagger-stats/,
    calls: [
      [/^express-prom-bundle(?:\.default)?$/, perRoute('express-prom-bundle')],
      [
        /\.register$/,
        (call) => (isGiven(call, /^fastify-metrics\b/) ? perRoute('fastify-metrics') : undefined),
      ],
      [/^@hono\/prometheus\.prometheus$/, perRoute('@hono/prometheus')],
      [/^swagger-stats\.getMiddleware$/, perRoute('swagger-stats')],
    ],
  },
  {
    languages: ['python'],
    words: /prometheus_fastapi_instrumentator|starlette_exporter|prometheus_flask_exporter|django_prometheus/,
    calls: [
      [
        /^prometheus_fastapi_instrumentator(?:\.\w+)*\.Instrumentator\(\)(?:\.\w+\(\))*\.instrument$/,
        perRoute('prometheus-fastapi-instrumentator'),
      ],
      [
        /\.add_middleware$/,
        (call) =>
          isGiven(call, /^starlette_exporter\.PrometheusMiddleware$/)
            ? perRoute('starlette_exporter')
            : undefined,
      ],
      [/^prometheus_flask_exporter(?:\.\w+)*\.\w*PrometheusMetrics$/, perRoute('prometheus-flask-exporter')],
    ],
    texts: [[/^django_prometheus\.middleware\.PrometheusAfterMiddleware$/, perRoute('django-prometheus')]],
  },
  {
    languages: ['go'],
    words: /promhttp|prometheus|go-http-metrics/,
    calls: [
      [
        /\/promhttp\.InstrumentHandlerDuration$/,
        'the duration of requests is kept as a histogram (promhttp)',
      ],
      [/\/echoprometheus\.NewMiddleware(?:WithConfig)?$/, perRoute('echoprometheus')],
      [/fiberprometheus(?:\/v\d+)?\.New\w*$/, perRoute('fiberprometheus')],
      [/(?:go-gin-prometheus|ginprometheus)\.NewPrometheus$/, perRoute('go-gin-prometheus')],
      [
        /\/go-grpc-prometheus\.EnableHandlingTimeHistogram$|\/providers\/prometheus\.WithServerHandlingTimeHistogram$/,
        'the duration of gRPC calls is kept as a histogram',
      ],
      [/^github\.com\/slok\/go-http-metrics\/middleware\.New$/, perRoute('go-http-metrics')],
    ],
  },
  {
    languages: ['java', 'kotlin'],
    words: /micrometer/,
    calls: [
      [
        /^io\.micrometer\.core\.instrument\.Timer\.builder\(\)(?:\.\w+\(\))*\.publishPercentileHistogram$/,
        'a timer keeps a histogram',
      ],
    ],
    marks: [
      [
        /^io\.micrometer\.core\.annotation\.Timed$/,
        (mark) => {
          const histogram = mark.arguments.find(({ name }) => name === 'histogram')?.value;
          return histogram?.kind === 'boolean' && histogram.value
            ? `the duration of ${mark.function?.name ?? mark.class?.name ?? 'a method'} is kept as a histogram`
            : undefined;
        },
      ],
    ],
  },
  {
    languages: ['csharp'],
    words: /UseHttpMetrics|AddAspNetCoreInstrumentation/,
    calls: [
      [/(?:^|\.)UseHttpMetrics$/, perRoute('prometheus-net')],
      [
        /(?:^|\.)AddAspNetCoreInstrumentation$/,
        (call) => (isWithin(call, 'WithMetrics') ? perRoute('OpenTelemetry') : undefined),
      ],
    ],
  },
  {
    languages: ['ruby'],
    words: /Prometheus::Middleware::Collector/,
    calls: [
      [
        /(?:^|\.)use$/,
        (call) =>
          isGiven(call, /^Prometheus::Middleware::Collector$/) ? perRoute('prometheus-client') : undefined,
      ],
    ],
  },
  {
    languages: ['rust'],
    words: /axum_prometheus|actix_web_prom|rocket_prometheus/,
    calls: [
      [/^axum_prometheus(?:::|\.)PrometheusMetricLayer\w*(?:::|\.)(?:pair|new)/, perRoute('axum-prometheus')],
      [
        /^actix_web_prom(?:::|\.)PrometheusMetricsBuilder(?:::|\.)new\(\)(?:\.\w+\(\))*\.build$/,
        perRoute('actix-web-prom'),
      ],
      [
        /^rocket_prometheus(?:::|\.)PrometheusMetrics(?:::|\.)(?:new|with_registry)$/,
        perRoute('rocket_prometheus'),
      ],
    ],
  },
  {
    languages: ['elixir'],
    words: /PromEx\.Plugins|Plugins\.Phoenix/,
    names: [[/^PromEx\.Plugins\.Phoenix$/, perRoute('PromEx')]],
  },
];

/** Libraries that measure how much waits in a queue. */
export const queueCalls: readonly KnownInLanguage[] = [
  {
    languages: ['javascript'],
    words: /bullmq/,
    calls: [
      [
        /^bullmq\.Queue\(\)\.exportPrometheusMetrics$/,
        'the lengths of a queue are given out as metrics (BullMQ)',
      ],
    ],
  },
  {
    languages: ['ruby'],
    words: /PrometheusExporter/,
    calls: [
      [
        /^PrometheusExporter(?:::|\.)Instrumentation(?:::|\.)(?:SidekiqQueue|SidekiqStats|GoodJob|DelayedJob|Resque)(?:::|\.)(?:start|register)$/,
        'the lengths of queues are measured (prometheus_exporter)',
      ],
    ],
  },
  {
    languages: ['elixir'],
    words: /Plugins\.Oban/,
    names: [[/^PromEx\.Plugins\.Oban$/, 'the lengths of queues are measured (PromEx)']],
  },
];

/** Libraries that measure how full a pool is. */
export const poolCalls: readonly KnownInLanguage[] = [
  {
    languages: ['javascript'],
    words: /@prisma\/client/,
    calls: [
      [
        /^@prisma\/client\.PrismaClient\(\)\.\$metrics\.(?:prometheus|json)$/,
        'the pool of Prisma is measured',
      ],
    ],
  },
  {
    languages: ['go'],
    words: /DBStats|otelsql|pgxpoolprometheus|sqlstats/,
    calls: [
      [/\/collectors\.NewDBStatsCollector$/, 'the pool of database/sql is measured'],
      [
        /\/otelsql\.(?:RegisterDBStatsMetrics|ReportDBStatsMetrics)$/,
        'the pool of database/sql is measured (otelsql)',
      ],
      [
        /\/pgxpoolprometheus\.NewCollector$|\/sqlstats\.NewStatsCollector$/,
        'the pool of the database is measured',
      ],
    ],
  },
  {
    languages: ['java', 'kotlin'],
    words: /hikari/i,
    calls: [
      [
        /^com\.zaxxer\.hikari\.Hikari(?:Config|DataSource)\(\)\.(?:setMetricsTrackerFactory|setMetricRegistry)$/,
        'the pool of HikariCP is measured',
      ],
    ],
  },
  {
    languages: ['ruby'],
    words: /PrometheusExporter/,
    calls: [
      [
        /^PrometheusExporter(?:::|\.)Instrumentation(?:::|\.)(?:ActiveRecord|Puma)(?:::|\.)start$/,
        'pools are measured (prometheus_exporter)',
      ],
    ],
  },
  {
    languages: ['elixir'],
    words: /Plugins\.Ecto/,
    names: [[/^PromEx\.Plugins\.Ecto$/, 'the pool of Ecto is measured (PromEx)']],
  },
];

const rawPath = 'a label of a metric is given the path of the request as it came';

/** Metrics of known libraries whose labels are given the path of a request rather than its route. */
export const pathLabels: readonly KnownInLanguage[] = [
  {
    languages: ['javascript'],
    words: /prom-client|@opentelemetry\/api/,
    calls: [
      [
        /^prom-client(?:\.\w+)*\.(?:Counter|Gauge|Histogram|Summary)\(\)(?:\.labels\(\))?\.(?:labels|inc|observe|startTimer|set|dec)$/,
        observed,
      ],
      [/^@opentelemetry\/api\.metrics\.getMeter\(\)\.create\w+\(\)\.(?:add|record)$/, observed],
    ],
  },
  {
    languages: ['python'],
    words: /prometheus_client/,
    calls: [[/^prometheus_client(?:\.\w+)*\.(?:Counter|Gauge|Histogram|Summary)\(\)\.labels$/, observed]],
  },
  {
    languages: ['go'],
    words: /client_golang/,
    calls: [
      [
        /^github\.com\/prometheus\/client_golang\/prometheus[^(]*(?:\(\)\.New\w+)?\(\)\.(?:WithLabelValues|With)$/,
        observed,
      ],
    ],
  },
];

/** Members of a request that are its path as it came, by the expression that reads them. */
const asItCame =
  /^(?:req|request|ctx\.req|ctx\.request|ctx|c\.Request|r|self\.request|c\.req)\.(?:originalUrl|url|path|URL\.Path|RequestURI|url\.path|full_path|get_full_path)$/;

function observed(call: CodeCall, code: CodeFile): Said {
  const found = call.arguments
    .flatMap(({ value }) => valuesOf(value))
    .find((value) => isRawPath(value, code));
  return found ? `${rawPath} (${code.source.text.slice(found.start, found.end)})` : undefined;
}

function valuesOf(value: CodeValue): readonly CodeValue[] {
  if (value.kind === 'map') return value.entries.map((entry) => entry.value);
  return value.kind === 'list' ? value.items : [value];
}

/** Directly, or by a name that was declared so; what a function or a condition makes of it may be bounded. */
function isRawPath(value: CodeValue, code: CodeFile): boolean {
  const known = settled(value);
  return (
    known.kind === 'path' &&
    asItCame.test(code.source.text.slice(known.start, known.end).replaceAll(/\s+/g, ''))
  );
}

function isGiven(call: CodeCall, target: RegExp): boolean {
  return call.arguments.some(
    ({ value }) =>
      value.kind === 'path' &&
      (target.test(value.target) || (value.value?.kind === 'path' && target.test(value.value.target))),
  );
}

/** Whether a call stands in a function that is handed to one of this name. */
function isWithin(call: CodeCall, name: string): boolean {
  for (let made = call.context.function; made; made = made.parent)
    if (made.argumentOf?.name === name) return true;
  return false;
}
