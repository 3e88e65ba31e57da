import { isUtf8 } from 'node:buffer';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../model/input-error.js';
import { readRegularFile } from './regular-file.js';
import { writeAtomically } from './write-file.js';

/** A text to be written. */
export interface FileEdit {
  /** Relative to the root, with `/`. */
  readonly path: string;
  /** The whole new text, without byte-order mark. */
  readonly text: string;
  /** The file is new and must not be there yet. */
  readonly create: boolean;
}

const byteOrderMark = '\u{FEFF}';

/**
 * Writes several texts of which each needs the others: all of them can be written, or none is. New files come first and are taken back when
 * a later one fails. A byte-order mark that a file has is kept.
 * @param root absolute path of the scanned root.
 * @throws InputError when a file is not UTF-8, cannot be written, or exists and must not.
 */
export async function writeEdits(root: string, edits: readonly FileEdit[]): Promise<void> {
  const marks = new Map(edits.filter(({ create }) => !create).map(({ path }) => [path, markOf(root, path)]));
  const ordered = edits.toSorted((one, other) => Number(other.create) - Number(one.create));
  const created: string[] = [];
  try {
    for (const { path, text, create } of ordered) {
      await writeAtomically(root, path, (marks.get(path) ?? '') + text, { create });
      if (create) created.push(path);
    }
  } catch (error) {
    for (const path of created) await rm(join(root, path), { force: true });
    throw error;
  }
}

/** The byte-order mark of a file that is about to be edited. */
function markOf(root: string, path: string): string {
  const read = readRegularFile(root, path);
  if (!('content' in read)) throw new InputError(`${path} cannot be read: ${read.detail ?? read.reason}`);
  const bytes = read.content;
  if (!isUtf8(bytes))
    throw new InputError(
      `${path} is not UTF-8 and is not edited, because that would change its other characters`,
      'Convert it to UTF-8 first.',
    );
  return bytes.subarray(0, 3).toString('utf8') === byteOrderMark ? byteOrderMark : '';
}
