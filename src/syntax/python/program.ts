import type { RepositoryView } from '../../model/repository-view.js';
import type { Skipped } from '../../model/skipped.js';
import type { SourceText } from '../../model/source-text.js';
import { ParseTimeout, firstError, withTree } from '../tree-sitter.js';
import { convertBlock } from './convert-statements.js';
import { PythonModules } from './modules.js';
import type { PyStatement } from './tree.js';

/** One parsed file. */
export interface PythonFile {
  readonly path: string;
  readonly source: SourceText;
  readonly body: readonly PyStatement[];
}

/** The Python files of a repository, parsed on first use. */
export class PythonProgram {
  readonly view: RepositoryView;
  readonly modules: PythonModules;
  readonly #files = new Map<string, Promise<PythonFile | undefined>>();
  readonly #skipped = new Map<string, Skipped>();

  constructor(view: RepositoryView) {
    this.view = view;
    this.modules = new PythonModules(view);
  }

  /** What could not be parsed up to now, sorted by file. */
  get skipped(): readonly Skipped[] {
    return [...this.#skipped.values()].toSorted((a, b) => (a.file < b.file ? -1 : 1));
  }

  /** A file as plain data; what is broken in it is left out and named in {@link skipped}. */
  async file(path: string): Promise<PythonFile | undefined> {
    let file = this.#files.get(path);
    if (file === undefined) {
      file = this.#parse(path);
      this.#files.set(path, file);
    }
    return file;
  }

  async #parse(path: string): Promise<PythonFile | undefined> {
    const source = await this.view.read(path);
    if (source === undefined) return undefined;
    try {
      return await withTree('python', source, (root) => {
        const broken = firstError(root);
        if (broken) {
          const { line } = source.position(broken.startIndex);
          this.#skipped.set(path, {
            file: path,
            line,
            reason: 'parse-error',
            detail: 'not valid Python here',
          });
        }
        return { path, source, body: convertBlock(root) };
      });
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      this.#skipped.set(path, { file: path, reason: 'parse-error', detail: error.message });
      return undefined;
    }
  }
}
