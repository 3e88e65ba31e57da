import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../model/input-error.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Opens a file in the user's editor and waits for it: `VISUAL`, else `EDITOR`, else nothing happens, as with adr-tools. The variable may
 * hold arguments (`code --wait`). Only the user's environment says what runs, never the repository.
 * @throws InputError when the editor cannot be started or says that it failed; the file is there by then.
 */
export function openInEditor(path: string, environment: Environment = process.env): void {
  const written = environment['VISUAL'] || environment['EDITOR'] || '';
  const [command, ...options] = written.trim().split(/\s+/);
  if (command === undefined || command === '') return;
  const what = `${path} was written, but the editor`;
  const run = spawnSync(command, [...options, path], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (run.error !== undefined)
    throw new InputError(
      `${what} "${command}" cannot be started: ${run.error.message}`,
      'Correct VISUAL or EDITOR.',
    );
  if (run.status !== 0)
    throw new InputError(
      `${what} "${command}" ended with status ${run.status ?? 'unknown'}`,
      'Correct VISUAL or EDITOR.',
    );
}

/**
 * Hands a text to the pager of the user's environment, as adr-tools does: `ADR_PAGER`, on a terminal else `PAGER`.
 * @returns false when there is none, so that the text is to be printed.
 * @throws InputError when the pager cannot be started.
 */
export function showInPager(
  text: string,
  onTerminal: boolean,
  environment: Environment = process.env,
): boolean {
  const written = environment['ADR_PAGER'] || (onTerminal ? environment['PAGER'] : '') || '';
  const [pager, ...options] = written.trim().split(/\s+/);
  if (pager === undefined || pager === '') return false;
  const run = spawnSync(pager, options, {
    input: `${text}\n`,
    stdio: ['pipe', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (run.error !== undefined)
    throw new InputError(
      `the pager "${pager}" cannot be started: ${run.error.message}`,
      'Correct ADR_PAGER or PAGER.',
    );
  return true;
}

/** How editors and pagers are told of a line: those that take `+N FILE`; the others of this kind take `-g FILE:N`. */
const takesPlus = /^(?:vi|vim|nvim|view|nano|emacs|emacsclient|kak|micro|joe|less|more|most)$/;
const takesColon = /^(?:code|code-insiders|codium|cursor|subl|zed)$/;

/**
 * Shows a file at a line, in the user's editor (`VISUAL`, `EDITOR`) or pager (`PAGER`); waits for its end.
 * @param path relative to the working directory of the program, which is that of the repository or above it.
 * @returns what went wrong, or nothing.
 */
export function openAtLine(
  path: string,
  line: number,
  environment: Environment = process.env,
): string | undefined {
  const written = environment['VISUAL'] || environment['EDITOR'] || environment['PAGER'] || '';
  const [command, ...options] = written.trim().split(/\s+/);
  if (command === undefined || command === '')
    return `Set VISUAL, EDITOR or PAGER to open ${path}:${line} from here.`;
  const name = command.split(/[\\/]/).at(-1) ?? command;
  const place = takesPlus.test(name)
    ? [`+${line}`, path]
    : takesColon.test(name)
      ? [...(name === 'subl' || name === 'zed' ? [] : ['-g']), `${path}:${line}`]
      : [path];
  const run = spawnSync(command, [...options, ...place], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (run.error !== undefined) return `"${command}" cannot be started: ${run.error.message}`;
  return undefined;
}

/**
 * Lets the user write a text in their editor.
 * @param about what it is for: shown below, and left out of the text.
 * @throws InputError when there is no editor, or it failed.
 */
export function editText(present: string, about: string, environment: Environment = process.env): string {
  if (!(environment['VISUAL'] || environment['EDITOR']))
    throw new InputError('there is no editor: set VISUAL or EDITOR, or type the note with t');
  const folder = mkdtempSync(join(tmpdir(), 'lintel-note-'));
  const file = join(folder, 'note.md');
  try {
    const cut = '# ------ what stands below this line is not part of the note ------';
    writeFileSync(
      file,
      `${present}${present.endsWith('\n') || present === '' ? '' : '\n'}\n${cut}\n# ${about}\n`,
    );
    openInEditor(file, environment);
    return (readFileSync(file, 'utf8').split(cut, 1)[0] ?? '').trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
