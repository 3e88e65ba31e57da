import { settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeValue } from '../../../syntax/code/code-file.js';

/** What is kept for a while and could be made again, or must not be kept for long: by the words of a key, in any way of writing compound names. */
const cacheLike = /(?:^|[^a-z])(?:cache|caches|cached|session|sessions|token|tokens|otp)(?:[^a-z]|$)/;

/** Locks, queues, counters, marks: what stays until somebody takes it away, or is not there for speed. */
const otherUse =
  /(?:^|[^a-z])(?:locks?|locked|mutex|queues?|jobs?|tasks?|counters?|counts?|flags?|versions?|limits?|limiter|rate|throttle|nonce|idempotency|idempotent|dedupe?|leader|heartbeat|cursor|offset|checkpoint|config|settings|stream|channel|last|stats|blacklist|blocklist|revoked|denylist)(?:[^a-z]|$)/;

/** The text that tells what a key is for: what is written for it, and the text that a name stands for. */
function wordsOfKey(code: CodeFile, key: CodeValue): string {
  const known = settled(key);
  const written = code.source.text.slice(key.start, key.end);
  return split(`${written} ${known.kind === 'text' ? known.text : ''}`);
}

function split(text: string): string {
  return text.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
}

/** Whether a key says that a cached value, a session, a token or a one-time password stands under it. */
export function isCacheLike(code: CodeFile, key: CodeValue): boolean {
  const words = wordsOfKey(code, key);
  return cacheLike.test(words) && !otherUse.test(words);
}

/** What is held for a while for another reason than speed. */
const held =
  /(?:^|[^a-z])(?:locks?|locked|mutex|semaphore|queues?|jobs?|rate|limits?|limiter|throttle|nonce|idempotency|idempotent|dedupe?|leader|election|heartbeat|presence|alive)(?:[^a-z]|$)/;

/** Whether a write is a lock, a limit or the like: by its words, or by the name of the function that makes it. */
export function isHeld(code: CodeFile, call: CodeCall): boolean {
  return held.test(`${wordsOfKey(code, call)} ${split(call.context.function?.name ?? '')}`);
}

/** What is held back for a while, in the cache of a framework, where `rate` may be a price. */
const heldBack =
  /(?:^|[^a-z])(?:locks?|locked|mutex|semaphore|limits?|limiter|throttled?|throttling|nonce|dedupe?)(?:[^a-z]|$)/;

/** Whether an entry of a cache is a lock or a limit: by its words, or by the name of the function that writes it. */
export function isHeldBack(code: CodeFile, call: CodeCall): boolean {
  return heldBack.test(`${wordsOfKey(code, call)} ${split(call.context.function?.name ?? '')}`);
}
