import {
  csharpService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  pythonService,
  rubyService,
} from '../../examples.js';
import type { EvidenceSignal } from '../../signal.js';

const ordersWithPublisher =
  'public class Orders\n{\n    private readonly AppDbContext db;\n    private readonly IMessagePublisher publisher;\n\n    public async Task Order(Order order)\n    {\n        db.Orders.Add(order);\n        await db.SaveChangesAsync();\n        await publisher.PublishAsync(new OrderPlaced(order.Id));\n    }\n}\n';

/** Functions that write and then send a message, and those that do not. */
export const dualWriteExamples: Pick<EvidenceSignal, 'seen' | 'unseen'> = {
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
    {
      title: 'a repository, then a publisher of its own in C#',
      files: csharpService(
        'using RabbitMQ.Client;\n\npublic class PlanHandler\n{\n    private readonly IPlanningRepository plannings;\n    private readonly IMessagePublisher publisher;\n\n    public async Task Handle(Plan plan)\n    {\n        await plannings.SavePlanAsync(plan);\n        foreach (var e in plan.Events)\n            await publisher.PublishMessageAsync(e.Type, e, "");\n    }\n}\n\npublic class RabbitPublisher : IMessagePublisher\n{\n    public Task PublishMessageAsync(string type, object message, string key) => channel.BasicPublishAsync(key, message);\n}\n',
      ),
    },
    {
      title: 'a publisher that a primary constructor takes',
      files: csharpService(
        'using RabbitMQ.Client;\n\npublic class Orders(AppDbContext db, IMessagePublisher publisher) : ControllerBase\n{\n    public async Task<IActionResult> Post(Order order)\n    {\n        db.Orders.Add(order);\n        await db.SaveChangesAsync();\n        await publisher.PublishAsync(new OrderPlaced(order.Id));\n        return Ok();\n    }\n}\n\npublic class RabbitPublisher : IMessagePublisher\n{\n    public Task PublishAsync(object message) => channel.BasicPublishAsync("orders", message);\n}\n',
      ),
    },
    {
      title: 'Dapr',
      files: csharpService(
        'using Dapr.Client;\n\npublic class Orders\n{\n    private readonly AppDbContext db;\n    private readonly DaprClient dapr;\n\n    public async Task Post(Order order)\n    {\n        db.Orders.Add(order);\n        await db.SaveChangesAsync();\n        await dapr.PublishEventAsync("pubsub", "orders", order);\n    }\n}\n',
      ),
    },
    {
      title: 'a publisher of its own in TypeScript',
      files: nodeService("import './orders.js';\n", {
        'src/orders.ts':
          "import { Repository } from 'typeorm';\nimport { OrderPublisher } from './order-publisher';\n\nexport class Orders {\n  constructor(private readonly orderRepository: Repository<Order>, private readonly publisher: OrderPublisher) {}\n\n  async order(order: Order) {\n    await this.orderRepository.save(order);\n    await this.publisher.publish(order);\n  }\n}\n",
        'src/order-publisher.ts':
          "import amqp from 'amqplib';\n\nexport class OrderPublisher {\n  async publish(order: Order) {\n    const channel = await (await amqp.connect(process.env.AMQP_URL)).createChannel();\n    channel.sendToQueue('orders', Buffer.from(JSON.stringify(order)));\n  }\n}\n",
      }),
    },
    {
      title: 'a model, then KafkaJS',
      files: nodeService(
        "import { Kafka } from 'kafkajs';\nimport { Order } from './models/order.js';\nconst producer = new Kafka({ brokers: ['kafka:9092'] }).producer();\nexport async function order(data) {\n  const order = new Order(data);\n  await order.save();\n  await producer.send({ topic: 'orders', messages: [{ value: order.id }] });\n}\n",
      ),
    },
    {
      title: 'SNS',
      files: nodeService(
        "import { PrismaClient } from '@prisma/client';\nimport { SNSClient, PublishCommand } from '@aws-sdk/client-sns';\nconst prisma = new PrismaClient();\nconst sns = new SNSClient({});\nexport async function order(data) {\n  const order = await prisma.order.create({ data });\n  await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: order.id }));\n}\n",
      ),
    },
    {
      title: 'a session of SQLAlchemy',
      files: pythonService(
        'import pika\nfrom sqlalchemy.orm import Session\n\ndef order(data, session: Session):\n    order = Order(**data)\n    session.add(order)\n    session.commit()\n    channel = pika.BlockingConnection().channel()\n    channel.basic_publish(exchange="", routing_key="orders", body=str(order.id))\n',
      ),
    },
    {
      title: 'a publisher of its own in Python',
      files: pythonService(
        'from app.publisher import OrderPublisher\n\nclass Orders:\n    def __init__(self, publisher: OrderPublisher):\n        self.publisher = publisher\n\n    def order(self, data):\n        order = Order.objects.create(**data)\n        self.publisher.publish(order)\n',
        {
          'app/publisher.py':
            'import pika\n\nclass OrderPublisher:\n    def publish(self, order):\n        pika.BlockingConnection().channel().basic_publish(exchange="", routing_key="orders", body=str(order.pk))\n',
        },
      ),
    },
    {
      title: 'boto3',
      files: pythonService(
        'import boto3\n\nsns = boto3.client("sns")\n\ndef order(data):\n    order = Order.objects.create(**data)\n    sns.publish(TopicArn=TOPIC, Message=str(order.pk))\n',
      ),
    },
    {
      title: 'a publisher of its own in Go',
      files: goService(
        'import "database/sql"\n\ntype Publisher interface {\n\tPublish(ctx context.Context, event Event) error\n}\n\ntype Orders struct {\n\tdb        *sql.DB\n\tpublisher Publisher\n}\n\nfunc (o *Orders) Order(ctx context.Context, order Order) error {\n\tif _, err := o.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", order.ID); err != nil {\n\t\treturn err\n\t}\n\treturn o.publisher.Publish(ctx, OrderPlaced{order.ID})\n}\n',
        {
          'rabbit.go':
            'package main\n\nimport amqp "github.com/rabbitmq/amqp091-go"\n\ntype RabbitPublisher struct {\n\tchannel *amqp.Channel\n}\n\nfunc (p *RabbitPublisher) Publish(ctx context.Context, event Event) error {\n\treturn p.channel.PublishWithContext(ctx, "", "orders", false, false, amqp.Publishing{Body: event.Bytes()})\n}\n',
        },
      ),
    },
    {
      title: 'Karafka',
      files: rubyService(
        "class Orders\n  def order(data)\n    order = Order.create!(data)\n    Karafka.producer.produce_sync(topic: 'orders', payload: order.to_json)\n  end\nend\n",
      ),
    },
    {
      title: 'a function of a module in Python',
      files: pythonService(
        'from app.events import send_order_event\n\ndef order(data, db):\n    db.add(Order(**data))\n    db.commit()\n    send_order_event({"id": data["id"]})\n',
        {
          'app/events.py':
            'from kafka import KafkaProducer\n\nproducer = KafkaProducer(bootstrap_servers="kafka:9092")\n\ndef send_order_event(event):\n    producer.send("orders", event)\n',
        },
      ),
    },
    {
      title: 'a function of a module in JavaScript',
      files: nodeService(
        "const Order = require('./models/order');\nconst amqp = require('./lib/amqp');\nexports.order = async (data) => {\n  const order = new Order(data);\n  await order.save();\n  await amqp.publish('orders', order);\n};\n",
        {
          'src/lib/amqp.js':
            "const amqp = require('amqplib').connect(process.env.AMQP_URL);\nexports.publish = (queue, message) =>\n  amqp.then((connection) => connection.createChannel()).then((channel) => channel.sendToQueue(queue, Buffer.from(JSON.stringify(message))));\n",
        },
      ),
    },
    {
      title: 'a function that is taken from a module',
      files: nodeService(
        "const Order = require('./models/order');\nconst { publishOrder } = require('./events');\nexports.order = async (data) => {\n  const order = new Order(data);\n  await order.save();\n  publishOrder(order);\n};\n",
        {
          'src/events/index.js':
            "const { Kafka } = require('kafkajs');\nconst producer = new Kafka({ brokers: ['kafka:9092'] }).producer();\nconst publishOrder = (order) => producer.send({ topic: 'orders', messages: [{ value: order.id }] });\nmodule.exports = { publishOrder };\n",
        },
      ),
    },
    {
      title: 'kafka-node',
      files: nodeService(
        "const kafka = require('kafka-node');\nconst orders = require('./models/order');\nconst producer = new kafka.Producer(new kafka.KafkaClient({ kafkaHost: 'kafka:9092' }));\nexports.order = async (data) => {\n  const order = await orders.create(data);\n  producer.send([{ topic: 'orders', messages: JSON.stringify(order) }], () => {});\n};\n",
      ),
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
    {
      title: 'events within the process',
      files: nodeService("import './orders.js';\n", {
        'src/orders.ts':
          "import { Repository } from 'typeorm';\nimport { EventEmitter2 } from '@nestjs/event-emitter';\n\nexport class Orders {\n  constructor(private readonly orderRepository: Repository<Order>, private readonly eventBus: EventEmitter2) {}\n\n  async order(order: Order) {\n    await this.orderRepository.save(order);\n    this.eventBus.emit('order', order);\n  }\n}\n",
      }),
    },
    {
      title: 'a message after the commit',
      files: pythonService(
        'import pika\nfrom django.db import transaction\n\nchannel = pika.BlockingConnection().channel()\n\ndef order(data):\n    order = Order.objects.create(**data)\n    transaction.on_commit(lambda: channel.basic_publish(exchange="", routing_key="orders", body=str(order.pk)))\n',
      ),
    },
    {
      title: 'the commit of a consumer',
      files: pythonService(
        'from confluent_kafka import Consumer, Producer\n\nproducer = Producer({})\n\ndef work(consumer):\n    consumer.commit()\n    producer.produce("orders", b"1")\n',
      ),
    },
    {
      title: 'a function that sends mails',
      files: pythonService(
        'from app.mail import send_order_mail\n\ndef order(data, db):\n    db.add(Order(**data))\n    db.commit()\n    send_order_mail({"id": data["id"]})\n',
        {
          'app/mail.py':
            'import smtplib\n\ndef send_order_mail(order):\n    smtplib.SMTP("mail").send(order)\n',
        },
      ),
    },
  ],
};
