import type { CodeValue } from '../../../syntax/code/code-file.js';
import { option, positional, settled } from '../../../syntax/code/arguments.js';
import type { CallRow } from '../../rows.js';
import { isGiven } from '../../values.js';

/** An id that is made anew for each message never was seen before. */
export function isRandom(value: CodeValue): boolean {
  const known = settled(value);
  if (known.kind === 'call')
    return (
      /uuid|ulid|nanoid|random|cuid|ksuid|uniqid|NewGuid|objectid/i.test(known.target) ||
      (known.callee.object !== undefined && isRandom(known.callee.object)) ||
      known.arguments.some((argument) => isRandom(argument.value))
    );
  return known.kind === 'other' && known.parts.some(isRandom);
}

/** Calls that give a message or a job an id by which the queue knows it again. */
export const deduplicatingCalls: readonly CallRow[] = [
  {
    // A job whose id is there already is not added: https://docs.bullmq.io/guide/jobs/job-ids
    languages: ['javascript'],
    target: /^(?:bullmq\.Queue|bull|bull\.Queue|bee-queue)\(\)\.(?:add|addBulk)$/,
    says: (call) => {
      const id = option(call, 'jobId', 'deduplication');
      return id && isGiven(id)
        ? 'a job that is in the queue already is not added again (its id is given)'
        : undefined;
    },
  },
  {
    // https://worker.graphile.org/docs/job-key, https://timgit.github.io/pg-boss/#/./api/jobs?id=send
    languages: ['javascript'],
    target: /^(?:graphile-worker|pg-boss)\b.*\.(?:addJob|send|insert)$/,
    says: (call) =>
      option(call, 'jobKey', 'singletonKey')
        ? 'a job that is in the queue already is not added again (its key is given)'
        : undefined,
  },
  {
    // https://github.com/hibiken/asynq/wiki/Unique-Tasks
    languages: ['go'],
    target: /github\.com\/hibiken\/asynq\.(?:TaskID|Unique)$/,
    says: ({ name }) => `a task that is in the queue already is not added again (asynq.${name})`,
  },
  {
    // https://docs.nats.io/using-nats/developer/develop_jetstream/model_deep_dive#message-deduplication
    languages: ['go'],
    target: /nats\.go(?:\/jetstream)?\.(?:MsgId|WithMsgID)$/,
    says: 'the stream drops a message whose id it has seen (Nats-Msg-Id)',
  },
  {
    // https://riverqueue.com/docs/unique-jobs
    languages: ['go'],
    target: /riverqueue\/river\.UniqueOpts(?:\(\))?$/,
    says: 'a job that is in the queue already is not added again (river.UniqueOpts)',
  },
  {
    languages: ['ruby'],
    target: /(?:^|\.)sidekiq_options$/,
    says: (call) => {
      const lock = option(call, 'lock', 'unique', 'unique_for');
      return lock && isGiven(lock)
        ? 'a job that is queued already is not queued again (unique job of Sidekiq)'
        : undefined;
    },
  },
  {
    // https://github.com/veeqo/activejob-uniqueness
    languages: ['ruby'],
    target: /^unique$/,
    says: (call) => {
      const lock = positional(call, 0);
      return lock?.kind === 'text' && /^(?:until|while)_\w+$/.test(lock.text)
        ? `a job that is queued already is not queued again (unique :${lock.text})`
        : undefined;
    },
  },
  {
    languages: ['ruby'],
    target: /(?:^|\.)(?:good_job_control_concurrency_with|limits_concurrency)$/,
    says: ({ name }) => `of jobs with the same key only so many exist at once (${name})`,
  },
  {
    languages: ['java', 'kotlin', 'rust', 'php', 'ruby', 'python', 'csharp'],
    target: /[.:](?:messageDeduplicationId|message_deduplication_id)$/,
    says: 'the queue drops a message whose deduplication id it has seen (SQS FIFO)',
  },
  {
    languages: ['elixir'],
    target: /\.new$/,
    says: (call) => {
      const unique = option(call, 'unique');
      const options = unique && settled(unique);
      return options?.kind === 'map' &&
        options.entries.some(({ name }) => name === 'period' || name === 'keys')
        ? 'a job that is queued already is not queued again (unique of Oban)'
        : undefined;
    },
  },
  {
    languages: ['php'],
    target: /(?:^|[.\\])DeduplicateStamp(?:\(\))?$/,
    says: 'a message that is queued already is not queued again (DeduplicateStamp)',
  },
  {
    // https://laravel.com/docs/12.x/queues#preventing-job-overlaps
    languages: ['php'],
    target: /(?:^|[.\\])WithoutOverlapping(?:\(\))?$/,
    says: 'of jobs with the same key only one runs at a time (WithoutOverlapping)',
    confidence: 'medium',
  },
  {
    // A run that was started with the same key is given back: https://trigger.dev/docs/idempotency
    languages: ['javascript'],
    target:
      /^@trigger\.dev\/sdk(?:\/v3)?\b.*\.(?:trigger|triggerAndWait|batchTrigger)$|^\??\w+\.(?:trigger|triggerAndWait)$/,
    says: (call, code) => {
      const key = option(call, 'idempotencyKey');
      return key &&
        isGiven(key) &&
        !isRandom(key) &&
        code.imports.some(({ module }) => module.startsWith('@trigger.dev/sdk'))
        ? 'a task that was started with this key is not started again (Trigger.dev)'
        : undefined;
    },
  },
  {
    // https://www.inngest.com/docs/guides/handling-idempotency#at-the-function-level-the-consumer
    languages: ['javascript'],
    target: /^inngest\.Inngest\(\)\.createFunction$/,
    says: (call) => {
      const key = option(call, 'idempotency');
      return key && isGiven(key)
        ? 'a function runs once for events with the same key (idempotency of Inngest)'
        : undefined;
    },
  },
];
