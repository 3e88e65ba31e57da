import type { RepositoryView } from '../../../model/repository-view.js';
import { jsonEntries, jsonMember, parseJsonWithComments, type Json } from './json-with-comments.js';
import { directoryOf, joinPath, upwards } from './paths.js';

/** `baseUrl` and `paths` of the compiler options that hold for a directory, with their directories resolved. */
export interface CompilerPaths {
  /** Directory that non-relative specifiers are tried in. */
  readonly baseDirectory?: string;
  /** Aliases such as `@/*` → `src/*`, in the order of the file; targets are relative to the root. */
  readonly aliases: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
}

const none: CompilerPaths = { aliases: [] };
const extendsLimit = 6;

/** Finds the aliases of `tsconfig.json` and `jsconfig.json`, nearest first; each file is read once. */
export class CompilerPathsReader {
  readonly #view: RepositoryView;
  readonly #byDirectory = new Map<string, Promise<CompilerPaths>>();

  constructor(view: RepositoryView) {
    this.#view = view;
  }

  /** The aliases for files in a directory: those of the nearest configuration that has any. */
  of(directory: string): Promise<CompilerPaths> {
    let found = this.#byDirectory.get(directory);
    if (found === undefined) {
      found = this.#find(directory);
      this.#byDirectory.set(directory, found);
    }
    return found;
  }

  async #find(directory: string): Promise<CompilerPaths> {
    for (const at of upwards(directory)) {
      for (const name of ['tsconfig.json', 'jsconfig.json', 'tsconfig.base.json']) {
        const path = joinPath(at, name);
        if (path === undefined || !this.#view.file(path)) continue;
        const paths = await this.#read(path, 0);
        if (paths.aliases.length > 0 || paths.baseDirectory !== undefined) return paths;
      }
    }
    return none;
  }

  async #read(path: string, depth: number): Promise<CompilerPaths> {
    const source = depth > extendsLimit ? undefined : await this.#view.read(path);
    const config = source && parseJsonWithComments(source.text);
    if (config === undefined) return none;
    const inherited = await this.#inherited(path, jsonMember(config, 'extends'), depth);
    const options = jsonMember(config, 'compilerOptions');
    const baseUrl = jsonMember(options, 'baseUrl');
    const directory = directoryOf(path);
    const ownBase = typeof baseUrl === 'string' ? joinPath(directory, baseUrl) : undefined;
    const aliases = aliasesOf(jsonMember(options, 'paths'), ownBase ?? inherited.baseDirectory ?? directory);
    const baseDirectory = ownBase ?? inherited.baseDirectory;
    return {
      ...(baseDirectory !== undefined && { baseDirectory }),
      aliases: aliases.length > 0 ? aliases : inherited.aliases,
    };
  }

  async #inherited(path: string, base: Json | undefined, depth: number): Promise<CompilerPaths> {
    const bases = typeof base === 'string' ? [base] : Array.isArray(base) ? base : [];
    for (const one of bases.toReversed()) {
      if (typeof one !== 'string' || !one.startsWith('.')) continue;
      const target = joinPath(directoryOf(path), one);
      if (target === undefined) continue;
      const file = [target, `${target}.json`, `${target}/tsconfig.json`].find((name) =>
        this.#view.file(name),
      );
      if (file === undefined) continue;
      const paths = await this.#read(file, depth + 1);
      if (paths.aliases.length > 0 || paths.baseDirectory !== undefined) return paths;
    }
    return none;
  }
}

function aliasesOf(paths: Json | undefined, base: string): CompilerPaths['aliases'] {
  return jsonEntries(paths).map(([pattern, targets]) => ({
    pattern,
    targets: (Array.isArray(targets) ? targets : []).flatMap((target) => {
      const path = typeof target === 'string' ? joinPath(base, target) : undefined;
      return path === undefined ? [] : [path];
    }),
  }));
}

/** The text that the `*` of a pattern stands for in a specifier; undefined when the pattern does not fit. */
export function starOf(pattern: string, specifier: string): string | undefined {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === specifier ? '' : undefined;
  const before = pattern.slice(0, star);
  const after = pattern.slice(star + 1);
  if (specifier.length < before.length + after.length) return undefined;
  return specifier.startsWith(before) && specifier.endsWith(after)
    ? specifier.slice(before.length, specifier.length - after.length)
    : undefined;
}
