import { positional, option } from '../../../syntax/code/arguments.js';
import type {
  CodeCall,
  CodeFile,
  CodeFunction,
  CodeLanguage,
  CodeRange,
  CodeValue,
} from '../../../syntax/code/code-file.js';

/** Paths of requests that move money, stock or messages. */
const deed =
  /payment|charge|orders?\b|transfer|payout|refund|invoice|checkout|purchase|booking|reservation|\bsms\b|send|withdraw/i;

/** Annotations that repeat a method as a whole: Spring Retry, Resilience4j, MicroProfile Fault Tolerance, Micronaut. */
const repeatingMark =
  /^(?:org\.springframework\.retry\.annotation\.Retryable|org\.springframework\.resilience\.annotation\.Retryable|io\.github\.resilience4j\.retry\.annotation\.Retry|org\.eclipse\.microprofile\.faulttolerance\.Retry|io\.micronaut\.retry\.annotation\.Retryable)$/;

/** Decorators of Python that repeat a function as a whole. */
const repeatingDecorator = /^(?:tenacity\.retry|backoff\.on_exception|retrying\.retry|stamina\.retry)$/;

/** Calls that post, by language. */
const posts: Readonly<Partial<Record<CodeLanguage, RegExp>>> = {
  javascript: /^(?:axios|got|ky)(?:\.default)?(?:\.(?:create|extend)\(\))?\.post$/,
  go: /^net\/http\.(?:DefaultClient\.|Client\(\)\.)?(?:Post|PostForm)$/,
  ruby: /^(?:HTTParty|Faraday|RestClient|HTTP|Typhoeus|Excon)\.post$/,
  php: /(?:^|\\)Http\.(?:\w+\(\)\.)*post$|^\\?GuzzleHttp\\Client\(\)\.post$/,
  python: /^(?:requests|httpx)(?:\.(?:Session|Client|AsyncClient)\(\))?\.post$/,
  java: /(?:^|\.)RestTemplate\(\)\.postFor(?:Object|Entity|Location)$|(?:^|\.)(?:WebClient|RestClient)\(\)\.post\(\)\.uri$/,
  kotlin:
    /(?:^|\.)RestTemplate\(\)\.postFor(?:Object|Entity|Location)$|(?:^|\.)(?:WebClient|RestClient)\(\)\.post\(\)\.uri$/,
  csharp: /(?:^|\.)HttpClient\(\)\.(?:PostAsync|PostAsJsonAsync)$/,
};

/** A call that posts to a path of a payment, an order or a message. */
export function isDeed(call: CodeCall, code: CodeFile): boolean {
  return (
    posts[code.language]?.test(call.target) === true &&
    namesDeed(positional(call, 0) ?? option(call, 'url'), code)
  );
}

/** Whether the text of an address names a deed; a name that stands for it is followed where it is declared. */
export function namesDeed(url: CodeValue | undefined, code: CodeFile): boolean {
  if (!url) return false;
  const value = url.kind === 'path' && url.value ? url.value : url;
  const text = code.source.text.slice(value.start, value.end);
  return [...text.matchAll(/(["'`])([^"'`\n]{1,300})\1/g)].some(([, , path]) => deed.test(path ?? ''));
}

/** Functions that a library repeats as a whole, and the request by which they act. */
export function* repeatedDeeds(code: CodeFile): Iterable<CodeRange> {
  if (code.language === 'python') {
    for (const mark of code.marks)
      if (mark.function && repeatingDecorator.test(mark.target)) yield* deedIn(code, mark.function);
    return;
  }
  if (code.language !== 'java' && code.language !== 'kotlin') return;
  for (const mark of code.marks) {
    if (!mark.function || !repeatingMark.test(mark.target)) continue;
    // A client of Micronaut is an interface: the annotation of its method is the request.
    const request = mark.function.marks.find(({ target }) => target === 'io.micronaut.http.annotation.Post');
    const path = request?.arguments.find(({ value }) => value.kind === 'text')?.value;
    if (path && namesDeed(path, code)) yield mark;
    else yield* deedIn(code, mark.function);
  }
}

function* deedIn(code: CodeFile, repeated: CodeFunction): Iterable<CodeRange> {
  const post = code.calls.find(
    (call) => repeated.start <= call.start && call.end <= repeated.end && isDeed(call, code),
  );
  if (post) yield post;
}

/** Requests of clients that repeat whatever failed, by whatever method. */
export function* requestsOfRepeatingClients(code: CodeFile): Iterable<CodeRange> {
  switch (code.language) {
    case 'go': {
      // The policy looks at the error and the status alone: https://github.com/hashicorp/go-retryablehttp/blob/main/client.go
      if (/\bCheckRetry\b/.test(code.source.text)) return;
      for (const call of code.calls)
        if (
          /hashicorp\/go-retryablehttp\.(?:(?:NewClient\(\)|Client\(\))\.)?Post$/.test(call.target)
            ? namesDeed(positional(call, 0), code)
            : call.target.includes('hashicorp/go-retryablehttp.') && isPostOfDeed(call, code)
        )
          yield call;
      return;
    }
    case 'rust': {
      // Every method, as long as the body can be sent again: https://docs.rs/reqwest-retry
      if (!code.calls.some(({ target }) => /\bRetryTransientMiddleware::new_with_policy$/.test(target)))
        return;
      for (const call of code.calls)
        if (call.name === 'post' && call.callee.object && namesDeed(positional(call, 0), code)) yield call;
      return;
    }
    case 'php': {
      for (const call of code.calls) {
        // https://laravel.com/docs/12.x/http-client#retries: what to leave out is said by the third argument
        const retry = call.name === 'post' ? retryOf(call) : undefined;
        if (retry && retry.arguments.length <= 2 && namesDeed(positional(call, 0), code)) yield call;
      }
      return;
    }
    default:
  }
}

/** `Http::retry(3, 100)` of `Http::retry(3, 100)->withToken($token)->post(…)`. */
function retryOf(post: CodeCall): CodeCall | undefined {
  for (let value = post.callee.object; value?.kind === 'call'; value = value.callee.object)
    if (value.name === 'retry' && /Facades\\Http\.|^Http\./.test(value.target)) return value;
  return undefined;
}

/** `NewRequest("POST", url, body)` of Go, with or without a context. */
export function isPostOfDeed(call: CodeCall, code: CodeFile): boolean {
  if (!/\.NewRequest(?:WithContext)?$/.test(call.target)) return false;
  const values = call.arguments.map(({ value }) => value);
  const at = values.findIndex(
    (value) =>
      (value.kind === 'text' && value.text === 'POST') ||
      (value.kind === 'path' && value.name === 'MethodPost'),
  );
  return at >= 0 && namesDeed(values[at + 1], code);
}
