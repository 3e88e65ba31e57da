import type { CacheCall } from './cache-calls.js';

const languages = ['javascript'] as const;

/**
 * Options as the libraries' own pages name them: https://github.com/isaacs/node-lru-cache, https://github.com/node-cache/node-cache,
 * https://github.com/sindresorhus/quick-lru, https://github.com/isaacs/ttlcache, https://github.com/jaredwray/cacheable (keyv, cache-manager, cacheable),
 * https://docs.nestjs.com/techniques/caching, https://github.com/medikoo/memoizee, https://github.com/3rd-Eden/memcached,
 * https://nextjs.org/docs/app/api-reference/functions/unstable_cache, https://nitro.build/guide/cache, https://bentocache.dev,
 * https://developers.cloudflare.com/kv/api/write-key-value-pairs/.
 */
export const javascriptCaches: readonly CacheCall[] = [
  {
    languages,
    target: /^(?:lru-cache(?:\.(?:default|LRUCache|LRU))?|tiny-lru\.(?:lru|LRU))$/,
    library: 'lru-cache',
    ttl: { options: ['ttl', 'maxAge'] },
    size: { options: ['max', 'maxSize'], position: 0 },
  },
  {
    languages,
    target: /^node-cache(?:\.default)?$/,
    library: 'node-cache',
    ttl: { options: ['stdTTL'] },
    size: { options: ['maxKeys'] },
  },
  {
    languages,
    target: /^node-cache(?:\.default)?\(\)\.set$/,
    library: 'node-cache',
    ttl: { position: 2 },
  },
  {
    languages,
    target: /^quick-lru(?:\.default)?$/,
    library: 'quick-lru',
    ttl: { options: ['maxAge'] },
    size: { options: ['maxSize'] },
  },
  {
    languages,
    target: /^@isaacs\/ttlcache(?:\.(?:default|TTLCache))?$/,
    library: '@isaacs/ttlcache',
    ttl: { options: ['ttl'] },
    size: { options: ['max'] },
  },
  {
    languages,
    target: /^(?:keyv(?:\.(?:default|Keyv))?|cacheable\.(?:Cacheable|CacheableMemory|Keyv))$/,
    library: 'keyv',
    ttl: { options: ['ttl'] },
    size: { options: ['lruSize'] },
  },
  {
    languages,
    target: /^(?:keyv(?:\.(?:default|Keyv))?|cacheable\.\w+)\(\)\.set$/,
    library: 'keyv',
    ttl: { position: 2 },
  },
  {
    languages,
    target: /^cache-manager(?:\.default)?\.(?:caching|createCache|memoryStore)$/,
    library: 'cache-manager',
    ttl: { options: ['ttl'] },
    size: { options: ['max'] },
  },
  {
    languages,
    target:
      /^(?:cache-manager(?:\.default)?\.(?:caching|createCache|Cache)|@nestjs\/cache-manager\.Cache)\(\)\.(?:set|wrap)$/,
    library: 'cache-manager',
    ttl: { position: 2, options: ['ttl'] },
  },
  {
    languages,
    target: /^@nestjs\/(?:cache-manager|common)\.CacheModule\.register$/,
    library: "Nest's CacheModule",
    ttl: { options: ['ttl'] },
    size: { options: ['max'] },
  },
  {
    languages,
    target: /^@nestjs\/(?:cache-manager|common)\.CacheTTL$/,
    library: "Nest's CacheTTL",
    ttl: { position: 0 },
  },
  {
    languages,
    target: /^(?:memoizee|mem|memoize|p-memoize)(?:\.default)?$/,
    library: 'memoizee',
    ttl: { options: ['maxAge'] },
    size: { options: ['max'] },
  },
  {
    languages,
    target: /^(?:memcached(?:\.default)?\(\)\.(?:set|add|replace))$/,
    library: 'memcached',
    ttl: { position: 2 },
  },
  {
    languages,
    target: /^bentocache\.(?:BentoCache|bentostore)(?:\(\)\.(?:set|getOrSet))?$/,
    library: 'bentocache',
    ttl: { options: ['ttl'] },
  },
  {
    languages,
    target: /^apicache(?:\.default)?\.(?:middleware|options\(\)\.middleware)$/,
    library: 'apicache',
    ttl: { position: 0 },
  },
  {
    languages,
    target: /^next\/cache\.unstable_cache$/,
    library: 'unstable_cache of Next.js',
    ttl: { options: ['revalidate'] },
  },
  {
    // https://nextjs.org/docs/app/api-reference/functions/fetch#optionsnextrevalidate
    languages,
    target: /^fetch$/,
    library: "Next.js' data cache",
    ttl: { options: ['next.revalidate'] },
  },
  {
    // https://nextjs.org/docs/app/api-reference/functions/cacheLife
    languages,
    target: /^next\/cache\.(?:unstable_)?cacheLife$/,
    library: "Next.js' data cache",
    ttl: { position: 0 },
  },
  {
    languages,
    target:
      /^(?:(?:nitropack\/runtime|nitropack|nitro\/cache|#imports)\.)?(?:defineCachedFunction|cachedFunction)$/,
    library: 'cached functions of Nitro',
    ttl: { options: ['maxAge'] },
  },
];
