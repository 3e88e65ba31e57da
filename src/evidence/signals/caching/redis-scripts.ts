import { settled } from '../../../syntax/code/arguments.js';
import type { CodeArgument, CodeCall, CodeFile, CodeLanguage } from '../../../syntax/code/code-file.js';
import { isRedisCall } from './redis-clients.js';

/**
 * Calls that make a script of Redis without a client, by language: https://pkg.go.dev/github.com/redis/go-redis/v9#NewScript,
 * https://pkg.go.dev/github.com/gomodule/redigo/redis#NewScript, https://github.com/redis/node-redis/blob/master/docs/programmability.md,
 * https://docs.spring.io/spring-data/redis/reference/redis/scripting.html, https://docs.rs/redis/latest/redis/struct.Script.html,
 * https://stackexchange.github.io/StackExchange.Redis/Scripting.html.
 */
const makers: Readonly<Partial<Record<CodeLanguage, RegExp>>> = {
  javascript: /^(?:redis|@redis\/client)\.(?:default\.)?defineScript$/,
  go: /^github\.com\/(?:(?:redis\/go-redis|go-redis\/redis)(?:\/v\d+)?|gomodule\/redigo\/redis)\.NewScript$/,
  java: springScript(),
  kotlin: springScript(),
  csharp:
    /(?:(?:^|\.)LuaScript\.Prepare|(?:^|\.)(?:IDatabase|IDatabaseAsync|GetDatabase)\(\)\.ScriptEvaluate(?:Async)?)$/,
  rust: /^redis::(?:script::)?Script::new$/,
};

function springScript(): RegExp {
  return /^org\.springframework\.data\.redis\.core\.script\.(?:DefaultRedisScript|RedisScript\.of)$/;
}

/**
 * Methods of clients that are given a script: https://redis.github.io/ioredis/classes/Redis.html#defineCommand,
 * https://redis.readthedocs.io/en/stable/lua_scripting.html, https://www.rubydoc.info/gems/redis/Redis/Commands/Scripting,
 * https://github.com/phpredis/phpredis#eval.
 */
const methods =
  /^(?:eval|eval_?ro|defineCommand|register_script|script|script_?load|(?:noreply_)?command!?)$/i;

/** A call in Lua that writes a value: `redis.call('SET', …)`, `redis.pcall("hset", …)`. */
const writes = /redis\.p?call\(\s*['"](?:set|p?setex|mset|hm?set|json\.set)['"]/i;

/** A call in Lua that says when a key ends, or `SET` with such an option. */
const expires = /redis\.p?call\(\s*['"](?:p?expire(?:at)?|p?setex)['"]|['"](?:px|ex)(?:at)?['"]/i;

/** What counts, what limits, what locks, what queues: their lifetimes are no matter of caching. */
const otherUse =
  /redis\.p?call\(\s*['"](?:h?incr(?:by)?(?:float)?|decr(?:by)?|z\w+|setnx|[lr](?:push|pop)x?|time|x\w+)['"]|['"]nx['"]|tokens|lock|limit/i;

/** Calls that hand a script to Redis which writes a value and says when it ends. */
export function* expiringScripts(code: CodeFile): Iterable<CodeCall> {
  const maker = makers[code.language];
  for (const call of code.calls)
    if (maker?.test(call.target) || (methods.test(call.name) && isRedisCall(code, call)))
      if (call.arguments.some((argument) => isExpiring(argument))) yield call;
}

function isExpiring({ value }: CodeArgument): boolean {
  const known = settled(value);
  if (known.kind === 'text')
    return writes.test(known.text) && expires.test(known.text) && !otherUse.test(known.text);
  if (known.kind === 'map')
    return known.entries.some((entry) => /^(?:lua|script)$/i.test(entry.name ?? '') && isExpiring(entry));
  return known.kind === 'list' && known.items.some((item) => isExpiring({ value: item }));
}
