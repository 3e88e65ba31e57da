import type { Skipped } from './skipped.js';
import type { SourceText } from './source-text.js';

/**
 * What kind of tree a file lies in, where it is not the product's own code.
 * vendored = third-party copies; generated = written by a program; example = samples, demos, playgrounds;
 * test = tests, fixtures, mocks; documentation = docs trees.
 */
export type FileMark = 'vendored' | 'generated' | 'example' | 'test' | 'documentation';

/** One file of the scanned repository. */
export interface RepositoryFile {
  /** Relative to the scanned root, with `/`; NFC is not applied: the bytes of the name decide. */
  readonly path: string;
  /** Git blob id of the content, when git knows it and the working copy was not changed. */
  readonly blob?: string;
  readonly origin: 'tracked' | 'untracked' | 'walked' | 'revision';
  readonly marks: readonly FileMark[];
}

/**
 * The scanned repository as readers see it: the working tree, or a commit that is not checked out.
 * Readers get all content through it; they never touch the disk.
 */
export interface RepositoryView {
  /** The commit that the view shows or stands on; undefined before the first commit and outside git. */
  readonly commit: string | undefined;
  /** All files, sorted by path. */
  readonly files: readonly RepositoryFile[];
  file(path: string): RepositoryFile | undefined;
  /**
   * The text of a file (UTF-8, UTF-16 with BOM or Latin-1, BOM removed), or undefined when there is none to be had
   * (absent, binary, too large …); then `skipped` names why. Never rejects for a file's sake.
   */
  read(path: string): Promise<SourceText | undefined>;
  /** What could not be read up to now, sorted by file. */
  readonly skipped: readonly Skipped[];
}

/** True for files of the product itself: not vendored, generated, example, test or documentation. */
export function isProductFile(file: RepositoryFile): boolean {
  return file.marks.length === 0;
}
