import type { CodeCall, CodeFile, CodeLanguage, CodeRange } from '../../../syntax/code/code-file.js';
import type { InService } from '../../../model/service.js';
import type { Sighting } from '../../../model/sighting.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';

const kind = 'broker-publisher';

/** Languages whose fields have no types, and whose modules have functions. */
const namesAlone: ReadonlySet<CodeLanguage> = new Set(['javascript', 'python']);

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
    if (!namesAlone.has(code.language)) return;
    for (const { name, start, end } of namedFunctions(code))
      if (publishing.test(name) && handsOn(code, { start, end }))
        yield {
          ...seenAt(code, { start, end: start }, `${name} hands messages to a broker`),
          details: { publisher: functionOf(code.source.path, name) },
        };
  },
};

const publishing = /^(?:publish|send|produce|emit|notify|enqueue)/i;

/** Functions of a module, also those that are assigned to a name that it gives away (`exports.publish = …`). */
function* namedFunctions({
  functions,
  assignments,
}: CodeFile): Iterable<CodeRange & { readonly name: string }> {
  for (const made of functions) if (!made.class) yield made;
  for (const { place, value } of assignments)
    if (value.kind === 'function') yield { name: place.name, start: value.start, end: value.end };
}

/** Whether a function calls what clients of brokers have for a message. */
function handsOn({ source }: CodeFile, { start, end }: CodeRange): boolean {
  return /\.(?:sendToQueue|basic_publish|send_and_wait|publish(?:Message)?|produce|send)\(/.test(
    source.text.slice(start, end),
  );
}

/** `amqp.publish()`: a function by the name of its module, as those who import it see it. */
function functionOf(path: string, name: string): string {
  const [last = '', before = ''] = path
    .replace(/\.\w+$/, '')
    .split('/')
    .toReversed();
  return `${/^(?:index|__init__)$/.test(last) ? before : last}.${name}()`;
}

/** `amqp.publish()` of `amqp.publish(…)` in a file that imports `../lib/amqp`, of `publish(…)` in one that imports it from there. */
function importedFunctionOf({ callee }: CodeCall, code: CodeFile): string | undefined {
  // As written: what the name stands for may be a function without one.
  const written = /^(?:([\w$]+)\.)?([\w$]+)$/.exec(code.source.text.slice(callee.start, callee.end));
  const [, holder, name = ''] = written ?? [];
  if (!publishing.test(name)) return undefined;
  const from = code.imports.find((item) => item.name === (holder ?? name));
  const module = holder !== undefined && from?.member !== undefined ? from.member : from?.module;
  const path = module ?? requiredAs(holder ?? name, code);
  return path === undefined
    ? undefined
    : functionOf(path.replaceAll(/^\.+(?=\w)|\.(?=\w)(?![cm]?[jt]s$)/g, '/'), name);
}

/** `./amqp` of `const amqp = require('./amqp')` and of `const { publish } = require('./amqp')`. */
function requiredAs(local: string, { source }: CodeFile): string | undefined {
  for (const [, whole, parts = '', path] of source.text.matchAll(
    /\b(?:const|let|var)\s+(?:([\w$]+)|\{([^{}]*)\})\s*=\s*require\(\s*['"](\.[^'"]+)['"]/g,
  ))
    if (whole === local || parts.split(',').some((part) => part.trim() === local)) return path;
  return undefined;
}

/** Structs of Go do not say which interface they are used by; those for it mostly have the last word of their name. */
function lastWordOf(name: string, language: CodeLanguage): readonly string[] {
  return language === 'go' ? [name.replace(/^.*[a-z](?=[A-Z])/, '')] : [];
}

/** The type of the repository's own by which a call hands a message on: `IMessagePublisher` of `IMessagePublisher().PublishAsync`. */
export function ownPublisherOf(call: CodeCall, code: CodeFile): string | undefined {
  const [receiver = '', rest] = call.target.split('().');
  if (rest === undefined || rest !== call.name)
    return namesAlone.has(code.language)
      ? (importedPublisherOf(call, code) ?? importedFunctionOf(call, code))
      : undefined;
  if (!publishing.test(rest)) return undefined;
  const type = lastName(receiver.replace(/^\?/, ''));
  return typeName.test(type) && type !== 'ApplicationEventPublisher' ? type : undefined;
}

/** `OrderPublisher` of `this.publisher.publish(…)` in a file that imports it: fields of JavaScript and Python have no types. */
function importedPublisherOf({ callee }: CodeCall, code: CodeFile): string | undefined {
  const receiver = callee.object?.kind === 'path' ? callee.object.name : undefined;
  if (receiver === undefined || !publishing.test(callee.name)) return undefined;
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
