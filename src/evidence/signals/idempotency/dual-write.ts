import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { outboxPresent } from './outbox-present.js';
import { dualWriteExamples } from './dual-write-examples.js';
import { brokerPublishers, handsToBroker, ownPublisherOf } from './broker-publishers.js';
import { isPublish, writeOf } from './writes-and-messages.js';

const inCode: CodeRecogniser = {
  in: 'code',
  sighting: 'dual-write',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'python', 'ruby'],
  words:
    /kafkajs|amqplib|@google-cloud\/pubsub|@nestjs\/microservices|\bnats\b|pika|kafka|pubsub_v1|KafkaTemplate|RabbitTemplate|AmqpTemplate|StreamBridge|JmsTemplate|IPublishEndpoint|IBus\b|ServiceBusSender|ProduceAsync|sarama|amqp|(?:[a-z]|\b)(?:Publisher|MessageBus|EventBus)\b|(?:publish|produce|emit)[A-Z_]\w*\(|send_?\w*(?:[eE]vent|[mM]essage)\w*\(|\.(?:publish|produce)\(|IEventBus|IMessageBus|client-s[nq]s|boto3|DaprClient|IMessageSession|IEndpointInstance|Karafka|Bunny|Hutch/,
  *see(code) {
    if (
      /outbox|saga|debezium|after_?commit|\bon_?commit|TransactionalEventListener|compensat|reconcil/i.test(
        code.source.text,
      )
    )
      return;
    const seen = new Set<unknown>();
    for (const publish of code.calls) {
      const within = publish.context.function;
      if (!within || seen.has(within)) continue;
      const publisher = isPublish(publish, code.language) ? undefined : ownPublisherOf(publish, code);
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
    languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby'],
    recognisers: [inCode, brokerPublishers],
    ...dualWriteExamples,
  },
  ({ kind, details }, facts) =>
    kind === 'dual-write' &&
    (details?.publisher === undefined || handsToBroker(details.publisher, facts.sightings)) &&
    outboxPresent.detect(facts).length === 0,
);
