import type { RepositoryView } from '../../../model/repository-view.js';
import { CompilerPathsReader, starOf } from './compiler-paths.js';
import { directoryOf, joinPath } from './paths.js';
import { sourceFileAt } from './source-files.js';
import { WorkspacePackages } from './workspace-packages.js';

/** Marks a specifier as a path from the repository's root: what `path.join(__dirname, 'x')` folds to. */
export const rootMark = '\0/';

/**
 * Finds the file of the view that an import means: relative paths (with TypeScript's `.js` → `.ts`, index files), `paths` and `baseUrl`
 * of tsconfig/jsconfig, `#private` imports, and packages of the same repository by their name.
 */
export class ModuleResolver {
  readonly #view: RepositoryView;
  readonly #compilerPaths: CompilerPathsReader;
  readonly #packages: WorkspacePackages;
  readonly #known = new Map<string, Promise<string | undefined>>();

  constructor(view: RepositoryView) {
    this.#view = view;
    this.#compilerPaths = new CompilerPathsReader(view);
    this.#packages = new WorkspacePackages(view);
  }

  /**
   * The path of the file that `specifier` means in the file `from`; undefined when it is no file of the view (an npm package, a module
   * of Node, something generated).
   */
  resolve(from: string, specifier: string): Promise<string | undefined> {
    const directory = directoryOf(from);
    const key = `${directory}\0${specifier}`;
    let found = this.#known.get(key);
    if (found === undefined) {
      found = this.#find(directory, specifier);
      this.#known.set(key, found);
    }
    return found;
  }

  async #find(directory: string, specifier: string): Promise<string | undefined> {
    if (specifier.startsWith(rootMark)) return this.#at('.', specifier.slice(rootMark.length));
    if (/^\.\.?(?:\/|$)/.test(specifier)) return this.#at(directory, specifier);
    if (specifier === '' || specifier.startsWith('/') || /^[a-z][a-z+.-]+:/.test(specifier)) return undefined;
    if (specifier.startsWith('#')) {
      const own = await this.#packages.resolvePrivate(directory, specifier);
      if (own !== undefined) return own;
    }
    return (await this.#byAlias(directory, specifier)) ?? this.#packages.resolve(directory, specifier);
  }

  #at(directory: string, relative: string): string | undefined {
    const path = joinPath(directory, relative);
    return path === undefined ? undefined : sourceFileAt(this.#view, path);
  }

  async #byAlias(directory: string, specifier: string): Promise<string | undefined> {
    const { aliases, baseDirectory } = await this.#compilerPaths.of(directory);
    // TypeScript takes the pattern with the longest text before the star.
    const fitting = aliases
      .flatMap(({ pattern, targets }) => {
        const star = starOf(pattern, specifier);
        return star === undefined ? [] : [{ pattern, targets, star }];
      })
      .toSorted((a, b) => b.pattern.indexOf('*') - a.pattern.indexOf('*'));
    for (const { targets, star } of fitting) {
      for (const target of targets) {
        const file = this.#at(
          '.',
          target.replace('*', () => star),
        );
        if (file !== undefined) return file;
      }
    }
    return baseDirectory === undefined ? undefined : this.#at(baseDirectory, specifier);
  }
}
