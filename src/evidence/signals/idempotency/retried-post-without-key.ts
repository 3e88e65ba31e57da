import { entryOf, option, positional, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeValue } from '../../../syntax/code/code-file.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { isFalse, textsOf } from '../../values.js';
import { deedByClient, deedsByClients, isRepeated, retryingClients } from './retried-http-clients.js';
import { repeatedDeeds, requestsOfRepeatingClients } from './retried-posts.js';
import { deedsInRetryingCalls, deedsOfRetryingGuzzle } from './retrying-calls.js';
import { retriedPostExamples } from './retried-post-without-key-examples.js';

/** Texts of files whose requests by POST read or may be repeated. */
const harmless =
  /idempoten|graphql|search|elastic|opensearch|oauth|token|embedding|completion|chat|llm|openai|rpc|telemetry|analytics|loki|influx|prometheus|webhook|metrics|tracing|sentry|\/logs?\b|\b(?:send|ship|push|post|forward|upload|ingest)_?logs?(?:\b|[A-Z_])|log_?(?:sink|shipper|drain|collector)|logstash|loggly|logdna|logtail|splunk|datadog/i;

const inCode: CodeRecogniser = {
  in: 'code',
  sighting: 'retried-post-without-key',
  languages: ['javascript', 'python', 'ruby'],
  words: /axios-retry|retryCondition|\bgot\b|\bky\b|allowed_methods|method_whitelist|:retry\b/,
  *see(code) {
    if (harmless.test(code.source.text)) return;
    for (const call of code.calls) {
      const says = saidBy(call);
      if (says !== undefined) yield seenAt(code, call, says, 'medium');
    }
  },
};

function saidBy(call: CodeCall): string | undefined {
  // https://github.com/softonic/axios-retry#options
  if (call.target === 'axios-retry') {
    const condition = option(call, 'retryCondition');
    const value = condition && settled(condition);
    const isAlways =
      value?.kind === 'function' &&
      value.function.returns.length === 1 &&
      value.function.returns[0]?.kind === 'boolean' &&
      value.function.returns[0].value;
    return isAlways
      ? 'every request that fails is sent again, POST among them, without a key (retryCondition)'
      : undefined;
  }
  // https://github.com/sindresorhus/got/blob/main/documentation/7-retry.md, https://github.com/sindresorhus/ky#retry
  if (/^(?:got|ky)(?:\.(?:extend|create|post|default))*$/.test(call.target)) {
    const retry = option(call, 'retry');
    const options = retry && settled(retry);
    const methods = options?.kind === 'map' ? entryOf(options, 'methods') : undefined;
    return methods && namesPost(methods)
      ? 'a request by POST that fails is sent again without a key (retry.methods)'
      : undefined;
  }
  // https://urllib3.readthedocs.io/en/stable/reference/urllib3.util.html#urllib3.util.Retry
  if (
    /^(?:urllib3\.(?:util\.)?(?:retry\.)?|requests\.(?:adapters\.|packages\.urllib3\.util\.retry\.))Retry$/.test(
      call.target,
    )
  ) {
    const methods = option(call, 'allowed_methods', 'method_whitelist');
    if (!methods) return undefined;
    // `None` and `False` mean every method.
    return namesPost(methods) || methods.kind === 'null' || isFalse(methods)
      ? 'a request by POST that fails is sent again without a key (allowed_methods)'
      : undefined;
  }
  // https://github.com/lostisland/faraday-retry#usage
  if (call.name === 'request' || call.name === 'use') {
    const middleware = positional(call, 0);
    const methods = option(call, 'methods');
    const isRetry =
      middleware?.kind === 'text'
        ? middleware.text === 'retry'
        : middleware?.kind === 'path' && middleware.target === 'Faraday::Retry::Middleware';
    return isRetry && methods && namesPost(methods)
      ? 'a request by POST that fails is sent again without a key (methods of faraday-retry)'
      : undefined;
  }
  return undefined;
}

function namesPost(value: CodeValue): boolean {
  const known = settled(value);
  const values = known.kind === 'call' ? known.arguments.map((argument) => argument.value) : [known];
  return values.some((item) => textsOf(item).some(({ text }) => /^post$/i.test(text)));
}

/** What knows keys, or other marks by which a second attempt is told from the first. */
const aware = /idempoten|request-?id|dedup|retry-?safe/i;

const inDeeds: CodeRecogniser = {
  in: 'code',
  sighting: 'retried-post-without-key',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust'],
  words: {
    csharp: /\bPolly\b/,
    go: /go-retryablehttp|cenkalti\/backoff|avast\/retry-go|sethvargo\/go-retry/,
    java: /(?:retry|resilience\w*|faulttolerance)\b.*\bRetry/,
    javascript: /p-retry|async-retry|exponential-backoff/,
    kotlin: /(?:retry|resilience\w*|faulttolerance)\b.*\bRetry/,
    php: /\bretry\(/,
    python: /tenacity|backoff|retrying|stamina/,
    ruby: /Retriable/,
    rust: /RetryTransientMiddleware/,
  },
  *see(code) {
    if (aware.test(code.source.text)) return;
    for (const found of [...repeatedDeeds(code), ...deedsInRetryingCalls(code)])
      yield seenAt(
        code,
        found,
        'what is tried again as a whole holds a POST, which is sent again without a key',
        'medium',
      );
    for (const found of [...requestsOfRepeatingClients(code), ...deedsOfRetryingGuzzle(code)])
      yield seenAt(
        code,
        found,
        'a request by POST that fails is sent again without a key, because its client repeats every method',
        'medium',
      );
  },
};

export const retriedPostWithoutKey = sightedSignal(
  {
    id: 'retried-post-without-key',
    question: 'idempotency',
    stance: 'contradicts',
    meaning: 'A request that was carried out while its answer was lost is carried out again.',
    recognition:
      'A client that is told to repeat POST (`axios-retry` on every error, `retry.methods` of got and ky, `allowed_methods` of urllib3), a repeated function (`@Retryable`, `RetryTemplate`, Polly, tenacity, p-retry) or a client that repeats every method (go-retryablehttp, reqwest-retry, `AddStandardResilienceHandler`, `Http::retry`, `Middleware::retry` of Guzzle), by which a payment, an order or a message is posted.',
    guards: [
      'A file that knows keys, and clients whose requests by POST read (GraphQL, searches, tokens, models), are not counted.',
      'What is only repeated when no connection came about was never carried out, and is not counted.',
      'Of clients that repeat every method by default, only requests are counted whose path names money, orders or messages.',
    ],
    languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust'],
    recognisers: [inCode, inDeeds, retryingClients, deedsByClients],
    ...retriedPostExamples,
  },
  (sighting, { sightings }) =>
    sighting.kind === deedByClient
      ? isRepeated(sighting, sightings)
      : sighting.kind !== 'retrying-http-client',
);
