import { codeLanguages } from '../../../syntax/code/code-file.js';
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
import { tableRecogniser } from '../../rows.js';
import { sightedSignal } from '../../signal.js';
import { isFalse, isTrue } from '../../values.js';

export const acknowledgedAfterWork = sightedSignal({
  id: 'acknowledged-after-work',
  question: 'idempotency',
  stance: 'supports',
  meaning: 'Work that dies half way is done again: its message is only forgotten when it is done.',
  recognition:
    'Late acknowledgement of Celery, a consumer of Kafka that commits by itself, a consumer of RabbitMQ with acknowledgement by hand.',
  guards: [
    'What a client does by default is not counted.',
    'It asks for consumers that tolerate a second delivery.',
  ],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
  recognisers: [
    tableRecogniser(
      'acknowledged-after-work',
      /acks_late|ACKS_LATE|enable[._]auto[._]commit|ENABLE_AUTO_COMMIT|EnableAutoCommit|autoCommit\b|noAck\s*:\s*false|auto_ack\s*=\s*False|autoAck\s*:\s*false|no_ack\s*:\s*false/,
      {
        settings: [
          {
            // https://docs.celeryq.dev/en/stable/userguide/configuration.html#task-acks-late
            languages: ['python'],
            name: /^(?:acks_late|task_acks_late|CELERY_ACKS_LATE|CELERY_TASK_ACKS_LATE)$/,
            says: ({ name, value }) =>
              isTrue(value)
                ? `a task is forgotten by the queue when it is done, not before (${name})`
                : undefined,
          },
          {
            // https://kafka.apache.org/documentation/#consumerconfigs_enable.auto.commit
            languages: codeLanguages,
            name: /^(?:enable\.auto\.commit|ENABLE_AUTO_COMMIT_CONFIG|enable_auto_commit|EnableAutoCommit|autoCommit)$/,
            says: ({ name, value }, code) =>
              isFalse(value) && /kafka/i.test(code.source.text)
                ? `the consumer says itself which records are done (${name} is off)`
                : undefined,
          },
          {
            languages: codeLanguages,
            name: /^(?:noAck|auto_ack|autoAck|no_ack)$/,
            says: ({ name, value, call }) =>
              isFalse(value) && call && /consume/i.test(call.name)
                ? `the consumer says itself when a message is done (${name} is off)`
                : undefined,
          },
        ],
      },
    ),
  ],
  seen: [
    {
      title: 'Celery',
      files: pythonService(
        'from celery import Celery\n\napp = Celery("app")\n\n@app.task(acks_late=True)\ndef bill(order):\n    ...\n',
      ),
    },
    {
      title: 'amqplib',
      files: nodeService(
        "import amqp from 'amqplib';\nconst connection = await amqp.connect('amqp://mq');\nconst channel = await connection.createChannel();\nawait channel.consume('orders', work, { noAck: false });\n",
      ),
    },
    {
      title: 'Kafka in Java',
      files: javaService(
        'import org.apache.kafka.clients.consumer.ConsumerConfig;\n\nclass Consumers {\n  void make(java.util.Properties props) {\n    props.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);\n  }\n}\n',
      ),
    },
    {
      title: 'Kafka in Go',
      files: goService(
        'import "github.com/confluentinc/confluent-kafka-go/v2/kafka"\n\nfunc consumer() (*kafka.Consumer, error) {\n\treturn kafka.NewConsumer(&kafka.ConfigMap{"bootstrap.servers": "kafka:9092", "enable.auto.commit": false})\n}\n',
      ),
    },
    {
      title: 'Kafka in Kotlin',
      files: kotlinService(
        'import org.apache.kafka.clients.consumer.ConsumerConfig\n\nclass Consumers {\n  val props = mapOf(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG to false)\n}\n',
      ),
    },
    {
      title: 'RabbitMQ in C#',
      files: csharpService(
        'using RabbitMQ.Client;\n\npublic class Consumer\n{\n    public void Begin(IModel channel, IBasicConsumer work)\n    {\n        channel.BasicConsume(queue: "orders", autoAck: false, consumer: work);\n    }\n}\n',
      ),
    },
    {
      title: 'Kafka in Ruby',
      files: rubyService(
        'class App\n  def consumer\n    Rdkafka::Config.new("bootstrap.servers": "kafka:9092", "enable.auto.commit": false).consumer\n  end\nend\n',
      ),
    },
    {
      title: 'Kafka in PHP',
      files: phpService(
        "class App\n{\n    public function consumer()\n    {\n        $conf = new \\RdKafka\\Conf();\n        $conf->set('enable.auto.commit', 'false');\n        return new \\RdKafka\\KafkaConsumer($conf);\n    }\n}\n",
      ),
    },
    {
      title: 'Kafka in Rust',
      files: rustService(
        'use rdkafka::config::ClientConfig;\nuse rdkafka::consumer::StreamConsumer;\n\nfn main() {\n    let consumer: StreamConsumer = ClientConfig::new()\n        .set("bootstrap.servers", "kafka:9092")\n        .set("enable.auto.commit", "false")\n        .create()\n        .unwrap();\n}\n',
      ),
    },
    {
      title: 'RabbitMQ in Elixir',
      files: elixirService(
        'defmodule App.Consumer do\n  def begin(channel) do\n    AMQP.Basic.consume(channel, "orders", nil, no_ack: false)\n  end\nend\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'early acknowledgement',
      files: pythonService('app.conf.task_acks_late = False\n'),
    },
    {
      title: 'a transaction of a database',
      files: nodeService(
        "const oracledb = require('oracledb');\noracledb.getConnection({ autoCommit: false });\n",
      ),
    },
  ],
});
