import type { CacheCall } from './cache-calls.js';

const ruby = ['ruby'] as const;
const php = ['php'] as const;

const laravel = String.raw`(?:Illuminate\\Support\\Facades\\Cache|cache\(\)|Illuminate\\Contracts\\Cache\\Repository\(\)|Illuminate\\Cache\\Repository\(\))(?:\.(?:store|tags)\(\))*`;

/**
 * https://guides.rubyonrails.org/caching_with_rails.html, https://laravel.com/docs/cache, https://symfony.com/doc/current/components/cache.html,
 * https://www.php-fig.org/psr/psr-16/.
 */
export const webCaches: readonly CacheCall[] = [
  {
    languages: ruby,
    target: /^Rails\.cache\.(?:fetch|write|fetch_multi|write_multi)$/,
    library: 'the cache of Rails',
    ttl: { options: ['expires_in', 'expires_at'] },
  },
  {
    languages: ruby,
    target: /^ActiveSupport::Cache::\w+\.new$/,
    library: 'the cache of Rails',
    ttl: { options: ['expires_in'] },
    size: { options: ['size'] },
  },
  {
    languages: ruby,
    target: /^LruRedux::(?:Cache|ThreadSafeCache|TTL::\w+)\.new$/,
    library: 'LruRedux',
    size: { position: 0 },
  },
  {
    languages: php,
    target: new RegExp(`^${laravel}\\.(?:remember|flexible)$`),
    library: 'the cache of Laravel',
    ttl: { position: 1 },
  },
  {
    languages: php,
    target: new RegExp(`^${laravel}\\.(?:put|add|set|putMany)$`),
    library: 'the cache of Laravel',
    ttl: { position: 2 },
  },
  {
    languages: php,
    target:
      /^(?:Symfony\\Contracts\\Cache\\ItemInterface|Psr\\Cache\\CacheItemInterface|Symfony\\Component\\Cache\\CacheItem)\(\)\.expires(?:After|At)$/,
    library: 'the cache of Symfony',
    ttl: { position: 0 },
  },
  {
    languages: php,
    target: /^Psr\\SimpleCache\\CacheInterface\(\)\.set$/,
    library: 'a cache (PSR-16)',
    ttl: { position: 2 },
  },
];
