import { positional, settled } from '../../../syntax/code/arguments.js';
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
 * https://stackexchange.github.io/StackExchange.Redis/, https://github.com/redis/redis-rb, https://docs.rs/redis.
 */
const clients: Readonly<Partial<Record<CodeLanguage, RegExp>>> = {
  javascript:
    /^(?:ioredis(?:\.(?:default|Redis|Cluster|RedisInstance|Pipeline|ChainableCommander))*\(\)|(?:redis|@redis\/client)\.(?:default\.)?(?:createClient|createCluster|createSentinel|createClientPool|RedisClient|RedisClientType|RedisClusterType)\(\)|@upstash\/redis(?:\/\w+)?\.Redis(?:\.fromEnv)?\(\)|@vercel\/kv\.(?:kv|createClient\(\)))/,
  python:
    /^(?:(?:redis|aioredis|valkey|fakeredis)(?:\.asyncio|\.client|\.cluster|\.sentinel)*\.(?:(?:Strict)?(?:Redis|Valkey)(?:Cluster)?(?:\.from_url)?|from_url|create_redis(?:_pool)?|Sentinel\(\)\.(?:master|slave)_for)\(\)|django_redis\.get_redis_connection\(\)|flask_redis\.FlaskRedis\(\))/,
};

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
  return code.calls.flatMap((call) => (isRedisCall(code, call) ? (redisWrite(call) ?? []) : []));
}

/** Whether a function says anywhere when entries expire. */
export function saysExpiry(call: CodeCall, code: CodeFile): boolean {
  const within = call.context.function;
  return code.calls.some(
    (other) =>
      other.context.function === within &&
      (expiring.test(other.name) ||
        (isRedisCall(code, other) && redisWrite(other)?.expiry === 'given') ||
        isScript(other)),
  );
}

/** Scripts of Redis may do anything. */
function isScript({ name }: CodeCall): boolean {
  return /^(?:eval|evalsha|script|register_script|defineCommand)$/i.test(name);
}

function redisWrite(call: CodeCall): RedisWrite | undefined {
  const key = positional(call, 0);
  if (!key) return undefined;
  if (/^(?:p?setex|set_?ex|p_?set_?ex)$/i.test(call.name) && call.arguments.length >= 3)
    return { call, key, expiry: 'given', onlyOnce: false };
  if (call.name !== 'set') return undefined;
  const options = call.arguments.slice(2).filter(({ value }) => value.kind !== 'function');
  return { call, key, expiry: expiryOf(call, options), onlyOnce: options.some(isOnlyOnce) };
}

function expiryOf(call: CodeCall, options: readonly CodeArgument[]): RedisWrite['expiry'] {
  if (options.some(givesExpiry)) return 'given';
  return call.spread || options.length > 0 || call.arguments.length < 2 ? 'unknown' : 'absent';
}

function givesExpiry({ name, value }: CodeArgument): boolean {
  if (name !== undefined) return expiryOption.test(name) && value.kind !== 'null';
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
