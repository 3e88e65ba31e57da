import type { Recogniser } from '../../recogniser.js';
import { recogniseStarts } from './starts.js';

/** Java's agents by the name of their file: each instruments what it knows as soon as the JVM loads it. */
const javaAgents: readonly (readonly [RegExp, string])[] = [
  [
    /opentelemetry-javaagent|splunk-otel-javaagent|grafana-opentelemetry-java|aws-opentelemetry-agent|elastic-otel-javaagent|otel-?(?:java)?-?agent/i,
    'OpenTelemetry',
  ],
  [/dd-java-agent/i, 'Datadog'],
  [/newrelic/i, 'New Relic'],
  [/elastic-apm-agent/i, 'Elastic APM'],
  [/applicationinsights-agent/i, 'Application Insights'],
  [/skywalking-agent/i, 'SkyWalking'],
  [/oneagent/i, 'Dynatrace'],
  [/pinpoint-bootstrap/i, 'Pinpoint'],
];

/** What Node.js can load before the program: `--require`, `-r`, `--import`. */
const preloads: readonly (readonly [RegExp, string])[] = [
  [/^@opentelemetry\/auto-instrumentations-node(?:\/register)?$/, 'OpenTelemetry'],
  [/dd-trace\/(?:init|initialize|register)/, 'Datadog'],
  [/^newrelic(?:\/|$)|\/newrelic(?:\/|$)/, 'New Relic'],
  [/elastic-apm-node\/start/, 'Elastic APM'],
  [/^@splunk\/otel\/instrument$/, 'OpenTelemetry'],
  [/^@sentry\/(?:node|nestjs)\/(?:preload|init)$/, 'Sentry'],
];

/** Programs that start another one instrumented. */
const wrappers: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[\s;&/])opentelemetry-instrument\s/, 'the program is started by opentelemetry-instrument'],
  [/(?:^|[\s;&/])ddtrace-run\s/, 'the program is started by ddtrace-run'],
  [/(?:^|[\s;&/])newrelic-admin\s+run-program\s/, 'the program is started by newrelic-admin'],
  [/(?:^|[\s;&/])elasticapm-run\s/, 'the program is started by elasticapm-run'],
  [/(?:^|[\s;&/])hypertrace-instrument\s/, 'the program is started by hypertrace-instrument'],
  [/(?:^|\s)OTEL_PHP_AUTOLOAD_ENABLED="?(?:true|1)"?$/i, 'OpenTelemetry for PHP is loaded with the program'],
  [/(?:^|\s)AWS_LAMBDA_EXEC_WRAPPER=\/opt\/otel-\w+/, 'OpenTelemetry is loaded around the function'],
];

function says(text: string): string | undefined {
  for (const [, file = ''] of text.matchAll(/-javaagent:([^\s"'=,]+)/g)) {
    const agent = javaAgents.find(([name]) => name.test(file));
    if (agent) return `the JVM loads the agent of ${agent[1]}`;
  }
  for (const [, module = ''] of text.matchAll(/(?:^|[\s"'=])(?:--require|--import|-r)[ =]["']?([^\s"']+)/g)) {
    const preload = preloads.find(([name]) => name.test(module));
    if (preload) return `Node.js loads ${preload[1]} before the program`;
  }
  // .NET: https://opentelemetry.io/docs/zero-code/dotnet/ and Datadog's and New Relic's profilers all stand behind this switch.
  if (/\b(?:CORECLR|COR)_ENABLE_PROFILING="?1"?/.test(text))
    return 'a profiler that instruments .NET is switched on';
  return wrappers.find(([pattern]) => pattern.test(text))?.[1];
}

/** Agents that instrument a program from outside, where it is started. */
export const tracingStarts: readonly Recogniser[] = recogniseStarts(
  'tracing-initialised',
  /-javaagent:|--require|--import|-r |ddtrace-run|opentelemetry-instrument|newrelic-admin|elasticapm-run|hypertrace-instrument|_ENABLE_PROFILING|OTEL_PHP_AUTOLOAD_ENABLED|AWS_LAMBDA_EXEC_WRAPPER/,
  says,
);
