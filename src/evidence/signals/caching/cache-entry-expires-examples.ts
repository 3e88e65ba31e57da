import type { SignalExample } from '../../../model/evidence.js';
import { nodeService, pythonService } from '../../examples.js';
import { entryExpiresMore, entryExpiresNotMore } from './cache-entry-expires-more.js';
import { expiringScript, expiringScriptNot } from './redis-script-examples.js';

/** Caches whose entries end. */
export const entryExpires: readonly SignalExample[] = [
  ...entryExpiresMore,
  ...expiringScript,
  {
    title: 'ioredis, the expiry some lines below',
    files: nodeService(
      "const Redis = require('ioredis');\nconst redis = new Redis();\nasync function keep(user) {\n  await redis.set(\n    `user:${user.id}`,\n    JSON.stringify(user),\n    'EX',\n    3600,\n  );\n}\n",
    ),
  },
  {
    title: 'node-redis with options',
    files: nodeService(
      "import { createClient } from 'redis';\nconst client = await createClient().on('error', console.error).connect();\nawait client.set('page:home', html, { EX: 60 });\nawait client.setEx('page:about', 60, html);\n",
    ),
  },
  {
    title: 'lru-cache',
    files: nodeService(
      "import { LRUCache } from 'lru-cache';\nexport const users = new LRUCache({ max: 500, ttl: 1000 * 60 });\n",
    ),
  },
  {
    title: 'a fetch of Next.js that is made again',
    files: nodeService('', {
      'app/rates/page.tsx':
        "export default async function Page() {\n  const rates = await fetch('https://rates.example', { next: { revalidate: 60 } });\n  return <p>{(await rates.json()).eur}</p>;\n}\n",
    }),
  },
  {
    title: "Nest's cache module",
    files: nodeService('', {
      'src/app.module.ts':
        "import { Module } from '@nestjs/common';\nimport { CacheModule } from '@nestjs/cache-manager';\n@Module({ imports: [CacheModule.register({ ttl: 5000 })] })\nexport class AppModule {}\n",
    }),
  },
  {
    title: 'redis-py in a class',
    files: pythonService(
      'from redis import Redis\n\nclass Store:\n    def __init__(self, cache: Redis):\n        self.cache = cache\n\n    def keep(self, user):\n        self.cache.set(f"user:{user.id}", user.json(), ex=3600)\n',
    ),
  },
  {
    title: "Django's cache",
    files: pythonService(
      'from django.core.cache import cache\n\ndef rates():\n    return cache.get_or_set("rates", load_rates, timeout=60 * 15)\n',
    ),
  },
  {
    title: "Django's settings",
    files: pythonService('', {
      'manage.py': '',
      'app/settings.py':
        'INSTALLED_APPS = []\nCACHES = {\n    "default": {\n        "BACKEND": "django.core.cache.backends.redis.RedisCache",\n        "TIMEOUT": 900,\n    }\n}\n',
    }),
  },
  {
    title: 'cachetools',
    files: pythonService('from cachetools import TTLCache\n\nusers = TTLCache(maxsize=1024, ttl=60)\n'),
  },
];

/** What has a `set` or a word of caches and is none whose entries end. */
export const entryExpiresNot: readonly SignalExample[] = [
  ...entryExpiresNotMore,
  ...expiringScriptNot,
  {
    title: 'a map of the language',
    files: nodeService(
      "const Redis = require('ioredis');\nconst cache = new Map();\ncache.set('user:1', user, 'EX', 60);\nmodule.exports = new Redis();\n",
    ),
  },
  {
    title: 'a lock',
    files: nodeService(
      "const Redis = require('ioredis');\nconst redis = new Redis();\nredis.set('report', 'held', 'EX', 30, 'NX');\nredis.set('lock:report', 'held', 'EX', 30);\nfunction keepLock(name) {\n  redis.set(name, 'held', 'EX', 30);\n}\n",
    ),
  },
  {
    title: 'a throttle that stands in a cache',
    files: pythonService(
      'from django.core.cache import cache\n\ndef throttle_mails(user):\n    cache.set(f"mail:{user}", 1, timeout=60)\n',
    ),
  },
  {
    title: 'a lifetime without end',
    files: nodeService(
      "import { LRUCache } from 'lru-cache';\nexport const users = new LRUCache({ max: 500, ttl: Infinity });\nexport const more = new LRUCache({ max: 500, ttl: 0 });\n",
    ),
  },
  {
    title: 'a library that is imported and never used',
    files: pythonService('from cachetools import TTLCache\nfrom redis import Redis\n'),
  },
  {
    title: 'a class of the repository with the same name',
    files: pythonService(
      'class TTLCache:\n    def __init__(self, maxsize, ttl):\n        pass\n\nusers = TTLCache(maxsize=1024, ttl=60)\n',
    ),
  },
  {
    title: 'a write without an expiry',
    files: pythonService('import redis\n\nr = redis.Redis()\nr.set("user", "x")\n'),
  },
];
