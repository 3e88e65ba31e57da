import type { RepositoryFile } from '../model/repository-view.js';
import type { Skipped } from '../model/skipped.js';

/** A file that was found, before it gets its marks. */
export type ListedFile = Omit<RepositoryFile, 'marks'>;

/** What was found below a root, in any order. */
export interface Listing {
  readonly files: readonly ListedFile[];
  readonly skipped: readonly Skipped[];
  /** Files that are links: the regular file below the root whose content they have. */
  readonly targets: ReadonlyMap<string, string>;
}
