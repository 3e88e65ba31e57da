import { positional, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeLanguage } from '../../../syntax/code/code-file.js';

/** A row that a call writes. */
export interface Write {
  /** The table or the model, as written. */
  readonly of: string;
  readonly kind: 'insert' | 'other';
}

/** What a call writes to a database; undefined for calls that write nothing, or of which it is not known. */
export function writeOf(call: CodeCall, language: CodeLanguage): Write | undefined {
  const sql = [positional(call, 0), positional(call, 1)].find((value) => value?.kind === 'text');
  if (sql?.kind === 'text') {
    const statement = /^\s*(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+["`[]?([\w.]+)/i.exec(sql.text);
    if (statement)
      return { of: statement[2] ?? '', kind: /^insert/i.test(statement[1] ?? '') ? 'insert' : 'other' };
  }
  const owner = call.callee.object?.kind === 'path' ? call.callee.object : undefined;
  if (!owner) return undefined;
  switch (language) {
    case 'javascript': {
      const isPrisma =
        /^@prisma\/client\.PrismaClient\(\)\.\w+\.\w+$/.test(call.target) ||
        isNamed(owner.object, /^prisma$/i);
      if (isPrisma && /^(?:create|update|delete)(?:Many)?$/.test(call.name))
        return { of: owner.name, kind: call.name.startsWith('create') ? 'insert' : 'other' };
      if (isOfModel(call)) return { of: owner.name, kind: 'other' };
      return /^typeorm\.Repository\(\)\.(?:save|insert|update|delete)$/.test(call.target)
        ? {
            of: owner.name.replace(/Repo(?:sitory)?$/i, ''),
            kind: call.name === 'insert' ? 'insert' : 'other',
          }
        : undefined;
    }
    case 'python': {
      const row = addedRow(call, owner.name);
      if (row !== undefined) return { of: row, kind: 'insert' };
      if (isCommit(call, owner.name) || isOfModel(call)) return { of: owner.name, kind: 'other' };
      return call.name === 'create' && owner.name === 'objects' && owner.object?.kind === 'path'
        ? { of: owner.object.name, kind: 'insert' }
        : undefined;
    }
    case 'java':
    case 'kotlin':
      return /^(?:save|saveAndFlush|insert|persist)$/.test(call.name) &&
        /(?:Repository|Dao)$/i.test(owner.name)
        ? { of: owner.name.replace(/(?:Repository|Dao)$/i, '') || 'a row', kind: 'other' }
        : undefined;
    case 'go':
      return /gorm\.io\/gorm\b.*\.(?:Create|Save)$/.test(call.target)
        ? { of: 'a row', kind: call.name === 'Create' ? 'insert' : 'other' }
        : undefined;
    case 'csharp':
      return /^SaveChanges(?:Async)?$/.test(call.name) ||
        /(?:^|\.)I?\w*Repository\(\)\.(?:Save|Add|Insert|Create|Update)\w*$/.test(call.target)
        ? { of: owner.name, kind: 'other' }
        : undefined;
    case 'ruby':
      return /^(?:create|save|update|destroy)!$/.test(call.name)
        ? { of: owner.name, kind: 'other' }
        : undefined;
    case 'elixir':
      return /(?:^|\.)Repo\.(?:insert|update|delete)!?$/.test(call.target)
        ? { of: 'a row', kind: call.name.startsWith('insert') ? 'insert' : 'other' }
        : undefined;
    default:
      return undefined;
  }
}

const session = /(?:^|_)(?:session|db|conn|connection)$/i;

/** `Payment` of `session.add(Payment(…))`: https://docs.sqlalchemy.org/en/20/orm/session_basics.html#adding-new-or-existing-items */
function addedRow(call: CodeCall, owner: string): string | undefined {
  const row = call.name === 'add' && session.test(owner) ? positional(call, 0) : undefined;
  const made = row && settled(row);
  return made?.kind === 'call' && /^[A-Z]\w*$/.test(made.name) ? made.name : undefined;
}

/** `session.commit()`, `db.commit()`: of a session or a connection of a database, not of a consumer. */
function isCommit({ name, arguments: given }: CodeCall, owner: string): boolean {
  return name === 'commit' && given.length === 0 && session.test(owner);
}

/** `order.save()` of a model, and what only drivers of document databases call so. */
function isOfModel({ name, target, arguments: given }: CodeCall): boolean {
  return (
    (name === 'save' && given.length === 0) ||
    (name === 'create' && /^[./@][^()]*\/(?:models?|entities)\b[^()]*\.create$/.test(target)) ||
    /^(?:insertOne|insertMany|insert_one|insert_many)$/.test(name)
  );
}

function isNamed(
  value: { readonly kind: string; readonly name?: string } | undefined,
  name: RegExp,
): boolean {
  return value?.kind === 'path' && name.test(value.name ?? '');
}

/** Calls that give a message to a broker, by language. */
const publishers: Readonly<Partial<Record<CodeLanguage, RegExp>>> = {
  javascript:
    /^kafkajs\.(?:Kafka\(\)\.producer|Producer)\(\)\.send(?:Batch)?$|^kafka-node\.(?:HighLevel)?Producer\(\)\.send$|^amqplib\b.*\.(?:publish|sendToQueue)$|^@google-cloud\/pubsub\.PubSub\(\)\.topic\(\)\.publish(?:Message)?$|^@nestjs\/microservices\.Client(?:Proxy|Kafka|RMQ)\(\)\.emit$|^nats\.connect\(\)\.publish$|^@aws-sdk\/client-s[nq]s\.S[NQ]SClient\(\)\.send$/,
  python:
    /^pika\b.*\.basic_publish$|^kafka\.KafkaProducer\(\)\.send$|^confluent_kafka\.Producer\(\)\.produce$|^aiokafka\.AIOKafkaProducer\(\)\.send(?:_and_wait)?$|^google\.cloud\.pubsub_v1\.PublisherClient\(\)\.publish$|^boto3\.client\(\)\.publish$/,
  java: /(?:^|\.)(?:KafkaTemplate|ReactiveKafkaProducerTemplate)\(\)\.send$|(?:^|\.)(?:RabbitTemplate|AmqpTemplate)\(\)\.(?:convertAndSend|send)$|(?:^|\.)StreamBridge\(\)\.send$|(?:^|\.)JmsTemplate\(\)\.(?:convertAndSend|send)$/,
  kotlin:
    /(?:^|\.)(?:KafkaTemplate|ReactiveKafkaProducerTemplate)\(\)\.send$|(?:^|\.)(?:RabbitTemplate|AmqpTemplate)\(\)\.(?:convertAndSend|send)$|(?:^|\.)StreamBridge\(\)\.send$/,
  csharp:
    /(?:^|\.)(?:IPublishEndpoint|IBus|ITopicProducer|ServiceBusSender)\(\)\.(?:Publish|Produce|SendMessageAsync)$|\.ProduceAsync$|(?:^|\.)DaprClient\(\)\.PublishEventAsync$|(?:^|\.)I(?:MessageSession|EndpointInstance)\(\)\.Publish$/,
  ruby: /^Karafka\.producer\.produce_(?:many_)?a?sync$|^Bunny\b.*\.publish$|^Hutch\.publish$/,
  go: /github\.com\/segmentio\/kafka-go\.(?:Writer|NewWriter)\(\)\.WriteMessages$|sarama\.\w+\(\)\.SendMessage$|amqp091?-go\b.*\.Publish(?:WithContext)?$|nats-io\/nats\.go\b.*\.Publish$/,
};

/** Whether a call gives a message to a broker. */
export function isPublish(call: CodeCall, language: CodeLanguage): boolean {
  return publishers[language]?.test(call.target) === true;
}
