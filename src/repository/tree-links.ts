import type { NoContent } from './content.js';
import { linkToFolder, outside } from './links.js';
import { folderOf, leadsIntoGit } from './native-path.js';

/** As many links on one way as Linux follows. */
const hopLimit = 40;

/** Longer link texts are none that a file system would take. */
export const linkTextLimit = 4_096;

/**
 * Where links lead whose texts are known without a file system: those of a commit, and those that were checked out as text files
 * (`core.symlinks=false`). Each is a skip: its target is listed itself, or is not there.
 */
export class TreeLinks {
  readonly #files: ReadonlySet<string>;
  readonly #folders: ReadonlySet<string>;
  readonly #texts: ReadonlyMap<string, string>;

  /**
   * @param files all files that are not links
   * @param texts link → what it says
   */
  constructor(files: ReadonlySet<string>, texts: ReadonlyMap<string, string>) {
    this.#files = files;
    this.#texts = texts;
    const folders = new Set(['']);
    for (const file of files)
      for (let folder = folderOf(file); !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
    this.#folders = folders;
  }

  /** Why a link is not read. */
  skip(link: string): NoContent {
    const way = folderOf(link) === '' ? [] : folderOf(link).split('/');
    /** Names still to go, the next one last. */
    const ahead: string[] = [];
    let hops = 0;
    const follow = (text: string): NoContent | undefined => {
      hops += 1;
      if (hops > hopLimit) return { reason: 'broken-link', detail: 'links in a circle' };
      if (text.startsWith('/') || /^[A-Za-z]:[\\/]/.test(text)) return outside;
      ahead.push(...text.split('/').toReversed());
      return undefined;
    };
    let failure = follow(this.#texts.get(link) ?? '');
    while (failure === undefined) {
      const name = ahead.pop();
      if (name === undefined) return this.#end(way.join('/'));
      if (name === '' || name === '.') continue;
      if (name === '..') {
        if (way.pop() === undefined) return outside;
        continue;
      }
      const path = [...way, name].join('/');
      const text = this.#texts.get(path);
      if (text !== undefined) failure = follow(text);
      else if (this.#folders.has(path) || this.#files.has(path)) way.push(name);
      else failure = leadsIntoGit(path) ? outside : { reason: 'broken-link' };
    }
    return failure;
  }

  #end(target: string): NoContent {
    if (this.#files.has(target)) return { reason: 'duplicate-link', detail: `link to ${target}` };
    return this.#folders.has(target) ? linkToFolder(target) : { reason: 'broken-link' };
  }
}
