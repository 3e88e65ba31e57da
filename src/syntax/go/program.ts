import { isGoSource } from './source-file.js';
import type { RepositoryFile, RepositoryView } from '../../model/repository-view.js';
import type { SourceText } from '../../model/source-text.js';
import type { GoFile, GoFunction, GoPackageValue, GoTypeDeclaration } from './file.js';
import { readBody, readGoFile } from './file.js';
import type { GoImportResolver } from './modules.js';
import { directoryOf, readGoModules } from './modules.js';
import type { GoFunctionLiteral } from './tree.js';

/** A package: the Go files of one directory, tests left out. Of declarations with one name (build tags) the first file's counts. */
export interface GoPackage {
  readonly directory: string;
  readonly importPath: string;
  readonly name: string;
  readonly files: readonly GoFile[];
  /** Functions by name; methods are in {@link GoPackage.methods}. */
  readonly functions: ReadonlyMap<string, GoFunction>;
  /** Type name → method name → method. */
  readonly methods: ReadonlyMap<string, ReadonlyMap<string, GoFunction>>;
  readonly types: ReadonlyMap<string, GoTypeDeclaration>;
  readonly values: ReadonlyMap<string, GoPackageValue>;
}

/** What an identifier before a dot stands for when it is an import: its path, and its directory when it is in the repository. */
export interface GoImported {
  readonly path: string;
  readonly directory?: string;
}

/**
 * `//go:build ignore` (and the old `// +build ignore`) above the package clause takes a file out of the build; `wireinject` files are
 * templates for the code generator Wire.
 */
function isIgnored(text: string): boolean {
  const clause = text.search(/^package\s/m);
  return /^\/\/\s*(go:build|\+build)\s+(?:ignore|wireinject)\b/m.test(
    clause === -1 ? text : text.slice(0, clause),
  );
}

/**
 * The name under which an import is usually used when no alias is written: the last element without a major version,
 * `go-` and `.go` decorations. Several guesses, the likeliest first.
 */
export function usualPackageNames(importPath: string): readonly string[] {
  const elements = importPath.split('/');
  let last = elements.pop() ?? '';
  if (/^v\d+$/.test(last) && elements.length > 0) last = elements.pop() ?? last;
  last = last.replace(/\.v\d+$/, '');
  const bare = last.replace(/^(go|golang)[-.]/, '').replace(/[-.](go|golang)$/, '');
  return [...new Set([last, bare, last.replaceAll(/[-.]/g, ''), last.replaceAll(/[-.]/g, '_')])];
}

/** The Go code of a repository, read package by package when asked for. All results are plain data. */
export class GoProgram {
  readonly resolver: GoImportResolver;
  readonly #view: RepositoryView;
  readonly #directories = new Map<string, RepositoryFile[]>();
  readonly #packages = new Map<string, Promise<GoPackage | undefined>>();
  readonly #files = new Map<string, GoFile>();
  readonly #bodies = new WeakMap<GoFunction, Promise<GoFunctionLiteral | undefined>>();
  readonly #imports = new Map<string, Promise<GoImported | undefined>>();

  private constructor(view: RepositoryView, resolver: GoImportResolver) {
    this.#view = view;
    this.resolver = resolver;
    for (const file of view.files) {
      if (!isGoSource(file)) continue;
      const directory = directoryOf(file.path);
      const files = this.#directories.get(directory);
      if (files) files.push(file);
      else this.#directories.set(directory, [file]);
    }
  }

  static async open(view: RepositoryView): Promise<GoProgram> {
    return new GoProgram(view, await readGoModules(view));
  }

  /** A file of a package that was read before. */
  file(path: string): GoFile | undefined {
    return this.#files.get(path);
  }

  /** The text of any file of the repository, for those that `//go:embed` takes in. */
  async text(path: string): Promise<SourceText | undefined> {
    return this.#view.read(path);
  }

  /** The package in a directory; undefined when there are no Go files. */
  async package(directory: string): Promise<GoPackage | undefined> {
    let found = this.#packages.get(directory);
    if (found === undefined) {
      found = this.#readPackage(directory);
      this.#packages.set(directory, found);
    }
    return found;
  }

  async #readPackage(directory: string): Promise<GoPackage | undefined> {
    const files: GoFile[] = [];
    for (const file of this.#directories.get(directory) ?? []) {
      const source = await this.#view.read(file.path);
      if (source === undefined || isIgnored(source.text)) continue;
      const read = await readGoFile(source);
      this.#files.set(file.path, read);
      files.push(read);
    }
    const first = files[0];
    if (first === undefined) return undefined;
    const methods = new Map<string, Map<string, GoFunction>>();
    const functions = new Map<string, GoFunction>();
    for (const fn of files.flatMap((file) => file.functions)) {
      if (fn.receiver === undefined) {
        if (!functions.has(fn.name)) functions.set(fn.name, fn);
        continue;
      }
      const ofType = methods.get(fn.receiver.type) ?? new Map<string, GoFunction>();
      if (!ofType.has(fn.name)) ofType.set(fn.name, fn);
      methods.set(fn.receiver.type, ofType);
    }
    return {
      directory,
      importPath: this.resolver.importPathOf(directory),
      name: first.packageName,
      files,
      functions,
      methods,
      types: byName(files.flatMap((file) => file.types)),
      values: byName(files.flatMap((file) => file.values)),
    };
  }

  /** The body of a function, or undefined when it has none (declared elsewhere) or cannot be parsed. */
  async body(fn: GoFunction): Promise<GoFunctionLiteral | undefined> {
    let found = this.#bodies.get(fn);
    if (found === undefined) {
      const file = this.#files.get(fn.file);
      found = file === undefined ? Promise.resolve(undefined) : readBody(file.source, fn);
      this.#bodies.set(fn, found);
    }
    return found;
  }

  /** The import that a name means in a file of a package that was read; undefined when it is no import's name. */
  async importedAs(file: string, name: string): Promise<GoImported | undefined> {
    const key = `${file}\0${name}`;
    let found = this.#imports.get(key);
    if (found === undefined) {
      found = this.#findImport(file, name);
      this.#imports.set(key, found);
    }
    return found;
  }

  async #findImport(path: string, name: string): Promise<GoImported | undefined> {
    const file = this.#files.get(path);
    if (file === undefined) return undefined;
    const plain = file.imports.filter((one) => one.name === undefined);
    const found =
      file.imports.find((one) => one.name === name) ??
      plain.find((one) => usualPackageNames(one.path)[0] === name) ??
      plain.find((one) => usualPackageNames(one.path).includes(name));
    if (found) return this.imported(path, found.path);
    for (const one of plain) {
      const imported = this.imported(path, one.path);
      if (imported.directory !== undefined && (await this.#packageName(imported.directory)) === name)
        return imported;
    }
    return undefined;
  }

  /** What an import path means in a file. */
  imported(file: string, importPath: string): GoImported {
    const directory = this.resolver.directoryOfImport(file, importPath);
    return { path: importPath, ...(directory !== undefined && { directory }) };
  }

  /** The name that the first file of a directory gives to its package, without reading the package. */
  async #packageName(directory: string): Promise<string | undefined> {
    const first = this.#directories.get(directory)?.[0];
    const source = first && (await this.#view.read(first.path));
    return source && /^package\s+(\w+)/m.exec(source.text)?.[1];
  }
}

function byName<Item extends { readonly name: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  const found = new Map<string, Item>();
  for (const item of items) if (!found.has(item.name)) found.set(item.name, item);
  return found;
}
