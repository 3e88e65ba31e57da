import { curlLetters, curlNames, sortArguments } from './command-options.js';
import { scriptText } from './check-tools.js';
import type { SimpleCommand } from './simple-command.js';

/** How a command may end. What is not known may fail: only what surely cannot is said to be so. */
export interface Outcome {
  /** Whether its status can be a failure. */
  readonly fails: boolean;
  /** Whether it can end the whole script with a failure. */
  readonly aborts: boolean;
  /** Why it cannot fail, for the reader. */
  readonly reason?: string;
}

export const mayFail: Outcome = { fails: true, aborts: false };

/** An outcome without failure. */
export function neverFails(reason: string): Outcome {
  return { fails: false, aborts: false, reason };
}

/** Programs that always end well, whatever they are told. */
const alwaysFine = new Set(['true', ':', 'echo', 'printf', 'sleep']);

/** The outcome of one command. */
export function outcomeOf(command: SimpleCommand): Outcome {
  const { name } = command;
  if (name === 'exit' || name === 'return') return outcomeOfExit(command);
  if (alwaysFine.has(name)) return neverFails(`\`${name}\` always succeeds`);
  // What a sourced or evaluated text does is not seen here.
  if (name === '.' || name === 'source' || name === 'eval') return { fails: true, aborts: true };
  if (name === 'curl') return outcomeOfCurl(command);
  if (name === 'http' || name === 'https') return outcomeOfHttpie(command);
  return outcomeOfScript(command);
}

function outcomeOfExit({ arguments: words }: SimpleCommand): Outcome {
  return words[0] === '0'
    ? neverFails('`exit 0` ends the check with success')
    : { fails: true, aborts: true };
}

/** Without `--fail` curl succeeds on any HTTP answer. Source: https://curl.se/docs/manpage.html#-f */
function outcomeOfCurl({ arguments: words }: SimpleCommand): Outcome {
  const { options, others } = sortArguments(words, curlLetters, curlNames);
  if (['-f', '--fail', '--fail-with-body', '-K', '--config'].some((name) => options.has(name)))
    return mayFail;
  const urls = [...others, options.get('--url') ?? ''];
  if (!urls.some((word) => word !== '')) return mayFail;
  // Other protocols have no status; a stray operator is taken for a host and makes curl fail.
  if (urls.some((word) => /^(?!https?:)[a-z]+:\/\//i.test(word) || /^(\|\||&&|;|exit)$/.test(word)))
    return mayFail;
  return neverFails('`curl` without `--fail` takes any HTTP answer for success, a 500 too');
}

/** Source: https://httpie.io/docs/cli/http-status */
function outcomeOfHttpie({ arguments: words }: SimpleCommand): Outcome {
  if (words.includes('--check-status') || words.every((word) => word.startsWith('-'))) return mayFail;
  return neverFails('`http` without `--check-status` takes any HTTP answer for success, a 500 too');
}

/** A request of a script that looks at nothing of the answer. `urlopen` of Python raises on 4xx and 5xx, so it is fine. */
function outcomeOfScript(command: SimpleCommand): Outcome {
  const script = scriptText(command);
  if (script === undefined) return mayFail;
  const asks = command.name.startsWith('python')
    ? /\b(requests|httpx)\.(get|head)\s*\(/
    : /\bfetch\s*\(|\bhttps?['"]?\)?\.(get|request)\s*\(/;
  if (!asks.test(script)) return mayFail;
  if (/exit|raise|throw|assert|abort|kill|status|\bok\b|\.json\b|reject/i.test(script)) return mayFail;
  return neverFails('the script asks, but never looks at the status of the answer');
}

/** Programs that pass on what comes through a pipe and succeed whatever it is. */
const passers = new Set([
  'cat',
  'tee',
  'head',
  'tail',
  'tr',
  'sort',
  'uniq',
  'wc',
  'cut',
  'column',
  'base64',
  'nl',
  'rev',
]);

/** The outcome of the last command of a pipe, which gets `before` as its input. */
export function outcomeAtEndOfPipe(command: SimpleCommand, before: string): Outcome {
  const { name, arguments: words } = command;
  const swallows =
    passers.has(name) ||
    (name === 'sed' && !words.some((word) => /[qQ]\s*\d/.test(word))) ||
    (/^[gm]?awk$/.test(name) && !words.some((word) => word.includes('exit'))) ||
    (name === 'jq' && !words.some((word) => /^-[a-zA-Z]*[en]|^--(exit-status|null-input)$|error/.test(word)));
  if (swallows) return neverFails(`the pipe to \`${name}\` hides the status of \`${before}\``);
  return outcomeOf(command);
}
