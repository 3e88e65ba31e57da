import type { EvidenceSignal } from '../../signal.js';
import { cacheEntryExpires } from './cache-entry-expires.js';
import { cacheEntryNeverExpires } from './cache-entry-never-expires.js';
import { cacheHitsMeasured } from './cache-hits-measured.js';
import { cacheMemoryBounded } from './cache-memory-bounded.js';
import { cacheNeverEvicts } from './cache-never-evicts.js';
import { httpCachePolicy } from './http-cache-policy.js';
import { privateResponseCachedPublicly } from './private-response-cached-publicly.js';
import { stampedeProtected } from './stampede-protected.js';
import { staticAssetsNotCached } from './static-assets-not-cached.js';
import { unboundedMemoisation } from './unbounded-memoisation.js';
import { unboundedMemoryCache } from './unbounded-memory-cache.js';

/** Signals on caches and how long their entries live. */
export const cachingSignals: readonly EvidenceSignal[] = [
  cacheEntryExpires,
  cacheEntryNeverExpires,
  httpCachePolicy,
  staticAssetsNotCached,
  privateResponseCachedPublicly,
  cacheMemoryBounded,
  cacheHitsMeasured,
  cacheNeverEvicts,
  unboundedMemoryCache,
  unboundedMemoisation,
  stampedeProtected,
];
