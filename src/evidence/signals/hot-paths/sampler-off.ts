import { option, positional, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall } from '../../../syntax/code/code-file.js';
import {
  csharpService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  pythonService,
} from '../../examples.js';
import { recogniseKnown } from '../../known-calls.js';
import type { KnownInLanguage, Said } from '../../known-calls.js';
import type { Recogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { inOwnWorkload } from './own-workload.js';
import { recogniseStarts } from './starts.js';

const sighting = 'sampler-off';
const none = 'no request is traced';

/** A sampler of a fixed share that is zero, wherever nothing decides it. */
function ratioOfZero(call: CodeCall): Said {
  const ratio = option(call, 'rate', 'ratio') ?? positional(call, 0);
  const known = ratio && settled(ratio);
  return known?.kind === 'number' && known.value === 0 && !call.context.conditional
    ? `${none}: the sampler takes a share of 0`
    : undefined;
}

function unconditional(call: CodeCall): Said {
  return call.context.conditional ? undefined : `${none}: the sampler is always off`;
}

/** Sentry without a sample rate does not trace by choice; with one of zero it was meant to. */
function sentry(call: CodeCall): Said {
  const rate = option(call, 'tracesSampleRate', 'traces_sample_rate', 'TracesSampleRate');
  const known = rate && settled(rate);
  return known?.kind === 'number' && known.value === 0 && !option(call, 'tracesSampler', 'traces_sampler')
    ? `${none}: Sentry's sample rate for traces is 0`
    : undefined;
}

/** Samplers by the API of each SDK of OpenTelemetry and by Sentry's. */
const calls: readonly KnownInLanguage[] = [
  {
    languages: ['javascript'],
    words: /AlwaysOffSampler|TraceIdRatioBasedSampler|tracesSampleRate/,
    calls: [
      [/^@opentelemetry\/[\w-]+(?:\.\w+)*\.AlwaysOffSampler$/, unconditional],
      [/^@opentelemetry\/[\w-]+(?:\.\w+)*\.TraceIdRatioBasedSampler$/, ratioOfZero],
      [/^@sentry\/(?:node|nestjs|nextjs|bun|sveltekit|remix|nuxt|astro)(?:\.\w+)?\.init$/, sentry],
    ],
  },
  {
    languages: ['python'],
    words: /TraceIdRatioBased|ALWAYS_OFF|traces_sample_rate/,
    calls: [
      [/^opentelemetry\.sdk\.trace\.sampling\.(?:ParentBased)?TraceIdRatio(?:Based)?$/, ratioOfZero],
      [/^sentry_sdk\.init$/, sentry],
    ],
  },
  {
    languages: ['go'],
    words: /NeverSample|TraceIDRatioBased/,
    calls: [
      [/^go\.opentelemetry\.io\/otel\/sdk\/trace\.NeverSample$/, unconditional],
      [/^go\.opentelemetry\.io\/otel\/sdk\/trace\.TraceIDRatioBased$/, ratioOfZero],
    ],
  },
  {
    languages: ['java', 'kotlin'],
    words: /Sampler/,
    calls: [
      [/^io\.opentelemetry\.sdk\.trace\.samplers\.Sampler\.alwaysOff$/, unconditional],
      [/^io\.opentelemetry\.sdk\.trace\.samplers\.Sampler\.traceIdRatioBased$/, ratioOfZero],
    ],
  },
  {
    languages: ['csharp'],
    words: /AlwaysOffSampler|TraceIdRatioBasedSampler/,
    calls: [
      [/(?:^|\.)AlwaysOffSampler$/, unconditional],
      [/(?:^|\.)TraceIdRatioBasedSampler$/, ratioOfZero],
    ],
  },
  {
    languages: ['rust'],
    words: /AlwaysOff|TraceIdRatioBased/,
    calls: [[/(?:^|::|\.)Sampler(?:::|\.)TraceIdRatioBased$/, ratioOfZero]],
  },
];

/** https://opentelemetry.io/docs/languages/sdk-configuration/general/, https://docs.datadoghq.com/tracing/trace_collection/library_config/ */
const variables: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\s)OTEL_TRACES_SAMPLER=["']?(?:parentbased_)?always_off\b/, 'OTEL_TRACES_SAMPLER is always_off'],
  [/(?:^|\s)OTEL_TRACES_SAMPLER_ARG=["']?0(?:\.0+)?["']?(?:\s|$)/, 'OTEL_TRACES_SAMPLER_ARG is 0'],
  [/(?:^|\s)OTEL_SDK_DISABLED=["']?true\b/i, 'OTEL_SDK_DISABLED is true'],
  [/(?:^|\s)DD_TRACE_SAMPLE_RATE=["']?0(?:\.0+)?["']?(?:\s|$)/, 'DD_TRACE_SAMPLE_RATE is 0'],
  [/(?:^|\s)SENTRY_TRACES_SAMPLE_RATE=["']?0(?:\.0+)?["']?(?:\s|$)/, 'SENTRY_TRACES_SAMPLE_RATE is 0'],
];

const environment = recogniseStarts(
  sighting,
  /OTEL_TRACES_SAMPLER|OTEL_SDK_DISABLED|DD_TRACE_SAMPLE_RATE|SENTRY_TRACES_SAMPLE_RATE/,
  (text) => {
    const found = variables.find(([pattern]) => pattern.test(text));
    return found && `${none}: ${found[1]}`;
  },
);

/** https://docs.spring.io/spring-boot/reference/actuator/tracing.html, https://quarkus.io/guides/opentelemetry-tracing#sampler */
const properties: Recogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)application(?:-(?!test|dev|local|it\b)[\w-]+)?\.properties$/,
  words: /tracing\.sampling\.probability|traces\.sampler/,
  *see(source) {
    for (const { 0: line, index } of source.text.matchAll(
      /^(?:management\.tracing\.sampling\.probability\s*=\s*0(?:\.0+)?\s*$|quarkus\.otel\.traces\.sampler\s*=\s*(?:parentbased_)?always_off\b)[^\n]*/gm,
    ))
      yield {
        span: source.span(index, index + line.trimEnd().length),
        text: `${none}: a setting switches sampling off`,
        confidence: 'high',
      };
  },
};

/** Files of those who develop or test. */
const notServing =
  /(?:^|[/._-])(?:dev|develop|development|local|test|tests|testing|ci|e2e|override|debug)(?:[/._-]|$)/i;

export const samplerOff = sightedSignal(
  {
    id: 'sampler-off',
    question: 'hot-paths',
    stance: 'contradicts',
    meaning: 'Traces are set up, and none is kept.',
    recognition:
      'A sampler that is always off or takes a share of zero, in code, in the environment of a program or in its settings; a sample rate of zero for Sentry.',
    guards: [
      'A sampler that a condition chooses, or whose share comes from elsewhere, is none.',
      'Files for developers and tests do not count.',
      'A rate of zero for Sentry is none where something else traces the service.',
    ],
    languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#'],
    recognisers: [...recogniseKnown(sighting, calls), ...environment, properties],
    seen: [
      {
        title: 'a sampler that is always off',
        files: nodeService(
          "const { NodeSDK } = require('@opentelemetry/sdk-node');\nconst { AlwaysOffSampler } = require('@opentelemetry/sdk-trace-base');\nnew NodeSDK({ sampler: new AlwaysOffSampler() }).start();\n",
        ),
      },
      {
        title: 'a share of zero',
        files: pythonService(
          'from opentelemetry.sdk.trace import TracerProvider\nfrom opentelemetry.sdk.trace.sampling import TraceIdRatioBased\n\nprovider = TracerProvider(sampler=TraceIdRatioBased(0.0))\n',
        ),
      },
      {
        title: 'Sentry with a rate of zero',
        files: nodeService(
          "const Sentry = require('@sentry/node');\nSentry.init({ tracesSampleRate: 0 });\n",
        ),
      },
      {
        title: 'the environment of the workload',
        files: nodeService('', {
          'k8s/app.yaml':
            'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\nspec:\n  template:\n    spec:\n      containers:\n        - name: app\n          image: app\n          env:\n            - {name: OTEL_TRACES_SAMPLER, value: always_off}\n',
        }),
      },
      {
        title: 'a sampler that is always off in Java',
        files: javaService(
          'import io.opentelemetry.sdk.trace.samplers.Sampler;\nclass App {\n  Sampler sampler = Sampler.alwaysOff();\n}\n',
        ),
      },
      {
        title: 'a sampler that is always off in Kotlin',
        files: kotlinService(
          'import io.opentelemetry.sdk.trace.samplers.Sampler\n\nval sampler = Sampler.alwaysOff()\n',
        ),
      },
      {
        title: 'a sampler that is always off in C#',
        files: csharpService('builder.SetSampler(new AlwaysOffSampler());\n'),
      },
      {
        title: 'a sampler that never samples in Go',
        files: goService(`import sdktrace "go.opentelemetry.io/otel/sdk/trace"

func main() { sdktrace.NewTracerProvider(sdktrace.WithSampler(sdktrace.NeverSample())) }
`),
      },
    ],
    unseen: [
      {
        title: 'off for tests only',
        files: nodeService(
          "const { AlwaysOffSampler } = require('@opentelemetry/sdk-trace-base');\nlet sampler;\nif (process.env.NODE_ENV === 'test') sampler = new AlwaysOffSampler();\n",
        ),
      },
      {
        title: 'a compose file for developers',
        files: nodeService('', {
          'docker-compose.dev.yml':
            'services:\n  app:\n    build: .\n    environment:\n      OTEL_TRACES_SAMPLER: always_off\n',
        }),
      },
      {
        title: 'a rate from the environment',
        files: nodeService(
          "const Sentry = require('@sentry/node');\nSentry.init({ tracesSampleRate: Number(process.env.RATE ?? 0) });\n",
        ),
      },
      {
        title: 'Sentry for errors beside OpenTelemetry for traces',
        files: nodeService(
          "const Sentry = require('@sentry/node');\nconst { NodeSDK } = require('@opentelemetry/sdk-node');\nnew NodeSDK().start();\nSentry.init({ tracesSampleRate: 0 });\n",
        ),
      },
      {
        title: 'a small share',
        files: pythonService(
          'from opentelemetry.sdk.trace.sampling import TraceIdRatioBased\n\nsampler = TraceIdRatioBased(0.01)\n',
        ),
      },
    ],
  },
  (seen, facts) => {
    if (notServing.test(seen.span.file)) return false;
    const isSentry = seen.text.includes('Sentry');
    const tracedOtherwise = facts.sightings.some(
      ({ kind, service }) => kind === 'tracing-initialised' && service === seen.service,
    );
    return !(isSentry && tracedOtherwise) && inOwnWorkload(seen, facts);
  },
);
