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
  runWith(written, [path], `${path} was written, but the editor`);
}

/**
 * Runs a command of the user's environment, split at spaces, with arguments, on the terminal of lintel.
 * @throws InputError when it cannot be started or fails.
 */
function runWith(written: string, words: readonly string[], what: string): void {
  const [command, ...options] = written.trim().split(/\s+/);
  if (command === undefined || command === '') return;
  const run = spawnSync(command, [...options, ...words], {
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
