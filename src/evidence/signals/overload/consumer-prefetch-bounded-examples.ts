import type { SignalExample } from '../../../model/evidence.js';
import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';

/** Consumers that hold only so many messages. */
export const prefetchSeen: readonly SignalExample[] = [
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
    files: nodeService("import { Worker } from 'bullmq';\nnew Worker('mails', send, { concurrency: 5 });\n"),
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
  {
    title: 'Sidekiq',
    files: rubyService('', { 'config/sidekiq.yml': ':concurrency: 10\n:queues:\n  - default\n' }),
  },
  {
    title: 'Oban',
    files: elixirService('', {
      'config/config.exs':
        'import Config\n\nconfig :app, Oban,\n  repo: App.Repo,\n  queues: [default: 10, mails: 20]\n',
    }),
  },
  {
    title: 'Broadway',
    files: elixirService(
      'defmodule App.Orders do\n  use Broadway\n\n  def start_link(_options) do\n    Broadway.start_link(__MODULE__,\n      name: __MODULE__,\n      producer: [module: {BroadwaySQS.Producer, queue_url: "orders"}],\n      processors: [default: [concurrency: 50]]\n    )\n  end\nend\n',
    ),
  },
  {
    title: 'River',
    files: goService(
      'import "github.com/riverqueue/river"\n\nvar config = &river.Config{Queues: map[string]river.QueueConfig{"mails": {MaxWorkers: 20}, "other": river.QueueConfig{MaxWorkers: 5}}}\n',
    ),
  },
  {
    title: 'a function that works on SQS',
    files: nodeService('', {
      'main.tf':
        'resource "aws_lambda_event_source_mapping" "orders" {\n  event_source_arn = aws_sqs_queue.orders.arn\n  scaling_config {\n    maximum_concurrency = 10\n  }\n}\n',
    }),
  },
];

/** What looks like it. */
export const prefetchUnseen: readonly SignalExample[] = [
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
];
