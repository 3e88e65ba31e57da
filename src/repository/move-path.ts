import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../model/input-error.js';

/**
 * Gives a file or folder another name in the same folder.
 * @param root absolute path of the scanned root; `from` and `to` are relative to it, with `/`.
 * @throws InputError when the new name is taken.
 */
export async function movePath(root: string, from: string, to: string): Promise<void> {
  if (existsSync(join(root, to)))
    throw new InputError(`${to} is there already and was not touched`, 'Choose another number.');
  await rename(join(root, from), join(root, to));
}
