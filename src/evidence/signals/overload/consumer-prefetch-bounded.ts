import { codeLanguages } from '../../../syntax/code/code-file.js';
import {
  csharpService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser, TextRecogniser } from '../../recogniser.js';
import { tableRecogniser } from '../../rows.js';
import type { CallRow, SettingRow } from '../../rows.js';
import { sightedSignal } from '../../signal.js';
import { numberOf } from '../../values.js';
import { option } from '../../../syntax/code/arguments.js';
import { prefetchOf, rabbit } from './prefetch.js';

const sighting = 'consumer-prefetch-bounded';

const ofRabbit: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: codeLanguages,
  words: /prefetch|basic_?qos|\.Qos\(|set_qos/i,
  *see(code) {
    if (!rabbit.test(code.source.text)) return;
    for (const call of code.calls) {
      const prefetch = prefetchOf(call, code.language);
      if (prefetch && prefetch.count > 0)
        yield seenAt(
          code,
          call,
          `a consumer holds at most ${messages(prefetch.count)} that it has not confirmed`,
        );
    }
  },
};

function messages(count: number): string {
  return count === 1 ? 'one message' : `${count} messages`;
}

const calls: readonly CallRow[] = [
  {
    // https://docs.bullmq.io/guide/workers/concurrency
    languages: ['javascript'],
    target: /^bullmq\.Worker$/,
    says: (call) => {
      const count = numberOf(option(call, 'concurrency'));
      return count === undefined
        ? undefined
        : `a worker takes at most ${count} jobs at once (concurrency of BullMQ)`;
    },
  },
  {
    // https://github.com/zeromicro/asynq, https://pkg.go.dev/github.com/hibiken/asynq#Config
    languages: ['go'],
    target: /github\.com\/hibiken\/asynq\.Config(?:\(\))?$/,
    says: (call) => {
      const count = numberOf(option(call, 'Concurrency'));
      return count === undefined
        ? undefined
        : `a server takes at most ${count} tasks at once (Concurrency of asynq)`;
    },
  },
];

const settings: readonly SettingRow[] = [
  {
    // https://docs.celeryq.dev/en/stable/userguide/optimizing.html#prefetch-limits
    languages: ['python'],
    name: /^(?:worker_prefetch_multiplier|CELERYD_PREFETCH_MULTIPLIER|CELERY_WORKER_PREFETCH_MULTIPLIER)$/,
    says: ({ name, value }) => {
      const count = numberOf(value);
      return count !== undefined && count > 0
        ? `each process of a worker fetches ${count} tasks ahead (${name})`
        : undefined;
    },
  },
  {
    // https://kafka.apache.org/documentation/#consumerconfigs_max.poll.records
    languages: codeLanguages,
    name: /^(?:max\.poll\.records|MAX_POLL_RECORDS_CONFIG|max_poll_records)$/,
    says: ({ value }) => {
      const count = numberOf(value);
      return count === undefined ? undefined : `a consumer takes at most ${count} records with each poll`;
    },
  },
  {
    // https://cloud.google.com/pubsub/docs/flow-control-messages
    languages: codeLanguages,
    name: /^(?:maxMessages|max_messages|MaxOutstandingMessages|setMaxOutstandingElementCount|MaxOutstandingElementCount)$/,
    says: ({ value, call }, code) => {
      const count = numberOf(value);
      if (count === undefined || !/pub_?-?sub/i.test(code.source.text)) return undefined;
      // A pull takes that many with each request; only flow control bounds what is held.
      return call?.name === 'pull'
        ? undefined
        : `a subscriber holds at most ${messages(count)} at once (flow control of Pub/Sub)`;
    },
  },
  {
    languages: ['csharp'],
    name: /^(?:PrefetchCount|MaxConcurrentCalls|ConcurrentMessageLimit)$/,
    says: ({ name, value }) => {
      const count = numberOf(value);
      return count !== undefined && count > 0
        ? `a consumer takes at most ${messages(count)} at once (${name})`
        : undefined;
    },
  },
  {
    // https://docs.nats.io/nats-concepts/jetstream/consumers#maxackpending, https://pkg.go.dev/github.com/nsqio/go-nsq#Config
    languages: codeLanguages,
    name: /^(?:MaxAckPending|max_ack_pending|maxAckPending|MaxInFlight|max_in_flight)$/,
    says: ({ name, value }, code) => {
      const count = numberOf(value);
      return count !== undefined && count > 0 && /nats|nsq|jetstream/i.test(code.source.text)
        ? `a consumer holds at most ${messages(count)} that it has not confirmed (${name})`
        : undefined;
    },
  },
];

const bySetting = tableRecogniser(
  sighting,
  /bullmq|asynq|prefetch_?multiplier|max[._]?poll[._]?records|maxMessages|max_messages|MaxOutstanding|PrefetchCount|MaxConcurrentCalls|ConcurrentMessageLimit|max_?ack_?pending|max_?in_?flight/i,
  { calls, settings },
);

/** https://docs.spring.io/spring-boot/appendix/application-properties/index.html */
const line =
  /^[ \t]*(?:[\w.-]*\.)?(?:prefetch|max-poll-records|max[.-]in[.-]flight|max-outstanding-messages)[ \t]*[:=][ \t]*(\d+)[ \t]*$/gim;

const inSettings: TextRecogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)(?:application|bootstrap)[\w.-]*\.(?:properties|ya?ml)$/i,
  words: /prefetch|max-poll-records|max-outstanding-messages/,
  *see(source) {
    if (!/rabbitmq|kafka|pubsub|amqp/i.test(source.text)) return;
    for (const match of source.text.matchAll(line))
      if (Number(match[1]) > 0)
        yield {
          span: source.span(match.index, match.index + match[0].length),
          text: `a consumer takes at most ${messages(Number(match[1]))} at once`,
          confidence: 'high',
        };
  },
};

export const consumerPrefetchBounded = sightedSignal({
  id: 'consumer-prefetch-bounded',
  question: 'partial-failure',
  stance: 'supports',
  meaning:
    'A consumer takes only so many messages as it can work on; the rest waits where it can be seen and shared.',
  recognition:
    'A prefetch of RabbitMQ, the concurrency of a BullMQ or asynq worker, records of a poll of Kafka, flow control of Pub/Sub, limits of MassTransit, Azure Service Bus, NATS or NSQ, in code or settings of Spring.',
  guards: ['A prefetch of zero means no limit.', 'What a client does by default is not counted.'],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust'],
  recognisers: [ofRabbit, bySetting, inSettings],
  seen: [
    {
      title: 'amqplib',
      files: nodeService(
        "import amqp from 'amqplib';\nconst connection = await amqp.connect(process.env.AMQP);\nconst channel = await connection.createChannel();\nawait channel.prefetch(10);\n",
      ),
    },
    {
      title: 'pika',
      files: pythonService(
        'import pika\n\nchannel = pika.BlockingConnection().channel()\nchannel.basic_qos(prefetch_count=5)\n',
      ),
    },
    {
      title: 'BullMQ',
      files: nodeService(
        "import { Worker } from 'bullmq';\nnew Worker('mails', send, { concurrency: 5 });\n",
      ),
    },
    {
      title: 'Spring',
      files: {
        'pom.xml': '<project><artifactId>app</artifactId></project>\n',
        'src/main/resources/application.properties': 'spring.rabbitmq.listener.simple.prefetch=20\n',
      },
    },
    {
      title: 'RabbitMQ in Java',
      files: javaService(
        'import com.rabbitmq.client.Channel;\n\nclass Consumer {\n  void begin(Channel channel) throws Exception {\n    channel.basicQos(10);\n  }\n}\n',
      ),
    },
    {
      title: 'Bunny',
      files: rubyService(
        'class App\n  def channel\n    channel = Bunny.new.start.create_channel\n    channel.prefetch(10)\n  end\nend\n',
      ),
    },
    {
      title: 'RabbitMQ in PHP',
      files: phpService(
        'use PhpAmqpLib\\Connection\\AMQPStreamConnection;\n\nclass App\n{\n    public function begin(AMQPStreamConnection $connection)\n    {\n        $channel = $connection->channel();\n        $channel->basic_qos(0, 10, false);\n    }\n}\n',
      ),
    },
    {
      title: 'RabbitMQ in Go',
      files: goService(
        'import amqp "github.com/rabbitmq/amqp091-go"\n\nfunc begin(channel *amqp.Channel) error {\n\treturn channel.Qos(10, 0, false)\n}\n',
      ),
    },
    {
      title: 'RabbitMQ in Kotlin',
      files: kotlinService(
        'import com.rabbitmq.client.Channel\n\nclass Consumer(private val channel: Channel) {\n  fun begin() {\n    channel.basicQos(10)\n  }\n}\n',
      ),
    },
    {
      title: 'RabbitMQ in C#',
      files: csharpService(
        'using RabbitMQ.Client;\n\npublic class Consumer\n{\n    public void Begin(IModel channel)\n    {\n        channel.BasicQos(0, 10, false);\n    }\n}\n',
      ),
    },
    {
      title: 'lapin',
      files: rustService(
        'use lapin::{options::BasicQosOptions, Channel};\n\nasync fn begin(channel: &Channel) {\n    channel.basic_qos(10, BasicQosOptions::default()).await.unwrap();\n}\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'no limit',
      files: nodeService(
        "import amqp from 'amqplib';\nconst connection = await amqp.connect('amqp://mq');\nconst channel = await connection.createChannel();\nawait channel.prefetch(0);\n",
      ),
    },
    {
      title: 'another prefetch',
      files: nodeService('router.prefetch(10);\n'),
    },
  ],
});
