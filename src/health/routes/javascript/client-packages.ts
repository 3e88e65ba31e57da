import type { Dependency } from '../../../model/endpoint.js';
import type { ExternalValue } from '../../../syntax/javascript/evaluate/value.js';

const clients: readonly (readonly [Dependency, readonly string[]])[] = [
  [
    'db',
    [
      '@elastic/elasticsearch',
      '@mikro-orm/core',
      '@neondatabase/serverless',
      '@prisma/client',
      '@supabase/supabase-js',
      'better-sqlite3',
      'cassandra-driver',
      'couchbase',
      'drizzle-orm',
      'knex',
      'kysely',
      'mariadb',
      'mongodb',
      'mongoose',
      'mssql',
      'mysql',
      'mysql2',
      'neo4j-driver',
      'objection',
      'oracledb',
      'pg',
      'pg-promise',
      'postgres',
      'sequelize',
      'sequelize-typescript',
      'slonik',
      'sqlite3',
      'tedious',
      'typeorm',
    ],
  ],
  ['cache', ['@redis/client', '@upstash/redis', 'handy-redis', 'ioredis', 'memcached', 'memjs', 'redis']],
  [
    'queue',
    [
      '@aws-sdk/client-sns',
      '@aws-sdk/client-sqs',
      '@azure/service-bus',
      '@google-cloud/pubsub',
      'amqp-connection-manager',
      'amqplib',
      'bull',
      'bullmq',
      'kafka-node',
      'kafkajs',
      'mqtt',
      'nats',
      'node-rdkafka',
      'rhea',
      'stompit',
    ],
  ],
  [
    'http',
    [
      'axios',
      'cross-fetch',
      'got',
      'ky',
      'needle',
      'node-fetch',
      'phin',
      'request',
      'request-promise',
      'superagent',
      'undici',
    ],
  ],
  ['disk', ['check-disk-space', 'diskusage', 'diskusage-ng']],
];

const dependencies = new Map(
  clients.flatMap(([dependency, packages]) =>
    packages.map((name): [string, Dependency] => [name, dependency]),
  ),
);

/** Methods that prepare, listen or describe; they reach for nothing. */
const idle =
  /^(?:on|once|off|addListener|removeListener|emit|create\w*|define\w*|model|schema|escape\w*|format\w*|extend|defaults|isAxiosError|isValid\w*|toString|from|config|set|plugin|use|close|end|quit|disconnect|release|destroy|abort|\(\))$/i;

/** Methods of what a query gave: rows, numbers, dates. */
const onResults =
  /^(?:map|flatMap|filter|forEach|reduce|some|every|slice|sort|concat|join|includes|push|keys|values|entries|to[A-Z]\w*)$/;

const memoryCalls = new Set(['process.memoryUsage', 'process.memoryUsage.rss']);

/** What the indicators of @nestjs/terminus look at, by the names of their classes. */
const indicators: readonly (readonly [RegExp, Dependency])[] = [
  [/^(?:TypeOrm|Mongoose|Sequelize|MikroOrm|Prisma|Knex)HealthIndicator$/, 'db'],
  [/^(?:Http|GRPC|Grpc)HealthIndicator$/, 'http'],
  [/^MicroserviceHealthIndicator$/, 'queue'],
  [/^DiskHealthIndicator$/, 'disk'],
  [/^MemoryHealthIndicator$/, 'memory'],
];

/** What a call reaches for, by the package that its callee is from; undefined when the package is no known client. */
export function dependencyOfPackage(callee: ExternalValue): Dependency | undefined {
  const { package: name, path } = callee;
  const last = path.at(-1) ?? '';
  if (name === '') return memoryCalls.has(path.join('.')) ? 'memory' : undefined;
  if (name === '@nestjs/terminus')
    return /^(?:\w+Check|check\w+)$/.test(last)
      ? indicators.find(([pattern]) => path.some((step) => pattern.test(step)))?.[1]
      : undefined;
  if (name === 'os') return last === 'freemem' || last === 'totalmem' ? 'memory' : undefined;
  if (name === 'fs' || name === 'fs/promises')
    return last === 'statfs' || last === 'statfsSync' ? 'disk' : undefined;
  const dependency = dependencies.get(name);
  if (dependency === undefined) return undefined;
  // Without a session nobody is asked (`AuthSessionMissingError` of auth-js): a probe has none.
  if (name === '@supabase/supabase-js' && path.includes('auth')) return undefined;
  // An HTTP client is called itself; of a database client only what is done with a connection counts.
  const isDirect = path.length === 0;
  if (isDirect) return dependency === 'http' || dependency === 'disk' ? dependency : undefined;
  const isConstructor = /^[A-Z]/.test(last);
  // Of other clients only what is done with one that was made counts.
  const isMade = dependency === 'http' || dependency === 'disk' || name === 'mongoose' || path.includes('()');
  return !isMade || isConstructor || idle.test(last) || onResults.test(last) ? undefined : dependency;
}
