import { positional, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeFunction } from '../../../syntax/code/code-file.js';
import { nodeService } from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { Recogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';

const sighting = 'uncaught-exception-swallowed';

/** Calls that write something down and let the process live. */
const writes =
  /^(?:console\.\w+|(?:[\w?.@/()-]*\.)?(?:log(?:ger)?|error|warn|info|debug|fatal|trace|captureException|captureMessage|notify|toString|stringify|format|inspect|toISOString|Date|String|increment|inc)(?:\(\))?(?:\.\w+)*)$/i;

const inCode: Recogniser = {
  in: 'code',
  sighting,
  languages: ['javascript'],
  words: /uncaughtException/,
  *see(code) {
    for (const call of code.calls) {
      if (!/^process\.(?:on|once|addListener)$/.test(call.target)) continue;
      const event = positional(call, 0);
      const handler = positional(call, 1);
      const known = handler && settled(handler);
      if (
        event?.kind === 'text' &&
        event.text === 'uncaughtException' &&
        known?.kind === 'function' &&
        goesOn(code, known.function)
      )
        yield seenAt(
          code,
          call,
          'the process goes on after an exception that nobody caught, in an unknown state',
        );
    }
  },
};

/** Whether a handler does nothing but write the error down: a call that is not known may end the process. */
function goesOn(code: CodeFile, handler: CodeFunction): boolean {
  const inside = code.calls.filter((call) => call.start >= handler.start && call.end <= handler.end);
  const text = code.source.text.slice(handler.start, handler.end);
  return !/\b(?:throw|exitCode|exit|kill|abort)\b/.test(text) && inside.every(isWriting);
}

function isWriting({ target, name }: CodeCall): boolean {
  return writes.test(target) || /^(?:error|warn|info|debug|log|captureException)$/.test(name);
}

export const uncaughtExceptionSwallowed = sightedSignal({
  id: sighting,
  question: 'partial-failure',
  stance: 'contradicts',
  meaning: 'A broken process goes on serving instead of being replaced.',
  recognition:
    "A handler of Node's `uncaughtException` that does nothing but write the error down; Node's documentation asks to end the process (https://nodejs.org/api/process.html#warning-using-uncaughtexception-correctly).",
  guards: [
    'A handler that exits, throws, or calls anything that is not known to be a logger is none.',
    'Handlers of rejections that nobody handled, and monitors (`uncaughtExceptionMonitor`), are none.',
  ],
  languages: ['JavaScript'],
  recognisers: [inCode],
  seen: [
    { title: 'nothing happens', files: nodeService("process.on('uncaughtException', () => {});\n") },
    {
      title: 'it is only logged',
      files: nodeService(
        "process.on('uncaughtException', (error) => {\n  console.error('uncaught', error);\n});\n",
      ),
    },
  ],
  unseen: [
    {
      title: 'it exits',
      files: nodeService(
        "process.on('uncaughtException', (error) => {\n  console.error(error);\n  process.exit(1);\n});\n",
      ),
    },
    {
      title: 'it shuts down',
      files: nodeService(
        "process.on('uncaughtException', (error) => {\n  console.error(error);\n  shutdown();\n});\n",
      ),
    },
    {
      title: 'a monitor',
      files: nodeService("process.on('uncaughtExceptionMonitor', (error) => console.error(error));\n"),
    },
    { title: 'a handler from elsewhere', files: nodeService("process.on('uncaughtException', handler);\n") },
  ],
});
