import { lstatSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { join } from 'node:path';
import type { Skipped } from '../model/skipped.js';
import type { RootAttributes } from './attribute-files.js';
import { attributesOnDisk } from './attribute-files.js';
import { IndexComparison } from './index-comparison.js';
import { listIndex } from './index-listing.js';
import type { IndexEntry } from './index-listing.js';
import { resolveLinks } from './links.js';
import type { ListedFile, Listing } from './listed-file.js';
import { folderOf, foldersAbove, isUndecodable } from './native-path.js';
import type { GitPlace } from './place.js';
import { kindOf, readRegularFile, whyUnreadable } from './regular-file.js';
import { linkTextLimit, TreeLinks } from './tree-links.js';

/** The working tree below a folder, with the attributes of its files. */
export interface WorkingTree extends Listing {
  readonly attributes: RootAttributes;
  /** False when the index has nothing below the folder. */
  readonly hasTracked: boolean;
  /**
   * Path → the blob that stands for a file in git's eyes: of unchanged ones, also where a filter makes the content another (Git LFS), and of
   * those that a sparse checkout leaves out.
   */
  readonly indexed: ReadonlyMap<string, string>;
}

interface TrackedFile {
  readonly entry: IndexEntry;
  readonly stats: Stats;
}

/** Lists what is checked out below a folder: tracked files as they are on disk, and untracked ones that are not ignored. */
export async function listWorkingTree(place: GitPlace): Promise<WorkingTree> {
  const { tracked, untracked } = await listIndex(place.git);
  const tree = new TreeOnDisk(place.folder);
  for (const entry of tracked) tree.addTracked(entry);
  for (const path of untracked) tree.addUntracked(path);
  return { ...tree.finish(place), hasTracked: tracked.length > 0 };
}

class TreeOnDisk {
  readonly #root: string;
  readonly #tracked: TrackedFile[] = [];
  readonly #untracked: string[] = [];
  readonly #links = new Map<string, ListedFile['origin']>();
  /** Links that were checked out as text files. */
  readonly #textLinks: string[] = [];
  readonly #skipped: Skipped[] = [];
  readonly #indexed = new Map<string, string>();
  readonly #realFolders = new Map<string, boolean>([['', true]]);
  readonly #nested = new Map<string, string | undefined>([['', undefined]]);

  constructor(root: string) {
    this.#root = root;
  }

  addTracked(entry: IndexEntry): void {
    const { path } = entry;
    // `./` is the folder itself: a submodule that was never checked out.
    if (entry.mode === '160000') return this.#skip(path === './' ? '.' : path, 'submodule');
    if (isUndecodable(path)) return this.#skip(path, 'unsupported-encoding', 'its name is not UTF-8');
    if (entry.notCheckedOut) {
      this.#indexed.set(path, entry.blob);
      return this.#skip(path, 'not-checked-out', 'left out of the sparse checkout');
    }
    // As for git, a file behind a folder that was replaced by a link is deleted; the link is listed as untracked.
    if (!this.#isRealFolder(folderOf(path))) return undefined;
    const stats = this.#stats(path);
    if (stats === undefined || stats.isDirectory()) return undefined;
    if (stats.isSymbolicLink()) this.#links.set(path, 'tracked');
    else if (!stats.isFile()) this.#skip(path, 'not-a-regular-file', `a ${kindOf(stats)}`);
    else if (entry.mode === '120000' && stats.size <= linkTextLimit) this.#textLinks.push(path);
    else this.#tracked.push({ entry, stats });
    return undefined;
  }

  addUntracked(path: string): void {
    if (path.endsWith('/')) return this.#skip(path.slice(0, -1), 'nested-repository');
    if (isUndecodable(path)) return this.#skip(path, 'unsupported-encoding', 'its name is not UTF-8');
    // Git takes a nested repository without commits for a folder like any other.
    if (this.#nestedRepository(folderOf(path)) !== undefined) return undefined;
    const stats = this.#stats(path);
    if (stats === undefined) return undefined;
    if (stats.isSymbolicLink()) this.#links.set(path, 'untracked');
    else if (stats.isFile()) this.#untracked.push(path);
    else this.#skip(path, 'not-a-regular-file', `a ${kindOf(stats)}`);
    return undefined;
  }

  finish(place: GitPlace): Omit<WorkingTree, 'hasTracked'> {
    const tracked = this.#withoutCaseConflicts();
    const paths = new Set([...tracked.map(({ entry }) => entry.path), ...this.#untracked]);
    const attributes = attributesOnDisk(this.#root, place.prefix, paths);
    const comparison = new IndexComparison(this.#root, place.gitFolder);
    const files = tracked.map(({ entry, stats }): ListedFile => {
      const { path, blob } = entry;
      // Whether a converted file equals its blob is only known to the filter, which is not run.
      const converted = isConverted(attributes, path);
      const unchanged = converted
        ? comparison.hasSameStat(entry, stats)
        : comparison.isUnchanged(entry, stats);
      if (unchanged) this.#indexed.set(path, blob);
      return { path, origin: 'tracked', ...(unchanged && !converted ? { blob } : {}) };
    });
    for (const path of this.#untracked) files.push({ path, origin: 'untracked' });
    this.#skipTextLinks(paths);
    const links = resolveLinks(this.#root, [...this.#links.keys()], paths);
    for (const path of links.targets.keys())
      files.push({ path, origin: this.#links.get(path) ?? 'untracked' });
    return {
      files,
      attributes,
      targets: links.targets,
      skipped: [...this.#skipped, ...links.skipped],
      indexed: this.#indexed,
    };
  }

  #skip(file: string, reason: Skipped['reason'], detail?: string): void {
    this.#skipped.push(detail === undefined ? { file, reason } : { file, reason, detail });
  }

  /** Undefined for what is not there (deleted); what may not be looked at is skipped. */
  #stats(path: string): Stats | undefined {
    try {
      return lstatSync(join(this.#root, path), { throwIfNoEntry: false });
    } catch (error) {
      this.#skip(path, 'unreadable', whyUnreadable(error));
      return undefined;
    }
  }

  /**
   * Whether a folder below the root is there and neither it nor one above it is a link. One that may not be looked at counts as real:
   * the look at the file says so again.
   */
  #isRealFolder(folder: string): boolean {
    const known = this.#realFolders.get(folder);
    if (known !== undefined) return known;
    let real = true;
    for (const path of [...foldersAbove(folder), folder]) {
      real = this.#realFolders.get(path) ?? (real && isFolder(join(this.#root, path)));
      this.#realFolders.set(path, real);
    }
    return real;
  }

  /** The repository of its own that a folder lies in, which is skipped when it is first met. */
  #nestedRepository(folder: string): string | undefined {
    if (this.#nested.has(folder)) return this.#nested.get(folder);
    let nested: string | undefined;
    for (const path of [...foldersAbove(folder), folder]) {
      if (!this.#nested.has(path)) {
        if (nested === undefined && this.#exists(`${path}/.git`)) {
          nested = path;
          this.#skip(path, 'nested-repository');
        }
        this.#nested.set(path, nested);
      }
      nested = this.#nested.get(path);
    }
    return nested;
  }

  #exists(path: string): boolean {
    try {
      return lstatSync(join(this.#root, path), { throwIfNoEntry: false }) !== undefined;
    } catch {
      return false;
    }
  }

  /** On a file system that does not tell `A` from `a`, two paths of the index are one file: it counts once. */
  #withoutCaseConflicts(): TrackedFile[] {
    const byFoldedPath = new Map<string, TrackedFile>();
    return this.#tracked.filter((file) => {
      const folded = file.entry.path.normalize('NFC').toLowerCase();
      const first = byFoldedPath.get(folded);
      if (first === undefined) {
        byFoldedPath.set(folded, file);
        return true;
      }
      if (first.stats.ino !== file.stats.ino || first.stats.dev !== file.stats.dev) return true;
      this.#skip(
        file.entry.path,
        'case-conflict',
        `the same file as ${first.entry.path} on this file system`,
      );
      return false;
    });
  }

  #skipTextLinks(files: ReadonlySet<string>): void {
    if (this.#textLinks.length === 0) return;
    const texts = new Map<string, string>();
    for (const path of this.#textLinks) {
      const read = readRegularFile(this.#root, path);
      if ('content' in read) texts.set(path, read.content.toString('utf8'));
    }
    const links = new TreeLinks(files, texts);
    for (const path of this.#textLinks) this.#skipped.push({ file: path, ...links.skip(path) });
  }
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return true;
  }
}

/**
 * Whether git changes the content on checkout, so that the file is not what its blob is: a filter (Git LFS), `$Id$`, another encoding.
 * Line ends are not counted: they change neither a line's number nor its columns.
 */
function isConverted(attributes: RootAttributes, path: string): boolean {
  const found = attributes.of(path);
  if (found.size === 0) return false;
  return ['filter', 'ident', 'working-tree-encoding'].some((name) => (found.get(name) ?? false) !== false);
}
