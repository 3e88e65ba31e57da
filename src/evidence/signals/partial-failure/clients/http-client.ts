import type { Confidence } from '../../../../model/confidence.js';
import { given, option, positional, settled } from '../../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeLanguage, CodeValue } from '../../../../syntax/code/code-file.js';

/** A library that asks other services, and how its calls are given an end. */
export interface HttpClient {
  readonly language: CodeLanguage;
  /** Its name in sentences. */
  readonly library: string;
  /** What the text of every file has that uses it: a part of a regular expression. */
  readonly word: string;
  readonly sends: readonly Sending[];
  /** Calls that make a client whose settings hold for its requests. */
  readonly makes?: RegExp;
  /** Names of the options that end a request. */
  readonly timeouts: readonly string[];
  /** Names of options that may bring such an end: transports, handlers, agents. */
  readonly open?: readonly string[];
  /** Steps on the way to the request that end it: `.timeout()`. */
  readonly steps?: RegExp;
  /** Targets of calls and assignments that may give all requests an end: interceptors, transports, defaults. */
  readonly elsewhere?: RegExp;
  /** The same, told by the text of the file. */
  readonly elsewhereText?: RegExp;
  /** Those of them that do so for the whole process, whatever file they stand in. */
  readonly everywhere?: RegExp;
  /** Set where a client is shared by the files that ask with it: it is judged where it is made. */
  readonly judgedWhereMade?: boolean;
  /** Set where only calls have timeouts, not the client that makes them. */
  readonly onlyCalls?: boolean;
  /** How sure it is that a request without an end waits for ever; high where nothing is said. */
  readonly confidence?: Confidence;
  /** Why a request without an end may wait for ever, after "and"; absent where the library itself ends it. */
  readonly endless?: string;
}

/** Calls that send a request. */
export interface Sending {
  readonly target: RegExp;
  /** The first positional argument that may be options. */
  readonly from: number;
  /** Where the first argument is a request that may bring an end: the call that makes one which does not. */
  readonly requestOf?: RegExp;
}

/** How long a request waits: `endless` where an option says so, `default` where nothing is given. */
export type Wait =
  | { readonly kind: 'default' | 'unknown' }
  | { readonly kind: 'bounded' | 'endless'; readonly value?: CodeValue; readonly madeBy?: CodeCall };

/** The client that sends a request by a call. */
export function sentBy(
  call: CodeCall,
  clients: readonly HttpClient[],
): { readonly client: HttpClient; readonly sending: Sending } | undefined {
  for (const client of clients)
    for (const sending of client.sends) if (sending.target.test(call.target)) return { client, sending };
  return undefined;
}

/** How long a call of a client waits, by its own arguments and those of the client that was made. */
export function waitOf(call: CodeCall, client: HttpClient, { from, requestOf }: Sending): Wait {
  if (client.steps?.test(call.target)) return { kind: 'bounded' };
  if (requestOf && !isMadeBy(positional(call, 0), requestOf)) return { kind: 'unknown' };
  const own = waitByArguments(call, client, from);
  if (own.kind !== 'default') return own;
  const object = call.callee.object ? settled(call.callee.object) : settled(call.callee);
  if (client.makes && object.kind === 'call' && client.makes.test(object.target)) {
    const made = waitByArguments(object, client, 0);
    return made.kind === 'bounded' || made.kind === 'endless' ? { ...made, madeBy: object } : made;
  }
  // The settings of a client that was made elsewhere are not known.
  const hasSettings = client.steps === undefined && client.onlyCalls !== true;
  return hasSettings && /\(\)/.test(call.target) ? { kind: 'unknown' } : own;
}

/** How long the requests of a call wait by its arguments alone. */
export function waitByArguments(call: CodeCall, client: HttpClient, from: number): Wait {
  const value = option(call, ...client.timeouts);
  if (value) return { kind: isEndless(value) ? 'endless' : 'bounded', value };
  const signal = option(call, 'signal');
  if (signal && isTimedSignal(signal)) return { kind: 'bounded', value: signal };
  const isOpen =
    given(call, client.timeouts, from) === 'unknown' || option(call, ...(client.open ?? [])) !== undefined;
  return { kind: isOpen ? 'unknown' : 'default' };
}

/** `AbortSignal.timeout(…)`; any other signal may abort for other reasons. */
function isTimedSignal(value: CodeValue): boolean {
  const known = settled(value);
  if (known.kind !== 'call') return false;
  return (
    known.target === 'AbortSignal.timeout' ||
    (known.target === 'AbortSignal.any' &&
      known.arguments.some(({ value: list }) => list.kind === 'list' && list.items.some(isTimedSignal)))
  );
}

function isMadeBy(value: CodeValue | undefined, maker: RegExp): boolean {
  const known = value && settled(value);
  return known?.kind === 'call' && maker.test(known.target);
}

/** Whether a value of a timeout switches it off. */
export function isEndless(value: CodeValue): boolean {
  const known = settled(value);
  return (
    known.kind === 'null' ||
    (known.kind === 'text' && known.text === 'infinity') ||
    (known.kind === 'number' && known.value <= 0) ||
    (known.kind === 'boolean' && !known.value) ||
    (known.kind === 'path' && /^(?:Infinity|InfiniteTimeSpan)$/.test(known.name))
  );
}

/** What ends work from outside: races, deadlines, breakers. In a file that has one nothing is said of calls without a timeout. */
const limiters =
  /(?:^Promise\.race$|^(?:p-timeout|opossum|cockatiel|promise-timeout)\b|[wW]ithTimeout|wait_for$|asyncio\.timeout|async_timeout|func_timeout|timeout_decorator|^stopit|^signal\.(?:alarm|setitimer)$|^AbortController$|AbortSignal|setDefaultTimeout|setdefaulttimeout|eventlet\.Timeout|gevent\.Timeout)/;

/** Whether something in a file may end its requests from outside. */
export function mayBeEndedElsewhere(code: CodeFile, client: HttpClient): boolean {
  const isLimit = (target: string): boolean =>
    limiters.test(target) || client.elsewhere?.test(target) === true;
  return (
    client.elsewhereText?.test(code.source.text) === true ||
    code.calls.some((call) => isLimit(call.target) || isTimedPartial(call)) ||
    code.marks.some(({ target }) => limiters.test(target)) ||
    code.assignments.some(({ place }) => client.elsewhere?.test(place.target) === true)
  );
}

/** Whether something in a file may end the requests of every file of the program. */
export function endsAllRequests(code: CodeFile, client: HttpClient): boolean {
  const { everywhere } = client;
  return (
    everywhere !== undefined &&
    (code.calls.some(({ target }) => everywhere.test(target)) ||
      code.assignments.some(({ place }) => everywhere.test(place.target)))
  );
}

/** `session.request = functools.partial(session.request, timeout=5)`. */
function isTimedPartial(call: CodeCall): boolean {
  return /^(?:functools\.)?partial$/.test(call.target) && option(call, 'timeout') !== undefined;
}
