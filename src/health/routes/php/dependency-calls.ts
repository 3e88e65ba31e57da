import type { Dependency } from '../../../model/endpoint.js';
import { dependencyOfCall } from '../dependency-calls.js';
import type { PhpCall } from './calls.js';

/** What facades, functions and clients of PHP reach for, by the text of receiver and name. */
const patterns: readonly (readonly [RegExp, Dependency])[] = [
  [/^\\?([\w\\]*\\)?(DB|Schema)::|^(db|DB)\(\)->/, 'db'],
  [
    /->(getPdo|getDatabaseName|getDoctrineConnection|executeQuery|executeStatement|fetchOne|fetchAssociative|getRepository|createQueryBuilder)$/,
    'db',
  ],
  [/^new\\?(PDO|mysqli)$|^(mysqli|pg|mysql|sqlsrv|oci)_(connect|pconnect|ping|query|execute)$/, 'db'],
  [
    /^\\?([\w\\]*\\)?(Cache|Redis|Memcached)::|^cache\(\)->|^new\\?(Redis|Memcached|Predis\\Client)$/,
    'cache',
  ],
  [
    /^\\?([\w\\]*\\)?(Queue|Bus|Horizon)::|^dispatch(_sync)?$|(?:\w*Job|\bJobs\\\w+)::dispatch(Sync)?$/,
    'queue',
  ],
  [/^\\?([\w\\]*\\)?Http::|^curl_exec$|^fsockopen$|^new\\?(GuzzleHttp\\)?Client$/, 'http'],
  [/^\\?([\w\\]*\\)?Storage::|^(disk_free_space|disk_total_space|is_writable|is_writeable)$/, 'disk'],
  [/^memory_get_(usage|peak_usage)$/, 'memory'],
];

/** What objects of a type reach for. */
const types: readonly (readonly [RegExp, Dependency])[] = [
  [
    /(^|\\)(EntityManager\w*|ManagerRegistry|ObjectManager|RegistryInterface|DatabaseManager|ConnectionResolverInterface|PDO|mysqli|DocumentManager)$/,
    'db',
  ],
  [/(^|\\)Connection(Interface)?$/, 'db'],
  [
    /(^|\\)(CacheInterface|CacheItemPoolInterface|AdapterInterface|CacheManager|Redis|RedisManager|Predis\\Client|Memcached|TagAwareCacheInterface)$/,
    'cache',
  ],
  [/(^|\\)(MessageBusInterface|QueueManager|AMQP\w+|ProducerInterface)$/, 'queue'],
  [/(^|\\)(HttpClientInterface|GuzzleHttp\\Client|ClientInterface)$/, 'http'],
  [/(^|\\)(FilesystemOperator|FilesystemInterface)$/, 'disk'],
];

/** The dependency that a call reaches for; undefined when none is known. */
export function dependencyOfPhpCall({ receiver, name }: PhpCall): Dependency | undefined {
  const isStatic = /^\\?[A-Z][\w\\]*$/.test(receiver) && name !== 'new';
  const text =
    name === 'new'
      ? `new${receiver}`
      : receiver === ''
        ? name
        : `${receiver}${isStatic ? '::' : '->'}${name}`;
  const known = patterns.find(([pattern]) => pattern.test(text))?.[1];
  if (known !== undefined) return known;
  // Names of variables are judged as in other languages; classes and functions of PHP are not.
  return receiver.startsWith('$')
    ? dependencyOfCall(text.replaceAll('->', '.').replaceAll('$this.', '').replaceAll('$', ''))
    : undefined;
}

/** The dependency behind a declared type. */
export function dependencyOfType(written: string): Dependency | undefined {
  return types.find(([pattern]) => pattern.test(written.replace(/^\?|\|null$/, '')))?.[1];
}
