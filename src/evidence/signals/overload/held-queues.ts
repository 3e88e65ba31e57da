import { option, positional, settled } from '../../../syntax/code/arguments.js';
import type { CodeAssignment, CodeCall, CodeFile, CodeValue } from '../../../syntax/code/code-file.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser, Seen } from '../../recogniser.js';
import { numberOf } from '../../values.js';
import { handlerAround } from '../caching/request-handlers.js';

/** Queues that take everything, as a library makes them, and how something is put into and taken out of them. */
interface QueueKind {
  readonly languages: readonly CodeFile['language'][];
  readonly made: RegExp;
  readonly isUnbounded: (call: CodeCall) => boolean;
  readonly puts: RegExp;
  /** Texts of which one must be in the file. */
  readonly takes: RegExp;
  readonly says: string;
}

const withoutSize = (call: CodeCall): boolean =>
  call.arguments.every(({ value }) => value.kind !== 'number' && value.kind !== 'path');

const kinds: readonly QueueKind[] = [
  {
    // https://learn.microsoft.com/en-us/dotnet/core/extensions/channels#unbounded-channels
    languages: ['csharp'],
    made: /(?:^|\.)Channel\.CreateUnbounded(?:Prioritized)?$/,
    isUnbounded: () => true,
    puts: /^(?:WriteAsync|TryWrite)$/,
    takes: /\b(?:ReadAsync|ReadAllAsync|TryRead|WaitToReadAsync)\b/,
    says: 'CreateUnbounded',
  },
  {
    // https://learn.microsoft.com/en-us/dotnet/api/system.collections.concurrent.blockingcollection-1
    languages: ['csharp'],
    made: /^(?:System\.Collections\.Concurrent\.)?(?:BlockingCollection|ConcurrentQueue)$/,
    isUnbounded: withoutSize,
    puts: /^(?:Add|TryAdd|Enqueue)$/,
    takes: /\b(?:Take|TryTake|GetConsumingEnumerable|TryDequeue)\b/,
    says: 'a collection without a bound',
  },
  {
    // https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/concurrent/LinkedBlockingQueue.html
    languages: ['java', 'kotlin'],
    made: /^(?:java\.util\.concurrent\.)?(?:LinkedBlockingQueue|LinkedBlockingDeque|LinkedTransferQueue|ConcurrentLinkedQueue|PriorityBlockingQueue)$/,
    isUnbounded: withoutSize,
    puts: /^(?:offer|offerLast|add|addLast|put|putLast)$/,
    takes: /\.(?:take|poll|takeFirst|pollFirst|drainTo)\(/,
    says: 'a queue without a bound',
  },
  {
    // https://kotlinlang.org/api/kotlinx.coroutines/kotlinx-coroutines-core/kotlinx.coroutines.channels/-channel/
    languages: ['kotlin'],
    made: /^(?:kotlinx\.coroutines\.channels\.)?Channel$/,
    isUnbounded: (call) => {
      const capacity = option(call, 'capacity') ?? positional(call, 0);
      return capacity?.kind === 'path' && capacity.name === 'UNLIMITED';
    },
    puts: /^(?:send|trySend|trySendBlocking|offer)$/,
    takes: /\.(?:receive|receiveCatching|consumeEach|consumeAsFlow|receiveAsFlow)\b|\bfor\s*\(\s*\w+\s+in\b/,
    says: 'Channel.UNLIMITED',
  },
  {
    // https://docs.python.org/3/library/asyncio-queue.html#asyncio.Queue
    languages: ['python'],
    made: /^(?:asyncio|queue)\.(?:Queue|LifoQueue|PriorityQueue|SimpleQueue)$/,
    isUnbounded: (call) => {
      const size = option(call, 'maxsize') ?? positional(call, 0);
      return !call.spread && (size === undefined || numberOf(size) === 0);
    },
    puts: /^put(?:_nowait)?$/,
    takes: /\.get(?:_nowait)?\(/,
    says: 'a queue without maxsize',
  },
];

/** A queue that a class or a module holds: it outlives a request. */
interface Held {
  readonly kind: QueueKind;
  readonly made: CodeCall;
  readonly place: CodeAssignment;
}

function heldIn(code: CodeFile): readonly Held[] {
  return code.assignments.flatMap((place) => {
    const { value } = place;
    if (value.kind !== 'call') return [];
    const kind = kinds.find(
      ({ languages, made, isUnbounded }) =>
        languages.includes(code.language) && made.test(value.target) && isUnbounded(value),
    );
    return kind && outlivesCalls(place) && kind.takes.test(code.source.text)
      ? [{ kind, made: value, place }]
      : [];
  });
}

/** What a method declares for itself ends with it; members and names of a module stay. */
function outlivesCalls({ context, declares, place }: CodeAssignment): boolean {
  if (!context.function) return true;
  return (
    !declares &&
    place.object !== undefined &&
    /^(?:constructor|<init>|__init__|init)$/.test(context.function.name)
  );
}

/** `queue.offer(x)`, `this.queue.offer(x)`, `_channel.Writer.WriteAsync(x)`. */
function isOf(value: CodeValue | undefined, name: string): boolean {
  if (value?.kind !== 'path') return false;
  return value.name === name || (value.name === 'Writer' && isOf(value.object, name));
}

/** Words of signals to a worker, which nobody sends in numbers. */
export const rareSignal = /shutdown|stop|quit|cancel|reload|close|exit|wake|pool\b/i;

/**
 * Queues without a bound that a handler of a request in the same file puts into (`by`: its name), or that methods of a class put into (`methods`),
 * which handlers of other files may call.
 */
export const heldQueues: CodeRecogniser = {
  in: 'code',
  sighting: 'held-queue',
  languages: ['csharp', 'java', 'kotlin', 'python'],
  words: {
    csharp: /CreateUnbounded|BlockingCollection|ConcurrentQueue/,
    java: /LinkedBlocking|LinkedTransferQueue|ConcurrentLinkedQueue|PriorityBlockingQueue/,
    kotlin: /UNLIMITED|LinkedBlocking|LinkedTransferQueue|ConcurrentLinkedQueue|PriorityBlockingQueue/,
    python: /\bQueue\(|PriorityQueue\(|SimpleQueue\(|\bput_nowait\(|queue\w*\.put\(|\bawait [\w.]+\.put\(/,
  },
  *see(code) {
    yield* madeElsewhere(code);
    for (const { kind, made, place } of heldIn(code)) {
      const { name } = place.place;
      if (rareSignal.test(name)) continue;
      const puts = code.calls.filter(
        (call) => kind.puts.test(call.name) && isOf(call.callee.object, name) && call.arguments.length > 0,
      );
      const direct = puts.find((call) => handlerAround(code, call.context));
      const holder = place.context.class;
      const methods = holder
        ? puts.flatMap(({ context }) =>
            context.function && context.class === holder ? outermost(context.function) : [],
          )
        : [];
      if (!direct && methods.length === 0) continue;
      yield {
        ...seenAt(code, made, `${name} takes all that is put into it (${kind.says})`, 'medium'),
        details: {
          name,
          ...(direct && { line: String(code.source.position(direct.start).line) }),
          owners: holder ? [holder.name, ...holder.bases.map(lastName)].join(' ') : '',
          methods: [...new Set(methods)].join(' '),
        },
      };
    }
  },
};

/** Queues of another module of Python that a handler of this one puts into. */
function* madeElsewhere(code: CodeFile): Iterable<Seen> {
  if (code.language !== 'python') return;
  const told = new Set<string>();
  for (const call of code.calls) {
    const { object } = call.callee;
    if (!/^put(?:_nowait)?$/.test(call.name)) continue;
    if (object?.kind !== 'path' || told.has(object.name) || rareSignal.test(object.name)) continue;
    const made = settled(object);
    if (made.kind !== 'call' || made.context.function || code.calls.includes(made)) continue;
    const kind = kinds.find(
      ({ languages, made: makes, isUnbounded, puts }) =>
        languages.includes('python') && puts.test(call.name) && makes.test(made.target) && isUnbounded(made),
    );
    if (!kind || !handlerAround(code, call.context)) continue;
    told.add(object.name);
    yield {
      ...seenAt(code, call, `${object.name} takes all that is put into it (${kind.says})`, 'medium'),
      details: { name: object.name, line: String(code.source.position(call.start).line) },
    };
  }
}

function outermost(made: NonNullable<CodeCall['context']['function']>): string {
  let at = made;
  while (at.parent) at = at.parent;
  return at.name;
}

function lastName(target: string): string {
  return target.replace(/\(\)$/, '').split('.').at(-1) ?? target;
}

/** Calls that a handler of requests makes on what is handed to it by its type: `type` and `method`. */
export const handedOn: CodeRecogniser = {
  in: 'code',
  sighting: 'request-hands-on',
  languages: ['csharp', 'java', 'kotlin'],
  words: {
    csharp:
      /^(?=[\s\S]*(?:\[Http|\.Map(?:Post|Put|Patch|Delete|Get)\())(?=[\s\S]*(?:Queue|Channel|Buffer|Dispatcher))/,
    java: /^(?=[\s\S]*(?:Mapping\b|@(?:POST|PUT|PATCH|DELETE|GET)\b|@(?:Post|Put|Patch|Delete|Get)\b))(?=[\s\S]*(?:Queue|Channel|Buffer|Dispatcher))/,
    kotlin:
      /^(?=[\s\S]*(?:Mapping\b|\b(?:post|put|patch|delete)\())(?=[\s\S]*(?:Queue|Channel|Buffer|Dispatcher))/,
  },
  *see(code) {
    for (const call of code.calls) {
      const [, type, method] =
        /(?:^|\.)(\w*(?:Queue|Channel|Buffer|Dispatcher)\w*)\(\)\.(\w+)$/.exec(call.target) ?? [];
      if (type === undefined || method === undefined || !handlerAround(code, call.context)) continue;
      yield {
        ...seenAt(code, call, 'a request is handed on to a queue', 'medium'),
        details: { type, method, line: String(code.source.position(call.start).line) },
      };
    }
  },
};
