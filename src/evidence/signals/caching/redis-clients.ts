import { settled } from '../../../syntax/code/arguments.js';
import type {
  CodeArgument,
  CodeCall,
  CodeFile,
  CodeLanguage,
  CodeValue,
} from '../../../syntax/code/code-file.js';

/** A cheap test of a text: it names a client of Redis or of what speaks its language. */
export const redisWords = /redi[sx]|valkey|jedis|lettuce|@vercel\/kv|rueidis/i;

/**
 * What a receiver's target looks like when it is a client of Redis, by language. The names are those that the libraries' own documentation makes
 * clients with, and the types that parameters have: https://github.com/redis/ioredis, https://github.com/redis/node-redis,
 * https://upstash.com/docs/redis/sdks/ts/overview, https://redis.readthedocs.io, https://pkg.go.dev/github.com/redis/go-redis/v9,
 * https://docs.spring.io/spring-data/redis/reference/redis/template.html, https://github.com/redis/jedis,
 * https://stackexchange.github.io/StackExchange.Redis/, https://github.com/redis/redis-rb, https://github.com/phpredis/phpredis,
 * https://github.com/predis/predis, https://docs.rs/redis, https://hexdocs.pm/redix.
 */
const clients: Readonly<Partial<Record<CodeLanguage, RegExp>>> = {
  javascript:
    /^(?:ioredis(?:\.(?:default|Redis|Cluster|RedisInstance|Pipeline|ChainableCommander))*\(\)|(?:redis|@redis\/client)\.(?:default\.)?(?:createClient|createCluster|createSentinel|createClientPool|RedisClient|RedisClientType|RedisClusterType)\(\)|@upstash\/redis(?:\/\w+)?\.Redis(?:\.fromEnv)?\(\)|@vercel\/kv\.(?:kv|createClient\(\)))/,
  python:
    /^(?:(?:redis|aioredis|valkey|fakeredis)(?:\.asyncio|\.client|\.cluster|\.sentinel)*\.(?:(?:Strict)?(?:Redis|Valkey)(?:Cluster)?(?:\.from_url)?|from_url|create_redis(?:_pool)?|Sentinel\(\)\.(?:master|slave)_for)\(\)|django_redis\.get_redis_connection\(\)|flask_redis\.FlaskRedis\(\))/,
  go: /^github\.com\/(?:(?:redis\/go-redis|go-redis\/redis)(?:\/v\d+)?\.(?:New\w*Client|NewRing|Client|ClusterClient|Ring|UniversalClient|Cmdable|Pipeliner|Tx)\(\)|gomodule\/redigo\/redis\.(?:Conn|Pool\(\)\.Get|Dial|DialURL)\(\))/,
  java: jvm(),
  kotlin: jvm(),
  csharp: /(?:^|\.)(?:IDatabase|IDatabaseAsync|GetDatabase)\(\)\.(?:String|Key)\w+$/,
  ruby: /^(?:Redis\.new\(\)|Redis\.current|\$redis|REDIS|Redis::Namespace\.new\(\)|RedisClient\.new\(\))\./,
  php: /^(?:Redis\(\)|Predis\\Client(?:Interface)?\(\)|Illuminate\\Support\\Facades\\Redis(?:\.connection\(\))?)\./,
  rust: /^(?:redis|deadpool_redis|bb8_redis|fred)::.*\(\)\.\w+$/,
  elixir: /^Redix\.(?:noreply_)?command!?$/,
};

function jvm(): RegExp {
  return /^(?:redis\.clients\.jedis\.(?:Jedis|JedisPooled|JedisCluster|UnifiedJedis|Pipeline|Transaction|JedisPool\(\)\.(?:getResource|resource))(?:\(\))?\.|io\.lettuce\.core\.(?:.*\.)?(?:Redis\w*Commands\(\)|connect\(\)\.(?:sync|async|reactive)\(\))\.|org\.springframework\.data\.redis\.core\.(?:(?:Reactive)?(?:String)?Redis(?:Template|Operations)\(\)\.(?:opsForValue\(\)\.)?|(?:Reactive)?ValueOperations\(\)\.)\w+$)/;
}

/** Commands that make what a call writes expire, or that say when something expires. */
const expiring =
  /^(?:p?setex|set_?ex|p_?set_?ex|setwithexpiry|p?expire(?:_?at)?|getex|get_?ex|keyexpire(?:async)?)$/i;

/** Words in `set` that say when the entry expires (https://redis.io/docs/latest/commands/set/). */
const expiryOption = /^(?:ex|px|exat|pxat)$/i;

/** A value that is written to Redis. */
export interface RedisWrite {
  readonly call: CodeCall;
  readonly key: CodeValue;
  /** `unknown` where it may stand in what is not known. */
  readonly expiry: 'absent' | 'given' | 'unknown';
  /** Whether it is written only where nothing stands: a lock, or the mark of something that was done. */
  readonly onlyOnce: boolean;
}

/** Whether a call is one on a client of Redis. */
export function isRedisCall(code: CodeFile, call: CodeCall): boolean {
  return clients[code.language]?.test(call.target) ?? false;
}

/** All strings that a file writes to Redis with a command of its own. */
export function redisWrites(code: CodeFile): readonly RedisWrite[] {
  return code.calls.flatMap((call) => (isRedisCall(code, call) ? (redisWrite(code, call) ?? []) : []));
}

/** Whether a function says anywhere when entries expire. */
export function saysExpiry(call: CodeCall, code: CodeFile): boolean {
  const within = call.context.function;
  return code.calls.some(
    (other) =>
      other.context.function === within &&
      (expiring.test(other.name) ||
        (isRedisCall(code, other) && redisWrite(code, other)?.expiry === 'given') ||
        isScript(other)),
  );
}

/** Scripts of Redis may do anything. */
function isScript({ name }: CodeCall): boolean {
  return /^(?:eval|evalsha|script|register_script|defineCommand)$/i.test(name);
}

/** Calls that are given a command of Redis as words. */
const wordCalls = /^(?:do|(?:noreply_)?command!?|call|execute_?command|send_?command)$/i;

/** `SET` by the names that libraries give it. */
const setNames = /^(?:set|stringset(?:async)?|set_options)$/i;

function redisWrite({ language }: CodeFile, call: CodeCall): RedisWrite | undefined {
  const values = call.arguments.flatMap((argument) => (argument.name === '&block' ? [] : [argument]));
  if (wordCalls.test(call.name)) return ofWords(call);
  // Go's calls begin with the context.
  const [key, , ...options] = language === 'go' ? values.slice(1) : values;
  if (!key) return undefined;
  if (/^(?:p?setex|p?set_?ex|p_?set_?ex)$/i.test(call.name) && values.length >= 3)
    return { call, key: key.value, expiry: 'given', onlyOnce: false };
  if (!setNames.test(call.name)) return undefined;
  const given = options.filter(({ value }) => value.kind !== 'function');
  const expiry = language === 'go' ? ofDuration(given[0]?.value) : expiryOf(call, given, language);
  return { call, key: key.value, expiry, onlyOnce: given.some(isOnlyOnce) };
}

/** `Set(ctx, key, value, 0)` of go-redis never expires: https://pkg.go.dev/github.com/redis/go-redis/v9#Client.Set */
function ofDuration(value: CodeValue | undefined): RedisWrite['expiry'] {
  const known = value && settled(value);
  if (!known || (known.kind === 'path' && known.name === 'KeepTTL')) return 'unknown';
  if (known.kind !== 'number') return 'given';
  return known.value === 0 ? 'absent' : known.value > 0 ? 'given' : 'unknown';
}

/** `Do("SET", key, value, "EX", 60)`, `command(conn, ["SET", key, value])`. */
function ofWords(call: CodeCall): RedisWrite | undefined {
  const words = call.arguments.flatMap(({ value }) => (value.kind === 'list' ? value.items : [value]));
  const start = words.findIndex((word) => word.kind === 'text' && /^(?:SET|P?SETEX)$/i.test(word.text));
  const [name, key, value, ...rest] = start === -1 ? [] : words.slice(start);
  if (name?.kind !== 'text' || !key || !value) return undefined;
  const options = rest.map((word) => ({ value: word }));
  const expiry =
    name.text.toUpperCase() !== 'SET' || options.some(givesExpiry)
      ? 'given'
      : call.spread || rest.length > 0
        ? 'unknown'
        : 'absent';
  return { call, key, expiry, onlyOnce: options.some(isOnlyOnce) };
}

function expiryOf(
  call: CodeCall,
  options: readonly CodeArgument[],
  language: CodeLanguage,
): RedisWrite['expiry'] {
  if (options.some((option) => givesExpiry(option) || givesDuration(option, language))) return 'given';
  return call.spread || options.length > 0 || call.arguments.length < 2 ? 'unknown' : 'absent';
}

/** Durations of the JVM and of .NET, and expiries that builders make: `Duration.ofMinutes(5)`, `SetParams.setParams().ex(5)`, `TimeUnit.SECONDS`. */
function givesDuration({ name, value }: CodeArgument, language: CodeLanguage): boolean {
  if (!['java', 'kotlin', 'csharp', 'rust'].includes(language)) return false;
  if (name !== undefined && name !== 'expiry') return false;
  const known = settled(value);
  if (known.kind === 'call')
    return (
      /Duration|TimeSpan|Expiration|Expiry|Set(?:Params|Args|Options)/.test(known.target) &&
      !known.target.endsWith('Zero') &&
      (!/Set(?:Params|Args|Options)/.test(known.target) ||
        /\.(?:p?ex|p?xAt|exAt|with_expiration)$/i.test(known.target))
    );
  return (
    known.kind === 'path' &&
    (/ttl|expir|duration|timeout/i.test(known.name) || /(?:^|\.)TimeUnit\./.test(known.target))
  );
}

function givesExpiry({ name, value }: CodeArgument): boolean {
  if (name !== undefined) return (expiryOption.test(name) || name === 'expiry') && value.kind !== 'null';
  const known = settled(value);
  if (known.kind === 'text') return expiryOption.test(known.text);
  if (known.kind === 'number') return known.value > 0;
  return (
    known.kind === 'map' && known.entries.some((entry) => givesExpiry(entry) || entry.name === 'expiration')
  );
}

function isOnlyOnce({ name, value }: CodeArgument): boolean {
  if (name !== undefined) return /^nx$/i.test(name);
  const known = settled(value);
  if (known.kind === 'text') return /^nx$/i.test(known.text);
  return (
    known.kind === 'map' &&
    known.entries.some(
      (entry) =>
        /^nx$/i.test(entry.name ?? '') ||
        (entry.name === 'condition' && entry.value.kind === 'text' && /^nx$/i.test(entry.value.text)),
    )
  );
}
