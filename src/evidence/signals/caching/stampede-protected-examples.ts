import type { SignalExample } from '../../../model/evidence.js';
import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';

/** Entries that are filled once. */
export const stampede: readonly SignalExample[] = [
  {
    title: 'lru-cache',
    files: nodeService(
      "import { LRUCache } from 'lru-cache';\nexport const users = new LRUCache({ max: 100, fetchMethod: (id) => load(id) });\n",
    ),
  },
  {
    title: 'cache-manager',
    files: nodeService(
      "import { createCache } from 'cache-manager';\nconst cache = createCache({ ttl: 1000 });\nexport const user = (id) => cache.wrap(id, () => load(id));\n",
    ),
  },
  {
    title: 'a lifetime with a part by chance',
    files: nodeService(
      "const Redis = require('ioredis');\nconst redis = new Redis();\nredis.setex('rates', 300 + Math.floor(Math.random() * 60), rates);\n",
    ),
  },
  {
    title: 'dogpile.cache',
    files: pythonService(
      'from dogpile.cache import make_region\n\nregion = make_region().configure("dogpile.cache.redis", expiration_time=60)\n\n@region.cache_on_arguments()\ndef rate(currency):\n    return load(currency)\n',
    ),
  },
  {
    title: 'Spring',
    files: javaService(
      'import org.springframework.cache.annotation.Cacheable;\n\nclass Rates {\n  @Cacheable(cacheNames = "rates", sync = true)\n  public String all() { return "x"; }\n}\n',
    ),
  },
  {
    title: 'Rails',
    files: rubyService(
      "class Rates\n  def all\n    Rails.cache.fetch('rates', expires_in: 1.hour, race_condition_ttl: 10.seconds) { load }\n  end\nend\n",
    ),
  },
  {
    title: 'Laravel',
    files: phpService(
      "use Illuminate\\Support\\Facades\\Cache;\n\nclass Rates {\n  public function all() {\n    return Cache::flexible('rates', [300, 600], fn () => $this->load());\n  }\n}\n",
    ),
  },
  {
    title: 'moka',
    files: rustService(
      'use moka::future::Cache;\n\nasync fn user(cache: Cache<String, String>, id: String) -> String {\n    cache.get_with(id, async { load().await }).await\n}\n',
    ),
  },
  {
    title: 'nginx',
    files: nodeService('', {
      'nginx/default.conf':
        'server {\n  location / {\n    proxy_cache app;\n    proxy_cache_lock on;\n    proxy_cache_use_stale error updating;\n  }\n}\n',
    }),
  },
  {
    title: 'singleflight',
    files: goService(
      'import "golang.org/x/sync/singleflight"\n\nvar group singleflight.Group\n\nfunc rate(id string) (any, error) {\n	v, err, _ := group.Do(id, func() (any, error) { return load(id) })\n	return v, err\n}\n',
    ),
  },
  {
    title: 'HybridCache',
    files: csharpService(
      'using Microsoft.Extensions.Caching.Hybrid;\n\nclass Rates(HybridCache cache) {\n  public async Task<Rate> Find(string id) => await cache.GetOrCreateAsync($"rate:{id}", async token => await Load(id, token));\n}\n',
    ),
  },
  {
    title: 'Caffeine in Kotlin',
    files: kotlinService(
      'import com.github.benmanes.caffeine.cache.Caffeine\nimport java.time.Duration\n\nval rates = Caffeine.newBuilder()\n    .maximumSize(1000)\n    .refreshAfterWrite(Duration.ofMinutes(1))\n    .build<String, Rate> { load(it) }\n',
    ),
  },
  {
    title: 'Cachex',
    files: elixirService(
      'defmodule App.Rates do\n  def find(id) do\n    Cachex.fetch(:rates, id, fn id -> {:commit, load(id)} end)\n  end\nend\n',
    ),
  },
  {
    title: "a lifetime of Django's cache with a part by chance",
    files: pythonService(
      'import random\nfrom django.core.cache import cache\n\ndef keep(rate):\n    cache.set("rate", rate, timeout=300 + random.randint(0, 60))\n',
    ),
  },
];

/** What only looks alike. */
export const stampedeNot: readonly SignalExample[] = [
  {
    title: 'imported and never called',
    files: pythonService('from dogpile.cache import make_region\nfrom aiocache import cached_stampede\n'),
  },
  {
    title: 'lru-cache without a loader, and a wrap of something else',
    files: nodeService(
      "import { LRUCache } from 'lru-cache';\nexport const users = new LRUCache({ max: 100 });\nexport const wrapped = layer.wrap('cache-manager', () => users);\n",
    ),
  },
  {
    title: 'Spring without sync',
    files: javaService(
      'import org.springframework.cache.annotation.Cacheable;\n\nclass Rates {\n  @Cacheable("rates")\n  public String all() { return "x"; }\n}\n',
    ),
  },
  {
    title: 'a lock of nginx that is off',
    files: nodeService('', {
      'nginx/default.conf':
        'server {\n  location / {\n    proxy_cache app;\n    proxy_cache_lock off;\n  }\n}\n',
    }),
  },
];
