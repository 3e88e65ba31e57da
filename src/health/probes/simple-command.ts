/** One program with its arguments, as a shell or the platform starts it. */
export interface SimpleCommand {
  /** Name of the program without folder, lower case. */
  readonly name: string;
  readonly arguments: readonly string[];
}

/** Programs that only start another one, by how many words of their own (besides options) stand before it. */
const launchers: ReadonlyMap<string, number> = new Map([
  ['exec', 0],
  ['command', 0],
  ['env', 0],
  ['nice', 0],
  ['nohup', 0],
  ['time', 0],
  ['sudo', 0],
  ['busybox', 0],
  ['tini', 0],
  ['dumb-init', 0],
  ['timeout', 1],
  ['gosu', 1],
  ['su-exec', 1],
]);

/** Options of launchers that take the next word along. */
const launcherValues = new Set([
  '-k',
  '--kill-after',
  '-s',
  '--signal',
  '-n',
  '-u',
  '-g',
  '--user',
  '--group',
]);

/** The program behind launchers such as `timeout 5` and `env A=b`; undefined without a word. */
export function simpleCommand(words: readonly string[]): SimpleCommand | undefined {
  let rest = words;
  for (let hops = 0; hops < 8; hops += 1) {
    const first = rest[0];
    if (first === undefined) return undefined;
    const name = programName(first);
    const own = launchers.get(name);
    const behind = own === undefined ? [] : behindLauncher(rest.slice(1), own);
    if (behind.length === 0) return { name, arguments: rest.slice(1) };
    rest = behind;
  }
  return undefined;
}

function programName(word: string): string {
  return word
    .slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1)
    .toLowerCase()
    .replace(/\.exe$/, '');
}

function behindLauncher(words: readonly string[], own: number): readonly string[] {
  let at = 0;
  for (let left = own; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (launcherValues.has(word)) at += 1;
    else if (/^\w+=/.test(word) || (word.startsWith('-') && word.length > 1)) continue;
    else if (left === 0) break;
    else left -= 1;
  }
  return words.slice(at);
}

/** The text that a shell is told to run (`sh -c "…"`), with the options that change what its status means. */
export interface ShellCall {
  readonly text: string;
  readonly errexit: boolean;
  readonly pipefail: boolean;
}

const shells = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh']);

/** What a shell is told to run; undefined when the command is no shell with `-c`. */
export function shellCall(command: SimpleCommand): ShellCall | undefined {
  if (!shells.has(command.name)) return undefined;
  let errexit = false;
  let pipefail = false;
  for (const [at, word] of command.arguments.entries()) {
    if (word === 'pipefail') pipefail = true;
    else if (/^-[a-z]+$/i.test(word)) {
      if (word.includes('e')) errexit = true;
      const next = command.arguments[at + 1];
      const text = word.endsWith('o') && next === 'pipefail' ? command.arguments[at + 2] : next;
      if (word.includes('c'))
        return text === undefined ? undefined : { text, errexit, pipefail: pipefail || next === 'pipefail' };
    } else if (!word.startsWith('--')) return undefined;
  }
  return undefined;
}
