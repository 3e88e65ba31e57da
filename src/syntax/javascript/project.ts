import type { RepositoryView } from '../../model/repository-view.js';
import type { ModuleSource } from './evaluate/modules.js';
import { parseModule, type JavaScriptModule } from './module.js';
import { ModuleResolver } from './resolve/module-resolver.js';

const moduleFile = /\.[cm]?[jt]sx?$/;

/** The JavaScript and TypeScript of a repository: modules parsed on demand, once, and specifiers resolved. */
export class JavaScriptProject implements ModuleSource {
  readonly #view: RepositoryView;
  readonly #resolver: ModuleResolver;
  readonly #modules = new Map<string, Promise<JavaScriptModule | undefined>>();

  constructor(view: RepositoryView) {
    this.#view = view;
    this.#resolver = new ModuleResolver(view);
  }

  /** The module at a path; undefined when it is absent, unreadable or no program (JSON). */
  module(path: string): Promise<JavaScriptModule | undefined> {
    let module = this.#modules.get(path);
    if (module === undefined) {
      module = this.#parse(path);
      this.#modules.set(path, module);
    }
    return module;
  }

  async #parse(path: string): Promise<JavaScriptModule | undefined> {
    if (!moduleFile.test(path)) return undefined;
    const source = await this.#view.read(path);
    return source && parseModule(source);
  }

  /** The path of the file that an import means; undefined for packages and what is not in the repository. */
  resolve(from: string, specifier: string): Promise<string | undefined> {
    return this.#resolver.resolve(from, specifier);
  }
}
