import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileSizeLimit, tooLarge } from './content.js';
import type { Content, NoContent } from './content.js';
import { systemErrorCode } from './errors.js';
import { isInside } from './native-path.js';

/** Opening never follows a link and never waits for the other end of a pipe. Windows has neither flag. */
const safely = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * The bytes of a regular file below `folder`. What is something else by now (the listing may be minutes old) is named, not opened: links,
 * pipes, sockets, devices, files in a folder that was replaced by a link out of the root.
 * Reading is synchronous: for the small files of a repository that is several times faster than the thread pool, and it never holds more
 * than one file open, however many readers ask at once.
 * @param folder absolute, without links
 * @param path relative to it, with `/`
 */
export function readRegularFile(folder: string, path: string): Content {
  const file = join(folder, path);
  let descriptor: number | undefined;
  try {
    if (!isInside(folder, realpathSync.native(dirname(file))))
      return { reason: 'outside-root', detail: 'its folder is a link out of the root' };
    const refused = refusal(lstatSync(file));
    if (refused) return refused;
    descriptor = openSync(file, safely);
    const stats = fstatSync(descriptor);
    return refusal(stats) ?? readAll(descriptor, stats.size);
  } catch (error) {
    return { reason: 'unreadable', detail: whyUnreadable(error) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function refusal(stats: Stats): NoContent | undefined {
  if (!stats.isFile()) return { reason: 'not-a-regular-file', detail: `a ${kindOf(stats)}` };
  if (stats.size > fileSizeLimit) return tooLarge(stats.size);
  return undefined;
}

/** What something in a folder is, in a word. Takes stats and folder entries. */
export function kindOf(
  stats: Pick<Stats, 'isSymbolicLink' | 'isDirectory' | 'isFIFO' | 'isSocket' | 'isFile'>,
): string {
  if (stats.isFile()) return 'file';
  if (stats.isSymbolicLink()) return 'link';
  if (stats.isDirectory()) return 'folder';
  if (stats.isFIFO()) return 'pipe';
  return stats.isSocket() ? 'socket' : 'device';
}

/** The size is only what the file had when it was asked for: it may be written to right now. */
function readAll(descriptor: number, size: number): Content {
  let buffer = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (;;) {
    const count = readSync(descriptor, buffer, length, buffer.length - length, null);
    if (count === 0) return { content: buffer.subarray(0, length) };
    length += count;
    if (length > fileSizeLimit) return tooLarge(length);
    if (length === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
  }
}

/** The system's reason in words, without the absolute path that its message holds. */
export function whyUnreadable(error: unknown): string {
  const code = systemErrorCode(error);
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'no permission';
    case 'ENOENT':
    case 'ENOTDIR':
      return 'deleted while lintel was running';
    case 'ELOOP':
      return 'replaced by a link while lintel was running';
    default:
      return code ?? 'unknown error';
  }
}
