import { mkdir, readdir, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError } from '../model/input-error.js';
import { systemErrorCode } from './errors.js';
import { writeAtomically } from './write-file.js';

/** Says that everything in a folder was written by lintel and may be written over. */
const mark = '.lintel-output';

/**
 * Writes files into a folder of their own.
 * @param folder where; it is made when it is missing.
 * @param options `force`: also into a folder in which others have put something.
 * @throws InputError when the folder holds something that lintel did not write, or is none.
 */
export async function writeOutput(
  folder: string,
  files: readonly { readonly path: string; readonly text: string }[],
  options: { readonly force?: boolean } = {},
): Promise<void> {
  const root = resolve(folder);
  try {
    await mkdir(root, { recursive: true });
    const present = await readdir(root);
    if (present.length > 0 && !present.includes(mark) && options.force !== true)
      throw new InputError(
        `${folder} holds files that lintel did not write`,
        'Give an empty folder, or --force to write between them.',
      );
  } catch (error) {
    const code = systemErrorCode(error);
    if (code !== 'EEXIST' && code !== 'ENOTDIR' && code !== 'EACCES' && code !== 'EROFS') throw error;
    throw new InputError(`${folder} cannot be written to (${code})`, 'Give another folder.');
  }
  const real = await realpath(root);
  await writeAtomically(real, mark, 'Written by lintel; what is here is written over.\n');
  for (const { path, text } of files) await writeAtomically(real, path, text);
}
