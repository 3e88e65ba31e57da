import { option, positional, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeMark } from '../../../syntax/code/code-file.js';
import { boundedPools } from './bulkhead-or-pool-bounded-examples.js';
import type { Recogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { isOfPolly, jvm, recogniserOfUses } from './library-uses.js';
import type { LibraryUse } from './library-uses.js';

const sighting = 'bulkhead-or-pool-bounded';

function given(...names: readonly string[]): (use: CodeCall | CodeMark) => boolean {
  return (use) => 'kind' in use && option(use, ...names) !== undefined;
}

/** Whether the n-th argument is given, and is no number that means "no limit". */
function limit(index: number): (use: CodeCall | CodeMark) => boolean {
  return (use) => {
    const value = 'kind' in use ? positional(use, index) : undefined;
    const known = value && settled(value);
    return known !== undefined && !(known.kind === 'number' && known.value <= 0);
  };
}

const pool = 'the number of connections has a limit';
const work = 'the number of calls at once has a limit';

const uses: readonly LibraryUse[] = [
  {
    languages: ['javascript'],
    word: '\\bpg\\b',
    call: /^pg(?:\.default)?\.Pool$/,
    when: given('max'),
    says: `${pool} (pg)`,
  },
  {
    languages: ['javascript'],
    word: 'mysql',
    call: /^(?:mysql2?(?:\/promise)?|mariadb)\.createPool$/,
    when: given('connectionLimit'),
    says: `${pool} (mysql)`,
  },
  {
    languages: ['javascript'],
    word: '[Ss]equelize',
    call: /^sequelize(?:-typescript)?(?:\.default)?(?:\.Sequelize)?$/,
    when: given('pool'),
    says: `${pool} (Sequelize)`,
  },
  {
    languages: ['javascript'],
    word: '\\bknex\\b',
    call: /^knex(?:\.default|\.knex)?$/,
    when: given('pool'),
    says: `${pool} (Knex)`,
  },
  {
    languages: ['javascript'],
    word: 'mongoose',
    call: /^mongoose(?:\.default)?\.(?:connect|createConnection)$/,
    when: given('maxPoolSize', 'poolSize'),
    says: `${pool} (mongoose)`,
  },
  {
    languages: ['javascript'],
    word: 'p-limit',
    call: /^p-limit(?:\.default)?$/,
    when: limit(0),
    says: `${work} (p-limit)`,
  },
  {
    languages: ['javascript'],
    word: 'p-queue',
    call: /^p-queue(?:\.default)?$/,
    when: given('concurrency'),
    says: `${work} (p-queue)`,
  },
  {
    languages: ['javascript'],
    word: 'bottleneck',
    call: /^bottleneck(?:\.default)?$/,
    when: given('maxConcurrent'),
    says: `${work} (bottleneck)`,
  },
  {
    languages: ['javascript'],
    word: 'cockatiel',
    call: /^cockatiel\.bulkhead$/,
    says: `${work} (cockatiel)`,
  },
  {
    languages: ['javascript'],
    word: '\\bhttps?\\b',
    call: /^https?\.Agent$/,
    when: given('maxSockets'),
    says: 'the number of sockets has a limit (Agent)',
  },
  {
    languages: ['python'],
    word: 'create_(?:async_)?engine',
    call: /^sqlalchemy(?:\.\w+)*\.create_(?:async_)?engine$/,
    when: given('pool_size', 'max_overflow'),
    says: `${pool} (SQLAlchemy)`,
  },
  {
    languages: ['python'],
    word: 'asyncpg',
    call: /^asyncpg\.create_pool$/,
    when: given('max_size'),
    says: `${pool} (asyncpg)`,
  },
  {
    languages: ['python'],
    word: 'psycopg',
    call: /^psycopg_pool\.(?:Async)?ConnectionPool$/,
    when: given('max_size'),
    says: `${pool} (psycopg)`,
  },
  {
    languages: ['python'],
    word: 'ConnectionPool',
    call: /^redis(?:\.asyncio)?\.(?:Blocking)?ConnectionPool(?:\.from_url)?$/,
    when: given('max_connections'),
    says: `${pool} (redis)`,
  },
  {
    languages: ['python'],
    word: 'Semaphore',
    call: /^(?:asyncio|anyio|trio)\.(?:Bounded)?Semaphore$|^anyio\.CapacityLimiter$/,
    when: limit(0),
    says: work,
  },
  {
    languages: ['python'],
    word: 'httpx',
    call: /^httpx\.Limits$/,
    when: given('max_connections'),
    says: `${pool} (httpx)`,
  },
  {
    languages: ['python'],
    word: 'aiohttp',
    call: /^aiohttp\.TCPConnector$/,
    when: given('limit', 'limit_per_host'),
    says: `${pool} (aiohttp)`,
  },
  {
    languages: ['go'],
    word: 'SetMaxOpenConns',
    call: /\.SetMaxOpenConns$/,
    when: limit(0),
    says: `${pool} (database/sql)`,
  },
  {
    languages: ['go'],
    word: 'MaxConns',
    call: /^net\/http\.Transport$/,
    when: given('MaxConnsPerHost'),
    says: `${pool} (http.Transport)`,
  },
  {
    languages: ['go'],
    word: 'x/sync/semaphore',
    call: /^golang\.org\/x\/sync\/semaphore\.NewWeighted$/,
    says: work,
  },
  {
    languages: ['go'],
    word: 'errgroup',
    call: /^golang\.org\/x\/sync\/errgroup\..*\.SetLimit$/,
    when: limit(0),
    says: work,
  },
  {
    languages: ['go'],
    word: 'failsafe-go',
    call: /^github\.com\/failsafe-go\/failsafe-go\/bulkhead\.(?:With|New|Builder)\w*$/,
    says: `${work} (failsafe-go)`,
  },
  {
    languages: jvm,
    word: 'Bulkhead',
    mark: /^(?:io\.github\.resilience4j\.bulkhead\.annotation|org\.eclipse\.microprofile\.faulttolerance)\.Bulkhead$/,
    saysOfMark: 'stands behind a bulkhead',
  },
  {
    languages: jvm,
    word: 'Bulkhead',
    call: /^io\.github\.resilience4j\.bulkhead\.(?:ThreadPool)?Bulkhead(?:Registry)?\.of\w*$/,
    says: `${work} (resilience4j)`,
  },
  {
    languages: jvm,
    word: 'HikariConfig|HikariDataSource',
    call: /\bHikari(?:Config|DataSource)\(\)\.setMaximumPoolSize$/,
    says: `${pool} (HikariCP)`,
  },
  {
    languages: jvm,
    word: 'Semaphore',
    call: /^(?:java\.util\.concurrent|kotlinx\.coroutines\.sync)\.Semaphore$/,
    when: limit(0),
    says: work,
  },
  {
    languages: ['csharp'],
    word: 'Bulkhead|AddConcurrencyLimiter',
    call: /(?:^|\.)(?:Bulkhead(?:Async)?|AddConcurrencyLimiter)$/,
    when: isOfPolly,
    says: `${work} (Polly)`,
  },
  {
    languages: ['csharp'],
    word: 'SemaphoreSlim',
    call: /(?:^|\.)SemaphoreSlim$/,
    when: (use) => limit(0)(use) && !isMutex(use),
    says: work,
  },
  {
    languages: ['csharp'],
    word: 'MaxConnectionsPerServer',
    call: /(?:^|\.)(?:SocketsHttpHandler|HttpClientHandler)$/,
    when: given('MaxConnectionsPerServer'),
    says: `${pool} (HttpClient)`,
  },
  {
    languages: ['ruby'],
    word: 'ConnectionPool',
    call: /^ConnectionPool(?:::Wrapper)?\.new$/,
    says: `${pool} (connection_pool)`,
  },
  {
    languages: ['ruby'],
    word: 'Semian',
    call: /^Semian\.register$/,
    when: given('tickets', 'quota'),
    says: `${work} (semian)`,
  },
  {
    languages: ['rust'],
    word: 'max_connections',
    call: /^sqlx(?:::|\.).*PoolOptions\b.*\bmax_connections$/,
    says: `${pool} (sqlx)`,
  },
  {
    languages: ['rust'],
    word: 'max_size',
    call: /^(?:r2d2|bb8|deadpool\w*|diesel(?:_async)?)(?:::|\.).*\bmax_size$/,
    says: pool,
  },
  {
    languages: ['rust'],
    word: 'ConcurrencyLimit|concurrency_limit',
    call: /^tower(?:_http)?(?:::|\.).*(?:ConcurrencyLimitLayer(?:::|\.)new|concurrency_limit)$/,
    says: `${work} (tower)`,
  },
  {
    languages: ['rust'],
    word: 'Semaphore',
    call: /^tokio(?:::|\.)sync(?:::|\.)Semaphore(?:::|\.)new$/,
    when: limit(0),
    says: work,
  },
  {
    languages: ['elixir'],
    word: 'poolboy|NimblePool',
    call: /^:?poolboy\.(?:start_link|child_spec)$|^NimblePool\.(?:start_link|child_spec)$/,
    says: `${pool} (pool of workers)`,
  },
  {
    languages: ['elixir'],
    word: 'async_stream',
    call: /^Task(?:\.Supervisor)?\.async_stream(?:_nolink)?$/,
    // As many at once as there are items is no limit.
    when: (use, { source }) => {
      const most = 'kind' in use ? option(use, 'max_concurrency') : undefined;
      return (
        most !== undefined && !/\blength\(|\bcount\(|:infinity/.test(source.text.slice(most.start, most.end))
      );
    },
    says: work,
  },
];

/** `new SemaphoreSlim(1)` is a lock. */
function isMutex(use: CodeCall | CodeMark): boolean {
  const value = 'kind' in use ? positional(use, 0) : undefined;
  return value?.kind === 'number' && value.value === 1;
}

/**
 * Settings of pools and bulkheads.
 * Sources: https://docs.spring.io/spring-boot/appendix/application-properties/index.html, https://quarkus.io/guides/datasource,
 * https://resilience4j.readme.io/docs/getting-started-3#configuration
 */
const bounds =
  /^(?:spring\.datasource\.(?:[\w-]+\.)*maximum-pool-size|spring\.r2dbc\.pool\.max-size|quarkus\.datasource(?:\.[\w"-]+)?\.(?:jdbc|reactive)\.max-size|resilience4j\.(?:thread-pool-)?bulkhead\.(?:instances|configs)\.[\w-]+\.max-[\w-]+|server\.tomcat\.(?:threads\.max|max-connections|accept-count))$/;

const inSettings: Recogniser = {
  in: 'settings',
  sighting,
  words: /pool-?size|max-?size|bulkhead|tomcat/i,
  *see({ framework, key, value, open, span }) {
    if (framework === 'jvm' && bounds.test(key) && (open || /^[1-9]\d*$/.test(value)))
      yield {
        span,
        text: `${key} limits how many connections or calls there are at once`,
        confidence: 'high',
      };
  },
};

export const bulkheadOrPoolBounded = sightedSignal({
  id: sighting,
  question: 'partial-failure',
  stance: 'supports',
  meaning: 'One slow dependency can take only a limited share of connections, threads or memory.',
  recognition:
    'A pool of connections is given its largest size, or a bulkhead or semaphore limits how many calls run at once.',
  guards: [
    'Pools with the default of their library are not named.',
    'Limits of zero (none) and semaphores of one (a lock) are none.',
  ],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'Rust', 'Elixir'],
  recognisers: [recogniserOfUses(sighting, uses), inSettings],
  ...boundedPools,
});
