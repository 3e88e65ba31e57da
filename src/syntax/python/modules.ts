import type { RepositoryView } from '../../model/repository-view.js';

/** A Python module or package of the repository: its source file, and its directory when it is a package. */
export interface PythonModule {
  /** Undefined for a namespace package, which has no `__init__.py`. */
  readonly file?: string;
  readonly directory?: string;
}

/** Finds modules by name as Python's import system would, though nobody tells what `sys.path` is: the roots are guessed. */
export class PythonModules {
  readonly #files = new Set<string>();
  readonly #directories = new Set<string>();
  /** Directories that hold a first-level name, so that a module is found below a root that is nobody's ancestor (`src`, `backend`). */
  readonly #homes = new Map<string, string[]>();

  constructor(view: RepositoryView) {
    for (const { path } of view.files) {
      if (!path.endsWith('.py')) continue;
      this.#files.add(path);
      for (let dir = parentOf(path); dir !== undefined && !this.#directories.has(dir); dir = parentOf(dir))
        this.#directories.add(dir);
    }
    for (const path of [...this.#files, ...this.#directories]) {
      if (path === '') continue;
      const name = (path.split('/').at(-1) ?? '').replace(/\.py$/, '');
      const homes = this.#homes.get(name) ?? [];
      homes.push(parentOf(path) ?? '');
      this.#homes.set(name, homes);
    }
  }

  /** The module that an import in `file` names; undefined when it is not of the repository. */
  resolve(file: string, module: string, level: number): PythonModule | undefined {
    const names = module === '' ? [] : module.split('.');
    if (level > 0) {
      let base = parentOf(file);
      for (let up = 1; up < level && base !== undefined; up += 1) base = parentOf(base);
      return base === undefined ? undefined : this.below(base, names);
    }
    for (const root of this.#roots(file)) {
      const found = this.below(root, names);
      if (found && (found.file !== undefined || names.length > 1)) return found;
      if (found && names.length === 1 && parentOf(file) !== root) return found;
    }
    return this.#elsewhere(names);
  }

  /**
   * The module that a text names (`include('shop.urls')`, a class of middleware): the program imports it by that name, so that it is also taken from a folder that is a
   * package itself, as `sys.path.insert(0, 'apps')` makes it a root.
   */
  resolveNamed(file: string, module: string): PythonModule | undefined {
    const names = module.split('.');
    return this.resolve(file, module, 0) ?? (names.length > 1 ? this.#elsewhere(names, true) : undefined);
  }

  /** The module below a directory. */
  below(directory: string, names: readonly string[]): PythonModule | undefined {
    const path = [directory, ...names].filter((part) => part !== '').join('/');
    const init = path === '' ? '__init__.py' : `${path}/__init__.py`;
    if (this.#files.has(init)) return { file: init, directory: path };
    if (names.length > 0 && this.#files.has(`${path}.py`)) return { file: `${path}.py` };
    return this.#directories.has(path) ? { directory: path } : undefined;
  }

  /** Ancestors of the file: first the one that holds its top-level package, then those above, then those inside packages. */
  #roots(file: string): readonly string[] {
    const packages: string[] = [];
    const outside: string[] = [];
    for (let dir = parentOf(file); dir !== undefined; dir = parentOf(dir)) {
      const inPackage = this.#files.has(dir === '' ? '__init__.py' : `${dir}/__init__.py`);
      (inPackage ? packages : outside).push(dir);
    }
    return [...outside, ...packages];
  }

  /** Below a root that is no ancestor of the importing file, when only one fits. */
  #elsewhere(names: readonly string[], inPackages = false): PythonModule | undefined {
    const [first] = names;
    if (first === undefined) return undefined;
    const found = (this.#homes.get(first) ?? [])
      .slice(0, 200)
      .filter((home) => inPackages || !this.#files.has(home === '' ? '__init__.py' : `${home}/__init__.py`))
      .flatMap((home) => this.below(home, names) ?? [])
      .filter((one) => one.file !== undefined);
    return found.length === 1 && (names.length > 1 || found[0]?.directory !== undefined)
      ? found[0]
      : undefined;
  }
}

function parentOf(path: string): string | undefined {
  if (path === '') return undefined;
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
