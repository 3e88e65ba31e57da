import { codeLanguages } from '../../../syntax/code/code-file.js';
import { nodeService, phpService, pythonService, rubyService } from '../../examples.js';
import { wordsByLanguage } from '../../recogniser.js';
import type { TerraformRecogniser, TextRecogniser } from '../../recogniser.js';
import { tableRecogniser } from '../../rows.js';
import type { BaseRow, MarkRow, SettingRow } from '../../rows.js';
import { sightedSignal } from '../../signal.js';
import { isGiven, isTrue } from '../../values.js';
import { deduplicatingCalls, isRandom } from './message-deduplication-calls.js';
import { messageDeduplicationExamples } from './message-deduplication-examples.js';

const sighting = 'message-deduplication';

const settings: readonly SettingRow[] = [
  {
    languages: codeLanguages,
    name: /^(?:MessageDeduplicationId|messageDeduplicationId|message_deduplication_id)$/,
    says: ({ value }) =>
      isGiven(value) && !isRandom(value)
        ? 'the queue drops a message whose deduplication id it has seen (SQS FIFO)'
        : undefined,
  },
  {
    languages: codeLanguages,
    name: /^(?:ContentBasedDeduplication|contentBasedDeduplication|content_based_deduplication)$/,
    says: ({ name, value }) =>
      isTrue(value) ? `the queue drops a message whose body it has seen (${name})` : undefined,
  },
  {
    languages: codeLanguages,
    name: /^(?:RequiresDuplicateDetection|requiresDuplicateDetection)$/,
    says: ({ value }) =>
      isTrue(value) ? 'the queue drops a message whose id it has seen (Azure Service Bus)' : undefined,
  },
];

const marks: readonly MarkRow[] = [
  {
    // `use Oban.Worker, unique: [period: 60]`: https://hexdocs.pm/oban/unique_jobs.html
    languages: ['elixir'],
    target: /^Oban(?:\.Pro)?\.Worker$/,
    says: ({ arguments: given }) =>
      given.some(({ name, value }) => name === 'unique' && isGiven(value))
        ? 'a job that is queued already is not queued again (unique of Oban)'
        : undefined,
  },
  {
    languages: ['python'],
    target: /\.(?:task|shared_task)$/,
    says: ({ arguments: given, function: task }) => {
      const base = given.find(({ name }) => name === 'base')?.value;
      return base?.kind === 'path' && /^(?:celery_once\.|celery_singleton\.)/.test(base.target)
        ? `${task?.name ?? 'the task'} is not queued while it is queued already (${base.name})`
        : undefined;
    },
  },
];

const bases: readonly BaseRow[] = [
  {
    // https://laravel.com/docs/12.x/queues#unique-jobs
    languages: ['php'],
    base: /(?:^|\\|\.)ShouldBeUnique(?:UntilProcessing)?$/,
    says: (name) => `${name} is not queued while it is queued already (ShouldBeUnique)`,
  },
];

const inCode = tableRecogniser(
  sighting,
  wordsByLanguage([
    { languages: codeLanguages, word: '[dD]eduplication|[dD]uplicate_?[dD]etection' },
    { languages: ['javascript'], word: 'jobId|jobKey|singletonKey|idempotencyKey|idempotency:' },
    { languages: ['go'], word: 'asynq|MsgI[dD]|UniqueOpts' },
    { languages: ['ruby'], word: 'sidekiq_options|\\bunique :|good_job_control|limits_concurrency' },
    { languages: ['python'], word: 'celery_once|celery_singleton' },
    { languages: ['elixir'], word: 'unique:' },
    { languages: ['php'], word: 'ShouldBeUnique|DeduplicateStamp|WithoutOverlapping' },
  ]),
  { calls: deduplicatingCalls, settings, marks, bases },
);

const inTerraform: TerraformRecogniser = {
  in: 'terraform',
  sighting,
  words: /content_based_deduplication|requires_duplicate_detection/,
  *see(block) {
    for (const name of ['content_based_deduplication', 'requires_duplicate_detection']) {
      const attribute = block.attributes.get(name);
      if (attribute?.value.kind === 'text' && attribute.value.text === 'true')
        yield {
          span: attribute.span,
          text: `${block.labels.at(-1) ?? 'the queue'} drops a message that it has seen (${name})`,
          confidence: 'high',
        };
    }
  },
};

const inTemplates: TextRecogniser = {
  in: 'text',
  sighting,
  files: /\.(?:ya?ml|json|template)$/i,
  words: /AWS::SQS::Queue/,
  *see(source) {
    for (const match of source.text.matchAll(/^[ \t]*"?ContentBasedDeduplication"?\s*:\s*"?true\b.*$/gim))
      yield {
        span: source.span(match.index, match.index + match[0].length),
        text: 'the queue drops a message whose body it has seen (ContentBasedDeduplication)',
        confidence: 'high',
      };
  },
};

export const messageDeduplication = sightedSignal({
  id: 'message-deduplication',
  question: 'idempotency',
  stance: 'supports',
  meaning: 'The queue itself drops a message or a job that it has been given already.',
  recognition:
    'Deduplication of SQS FIFO or Azure Service Bus, ids of jobs of BullMQ, unique jobs of Sidekiq, Active Job, Oban, Laravel, asynq or River, once-only tasks of Celery, keys of tasks of Trigger.dev and of functions of Inngest.',
  guards: [
    'Ids that a job carries in its data are none.',
    'Queues forget after a while: it does not replace a consumer that tolerates a second delivery.',
  ],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
  recognisers: [inCode, inTerraform, inTemplates],
  seen: [
    {
      title: 'BullMQ',
      files: nodeService(
        "import { Queue } from 'bullmq';\nconst queue = new Queue('mails');\nexport const send = (order) => queue.add('mail', { order }, { jobId: `mail-${order}` });\n",
      ),
    },
    {
      title: 'SQS FIFO in JavaScript',
      files: nodeService(
        "import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\nconst sqs = new SQSClient();\nexport const send = (id, MessageBody) =>\n  sqs.send(new SendMessageCommand({ MessageBody, MessageDeduplicationId: id }));\n",
      ),
    },
    {
      title: 'SQS FIFO in Python',
      files: pythonService(
        'import boto3\n\nsqs = boto3.client("sqs")\n\ndef send(id, body):\n    sqs.send_message(QueueUrl=url, MessageBody=body, MessageDeduplicationId=id)\n',
      ),
    },
    {
      title: 'a once-only task of Celery',
      files: pythonService(
        'from celery import Celery\nfrom celery_once import QueueOnce\n\napp = Celery("app")\n\n@app.task(base=QueueOnce)\ndef bill(order):\n    ...\n',
      ),
    },
    {
      title: 'Terraform',
      files: {
        ...nodeService(''),
        'infra/queue.tf':
          'resource "aws_sqs_queue" "orders" {\n  name                        = "orders.fifo"\n  fifo_queue                  = true\n  content_based_deduplication = true\n}\n',
      },
    },
    {
      title: 'Sidekiq',
      files: rubyService(
        'class BillJob\n  include Sidekiq::Job\n  sidekiq_options queue: :low, lock: :until_executed\nend\n',
      ),
    },
    {
      title: 'Active Job',
      files: rubyService('class BillJob < ApplicationJob\n  unique :until_executed\nend\n'),
    },
    {
      title: 'Laravel',
      files: phpService(
        'use Illuminate\\Contracts\\Queue\\ShouldBeUnique;\n\nclass Bill implements ShouldBeUnique\n{\n}\n',
      ),
    },
    ...messageDeduplicationExamples,
  ],
  unseen: [
    {
      title: 'an id that is made anew for each message',
      files: pythonService(
        'import uuid\nimport boto3\n\nsqs = boto3.client("sqs")\n\ndef send(body):\n    sqs.send_message(QueueUrl="q.fifo", MessageBody=body, MessageDeduplicationId=str(uuid.uuid4()))\n',
      ),
    },
    {
      title: 'a task of Trigger.dev that is started without a key',
      files: nodeService(
        "import { tasks } from '@trigger.dev/sdk';\nexport const bill = (id) => tasks.trigger('bill', { id }, { delay: '1m' });\n",
      ),
    },
    {
      title: 'an id in the data of a job',
      files: nodeService(
        "import { Queue } from 'bullmq';\nconst queue = new Queue('mails');\nexport const send = (order) => queue.add('mail', { order, id: 1 });\n",
      ),
    },
    {
      title: 'an add of something else',
      files: nodeService("import { Queue } from './queue.js';\nnew Queue().add('mail', {}, { jobId: 1 });\n"),
    },
  ],
});
