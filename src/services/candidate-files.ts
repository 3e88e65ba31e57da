import type { RepositoryFile, RepositoryView } from '../model/repository-view.js';
import { compareText } from '../model/source-span.js';
import type { SourceText } from '../model/source-text.js';
import { renderCharts, type Rendering } from '../syntax/helm/render.js';
import { baseName } from './repository-paths.js';

/** How many files are asked for at once. */
const readsAtOnce = 32;

/** The files that may make services, found by path without reading any of them. */
export class CandidateFiles {
  /** Sorted. */
  readonly paths: readonly string[];
  readonly #view: RepositoryView;
  readonly #known: ReadonlySet<string>;
  readonly #byName = new Map<string, string[]>();

  constructor(view: RepositoryView, isEligible: (file: RepositoryFile) => boolean) {
    this.#view = view;
    this.paths = view.files
      .filter(isEligible)
      .map((file) => file.path)
      .toSorted(compareText);
    this.#known = new Set(this.paths);
    for (const path of this.paths) {
      const name = baseName(path);
      const same = this.#byName.get(name);
      if (same) same.push(path);
      else this.#byName.set(name, [path]);
    }
  }

  has(path: string): boolean {
    return this.#known.has(path);
  }

  /** The files of that name, in any directory. */
  named(...names: readonly string[]): readonly string[] {
    return names.flatMap((name) => this.#byName.get(name) ?? []).toSorted(compareText);
  }

  /** The files whose name (without directories) fits. */
  namedLike(pattern: RegExp): readonly string[] {
    const names = [...this.#byName].filter(([name]) => pattern.test(name));
    return names.flatMap(([, paths]) => paths).toSorted(compareText);
  }

  /** The files below a directory, at any depth. */
  below(directory: string): readonly string[] {
    if (directory === '.') return this.paths;
    const prefix = `${directory}/`;
    const start = this.#firstNotBefore(prefix);
    let end = start;
    while (this.paths[end]?.startsWith(prefix) === true) end += 1;
    return this.paths.slice(start, end);
  }

  /** True when some file's path begins with the prefix: the cheap test for directories and globs. */
  anyStartsWith(prefix: string): boolean {
    return this.paths[this.#firstNotBefore(prefix)]?.startsWith(prefix) ?? false;
  }

  #firstNotBefore(text: string): number {
    let low = 0;
    let high = this.paths.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareText(this.paths[middle] ?? '', text) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  read(path: string): Promise<SourceText | undefined> {
    return this.#known.has(path) ? this.#view.read(path) : Promise.resolve(undefined);
  }

  /** What the charts of the repository write, by the path of the template. */
  renderedCharts(): Promise<ReadonlyMap<string, Rendering>> {
    return renderCharts(this.#view);
  }

  /** Reads the files, a few at a time, and gives what `visit` makes of each, in the order of the paths. */
  async readEach<Result>(
    paths: readonly string[],
    visit: (source: SourceText) => readonly Result[],
  ): Promise<readonly Result[]> {
    const results: Result[] = [];
    for (let at = 0; at < paths.length; at += readsAtOnce) {
      const sources = await Promise.all(paths.slice(at, at + readsAtOnce).map((path) => this.read(path)));
      for (const source of sources) if (source) results.push(...visit(source));
    }
    return results;
  }
}
