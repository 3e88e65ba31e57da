import { codeLanguages } from '../../../syntax/code/code-file.js';
import { codeWords } from '../../code-words.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { isCacheLike } from './cache-keys.js';
import { neverExpires, neverExpiresNot } from './cache-entry-never-expires-examples.js';
import { cacheLanguageNames } from './cache-libraries.js';
import { lifelongEntries, lifelongWords } from './lifelong-entries.js';
import { redisWords, redisWrites, saysExpiry } from './redis-clients.js';

const sighting = 'cache-entry-never-expires';

const inRedis: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: codeLanguages,
  words: redisWords,
  *see(code) {
    for (const { call, key, expiry } of redisWrites(code))
      if (expiry === 'absent' && isCacheLike(code, key) && !saysExpiry(call, code))
        yield seenAt(
          code,
          call,
          `\`${codeWords(code, key)}\` is written to Redis without an expiry, so it stays until something deletes it`,
          'medium',
        );
  },
};

const inLibraries: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: codeLanguages,
  words: lifelongWords,
  *see(code) {
    for (const { node, says } of lifelongEntries(code)) yield seenAt(code, node, says, 'medium');
  },
};

export const cacheEntryNeverExpires = sightedSignal({
  id: sighting,
  question: 'caching',
  stance: 'contradicts',
  meaning: 'A cached entry stays for ever: a wrong one, too.',
  recognition:
    'A `set` on a client of Redis whose key speaks of a cache, a session, a token or a one-time password, without an expiry in the call or the function; a call of a library for caches that says "for ever".',
  guards: [
    'Queues, locks, counters, flags and versions in Redis rightly have no expiry.',
    'An expiry may come from `expire` in the same function, from a transaction, a script, or options that are put together elsewhere.',
    'A receiver that is not known to be a client of Redis is none: maps have a `set` too.',
  ],
  languages: cacheLanguageNames,
  recognisers: [inRedis, inLibraries],
  seen: neverExpires,
  unseen: neverExpiresNot,
});
