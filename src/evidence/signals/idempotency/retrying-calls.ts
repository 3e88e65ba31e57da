import { positional } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeLanguage, CodeRange } from '../../../syntax/code/code-file.js';
import { isDeed, isPostOfDeed, namesDeed } from './retried-posts.js';

const springAndResilience =
  /(?:^|\.)RetryTemplate\(\)\.execute$|(?:^|\.)RetryTemplate\.builder\(\)(?:\.\w+\(\))*\.execute$|(?:^|\.)Retry\.(?:of|ofDefaults)\(\)\.execute(?:Supplier|Callable|Runnable)$|(?:^|\.)Retry\(\)\.execute(?:Supplier|Callable|Runnable)$/;

/** Calls that run what they are given, and run it again when it fails. */
const retryingCalls: Readonly<Partial<Record<CodeLanguage, RegExp>>> = {
  java: springAndResilience,
  kotlin: springAndResilience,
  csharp: /\.Execute(?:AndCapture)?(?:Async)?$/,
  go: /^github\.com\/cenkalti\/backoff(?:\/v\d+)?\.Retry(?:Notify)?(?:WithData)?$|^github\.com\/avast\/retry-go(?:\/v\d+)?\.Do(?:WithData)?$|^github\.com\/sethvargo\/go-retry\.(?:Do|Exponential|Fibonacci|Constant)$/,
  javascript: /^(?:p-retry|async-retry)(?:\.default)?$|^exponential-backoff\.backOff$/,
  ruby: /^Retriable\.(?:retriable|with_context)$/,
  php: /^retry$/,
};

/** What only repeats requests that never got to the other side, or chooses among them. */
const chooses = /\bConnect(?:ion)?(?:Timeout)?(?:Exception|Error)\b|ECONNREFUSED|ConnectException/;

/** Requests that act inside of a call that repeats what it is given. */
export function* deedsInRetryingCalls(code: CodeFile): Iterable<CodeRange> {
  const target = retryingCalls[code.language];
  if (!target || chooses.test(code.source.text)) return;
  if (code.language === 'csharp' && !repeatsByPolly(code)) return;
  const retrying = code.calls.filter((call) => target.test(call.target));
  for (const call of retrying.length > 0 ? code.calls : [])
    if (
      (isDeed(call, code) || isPostOfDeed(call, code)) &&
      retrying.some((outer) => outer !== call && outer.start <= call.start && call.end <= outer.end)
    )
      yield call;
}

/** Policies of Polly and pipelines that repeat: without one of them `Execute` is anybody's method. */
function repeatsByPolly({ source }: CodeFile): boolean {
  return (
    /\bPolly\b/.test(source.text) &&
    /\b(?:WaitAndRetry(?:Forever)?|Retry(?:Forever)?)(?:Async)?\s*\(|\bAddRetry\s*\(|\b(?:Async)?RetryPolicy\b/.test(
      source.text,
    )
  );
}

/**
 * Requests of a client of Guzzle whose middleware repeats what failed, whatever the method: its function is asked each time, and
 * nothing else decides (https://github.com/guzzle/guzzle/blob/7.10/src/RetryMiddleware.php).
 */
export function* deedsOfRetryingGuzzle(code: CodeFile): Iterable<CodeRange> {
  const { text } = code.source;
  if (
    code.language !== 'php' ||
    chooses.test(text) ||
    /getMethod\(/.test(text) ||
    // A server that says "too many" did nothing; one that failed may have.
    !/ServerException|RequestException|TransferException|BadResponseException|GuzzleException|\b50[0234]\b/.test(
      text,
    ) ||
    !code.calls.some(({ target }) => /^\\?GuzzleHttp\\Middleware\.retry$/.test(target))
  )
    return;
  for (const call of code.calls) if (isPostOfGuzzle(call, code)) yield call;
}

function isPostOfGuzzle(call: CodeCall, code: CodeFile): boolean {
  if (/^\\?GuzzleHttp\\Client(?:Interface)?\(\)\.post(?:Async)?$/.test(call.target))
    return namesDeed(positional(call, 0), code);
  if (!/^\\?GuzzleHttp\\Client(?:Interface)?\(\)\.request(?:Async)?$/.test(call.target)) return false;
  const method = positional(call, 0);
  return method?.kind === 'text' && /^post$/i.test(method.text) && namesDeed(positional(call, 1), code);
}
