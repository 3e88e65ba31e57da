import { codeLanguages } from '../../../syntax/code/code-file.js';
import { seenAt } from '../../recogniser.js';
import { partsOf } from '../../../syntax/manifests/hcl/value.js';
import type {
  CodeRecogniser,
  SettingsRecogniser,
  TerraformRecogniser,
  TextRecogniser,
} from '../../recogniser.js';
import { tableRecogniser } from '../../rows.js';
import type { CallRow, SettingRow } from '../../rows.js';
import { sightedSignal } from '../../signal.js';
import { numberOf } from '../../values.js';
import { writtenText } from '../terraform-values.js';
import { option } from '../../../syntax/code/arguments.js';
import { prefetchSeen, prefetchUnseen } from './consumer-prefetch-bounded-examples.js';
import { prefetchOf, rabbit } from './prefetch.js';

const sighting = 'consumer-prefetch-bounded';

const ofRabbit: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: codeLanguages,
  words: /prefetch|basic_?qos|\.Qos\(|set_qos/i,
  *see(code) {
    if (!rabbit.test(code.source.text)) return;
    for (const call of code.calls) {
      const prefetch = prefetchOf(call, code.language);
      if (prefetch && prefetch.count > 0)
        yield seenAt(
          code,
          call,
          `a consumer holds at most ${messages(prefetch.count)} that it has not confirmed`,
        );
    }
  },
};

function messages(count: number): string {
  return count === 1 ? 'one message' : `${count} messages`;
}

const calls: readonly CallRow[] = [
  {
    // https://hexdocs.pm/broadway/Broadway.html#start_link/2
    languages: ['elixir'],
    target: /^Broadway\.start_link$/,
    says: (call, code) => {
      const count = /processors:[\s\S]{0,200}?concurrency:\s*(\d+)/.exec(
        code.source.text.slice(call.start, call.end),
      )?.[1];
      return count === undefined
        ? undefined
        : `a pipeline works on at most ${count} messages at once (Broadway)`;
    },
  },
  {
    // https://docs.bullmq.io/guide/workers/concurrency
    languages: ['javascript'],
    target: /^bullmq\.Worker$/,
    says: (call) => {
      const count = numberOf(option(call, 'concurrency'));
      return count === undefined
        ? undefined
        : `a worker takes at most ${count} jobs at once (concurrency of BullMQ)`;
    },
  },
  {
    // https://github.com/zeromicro/asynq, https://pkg.go.dev/github.com/hibiken/asynq#Config
    languages: ['go'],
    target: /github\.com\/hibiken\/asynq\.Config(?:\(\))?$/,
    says: (call) => {
      const count = numberOf(option(call, 'Concurrency'));
      return count === undefined
        ? undefined
        : `a server takes at most ${count} tasks at once (Concurrency of asynq)`;
    },
  },
];

const settings: readonly SettingRow[] = [
  {
    // https://kafka.js.org/docs/consuming#a-name-concurrent-processing-a-partition-aware-concurrency
    languages: ['javascript'],
    name: /^partitionsConsumedConcurrently$/,
    says: ({ value }) => {
      const count = numberOf(value);
      return count === undefined
        ? undefined
        : `a consumer works on at most ${count} partitions at once (KafkaJS)`;
    },
  },
  {
    // https://riverqueue.com/docs/work-kinds, https://docs.temporal.io/develop/worker-performance
    languages: ['go', 'java', 'javascript', 'python'],
    name: /^(?:MaxWorkers|(?:setM|m|M)axConcurrentActivit(?:yTaskExecutions|yExecutionSize|ies)|max_concurrent_activities)$/,
    says: ({ name, value }, code) => {
      const count = numberOf(value);
      return count !== undefined && count > 0 && /riverqueue|temporal/i.test(code.source.text)
        ? `a worker takes at most ${count} jobs at once (${name})`
        : undefined;
    },
  },
  {
    // https://docs.awspring.io/spring-cloud-aws/docs/3.3.0/reference/html/index.html#sqslistener-annotation
    languages: ['java', 'kotlin'],
    name: /^maxConcurrentMessages$/,
    says: ({ value }) => {
      const count = numberOf(value);
      return count === undefined
        ? undefined
        : `a listener takes at most ${messages(count)} at once (maxConcurrentMessages)`;
    },
  },
  {
    // https://docs.celeryq.dev/en/stable/userguide/optimizing.html#prefetch-limits
    languages: ['python'],
    name: /^(?:worker_prefetch_multiplier|CELERYD_PREFETCH_MULTIPLIER|CELERY_WORKER_PREFETCH_MULTIPLIER)$/,
    says: ({ name, value }) => {
      const count = numberOf(value);
      return count !== undefined && count > 0
        ? `each process of a worker fetches ${count} tasks ahead (${name})`
        : undefined;
    },
  },
  {
    // https://kafka.apache.org/documentation/#consumerconfigs_max.poll.records
    languages: codeLanguages,
    name: /^(?:max\.poll\.records|MAX_POLL_RECORDS_CONFIG|max_poll_records)$/,
    says: ({ value }) => {
      const count = numberOf(value);
      return count === undefined ? undefined : `a consumer takes at most ${count} records with each poll`;
    },
  },
  {
    // https://cloud.google.com/pubsub/docs/flow-control-messages
    languages: codeLanguages,
    name: /^(?:maxMessages|max_messages|MaxOutstandingMessages|setMaxOutstandingElementCount|MaxOutstandingElementCount)$/,
    says: ({ value, call }, code) => {
      const count = numberOf(value);
      if (count === undefined || !/pub_?-?sub/i.test(code.source.text)) return undefined;
      // A pull takes that many with each request; only flow control bounds what is held.
      return call?.name === 'pull'
        ? undefined
        : `a subscriber holds at most ${messages(count)} at once (flow control of Pub/Sub)`;
    },
  },
  {
    languages: ['csharp'],
    name: /^(?:PrefetchCount|MaxConcurrentCalls|ConcurrentMessageLimit)$/,
    says: ({ name, value }) => {
      const count = numberOf(value);
      return count !== undefined && count > 0
        ? `a consumer takes at most ${messages(count)} at once (${name})`
        : undefined;
    },
  },
  {
    // https://docs.nats.io/nats-concepts/jetstream/consumers#maxackpending, https://pkg.go.dev/github.com/nsqio/go-nsq#Config
    languages: codeLanguages,
    name: /^(?:MaxAckPending|max_ack_pending|maxAckPending|MaxInFlight|max_in_flight)$/,
    says: ({ name, value }, code) => {
      const count = numberOf(value);
      return count !== undefined && count > 0 && /nats|nsq|jetstream/i.test(code.source.text)
        ? `a consumer holds at most ${messages(count)} that it has not confirmed (${name})`
        : undefined;
    },
  },
];

const bySetting = tableRecogniser(
  sighting,
  /bullmq|asynq|Broadway|partitionsConsumedConcurrently|MaxWorkers|max_?concurrent_?(?:activit|messages)|prefetch_?multiplier|max[._]?poll[._]?records|maxMessages|max_messages|MaxOutstanding|PrefetchCount|MaxConcurrentCalls|ConcurrentMessageLimit|max_?ack_?pending|max_?in_?flight/i,
  { calls, settings },
);

/** https://docs.spring.io/spring-boot/appendix/application-properties/index.html */
const line =
  /^[ \t]*(?:[\w.-]*\.)?(?:prefetch|max-poll-records|max[.-]in[.-]flight|max-outstanding-messages)[ \t]*[:=][ \t]*(\d+)[ \t]*$/gim;

const inSettings: TextRecogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)(?:application|bootstrap)[\w.-]*\.(?:properties|ya?ml)$/i,
  words: /prefetch|max-poll-records|max-outstanding-messages/,
  *see(source) {
    if (!/rabbitmq|kafka|pubsub|amqp/i.test(source.text)) return;
    for (const match of source.text.matchAll(line))
      if (Number(match[1]) > 0)
        yield {
          span: source.span(match.index, match.index + match[0].length),
          text: `a consumer takes at most ${messages(Number(match[1]))} at once`,
          confidence: 'high',
        };
  },
};

/** Settings of workers that take jobs from a queue; none of Sidekiq's means five threads of a process. */
const inWorkerSettings: SettingsRecogniser = {
  in: 'settings',
  sighting,
  words: /\bconcurrency\b|maxProcesses/,
  *see({ framework, key, value, span }) {
    // https://github.com/sidekiq/sidekiq/wiki/Advanced-Options#concurrency
    if (framework === 'rails' && key === 'sidekiq.concurrency' && Number(value) > 0)
      yield {
        span,
        text: `a process takes at most ${value} jobs at once (concurrency of Sidekiq)`,
        confidence: 'high',
      };
    // https://laravel.com/docs/12.x/horizon#max-processes
    if (
      framework === 'laravel' &&
      /^horizon\.(?!environments\.local\b).*\.maxProcesses$/.test(key) &&
      Number(value) > 0
    )
      yield {
        span,
        text: `at most ${value} processes take jobs at once (maxProcesses of Horizon)`,
        confidence: 'high',
      };
  },
};

/** https://hexdocs.pm/oban/Oban.html#start_link/1-options : each queue has its limit */
const inOban: TextRecogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)config\/(?!(?:dev|test)\.exs$)[^/]+\.exs$/,
  words: /,\s*Oban\s*,/,
  *see(source) {
    const queues =
      /^config\s+:\w+,\s*Oban\s*,[^\n]*(?:\n[ \t][^\n]*){0,40}?\bqueues:\s*\[\s*(\w+:\s*\d+)/m.exec(
        source.text,
      );
    if (!queues) return;
    const start = queues.index + queues[0].lastIndexOf('queues:');
    yield {
      span: source.span(start, queues.index + queues[0].length),
      text: `a node takes only so many jobs of a queue at once (${queues[1] ?? ''} of Oban)`,
      confidence: 'high',
    };
  },
};

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const inTerraform: TerraformRecogniser = {
  in: 'terraform',
  sighting,
  words: /maximum_concurrency/,
  *see(block) {
    if (block.labels[0] !== 'aws_lambda_event_source_mapping') return;
    for (const scaling of partsOf(block, 'scaling_config')) {
      const maximum = writtenText(scaling, 'maximum_concurrency');
      if (maximum !== undefined)
        yield {
          span: scaling.span,
          text: `at most ${maximum} invocations work on the queue at once (${block.labels[1] ?? ''})`,
          confidence: 'high',
        };
    }
  },
};

export const consumerPrefetchBounded = sightedSignal({
  id: 'consumer-prefetch-bounded',
  question: 'partial-failure',
  stance: 'supports',
  meaning:
    'A consumer takes only so many messages as it can work on; the rest waits where it can be seen and shared.',
  recognition:
    'A prefetch of RabbitMQ, the concurrency of a BullMQ, asynq, River, Temporal, Sidekiq, Horizon, Oban or Broadway worker, records of a poll or partitions of Kafka, flow control of Pub/Sub, limits of MassTransit, Azure Service Bus, SQS, NATS or NSQ, in code, settings or Terraform.',
  guards: ['A prefetch of zero means no limit.', 'What a client does by default is not counted.'],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
  recognisers: [ofRabbit, bySetting, inSettings, inWorkerSettings, inOban, inTerraform],
  seen: prefetchSeen,
  unseen: prefetchUnseen,
});
