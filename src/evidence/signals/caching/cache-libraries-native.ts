import type { CacheCall } from './cache-calls.js';

const go = ['go'] as const;
const rust = ['rust'] as const;
const elixir = ['elixir'] as const;

/**
 * https://pkg.go.dev/github.com/patrickmn/go-cache, https://pkg.go.dev/github.com/hashicorp/golang-lru/v2, https://pkg.go.dev/github.com/dgraph-io/ristretto/v2,
 * https://pkg.go.dev/github.com/allegro/bigcache/v3, https://pkg.go.dev/github.com/coocood/freecache, https://pkg.go.dev/github.com/jellydator/ttlcache/v3,
 * https://pkg.go.dev/github.com/bradfitz/gomemcache/memcache, https://docs.rs/moka, https://docs.rs/cached, https://docs.rs/lru,
 * https://hexdocs.pm/cachex, https://hexdocs.pm/nebulex.
 */
export const nativeCaches: readonly CacheCall[] = [
  {
    languages: go,
    target: /^github\.com\/patrickmn\/go-cache\.New$/,
    library: 'go-cache',
    ttl: { position: 0 },
  },
  {
    languages: go,
    target: /^github\.com\/patrickmn\/go-cache\.(?:New|Cache)\(\)\.(?:Set|Add|Replace)$/,
    library: 'go-cache',
    ttl: { position: 2 },
  },
  {
    languages: go,
    target: /^github\.com\/hashicorp\/golang-lru(?:\/v\d+)?\.New(?:2Q|ARC|WithEvict)?$/,
    library: 'golang-lru',
    size: { position: 0 },
  },
  {
    languages: go,
    target: /^github\.com\/hashicorp\/golang-lru(?:\/v\d+)?\/(?:simplelru|expirable)\.NewLRU$/,
    library: 'golang-lru',
    size: { position: 0 },
    ttl: { position: 2 },
  },
  {
    languages: go,
    target: /^github\.com\/(?:dgraph-io|outcaste-io)\/ristretto(?:\/v\d+)?\.Config$/,
    library: 'ristretto',
    size: { options: ['MaxCost'] },
  },
  {
    languages: go,
    target:
      /^github\.com\/(?:dgraph-io|outcaste-io)\/ristretto(?:\/v\d+)?\.(?:NewCache|Cache)\(\)\.SetWithTTL$/,
    library: 'ristretto',
    ttl: { position: 3 },
  },
  {
    languages: go,
    target: /^github\.com\/allegro\/bigcache(?:\/v\d+)?\.DefaultConfig$/,
    library: 'bigcache',
    ttl: { position: 0 },
  },
  {
    languages: go,
    target: /^github\.com\/allegro\/bigcache(?:\/v\d+)?\.Config$/,
    library: 'bigcache',
    ttl: { options: ['LifeWindow'] },
    size: { options: ['HardMaxCacheSize'] },
  },
  {
    languages: go,
    target: /^github\.com\/coocood\/freecache\.NewCache$/,
    library: 'freecache',
    size: { position: 0 },
  },
  {
    languages: go,
    target: /^github\.com\/coocood\/freecache\.(?:NewCache|Cache)\(\)\.Set$/,
    library: 'freecache',
    ttl: { position: 2 },
  },
  {
    languages: go,
    target: /^github\.com\/jellydator\/ttlcache(?:\/v\d+)?\.WithTTL$/,
    library: 'ttlcache',
    ttl: { position: 0 },
  },
  {
    languages: go,
    target: /^github\.com\/jellydator\/ttlcache(?:\/v\d+)?\.WithCapacity$/,
    library: 'ttlcache',
    size: { position: 0 },
  },
  {
    languages: go,
    target: /^github\.com\/bradfitz\/gomemcache\/memcache\.Item$/,
    library: 'memcached',
    ttl: { options: ['Expiration'] },
  },
  {
    languages: go,
    target: /^github\.com\/eko\/gocache\/lib(?:\/v\d+)?\/store\.WithExpiration$/,
    library: 'gocache',
    ttl: { position: 0 },
  },
  {
    languages: rust,
    target: /^(?:mini_)?moka::(?:future|sync|unsync)::.*\.time_to_(?:live|idle)$/,
    library: 'moka',
    ttl: { position: 0 },
  },
  {
    languages: rust,
    target: /^(?:mini_)?moka::(?:future|sync|unsync)::.*\.max_capacity$/,
    library: 'moka',
    size: { position: 0 },
  },
  {
    languages: rust,
    target: /^(?:mini_)?moka::(?:future|sync|unsync)::\w*Cache::new$/,
    library: 'moka',
    size: { position: 0 },
  },
  {
    languages: rust,
    target: /^(?:cached::proc_macro::|cached::)(?:cached|io_cached|once)$/,
    library: 'cached',
    ttl: { options: ['time', 'ttl'] },
    size: { options: ['size'] },
  },
  {
    languages: rust,
    target: /^(?:lru::LruCache|quick_cache::(?:sync|unsync)::Cache)::new$/,
    library: 'an LRU cache',
    size: { position: 0 },
  },
  {
    languages: elixir,
    target: /^Cachex\.(?:put|put_many|fetch)!?$/,
    library: 'Cachex',
    ttl: { options: ['ttl', 'expire'] },
  },
  {
    // Up to 3.x: https://hexdocs.pm/cachex/3.4.0/cache-limits.html
    languages: elixir,
    target: /^Cachex\.start(?:_link)?$/,
    library: 'Cachex',
    size: { options: ['limit'] },
  },
  {
    languages: elixir,
    target: /^(?:Cachex\.Spec\.)?limit$/,
    library: 'Cachex',
    size: { options: ['size'] },
  },
  {
    // From 4.0 by a hook: https://hexdocs.pm/cachex/limiting-caches.html
    languages: elixir,
    target: /^(?:Cachex\.Spec\.)?hook$/,
    library: 'Cachex',
    size: { options: ['module'], written: /^Cachex\.(?:Limit\.(?:Scheduled|Evented)|Policy\.LRW)\b/ },
  },
  {
    languages: elixir,
    target: /^(?:Cachex\.Spec\.)?expiration$/,
    library: 'Cachex',
    ttl: { options: ['default'] },
  },
  {
    languages: elixir,
    target: /(?:^|\.)\w*Cache\.(?:put|put_new|put_all|put!|set)$/,
    library: 'the cache',
    ttl: { options: ['ttl'] },
  },
  {
    languages: elixir,
    target: /^(?:Nebulex\.Caching\.)?(?:cacheable|cache_put)$/,
    library: 'Nebulex',
    ttl: { options: ['ttl', 'opts.ttl'] },
  },
];
