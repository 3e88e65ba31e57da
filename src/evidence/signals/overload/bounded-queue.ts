import { codeLanguages } from '../../../syntax/code/code-file.js';
import { option, positional } from '../../../syntax/code/arguments.js';
import {
  csharpService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';
import type { TerraformRecogniser } from '../../recogniser.js';
import { tableRecogniser } from '../../rows.js';
import type { CallRow, SettingRow } from '../../rows.js';
import { sightedSignal } from '../../signal.js';
import { isGiven, numberOf } from '../../values.js';
import type { CodeCall } from '../../../syntax/code/code-file.js';

const sighting = 'bounded-queue';

/** A bound at a place or by a name; a name for a number counts, a zero does not. */
function bound(call: CodeCall, index: number, ...names: readonly string[]): string | undefined {
  const value = option(call, ...names) ?? positional(call, index);
  if (!value || !isGiven(value) || value.kind === 'map' || value.kind === 'list') return undefined;
  const count = numberOf(value);
  if (count === undefined)
    return value.kind === 'path' || value.kind === 'call' || value.kind === 'other' ? 'a bound' : undefined;
  return count > 0 && count < 2_147_483_647 ? String(count) : undefined;
}

function takes(what: string, most: string | undefined): string | undefined {
  return most === undefined ? undefined : `${what} has a bound${most === 'a bound' ? '' : ` of ${most}`}`;
}

const calls: readonly CallRow[] = [
  {
    // https://docs.python.org/3/library/asyncio-queue.html
    languages: ['python'],
    target: /^(?:asyncio|queue|multiprocessing|janus)\.(?:Queue|PriorityQueue|LifoQueue|JoinableQueue)$/,
    says: (call) => takes('the queue', bound(call, 0, 'maxsize')),
  },
  {
    languages: ['java', 'kotlin'],
    target: /^(?:java\.util\.concurrent\.)?(?:ArrayBlockingQueue|LinkedBlockingQueue|LinkedBlockingDeque)$/,
    says: (call) => {
      // The other constructor takes what the queue is to hold, and sets no bound.
      const first = positional(call, 0);
      const isCollection =
        call.name !== 'ArrayBlockingQueue' &&
        ((first?.kind === 'path' &&
          !/cap|size|max|limit|depth|bound|count|length|number|^n$/i.test(first.name) &&
          !/^[A-Z_]{2,}$/.test(first.name)) ||
          (first?.kind === 'call' && /^(?:asList|of|values|keySet|copyOf|subList|toList)$/.test(first.name)));
      return isCollection ? undefined : takes('the queue', bound(call, 0));
    },
  },
  {
    languages: ['java', 'kotlin'],
    target: /(?:^|\.)ThreadPoolTaskExecutor\(\)\.setQueueCapacity$/,
    says: (call) => takes('the queue of the pool', bound(call, 0)),
  },
  {
    languages: ['kotlin'],
    target: /^(?:kotlinx\.coroutines\.channels\.)?Channel$/,
    says: (call) => {
      const first = option(call, 'capacity') ?? positional(call, 0);
      return first?.kind === 'path' && /UNLIMITED|CONFLATED/.test(first.name)
        ? undefined
        : takes('the channel', bound(call, 0, 'capacity'));
    },
  },
  {
    // https://learn.microsoft.com/en-us/dotnet/core/extensions/channels
    languages: ['csharp'],
    target: /(?:^|\.)Channel\.CreateBounded\b/,
    says: (call) => (call.arguments.length > 0 ? 'the channel has a bound (CreateBounded)' : undefined),
  },
  {
    languages: ['rust'],
    target:
      /(?:^tokio::sync::mpsc::channel|^(?:crossbeam(?:_channel|::channel)|flume|async_channel|kanal)::bounded|^std::sync::mpsc::sync_channel|^futures(?:_channel)?(?:::channel)?::mpsc::channel)$/,
    says: (call) => takes('the channel', bound(call, 0)),
  },
  {
    languages: ['ruby'],
    target: /^(?:Thread(?:::|\.))?SizedQueue(?:\.new|\(\))?$/,
    says: (call) => takes('the queue', bound(call, 0)),
  },
  {
    languages: ['javascript'],
    target: /^bottleneck$/,
    says: (call) =>
      option(call, 'highWater') ? 'the queue of the limiter has a bound (highWater)' : undefined,
  },
];

const settings: readonly SettingRow[] = [
  {
    // https://www.rabbitmq.com/docs/maxlength
    languages: codeLanguages,
    name: /^(?:x-max-length|x-max-length-bytes|maxLength)$/,
    says: ({ name, value, call }, code) =>
      isGiven(value) &&
      (name !== 'maxLength' || (call?.name === 'assertQueue' && /amqp/.test(code.source.text)))
        ? `the queue has a bound (${name})`
        : undefined,
  },
  {
    // https://github.com/ruby-concurrency/concurrent-ruby
    languages: ['ruby'],
    name: /^max_queue$/,
    says: ({ value }) => {
      const count = numberOf(value);
      return count !== undefined && count > 0 ? `the queue of the pool has a bound of ${count}` : undefined;
    },
  },
  {
    // Redis streams: https://redis.io/docs/latest/commands/xadd/
    languages: ['javascript', 'python', 'go', 'java', 'csharp'],
    name: /^(?:MAXLEN|maxlen|MaxLen|maxLength)$/,
    says: ({ value, call }) =>
      call && /^(?:xadd|xAdd|XAdd|XAddArgs|StreamAdd|StreamAddAsync)$/.test(call.name) && isGiven(value)
        ? 'the stream has a bound (MAXLEN)'
        : undefined,
  },
];

const inCode = tableRecogniser(
  sighting,
  /\bqueue\b|\bQueue\b|BlockingQueue|setQueueCapacity|channels?\b|CreateBounded|mpsc|bounded|SizedQueue|bottleneck|x-max-length|max_queue|xadd/i,
  { calls, settings },
);

const inTerraform: TerraformRecogniser = {
  in: 'terraform',
  sighting,
  words: /rabbitmq_queue|rabbitmq_policy/,
  *see(block) {
    if (block.type !== 'resource' || !/^rabbitmq_(?:queue|policy)$/.test(block.labels[0] ?? '')) return;
    for (const part of block.blocks)
      for (const [, { value, span }] of part.attributes)
        if (value.kind === 'map')
          for (const key of value.entries.keys())
            if (/^(?:x-)?max-length(?:-bytes)?$/.test(key))
              yield { span, text: `the queue has a bound (${key})`, confidence: 'high' };
  },
};

export const boundedQueue = sightedSignal({
  id: 'bounded-queue',
  question: 'partial-failure',
  stance: 'supports',
  meaning: 'Work that nobody can do in time is refused at the door instead of piling up.',
  recognition: 'A queue, a channel, the queue of a pool of threads, or a stream that is made with a bound.',
  guards: [
    'A bound of zero or of the largest number is none.',
    'Buffered channels of Go mean many things and are not counted.',
  ],
  languages: ['JavaScript', 'Python', 'Java', 'Kotlin', 'C#', 'Ruby', 'Rust', 'Go'],
  recognisers: [inCode, inTerraform],
  seen: [
    {
      title: 'asyncio',
      files: pythonService('import asyncio\n\nqueue = asyncio.Queue(maxsize=100)\n'),
    },
    {
      title: 'RabbitMQ',
      files: nodeService(
        "import amqp from 'amqplib';\nconst connection = await amqp.connect('amqp://mq');\nconst channel = await connection.createChannel();\nawait channel.assertQueue('orders', { arguments: { 'x-max-length': 10000 } });\n",
      ),
    },
    {
      title: 'a queue in Java',
      files: javaService(
        'import java.util.concurrent.ArrayBlockingQueue;\n\nclass Work {\n  private final ArrayBlockingQueue<String> queue = new ArrayBlockingQueue<>(100);\n}\n',
      ),
    },
    {
      title: 'a channel in Kotlin',
      files: kotlinService(
        'import kotlinx.coroutines.channels.Channel\n\nclass Work {\n  val queue = Channel<String>(capacity = 100)\n}\n',
      ),
    },
    {
      title: 'a queue in Ruby',
      files: rubyService('class App\n  QUEUE = SizedQueue.new(100)\nend\n'),
    },
    {
      title: 'a channel in C#',
      files: csharpService(
        'using System.Threading.Channels;\n\nvar queue = Channel.CreateBounded<string>(100);\n',
      ),
    },
    {
      title: 'a channel in Rust',
      files: rustService(
        'use tokio::sync::mpsc;\n\nfn main() {\n    let (sender, receiver) = mpsc::channel::<String>(100);\n}\n',
      ),
    },
    {
      title: 'a stream of Redis in Go',
      files: goService(
        'import (\n\t"context"\n\n\t"github.com/redis/go-redis/v9"\n)\n\nfunc send(ctx context.Context, client *redis.Client, order string) error {\n\treturn client.XAdd(ctx, &redis.XAddArgs{Stream: "orders", MaxLen: 10000, Values: map[string]any{"id": order}}).Err()\n}\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'what a queue is to hold is no bound',
      files: javaService(
        'import java.util.List;\nimport java.util.concurrent.*;\n\nclass Reader {\n  BlockingQueue<Long> open(List<Long> loanIds) {\n    return new LinkedBlockingQueue<>(loanIds);\n  }\n}\n',
      ),
    },
    {
      title: 'no bound',
      files: pythonService('import asyncio\n\nqueue = asyncio.Queue()\nother = asyncio.Queue(maxsize=0)\n'),
    },
  ],
});
