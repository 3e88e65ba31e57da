import { statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { isContentOf } from './blob-id.js';
import type { IndexEntry } from './index-listing.js';
import { readRegularFile } from './regular-file.js';

/**
 * Content that is read on opening to find out whether files still equal their blobs: at most this many bytes, where each file counts for some
 * more, so that opening takes no more than about a second also for a copy of a large repository in which no time is right. Files beyond
 * it have no blob, which costs no more than a cache entry.
 */
const contentBudget = 128 * 1024 * 1024;
const costOfOpening = 8 * 1024;

/** Numbers of milliseconds that stand for the same nanosecond may differ by this much. */
const roundingError = 0.001;

/**
 * Tells whether a working copy equals its blob, as git does it: by the times, inode and size that the index remembers, and by content
 * where these do not decide: (1) something else than the size differs (a fresh copy of the repository, a `touch`); (2) the file is not
 * older than the index, so that it may have been written again within the same tick of the clock ("racy git").
 * Contents are hashed as they are, so that no filter is run.
 */
export class IndexComparison {
  readonly #folder: string;
  readonly #indexTime: number;
  #budget = contentBudget;

  /**
   * @param folder absolute, without links
   * @param gitFolder where the index lies
   */
  constructor(folder: string, gitFolder: string) {
    this.#folder = folder;
    this.#indexTime =
      statSync(join(gitFolder, 'index'), { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY;
  }

  /** `stats` is the `lstat` of the working copy, a regular file. */
  isUnchanged(entry: IndexEntry, stats: Stats): boolean {
    if (entry.unmerged) return false;
    const known = entry.stat;
    // Git writes the size 0 for a file whose times it does not trust.
    if (known && known.size !== 0 && known.size !== stats.size % 2 ** 32) return false;
    if (known && sameStat(known, stats) && latest(known.mtime) < this.#indexTime - roundingError) return true;
    return this.#sameContent(entry, stats);
  }

  /** Whether the working copy looks as it did when it last equalled its blob; less than certain for files written just now. */
  hasSameStat(entry: IndexEntry, stats: Stats): boolean {
    return !entry.unmerged && entry.stat !== undefined && sameStat(entry.stat, stats);
  }

  #sameContent(entry: IndexEntry, stats: Stats): boolean {
    const cost = stats.size + costOfOpening;
    if (cost > this.#budget) return false;
    this.#budget -= cost;
    const read = readRegularFile(this.#folder, entry.path);
    return 'content' in read && isContentOf(read.content, entry.blob);
  }
}

/** On Windows, inode and ctime are not the same for Node and git. */
function sameStat(known: NonNullable<IndexEntry['stat']>, stats: Stats): boolean {
  if (known.size !== stats.size % 2 ** 32 || !sameTime(known.mtime, stats.mtimeMs)) return false;
  if (process.platform === 'win32') return true;
  return known.inode === stats.ino % 2 ** 32 && sameTime(known.ctime, stats.ctimeMs);
}

/** The end of the second when only whole seconds are known. */
function latest(time: number): number {
  return time % 1_000 === 0 ? time + 999 : time;
}

/** JGit and libgit2 may write whole seconds. */
function sameTime(known: number, actual: number): boolean {
  return known % 1_000 === 0
    ? known === Math.floor(actual / 1_000) * 1_000
    : Math.abs(known - actual) < roundingError;
}
