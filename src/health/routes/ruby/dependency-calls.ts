import type { Dependency } from '../../../model/endpoint.js';
import { dependencyOfCall } from '../dependency-calls.js';
import type { RubyCallFact } from './bodies.js';

/** What a call of Ruby's known libraries reaches for, by its receiver and name. */
const patterns: readonly (readonly [RegExp, Dependency])[] = [
  [/^(::)?Rails\.cache\.(read|write|fetch|exist\?|delete|increment|stats|redis|with)/, 'cache'],
  [/^(::)?(Redis|RedisClient|REDIS\w*|\$redis|Dalli|MemCache|Memcached)\b[^a-z]/, 'cache'],
  [/\b(redis|memcache|dalli)\w*\.(ping|get|set|info|with|call|ping_pong|stats)\b/i, 'cache'],
  [
    /^(::)?(Sidekiq|Resque|GoodJob|SolidQueue|Que|Sneakers|Bunny|Kafka|Rdkafka|Karafka|Shoryuken)\b[.:]/,
    'queue',
  ],
  [/\.(perform_async|perform_later|perform_in)$/, 'queue'],
  [
    /^(::)?(Delayed::Job|ActiveRecord::|ApplicationRecord\b|Mongoid\b|Mongo::|Sequel\b|ROM\b|DataMapper\b)/,
    'db',
  ],
  [/^(::)?DB(\.|\[)/, 'db'],
  [
    /\b(ActiveRecord::Base|ApplicationRecord|\w*Record)\.(connection|connected\?|with_connection|establish_connection)/,
    'db',
  ],
  [/\.connection\.(active\?|execute|select_\w+|exec_query|verify!|reconnect!|table_exists\?)$/, 'db'],
  [
    /^(::)?(Net::HTTP|Faraday|HTTParty|RestClient|Typhoeus|Excon|HTTPX?|HTTPClient|Elasticsearch|OpenSearch|Searchkick|URI\.open)\b/,
    'http',
  ],
  [/^(::)?(Sys::Filesystem|Vmstat)\b/, 'disk'],
  [/^(::)?(GetProcessMem)\b/, 'memory'],
];

/** Methods with which Active Record, Sequel and Mongoid ask the database. */
const queries =
  /^(find|find_by\w*!?|find_or_\w+|where|first|first!|last|last!|take|all|count|exists\?|any\?|pluck|order|limit|sum|create!?|connection|uncached|columns|table_exists\?|select|dataset|with_pk!?)$/;

/** The dependency that a call reaches for; undefined when none is known. */
export function dependencyOfRubyCall({ receiver, name }: RubyCallFact): Dependency | undefined {
  const text = receiver === '' ? name : `${receiver}.${name}`;
  if (receiver === '') return undefined;
  const known = patterns.find(([pattern]) => pattern.test(text))?.[1];
  if (known !== undefined) return known;
  // Ruby's constants and symbols are asked for values all the time; only clients held in variables are judged by their names.
  return /^[a-z_@$]/.test(receiver) ? dependencyOfCall(text.replaceAll('::', '.')) : undefined;
}

/** Whether a call on a class asks the database, if that class is a model. */
export function isModelQuery({ receiver, name }: RubyCallFact): boolean {
  return queries.test(name) && /^(::)?[A-Z]\w*(::[A-Z]\w*)*$/.test(receiver);
}

/** Superclasses of models. */
export const modelBase =
  /^(::)?(ActiveRecord::Base|ApplicationRecord|Sequel::Model(\b.*)?|\w*ApplicationRecord|\w+Record)$/;
