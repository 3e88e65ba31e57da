import { entryOf, option, positional, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeLanguage, CodeValue } from '../../../syntax/code/code-file.js';
import {
  csharpService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rustService,
} from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { isTrue } from '../../values.js';

/** A call by which a consumer of RabbitMQ begins, and where it says that the broker forgets a message as soon as it is sent. */
interface Consumer {
  readonly name: RegExp;
  readonly target: RegExp;
  readonly option: string;
  /** Where the flag stands among the arguments without a name. */
  readonly index?: number;
}

/** Source: https://www.rabbitmq.com/docs/confirms#acknowledgement-modes and the signatures of the clients. */
const consumers: Readonly<Partial<Record<CodeLanguage, Consumer>>> = {
  javascript: { name: /^consume$/, target: /^(?:amqplib|amqp-connection-manager)\b/, option: 'noAck' },
  python: { name: /^basic_consume$/, target: /^pika\b/, option: 'auto_ack', index: 2 },
  go: { name: /^Consume$/, target: /amqp/, option: 'AutoAck', index: 2 },
  java: { name: /^basicConsume$/, target: /rabbitmq/, option: 'autoAck', index: 1 },
  kotlin: { name: /^basicConsume$/, target: /rabbitmq/, option: 'autoAck', index: 1 },
  csharp: { name: /^BasicConsume(?:Async)?$/, target: /./, option: 'autoAck', index: 1 },
  php: { name: /^basic_consume$/, target: /./, option: 'no_ack', index: 3 },
  rust: { name: /^basic_consume$/, target: /./, option: 'no_ack' },
};

const inCode: CodeRecogniser = {
  in: 'code',
  sighting: 'acknowledged-before-work',
  languages: ['javascript', 'python', 'go', 'java', 'kotlin', 'csharp', 'php', 'rust'],
  words: /no_?Ack|auto_?Ack|\.Consume\(|basicConsume|basic_consume|BasicConsume/,
  *see(code) {
    const consumer = consumers[code.language];
    if (!consumer || !/amqp|rabbit|pika|lapin/i.test(code.source.text)) return;
    for (const call of code.calls)
      if (
        consumer.name.test(call.name) &&
        call.callee.object &&
        (consumer.target.test(call.target) || call.target.startsWith('?')) &&
        isAutomatic(call, consumer) &&
        !isReplyQueue(call, code)
      )
        yield seenAt(
          code,
          call,
          'the broker forgets a message when it is sent, before the work is done: a consumer that dies loses it',
          'medium',
        );
  },
};

function isAutomatic(call: CodeCall, consumer: Consumer): boolean {
  const value = flagOf(call, consumer);
  return value !== undefined && isTrue(value);
}

function flagOf(call: CodeCall, { option: name, index }: Consumer): CodeValue | undefined {
  const named = option(call, name);
  if (named) return named;
  for (const { value } of call.arguments) {
    const options = settled(value);
    const given =
      options.kind === 'call'
        ? option(options, name)
        : options.kind === 'map'
          ? entryOf(options, name)
          : undefined;
    if (given) return given;
  }
  const value = index === undefined ? undefined : positional(call, index);
  return value?.kind === 'boolean' ? value : undefined;
}

/** Answers to calls, and queues that live as long as their consumer, are lost with it anyhow. */
function isReplyQueue(call: CodeCall, code: CodeFile): boolean {
  const queue = call.arguments[0];
  const text = queue ? code.source.text.slice(queue.value.start, queue.value.end) : '';
  if (/reply|callback|rpc|exclusive|fanout|log|metric|event|broadcast|temp|anonymous/i.test(text))
    return true;
  return /exclusive\s*[:=]\s*true|exclusive=True|replyTo|reply_to|ReplyTo|amq\.rabbitmq\.reply-to|\bfanout\b/i.test(
    code.source.text,
  );
}

export const acknowledgedBeforeWork = sightedSignal({
  id: 'acknowledged-before-work',
  question: 'idempotency',
  stance: 'contradicts',
  meaning: 'A message whose consumer dies is lost: nobody delivers it again.',
  recognition:
    'A consumer of RabbitMQ that begins with automatic acknowledgement (`noAck: true`, `auto_ack=True`).',
  guards: [
    'Queues for answers, and those that live as long as their consumer, are not counted.',
    '`enable.auto.commit` of Kafka is not counted: its clients commit what was handed out by earlier polls.',
  ],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'PHP', 'Rust'],
  recognisers: [inCode],
  seen: [
    {
      title: 'amqplib',
      files: nodeService(
        "import amqp from 'amqplib';\nconst connection = await amqp.connect('amqp://mq');\nconst channel = await connection.createChannel();\nawait channel.consume('orders', async (message) => pay(message), { noAck: true });\n",
      ),
    },
    {
      title: 'pika',
      files: pythonService(
        'import pika\n\nchannel = pika.BlockingConnection().channel()\nchannel.basic_consume(queue="orders", on_message_callback=pay, auto_ack=True)\n',
      ),
    },
    {
      title: 'RabbitMQ in Java',
      files: javaService(
        'import com.rabbitmq.client.Channel;\n\nclass Consumer {\n  void begin(Channel channel) throws Exception {\n    channel.basicConsume("orders", true, this::pay, tag -> {});\n  }\n}\n',
      ),
    },
    {
      title: 'RabbitMQ in PHP',
      files: phpService(
        "use PhpAmqpLib\\Connection\\AMQPStreamConnection;\n\nclass App\n{\n    public function begin($work)\n    {\n        $connection = new AMQPStreamConnection('mq', 5672, 'a', 'b');\n        $channel = $connection->channel();\n        $channel->basic_consume('orders', '', false, true, false, false, $work);\n    }\n}\n",
      ),
    },
    {
      title: 'RabbitMQ in Go',
      files: goService(
        'import amqp "github.com/rabbitmq/amqp091-go"\n\nfunc begin(connection *amqp.Connection) (<-chan amqp.Delivery, error) {\n\tchannel, err := connection.Channel()\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\treturn channel.Consume("orders", "", true, false, false, false, nil)\n}\n',
      ),
    },
    {
      title: 'RabbitMQ in Kotlin',
      files: kotlinService(
        'import com.rabbitmq.client.Channel\n\nclass Consumer(private val channel: Channel) {\n  fun begin() {\n    channel.basicConsume("orders", true, ::pay, ::cancel)\n  }\n}\n',
      ),
    },
    {
      title: 'RabbitMQ in C#',
      files: csharpService(
        'using RabbitMQ.Client;\n\npublic class Consumer\n{\n    public void Begin(IModel channel, IBasicConsumer work)\n    {\n        channel.BasicConsume(queue: "orders", autoAck: true, consumer: work);\n    }\n}\n',
      ),
    },
    {
      title: 'lapin',
      files: rustService(
        'use lapin::{options::BasicConsumeOptions, types::FieldTable, Channel};\n\nasync fn begin(channel: &Channel) {\n    channel\n        .basic_consume("orders", "app", BasicConsumeOptions { no_ack: true, ..Default::default() }, FieldTable::default())\n        .await\n        .unwrap();\n}\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'acknowledged by hand',
      files: nodeService(
        "import amqp from 'amqplib';\nconst connection = await amqp.connect('amqp://mq');\nconst channel = await connection.createChannel();\nawait channel.consume('orders', async (message) => {\n  await pay(message);\n  channel.ack(message);\n}, { noAck: false });\n",
      ),
    },
    {
      title: 'answers to calls',
      files: nodeService(
        "import amqp from 'amqplib';\nconst connection = await amqp.connect('amqp://mq');\nconst channel = await connection.createChannel();\nconst { queue } = await channel.assertQueue('', { exclusive: true });\nawait channel.consume(queue, take, { noAck: true });\n",
      ),
    },
  ],
});
