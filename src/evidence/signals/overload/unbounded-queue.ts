import type { CodeCall, CodeFile, CodeFunction } from '../../../syntax/code/code-file.js';
import { option, positional } from '../../../syntax/code/arguments.js';
import { javaService, kotlinService, nodeService, pythonService } from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser, Seen } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { numberOf } from '../../values.js';

/** Names of functions that serve a request. */
const handlerMark = /\.(?:get|post|put|patch|delete|route|websocket|api_route)$/;

/** A queue between requests and workers: one that a handler of a request puts into, and that a loop without end takes from. */
const inPython: CodeRecogniser = {
  in: 'code',
  sighting: 'unbounded-queue',
  languages: ['python'],
  words: /\b(?:asyncio|queue)\b[\s\S]*\bQueue\(/,
  *see(code) {
    for (const { place, value, context } of code.assignments) {
      if (
        value.kind !== 'call' ||
        !/^(?:asyncio|queue)\.(?:Queue|LifoQueue|PriorityQueue)$/.test(value.target)
      )
        continue;
      // A queue of one request or one socket is as long as that lives.
      if (context.function || isBounded(value)) continue;
      const uses = code.calls.filter(
        ({ callee }) => callee.object?.kind === 'path' && callee.object.name === place.name,
      );
      const puts = uses.find(
        (call) => /^put(?:_nowait)?$/.test(call.name) && isHandler(call.context.function),
      );
      const takes = uses.some((call) => call.name === 'get' && call.context.loop?.endless === true);
      if (puts && takes)
        yield seenAt(
          code,
          value,
          `${place.name} takes all that requests put into it (line ${code.source.position(puts.start).line}): it has no bound`,
          'medium',
        );
    }
  },
};

function isBounded(call: CodeCall): boolean {
  const size = option(call, 'maxsize') ?? positional(call, 0);
  return call.spread || (size !== undefined && numberOf(size) !== 0);
}

function isHandler(function_: CodeFunction | undefined): boolean {
  for (let at = function_; at; at = at.parent)
    if (at.marks.some(({ target }) => handlerMark.test(target))) return true;
  return false;
}

/** Pools that start a thread for each task that finds none free, and those whose queue takes all. */
const inJava: CodeRecogniser = {
  in: 'code',
  sighting: 'unbounded-queue',
  languages: ['java', 'kotlin'],
  words: /newCachedThreadPool|ThreadPoolExecutor/,
  *see(code) {
    if (!serves(code)) return;
    for (const call of code.calls) {
      const seen = poolOf(code, call);
      if (seen) yield seen;
    }
  },
};

function poolOf(code: CodeFile, call: CodeCall): Seen | undefined {
  if (/^(?:java\.util\.concurrent\.)?Executors\.newCachedThreadPool$/.test(call.target))
    // A pool that a method makes for itself ends with it.
    return call.context.function &&
      !/^(?:<init>|constructor)$/.test(call.context.function.name) &&
      !isBean(call.context.function)
      ? undefined
      : seenAt(
          code,
          call,
          'the pool starts a thread for each task that finds none free, without a bound (newCachedThreadPool)',
          'medium',
        );
  if (!/^(?:java\.util\.concurrent\.)?ThreadPoolExecutor(?:\(\))?$/.test(call.target)) return undefined;
  const queue = call.arguments
    .map(({ value }) => value)
    .find((value) => value.kind === 'call' && /LinkedBlocking(?:Queue|Deque)/.test(value.target));
  return queue?.kind === 'call' && queue.arguments.length === 0
    ? seenAt(
        code,
        call,
        'the queue of the pool takes all that comes (LinkedBlockingQueue without a bound)',
        'medium',
      )
    : undefined;
}

function isBean({ marks }: CodeFunction): boolean {
  return marks.some(({ name }) => name === 'Bean' || name === 'Produces');
}

/** A class of a server: a controller, a service, a configuration of one. */
function serves(code: CodeFile): boolean {
  return code.classes.some(({ marks }) =>
    marks.some(({ name }) =>
      /^(?:RestController|Controller|Service|Component|Configuration|ApplicationScoped|Singleton|Path)$/.test(
        name,
      ),
    ),
  );
}

export const unboundedQueue = sightedSignal({
  id: 'unbounded-queue',
  question: 'partial-failure',
  stance: 'contradicts',
  meaning: 'Under overload the backlog grows until memory ends, and everything in it is late.',
  recognition:
    'A queue of Python without `maxsize` that handlers of requests put into and an endless loop takes from; `newCachedThreadPool`, or a pool with a `LinkedBlockingQueue` without a bound, that a bean of a server keeps.',
  guards: [
    'A queue of one request or socket, and one that only a script or start-up fills, is none.',
    'A pool that a method makes for itself is none, nor is a goroutine for each request.',
  ],
  languages: ['Python', 'Java', 'Kotlin'],
  recognisers: [inPython, inJava],
  seen: [
    {
      title: 'asyncio',
      files: pythonService(
        'import asyncio\nfrom fastapi import FastAPI\n\napp = FastAPI()\nqueue = asyncio.Queue()\n\n@app.post("/orders")\nasync def order(body: dict):\n    await queue.put(body)\n\nasync def work():\n    while True:\n        await handle(await queue.get())\n',
      ),
    },
    {
      title: 'a pool that a bean keeps',
      files: javaService(
        'import java.util.concurrent.*;\nimport org.springframework.stereotype.Service;\n\n@Service\nclass Mails {\n  private final ExecutorService pool = Executors.newCachedThreadPool();\n  void send(Runnable mail) {\n    pool.submit(mail);\n  }\n}\n',
      ),
    },
    {
      title: 'a pool that a bean keeps in Kotlin',
      files: kotlinService(
        'import java.util.concurrent.Executors\nimport org.springframework.stereotype.Service\n\n@Service\nclass Mails {\n  private val pool = Executors.newCachedThreadPool()\n  fun send(mail: Runnable) {\n    pool.submit(mail)\n  }\n}\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'a bound',
      files: pythonService(
        'import asyncio\nfrom fastapi import FastAPI\n\napp = FastAPI()\nqueue = asyncio.Queue(maxsize=100)\n\n@app.post("/orders")\nasync def order(body: dict):\n    await queue.put(body)\n\nasync def work():\n    while True:\n        await handle(await queue.get())\n',
      ),
    },
    {
      title: 'a queue of one request',
      files: pythonService(
        'import asyncio\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n@app.post("/orders")\nasync def order(body: dict):\n    queue = asyncio.Queue()\n    await queue.put(body)\n',
      ),
    },
    {
      title: 'a class of that name',
      files: nodeService("import { Queue } from './queue.js';\nexport const queue = new Queue();\n"),
    },
  ],
});
