import type { SignalExample } from '../../../model/evidence.js';
import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';

/** Caches with a bound. */
export const memoryBounded: readonly SignalExample[] = [
  {
    title: 'redis.conf',
    files: nodeService('', {
      'deploy/redis.conf': 'port 6379\nmaxmemory 100mb\nmaxmemory-policy allkeys-lru\n',
    }),
  },
  {
    title: 'compose, the command as a list',
    files: nodeService('', {
      'docker-compose.yml':
        'services:\n  redis:\n    image: redis:8\n    command: ["redis-server", "--maxmemory", "1gb", "--maxmemory-policy", "allkeys-lfu"]\n',
    }),
  },
  {
    title: 'a ConfigMap',
    files: nodeService('', {
      'k8s/redis.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: redis}\ndata:\n  redis.conf: |\n    maxmemory 2mb\n    maxmemory-policy allkeys-lru\n',
    }),
  },
  {
    title: 'values of a chart',
    files: nodeService('', {
      'chart/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.0.0\n',
      'chart/values.yaml':
        'redis:\n  enabled: true\n  commonConfiguration: |-\n    maxmemory 1gb\n    maxmemory-policy volatile-lru\n',
    }),
  },
  {
    title: 'a managed Redis',
    files: nodeService('', {
      'infra/cache.tf':
        'resource "google_redis_instance" "cache" {\n  name = "cache"\n  memory_size_gb = 1\n  redis_configs = {\n    maxmemory-policy = "allkeys-lru"\n  }\n}\n',
    }),
  },
  {
    title: 'lru-cache',
    files: nodeService(
      "const { LRUCache } = require('lru-cache');\nmodule.exports = new LRUCache({ max: 500 });\n",
    ),
  },
  {
    title: 'lru_cache of Python',
    files: pythonService(
      'from functools import lru_cache\n\n@lru_cache(maxsize=256)\ndef rate(currency):\n    return load(currency)\n',
    ),
  },
  {
    title: 'Caffeine',
    files: kotlinService(
      'import com.github.benmanes.caffeine.cache.Caffeine\n\nval users = Caffeine.newBuilder().maximumSize(1000).build<String, User>()\n',
    ),
  },
  {
    title: 'moka',
    files: rustService(
      'use moka::future::Cache;\n\nfn cache() -> Cache<String, String> {\n    Cache::new(10_000)\n}\n',
    ),
  },
  {
    title: 'Caffeine in Java',
    files: javaService(
      'import com.github.benmanes.caffeine.cache.Cache;\nimport com.github.benmanes.caffeine.cache.Caffeine;\n\nclass Users {\n  private final Cache<String, User> users = Caffeine.newBuilder().maximumSize(10_000).build();\n}\n',
    ),
  },
  {
    title: 'golang-lru',
    files: goService(
      'import lru "github.com/hashicorp/golang-lru/v2"\n\nfunc newUsers() (*lru.Cache[string, User], error) {\n	return lru.New[string, User](1000)\n}\n',
    ),
  },
  {
    title: 'MemoryCache with a limit',
    files: csharpService(
      'using Microsoft.Extensions.Caching.Memory;\n\nclass Users {\n  private readonly MemoryCache cache = new MemoryCache(new MemoryCacheOptions { SizeLimit = 1024 });\n}\n',
    ),
  },
  {
    title: 'Cachex up to 3',
    files: elixirService(
      'defmodule App.Cache do\n  def start do\n    Cachex.start_link(:users, limit: 500)\n  end\nend\n',
    ),
  },
  {
    title: 'Cachex from 4 on',
    files: elixirService(
      'defmodule App.Cache do\n  import Cachex.Spec\n\n  def start do\n    Cachex.start_link(:users, hooks: [hook(module: Cachex.Limit.Scheduled, args: {500, [], []})])\n  end\nend\n',
    ),
  },
  {
    title: 'LruRedux',
    files: rubyService('class Rates\n  CACHE = LruRedux::ThreadSafeCache.new(500)\nend\n'),
  },
];

/** What has no bound, or is no cache. */
export const memoryBoundedNot: readonly SignalExample[] = [
  {
    title: 'a policy without a limit',
    files: nodeService('', { 'deploy/redis.conf': '# maxmemory <bytes>\nmaxmemory-policy allkeys-lru\n' }),
  },
  {
    title: 'the machine of a developer',
    files: nodeService('', { '.ddev/redis/redis.conf': 'maxmemory 100mb\nmaxmemory-policy allkeys-lfu\n' }),
  },
  {
    title: 'a policy in a comment',
    files: nodeService('', { 'deploy/redis.conf': 'maxmemory 100mb\n# maxmemory-policy allkeys-lru\n' }),
  },
  {
    title: 'a chart that is switched off',
    files: nodeService('', {
      'chart/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.0.0\n',
      'chart/values.yaml':
        'web:\n  enabled: true\nredis:\n  enabled: false\n  commonConfiguration: |-\n    maxmemory 1gb\n    maxmemory-policy volatile-lru\n',
    }),
  },
  {
    title: 'one value that is kept',
    files: pythonService(
      'from functools import lru_cache\n\n@lru_cache(maxsize=1)\ndef settings():\n    return Settings()\n\n@lru_cache\ndef engine():\n    return Engine()\n',
    ),
  },
  {
    title: 'lru_cache without a bound',
    files: pythonService(
      'from functools import lru_cache\n\n@lru_cache(maxsize=None)\ndef rate(currency):\n    return load(currency)\n',
    ),
  },
];
