import { settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeValue } from '../../../syntax/code/code-file.js';
import type { KnownInLanguage, Said } from '../../known-calls.js';

const givenOut = 'the metrics that the program keeps are given out';
const otlp = 'metrics go out through OpenTelemetry';
const statsd = 'metrics are sent to StatsD';

/** `app.register(plugin)`, `use Middleware`, `mount Exporter`: something of a library is put in by being named. */
function puts(target: RegExp, text: string): (call: CodeCall) => Said {
  return (call) =>
    call.arguments.some(({ value }) => namesOf(value).some((name) => target.test(name))) ? text : undefined;
}

function namesOf(value: CodeValue): readonly string[] {
  const known = settled(value);
  if (value.kind === 'path') return [value.target, ...(known.kind === 'path' ? [known.target] : [])];
  if (known.kind === 'call') return [known.target];
  if (known.kind === 'map')
    return known.entries.flatMap((entry) => [entry.name ?? '', ...namesOf(entry.value)]);
  if (known.kind === 'list') return known.items.flatMap(namesOf);
  return [];
}

/** How metrics leave a program, by the documentation of each library. Metrics that are only declared are not among them. */
export const metricsCalls: readonly KnownInLanguage[] = [
  {
    languages: ['javascript'],
    words:
      /prom-client|prom-bundle|nestjs-prometheus|fastify-metrics|exporter-prometheus|sdk-metrics|sdk-node|hot-shots|swagger-stats|@hono\/prometheus|node-statsd/,
    calls: [
      [/^prom-client(?:\.\w+)*(?:\(\))?\.(?:metrics|getMetricsAsJSON)$/, givenOut],
      [
        /^express-prom-bundle(?:\.default)?$/,
        'express-prom-bundle measures each route and serves the metrics',
      ],
      [
        /^@willsoto\/nestjs-prometheus\.PrometheusModule\.register(?:Async)?$/,
        'a module of Nest serves the metrics of the program',
      ],
      [
        /\.register$/,
        puts(/^fastify-metrics\b/, 'fastify-metrics measures each route and serves the metrics'),
      ],
      [
        /^@opentelemetry\/exporter-prometheus\.PrometheusExporter$/,
        'OpenTelemetry serves the metrics for Prometheus',
      ],
      [/^@opentelemetry\/sdk-metrics\.PeriodicExportingMetricReader$/, otlp],
      [/^@opentelemetry\/sdk-node\.metrics\.PeriodicExportingMetricReader$/, otlp],
      [/^@hono\/prometheus\.prometheus$/, 'the requests to Hono are measured'],
      [/^(?:hot-shots|node-statsd)(?:\.StatsD|\.default)?$/, statsd],
      [/^swagger-stats\.getMiddleware$/, 'swagger-stats measures each route and serves the metrics'],
    ],
  },
  {
    languages: ['python'],
    words: /prometheus|starlette_exporter|opentelemetry|statsd|markus/,
    calls: [
      [/^prometheus_client(?:\.\w+)*\.(?:generate_latest|make_asgi_app|make_wsgi_app)$/, givenOut],
      [
        /^prometheus_client(?:\.\w+)*\.start_(?:http|wsgi)_server$/,
        'the metrics of the program are served on a port of their own',
      ],
      [
        /^prometheus_fastapi_instrumentator(?:\.\w+)*\.Instrumentator\(\)(?:\.\w+\(\))*\.expose$/,
        'each route is measured and the metrics are served',
      ],
      [
        /^prometheus_flask_exporter(?:\.\w+)*\.\w*PrometheusMetrics(?:\.for_app_factory|\(\)\.init_app)?$/,
        'each route of Flask is measured and the metrics are served',
      ],
      [/^starlette_exporter\.PrometheusMiddleware$/, 'each route is measured (starlette_exporter)'],
      [
        /\.add_middleware$/,
        puts(/^starlette_exporter\.PrometheusMiddleware$/, 'each route is measured (starlette_exporter)'),
      ],
      [
        /\.include$/,
        (call) => {
          const [first] = call.arguments;
          return first?.value.kind === 'text' && first.value.text === 'django_prometheus.urls'
            ? 'the metrics of Django are served'
            : undefined;
        },
      ],
      [
        /^opentelemetry\.exporter\.prometheus\.PrometheusMetricReader$/,
        'OpenTelemetry serves the metrics for Prometheus',
      ],
      [/^opentelemetry\.metrics(?:\.\w+)*\.set_meter_provider$/, otlp],
      [/^(?:statsd|datadog\.dogstatsd(?:\.\w+)*)\.(?:StatsClient|DogStatsd)$/, statsd],
      [/^datadog\.initialize$/, statsd],
      [/^markus\.configure$/, 'metrics are handed on by markus'],
    ],
  },
  {
    languages: ['go'],
    words: /prometheus|opentelemetry|VictoriaMetrics|datadog-go|statsd/,
    calls: [
      [/^github\.com\/prometheus\/client_golang\/prometheus\/promhttp\.(?:Handler|HandlerFor)$/, givenOut],
      [
        /^go\.opentelemetry\.io\/otel\/exporters\/prometheus\.New$/,
        'OpenTelemetry serves the metrics for Prometheus',
      ],
      [/^go\.opentelemetry\.io\/otel\.SetMeterProvider$/, otlp],
      [/^github\.com\/VictoriaMetrics\/metrics\.WritePrometheus$/, givenOut],
      [/\/echoprometheus\.NewHandler(?:WithConfig)?$/, givenOut],
      [
        /fiberprometheus(?:\/v\d+)?\.New\w*\(\)\.RegisterAt$/,
        'each route of Fiber is measured and the metrics are served',
      ],
      [
        /(?:go-gin-prometheus|ginprometheus)\.NewPrometheus\(\)\.Use$/,
        'each route of Gin is measured and the metrics are served',
      ],
      [/^github\.com\/DataDog\/datadog-go(?:\/v\d+)?\/statsd\.New$/, statsd],
      [
        /^github\.com\/(?:cactus\/go-statsd-client(?:\/v\d+)?\/statsd\.NewClient(?:WithConfig)?|smira\/go-statsd\.NewClient)$/,
        statsd,
      ],
    ],
  },
  {
    languages: ['java', 'kotlin'],
    words: /prometheus/i,
    calls: [
      [/PrometheusMeterRegistry\(\)\.scrape$/, givenOut],
      [/^io\.prometheus\.client\.exporter\.(?:HTTPServer|MetricsServlet|HTTPServer\.Builder)$/, givenOut],
      [/^io\.prometheus\.metrics\.exporter\.httpserver\.HTTPServer\.builder$/, givenOut],
      [/^io\.prometheus\.client\.exporter\.common\.TextFormat\.write\w+$/, givenOut],
    ],
  },
  {
    languages: ['csharp'],
    words: /Metric|Prometheus/,
    calls: [
      [
        /(?:^|\.)(?:MapMetrics|UseMetricServer|MapPrometheusScrapingEndpoint|UseOpenTelemetryPrometheusScrapingEndpoint)$/,
        givenOut,
      ],
      [/(?:^|\.)UseHttpMetrics$/, 'each request is measured (prometheus-net)'],
      [/(?:^|\.)(?:Kestrel)?MetricServer\(\)\.Start$/, givenOut],
      [/AddOpenTelemetry\(\)(?:\.\w+\(\))*\.WithMetrics$/, otlp],
      [/(?:^|\.)AddOpenTelemetryMetrics$/, otlp],
    ],
  },
  {
    languages: ['ruby'],
    words: /Prometheus|Yabeda|Statsd|StatsD/,
    calls: [
      [/^(?:Datadog::)?Statsd\.new$/, statsd],
      [
        /(?:^|\.)(?:use|run|mount)$/,
        puts(/^(?:Prometheus::Middleware::Exporter|Yabeda::Prometheus::Exporter)/, givenOut),
      ],
      [
        /(?:^|\.)(?:unshift|use|insert_before)$/,
        puts(/^PrometheusExporter::Middleware$/, 'each request is measured (prometheus_exporter)'),
      ],
      [/^Yabeda(?:::|\.)Prometheus(?:::|\.)\w+(?:::|\.)start_metrics_server!?$/, givenOut],
    ],
  },
  {
    languages: ['php'],
    words: /Prometheus/,
    calls: [[/^\\?Prometheus\\RenderTextFormat\(\)(?:->|\.)render$/, givenOut]],
  },
  {
    languages: ['rust'],
    words: /prometheus|cadence|dogstatsd/i,
    calls: [
      [/^cadence(?:::|\.)StatsdClient(?:::|\.)(?:builder|from_sink|from_udp_host)$/, statsd],
      [/^dogstatsd(?:::|\.)Client(?:::|\.)new$/, statsd],
      [
        /^metrics_exporter_prometheus(?:::|\.)PrometheusBuilder(?:::|\.)new\(\)(?:\.\w+\(\))*\.(?:install|install_recorder|build)$/,
        givenOut,
      ],
      [
        /^axum_prometheus(?:::|\.)PrometheusMetricLayer\w*(?:::|\.)(?:pair|new)/,
        'each request is measured and the metrics are served (axum-prometheus)',
      ],
      [
        /^actix_web_prom(?:::|\.)PrometheusMetricsBuilder(?:::|\.)new\(\)(?:\.\w+\(\))*\.build$/,
        'each request is measured and the metrics are served (actix-web-prom)',
      ],
      [
        /^rocket_prometheus(?:::|\.)PrometheusMetrics(?:::|\.)(?:new|with_registry)$/,
        'each request is measured and the metrics are served (rocket_prometheus)',
      ],
      [/^prometheus(?:::|\.)TextEncoder(?:::|\.)new\(\)\.encode\w*$/, givenOut],
      [/^prometheus_client(?:::|\.)encoding(?:::|\.)text(?:::|\.)encode$/, givenOut],
    ],
  },
  {
    languages: ['elixir'],
    words: /PromEx|TelemetryMetrics(?:Prometheus|Statsd)|Prometheus|Statix/,
    marks: [
      [/^PromEx$/, 'PromEx measures the parts of the application'],
      [/^Statix$/, statsd],
    ],
    // Children of a supervisor: https://hexdocs.pm/telemetry_metrics_prometheus, https://hexdocs.pm/telemetry_metrics_statsd
    names: [
      [/^TelemetryMetricsPrometheus(?:\.Core)?$/, givenOut],
      [/^TelemetryMetricsStatsd$/, statsd],
    ],
    calls: [
      [/^TelemetryMetricsPrometheus\.Core\.scrape$/, givenOut],
      [/(?:^|\.)use$/, puts(/^PromEx$/, 'PromEx measures the parts of the application')],
      [/(?:^|\.)plug$/, puts(/^(?:PromEx\.Plug|Prometheus\.PlugExporter)$/, givenOut)],
    ],
  },
];
