import { podTemplateOf } from '../../../syntax/manifests/kubernetes.js';
import { blocksOf } from '../../../syntax/manifests/hcl/value.js';
import { parseYaml } from '../../../syntax/yaml.js';
import { recogniseKnown } from '../../known-calls.js';
import type { Recogniser, Seen } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { jvmBuildFile, jvmDependencies } from '../../jvm-dependencies.js';
import { inOwnWorkload } from './own-workload.js';
import { tracingCalls } from './tracing-calls.js';
import { tracingSeen, tracingUnseen } from './tracing-examples.js';
import { tracingStarts } from './tracing-starts.js';

const sighting = 'tracing-initialised';

/**
 * Annotations by which an operator puts an agent into pods.
 * Sources: https://opentelemetry.io/docs/platforms/kubernetes/operator/automatic/, https://docs.datadoghq.com/tracing/trace_collection/library_injection_local/
 */
const injected =
  /^instrumentation\.opentelemetry\.io\/inject-(?:java|nodejs|python|dotnet|go|sdk|apache-httpd|nginx)$|^admission\.datadoghq\.com\/\w+-lib\.version$/;

const injection: Recogniser = {
  in: 'kubernetes',
  sighting,
  words: /instrumentation\.opentelemetry\.io\/inject-|admission\.datadoghq\.com\//,
  *see(object) {
    for (const [key, value] of podTemplateOf(object)?.at('metadata', 'annotations').entries ?? [])
      if (injected.test(key) && value.text !== 'false')
        yield {
          span: value.span,
          text: `the pods of ${object.name} get an agent for traces (${key})`,
          confidence: 'high',
        };
  },
};

const switchedOnBy = 'traces are switched on by';

/** Libraries that begin to trace because they are there: the framework switches them on. */
const selfStarting =
  /^(?:quarkus-opentelemetry|opentelemetry-spring-boot-starter|spring-cloud-starter-sleuth|spring-cloud-starter-zipkin|spring-boot-starter-zipkin|spring-cloud-gcp-starter-trace|applicationinsights-spring-boot-starter|micronaut-tracing-opentelemetry-http|micrometer-tracing-bridge-(?:otel|brave)|spring-boot-starter-opentelemetry|sentry-spring-boot-starter(?:-jakarta)?-otel)$/;

const starters: Recogniser = {
  in: 'text',
  sighting,
  files: jvmBuildFile,
  words: /opentelemetry|sleuth|micrometer-tracing|starter-zipkin|starter-trace|applicationinsights/,
  *see(source) {
    for (const { name, span } of jvmDependencies(source))
      if (selfStarting.test(name))
        yield { span, text: `${switchedOnBy} ${name} being there`, confidence: 'medium' };
  },
};

/**
 * Settings that switch it off again until an environment switches it on.
 * Sources: https://opentelemetry.io/docs/zero-code/java/spring-boot-starter/sdk-configuration/#disable-the-opentelemetry-starter,
 * https://docs.spring.io/spring-boot/reference/actuator/tracing.html, https://quarkus.io/guides/opentelemetry
 */
const off = 'tracing-switched-off';
const switchedOff: Recogniser = {
  in: 'text',
  sighting: off,
  files: /(?:^|\/)application(?:-(?!test|dev|local)[\w-]+)?\.(?:properties|ya?ml)$/,
  words: /otel|tracing|sleuth|zipkin/,
  *see(source) {
    const setting = (name: string, value: string, span: Seen['span']): readonly Seen[] =>
      (/^(?:quarkus\.)?otel\.sdk\.disabled$/.test(name) && value === 'true') ||
      (/^(?:quarkus\.otel|management\.tracing|spring\.(?:sleuth|zipkin))\.enabled$/.test(name) &&
        value === 'false')
        ? [{ span, text: 'traces are switched off by a setting', confidence: 'high' }]
        : [];
    if (source.path.endsWith('.properties'))
      for (const { 0: line, 1: name = '', 2: value = '', index } of source.text.matchAll(
        /^([\w.-]+)\s*[=:]\s*(\w+)\s*$/gm,
      ))
        yield* setting(name, value, source.span(index, index + line.trimEnd().length));
    else
      for (const { root } of parseYaml(source).documents)
        for (const name of switches) {
          const nested = name.split('.').reduce((value, key) => value.get(key), root);
          const value = nested.exists ? nested : root.get(name);
          yield* setting(name, value.text ?? '', value.span);
        }
  },
};

const switches = [
  'otel.sdk.disabled',
  'quarkus.otel.sdk.disabled',
  'quarkus.otel.enabled',
  'management.tracing.enabled',
  'spring.sleuth.enabled',
  'spring.zipkin.enabled',
];

/** Gems that begin to trace when Bundler requires them: https://docs.newrelic.com/install/ruby/, https://docs.appsignal.com/ruby/installation.html */
const gems: Recogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)Gemfile$/,
  words: /newrelic_rpm|skylight|scout_apm|appsignal|elastic-apm/,
  *see(source) {
    for (const { 0: line, 1: name = '', index } of source.text.matchAll(
      /^gem ["'](newrelic_rpm|skylight|scout_apm|appsignal|elastic-apm)["'][^\n]*/gm,
    ))
      if (!/require:\s*false|group:/.test(line))
        yield {
          span: source.span(index, index + line.length),
          text: `${switchedOnBy} the gem ${name} being there`,
          confidence: 'medium',
        };
  },
};

const functions: Recogniser = {
  in: 'terraform',
  sighting,
  words: /tracing_config|xray_tracing_enabled/,
  *see(block) {
    if (block.type !== 'resource') return;
    for (const { attributes, span } of blocksOf(block, 'tracing_config')) {
      const mode = attributes.get('mode')?.value;
      if (mode?.kind === 'text' && mode.text === 'Active')
        yield { span, text: `AWS X-Ray traces ${block.labels[1] ?? 'the function'}`, confidence: 'high' };
    }
  },
};

export const tracingInitialised = sightedSignal(
  {
    id: 'tracing-initialised',
    question: 'hot-paths',
    stance: 'supports',
    meaning: 'Requests leave traces that show where their time goes.',
    recognition:
      'A library for traces is started: its SDK in code, an agent on the command line or in the environment of a program, an annotation that has it injected, a dependency that the framework switches on.',
    guards: [
      'A library that is only installed or imported is none: the SDK must be started.',
      'Spans that are made without an SDK go nowhere and do not count.',
      'Sentry counts only with a sample rate for traces above zero.',
      'A dependency that would switch it on is none where a setting of the same service switches it off.',
      'An agent that is only downloaded, or stands in a comment, a script for developers or a third-party workload, is none.',
    ],
    languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
    recognisers: [
      ...recogniseKnown(sighting, tracingCalls),
      ...tracingStarts,
      injection,
      starters,
      switchedOff,
      gems,
      functions,
    ],
    seen: tracingSeen,
    unseen: tracingUnseen,
  },
  (seen, facts) => {
    if (seen.kind === off) return false;
    const isOff =
      seen.text.startsWith(switchedOnBy) &&
      facts.sightings.some(({ kind, service }) => kind === off && service === seen.service);
    return !isOff && inOwnWorkload(seen, facts);
  },
);
