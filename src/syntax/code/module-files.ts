import type { RepositoryView } from '../../model/repository-view.js';
import { directoryOf, readGoModules } from '../go/modules.js';
import type { GoImportResolver } from '../go/modules.js';
import { ModuleResolver } from '../javascript/resolve/module-resolver.js';
import { PythonModules } from '../python/modules.js';
import { codeLanguageOf } from './lower-file.js';

/** Packages of more files are not read as one: they are written by programs. */
const largestPackage = 200;

const goGlobal =
  /^(?:append|cap|clear|close|complex|copy|delete|imag|len|make|max|min|new|panic|print|println|real|recover)?$/;

/** Finds the file of the repository that an import means. */
export class ModuleFiles {
  readonly #view: RepositoryView;
  #javascript: ModuleResolver | undefined;
  #python: PythonModules | undefined;
  #go: Promise<GoImportResolver> | undefined;
  #packages: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(view: RepositoryView) {
    this.#view = view;
  }

  /** The file of a module as `from` imports it; undefined for libraries and for languages whose names are not bound to files. */
  async fileOf(from: string, module: string): Promise<string | undefined> {
    switch (codeLanguageOf(from)) {
      case 'javascript':
        this.#javascript ??= new ModuleResolver(this.#view);
        return this.#javascript.resolve(from, module);
      case 'python':
        return this.#pythonFile(from, module);
      case 'go': {
        this.#go ??= readGoModules(this.#view);
        const directory = (await this.#go).directoryOfImport(from, module);
        return directory === undefined ? undefined : this.#goPackages().get(directory)?.[0];
      }
      default:
        return undefined;
    }
  }

  /** Python: `from package import module`. */
  submoduleOf(from: string, module: string, member: string): Promise<string | undefined> {
    return Promise.resolve(
      codeLanguageOf(from) === 'python'
        ? this.#pythonFile(from, module.endsWith('.') ? `${module}${member}` : `${module}.${member}`)
        : undefined,
    );
  }

  /** The files that see each other's names without importing them: a Go file and the others of its directory. */
  packageOf(path: string): readonly string[] {
    if (codeLanguageOf(path) !== 'go') return [path];
    const files = this.#goPackages().get(packageKey(path)) ?? [];
    return files.length > 1 && files.length <= largestPackage ? files : [path];
  }

  /** Files of Go by their directory; tests, which may be of a package of their own, by themselves. */
  #goPackages(): ReadonlyMap<string, readonly string[]> {
    if (this.#packages) return this.#packages;
    const packages = new Map<string, string[]>();
    for (const { path } of this.#view.files) {
      if (!path.endsWith('.go')) continue;
      const files = packages.get(packageKey(path));
      if (files) files.push(path);
      else packages.set(packageKey(path), [path]);
    }
    this.#packages = packages;
    return packages;
  }

  /** What a name is that neither the file nor, as far as it is read, its package declares: Go has few globals, so another file declares it. */
  undeclared(path: string, name: string): { readonly target: string } | undefined {
    return codeLanguageOf(path) === 'go' && !goGlobal.test(name) ? { target: `?${name}` } : undefined;
  }

  #pythonFile(from: string, module: string): string | undefined {
    this.#python ??= new PythonModules(this.#view);
    const name = module.replace(/^\.+/, '');
    return this.#python.resolve(from, name, module.length - name.length)?.file;
  }
}

function packageKey(path: string): string {
  return path.endsWith('_test.go') ? `${directoryOf(path)} tests` : directoryOf(path);
}
