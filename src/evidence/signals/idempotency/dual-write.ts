import {
  csharpService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  pythonService,
} from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { outboxPresent } from './outbox-present.js';
import { brokerPublishers, handsToBroker, ownPublisherOf } from './broker-publishers.js';
import { isPublish, writeOf } from './writes-and-messages.js';

const inCode: CodeRecogniser = {
  in: 'code',
  sighting: 'dual-write',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'python'],
  words:
    /kafkajs|amqplib|@google-cloud\/pubsub|@nestjs\/microservices|\bnats\b|pika|kafka|pubsub_v1|KafkaTemplate|RabbitTemplate|AmqpTemplate|StreamBridge|JmsTemplate|IPublishEndpoint|IBus\b|ServiceBusSender|ProduceAsync|sarama|amqp|[a-z](?:Publisher|MessageBus|EventBus)\b|IEventBus|IMessageBus/,
  *see(code) {
    if (
      /outbox|saga|debezium|afterCommit|AFTER_COMMIT|TransactionalEventListener|compensat|reconcil/i.test(
        code.source.text,
      )
    )
      return;
    const seen = new Set<unknown>();
    for (const publish of code.calls) {
      const within = publish.context.function;
      if (!within || seen.has(within)) continue;
      const publisher = isPublish(publish, code.language) ? undefined : ownPublisherOf(publish);
      if (publisher === undefined && !isPublish(publish, code.language)) continue;
      const written = code.calls
        .filter((call) => call.context.function === within && call.end <= publish.start)
        .flatMap((call) => {
          const write = writeOf(call, code.language);
          return write ? [{ call, write }] : [];
        })
        .at(-1);
      if (!written) continue;
      seen.add(within);
      const { line } = code.source.position(written.call.start);
      yield {
        ...seenAt(
          code,
          publish,
          `the message is sent after ${written.write.of} is written (line ${line}), and is lost when the process dies between the two`,
          'medium',
        ),
        ...(publisher !== undefined && { details: { publisher } }),
      };
    }
  },
};

const ordersWithPublisher =
  'public class Orders\n{\n    private readonly AppDbContext db;\n    private readonly IMessagePublisher publisher;\n\n    public async Task Order(Order order)\n    {\n        db.Orders.Add(order);\n        await db.SaveChangesAsync();\n        await publisher.PublishAsync(new OrderPlaced(order.Id));\n    }\n}\n';

export const dualWrite = sightedSignal(
  {
    id: 'dual-write',
    question: 'idempotency',
    stance: 'contradicts',
    meaning: 'Database and consumers drift apart whenever a process dies between the two writes.',
    recognition:
      'A function that writes to a database and then gives a message to a broker, or to a class of the repository that does, in a repository without an outbox.',
    guards: [
      'A repository with an outbox, and a file that speaks of sagas, commits or reconciliation, are not counted.',
      'Jobs of a queue and mails are not counted, nor is a write in another function.',
    ],
    languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#'],
    recognisers: [inCode, brokerPublishers],
    seen: [
      {
        title: 'KafkaJS after Prisma',
        files: nodeService(
          "import { PrismaClient } from '@prisma/client';\nimport { Kafka } from 'kafkajs';\nconst prisma = new PrismaClient();\nconst producer = new Kafka({ brokers: ['kafka:9092'] }).producer();\nexport async function order(data) {\n  const order = await prisma.order.create({ data });\n  await producer.send({ topic: 'orders', messages: [{ value: order.id }] });\n}\n",
        ),
      },
      {
        title: 'Kafka after a repository in Java',
        files: javaService(
          'import org.springframework.kafka.core.KafkaTemplate;\n\nclass Orders {\n  private final OrderRepository orderRepository;\n  private final KafkaTemplate<String, String> kafka;\n  void order(Order order) {\n    orderRepository.save(order);\n    kafka.send("orders", order.id());\n  }\n}\n',
        ),
      },
      {
        title: 'RabbitMQ after a model of Django',
        files: pythonService(
          'import pika\n\nchannel = pika.BlockingConnection().channel()\n\ndef order(data):\n    order = Order.objects.create(**data)\n    channel.basic_publish(exchange="", routing_key="orders", body=str(order.pk))\n',
        ),
      },
      {
        title: 'Kafka after gorm',
        files: goService(
          'import (\n\t"context"\n\n\t"github.com/segmentio/kafka-go"\n\t"gorm.io/gorm"\n)\n\nfunc order(ctx context.Context, db *gorm.DB, writer *kafka.Writer, order Order) error {\n\tif err := db.Create(&order).Error; err != nil {\n\t\treturn err\n\t}\n\treturn writer.WriteMessages(ctx, kafka.Message{Value: order.Bytes()})\n}\n',
        ),
      },
      {
        title: 'Kafka after a repository in Kotlin',
        files: kotlinService(
          'import org.springframework.kafka.core.KafkaTemplate\n\nclass Orders(private val orderRepository: OrderRepository, private val kafka: KafkaTemplate<String, String>) {\n  fun order(order: Order) {\n    orderRepository.save(order)\n    kafka.send("orders", order.id)\n  }\n}\n',
        ),
      },
      {
        title: 'MassTransit after Entity Framework',
        files: csharpService(
          'using MassTransit;\n\npublic class Orders\n{\n    private readonly AppDbContext db;\n    private readonly IPublishEndpoint bus;\n\n    public async Task Order(Order order)\n    {\n        db.Orders.Add(order);\n        await db.SaveChangesAsync();\n        await bus.Publish(new OrderPlaced(order.Id));\n    }\n}\n',
        ),
      },
      {
        title: 'a publisher of its own, which hands messages to RabbitMQ',
        files: csharpService(ordersWithPublisher, {
          'RabbitPublisher.cs':
            'using RabbitMQ.Client;\n\npublic class RabbitPublisher : IMessagePublisher\n{\n    public Task PublishAsync(object message) => Send(message);\n}\n',
        }),
      },
    ],
    unseen: [
      {
        title: 'a publisher of its own, of which nothing is known',
        files: csharpService(ordersWithPublisher),
      },
      {
        title: 'an outbox in the repository',
        files: nodeService(
          "import { PrismaClient } from '@prisma/client';\nimport { Kafka } from 'kafkajs';\nconst prisma = new PrismaClient();\nconst producer = new Kafka({ brokers: ['kafka:9092'] }).producer();\nexport async function order(data) {\n  const order = await prisma.order.create({ data });\n  await producer.send({ topic: 'orders', messages: [{ value: order.id }] });\n}\n",
          {
            'migrations/001_outbox.up.sql':
              'CREATE TABLE outbox (id uuid PRIMARY KEY, event_type text, payload jsonb);\n',
            'migrations/001_outbox.down.sql': 'DROP TABLE outbox;\n',
          },
        ),
      },
      {
        title: 'a message alone',
        files: nodeService(
          "import { Kafka } from 'kafkajs';\nconst producer = new Kafka({ brokers: ['kafka:9092'] }).producer();\nexport const send = (value) => producer.send({ topic: 'orders', messages: [{ value }] });\n",
        ),
      },
    ],
  },
  ({ kind, details }, facts) =>
    kind === 'dual-write' &&
    (details?.publisher === undefined || handsToBroker(details.publisher, facts.sightings)) &&
    outboxPresent.detect(facts).length === 0,
);
