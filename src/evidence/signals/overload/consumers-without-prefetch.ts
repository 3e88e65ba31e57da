import { option, positional } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeLanguage } from '../../../syntax/code/code-file.js';
import { codeLanguages } from '../../../syntax/code/code-file.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { isFalse, isTrue } from '../../values.js';
import { consumesByCallback } from './callback-channels.js';
import { mayLimitPrefetch } from './prefetch.js';

interface Consumer {
  /** The call that begins to consume, on a channel that was opened from a connection. */
  readonly target: RegExp;
  /** The same on a channel of a declared type, which is one that the class opens where an assignment says so. */
  readonly typed?: RegExp;
  /** What says that messages are confirmed by themselves, where it stands, and whether they are not when nothing is said. */
  readonly automatic: { readonly name: string; readonly index?: number; readonly manualByDefault: boolean };
  /** Where `exclusive` stands among what declares a queue. */
  readonly exclusive?: number;
}

/**
 * The clients ask for no limit by themselves, and a broker's default is none: https://www.rabbitmq.com/docs/consumer-prefetch. What wraps them
 * (Spring, MassTransit, Celery, Sneakers) has a limit of its own and is left out. A channel that is handed in may have got one elsewhere.
 */
const consumers: Readonly<Partial<Record<CodeLanguage, readonly Consumer[]>>> = {
  // https://amqp-node.github.io/amqplib/channel_api.html#channel_consume
  javascript: [
    {
      target: /^amqplib(?:\/callback_api)?\.connect\(\)\.create(?:Confirm)?Channel\(\)\.consume$/,
      automatic: { name: 'noAck', manualByDefault: true },
    },
  ],
  // https://pika.readthedocs.io/en/stable/modules/channel.html, https://aio-pika.readthedocs.io/en/latest/apidoc.html
  python: [
    {
      target: /^pika\.\w*Connection\(\)\.channel\(\)\.basic_consume$/,
      automatic: { name: 'auto_ack', index: 2, manualByDefault: true },
    },
    {
      target:
        /^aio_pika\.connect(?:_robust)?\(\)\.channel\(\)\.(?:declare_queue|get_queue)\(\)\.(?:consume|iterator)$/,
      automatic: { name: 'no_ack', manualByDefault: true },
    },
  ],
  // https://pkg.go.dev/github.com/rabbitmq/amqp091-go#Channel.Consume
  go: [
    {
      target:
        /^github\.com\/(?:rabbitmq\/amqp091-go|streadway\/amqp)\.Dial\w*\(\)\.Channel\(\)\.Consume(?:WithContext)?$/,
      automatic: { name: 'autoAck', index: 2, manualByDefault: false },
      exclusive: 3,
    },
  ],
  // https://rabbitmq.github.io/rabbitmq-java-client/api/current/com/rabbitmq/client/Channel.html
  java: [
    {
      target:
        /^com\.rabbitmq\.client\.ConnectionFactory\(\)\.newConnection\(\)\.createChannel\(\)\.basicConsume$/,
      typed: /^com\.rabbitmq\.client\.Channel\(\)\.basicConsume$/,
      automatic: { name: 'autoAck', index: 1, manualByDefault: true },
      exclusive: 2,
    },
  ],
  kotlin: [
    {
      target:
        /^com\.rabbitmq\.client\.ConnectionFactory\(\)\.newConnection\(\)\.createChannel\(\)\.basicConsume$/,
      typed: /^com\.rabbitmq\.client\.Channel\(\)\.basicConsume$/,
      automatic: { name: 'autoAck', index: 1, manualByDefault: true },
      exclusive: 2,
    },
  ],
  // https://rabbitmq.github.io/rabbitmq-dotnet-client/api/RabbitMQ.Client.IChannelExtensions.html
  csharp: [
    {
      target:
        /^ConnectionFactory\(\)\.CreateConnection(?:Async)?\(\)\.Create(?:Model|Channel|ChannelAsync)\(\)\.BasicConsume(?:Async)?$/,
      typed: /^(?:RabbitMQ\.Client\.)?I(?:Model|Channel)\(\)\.BasicConsume(?:Async)?$/,
      automatic: { name: 'autoAck', index: 1, manualByDefault: false },
      exclusive: 2,
    },
  ],
  // https://github.com/ruby-amqp/bunny: messages are confirmed by themselves unless it is said
  ruby: [
    {
      target:
        /^Bunny\.new\(\)(?:\.start(?:\(\))?)?\.(?:create_channel|channel)(?:\(\))?\.(?:queue|quorum_queue|durable_queue)\(\)\.subscribe$/,
      automatic: { name: 'manual_ack', manualByDefault: false },
    },
  ],
  // https://github.com/php-amqplib/php-amqplib
  php: [
    {
      target: /^PhpAmqpLib\\Connection\\AMQP\w*Connection\(\)\.channel\(\)\.basic_consume$/,
      automatic: { name: 'no_ack', index: 3, manualByDefault: true },
      exclusive: 3,
    },
  ],
  // https://docs.rs/lapin/latest/lapin/options/struct.BasicConsumeOptions.html
  rust: [
    {
      target:
        /^lapin::Connection::connect\(\)(?:\.\w+\(\))*\.create_channel\(\)(?:\.\w+\(\))*\.basic_consume$/,
      automatic: { name: 'no_ack', manualByDefault: true },
    },
  ],
};

/** Consumers that confirm what they have done, on a channel that the file opens and never gives a limit. */
export const consumersWithoutPrefetch: CodeRecogniser = {
  in: 'code',
  sighting: 'prefetch-unbounded',
  languages: codeLanguages.filter((language) => consumers[language]),
  words: /amqp|pika|rabbitmq|Bunny|lapin/i,
  *see(code) {
    const known = consumers[code.language] ?? [];
    const found = code.calls.flatMap((call) => {
      const consumer =
        known.find(
          ({ target, typed }) =>
            target.test(call.target) || (typed?.test(call.target) === true && isOpenedHere(code, call)),
        ) ?? (consumesByCallback(code, call) ? known[0] : undefined);
      return consumer ? [{ call, consumer }] : [];
    });
    if (found.length === 0 || code.calls.some((call) => mayLimitPrefetch(call, code.language))) return;
    for (const { call, consumer } of found)
      if (
        confirms(call, consumer, code) &&
        !handsOn(code, call.callee.object) &&
        !code.calls.some((other) => isOfOneConsumer(other, consumer, code))
      )
        yield seenAt(
          code,
          call,
          'a consumer is sent every message that waits: its channel is given no prefetch',
          'medium',
        );
  },
};

/** Whether the class of a call opens the channel that it is made on. */
function isOpenedHere({ assignments }: CodeFile, { callee, context }: CodeCall): boolean {
  const channel = callee.object;
  return (
    channel?.kind === 'path' &&
    assignments.some(
      ({ place, value, context: { class: holder } }) =>
        place.name === channel.name &&
        holder === context.class &&
        value.kind === 'call' &&
        /^create(?:Model|Channel|ChannelAsync)$/i.test(value.name),
    )
  );
}

/** Whether a consumer says by itself when a message is done; only then does a limit matter. */
function confirms(call: CodeCall, { automatic }: Consumer, code: CodeFile): boolean {
  const { name, index, manualByDefault } = automatic;
  const value = option(call, name) ?? (index === undefined ? undefined : positional(call, index));
  if (name === 'manual_ack') return value !== undefined && isTrue(value);
  if (call.spread) return false;
  if (value === undefined || (value.kind !== 'boolean' && value.kind !== 'path'))
    return manualByDefault && !/\bno_ack\s*:\s*true\b/.test(code.source.text);
  return isFalse(value);
}

/** Whether the channel is given to something else than what takes its messages, and which may set a limit. */
function handsOn(code: CodeFile, channel: CodeCall['callee']['object']): boolean {
  if (channel?.kind !== 'path') return false;
  return code.calls.some(
    (call) =>
      !(call.constructs && call.name.endsWith('Consumer')) &&
      call.arguments.some(({ value }) => value.kind === 'path' && value.name === channel.name),
  );
}

/** A queue for one consumer alone (answers to its own calls, a copy of what is broadcast) is as short as what it asked for. */
function isOfOneConsumer(call: CodeCall, { exclusive }: Consumer, { language }: CodeFile): boolean {
  if (
    !/^(?:assertQueue|queue_?[dD]eclare(?:Async)?|QueueDeclare(?:Async)?|declare_queue|queue|temporary_queue)$/.test(
      call.name,
    )
  )
    return false;
  const own =
    option(call, 'exclusive', 'Exclusive') ??
    (exclusive === undefined ? undefined : positional(call, exclusive));
  if (call.name === 'temporary_queue' || (own && isTrue(own))) return true;
  const name = option(call, 'queue', 'name') ?? positional(call, 0);
  if (name === undefined) return language !== 'csharp' || call.arguments.length === 0;
  return name.kind === 'null' || (name.kind === 'text' && name.text === '');
}
