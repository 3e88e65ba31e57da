import type { RepositoryView } from '../../model/repository-view.js';
import { ModuleResolver } from '../javascript/resolve/module-resolver.js';
import { PythonModules } from '../python/modules.js';
import { codeLanguageOf } from './lower-file.js';

/** Finds the file of the repository that an import means. */
export class ModuleFiles {
  readonly #view: RepositoryView;
  #javascript: ModuleResolver | undefined;
  #python: PythonModules | undefined;

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

  #pythonFile(from: string, module: string): string | undefined {
    this.#python ??= new PythonModules(this.#view);
    const name = module.replace(/^\.+/, '');
    return this.#python.resolve(from, name, module.length - name.length)?.file;
  }
}
