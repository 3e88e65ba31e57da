import type { CacheCall } from './cache-calls.js';

const languages = ['python'] as const;

/**
 * Options as the libraries' own pages name them: https://docs.djangoproject.com/en/stable/topics/cache/, https://cachetools.readthedocs.io,
 * https://flask-caching.readthedocs.io, https://aiocache.aio-libs.org, https://github.com/long2ice/fastapi-cache,
 * https://dogpilecache.sqlalchemy.org, https://grantjenks.com/docs/diskcache/, https://github.com/aio-libs/async-lru,
 * https://github.com/Krukov/cashews, https://pymemcache.readthedocs.io, https://docs.python.org/3/library/functools.html#functools.lru_cache.
 */
export const pythonCaches: readonly CacheCall[] = [
  {
    languages,
    target:
      /^django\.core\.cache\.(?:cache|caches\.(?:\w+|\[\]))\.(?:set|add|get_or_set|aset|aadd|aget_or_set)$/,
    library: "Django's cache",
    ttl: { options: ['timeout'], position: 2 },
  },
  {
    languages,
    target: /^django\.core\.cache\.(?:cache|caches\.(?:\w+|\[\]))\.(?:set_many|aset_many)$/,
    library: "Django's cache",
    ttl: { options: ['timeout'], position: 1 },
  },
  {
    languages,
    target: /^django\.views\.decorators\.cache\.cache_page$/,
    library: 'cache_page of Django',
    ttl: { options: ['timeout'], position: 0 },
  },
  {
    languages,
    target: /^cachetools\.(?:TTLCache|TLRUCache)$/,
    library: 'cachetools',
    ttl: { options: ['ttl', 'ttu'], position: 1 },
    size: { options: ['maxsize'], position: 0 },
  },
  {
    languages,
    target: /^cachetools\.(?:LRUCache|LFUCache|FIFOCache|RRCache|MRUCache)$/,
    library: 'cachetools',
    size: { options: ['maxsize'], position: 0 },
  },
  {
    languages,
    target: /^cachetools\.func\.ttl_cache$/,
    library: 'cachetools',
    ttl: { options: ['ttl'] },
    size: { options: ['maxsize'] },
  },
  {
    languages,
    target: /^functools\.lru_cache$/,
    library: 'lru_cache',
    size: { options: ['maxsize'], position: 0 },
  },
  {
    languages,
    target: /^async_lru\.alru_cache$/,
    library: 'alru_cache',
    ttl: { options: ['ttl'] },
    size: { options: ['maxsize'] },
  },
  {
    languages,
    target: /^flask_caching\.Cache\(\)\.(?:cached|memoize)$/,
    library: 'Flask-Caching',
    ttl: { options: ['timeout'], position: 0 },
  },
  {
    languages,
    target: /^flask_caching\.Cache\(\)\.(?:set|add)$/,
    library: 'Flask-Caching',
    ttl: { options: ['timeout'], position: 2 },
  },
  {
    languages,
    target: /^flask_caching\.Cache(?:\(\)\.init_app)?$/,
    library: 'Flask-Caching',
    ttl: { options: ['CACHE_DEFAULT_TIMEOUT', 'config.CACHE_DEFAULT_TIMEOUT'] },
  },
  {
    languages,
    target:
      /^aiocache\.(?:cached|multi_cached|cached_stampede|(?:Cache|SimpleMemoryCache|RedisCache|MemcachedCache)(?:\.from_url)?(?:\(\)\.(?:set|add|multi_set))?)$/,
    library: 'aiocache',
    ttl: { options: ['ttl'] },
  },
  {
    languages,
    target: /^fastapi_cache\.decorator\.cache$/,
    library: 'fastapi-cache',
    ttl: { options: ['expire'], position: 0 },
  },
  {
    languages,
    target: /^cashews\.cache(?:\.(?:cache|set|early|soft|hit|failover))?$/,
    library: 'cashews',
    ttl: { options: ['ttl', 'expire'] },
  },
  {
    languages,
    target: /^dogpile\.cache\.(?:region\.)?make_region\(\)\.configure$/,
    library: 'dogpile.cache',
    ttl: { options: ['expiration_time'] },
  },
  {
    languages,
    target:
      /^dogpile\.cache\.(?:region\.)?make_region\(\)(?:\.configure\(\))?\.(?:cache_on_arguments|get_or_create)$/,
    library: 'dogpile.cache',
    ttl: { options: ['expiration_time'] },
  },
  {
    languages,
    target: /^diskcache\.(?:Fanout)?Cache\(\)\.(?:set|add|memoize)$/,
    library: 'diskcache',
    ttl: { options: ['expire'] },
  },
  {
    languages,
    target:
      /^(?:pymemcache(?:\.client)?(?:\.\w+)?\.(?:Client|HashClient|PooledClient)|pylibmc\.Client|memcache\.Client|bmemcached\.Client)\(\)\.(?:set|add)$/,
    library: 'memcached',
    ttl: { options: ['expire', 'time'], position: 2 },
  },
];
