import type { Dependency } from '../../model/endpoint.js';

/**
 * What a call in a handler reaches for, by the text of the callee (`db.query`, `redis.ping`, `this.prisma.$queryRaw`), the same for all
 * languages. Taken from the clients' documented ways to check a connection or run a query. Order matters: the first that fits.
 */
const patterns: readonly (readonly [RegExp, Dependency])[] = [
  [/\b(redis|valkey|memcached?|cache)\w*[.:]+(\w+[.:]+)*(ping|get|info|exists|stats|version)\b/i, 'cache'],
  [/\b(redis|valkey|memcached?)(_?client|_?conn|template)?\b.*\b(ping|connection)\b/i, 'cache'],
  [/\b(amqp|rabbit|kafka|nats|sqs|pubsub|queue|broker|producer|consumer)\w*[.:]+/i, 'queue'],
  [/(\$queryRaw|\$executeRaw|\$connect)\w*$/, 'db'],
  [
    /\b(db|database|pool|knex|sequelize|prisma|mongoose|mongo|sql|conn|connection|session|engine|cursor|datasource|jdbc\w*|repo\w*|repository|entitymanager|em|pg|pgx\w*|gorm|orm|store)\w*([.:]+\w+(\(\))?)*[.:]+(query\w*|raw|execute\w*|exec\w*|ping\w*|authenticate|select\w*|connect|cursor|command|admin|scalar\w*|isvalid|getconnection|begin\w*|acquire|count\w*|find\w*)$/i,
    'db',
  ],
  [/\b(ActiveRecord::Base|DB::|SessionLocal|get_db|getConnection)\b/, 'db'],
  [/(^|\.)(Ping|PingContext|QueryRow|QueryRowContext|queryForObject|queryForList)$/, 'db'],
  [/^(fetch|axios|got|ky|superagent|needle)(\.(get|head|post|request))?$/, 'http'],
  [
    /\b(http|https|https?client|requests|httpx|urllib\.request|resttemplate|restclient|webclient|axios)\w*\.(get|head|post|request|do|send|urlopen|getforobject|getforentity|exchange|retrieve)$/i,
    'http',
  ],
  [/\b(os|shutil|psutil)\.(statvfs|disk_usage)\b|\bdiskspace\w*/i, 'disk'],
];

/** The dependency that a call touches, judged by its callee's text without arguments; undefined when it touches none that is known. */
export function dependencyOfCall(callee: string): Dependency | undefined {
  const text = callee
    .replaceAll(/\s+/g, '')
    .replaceAll('?.', '.')
    .replace(/^await/, '');
  if (text.length > 300) return undefined;
  return patterns.find(([pattern]) => pattern.test(text))?.[1];
}
