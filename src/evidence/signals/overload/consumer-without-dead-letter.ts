import { nodeService } from '../../examples.js';
import type { TerraformRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import type { HclBody, HclValue } from '../../../syntax/manifests/hcl/value.js';

const dead = /dead|dlq|\bdl\b|poison|failed|redrive|parking/i;

/** Queues of Terraform, which of them have a way out for what keeps failing, and which are that way out. */
const inTerraform: TerraformRecogniser = {
  in: 'terraform',
  sighting: 'queue-definition',
  words: /aws_sqs_queue|google_pubsub_subscription|aws_lambda_event_source_mapping/,
  *see(block) {
    const [type = '', label = ''] = block.labels;
    if (block.type !== 'resource') return;
    if (type === 'aws_sqs_queue') {
      const policy = block.attributes.get('redrive_policy');
      yield {
        span: block.span,
        text: `the queue ${label} has no redrive policy, so that a message that always fails comes back until it expires`,
        confidence: 'high',
        details: {
          id: `aws_sqs_queue.${label}`,
          hasPolicy: String(policy !== undefined || block.attributes.has('redrive_allow_policy')),
          refers: references(block).join(' '),
          isDead: String(dead.test(label) || dead.test(textOf(block.attributes.get('name')?.value))),
          // Names of queues that are made from a list say nothing of one of them.
          isMany: String(block.attributes.has('count') || block.attributes.has('for_each')),
        },
      };
    } else if (type === 'aws_sqs_queue_redrive_policy' || type === 'aws_lambda_event_source_mapping')
      yield {
        span: block.span,
        text: `${type} ${label}`,
        confidence: 'high',
        details: {
          id: `${type}.${label}`,
          hasPolicy: 'true',
          [type === 'aws_lambda_event_source_mapping' ? 'consumes' : 'refers']: references(block).join(' '),
        },
      };
    else if (
      type === 'google_pubsub_subscription' &&
      !block.blocks.some(
        (part) =>
          /^(?:dead_letter_policy|bigquery_config|cloud_storage_config)$/.test(part.type) ||
          (part.type === 'dynamic' &&
            /^(?:dead_letter_policy|bigquery_config|cloud_storage_config)$/.test(part.labels[0] ?? '')),
      )
    )
      yield {
        span: block.span,
        text: `the subscription ${label} has no dead-letter policy, so that a message that always fails comes back until it expires`,
        confidence: 'high',
        details: {
          id: `google_pubsub_subscription.${label}`,
          hasPolicy: 'false',
          isDead: String(dead.test(label) || dead.test(textOf(block.attributes.get('name')?.value))),
          isMany: 'false',
          isSubscription: 'true',
        },
      };
  },
};

/** All that a block names, as `type.label`. */
function references(body: HclBody): readonly string[] {
  return [
    ...[...body.attributes.values()].flatMap(({ value }) => referencesOf(value)),
    ...body.blocks.flatMap((block) => references(block)),
  ];
}

function referencesOf(value: HclValue): readonly string[] {
  switch (value.kind) {
    case 'reference':
      return [value.path.slice(0, 2).join('.')];
    case 'list':
      return value.items.flatMap((item) => referencesOf(item));
    case 'map':
      return [...value.entries.values()].flatMap((entry) => referencesOf(entry.value));
    case 'template':
      return value.parts.flatMap((part) => referencesOf(part));
    default:
      return [];
  }
}

function textOf(value: HclValue | undefined): string {
  if (value?.kind === 'text') return value.text;
  return value?.kind === 'template' ? value.parts.map((part) => textOf(part)).join('') : '';
}

export const consumerWithoutDeadLetter = sightedSignal(
  {
    id: 'consumer-without-dead-letter',
    question: 'partial-failure',
    stance: 'contradicts',
    meaning: 'A message that always fails is delivered again and again, and takes the place of others.',
    recognition:
      'A queue of SQS in Terraform that a Lambda function consumes and that has no redrive policy; a subscription of Pub/Sub without a dead-letter policy.',
    guards: [
      'Queues whose definition is not in the repository are not counted, nor are those that a module makes.',
      'A dead-letter queue needs none itself.',
    ],
    recognisers: [inTerraform],
    seen: [
      {
        title: 'SQS that a function consumes',
        files: {
          ...nodeService(''),
          'infra/queue.tf':
            'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n\nresource "aws_lambda_event_source_mapping" "orders" {\n  event_source_arn = aws_sqs_queue.orders.arn\n  function_name    = aws_lambda_function.work.arn\n}\n',
        },
      },
      {
        title: 'Pub/Sub',
        files: {
          ...nodeService(''),
          'infra/queue.tf':
            'resource "google_pubsub_subscription" "orders" {\n  name  = "orders"\n  topic = google_pubsub_topic.orders.id\n}\n',
        },
      },
    ],
    unseen: [
      {
        title: 'a queue with its dead letters',
        files: {
          ...nodeService(''),
          'infra/queue.tf':
            'resource "aws_sqs_queue" "orders" {\n  name           = "orders"\n  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.other.arn, maxReceiveCount = 5 })\n}\n\nresource "aws_sqs_queue" "orders_dlq" {\n  name = "orders-dlq"\n}\n\nresource "aws_lambda_event_source_mapping" "orders" {\n  event_source_arn = aws_sqs_queue.orders.arn\n  function_name    = aws_lambda_function.work.arn\n}\n',
        },
      },
      {
        title: 'a policy of its own',
        files: {
          ...nodeService(''),
          'infra/queue.tf':
            'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n\nresource "aws_sqs_queue_redrive_policy" "orders" {\n  queue_url      = aws_sqs_queue.orders.id\n  redrive_policy = "{}"\n}\n\nresource "aws_lambda_event_source_mapping" "orders" {\n  event_source_arn = aws_sqs_queue.orders.arn\n  function_name    = aws_lambda_function.work.arn\n}\n',
        },
      },
    ],
  },
  ({ details, span }, { sightings }) => {
    if (details?.hasPolicy !== 'false' || details.isDead === 'true' || details.isMany === 'true')
      return false;
    if (details.isSubscription === 'true') return true;
    const id = details.id ?? '';
    const folder = folderOf(span.file);
    // Names of Terraform hold within one folder.
    const others = sightings.filter(
      (other) => other.kind === 'queue-definition' && folderOf(other.span.file) === folder,
    );
    const names = (text: string | undefined): boolean => (text ?? '').split(' ').includes(id);
    return (
      others.some((other) => names(other.details?.consumes)) &&
      !others.some((other) => other.details?.id !== id && names(other.details?.refers))
    );
  },
);

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
