import type { CacheCall } from './cache-calls.js';

const languages = ['java', 'kotlin'] as const;

/**
 * https://docs.spring.io/spring-data/redis/reference/redis/redis-cache.html, https://github.com/ben-manes/caffeine/wiki/Eviction,
 * https://github.com/google/guava/wiki/CachesExplained, https://www.ehcache.org/documentation/3.10/expiry.html,
 * https://redisson.pro/docs/data-and-services/collections/.
 */
export const jvmCaches: readonly CacheCall[] = [
  {
    languages,
    target: /(?:^|\.)RedisCacheConfiguration\b.*\.entryTtl$/,
    library: "Spring's cache in Redis",
    ttl: { position: 0 },
  },
  {
    languages,
    target:
      /^com\.github\.benmanes\.caffeine\.cache\.Caffeine\.newBuilder\(\)(?:\.\w+\(\))*\.expireAfter(?:Write|Access)?$/,
    library: 'Caffeine',
    ttl: { always: true, position: 0 },
  },
  {
    languages,
    target:
      /^com\.github\.benmanes\.caffeine\.cache\.Caffeine\.newBuilder\(\)(?:\.\w+\(\))*\.maximum(?:Size|Weight)$/,
    library: 'Caffeine',
    size: { position: 0 },
  },
  {
    languages,
    target:
      /^com\.google\.common\.cache\.CacheBuilder\.newBuilder\(\)(?:\.\w+\(\))*\.expireAfter(?:Write|Access)$/,
    library: 'Guava',
    ttl: { always: true, position: 0 },
  },
  {
    languages,
    target:
      /^com\.google\.common\.cache\.CacheBuilder\.newBuilder\(\)(?:\.\w+\(\))*\.maximum(?:Size|Weight)$/,
    library: 'Guava',
    size: { position: 0 },
  },
  {
    languages,
    target: /^org\.ehcache\.config\.builders\.ExpiryPolicyBuilder\.time(?:ToLive|ToIdle)Expiration$/,
    library: 'Ehcache',
    ttl: { position: 0 },
  },
  {
    languages,
    target:
      /^org\.ehcache\.config\.builders\.ResourcePoolsBuilder\.(?:heap|newResourcePoolsBuilder\(\)\.heap)$/,
    library: 'Ehcache',
    size: { position: 0 },
  },
  {
    languages,
    target: /(?:^|\.)RedissonClient\(\)\.getBucket\(\)\.set(?:Async)?$/,
    library: 'Redisson',
    ttl: { position: 1 },
  },
  {
    languages,
    target: /(?:^|\.)RedissonClient\(\)\.getMapCache\(\)\.(?:fast)?[pP]ut(?:IfAbsent)?(?:Async)?$/,
    library: 'Redisson',
    ttl: { position: 2 },
  },
];
