import type { Dependency } from '../../../model/endpoint.js';
import { dependencyOfCall } from '../dependency-calls.js';

/**
 * Clients by the import path of their package and the method that reaches for the other side: `path.Type.Method` or `path.Function`.
 * Looked up in the packages' own documentation. The first that fits counts.
 */
const clients: readonly (readonly [RegExp, Dependency])[] = [
  [/^net\/http\.(?:Client\.|DefaultClient\.)?(?:Do|Get|Head|Post|PostForm)$/, 'http'],
  [/^net\/http\.RoundTripper\.RoundTrip$/, 'http'],
  [/^database\/sql\.(?:DB|Conn|Tx|Stmt)\.(?:Ping|Query|Exec|Begin|Prepare|Conn)\w*$/, 'db'],
  [/^github\.com\/jmoiron\/sqlx\.\w+\.(?:Ping|Query|Exec|Begin|Get|Select|NamedExec|NamedQuery)\w*$/, 'db'],
  [/^github\.com\/jackc\/pgx\/.*\.(?:Ping|Query|QueryRow|Exec|Begin|Acquire|SendBatch)\w*$/, 'db'],
  [
    /^(?:gorm\.io\/gorm|github\.com\/jinzhu\/gorm)\.DB\.(?:Exec|Raw|First|Find|Take|Last|Count|Scan|Row|Rows|Create|Save)$/,
    'db',
  ],
  [/^(?:xorm\.io|github\.com\/go-xorm)\/xorm\.\w+\.(?:Ping|Query|Exec|Get|Find|Count)\w*$/, 'db'],
  [
    /^go\.mongodb\.org\/mongo-driver\/.*\.(?:Ping|Find\w*|RunCommand|CountDocuments|ListDatabaseNames)$/,
    'db',
  ],
  [/^github\.com\/uptrace\/bun\.\w+\.(?:Ping|Query|Exec)\w*$/, 'db'],
  [/^github\.com\/gocql\/gocql\.\w+\.(?:Exec|Scan|Iter)$/, 'db'],
  [
    /^(?:github\.com\/(?:go-redis\/redis|redis\/go-redis)(?:\/v\d+)?|gopkg\.in\/redis\.v\d+)\.\w+\.\w+$/,
    'cache',
  ],
  [/^github\.com\/(?:gomodule\/redigo|garyburd\/redigo)\/redis\.\w+\.(?:Do|Send|Get|GetContext)$/, 'cache'],
  [/^github\.com\/(?:redis\/rueidis|valkey-io\/valkey-go)\.\w+\.\w+$/, 'cache'],
  [/^github\.com\/bradfitz\/gomemcache\/memcache\.Client\.\w+$/, 'cache'],
  [/^github\.com\/(?:rabbitmq|streadway)\/\w+\.(?:Dial\w*|(?:Connection|Channel)\.\w+)$/, 'queue'],
  [/^github\.com\/segmentio\/kafka-go\.\w+(?:\.\w+)?$/, 'queue'],
  [/^github\.com\/(?:IBM|Shopify)\/sarama\.\w+\.\w+$/, 'queue'],
  [/^github\.com\/nats-io\/nats\.go\.(?:Connect|Conn\.\w+)$/, 'queue'],
  [/^cloud\.google\.com\/go\/pubsub(?:\/v\d+)?\.\w+\.\w+$/, 'queue'],
  [/^(?:syscall|golang\.org\/x\/sys\/unix)\.Statfs$/, 'disk'],
  [/^github\.com\/shirou\/gopsutil(?:\/v\d+)?\/disk\.\w+$/, 'disk'],
  [/^github\.com\/shirou\/gopsutil(?:\/v\d+)?\/mem\.\w+$/, 'memory'],
  [/^runtime\.ReadMemStats$/, 'memory'],
];

/** Packages whose calls look like a client's and are none: they build, wrap or log. */
const noClients =
  /^(?:net\/http|context|fmt|errors|strings|time|log|log\/slog|encoding\/json|sync|os|io|github\.com\/gin-gonic\/gin)\./;

/**
 * The dependency that a call touches: by import path and type where they are known (`net/http.Client.Do`), else by its text.
 * `rdb` is how go-redis' documentation calls its client.
 */
export function dependencyOfGoCall(callee: string): Dependency | undefined {
  if (callee.length > 300) return undefined;
  const known = clients.find(([pattern]) => pattern.test(callee))?.[1];
  if (known !== undefined) return known;
  if (noClients.test(callee)) return undefined;
  if (/(?:^|\.)rdb\.\w+$/.test(callee)) return 'cache';
  return dependencyOfCall(callee);
}
