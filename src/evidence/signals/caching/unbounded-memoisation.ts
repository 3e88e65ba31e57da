import type { CodeFile, CodeFunction, CodeMark } from '../../../syntax/code/code-file.js';
import { option, positional } from '../../../syntax/code/arguments.js';
import { nodeService, pythonService } from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';

const sighting = 'unbounded-memoisation';

/** Names of parameters that stand for something that clients bring, of which there is no end. */
const perRequest =
  /^(?:req|request|user|user_?id|user_?name|e_?mail|token|access_?token|session|session_?id|account_?id|customer_?id|order_?id|ip|ip_?address|client_?ip)$/i;

function requestParameter(made: CodeFunction | undefined): string | undefined {
  return made?.parameters.find(({ name }) => perRequest.test(name))?.name;
}

/** https://docs.python.org/3/library/functools.html: `cache` is `lru_cache(maxsize=None)`, which never evicts. */
function isUnbounded(mark: CodeMark): boolean {
  if (mark.target === 'functools.cache') return true;
  if (mark.target !== 'functools.lru_cache') return false;
  return (option(mark, 'maxsize') ?? positional(mark, 0))?.kind === 'null';
}

/** Whether something empties the cache. */
function isCleared({ source }: CodeFile, name: string): boolean {
  return source.text.includes(`${name}.cache_clear`);
}

const inPython: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: ['python'],
  words: /lru_cache|functools/,
  *see(code) {
    for (const mark of code.marks) {
      const made = mark.function;
      const parameter = requestParameter(made);
      if (!made || parameter === undefined || !isUnbounded(mark) || isCleared(code, made.name)) continue;
      yield seenAt(
        code,
        mark,
        `every result of ${made.name} is kept for ever, one for each \`${parameter}\``,
        'medium',
      );
    }
  },
};

/** `memoize(fn)` of libraries that keep all results: https://lodash.com/docs/#memoize. */
const inJavaScript: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: ['javascript'],
  words: /memoize/,
  *see(code) {
    for (const call of code.calls) {
      if (
        !/^(?:lodash(?:-es)?(?:\.default)?\.memoize|lodash[./]memoize(?:\.js)?(?:\.default)?)$/.test(
          call.target,
        )
      )
        continue;
      const [first] = call.arguments;
      const value = first?.value.kind === 'path' ? first.value.value : first?.value;
      const parameter = value?.kind === 'function' ? requestParameter(value.function) : undefined;
      // Whoever keeps the cache of the function at hand may empty it.
      if (parameter === undefined || /\.cache\b/.test(code.source.text)) continue;
      yield seenAt(code, call, `every result is kept for ever, one for each \`${parameter}\``, 'medium');
    }
  },
};

export const unboundedMemoisation = sightedSignal({
  id: sighting,
  question: 'caching',
  stance: 'contradicts',
  meaning: 'Results that are kept per client pile up until the process dies.',
  recognition:
    '`functools.cache`, `lru_cache(maxsize=None)` or `memoize` of lodash on a function with a parameter that clients choose: a user, a token, a session, an address.',
  guards: [
    'Functions without such a parameter have few results, and one without parameters has one.',
    '`lru_cache` without arguments keeps 128 results.',
    'A cache that is emptied somewhere in the file is not unbounded.',
  ],
  languages: ['JavaScript', 'Python'],
  recognisers: [inPython, inJavaScript],
  seen: [
    {
      title: 'lru_cache without a bound',
      files: pythonService(
        'from functools import lru_cache\n\n@lru_cache(maxsize=None)\ndef permissions(user_id: int):\n    return load(user_id)\n',
      ),
    },
    {
      title: 'functools.cache',
      files: pythonService(
        'import functools\n\n@functools.cache\ndef whoami(token):\n    return decode(token)\n',
      ),
    },
    {
      title: 'memoize of lodash',
      files: nodeService(
        "const _ = require('lodash');\nconst load = _.memoize(async (userId) => find(userId));\n",
      ),
    },
  ],
  unseen: [
    {
      title: 'the default of 128 results',
      files: pythonService(
        'from functools import lru_cache\n\n@lru_cache\ndef permissions(user_id):\n    return load(user_id)\n\n@lru_cache()\ndef rights(user_id):\n    return load(user_id)\n',
      ),
    },
    {
      title: 'settings, and few results',
      files: pythonService(
        'from functools import cache\n\n@cache\ndef settings():\n    return Settings()\n\n@cache\ndef template(name):\n    return read(name)\n',
      ),
    },
    {
      title: 'a cache that is emptied',
      files: pythonService(
        'from functools import cache\n\n@cache\ndef permissions(user_id):\n    return load(user_id)\n\ndef changed():\n    permissions.cache_clear()\n',
      ),
    },
    {
      title: 'memoize of few results',
      files: nodeService("const _ = require('lodash');\nconst load = _.memoize((locale) => find(locale));\n"),
    },
  ],
});
