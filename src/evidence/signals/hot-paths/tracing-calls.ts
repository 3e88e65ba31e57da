import { option, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall } from '../../../syntax/code/code-file.js';
import type { KnownInLanguage, Said } from '../../known-calls.js';

const sdkStarts = 'the OpenTelemetry SDK is started';
const provider = 'a tracer provider of OpenTelemetry is made the global one';
const datadog = 'the tracer of Datadog is started';
const newRelic = 'the agent of New Relic is started';
const elastic = 'the agent of Elastic APM is started';

/** Sentry traces only what it is told to sample: https://docs.sentry.io/concepts/key-terms/tracing/ */
function sentry(call: CodeCall): Said {
  const rate = option(call, 'tracesSampleRate', 'traces_sample_rate', 'TracesSampleRate');
  const sampler = option(call, 'tracesSampler', 'traces_sampler', 'TracesSampler');
  const known = rate && settled(rate);
  if (known?.kind === 'number')
    return known.value > 0 ? `Sentry traces ${shareOf(known.value)} of the requests` : undefined;
  if (known?.kind === 'null' || known?.kind === 'boolean') return undefined;
  const all = option(call, 'enableTracing', 'enable_tracing');
  if (!rate && all?.kind === 'boolean') return all.value ? 'Sentry traces all of the requests' : undefined;
  if (rate || sampler)
    return { text: 'Sentry traces the share of requests that a setting names', confidence: 'medium' };
  return undefined;
}

/** A provider that does nothing is how traces are switched off: https://pkg.go.dev/go.opentelemetry.io/otel/trace/noop */
function providerThatTraces(call: CodeCall): Said {
  const given = call.arguments[0]?.value;
  const made = given && settled(given);
  return made?.kind === 'call' && /noop/i.test(made.target) ? undefined : provider;
}

function shareOf(rate: number): string {
  return rate >= 1 ? 'all' : `${Number((rate * 100).toPrecision(3))} %`;
}

/** How libraries for traces are started, by their own documentation. What only makes spans is not among them: without a start they go nowhere. */
export const tracingCalls: readonly KnownInLanguage[] = [
  {
    languages: ['javascript'],
    words:
      /@opentelemetry\/|dd-trace|newrelic|elastic-apm-node|@sentry\/|applicationinsights|@azure\/monitor-opentelemetry|@vercel\/otel|@elysiajs\/opentelemetry|aws-xray-sdk|honeycombio|@splunk\/otel|hyperdx|@instana\/collector|@google-cloud\/trace-agent|nestjs-otel/,
    imports: [
      [/^@opentelemetry\/auto-instrumentations-node\/register$/, sdkStarts],
      [/^dd-trace\/(?:init|register)(?:\.js)?$/, datadog],
      [/^newrelic$/, newRelic],
      [/^elastic-apm-node\/start(?:\.js)?$/, elastic],
    ],
    calls: [
      [/^@opentelemetry\/sdk-node(?:\.\w+)*\.NodeSDK\(\)\.start$/, sdkStarts],
      [/^@opentelemetry\/sdk-node\.startNodeSDK$/, sdkStarts],
      [/^@opentelemetry\/sdk-trace-(?:node|base)\.\w+Provider\(\)\.register$/, provider],
      [/^@opentelemetry\/api\.trace\.setGlobalTracerProvider$/, provider],
      [/^dd-trace(?:\.default|\.tracer)?\.init$/, datadog],
      [/^elastic-apm-node(?:\.default)?\.start$/, elastic],
      [
        /^@sentry\/(?:node|nestjs|nextjs|bun|deno|sveltekit|nuxt|remix|astro|aws-serverless|google-cloud-serverless)(?:\.\w+)?\.init$/,
        sentry,
      ],
      [/^applicationinsights(?:\.setup\(\)(?:\.\w+\(\))*)?\.start$/, 'Application Insights is started'],
      [/^@azure\/monitor-opentelemetry\.useAzureMonitor$/, 'OpenTelemetry is started with Azure Monitor'],
      [/^@vercel\/otel\.registerOTel$/, sdkStarts],
      [/^@elysiajs\/opentelemetry\.opentelemetry$/, 'the server is instrumented with OpenTelemetry'],
      [/^aws-xray-sdk(?:-\w+)?(?:\.express)?\.openSegment$/, 'requests get a segment of AWS X-Ray'],
      [/^@honeycombio\/opentelemetry-node\.HoneycombSDK\(\)\.start$/, sdkStarts],
      [/^@splunk\/otel\.start(?:Tracing)?$/, sdkStarts],
      [/^@hyperdx\/node-opentelemetry\.init$/, sdkStarts],
      [/^@instana\/collector(?:\.default)?$/, 'the collector of Instana is started'],
      [/^@google-cloud\/trace-agent\.start$/, 'the agent of Google Cloud Trace is started'],
    ],
  },
  {
    languages: ['python'],
    words: /opentelemetry|ddtrace|newrelic|elasticapm|sentry_sdk|logfire|aws_xray_sdk|aws_lambda_powertools/,
    imports: [[/^ddtrace\.auto$/, datadog]],
    calls: [
      [/^opentelemetry\.trace(?:\.\w+)*\.set_tracer_provider$/, provider],
      [
        /^opentelemetry\.instrumentation\.[\w.]+Instrumentor(?:\(\))?\.instrument(?:_app)?$/,
        (call) => `${instrumented(call)} is instrumented with OpenTelemetry`,
      ],
      [/^opentelemetry\.instrumentation\.auto_instrumentation\.initialize$/, sdkStarts],
      [/^ddtrace\.patch(?:_all)?$/, datadog],
      [/^newrelic\.agent\.initialize$/, newRelic],
      [/^elasticapm\.contrib\.(?:flask\.ElasticAPM|starlette\.(?:make_apm_client|ElasticAPM))$/, elastic],
      [/^sentry_sdk\.init$/, sentry],
      [
        /^azure\.monitor\.opentelemetry\.configure_azure_monitor$/,
        'OpenTelemetry is started with Azure Monitor',
      ],
      [/^logfire\.instrument_\w+$/, 'the service is instrumented with Logfire'],
      [/^aws_xray_sdk\.core\.(?:patch_all|xray_recorder\.configure)$/, 'AWS X-Ray is started'],
    ],
  },
  {
    languages: ['go'],
    words: /opentelemetry|otel|dd-trace-go|newrelic|apm|sentry-go|opencensus|opentracing/,
    calls: [
      [/^go\.opentelemetry\.io\/otel\.SetTracerProvider$/, providerThatTraces],
      [/\/otelhttp\.(?:NewHandler|NewMiddleware)$/, 'requests to the handler get a span each (otelhttp)'],
      [/\/otelgin\.Middleware$/, 'requests to the Gin router get a span each (otelgin)'],
      [/\/otelecho\.Middleware$/, 'requests to Echo get a span each (otelecho)'],
      [/\/otelmux\.Middleware$/, 'requests to the Gorilla router get a span each (otelmux)'],
      [/\/otelchi\.Middleware$/, 'requests to the chi router get a span each (otelchi)'],
      [/\/otelfiber(?:\/v\d+)?\.Middleware$/, 'requests to Fiber get a span each (otelfiber)'],
      [
        /\/otelgrpc\.(?:NewServerHandler|UnaryServerInterceptor|StreamServerInterceptor)$/,
        'calls to the gRPC server get a span each (otelgrpc)',
      ],
      [/\/otelconnect\.NewInterceptor$/, 'calls over Connect get a span each (otelconnect)'],
      [/^(?:gopkg\.in|github\.com)\/DataDog\/dd-trace-go[\w./]*\/tracer\.Start$/, datadog],
      [/^github\.com\/newrelic\/go-agent(?:\/v\d)?(?:\/newrelic)?\.NewApplication$/, newRelic],
      [
        /^go\.elastic\.co\/apm\/module\/apm\w+(?:\/v\d)?\.(?:Wrap|Middleware|NewServerOption|NewUnaryServerInterceptor)$/,
        elastic,
      ],
      [/^github\.com\/getsentry\/sentry-go\.ClientOptions$/, sentry],
      [/^go\.opencensus\.io\/trace\.RegisterExporter$/, 'traces of OpenCensus are exported'],
      [
        /^github\.com\/opentracing\/opentracing-go\.SetGlobalTracer$/,
        'a tracer of OpenTracing is made the global one',
      ],
    ],
  },
  {
    languages: ['java', 'kotlin'],
    words: /opentelemetry|elasticapm|co\.elastic\.apm|io\.sentry|brave\.Tracing/,
    calls: [
      [/OpenTelemetrySdk\.builder\(\)(?:\.\w+\(\))*\.build(?:AndRegisterGlobal)?$/, sdkStarts],
      [/AutoConfiguredOpenTelemetrySdk\.(?:initialize|builder\(\)(?:\.\w+\(\))*\.build)$/, sdkStarts],
      [/^co\.elastic\.apm\.attach\.ElasticApmAttacher\.attach$/, elastic],
      [
        /^(?:zipkin2|brave)\.(?:\w+\.)*Tracing\.newBuilder\(\)(?:\.\w+\(\))*\.build$/,
        'a tracer of Brave is made',
      ],
    ],
  },
  {
    languages: ['csharp'],
    words: /OpenTelemetry|ApplicationInsights|ElasticApm|UseSentry|Datadog/,
    calls: [
      [/AddOpenTelemetry\(\)(?:\.\w+\(\))*\.WithTracing$/, 'OpenTelemetry is added with traces'],
      [/(?:^|\.)AddOpenTelemetryTracing$/, 'OpenTelemetry is added with traces'],
      [/(?:^|\.)CreateTracerProviderBuilder\(\)(?:\.\w+\(\))*\.Build$/, provider],
      [/(?:^|\.)UseAzureMonitor$/, 'OpenTelemetry is started with Azure Monitor'],
      [/(?:^|\.)AddApplicationInsightsTelemetry(?:WorkerService)?$/, 'Application Insights is added'],
      [/(?:^|\.)(?:AddElasticApm|AddAllElasticApm|UseAllElasticApm|UseElasticApm)$/, elastic],
    ],
  },
  {
    languages: ['ruby'],
    words: /OpenTelemetry|Datadog|Sentry|ElasticAPM|NewRelic/,
    calls: [
      [/^OpenTelemetry(?:::|\.)SDK\.configure$/, sdkStarts],
      [/^ElasticAPM\.start$/, elastic],
      [/^NewRelic(?:::|\.)Agent\.manual_start$/, newRelic],
    ],
  },
  {
    languages: ['php'],
    words: /OpenTelemetry|Sentry|newrelic/i,
    calls: [
      [
        /OpenTelemetry\\SDK\\(?:\w+\\)*Sdk(?:::|\.)builder\(\)(?:(?:->|\.)\w+\(\))*(?:->|\.)buildAndRegisterGlobal$/,
        sdkStarts,
      ],
      [/OpenTelemetry\\SDK\\(?:\w+\\)*SdkAutoloader(?:::|\.)autoload$/, sdkStarts],
      [/^\\?Sentry\\init$/, sentry],
    ],
  },
  {
    languages: ['rust'],
    words: /opentelemetry|sentry::/,
    calls: [
      [/^tracing_opentelemetry(?:::|\.)layer$/, 'spans of tracing go to OpenTelemetry'],
      [
        /^tracing_opentelemetry(?:::|\.)OpenTelemetryLayer(?:::|\.)new$/,
        'spans of tracing go to OpenTelemetry',
      ],
      [/^opentelemetry(?:::|\.)global(?:::|\.)set_tracer_provider$/, provider],
      [
        /^(?:axum_tracing_opentelemetry|actix_web_opentelemetry|axum_otel)\b.*(?:OtelAxumLayer|RequestTracing).*$/,
        'requests get a span each',
      ],
    ],
  },
  {
    languages: ['elixir'],
    words: /Opentelemetry/,
    calls: [
      [
        /^Opentelemetry(?:Phoenix|Bandit|Cowboy|Ecto|Oban|Absinthe|LiveView|Plug|Broadway|Redix)\.setup$/,
        (call) =>
          `${/^Opentelemetry(\w+)/.exec(call.target)?.[1] ?? 'the service'} is instrumented with OpenTelemetry`,
      ],
    ],
  },
];

/** `FastAPIInstrumentor` instruments FastAPI. */
function instrumented(call: CodeCall): string {
  return /(\w+)Instrumentor(?:\(\))?\.instrument/.exec(call.target)?.[1] ?? 'the service';
}
