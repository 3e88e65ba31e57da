import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import type { GoFunction, GoImport } from '../../../syntax/go/file.js';
import { directoryOf } from '../../../syntax/go/modules.js';
import type { GoPackage, GoProgram } from '../../../syntax/go/program.js';
import { usualPackageNames } from '../../../syntax/go/program.js';
import type { GoPlace } from '../../../syntax/go/tree.js';
import { frameworkOfImport, usesRouter } from './recognition.js';

/** Which functions have to do with routers, themselves or through what they call, so that the others need not be run. */
export interface Relevance {
  /** The packages that matter, sorted by directory. */
  readonly packages: readonly GoPackage[];
  readonly functions: ReadonlySet<GoFunction>;
  /** True when a piece of a file names a router, or a function that has to do with one. */
  matters(file: string, place: GoPlace): boolean;
  /** Functions that matter and mention this one. */
  callersOf(fn: GoFunction): readonly GoFunction[];
}

interface Outline {
  readonly file: RepositoryFile;
  readonly directory: string;
  readonly imports: readonly GoImport[];
  readonly relevant: boolean;
}

/** Imports of a file, found without parsing: any quoted text in its head that has the form of one, with the word before it. */
function importsIn(text: string): GoImport[] {
  const end = text.search(/^(func|type|var|const)\b/m);
  const head = end === -1 ? text : text.slice(0, end);
  if (!/^import\b/m.test(head)) return [];
  return [...head.matchAll(/(?:([\w.]{1,80})[ \t]{1,8})?["`]([\w.~/-]{1,200})["`]/g)].map(
    ([, name, path = '']) => ({
      path,
      ...(name !== undefined && name !== 'import' && { name }),
    }),
  );
}

/** True when a piece of a file with these imports makes, holds, is handed or serves a router. */
function usesRouters(imports: readonly GoImport[], text: string): boolean {
  return imports.some(({ path, name }) => {
    const framework = frameworkOfImport(path);
    return framework !== undefined && usesRouter(framework, name ?? usualPackageNames(path)[0] ?? '', text);
  });
}

async function outline(file: RepositoryFile, view: RepositoryView): Promise<Outline | undefined> {
  const text = (await view.read(file.path))?.text;
  if (text === undefined) return undefined;
  const imports = importsIn(text);
  /** Helpers of tests that are not named like tests. */
  const forTests = imports.some(({ path }) => path === 'testing' || path === 'net/http/httptest');
  return {
    file,
    directory: directoryOf(file.path),
    imports,
    relevant: !forTests && usesRouters(imports, text),
  };
}

/** Directories that hold relevant files or import, over any number of steps, one that does. */
function relevantDirectories(outlines: readonly Outline[], program: GoProgram): string[] {
  const importers = new Map<string, Set<string>>();
  for (const { file, directory, imports } of outlines)
    for (const { path } of imports) {
      const target = program.resolver.directoryOfImport(file.path, path);
      if (target === undefined) continue;
      const known = importers.get(target) ?? new Set<string>();
      importers.set(target, known.add(directory));
    }
  const found = new Set<string>();
  const open = outlines.filter((one) => one.relevant).map((one) => one.directory);
  for (let directory = open.pop(); directory !== undefined; directory = open.pop()) {
    if (found.has(directory)) continue;
    found.add(directory);
    open.push(...(importers.get(directory) ?? []));
  }
  return [...found].toSorted(compareText);
}

/** Finds what matters among the candidates: reads them all cheaply, parses only the packages that lead to a router. */
export async function findRelevance(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
  program: GoProgram,
): Promise<Relevance> {
  const outlines: Outline[] = [];
  for (const file of candidates) {
    const found = await outline(file, view);
    if (found) outlines.push(found);
  }
  const packages: GoPackage[] = [];
  if (outlines.some((one) => one.relevant))
    for (const directory of relevantDirectories(outlines, program)) {
      const pkg = await program.package(directory);
      if (pkg) packages.push(pkg);
    }
  const relevantFiles = new Set(outlines.filter((one) => one.relevant).map((one) => one.file.path));
  return new MentionGraph(packages, relevantFiles, program);
}

/** Words of the kind that name functions, types and fields. */
const word = /[A-Za-z_]\w*/g;

/**
 * Who mentions whom, by words: a function matters when it names a router type or constructor, a struct that holds a router, or a
 * function that matters. Words are matched within the same package and, after a package's name, in the package that it imports;
 * method names are matched wherever they are known. Too much is taken rather than too little: it only costs time.
 */
class MentionGraph implements Relevance {
  readonly packages: readonly GoPackage[];
  readonly functions: ReadonlySet<GoFunction>;
  readonly #program: GoProgram;
  readonly #imported = new Map<string, ReadonlySet<string>>();
  readonly #words = new Map<string, Set<string>>();
  readonly #routerFiles: ReadonlySet<string>;
  readonly #carriers = new Set<string>();
  readonly #relevantNames = new Set<string>();
  readonly #callers = new Map<GoFunction, GoFunction[]>();

  constructor(packages: readonly GoPackage[], routerFiles: ReadonlySet<string>, program: GoProgram) {
    this.packages = packages;
    this.#program = program;
    this.#routerFiles = routerFiles;
    this.#findCarriers();
    const all = packages.flatMap((pkg) => pkg.files.flatMap((file) => file.functions));
    const wordsOf = new Map(all.map((fn) => [fn, this.#wordsIn(fn.file, fn)]));
    const byName = new Map<string, GoFunction[]>();
    for (const fn of all) pushTo(byName, fn.name, fn);
    for (const [fn, words] of wordsOf)
      for (const one of words)
        for (const target of byName.get(one) ?? [])
          if (target !== fn && (target.receiver !== undefined || this.#mayReach(fn, target)))
            pushTo(this.#callers, target, fn);
    const found = new Set<GoFunction>();
    const open = all.filter((fn) => this.#namesRouter(fn.file, wordsOf.get(fn) ?? new Set(), fn));
    for (let fn = open.pop(); fn !== undefined; fn = open.pop()) {
      if (found.has(fn)) continue;
      found.add(fn);
      this.#relevantNames.add(fn.name);
      open.push(...(this.#callers.get(fn) ?? []));
    }
    this.functions = found;
  }

  matters(file: string, place: GoPlace): boolean {
    const words = this.#wordsIn(file, place);
    if (this.#namesRouter(file, words, place)) return true;
    return [...words].some((one) => this.#relevantNames.has(one));
  }

  callersOf(fn: GoFunction): readonly GoFunction[] {
    return (this.#callers.get(fn) ?? []).filter((caller) => this.functions.has(caller));
  }

  /** Structs with a field whose type is a router or another such struct, by bare name. */
  #findCarriers(): void {
    const types = this.packages.flatMap((pkg) => [...pkg.types.values()]);
    const textOf = new Map(types.map((one) => [one, new Set(JSON.stringify(one.type).match(word))]));
    for (let grown = true; grown;) {
      grown = false;
      for (const [type, words] of textOf) {
        if (this.#carriers.has(type.name)) continue;
        const holds =
          [...words].some((one) => this.#carriers.has(one)) ||
          (this.#routerFiles.has(type.file) &&
            ['ServeMux', 'Mux', 'Router', 'Engine', 'RouterGroup', 'IRouter', 'IRoutes'].some((one) =>
              words.has(one),
            ));
        if (holds) {
          this.#carriers.add(type.name);
          grown = true;
        }
      }
    }
  }

  #wordsIn(path: string, place: GoPlace): Set<string> {
    const key = `${path}\0${place.start}`;
    let found = this.#words.get(key);
    if (found === undefined) {
      const text = this.#program.file(path)?.source.text.slice(place.start, place.end) ?? '';
      found = new Set(text.match(word));
      this.#words.set(key, found);
    }
    return found;
  }

  #namesRouter(path: string, words: ReadonlySet<string>, place: GoPlace): boolean {
    if ([...words].some((one) => this.#carriers.has(one))) return true;
    const file = this.#program.file(path);
    if (file === undefined || !this.#routerFiles.has(path)) return false;
    const text = file.source.text.slice(place.start, place.end);
    return usesRouters(file.imports, text);
  }

  /** A function without receiver is named in its own package, or in a file that imports its package. */
  #mayReach(from: GoFunction, to: GoFunction): boolean {
    const target = directoryOf(to.file);
    if (directoryOf(from.file) === target) return true;
    return this.#importedDirectories(from.file).has(target);
  }

  #importedDirectories(path: string): ReadonlySet<string> {
    let found = this.#imported.get(path);
    if (found === undefined) {
      const imports = this.#program.file(path)?.imports ?? [];
      found = new Set(imports.flatMap((one) => this.#program.imported(path, one.path).directory ?? []));
      this.#imported.set(path, found);
    }
    return found;
  }
}

function pushTo<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
