import type { SignalExample } from '../../../model/evidence.js';
import {
  csharpService,
  elixirService,
  goService,
  javaService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';

const hash = "redis.call('HSET', KEYS[1], 'body', ARGV[1]) redis.call('PEXPIRE', KEYS[1], ARGV[2])";

/** Scripts of Redis that write what ends. */
export const expiringScript: readonly SignalExample[] = [
  {
    title: 'a command of ioredis that is made from a script',
    files: nodeService(
      `const Redis = require('ioredis');\nconst redis = new Redis();\nredis.defineCommand('keepPage', { numberOfKeys: 1, lua: \`${hash}\` });\n`,
    ),
  },
  {
    title: 'eval of node-redis, the script under a name',
    files: nodeService(
      `import { createClient } from 'redis';\nconst client = createClient();\nconst keepPage = \`${hash}\`;\nexport const keep = (key, body) => client.eval(keepPage, { keys: [key], arguments: [body, '60000'] });\n`,
    ),
  },
  {
    title: 'a script of go-redis',
    files: goService(
      `import "github.com/redis/go-redis/v9"\n\nvar keepPage = redis.NewScript(\`\nredis.call("SET", KEYS[1], ARGV[1])\nreturn redis.call("EXPIRE", KEYS[1], ARGV[2])\n\`)\n\nfunc main() {}\n`,
    ),
  },
  {
    title: 'a registered script of redis-py',
    files: pythonService(
      `import redis\n\nr = redis.Redis()\nkeep_page = r.register_script("""\n${hash}\n""")\n`,
    ),
  },
  {
    title: 'a script of redis-rb',
    files: rubyService(
      `class Pages\n  KEEP = "${hash}"\n\n  def keep(key, body)\n    redis = Redis.new\n    redis.eval(KEEP, keys: [key], argv: [body, 60_000])\n  end\nend\n`,
    ),
  },
  {
    title: 'a script of phpredis',
    files: phpService(
      `class Pages\n{\n    public function keep(\\Redis $redis, string $key, string $body)\n    {\n        $redis->eval("${hash}", [$key, $body, 60000], 1);\n    }\n}\n`,
    ),
  },
  {
    title: 'a script of Spring Data',
    files: javaService(
      `import org.springframework.data.redis.core.script.RedisScript;\n\nclass Pages {\n  static final RedisScript<Long> KEEP = RedisScript.of("${hash}", Long.class);\n}\n`,
    ),
  },
  {
    title: 'a script of StackExchange.Redis',
    files: csharpService(
      `using StackExchange.Redis;\n\nvar keep = LuaScript.Prepare("redis.call('set', @key, @value, 'PX', @ttl)");\n`,
    ),
  },
  {
    title: 'a script of the redis crate',
    files: rustService(`use redis::Script;\n\nfn main() {\n    let keep = Script::new(r"${hash}");\n}\n`),
  },
  {
    title: 'a script by a command of Redix',
    files: elixirService(
      `defmodule Pages do\n  def keep(key, body) do\n    Redix.command(:redix, ["EVAL", "${hash}", "1", key, body, "60000"])\n  end\nend\n`,
    ),
  },
];

/** Scripts whose lifetimes are no matter of caching. */
export const expiringScriptNot: readonly SignalExample[] = [
  {
    title: 'a script that counts in a window',
    files: goService(
      'import "github.com/redis/go-redis/v9"\n\nvar window = redis.NewScript(`\nlocal n = redis.call("INCR", KEYS[1])\nif n == 1 then redis.call("EXPIRE", KEYS[1], ARGV[1]) end\nreturn n\n`)\n\nfunc main() {}\n',
    ),
  },
  {
    title: 'a script that holds a lock, and one that lets it go',
    files: nodeService(
      "const Redis = require('ioredis');\nconst redis = new Redis();\nexport const hold = (key, me) => redis.eval(\"return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', 30000)\", 1, key, me);\nexport const letGo = (key, me) => redis.eval(\"if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end\", 1, key, me);\n",
    ),
  },
  {
    title: 'a bucket by the name of its function',
    files: pythonService(
      `import redis\n\nr = redis.Redis()\n\ndef rate_limiter():\n    return r.register_script("${hash}")\n`,
    ),
  },
  {
    title: 'eval of the language',
    files: nodeService(
      `const Redis = require('ioredis');\nmodule.exports = new Redis();\neval(\`${hash}\`);\n`,
    ),
  },
];
