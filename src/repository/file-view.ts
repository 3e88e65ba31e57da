import type { RepositoryFile, RepositoryView } from '../model/repository-view.js';
import type { Skipped } from '../model/skipped.js';
import { compareText } from '../model/source-span.js';
import { SourceText } from '../model/source-text.js';
import type { Content } from './content.js';
import { decode } from './decode.js';
import { TextCache } from './text-cache.js';

/** What a view shows, and where it gets contents from. */
export interface FileViewParts {
  readonly commit: string | undefined;
  /** In any order. */
  readonly files: readonly RepositoryFile[];
  /** What could not be listed, in any order. */
  readonly skipped: readonly Skipped[];
  /** The bytes of one of `files`. */
  content(path: string): Content | Promise<Content>;
}

/** Reading of cached and small files never waits; after this many milliseconds the other work of the process gets its turn. */
const turnLength = 20;

/** A view that reads each file when it is asked for, once. */
export class FileView implements RepositoryView {
  readonly commit: string | undefined;
  readonly files: readonly RepositoryFile[];
  readonly #byPath: ReadonlyMap<string, RepositoryFile>;
  readonly #content: FileViewParts['content'];
  readonly #texts = new TextCache();
  readonly #underWay = new Map<string, Promise<SourceText | undefined>>();
  readonly #unlisted: readonly Skipped[];
  readonly #unreadable = new Map<string, Skipped>();
  #turnStart = 0;

  constructor(parts: FileViewParts) {
    this.commit = parts.commit;
    this.files = parts.files.toSorted((a, b) => compareText(a.path, b.path));
    this.#byPath = new Map(this.files.map((file) => [file.path, file]));
    this.#unlisted = parts.skipped;
    this.#content = parts.content.bind(parts);
  }

  get skipped(): readonly Skipped[] {
    return [...this.#unlisted, ...this.#unreadable.values()].toSorted(
      (a, b) =>
        compareText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || compareText(a.reason, b.reason),
    );
  }

  file(path: string): RepositoryFile | undefined {
    return this.#byPath.get(path);
  }

  async read(path: string): Promise<SourceText | undefined> {
    if (!this.#byPath.has(path) || this.#unreadable.has(path)) return undefined;
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    let reading = this.#underWay.get(path);
    if (reading === undefined) {
      reading = this.#readNow(path).finally(() => this.#underWay.delete(path));
      this.#underWay.set(path, reading);
    }
    return reading;
  }

  async #readNow(path: string): Promise<SourceText | undefined> {
    await this.#takeTurns();
    const content = await this.#content(path);
    const decoded = 'content' in content ? decode(content.content) : content;
    if ('text' in decoded) {
      const text = new SourceText(path, decoded.text);
      this.#texts.add(text);
      return text;
    }
    this.#unreadable.set(path, { file: path, ...decoded });
    return undefined;
  }

  /** Lets signals, timers and progress through while thousands of files are read in a row. */
  async #takeTurns(): Promise<void> {
    if (performance.now() - this.#turnStart < turnLength) return;
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    this.#turnStart = performance.now();
  }
}
