import { InputError } from '../model/input-error.js';
import { readRegularFile } from './regular-file.js';
import { folderAt } from './place.js';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The text of a file that is to be edited: a BOM is part of it, and writing it back gives the same bytes. Undefined when there is no such
 * file.
 * @param root absolute path of the scanned root.
 * @param path relative to it, with `/`.
 * @throws InputError when the file is not UTF-8, too large, or no regular file.
 */
export function readExactText(root: string, path: string): string | undefined {
  const folder = folderAt(root);
  if (!existsSync(join(folder, path))) return undefined;
  const content = readRegularFile(folder, path);
  if (!('content' in content))
    throw new InputError(
      `${path} cannot be edited: ${content.detail ?? content.reason}`,
      'Give a text file of the repository.',
    );
  const text = content.content.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(content.content))
    throw new InputError(`${path} is not UTF-8 and was not touched`, 'Save it as UTF-8.');
  return text;
}
