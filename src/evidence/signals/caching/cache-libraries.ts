import type { CodeLanguage } from '../../../syntax/code/code-file.js';
import type { CacheCall } from './cache-calls.js';
import { javascriptCaches } from './cache-libraries-javascript.js';
import { pythonCaches } from './cache-libraries-python.js';

/** The languages whose caches are known. */
export const cacheLanguages: readonly CodeLanguage[] = ['javascript', 'python'];

/** What is known of libraries for caches. */
export const cacheLibraries: readonly CacheCall[] = [...javascriptCaches, ...pythonCaches];

/** A cheap test of a text: nearly every library for caches has the word in its name. */
export const cacheWords = /cache|memoize|keyv|quick-lru|tiny-lru|['"]mem['"]|memcached?/i;
