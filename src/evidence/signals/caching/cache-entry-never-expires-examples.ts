import type { SignalExample } from '../../../model/evidence.js';
import { nodeService, pythonService } from '../../examples.js';
import { neverExpiresMore, neverExpiresNotMore } from './cache-entry-expires-more.js';

/** Caches whose entries never end. */
export const neverExpires: readonly SignalExample[] = [
  ...neverExpiresMore,
  {
    title: 'ioredis',
    files: nodeService(
      "const Redis = require('ioredis');\nconst redis = new Redis();\nasync function load(id) {\n  await redis.set(`cache:user:${id}`, JSON.stringify(await find(id)));\n}\n",
    ),
  },
  {
    title: 'a client of another file, and a key by its name',
    files: nodeService(
      "import { redis } from './redis.js';\nexport async function remember(sessionKey, session) {\n  await redis.set(sessionKey, session);\n}\n",
      {
        'src/redis.js': "import { createClient } from 'redis';\nexport const redis = createClient();\n",
      },
    ),
  },
  {
    title: 'redis-py',
    files: pythonService(
      'import redis\n\nr = redis.Redis()\n\ndef login(user):\n    r.set(f"session:{user.id}", user.json())\n',
    ),
  },
  {
    title: 'for ever, by Django',
    files: pythonService(
      'from django.core.cache import cache\n\ndef keep(user):\n    cache.set(f"user:{user.id}", user, timeout=None)\n',
    ),
  },
];

/** What looks alike and has an end, or rightly has none. */
export const neverExpiresNot: readonly SignalExample[] = [
  ...neverExpiresNotMore,
  {
    title: 'an expiry two lines below, in a call over many lines',
    files: nodeService(
      "const Redis = require('ioredis');\nconst redis = new Redis();\nredis.set(\n  `cache:${id}`,\n  value,\n  'EX',\n  60,\n);\n",
    ),
  },
  {
    title: 'a map of the language',
    files: nodeService(
      "const Redis = require('ioredis');\nconst redis = new Redis();\nconst cache = new Map();\ncache.set('cache:1', value);\nthis.tokens.set(token, 1);\n",
    ),
  },
  {
    title: 'expire in the same function',
    files: nodeService(
      "const Redis = require('ioredis');\nconst redis = new Redis();\nasync function keep(token) {\n  await redis.set(`token:${token}`, '1');\n  await redis.expire(`token:${token}`, 60);\n}\n",
    ),
  },
  {
    title: 'a transaction that sets the expiry too',
    files: nodeService(
      "import { createClient } from 'redis';\nconst client = createClient();\nexport async function keep(token, value) {\n  await client.multi().set(`token:${token}`, value).expire(`token:${token}`, 60).exec();\n}\n",
    ),
  },
  {
    title: 'options that are put together elsewhere',
    files: nodeService(
      "import { createClient } from 'redis';\nconst client = createClient();\nexport const keep = (id, value, options) => client.set(`cache:${id}`, value, options);\n",
    ),
  },
  {
    title: 'a queue, a lock, a flag, a version',
    files: nodeService(
      "const Redis = require('ioredis');\nconst redis = new Redis();\nredis.set('queue:paused', '1');\nredis.set(`lock:session:${id}`, '1');\nredis.set('feature:checkout', 'on');\nredis.set('cache:version', '3');\n",
    ),
  },
  {
    title: 'a receiver that is not known',
    files: nodeService(
      "const Redis = require('ioredis');\nmodule.exports = (store, id) => store.set(`session:${id}`, new Redis());\n",
    ),
  },
  {
    title: 'redis-py with an expiry, and by setex',
    files: pythonService(
      'import redis\n\nr = redis.Redis()\nr.set("token:1", "x", ex=60)\nr.setex("token:2", 60, "x")\nr.set("token:3", "x", keepttl=True)\n',
    ),
  },
  {
    title: "Django's default timeout",
    files: pythonService('from django.core.cache import cache\n\ncache.set("session", "x")\n'),
  },
  {
    title: 'tests of the product',
    files: nodeService('', {
      'test/cache.test.js':
        "const Redis = require('ioredis');\nconst redis = new Redis();\nredis.set('cache:user:1', '{}');\n",
    }),
  },
];
