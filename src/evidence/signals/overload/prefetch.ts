import { option, positional } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeLanguage } from '../../../syntax/code/code-file.js';
import { numberOf } from '../../values.js';

/** A call that says how many messages a consumer of RabbitMQ may hold. */
export interface Prefetch {
  /** 0 = as many as there are. Source: https://www.rabbitmq.com/docs/consumer-prefetch */
  readonly count: number;
}

/** Where the count stands among the arguments, by language: the clients follow the fields of `basic.qos`. */
const places: Readonly<
  Partial<Record<CodeLanguage, { readonly name: RegExp; readonly index: number | 'last' }>>
> = {
  javascript: { name: /^prefetch$/, index: 0 },
  python: { name: /^(?:basic_qos|set_qos)$/, index: 0 },
  go: { name: /^Qos$/, index: 0 },
  java: { name: /^basicQos$/, index: 0 },
  kotlin: { name: /^basicQos$/, index: 0 },
  csharp: { name: /^BasicQos(?:Async)?$/, index: 1 },
  ruby: { name: /^(?:prefetch|basic_qos)$/, index: 0 },
  php: { name: /^basic_qos$/, index: 1 },
  rust: { name: /^basic_qos$/, index: 0 },
};

/** The prefetch that a call sets; undefined for other calls, and where the number is not known. */
export function prefetchOf(call: CodeCall, language: CodeLanguage): Prefetch | undefined {
  const place = places[language];
  if (!place || !place.name.test(call.name) || !call.callee.object) return undefined;
  const named = option(call, 'prefetch_count', 'prefetchCount', 'PrefetchCount');
  const unnamed = call.arguments.filter(({ name }) => name === undefined);
  // basicQos(size, count, global) of Java is the long form of basicQos(count).
  const index = /^(?:java|kotlin)$/.test(language) && unnamed.length === 3 ? 1 : place.index;
  const count = numberOf(named ?? (index === 'last' ? unnamed.at(-1)?.value : positional(call, index)));
  return count === undefined ? undefined : { count };
}

/** Whether a call may say how many messages a consumer may hold, whatever the number. */
export function mayLimitPrefetch(call: CodeCall, language: CodeLanguage): boolean {
  return (
    places[language]?.name.test(call.name) === true ||
    option(call, 'prefetch', 'prefetch_count', 'prefetchCount') !== undefined
  );
}

/** Whether a file uses a client of RabbitMQ: `prefetch` is a word of many libraries. */
export const rabbit = /amqp|rabbit|pika|bunny|lapin|kombu/i;
