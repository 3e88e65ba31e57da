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
import type { CodeRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { prefetchOf, rabbit } from './prefetch.js';

const inCode: CodeRecogniser = {
  in: 'code',
  sighting: 'prefetch-unbounded',
  languages: codeLanguages,
  words: /prefetch|basic_?qos|\.Qos\(|set_qos/i,
  *see(code) {
    if (!rabbit.test(code.source.text)) return;
    for (const call of code.calls)
      if (prefetchOf(call, code.language)?.count === 0)
        yield seenAt(
          code,
          call,
          'a consumer is sent every message that waits: a prefetch of 0 means no limit',
        );
  },
};

export const prefetchUnbounded = sightedSignal({
  id: 'prefetch-unbounded',
  question: 'partial-failure',
  stance: 'contradicts',
  meaning: 'One consumer is sent the whole backlog and holds it in its memory.',
  recognition: 'A prefetch of zero on a channel of RabbitMQ.',
  guards: ['A consumer without a prefetch in sight is not counted: it may be set elsewhere.'],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust'],
  recognisers: [inCode],
  seen: [
    {
      title: 'amqplib',
      files: nodeService(
        "import amqp from 'amqplib';\nconst connection = await amqp.connect('amqp://mq');\nconst channel = await connection.createChannel();\nawait channel.prefetch(0);\n",
      ),
    },
    {
      title: 'pika',
      files: pythonService(
        'import pika\n\nchannel = pika.BlockingConnection().channel()\nchannel.basic_qos(prefetch_count=0)\n',
      ),
    },
    {
      title: 'RabbitMQ in Java',
      files: javaService(
        'import com.rabbitmq.client.Channel;\n\nclass Consumer {\n  void begin(Channel channel) throws Exception {\n    channel.basicQos(0);\n  }\n}\n',
      ),
    },
    {
      title: 'RabbitMQ in Go',
      files: goService(
        'import amqp "github.com/rabbitmq/amqp091-go"\n\nfunc begin(channel *amqp.Channel) error {\n\treturn channel.Qos(0, 0, false)\n}\n',
      ),
    },
    {
      title: 'RabbitMQ in Kotlin',
      files: kotlinService(
        'import com.rabbitmq.client.Channel\n\nclass Consumer(private val channel: Channel) {\n  fun begin() {\n    channel.basicQos(0)\n  }\n}\n',
      ),
    },
    {
      title: 'RabbitMQ in C#',
      files: csharpService(
        'using RabbitMQ.Client;\n\npublic class Consumer\n{\n    public void Begin(IModel channel)\n    {\n        channel.BasicQos(0, 0, false);\n    }\n}\n',
      ),
    },
    {
      title: 'lapin',
      files: rustService(
        'use lapin::{options::BasicQosOptions, Channel};\n\nasync fn begin(channel: &Channel) {\n    channel.basic_qos(0, BasicQosOptions::default()).await.unwrap();\n}\n',
      ),
    },
    {
      title: 'Bunny',
      files: rubyService(
        'class App\n  def channel\n    channel = Bunny.new.start.create_channel\n    channel.prefetch(0)\n  end\nend\n',
      ),
    },
    {
      title: 'RabbitMQ in PHP',
      files: phpService(
        'use PhpAmqpLib\\Connection\\AMQPStreamConnection;\n\nclass App\n{\n    public function begin(AMQPStreamConnection $connection)\n    {\n        $channel = $connection->channel();\n        $channel->basic_qos(0, 0, false);\n    }\n}\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'a limit',
      files: nodeService(
        "import amqp from 'amqplib';\nconst connection = await amqp.connect('amqp://mq');\nconst channel = await connection.createChannel();\nawait channel.prefetch(1);\n",
      ),
    },
    {
      title: 'a prefetch that is set elsewhere',
      files: pythonService(
        'import pika\n\nchannel = pika.BlockingConnection().channel()\nchannel.basic_consume(queue="orders", on_message_callback=work)\n',
      ),
    },
  ],
});
