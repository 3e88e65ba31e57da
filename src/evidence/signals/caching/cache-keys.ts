import { settled } from '../../../syntax/code/arguments.js';
import type { CodeFile, CodeValue } from '../../../syntax/code/code-file.js';

/** What is kept for a while and could be made again, or must not be kept for long: by the words of a key, in any way of writing compound names. */
const cacheLike = /(?:^|[^a-z])(?:cache|caches|cached|session|sessions|token|tokens|otp)(?:[^a-z]|$)/;

/** Locks, queues, counters, marks: what stays until somebody takes it away, or is not there for speed. */
const otherUse =
  /(?:^|[^a-z])(?:locks?|locked|mutex|queues?|jobs?|tasks?|counters?|counts?|flags?|versions?|limits?|limiter|rate|throttle|nonce|idempotency|idempotent|dedupe?|leader|heartbeat|cursor|offset|checkpoint|config|settings|stream|channel|last|stats|blacklist|blocklist|revoked|denylist)(?:[^a-z]|$)/;

/** The text that tells what a key is for: what is written for it, and the text that a name stands for. */
function wordsOfKey(code: CodeFile, key: CodeValue): string {
  const known = settled(key);
  const written = code.source.text.slice(key.start, key.end);
  return `${written} ${known.kind === 'text' ? known.text : ''}`
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

/** Whether a key says that a cached value, a session, a token or a one-time password stands under it. */
export function isCacheLike(code: CodeFile, key: CodeValue): boolean {
  const words = wordsOfKey(code, key);
  return cacheLike.test(words) && !otherUse.test(words);
}

/** Whether a key says that something else than a cached value stands under it. */
export function isOtherUse(code: CodeFile, key: CodeValue): boolean {
  return otherUse.test(wordsOfKey(code, key));
}
