import { codeLanguages } from '../../../syntax/code/code-file.js';
import type { CodeValue } from '../../../syntax/code/code-file.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { codeWords } from '../../code-words.js';
import { seenAt } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { cacheSettings } from './cache-calls.js';
import { memoryBounded, memoryBoundedNot } from './cache-memory-bounded-examples.js';
import { cacheLibraries, cacheWords } from './cache-libraries.js';
import { redisEviction, redisEvictions } from './redis-memory.js';

const sighting = 'cache-memory-bounded';

const inLibraries: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: codeLanguages,
  words: cacheWords,
  *see(code) {
    for (const { node, library, value } of cacheSettings(code, cacheLibraries, 'size')) {
      // One value that is kept is no cache: `@lru_cache(maxsize=1) def settings()`.
      if ('on' in node && node.function?.parameters.length === 0) continue;
      if (value?.kind === 'number' && value.value === 1) continue;
      yield seenAt(
        code,
        node,
        value && !isPolicy(value)
          ? `a cache of ${library} holds no more than ${codeWords(code, value)}`
          : `a cache of ${library} is bounded`,
      );
    }
    // Without arguments it holds 128 results: https://docs.python.org/3/library/functools.html#functools.lru_cache
    for (const mark of code.marks)
      if (
        mark.target === 'functools.lru_cache' &&
        mark.arguments.length === 0 &&
        takesArguments(mark.function)
      )
        yield seenAt(
          code,
          mark,
          `lru_cache keeps no more than 128 results of ${mark.function?.name ?? 'a function'}`,
        );
  },
};

/** A module that limits a cache, given in place of a size. */
function isPolicy(value: CodeValue): boolean {
  return value.kind === 'path' && value.target.startsWith('Cachex.');
}

function takesArguments(made: { readonly parameters: readonly unknown[] } | undefined): boolean {
  return made !== undefined && made.parameters.length > 0;
}

export const cacheMemoryBounded = sightedSignal(
  {
    id: sighting,
    question: 'caching',
    stance: 'supports',
    meaning: 'A cache that is full throws something out instead of growing on.',
    recognition:
      'A policy of eviction for Redis together with a limit of its memory (configuration, command line, chart, managed service), or a largest size given to a library for caches.',
    guards: [
      'A policy without a limit of the memory never acts; managed services know their limit.',
      'One result that is kept (a function without parameters) is no cache.',
      'Values of a chart that is switched off are none.',
    ],
    languages: ['JavaScript', 'Python', 'Kotlin', 'Rust', 'Java', 'Go', 'C#', 'Ruby', 'Elixir'],
    recognisers: [inLibraries, ...redisEvictions],
    seen: memoryBounded,
    unseen: memoryBoundedNot,
  },
  ({ kind, details }) => kind !== redisEviction || details?.policy !== 'noeviction',
);
