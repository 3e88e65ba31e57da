import type { CodeCall, CodeFile, CodeLanguage } from '../../../syntax/code/code-file.js';
import type { InService } from '../../../model/service.js';
import type { Sighting } from '../../../model/sighting.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';

const kind = 'broker-publisher';

/** Names of types that hand messages on. Whether to a broker, their classes tell. */
const typeName = /^I?\w*(?:Publisher|Producer|MessageBus|EventBus|Broker)$/;

const ofJvm =
  /KafkaTemplate|RabbitTemplate|import com\.rabbitmq\.|import org\.apache\.kafka\.clients\.producer/;

/** Classes of the repository's own that hand messages to a broker, with the interfaces by which others know them. */
export const brokerPublishers: CodeRecogniser = {
  in: 'code',
  sighting: kind,
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'python'],
  words: {
    csharp:
      /BasicPublish|ProducerBuilder|ServiceBusSender|using RabbitMQ\.|using Confluent\.Kafka|using Azure\.Messaging\.ServiceBus/,
    go: /segmentio\/kafka-go|\bsarama\b|amqp091-go|streadway\/amqp|nats-io\/nats\.go/,
    java: ofJvm,
    javascript: /kafkajs|amqplib|@google-cloud\/pubsub|@aws-sdk\/client-s[nq]s/,
    kotlin: ofJvm,
    python: /\bpika\b|KafkaProducer|confluent_kafka|pubsub_v1/,
  },
  *see(code) {
    for (const { name, bases, start } of code.classes)
      for (const type of [name, ...bases.map(lastName), ...lastWordOf(name, code.language)])
        if (typeName.test(type))
          yield {
            ...seenAt(code, { start, end: start }, `${name} hands messages to a broker`),
            details: { publisher: type },
          };
  },
};

/** Structs of Go do not say which interface they are used by; those for it mostly have the last word of their name. */
function lastWordOf(name: string, language: CodeLanguage): readonly string[] {
  return language === 'go' ? [name.replace(/^.*[a-z](?=[A-Z])/, '')] : [];
}

/** The type of the repository's own by which a call hands a message on: `IMessagePublisher` of `IMessagePublisher().PublishAsync`. */
export function ownPublisherOf(call: CodeCall, code: CodeFile): string | undefined {
  const { target, name } = call;
  if (!/^(?:publish|send|produce|emit)/i.test(name)) return undefined;
  const [receiver = '', rest] = target.split('().');
  if (rest !== name) return importedPublisherOf(call, code);
  const type = lastName(receiver.replace(/^\?/, ''));
  return typeName.test(type) && type !== 'ApplicationEventPublisher' ? type : undefined;
}

const namesAlone: ReadonlySet<CodeLanguage> = new Set(['javascript', 'python']);

/** `OrderPublisher` of `this.publisher.publish(…)` in a file that imports it: fields of JavaScript and Python have no types. */
function importedPublisherOf({ callee }: CodeCall, code: CodeFile): string | undefined {
  const receiver = callee.object?.kind === 'path' ? callee.object.name : undefined;
  if (receiver === undefined || !namesAlone.has(code.language)) return undefined;
  const word = receiver.replaceAll('_', '').toLowerCase();
  if (!typeName.test(receiver.replace(/^_*(\w)/, (_, letter: string) => letter.toUpperCase())))
    return undefined;
  return code.imports
    .map(({ name, member }) => member ?? name)
    .find((name) => typeName.test(name) && name.toLowerCase().endsWith(word));
}

/** Whether a type of the repository's own hands its messages to a broker. */
export function handsToBroker(publisher: string, sightings: readonly InService<Sighting>[]): boolean {
  return sightings.some((sighting) => sighting.kind === kind && sighting.details?.publisher === publisher);
}

function lastName(target: string): string {
  return (
    target
      .replace(/<.*$/, '')
      .split(/[.:\\]/)
      .at(-1) ?? target
  );
}
