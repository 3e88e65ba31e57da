import { option } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeTry } from '../../../syntax/code/code-file.js';
import {
  csharpService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
} from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { Recogniser, Seen } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { clientLanguages, clientsOf, httpClients, wordsOf } from './clients/all-clients.js';
import { sentBy } from './clients/http-client.js';
import { isOfPolly, jvm, recogniserOfUses } from './library-uses.js';
import type { LibraryUse } from './library-uses.js';
import { isToldMaximum, isWithoutEnd, optionOf } from './retry-uses.js';

const sighting = 'retry-unbounded';

/** Libraries that are told to go on for ever. Names of their options: see the table of bounded retries. */
const told: Recogniser = {
  in: 'code',
  sighting,
  languages: ['javascript'],
  words: /p-retry|async-retry|axios-retry|['"]retry['"]/,
  *see(code) {
    for (const call of code.calls) {
      if (!/^(?:p-retry|async-retry|axios-retry|retry\.operation)(?:\.default)?$/.test(call.target)) continue;
      const retries = option(call, 'retries');
      const forever = option(call, 'forever');
      if (retries && isWithoutEnd(retries))
        yield seenAt(code, call, `what fails is tried again for ever (retries: Infinity of ${call.target})`);
      else if (forever?.kind === 'boolean' && forever.value)
        yield seenAt(code, call, `what fails is tried again for ever (forever: true of ${call.target})`);
    }
  },
};

/**
 * Libraries of Python that try again for ever and at once unless told otherwise: https://tenacity.readthedocs.io/en/latest/#basic-retry,
 * https://github.com/invl/retry#retry-decorator (`tries=-1`, `delay=0`), https://github.com/rholder/retrying#examples.
 * One that waits longer and longer may well go on for ever: it listens or connects.
 */
const defaults: readonly {
  readonly target: RegExp;
  readonly library: string;
  readonly limits: readonly string[];
}[] = [
  { target: /^tenacity\.retry$/, library: 'tenacity', limits: ['stop', 'wait', 'sleep'] },
  { target: /^retry\.retry$/, library: 'retry', limits: ['tries', 'delay', 'backoff'] },
  {
    target: /^retrying\.retry$/,
    library: 'retrying',
    limits: [
      'stop_max_attempt_number',
      'stop_max_delay',
      'stop_func',
      'stop',
      'wait_fixed',
      'wait_random_min',
      'wait_random_max',
      'wait_exponential_multiplier',
      'wait_exponential_max',
      'wait_incrementing_start',
      'wait_func',
      'wait',
    ],
  },
];

const byDefault: Recogniser = {
  in: 'code',
  sighting,
  languages: ['python'],
  words: /tenacity|retrying|from retry/,
  *see(code) {
    for (const mark of code.marks) {
      const known = defaults.find(({ target }) => target.test(mark.target));
      if (!known || mark.on !== 'function') continue;
      // `@retry(**settings)` may bring a limit.
      const isOpen = /\*\*/.test(code.source.text.slice(mark.start, mark.end));
      const limit = optionOf(mark, ...known.limits);
      if (!isOpen && (!limit || isWithoutEnd(limit)))
        yield seenAt(
          code,
          mark,
          `${mark.function?.name ?? 'a function'} is tried again for ever and at once: ${known.library} has no limit unless told`,
        );
    }
  },
};

/**
 * Builders that are told to go on for ever and at once. Polly's methods for that which wait have names of their own:
 * https://www.pollydocs.org/migration-v8.html#migrating-retry-policies; a template of Spring Retry waits only where it is told how:
 * https://docs.spring.io/spring-retry/docs/current/apidocs/org/springframework/retry/support/RetryTemplateBuilder.html.
 */
const builders: readonly LibraryUse[] = [
  {
    languages: ['csharp'],
    word: 'RetryForever',
    call: /(?:^|\.)Policy\b.*\.RetryForever(?:Async)?$/,
    when: isOfPolly,
    says: 'what fails is tried again for ever and at once (RetryForever of Polly)',
  },
  {
    languages: ['csharp'],
    word: 'MaxRetryAttempts',
    call: /(?:^|\.)AddRetry$/,
    when: (use, code) =>
      isToldMaximum(use) && /\bDelay\s*=\s*TimeSpan\.Zero\b/.test(code.source.text.slice(use.start, use.end)),
    says: 'what fails is tried again for ever and at once (MaxRetryAttempts of Polly)',
  },
  {
    languages: jvm,
    word: 'infiniteRetry',
    call: /^org\.springframework\.retry\.support\.RetryTemplate\.builder\(\)(?:\.(?!(?!noBackoff)\w*Backoff\b)\w+\(\))*\.build$/,
    when: (use, code) => /\.infiniteRetry\(/.test(code.source.text.slice(use.start, use.end)),
    says: 'what fails is tried again for ever and at once (infiniteRetry of Spring Retry)',
  },
];

const pause =
  /^(?:sleep|delay|wait\w*|setTimeout|backoff\w*|pause|usleep|nanosleep|tick|park\w*|After|Sleep|Delay)$/i;
/** A way out of the loop, or a count that may lead to one. */
const leaves = /\b(?:break|return|throw|raise|exit|panic|continue)\b|\+\+|\+= ?1|- ?= ?1/;

const loops: Recogniser = {
  in: 'code',
  sighting,
  languages: clientLanguages,
  words: wordsOf(httpClients),
  *see(code) {
    for (const call of code.calls) {
      const { loop, try: attempt } = call.context;
      if (loop?.endless !== true || !attempt || attempt.start < loop.start) continue;
      const sent = sentBy(call, clientsOf(code.language));
      if (sent && isHotRetry(code, loop, attempt)) yield sightingOf(code, call, sent.client.library);
    }
  },
};

function isHotRetry(
  code: CodeFile,
  loop: { readonly start: number; readonly end: number },
  attempt: CodeTry,
): boolean {
  const { text } = code.source;
  const pauses = code.calls.some(
    (call) => call.start >= loop.start && call.end <= loop.end && pause.test(call.name),
  );
  // Success ends the loop: it tries again, it does not poll.
  const succeeds = /\b(?:return|break)\b/.test(text.slice(attempt.body.start, attempt.body.end));
  const afterwards = text.slice(
    Math.max(attempt.body.end, ...attempt.handlers.map(({ end }) => end)),
    loop.end,
  );
  return (
    !pauses &&
    succeeds &&
    attempt.handlers.length > 0 &&
    attempt.handlers.every(({ start, end }) => !leaves.test(text.slice(start, end))) &&
    !leaves.test(afterwards)
  );
}

function sightingOf(code: CodeFile, call: CodeCall, library: string): Seen {
  return seenAt(
    code,
    call,
    `a failed request of ${library} is sent again at once and without end, in an endless loop`,
  );
}

export const retryUnbounded = sightedSignal({
  id: sighting,
  question: 'partial-failure',
  stance: 'contradicts',
  meaning: 'What is down is asked again without end, and kept down by it.',
  recognition:
    'A library for retries is told, or by its default left, to go on for ever; an endless loop sends a failed request again without a pause and without a way out.',
  guards: [
    'Loops that pause, count, break or throw when a request fails are none.',
    'What waits between its attempts may listen or connect, and go on for ever.',
    'Loops that poll, where success does not end the loop, are none.',
    'Limits that come with spread arguments are unknown.',
  ],
  languages: ['JavaScript', 'Python', 'Java', 'Kotlin', 'C#', 'PHP'],
  recognisers: [told, byDefault, recogniserOfUses(sighting, builders), loops],
  seen: [
    {
      title: 'retries: Infinity',
      files: nodeService(
        "import pRetry from 'p-retry';\nexport const pay = (order) => pRetry(() => send(order), { retries: Infinity });\n",
      ),
    },
    {
      title: 'forever',
      files: nodeService(
        "const retry = require('async-retry');\nexports.pay = (order) => retry(() => send(order), { forever: true });\n",
      ),
    },
    {
      title: 'tenacity without a stop',
      files: pythonService('from tenacity import retry\n\n@retry\ndef pay(order):\n    ...\n'),
    },
    {
      title: 'Polly',
      files: csharpService(
        'using Polly;\n\nvar policy = Policy.Handle<HttpRequestException>().RetryForeverAsync();\n',
      ),
    },
    {
      title: 'Polly with as many attempts as a number can be, and no delay',
      files: csharpService(
        'using Polly;\n\nvar pipeline = new ResiliencePipelineBuilder()\n    .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = int.MaxValue, Delay = TimeSpan.Zero })\n    .Build();\n',
      ),
    },
    {
      title: 'RetryTemplate',
      files: javaService(
        'import org.springframework.retry.support.RetryTemplate;\n\nclass Payments {\n  private final RetryTemplate retries = RetryTemplate.builder().infiniteRetry().retryOn(IOException.class).build();\n}\n',
      ),
    },
    {
      title: 'RetryTemplate in Kotlin',
      files: kotlinService(
        'import org.springframework.retry.support.RetryTemplate\n\nclass Payments {\n  private val retries = RetryTemplate.builder().infiniteRetry().noBackoff().build()\n}\n',
      ),
    },
    {
      title: 'an endless loop in JavaScript',
      files: nodeService(
        "import axios from 'axios';\nexport async function pay(order) {\n  while (true) {\n    try {\n      return await axios.post(url, order, { timeout: 1000 });\n    } catch (error) {\n      console.error(error);\n    }\n  }\n}\n",
      ),
    },
    {
      title: 'an endless loop in Python',
      files: pythonService(
        'import requests\n\ndef pay(order):\n    while True:\n        try:\n            return requests.post(URL, json=order, timeout=1)\n        except Exception:\n            pass\n',
      ),
    },
    {
      title: 'an endless loop in PHP',
      files: phpService(
        "use GuzzleHttp\\Client;\n\nclass Payments {\n  public function pay($order) {\n    $client = new Client(['timeout' => 2]);\n    while (true) {\n      try {\n        return $client->post('/pay', ['json' => $order]);\n      } catch (\\Exception $e) {\n        error_log($e);\n      }\n    }\n  }\n}\n",
      ),
    },
  ],
  unseen: [
    {
      title: 'a loop that waits',
      files: pythonService(
        'import requests\nimport time\n\ndef pay(order):\n    while True:\n        try:\n            return requests.post(URL, json=order, timeout=1)\n        except Exception:\n            time.sleep(5)\n',
      ),
    },
    {
      title: 'a loop that counts',
      files: nodeService(
        "import axios from 'axios';\nexport async function pay(order) {\n  let attempts = 0;\n  while (true) {\n    try {\n      return await axios.post(url, order, { timeout: 1000 });\n    } catch (error) {\n      if (attempts++ > 3) throw error;\n    }\n  }\n}\n",
      ),
    },
    {
      title: 'tenacity with a stop',
      files: pythonService(
        'from tenacity import retry, stop_after_delay\n\n@retry(stop=stop_after_delay(30))\ndef pay(order):\n    ...\n',
      ),
    },
    {
      title: 'tenacity that waits longer and longer',
      files: pythonService(
        'from tenacity import retry, wait_exponential\n\n@retry(wait=wait_exponential(max=30))\ndef listen():\n    ...\n',
      ),
    },
    {
      title: 'a limit that is passed on',
      files: pythonService('from tenacity import retry\n\n@retry(**RETRY)\ndef pay(order):\n    ...\n'),
    },
    {
      title: 'Polly that waits between its attempts',
      files: csharpService(
        'using Polly;\n\nvar policy = Policy.Handle<SocketException>().WaitAndRetryForeverAsync(_ => TimeSpan.FromSeconds(5));\n',
      ),
    },
    {
      title: 'RetryTemplate that waits between its attempts',
      files: javaService(
        'import org.springframework.retry.support.RetryTemplate;\n\nclass Payments {\n  private final RetryTemplate retries = RetryTemplate.builder().infiniteRetry().fixedBackoff(1000).build();\n}\n',
      ),
    },
    {
      title: 'forever of something else',
      files: nodeService("const retry = require('./own.js');\nretry(() => send(), { forever: true });\n"),
    },
  ],
});
