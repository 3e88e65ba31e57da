import type { CacheCall } from './cache-calls.js';
import { dotnetCaches } from './cache-libraries-dotnet.js';
import { javascriptCaches } from './cache-libraries-javascript.js';
import { jvmCaches } from './cache-libraries-jvm.js';
import { nativeCaches } from './cache-libraries-native.js';
import { pythonCaches } from './cache-libraries-python.js';
import { webCaches } from './cache-libraries-web.js';

/** Their names. */
export const cacheLanguageNames: readonly string[] = [
  'JavaScript',
  'Python',
  'Java',
  'Kotlin',
  'Ruby',
  'PHP',
  'Rust',
  'Go',
  'C#',
  'Elixir',
];

/** What is known of libraries for caches. */
export const cacheLibraries: readonly CacheCall[] = [
  ...javascriptCaches,
  ...pythonCaches,
  ...jvmCaches,
  ...dotnetCaches,
  ...nativeCaches,
  ...webCaches,
];

/** A cheap test of a text: nearly every library for caches has the word in its name. */
export const cacheWords =
  /cache|revalidate|memoize|keyv|quick-lru|tiny-lru|golang-lru|ristretto|caffeine|redisson|moka|LruRedux|['"]mem['"]/i;
