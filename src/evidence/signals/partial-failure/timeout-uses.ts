import { option, positional, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeMark } from '../../../syntax/code/code-file.js';
import { isOfPolly, jvm } from './library-uses.js';
import type { LibraryUse } from './library-uses.js';

function given(...names: readonly string[]): (use: CodeCall | CodeMark) => boolean {
  return (use) => {
    const value = 'kind' in use ? option(use, ...names) : undefined;
    const known = value && settled(value);
    return known !== undefined && known.kind !== 'null' && !(known.kind === 'number' && known.value <= 0);
  };
}

function ends(library: string): string {
  return `requests of ${library} end after a time`;
}

const waits = 'what waits for the database is given up after a time';

/** Steps of builders and settings of clients by which requests are given an end, and those of databases and pools. */
export const timeoutUses: readonly LibraryUse[] = [
  // Java and Kotlin
  {
    languages: jvm,
    word: 'RestTemplateBuilder',
    call: /RestTemplateBuilder\(\)(?:\.\w+\(\))*\.(?:setReadTimeout|readTimeout|setConnectTimeout|connectTimeout)$/,
    says: ends('RestTemplate'),
  },
  {
    languages: jvm,
    word: 'RequestFactory',
    call: /\w+ClientHttpRequestFactory\(\)\.(?:setReadTimeout|setConnectTimeout|setConnectionRequestTimeout)$/,
    says: ends('RestTemplate or RestClient'),
  },
  {
    languages: jvm,
    word: 'ClientHttpRequestFactorySettings|HttpClientSettings',
    call: /(?:ClientHttpRequestFactory|HttpClient)Settings\b.*\.(?:withReadTimeout|withTimeouts|withConnectTimeout)$/,
    says: ends('RestClient'),
  },
  {
    languages: jvm,
    word: 'OkHttpClient',
    call: /OkHttpClient\.Builder\(\)(?:\.\w+\(\))*\.(?:callTimeout|readTimeout|connectTimeout)$/,
    says: ends('OkHttp'),
  },
  {
    languages: jvm,
    word: 'HttpClient|HttpRequest',
    call: /^(?:java\.net\.http\.)?(?:HttpClient\.newBuilder\(\)(?:\.\w+\(\))*\.connectTimeout|HttpRequest\.newBuilder\(\)(?:\.\w+\(\))*\.timeout)$/,
    says: ends("the JDK's HttpClient"),
  },
  {
    languages: jvm,
    word: 'RequestConfig',
    call: /RequestConfig\.custom\(\)(?:\.\w+\(\))*\.(?:setSocketTimeout|setResponseTimeout|setConnectTimeout|setConnectionRequestTimeout)$/,
    says: ends("Apache's HttpClient"),
  },
  {
    languages: jvm,
    word: 'responseTimeout',
    call: /reactor\.netty\.http\.client\.HttpClient\b.*\.responseTimeout$/,
    says: ends('WebClient'),
  },
  {
    languages: jvm,
    word: 'WebClient',
    call: /WebClient\b.*\.(?:bodyToMono|bodyToFlux|exchangeToMono|toEntity)\(\).*\.timeout$/,
    says: ends('WebClient'),
  },
  {
    languages: jvm,
    word: 'TimeLimiter',
    mark: /^io\.github\.resilience4j\.timelimiter\.annotation\.TimeLimiter$/,
    saysOfMark: 'is given up after a time (resilience4j)',
  },
  {
    languages: jvm,
    word: 'faulttolerance',
    mark: /^org\.eclipse\.microprofile\.faulttolerance\.Timeout$/,
    saysOfMark: 'is given up after a time (MicroProfile Fault Tolerance)',
  },
  {
    languages: jvm,
    word: 'withDeadlineAfter',
    call: /\.withDeadlineAfter$/,
    says: 'calls of gRPC have a deadline',
  },
  {
    languages: jvm,
    word: 'HttpTimeout',
    call: /(?:^|\.)install$/,
    when: (use) => 'kind' in use && targetOfFirst(use).endsWith('HttpTimeout'),
    says: ends('Ktor'),
  },
  {
    languages: jvm,
    word: 'TimeLimiterConfig',
    call: /TimeLimiterConfig\.custom\(\)(?:\.\w+\(\))*\.timeoutDuration$/,
    says: 'calls are given up after a time (resilience4j)',
  },
  { languages: jvm, word: 'Request\\.Options', call: /^feign\.Request\.Options$/, says: ends('Feign') },
  {
    languages: jvm,
    word: 'Hikari',
    call: /\bHikari(?:Config|DataSource)\(\)\.setConnectionTimeout$/,
    says: waits,
  },
  // Go
  {
    languages: ['go'],
    word: 'http\\.Transport\\{',
    call: /^net\/http\.Transport$/,
    when: given('ResponseHeaderTimeout'),
    says: ends('net/http'),
  },
  {
    languages: ['go'],
    word: 'context\\.With(?:Timeout|Deadline)',
    call: /^net\/http\.NewRequestWithContext$/,
    when: (use, code) =>
      'kind' in use &&
      code.calls.some(
        ({ target, context }) =>
          /^context\.With(?:Timeout|Deadline)$/.test(target) &&
          context.function !== undefined &&
          context.function === use.context.function,
      ),
    says: 'a request of net/http ends with the deadline of its context',
  },
  {
    languages: ['go'],
    word: 'resty',
    call: /^(?:github\.com\/go-resty\/resty|resty\.dev)(?:\/v\d+)?\.New\(\)(?:\.\w+\(\))*\.SetTimeout$/,
    says: ends('resty'),
  },
  // C#
  {
    languages: ['csharp'],
    word: 'AddTimeout|TimeoutAsync|TimeoutPolicy',
    call: /(?:^|\.)(?:AddTimeout|Policy\.Timeout(?:Async)?)$/,
    when: isOfPolly,
    says: 'calls are given up after a time (Polly)',
  },
  {
    languages: ['csharp'],
    word: 'CommandTimeout',
    call: /(?:^|\.)(?:CommandTimeout|SetCommandTimeout)$/,
    says: waits,
  },
  {
    languages: ['csharp'],
    word: 'AddStandardResilienceHandler',
    call: /(?:^|\.)AddStandardResilienceHandler$/,
    says: 'requests of HttpClient have a timeout for each attempt and for all of them (standard resilience handler)',
  },
  // Ruby
  {
    languages: ['ruby'],
    word: 'Faraday',
    call: /^Faraday\.new$/,
    when: given('request', 'timeout'),
    says: ends('Faraday'),
  },
  {
    languages: ['ruby'],
    word: 'Net::HTTP',
    call: /^Net::HTTP\.start$/,
    when: given('read_timeout', 'open_timeout'),
    says: ends('Net::HTTP'),
  },
  {
    languages: ['ruby'],
    word: 'HTTParty',
    call: /^HTTParty\.(?:get|post|put|patch|delete)$/,
    when: given('timeout', 'read_timeout'),
    says: ends('HTTParty'),
  },
  {
    languages: ['ruby'],
    word: 'RestClient',
    call: /^RestClient::(?:Request\.execute|Resource\.new)$/,
    when: given('timeout', 'read_timeout'),
    says: ends('RestClient'),
  },
  {
    languages: ['ruby'],
    word: 'HTTParty',
    call: /^default_timeout$/,
    says: ends('HTTParty'),
  },
  { languages: ['ruby'], word: '\\bHTTP\\b', call: /^HTTP\.timeout$/, says: ends('http.rb') },
  {
    languages: ['ruby'],
    word: 'Excon|Typhoeus',
    call: /^(?:Excon|Typhoeus)(?:::Request)?\.(?:new|get|post|put)$/,
    when: given('read_timeout', 'timeout', 'connect_timeout'),
    says: ends('Excon or Typhoeus'),
  },
  // PHP
  {
    languages: ['php'],
    word: '\\bHttp\\b',
    call: /(?:^|\\)Http(?:\.|::).*\b(?:timeout|connectTimeout)$/,
    says: ends("Laravel's HTTP client"),
  },
  {
    languages: ['php'],
    word: 'CURLOPT_(?:CONNECT)?TIMEOUT',
    call: /^\\?curl_setopt$/,
    when: (use) => 'kind' in use && /^CURLOPT_(?:CONNECT)?TIMEOUT(?:_MS)?$/.test(nameOf(positional(use, 1))),
    says: ends('curl'),
  },
  // Rust
  {
    languages: ['rust'],
    word: 'reqwest',
    call: /^reqwest(?:::|\.).*(?:Client|ClientBuilder)\b.*\b(?:timeout|read_timeout|connect_timeout)$/,
    says: ends('reqwest'),
  },
  {
    languages: ['rust'],
    word: '\\bureq\\b',
    call: /^ureq(?:::|\.).*(?:AgentBuilder|config_builder)\b.*\.(?:timeout|timeout_global|timeout_per_call|timeout_read|timeout_recv_response)$/,
    says: ends('ureq'),
  },
  {
    languages: ['rust'],
    word: 'timeout',
    call: /^tokio(?:::|\.)time(?:::|\.)timeout$/,
    says: 'work is given up after a time (tokio)',
  },
  {
    languages: ['rust'],
    word: 'TimeoutLayer',
    call: /^tower(?:_http)?(?:::|\.).*TimeoutLayer(?:::|\.)\w+$/,
    says: 'requests are given up after a time (tower)',
  },
  {
    languages: ['rust'],
    word: 'ServiceBuilder',
    call: /^tower(?:::|\.)(?:\w+(?:::|\.))?ServiceBuilder(?:::|\.)new\(\)(?:\.\w+\(\))*\.timeout$/,
    says: 'requests are given up after a time (tower)',
  },
  { languages: ['rust'], word: 'acquire_timeout', call: /^sqlx(?:::|\.).*\bacquire_timeout$/, says: waits },
  // Elixir
  {
    languages: ['elixir'],
    word: 'receive_timeout|recv_timeout',
    // Req, Finch and HTTPoison are clients of which more is known.
    call: /^(?:Tesla|Mint|:?hackney)\.\w+!?$/,
    when: given('receive_timeout', 'recv_timeout', 'timeout'),
    says: 'the request ends after a time',
  },
  {
    languages: ['elixir'],
    word: 'Tesla\\.Middleware\\.Timeout',
    call: /^plug$/,
    when: (use) => 'kind' in use && targetOfFirst(use).endsWith('Tesla.Middleware.Timeout'),
    says: ends('Tesla'),
  },
  {
    languages: ['elixir'],
    word: 'Tesla\\.Middleware\\.Timeout',
    call: /^Tesla\.client$/,
    when: ({ start, end }, { source }) => source.text.slice(start, end).includes('Tesla.Middleware.Timeout'),
    says: ends('Tesla'),
  },
  // Databases of JavaScript and Python
  {
    languages: ['javascript'],
    word: '\\bpg\\b',
    call: /^pg(?:\.default)?\.(?:Pool|Client)$/,
    when: given('statement_timeout', 'query_timeout', 'connectionTimeoutMillis'),
    says: waits,
  },
  {
    languages: ['javascript'],
    word: 'mysql|mariadb',
    call: /^(?:mysql2?(?:\/promise)?|mariadb)\.(?:createPool|createConnection)$/,
    when: given('connectTimeout', 'acquireTimeout', 'queryTimeout'),
    says: waits,
  },
  {
    languages: ['javascript'],
    word: 'mongo',
    call: /^(?:mongoose(?:\.default)?\.(?:connect|createConnection)|mongodb\.MongoClient(?:\.connect)?)$/,
    when: given('serverSelectionTimeoutMS', 'socketTimeoutMS', 'connectTimeoutMS'),
    says: waits,
  },
  {
    languages: ['javascript'],
    word: 'redis',
    call: /^ioredis(?:\.default|\.Redis)?$|^redis\.createClient$/,
    when: given('commandTimeout', 'connectTimeout', 'socket.connectTimeout', 'socketTimeout'),
    says: 'what waits for Redis is given up after a time',
  },
  {
    languages: ['python'],
    word: 'create_(?:async_)?engine',
    call: /^sqlalchemy(?:\.\w+)*\.create_(?:async_)?engine$/,
    when: given('pool_timeout'),
    says: waits,
  },
  {
    languages: ['python'],
    word: 'psycopg',
    call: /^psycopg2?\.(?:Async\w+\.)?connect$/,
    when: given('connect_timeout', 'options'),
    says: waits,
  },
  {
    languages: ['python'],
    word: 'asyncpg',
    call: /^asyncpg\.(?:connect|create_pool)$/,
    when: given('command_timeout', 'timeout'),
    says: waits,
  },
  {
    languages: ['python'],
    word: 'MongoClient',
    call: /^(?:pymongo|motor\.motor_asyncio)\.\w*(?:Mongo|Motor)Client$/,
    when: given('serverSelectionTimeoutMS', 'socketTimeoutMS', 'connectTimeoutMS', 'timeoutMS'),
    says: waits,
  },
  {
    languages: ['python'],
    word: 'redis',
    call: /^redis(?:\.asyncio)?\.(?:Strict)?Redis(?:\.from_url)?$|^redis(?:\.asyncio)?\.from_url$/,
    when: given('socket_timeout', 'socket_connect_timeout'),
    says: 'what waits for Redis is given up after a time',
  },
];

function targetOfFirst(call: CodeCall): string {
  const value = positional(call, 0);
  return value?.kind === 'path' ? value.target : '';
}

function nameOf(value: ReturnType<typeof positional>): string {
  return value?.kind === 'path' ? value.name : '';
}
