import { readFile } from 'node:fs/promises';
import { InputError } from '../../model/input-error.js';

/** Far more than any checklist needs. */
const limit = 4 * 1024 * 1024;

/**
 * The text of a file that the user names, `-` for standard input, read to its end.
 * @throws InputError when it cannot be read or is too large.
 */
export async function readGiven(path: string): Promise<string> {
  if (path !== '-') {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      throw new InputError(
        `${path} cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : String(error)})`,
        'Give the path of a form or of a file of answers, or - for standard input.',
      );
    }
  }
  let text = '';
  process.stdin.setEncoding('utf8');
  for await (const part of process.stdin) {
    text += String(part);
    if (text.length > limit)
      throw new InputError('standard input holds more than 4 MB', 'Give answers only.');
  }
  return text;
}
