import { codeLanguages } from '../../../syntax/code/code-file.js';
import type { CodeCall, CodeFile } from '../../../syntax/code/code-file.js';
import { codeWords } from '../../code-words.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser, Seen } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { cacheSettings, endsNothing } from './cache-calls.js';
import { entryExpires, entryExpiresNot } from './cache-entry-expires-examples.js';
import { isHeld, isHeldBack } from './cache-keys.js';
import { cacheLanguageNames, cacheLibraries, cacheWords } from './cache-libraries.js';
import { redisWords, redisWrites } from './redis-clients.js';
import { cacheSettingsFiles } from './cache-settings-files.js';
import { expiringScripts } from './redis-scripts.js';
import { valuesWithin } from './values-in-code.js';

const sighting = 'cache-entry-expires';

const inRedis: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: codeLanguages,
  words: redisWords,
  *see(code) {
    for (const { call, key, expiry, onlyOnce } of redisWrites(code))
      if (expiry === 'given' && !onlyOnce && !isHeld(code, call))
        yield seenAt(code, call, `what is written to Redis under \`${codeWords(code, key)}\` expires`);
    for (const call of expiringScripts(code))
      if (!isHeld(code, call) && !isHeld(code, declarationOf(code, call)))
        yield seenAt(code, call, 'what a script writes to Redis expires');
  },
};

/** The assignment that gives a call's result a name, which may say what it is for; the call itself where there is none. */
function declarationOf(code: CodeFile, call: CodeCall): CodeCall {
  const named = code.assignments.find(({ value }) => value === call);
  return named ? { ...call, start: named.start } : call;
}

/** Calls that write one entry, whose key says what it is for. */
const writesEntry = /^(?:set|put|add|write|store)!?(?:Async)?$/i;

const inLibraries: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: codeLanguages,
  words: cacheWords,
  *see(code) {
    for (const { node, library, value } of cacheSettings(code, cacheLibraries, 'ttl'))
      if (!('kind' in node) || !writesEntry.test(node.name) || !isHeldBack(code, node))
        yield seenAt(
          code,
          node,
          value ? `entries of ${library} expire (${codeWords(code, value)})` : `entries of ${library} expire`,
        );
    yield* railsStore(code);
    yield* dotnetEntries(code);
  },
};

/** `config.cache_store = :redis_cache_store, { expires_in: 1.hour }` */
function* railsStore(code: CodeFile): Iterable<Seen> {
  if (code.language !== 'ruby') return;
  for (const { place, value, start, end } of code.assignments)
    if (place.name === 'cache_store')
      for (const inner of valuesWithin(value))
        if (
          inner.kind === 'map' &&
          inner.entries.some((entry) => entry.name === 'expires_in' && !endsNothing(entry.value))
        )
          yield seenAt(
            code,
            { start, end },
            'entries of the cache of Rails expire unless told otherwise (expires_in)',
          );
}

/** `entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5)` */
function* dotnetEntries(code: CodeFile): Iterable<Seen> {
  if (code.language !== 'csharp') return;
  for (const { place, value, start, end } of code.assignments)
    if (
      /^(?:AbsoluteExpiration(?:RelativeToNow)?|SlidingExpiration)$/.test(place.name) &&
      place.object &&
      !endsNothing(value)
    )
      yield seenAt(code, { start, end }, `an entry of a cache of .NET expires (${place.name})`);
}

export const cacheEntryExpires = sightedSignal({
  id: sighting,
  question: 'caching',
  stance: 'supports',
  meaning: 'A cached entry ends by itself, so that a wrong one does not stay.',
  recognition:
    'A write to Redis with an expiry, a script of Redis that writes and sets one, or a lifetime given to a library for caches, each call held against the library that its receiver comes from.',
  guards: [
    'Maps of the language have a `set` too and are no cache with an expiry.',
    'A lifetime of zero, `null` or infinity is none.',
    'Locks, queues, counters and rate limits in Redis have a lifetime for other reasons.',
  ],
  languages: cacheLanguageNames,
  recognisers: [inRedis, inLibraries, ...cacheSettingsFiles],
  seen: entryExpires,
  unseen: entryExpiresNot,
});
