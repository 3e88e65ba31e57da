import type { CodeCall, CodeFile, CodeFunction } from '../../../syntax/code/code-file.js';
import {
  csharpService,
  javaService,
  kotlinService,
  nodeService,
  pythonService,
  rustService,
} from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser, Seen } from '../../recogniser.js';
import type { InService } from '../../../model/service.js';
import type { Sighting } from '../../../model/sighting.js';
import type { EvidenceFacts } from '../../facts.js';
import { sightedSignal } from '../../signal.js';
import type { LocatedMatch } from '../../signal.js';
import { handedOn, heldQueues, rareSignal } from './held-queues.js';

/**
 * The sender of a channel without a bound that a handler is given with the state of the server: extractors of axum and actix-web.
 * Sources: https://docs.rs/tokio/latest/tokio/sync/mpsc/fn.unbounded_channel.html, https://docs.rs/axum/latest/axum/extract/struct.State.html
 */
const inRust: CodeRecogniser = {
  in: 'code',
  sighting: 'unbounded-queue',
  languages: ['rust'],
  words: /UnboundedSender/,
  *see(code) {
    const told = new Set<string>();
    for (const call of code.calls) {
      const { function: handler } = call.context;
      if (
        !/^(?:tokio::sync::mpsc|futures(?:_channel)?(?:::channel)?::mpsc)::UnboundedSender\(\)\.(?:send|unbounded_send)$/.test(
          call.target,
        )
      )
        continue;
      const [sent] = call.arguments;
      // `()` wakes somebody up.
      if (!handler || !sent || code.source.text.slice(sent.value.start, sent.value.end) === '()') continue;
      const header = code.source.text.slice(handler.start, code.source.text.indexOf('{', handler.start));
      const written = call.callee.object
        ? code.source.text.slice(call.callee.object.start, call.callee.object.end)
        : '';
      if (
        !/\b(?:State|Extension|Data)\s*[<(]/.test(header) ||
        rareSignal.test(written) ||
        told.has(handler.name)
      )
        continue;
      told.add(handler.name);
      yield seenAt(
        code,
        call,
        `${handler.name} puts each request into a channel that has no bound (UnboundedSender)`,
        'medium',
      );
    }
  },
};

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

/** A queue that is held says something where a request is put into it, there or by what a handler calls. */
function fed(sighting: InService<Sighting>, { sightings }: EvidenceFacts): LocatedMatch | boolean {
  const { kind, details, service, span, text, confidence } = sighting;
  if (kind === 'request-hands-on') return false;
  if (kind !== 'held-queue') return true;
  const owners = (details?.owners ?? '').split(' ');
  const methods = (details?.methods ?? '').split(' ');
  const from = sightings.find(
    (seen) =>
      seen.kind === 'request-hands-on' &&
      seen.service === service &&
      owners.includes(seen.details?.type ?? '?') &&
      methods.includes(seen.details?.method ?? '?'),
  );
  const where =
    details?.line === undefined
      ? from && `${from.span.file}:${from.details?.line ?? ''}`
      : `line ${details.line}`;
  return where === undefined
    ? false
    : { span, service, confidence, text: `${text}, and requests are (${where})` };
}

export const unboundedQueue = sightedSignal(
  {
    id: 'unbounded-queue',
    question: 'partial-failure',
    stance: 'contradicts',
    meaning: 'Under overload the backlog grows until memory ends, and everything in it is late.',
    recognition:
      'A queue of Python without `maxsize`, an unbounded channel of .NET, Kotlin or Rust, or a queue of Java without a bound, that handlers of requests put into, also through a class that is handed to them, or, in Python, from another module; `newCachedThreadPool`, or a pool with a `LinkedBlockingQueue` without a bound, that a bean of a server keeps.',
    guards: [
      'A queue of one request or socket, and one that only a script or start-up fills, is none.',
      'A pool that a method makes for itself is none, nor is a goroutine for each request.',
      'A channel without a bound between parts of a program says nothing, unless a request is what is put into it.',
    ],
    languages: ['Python', 'Java', 'Kotlin', 'C#', 'Rust'],
    recognisers: [inJava, inRust, heldQueues, handedOn],
    seen: [
      {
        title: 'a queue of another module',
        files: pythonService(
          'from fastapi import FastAPI\nfrom work import orders\n\napp = FastAPI()\n\n@app.post("/orders")\nasync def order(body: dict):\n    await orders.put(body)\n',
          {
            'work.py':
              'import asyncio\n\norders = asyncio.Queue()\n\nasync def run():\n    while True:\n        await handle(await orders.get())\n',
          },
        ),
      },
      {
        title: 'a channel that a handler is given in Rust',
        files: rustService(
          'use axum::{extract::State, Json};\nuse tokio::sync::mpsc;\n\n#[derive(Clone)]\nstruct App {\n    jobs: mpsc::UnboundedSender<Job>,\n}\n\nasync fn create(State(app): State<App>, Json(job): Json<Job>) {\n    app.jobs.send(job).unwrap();\n}\n',
        ),
      },
      {
        title: 'a queue behind an interface in C#',
        files: csharpService(
          'using System.Threading.Channels;\n\npublic class WorkQueue : IWorkQueue\n{\n    private readonly Channel<Order> orders = Channel.CreateUnbounded<Order>();\n\n    public ValueTask Enqueue(Order order) => orders.Writer.WriteAsync(order);\n\n    public ValueTask<Order> Next() => orders.Reader.ReadAsync();\n}\n',
          {
            'OrdersController.cs':
              '[ApiController]\npublic class OrdersController : ControllerBase\n{\n    private readonly IWorkQueue work;\n\n    public OrdersController(IWorkQueue work) { this.work = work; }\n\n    [HttpPost]\n    public async Task<IActionResult> Place(Order order)\n    {\n        await work.Enqueue(order);\n        return Accepted();\n    }\n}\n',
          },
        ),
      },
      {
        title: 'a queue of a controller in Java',
        files: javaService(
          'import java.util.concurrent.*;\nimport org.springframework.web.bind.annotation.*;\n\n@RestController\nclass Orders {\n  private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();\n\n  @PostMapping("/orders")\n  void place(@RequestBody String order) {\n    orders.offer(order);\n  }\n\n  void work() throws InterruptedException {\n    while (true) handle(orders.take());\n  }\n}\n',
        ),
      },
      {
        title: 'a channel of a controller in Kotlin',
        files: kotlinService(
          'import kotlinx.coroutines.channels.Channel\nimport org.springframework.web.bind.annotation.*\n\n@RestController\nclass Orders {\n  private val orders = Channel<String>(Channel.UNLIMITED)\n\n  @PostMapping("/orders")\n  suspend fun place(@RequestBody order: String) {\n    orders.send(order)\n  }\n\n  suspend fun work() {\n    for (order in orders) handle(order)\n  }\n}\n',
        ),
      },
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
        title: 'a queue of another module with a bound',
        files: pythonService(
          'from fastapi import FastAPI\nfrom work import orders\n\napp = FastAPI()\n\n@app.post("/orders")\nasync def order(body: dict):\n    await orders.put(body)\n',
          {
            'work.py':
              'import asyncio\n\norders = asyncio.Queue(maxsize=100)\n\nasync def run():\n    while True:\n        await handle(await orders.get())\n',
          },
        ),
      },
      {
        title: 'a channel of the program itself in C#',
        files: csharpService(
          'using System.Threading.Channels;\n\npublic class Flush\n{\n    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();\n\n    public void Tick() => lines.Writer.TryWrite("tick");\n\n    public async Task Run() => await lines.Reader.ReadAsync();\n}\n',
        ),
      },
      {
        title: 'a channel of one socket in Rust',
        files: rustService(
          'use axum::extract::{State, WebSocketUpgrade};\nuse tokio::sync::mpsc;\n\nasync fn chat(State(state): State<App>, upgrade: WebSocketUpgrade) {\n    let (sender, receiver) = mpsc::unbounded_channel::<String>();\n    sender.send("hello".into()).unwrap();\n}\n',
        ),
      },
      {
        title: 'a signal to stop in Rust',
        files: rustService(
          'use axum::extract::State;\nuse tokio::sync::mpsc::UnboundedSender;\n\nasync fn stop(State(shutdown): State<UnboundedSender<bool>>) {\n    shutdown.send(true).unwrap();\n}\n',
        ),
      },
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
  },
  fed,
);
