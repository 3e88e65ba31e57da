import type { CodeCall } from '../../../syntax/code/code-file.js';
import type { InService } from '../../../model/service.js';
import type { Sighting } from '../../../model/sighting.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';

const kind = 'broker-publisher';

/** Names of types that hand messages on. Whether to a broker, their classes tell. */
const typeName = /^I?\w*(?:Publisher|Producer|MessageBus|EventBus|Broker)$/;

/** Classes of the repository's own that hand messages to a broker, with the interfaces by which others know them. */
export const brokerPublishers: CodeRecogniser = {
  in: 'code',
  sighting: kind,
  languages: ['csharp', 'java', 'kotlin'],
  words:
    /BasicPublish|ProducerBuilder|ServiceBusSender|using RabbitMQ\.|using Confluent\.Kafka|using Azure\.Messaging\.ServiceBus|import com\.rabbitmq\.|KafkaTemplate|RabbitTemplate|import org\.apache\.kafka\.clients\.producer/,
  *see(code) {
    for (const { name, bases, start } of code.classes)
      for (const type of [name, ...bases.map(lastName)])
        if (typeName.test(type))
          yield {
            ...seenAt(code, { start, end: start }, `${name} hands messages to a broker`),
            details: { publisher: type },
          };
  },
};

/** The type of the repository's own by which a call hands a message on: `IMessagePublisher` of `IMessagePublisher().PublishAsync`. */
export function ownPublisherOf({ target, name }: CodeCall): string | undefined {
  if (!/^(?:publish|send|produce|emit)/i.test(name)) return undefined;
  const [receiver = '', rest] = target.split('().');
  if (rest !== name) return undefined;
  const type = lastName(receiver);
  return typeName.test(type) && type !== 'ApplicationEventPublisher' ? type : undefined;
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
