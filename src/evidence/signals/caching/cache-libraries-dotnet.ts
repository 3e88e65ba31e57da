import type { CacheCall } from './cache-calls.js';

const languages = ['csharp'] as const;

/** https://learn.microsoft.com/dotnet/core/extensions/caching, https://learn.microsoft.com/aspnet/core/performance/caching/hybrid */
export const dotnetCaches: readonly CacheCall[] = [
  {
    languages,
    target:
      /(?:^|\.)(?:MemoryCacheEntryOptions|DistributedCacheEntryOptions|HybridCacheEntryOptions|FusionCacheEntryOptions)$/,
    library: '.NET',
    ttl: {
      options: [
        'AbsoluteExpiration',
        'AbsoluteExpirationRelativeToNow',
        'SlidingExpiration',
        'Expiration',
        'Duration',
      ],
    },
  },
  {
    languages,
    target: /\.(?:SetAbsoluteExpiration|SetSlidingExpiration)$/,
    library: '.NET',
    ttl: { position: 0 },
  },
  {
    // https://learn.microsoft.com/dotnet/api/microsoft.extensions.caching.memory.cacheextensions.set
    languages,
    target: /(?:^|\.)I?MemoryCache\(\)\.Set$/,
    library: '.NET',
    // The third argument may be options, which are looked at where they are made.
    ttl: {
      position: 2,
      written:
        /^(?!new\b)(?!\w*options$).*(?:TimeSpan|DateTime|ttl|time_?to_?live|expir|duration|lifetime|timeout)/i,
    },
  },
  {
    languages,
    target: /(?:^|\.)MemoryCacheOptions$/,
    library: '.NET',
    size: { options: ['SizeLimit'] },
  },
];
