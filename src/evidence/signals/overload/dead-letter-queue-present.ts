import { codeLanguages } from '../../../syntax/code/code-file.js';
import { positional } from '../../../syntax/code/arguments.js';
import {
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
} from '../../examples.js';
import type { KubernetesRecogniser, TerraformRecogniser, TextRecogniser } from '../../recogniser.js';
import { tableRecogniser } from '../../rows.js';
import type { CallRow, MarkRow, SettingRow } from '../../rows.js';
import { sightedSignal } from '../../signal.js';
import type { EvidenceSignal } from '../../signal.js';
import { isGiven } from '../../values.js';
import { deadLetterQueuePresentExamples } from './dead-letter-queue-present-examples.js';

const sighting = 'dead-letter-queue-present';

const says = 'messages that keep failing go to a dead-letter queue';

const settings: readonly SettingRow[] = [
  {
    // https://www.rabbitmq.com/docs/dlx
    languages: codeLanguages,
    name: /^(?:x-dead-letter-exchange|deadLetterExchange|dead_letter_exchange|DeadLetterExchange)$/,
    says: ({ name, value }) =>
      value.kind === 'null'
        ? undefined
        : `messages that are refused or outlive their time go to another exchange (${name})`,
  },
  {
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
    languages: codeLanguages,
    name: /^(?:RedrivePolicy|deadLetterTargetArn|DeadLetterConfig)$/,
    says: ({ name, value }) => (isGiven(value) ? `${says} (${name})` : undefined),
  },
  {
    languages: ['javascript', 'python', 'java', 'csharp', 'go', 'kotlin'],
    name: /^(?:deadLetterQueue|dead_letter_queue|DeadLetterQueue)$/,
    says: ({ value, call }) =>
      call && isGiven(value) && /(?:sqs|sns|lambda|events|cdk|pulsar|Queue|Kafka)/i.test(call.target)
        ? says
        : undefined,
  },
  {
    // https://cloud.google.com/pubsub/docs/handling-failures
    languages: codeLanguages,
    name: /^(?:deadLetterPolicy|dead_letter_policy|DeadLetterPolicy|deadLetterTopic|dead_letter_topic)$/,
    says: ({ name, value }) => (isGiven(value) && value.kind !== 'path' ? `${says} (${name})` : undefined),
  },
];

const calls: readonly CallRow[] = [
  {
    // https://docs.bullmq.io/guide/workers#working-with-failed-jobs: a handler that puts the job elsewhere or tells somebody.
    languages: ['javascript'],
    target: /^bullmq\.(?:Worker|QueueEvents)\(\)\.on$|^(?:bull|bull\.Queue)\(\)\.on$/,
    says: (call) => {
      const event = positional(call, 0);
      const handler = positional(call, 1);
      // One function for several events (`recordActivity`) counts jobs; a name says what it does with the failed ones.
      const named =
        handler?.kind === 'path' && !/fail|error|dead|bury|report|alert|notify|retry/i.test(handler.name);
      return event?.kind === 'text' && event.text === 'failed' && !named
        ? 'jobs that failed are handled (failed of the worker)'
        : undefined;
    },
    confidence: 'medium',
  },
  {
    // https://docs.spring.io/spring-kafka/reference/kafka/annotation-error-handling.html#dead-letters
    languages: ['java', 'kotlin'],
    target:
      /(?:^|\.)(?:DeadLetterPublishingRecoverer|RepublishMessageRecoverer|RejectAndDontRequeueRecoverer)(?:\(\))?$/,
    says: ({ name }) => `${says} (${name})`,
  },
  {
    languages: ['java', 'kotlin'],
    target: /\.(?:deadLetterExchange|deadLetterRoutingKey|deadLetterQueue)$/,
    says: ({ name }) => `${says} (${name})`,
  },
  {
    languages: ['csharp'],
    target: /\.(?:DeadLetterMessageAsync|BindDeadLetterQueue|SetQueueArgument)$/,
    says: (call) => {
      if (call.name !== 'SetQueueArgument') return `${says} (${call.name})`;
      const name = positional(call, 0);
      return name?.kind === 'text' && name.text.startsWith('x-dead-letter')
        ? `${says} (${name.text})`
        : undefined;
    },
  },
  {
    // https://github.com/sidekiq/sidekiq/wiki/Error-Handling#configuration
    languages: ['ruby'],
    target: /(?:^|\.)sidekiq_retries_exhausted$/,
    says: 'a job that keeps failing is handed to a block of its own (sidekiq_retries_exhausted)',
  },
];

const marks: readonly MarkRow[] = [
  {
    // https://docs.spring.io/spring-kafka/reference/retrytopic.html
    languages: ['java', 'kotlin'],
    target: /^(?:org\.springframework\.kafka\.annotation\.)?(?:RetryableTopic|DltHandler)$/,
    says: ({ name }) => `${says} (@${name})`,
  },
];

const inCode = tableRecogniser(
  sighting,
  /dead_?-?letter|RedrivePolicy|bullmq|\bbull\b|RetryableTopic|DltHandler|RepublishMessageRecoverer|RejectAndDontRequeue|retries_exhausted/i,
  { settings, calls, marks },
);

/** Attributes and blocks of Terraform: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sqs_queue and others. */
const inTerraform: TerraformRecogniser = {
  in: 'terraform',
  sighting,
  words: /redrive_policy|dead_letter|dead_lettering/,
  *see(block) {
    if (block.type !== 'resource' && block.type !== 'module') return;
    const name = block.labels.at(-1) ?? '';
    for (const key of [
      'redrive_policy',
      'dead_lettering_on_message_expiration',
      'forward_dead_lettered_messages_to',
    ]) {
      const attribute = block.attributes.get(key);
      if (!attribute || (attribute.value.kind === 'text' && /^(?:false|)$/.test(attribute.value.text)))
        continue;
      yield { span: attribute.span, text: `${says} (${key} of ${name})`, confidence: 'high' };
    }
    for (const part of block.blocks)
      if (part.type === 'dead_letter_policy' || part.type === 'dead_letter_config')
        yield { span: part.span, text: `${says} (${part.type} of ${name})`, confidence: 'high' };
  },
};

const inTemplates: TextRecogniser = {
  in: 'text',
  sighting,
  files: /\.(?:ya?ml|json|template|properties)$/i,
  words:
    /RedrivePolicy|deadLetterTargetArn|DeadLetterQueue|x-dead-letter-exchange|dead-letter-exchange|deadletterqueue|enableDlq|enable-dlq|auto-bind-dlq|autoBindDlq|dead-letter-queue|failure_transport|deadLetterPolicy|deadLetterSink/,
  *see(source) {
    for (const match of source.text.matchAll(written)) {
      const start = match.index + (/^\s*/.exec(match[0])?.[0].length ?? 0);
      yield {
        span: source.span(start, match.index + match[0].length),
        text: `${says} (${match[1] ?? match[2] ?? 'dead letters'})`,
        confidence: 'high',
      };
    }
  },
};

/**
 * One setting: templates of CloudFormation, definitions of RabbitMQ, Kafka Connect, Spring Cloud Stream, SmallRye, Symfony, Knative.
 * Sources: https://docs.spring.io/spring-cloud-stream/reference/, https://smallrye.io/smallrye-reactive-messaging/latest/kafka/receiving-kafka-records/,
 * https://symfony.com/doc/current/messenger.html, https://knative.dev/docs/eventing/event-delivery/
 */
const written =
  /^[ \t{,"-]*(?:(RedrivePolicy|deadLetterPolicy|deadLetterSink|DeadLetterQueue|x-dead-letter-exchange|dead-letter-exchange|failure_transport)"?\s*:(?!\s*(?:null|~|'')\s*$)|[\w."'-]*(errors\.deadletterqueue\.topic\.name|enableDlq|enable-dlq|auto-bind-dlq|autoBindDlq|failure-strategy)"?\s*[:=]\s*["']?(?!false|ignore|fail\b)[^\s"']+)/gm;

/** Queues and policies of the operator of RabbitMQ: https://www.rabbitmq.com/kubernetes/operator/using-topology-operator */
const inTopology: KubernetesRecogniser = {
  in: 'kubernetes',
  sighting,
  words: /rabbitmq\.com/,
  *see(object) {
    if (!object.apiVersion.startsWith('rabbitmq.com/')) return;
    for (const key of ['arguments', 'definition']) {
      const exchange = object.root.at(
        'spec',
        key,
        key === 'arguments' ? 'x-dead-letter-exchange' : 'dead-letter-exchange',
      );
      if (exchange.exists && !exchange.isNull)
        yield { span: exchange.span, text: `${says} (${object.kind} ${object.name})`, confidence: 'high' };
    }
  },
};

const sighted = sightedSignal({
  id: 'dead-letter-queue-present',
  question: 'partial-failure',
  stance: 'supports',
  meaning: 'A message that always fails is put aside instead of blocking those behind it.',
  recognition:
    'A dead-letter exchange of RabbitMQ, redrive policy of SQS, dead-letter policy of Pub/Sub or Service Bus, retry topics of Kafka, handlers of failed jobs, in code, Terraform, CloudFormation or settings; a table of failed jobs.',
  guards: ['A policy that is switched off is none.', 'What brokers do by default is not counted.'],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
  recognisers: [inCode, inTerraform, inTemplates, inTopology],
  seen: [
    {
      title: 'amqplib',
      files: nodeService(
        "import amqp from 'amqplib';\nconst connection = await amqp.connect('amqp://mq');\nconst channel = await connection.createChannel();\nawait channel.assertQueue('orders', { arguments: { 'x-dead-letter-exchange': 'dlx' } });\n",
      ),
    },
    {
      title: 'pika',
      files: pythonService(
        'import pika\n\nchannel = pika.BlockingConnection().channel()\nchannel.queue_declare("orders", arguments={"x-dead-letter-exchange": "dlx"})\n',
      ),
    },
    {
      title: 'BullMQ',
      files: nodeService(
        "import { Worker } from 'bullmq';\nconst worker = new Worker('mails', send);\nworker.on('failed', (job, error) => bury(job, error));\n",
      ),
    },
    {
      title: 'SQS in Terraform',
      files: {
        ...nodeService(''),
        'infra/queue.tf':
          'resource "aws_sqs_queue" "orders" {\n  name           = "orders"\n  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 5 })\n}\n',
      },
    },
    {
      title: 'Pub/Sub in Terraform',
      files: {
        ...nodeService(''),
        'infra/queue.tf':
          'resource "google_pubsub_subscription" "orders" {\n  name = "orders"\n  dead_letter_policy {\n    dead_letter_topic = google_pubsub_topic.dead.id\n  }\n}\n',
      },
    },
    {
      title: 'CloudFormation',
      files: {
        ...nodeService(''),
        'template.yaml':
          'Resources:\n  Orders:\n    Type: AWS::SQS::Queue\n    Properties:\n      RedrivePolicy:\n        deadLetterTargetArn: !GetAtt Dead.Arn\n        maxReceiveCount: 5\n',
      },
    },
    {
      title: 'retry topics of Spring Kafka',
      files: javaService(
        'import org.springframework.kafka.annotation.RetryableTopic;\n\nclass Consumer {\n  @RetryableTopic(attempts = "3")\n  void listen(String order) {}\n}\n',
      ),
    },
    {
      title: 'arguments of RabbitMQ in Java',
      files: javaService(
        'import com.rabbitmq.client.Channel;\n\nclass Queues {\n  void declare(java.util.Map<String, Object> args) {\n    args.put("x-dead-letter-exchange", "dlx");\n  }\n}\n',
      ),
    },
    {
      title: 'arguments of RabbitMQ in Kotlin',
      files: kotlinService('class Queues {\n  val arguments = mapOf("x-dead-letter-exchange" to "dlx")\n}\n'),
    },
    {
      title: 'Bunny',
      files: rubyService(
        'class App\n  def queue(channel)\n    channel.queue("orders", arguments: { "x-dead-letter-exchange" => "dlx" })\n  end\nend\n',
      ),
    },
    {
      title: 'RabbitMQ in PHP',
      files: phpService(
        "class App\n{\n    public function declare($channel)\n    {\n        $channel->queue_declare('orders', false, true, false, false, false, new AMQPTable(['x-dead-letter-exchange' => 'dlx']));\n    }\n}\n",
      ),
    },
    ...deadLetterQueuePresentExamples,
  ],
  unseen: [
    {
      title: 'a worker that only says when it is done',
      files: nodeService(
        "import { Worker } from 'bullmq';\nconst worker = new Worker('mails', send);\nworker.on('completed', () => {});\n",
      ),
    },
    {
      title: 'a worker that counts its jobs, failed ones too',
      files: nodeService(
        "import { Worker } from 'bullmq';\nconst worker = new Worker('mails', send);\nworker.on('completed', countJob);\nworker.on('failed', countJob);\n",
      ),
    },
    {
      title: 'switched off',
      files: {
        ...nodeService(''),
        'src/main/resources/application.properties':
          'spring.cloud.stream.kafka.bindings.orders.consumer.enableDlq=false\n',
      },
    },
  ],
});

export const deadLetterQueuePresent: EvidenceSignal = {
  ...sighted,
  detect: (facts) => [
    ...sighted.detect(facts),
    // https://laravel.com/docs/12.x/queues#dealing-with-failed-jobs
    ...facts.migrations.flatMap(({ operations, service }) =>
      operations
        .filter(
          (operation) =>
            operation.kind === 'createTable' &&
            operation.direction === 'up' &&
            operation.table === 'failed_jobs',
        )
        .map(({ span }) => ({
          span,
          text: 'jobs that keep failing are put aside in a table (failed_jobs)',
          confidence: 'medium' as const,
          service,
        })),
    ),
  ],
};
