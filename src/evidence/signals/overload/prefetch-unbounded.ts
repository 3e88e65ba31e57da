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
import { consumersWithoutPrefetch } from './consumers-without-prefetch.js';
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
  recognition:
    'A prefetch of zero on a channel of RabbitMQ, or a consumer that confirms its messages on a channel that the same file opens and gives no prefetch.',
  guards: [
    'A consumer on a channel that it is handed is not counted: the prefetch may be set elsewhere.',
    'A queue of one consumer alone, and a consumer that confirms nothing, need none.',
    'Frameworks with a limit of their own (Spring, MassTransit, Celery) are not meant.',
  ],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust'],
  recognisers: [inCode, consumersWithoutPrefetch],
  seen: [
    {
      title: 'amqplib with callbacks',
      files: nodeService(
        "const amqp = require('amqplib/callback_api');\namqp.connect('amqp://mq', function (error, connection) {\n  if (error) throw error;\n  connection.createChannel(function (error1, channel) {\n    if (error1) throw error1;\n    channel.assertQueue('orders', { durable: true });\n    channel.consume('orders', function (message) {\n      work(message);\n      channel.ack(message);\n    }, { noAck: false });\n  });\n});\n",
      ),
    },
    {
      title: 'pika with callbacks',
      files: pythonService(
        'import pika\n\nclass Consumer:\n    def run(self):\n        self.connection = pika.SelectConnection(pika.ConnectionParameters(\'mq\'), on_open_callback=self.opened)\n        self.connection.ioloop.start()\n\n    def opened(self, connection):\n        connection.channel(on_open_callback=self.ready)\n\n    def ready(self, channel):\n        self.channel = channel\n        self.channel.queue_declare(queue="orders", durable=True, callback=self.declared)\n\n    def declared(self, frame):\n        self.channel.basic_consume("orders", self.work)\n\n    def work(self, channel, method, properties, body):\n        channel.basic_ack(method.delivery_tag)\n',
      ),
    },
    {
      title: 'php-amqplib without a prefetch',
      files: phpService(
        'use PhpAmqpLib\\Connection\\AMQPStreamConnection;\n\nclass App\n{\n    public function run(AMQPStreamConnection $connection)\n    {\n        $channel = $connection->channel();\n        $channel->queue_declare("orders", false, true, false, false);\n        $channel->basic_consume("orders", "", false, false, false, false, fn ($message) => work($message));\n    }\n}\n',
      ),
    },
    {
      title: 'amqplib without a prefetch',
      files: nodeService(
        "import amqp from 'amqplib';\nconst connection = await amqp.connect('amqp://mq');\nconst channel = await connection.createChannel();\nawait channel.assertQueue('orders');\nawait channel.consume('orders', async (message) => {\n  await work(message);\n  channel.ack(message);\n});\n",
      ),
    },
    {
      title: 'pika without a prefetch',
      files: pythonService(
        'import pika\n\nconnection = pika.BlockingConnection()\nchannel = connection.channel()\nchannel.queue_declare(queue="orders", durable=True)\nchannel.basic_consume(queue="orders", on_message_callback=work)\n',
      ),
    },
    {
      title: 'aio-pika without a prefetch',
      files: pythonService(
        'import aio_pika\n\n\nasync def run():\n    connection = await aio_pika.connect_robust("amqp://mq")\n    channel = await connection.channel()\n    queue = await channel.declare_queue("orders", durable=True)\n    await queue.consume(work)\n',
      ),
    },
    {
      title: 'Go without a prefetch',
      files: goService(
        'import amqp "github.com/rabbitmq/amqp091-go"\n\nfunc consume() {\n\tconnection, _ := amqp.Dial("amqp://mq")\n\tchannel, _ := connection.Channel()\n\tqueue, _ := channel.QueueDeclare("orders", true, false, false, false, nil)\n\tmessages, _ := channel.Consume(queue.Name, "", false, false, false, false, nil)\n\twork(messages)\n}\n',
      ),
    },
    {
      title: 'Java without a prefetch',
      files: javaService(
        'import com.rabbitmq.client.Channel;\nimport com.rabbitmq.client.Connection;\nimport com.rabbitmq.client.ConnectionFactory;\n\nclass Consumer {\n  void begin() throws Exception {\n    ConnectionFactory factory = new ConnectionFactory();\n    Connection connection = factory.newConnection();\n    Channel channel = connection.createChannel();\n    channel.basicConsume("orders", false, this::work, tag -> {});\n  }\n}\n',
      ),
    },
    {
      title: 'C# without a prefetch',
      files: csharpService(
        'using RabbitMQ.Client;\n\npublic class Consumer\n{\n    public async Task Begin()\n    {\n        var factory = new ConnectionFactory { HostName = "mq" };\n        var connection = await factory.CreateConnectionAsync();\n        var channel = await connection.CreateChannelAsync();\n        await channel.QueueDeclareAsync(queue: "orders", durable: true, exclusive: false);\n        await channel.BasicConsumeAsync("orders", autoAck: false, consumer: new AsyncEventingBasicConsumer(channel));\n    }\n}\n',
      ),
    },
    {
      title: 'Bunny without a prefetch',
      files: rubyService(
        "class App\n  def run\n    connection = Bunny.new\n    connection.start\n    channel = connection.create_channel\n    queue = channel.queue('orders', durable: true)\n    queue.subscribe(manual_ack: true) { |info, _, body| channel.ack(info.delivery_tag) }\n  end\nend\n",
      ),
    },
    {
      title: 'lapin without a prefetch',
      files: rustService(
        'use lapin::{options::*, types::FieldTable, Connection, ConnectionProperties};\n\nasync fn run() {\n    let connection = Connection::connect("amqp://mq", ConnectionProperties::default()).await.unwrap();\n    let channel = connection.create_channel().await.unwrap();\n    let consumer = channel.basic_consume("orders", "app", BasicConsumeOptions::default(), FieldTable::default()).await.unwrap();\n}\n',
      ),
    },
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
      title: 'amqplib with callbacks and a limit',
      files: nodeService(
        "const amqp = require('amqplib/callback_api');\namqp.connect('amqp://mq', function (error, connection) {\n  if (error) throw error;\n  connection.createChannel(function (error1, channel) {\n    if (error1) throw error1;\n    channel.prefetch(10);\n    channel.assertQueue('orders', { durable: true });\n    channel.consume('orders', function (message) {\n      work(message);\n      channel.ack(message);\n    }, { noAck: false });\n  });\n});\n",
      ),
    },
    {
      title: 'pika with callbacks and a limit',
      files: pythonService(
        'import pika\n\nclass Consumer:\n    def run(self):\n        self.connection = pika.SelectConnection(pika.ConnectionParameters(\'mq\'), on_open_callback=self.opened)\n        self.connection.ioloop.start()\n\n    def opened(self, connection):\n        connection.channel(on_open_callback=self.ready)\n\n    def ready(self, channel):\n        self.channel = channel\n        self.channel.queue_declare(queue="orders", durable=True, callback=self.declared)\n\n    def declared(self, frame):\n        self.channel.basic_qos(prefetch_count=10)\n        self.channel.basic_consume("orders", self.work)\n\n    def work(self, channel, method, properties, body):\n        channel.basic_ack(method.delivery_tag)\n',
      ),
    },
    {
      title: 'a channel that is handed in',
      files: pythonService(
        'import pika\n\n\ndef begin(channel: pika.channel.Channel):\n    channel.basic_consume(queue="orders", on_message_callback=work)\n',
      ),
    },
    {
      title: 'messages that nobody confirms',
      files: goService(
        'import amqp "github.com/rabbitmq/amqp091-go"\n\nfunc consume() {\n\tconnection, _ := amqp.Dial("amqp://mq")\n\tchannel, _ := connection.Channel()\n\tchannel.Consume("orders", "", true, false, false, false, nil)\n}\n',
      ),
    },
    {
      title: 'a queue for answers',
      files: nodeService(
        "import amqp from 'amqplib';\nconst connection = await amqp.connect('amqp://mq');\nconst channel = await connection.createChannel();\nconst { queue } = await channel.assertQueue('', { exclusive: true });\nawait channel.consume(queue, answer);\n",
      ),
    },
    {
      title: 'a limit',
      files: nodeService(
        "import amqp from 'amqplib';\nconst connection = await amqp.connect('amqp://mq');\nconst channel = await connection.createChannel();\nawait channel.prefetch(1);\n",
      ),
    },
    {
      title: 'a channel that is made ready elsewhere',
      files: pythonService(
        'import pika\n\nchannel = pika.BlockingConnection().channel()\nmake_ready(channel)\nchannel.basic_consume(queue="orders", on_message_callback=work)\n',
      ),
    },
  ],
});
