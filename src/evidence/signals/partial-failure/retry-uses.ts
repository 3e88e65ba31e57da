import { option, positional, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeMark, CodeValue } from '../../../syntax/code/code-file.js';
import { isOfPolly, jvm } from './library-uses.js';
import type { LibraryUse } from './library-uses.js';

/** The value of an option of a call or an annotation. */
export function optionOf(use: CodeCall | CodeMark, ...names: readonly string[]): CodeValue | undefined {
  if ('kind' in use) return option(use, ...names);
  return use.arguments.find(({ name }) => name !== undefined && names.includes(name))?.value;
}

/** Whether a value says "for ever" as a number of attempts. */
export function isWithoutEnd(value: CodeValue): boolean {
  const known = settled(value);
  return (known.kind === 'path' && known.name === 'Infinity') || (known.kind === 'number' && known.value < 0);
}

/** Whether one of these options is given, and is no "for ever". */
function withLimit(...names: readonly string[]): (use: CodeCall | CodeMark) => boolean {
  return (use) => {
    const value = optionOf(use, ...names);
    return value !== undefined && !isWithoutEnd(value);
  };
}

/** Whether it is not told to go on for ever: its own default is a limit. */
function notWithoutEnd(...names: readonly string[]): (use: CodeCall | CodeMark) => boolean {
  return (use) => {
    const value = optionOf(use, ...names);
    const forever = optionOf(use, 'forever');
    return (
      (value === undefined || !isWithoutEnd(value)) &&
      (forever === undefined || forever.kind !== 'boolean' || !forever.value)
    );
  };
}

function hasPositional(use: CodeCall | CodeMark): boolean {
  return 'kind' in use && positional(use, 0) !== undefined;
}

/** Whether the strategy of Polly that a call is given asks for as many attempts as a number can be. */
export function isToldMaximum(use: CodeCall | CodeMark): boolean {
  const strategy = 'kind' in use ? positional(use, 0) : undefined;
  const made = strategy && settled(strategy);
  const attempts = made?.kind === 'call' ? option(made, 'MaxRetryAttempts') : undefined;
  return attempts?.kind === 'path' && attempts.name === 'MaxValue';
}

/** One attempt is none again: `RetryPolicy.builder().withMaxAttempts(1)`. */
function triesAgain({ end }: CodeCall | CodeMark, { source }: CodeFile): boolean {
  return !/^\s*\.(?:withMaxAttempts\(\s*1\s*\)|withMaxRetries\(\s*0\s*\))/.test(
    source.text.slice(end, end + 120),
  );
}

/** A template without a policy of its own gives up after three attempts. */
function withoutEndlessPolicy(_: CodeCall | CodeMark, { source }: CodeFile): boolean {
  return !/\b(?:AlwaysRetryPolicy|infiniteRetry)\b/.test(source.text);
}

/** Guzzle's middleware asks a function each time, and only a count in it is a limit. */
export function countsRetries(_: CodeCall | CodeMark, { source }: CodeFile): boolean {
  return /\$\w*(?:retr|attempt|tries)\w*\s*(?:[<>]|={2})|[<>=]\s*\$\w*(?:retr|attempt|tries)/i.test(
    source.text,
  );
}

function made(
  languages: LibraryUse['languages'],
  library: string,
  word: string,
  call: RegExp,
  when?: LibraryUse['when'],
): LibraryUse {
  return {
    languages,
    word,
    call,
    says: `what fails is tried again a limited number of times (${library})`,
    ...(when && { when }),
  };
}

function marked(
  languages: LibraryUse['languages'],
  library: string,
  word: string,
  mark: RegExp,
  when?: LibraryUse['when'],
): LibraryUse {
  return {
    languages,
    word,
    mark,
    saysOfMark: `is tried again a limited number of times (${library})`,
    ...(when && { when }),
  };
}

/**
 * Libraries that repeat what failed, with what limits them. Defaults with a limit:
 * p-retry and async-retry 10 (https://github.com/tim-kos/node-retry#api), axios-retry 3 (https://github.com/softonic/axios-retry#options),
 * stamina 10 and 45 s (https://stamina.hynek.me/en/stable/api.html), retryablehttp 4 (https://pkg.go.dev/github.com/hashicorp/go-retryablehttp),
 * cenkalti/backoff 15 minutes (https://pkg.go.dev/github.com/cenkalti/backoff/v4#pkg-constants), avast/retry-go 10
 * (https://pkg.go.dev/github.com/avast/retry-go/v4#Attempts), resilience4j, Spring Retry and MicroProfile 3
 * (https://resilience4j.readme.io/docs/retry, https://github.com/spring-projects/spring-retry#quick-start,
 * https://download.eclipse.org/microprofile/microprofile-fault-tolerance-4.0/), Polly 3 (https://www.pollydocs.org/strategies/retry.html),
 * RetryTemplate 3 (https://docs.spring.io/spring-retry/docs/current/apidocs/org/springframework/retry/support/RetryTemplateBuilder.html,
 * https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/core/retry/RetryTemplate.html), the retry
 * middleware of Tesla 5 (https://hexdocs.pm/tesla/Tesla.Middleware.Retry.html), the one
 * for Guzzle that comes as a package of its own 10 (https://github.com/caseyamcl/guzzle_retry_middleware); Guzzle's own has none
 * (https://github.com/guzzle/guzzle/blob/7.10/src/RetryMiddleware.php), and resty makes none until it is told how many
 * (https://github.com/go-resty/resty/blob/v2/client.go).
 */
export const retryUses: readonly LibraryUse[] = [
  made(['javascript'], 'p-retry', 'p-retry', /^p-retry(?:\.default)?$/, withLimit('retries')),
  made(['javascript'], 'async-retry', 'async-retry', /^async-retry(?:\.default)?$/, withLimit('retries')),
  made(['javascript'], 'axios-retry', 'axios-retry', /^axios-retry(?:\.default)?$/, notWithoutEnd('retries')),
  made(['javascript'], 'retry', '\\bretry\\b', /^retry\.operation$/, notWithoutEnd('retries')),
  made(['javascript'], 'cockatiel', 'cockatiel', /^cockatiel\.retry$/, withLimit('maxAttempts')),
  made(
    ['javascript'],
    'exponential-backoff',
    'exponential-backoff',
    /^exponential-backoff\.backOff$/,
    notWithoutEnd('numOfAttempts'),
  ),
  made(
    ['javascript'],
    'ts-retry',
    'ts-retry',
    /^ts-retry(?:-promise)?\.(?:retry\w*)$/,
    withLimit('maxTry', 'retries'),
  ),
  made(
    ['javascript'],
    'rxjs',
    '\\bretry',
    /^rxjs(?:\/operators)?\.retry$/,
    (use) => 'kind' in use && (positional(use, 0)?.kind === 'number' || withLimit('count')(use)),
  ),
  made(
    ['python'],
    'urllib3',
    '\\bRetry\\b',
    /(?:^|\.)(?:urllib3(?:\.util)?(?:\.retry)?|requests\.packages\.urllib3\.util\.retry|requests\.adapters)\.Retry$/,
    (use) => withLimit('total', 'connect', 'read')(use) || hasPositional(use),
  ),
  made(['python'], 'tenacity', 'tenacity', /^tenacity\.(?:Async)?Retrying$/, withLimit('stop')),
  marked(['python'], 'tenacity', 'tenacity', /^tenacity\.retry$/, withLimit('stop')),
  marked(['python'], 'stamina', 'stamina', /^stamina\.retry$/),
  made(['python'], 'stamina', 'stamina', /^stamina\.retry_context$/),
  marked(
    ['python'],
    'backoff',
    'backoff',
    /^backoff\.on_(?:exception|predicate)$/,
    withLimit('max_tries', 'max_time'),
  ),
  marked(
    ['python'],
    'retrying',
    'retrying',
    /^retrying\.retry$/,
    withLimit('stop_max_attempt_number', 'stop_max_delay'),
  ),
  marked(['python'], 'retry', '\\bretry\\b', /^retry\.retry$/, withLimit('tries')),
  made(
    ['go'],
    'cenkalti/backoff',
    'cenkalti/backoff',
    /^github\.com\/cenkalti\/backoff(?:\/v\d+)?\.(?:WithMaxRetries|WithMaxTries|WithMaxElapsedTime)$/,
  ),
  made(['go'], 'retryablehttp', 'retryablehttp', /^github\.com\/hashicorp\/go-retryablehttp\.NewClient$/),
  made(
    ['go'],
    'failsafe-go',
    'failsafe-go',
    /^github\.com\/failsafe-go\/failsafe-go\/retrypolicy\.(?:With|New|Builder)\w*$/,
  ),
  made(['go'], 'retry-go', 'retry-go', /^github\.com\/avast\/retry-go(?:\/v\d+)?\.(?:Do|DoWithData)$/),
  made(
    ['go'],
    'go-retry',
    'go-retry',
    /^github\.com\/sethvargo\/go-retry\.(?:WithMaxRetries|WithMaxDuration)$/,
  ),
  made(
    ['go'],
    'resty',
    'SetRetryCount',
    /^(?:github\.com\/go-resty\/resty|resty\.dev)(?:\/v\d+)?\.New\(\)(?:\.\w+\(\))*\.SetRetryCount$/,
    (use) => {
      const count = 'kind' in use ? positional(use, 0) : undefined;
      return count !== undefined && !(count.kind === 'number' && count.value <= 0);
    },
  ),
  marked(jvm, 'resilience4j', 'Retry', /^io\.github\.resilience4j\.retry\.annotation\.Retry$/),
  made(
    jvm,
    'resilience4j',
    'resilience4j',
    /^io\.github\.resilience4j\.retry\.Retry(?:Registry)?\.(?:of|ofDefaults)$/,
  ),
  marked(
    jvm,
    'Spring Retry',
    'Retryable',
    /^org\.springframework\.(?:retry|resilience)\.annotation\.Retryable$/,
  ),
  made(
    jvm,
    'Spring Retry',
    'RetryTemplate',
    /^org\.springframework\.(?:retry\.support|core\.retry)\.RetryTemplate(?:\.defaultInstance)?$/,
    withoutEndlessPolicy,
  ),
  made(
    jvm,
    'Spring Retry',
    'RetryTemplate',
    /^org\.springframework\.retry\.support\.RetryTemplate\.builder\(\)(?:\.(?!infiniteRetry\b)\w+\(\))*\.build$/,
    withoutEndlessPolicy,
  ),
  marked(
    jvm,
    'MicroProfile Fault Tolerance',
    'faulttolerance',
    /^org\.eclipse\.microprofile\.faulttolerance\.Retry$/,
    notWithoutEnd('maxRetries'),
  ),
  marked(jvm, 'Micronaut', 'Retryable', /^io\.micronaut\.retry\.annotation\.Retryable$/),
  made(jvm, 'Reactor', 'reactor\\.util\\.retry', /^reactor\.util\.retry\.Retry\.(?:backoff|fixedDelay|max)$/),
  made(jvm, 'Failsafe', 'failsafe', /^dev\.failsafe\.RetryPolicy\.(?:builder|ofDefaults)$/, triesAgain),
  made(
    ['csharp'],
    'Polly',
    'Retry',
    /(?:^|\.)(?:WaitAndRetry(?:Async)?|RetryAsync|AddRetry|AddTransientHttpErrorPolicy)$/,
    (use, code) => isOfPolly(use, code) && !isToldMaximum(use),
  ),
  made(
    ['csharp'],
    'standard resilience handler of .NET',
    'AddStandardResilienceHandler',
    /(?:^|\.)AddStandardResilienceHandler$/,
  ),
  made(['csharp'], 'Entity Framework', 'EnableRetryOnFailure', /(?:^|\.)EnableRetryOnFailure$/),
  made(['ruby'], 'retriable', 'Retriable', /^Retriable\.(?:retriable|with_context)$/),
  made(
    ['ruby'],
    'faraday-retry',
    '\\bretry\\b',
    /^Faraday\.new.*\.request$|(?:^|[.?])\w+\.request$/,
    (use) => {
      const kind = 'kind' in use ? positional(use, 0) : undefined;
      return kind?.kind === 'text' && kind.text === 'retry' && withLimit('max')(use);
    },
  ),
  made(
    ['php'],
    "Laravel's retry",
    '\\bretry\\b',
    /^retry$/,
    (use) => 'kind' in use && positional(use, 0)?.kind === 'number',
  ),
  made(['php'], "Laravel's HTTP client", '\\bretry\\b', /(?:^|\\)Http(?:\.|::).*\bretry$/),
  made(['php'], 'Guzzle', 'Middleware', /^\\?GuzzleHttp\\Middleware\.retry$/, countsRetries),
  made(['php'], 'Guzzle', 'GuzzleRetry', /^\\?GuzzleRetry\\GuzzleRetryMiddleware\.factory$/),
  made(['php'], 'Symfony', 'RetryableHttpClient', /^Symfony\\Component\\HttpClient\\RetryableHttpClient$/),
  made(['rust'], 'backon', 'backon', /^backon(?:::|\.)\w+Builder\b.*\bwith_max_times$/),
  // What a policy of tower allows is written in the program; where it counts, it has a limit.
  made(
    ['rust'],
    'tower',
    'RetryLayer',
    /^tower(?:::|\.)retry(?:::|\.)RetryLayer(?:::|\.)new$/,
    (_, { source }) => /\b(?:attempts?|retries|tries|remaining|budget)\b/i.test(source.text),
  ),
  made(
    ['rust'],
    'reqwest-retry',
    'reqwest_retry',
    /^reqwest_retry(?:::|\.).*\b(?:build_with_max_retries|build_with_total_retry_duration\w*)$/,
  ),
  made(
    ['rust'],
    'tokio-retry',
    'tokio_retry',
    /^tokio_retry2?(?:::|\.)(?:Retry|RetryIf)(?:::|\.)(?:spawn|start)$/,
    // `option.take()` has no argument; a strategy is cut by `.take(3)`.
    (_, code) => /\.take\(\s*[\w:]/.test(code.source.text),
  ),
  made(['elixir'], 'Tesla', 'Tesla\\.Middleware\\.Retry', /(?:^|\.)plug$/, (use) => {
    const kind = 'kind' in use ? positional(use, 0) : undefined;
    return kind?.kind === 'path' && kind.target.endsWith('Middleware.Retry');
  }),
  made(['elixir'], 'Tesla', 'Tesla\\.Middleware\\.Retry', /^Tesla\.client$/, ({ start, end }, { source }) =>
    source.text.slice(start, end).includes('Tesla.Middleware.Retry'),
  ),
  made(
    ['elixir'],
    'Req',
    '\\bReq\\b',
    /^Req\.(?:new|get|post|put|patch|delete|request|run)!?$/,
    withLimit('max_retries'),
  ),
];
