import { spawnSync } from 'node:child_process';
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
