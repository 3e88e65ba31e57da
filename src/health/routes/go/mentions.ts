import type { GoFunction, GoTypeDeclaration } from '../../../syntax/go/file.js';
import { directoryOf } from '../../../syntax/go/modules.js';
import type { GoPackage, GoProgram } from '../../../syntax/go/program.js';
import { usualPackageNames } from '../../../syntax/go/program.js';
import type { GoPlace, GoType } from '../../../syntax/go/tree.js';
import { routerType, usesRouters } from './recognition.js';

/** Which functions have to do with routers, themselves or through what they call, so that the others need not be run. */
export interface Relevance {
  /** The packages that lead to a router, sorted by directory. */
  readonly packages: readonly GoPackage[];
  readonly functions: ReadonlySet<GoFunction>;
  /** True when a piece of a file names a router, or a function that has to do with one. */
  matters(file: string, place: GoPlace): boolean;
  /** Functions that matter and mention this one. */
  callersOf(fn: GoFunction): readonly GoFunction[];
}

/** The names in a piece of text, by what stands before them. */
interface Mentions {
  /** `directory\0name` of functions and types. */
  readonly names: ReadonlySet<string>;
  /** Names behind a dot that are of no package: methods and fields. */
  readonly members: ReadonlySet<string>;
}

const silent = /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"|`[^`]*`/g;
const reference = /(\.?)\b([A-Za-z_]\w*)(?:\.([A-Za-z_]\w*))?/g;

/**
 * Who mentions whom, by words: a function matters when it names a router's type or constructor, a struct that holds a router, a field
 * with one, or a function that matters. Method names are matched in the same package and in imported ones.
 */
export class MentionGraph implements Relevance {
  readonly packages: readonly GoPackage[];
  readonly functions: ReadonlySet<GoFunction>;
  readonly #program: GoProgram;
  readonly #packageNames: ReadonlyMap<string, string>;
  readonly #imports = new Map<string, ReadonlyMap<string, string>>();
  readonly #mentions = new Map<string, Mentions>();
  readonly #routerFiles: ReadonlySet<string>;
  /** Structs that hold a router, and the names of the fields that do; both with their directory. */
  readonly #carriers = new Set<string>();
  readonly #carrierFields = new Set<string>();
  readonly #relevantNames = new Set<string>();
  readonly #callers = new Map<GoFunction, GoFunction[]>();

  constructor(packages: readonly GoPackage[], routerFiles: ReadonlySet<string>, program: GoProgram) {
    this.packages = packages;
    this.#program = program;
    this.#routerFiles = routerFiles;
    this.#packageNames = new Map(packages.map((pkg) => [pkg.directory, pkg.name]));
    this.#findCarriers();
    const all = packages.flatMap((pkg) => pkg.files.flatMap((file) => file.functions));
    this.#linkCallers(all);
    const found = new Set<GoFunction>();
    const open = all.filter((fn) => this.#touchesRouter(fn.file, fn));
    for (let fn = open.pop(); fn !== undefined; fn = open.pop()) {
      if (found.has(fn)) continue;
      found.add(fn);
      this.#relevantNames.add(nameKey(directoryOf(fn.file), fn.name));
      open.push(...(this.#callers.get(fn) ?? []));
    }
    this.functions = found;
  }

  matters(file: string, place: GoPlace): boolean {
    if (this.#touchesRouter(file, place)) return true;
    const { names, members } = this.#mentionsIn(file, place);
    if ([...names].some((one) => this.#relevantNames.has(one))) return true;
    return this.#reachable(file).some((directory) =>
      [...members].some((one) => this.#relevantNames.has(nameKey(directory, one))),
    );
  }

  callersOf(fn: GoFunction): readonly GoFunction[] {
    return (this.#callers.get(fn) ?? []).filter((caller) => this.functions.has(caller));
  }

  #linkCallers(all: readonly GoFunction[]): void {
    const functions = new Map<string, GoFunction[]>();
    const methods = new Map<string, GoFunction[]>();
    for (const fn of all)
      pushTo(fn.receiver ? methods : functions, nameKey(directoryOf(fn.file), fn.name), fn);
    for (const fn of all) {
      const { names, members } = this.#mentionsIn(fn.file, fn);
      const targets = [...names].flatMap((one) => functions.get(one) ?? []);
      for (const directory of this.#reachable(fn.file))
        for (const member of members) targets.push(...(methods.get(nameKey(directory, member)) ?? []));
      for (const target of targets) if (target !== fn) pushTo(this.#callers, target, fn);
    }
  }

  /** A router's type or constructor, a struct or field that holds one. A method's receiver alone says nothing yet. */
  #touchesRouter(path: string, place: GoPlace): boolean {
    const { names, members } = this.#mentionsIn(path, place);
    if ([...names].some((one) => this.#carriers.has(one))) return true;
    if (
      this.#reachable(path).some((directory) =>
        [...members].some((one) => this.#carrierFields.has(nameKey(directory, one))),
      )
    )
      return true;
    const file = this.#program.file(path);
    if (file === undefined || !this.#routerFiles.has(path)) return false;
    return usesRouters(file.imports, file.source.text.slice(place.start, place.end));
  }

  #findCarriers(): void {
    const types = this.packages.flatMap((pkg) => [...pkg.types.values()]);
    for (let grown = true; grown;) {
      grown = false;
      for (const type of types) if (this.#learnCarrier(type)) grown = true;
    }
  }

  /** True when something new was learned about a type. */
  #learnCarrier({ name, file, type }: GoTypeDeclaration): boolean {
    const directory = directoryOf(file);
    const fields = type.kind === 'struct' ? type.fields : [];
    const holding = fields
      .filter((field) => this.#holdsRouter(field.type, file))
      .map((field) => nameKey(directory, field.name));
    const holds = holding.length > 0 || (type.kind !== 'struct' && this.#holdsRouter(type, file));
    const fresh = holds && !this.#carriers.has(nameKey(directory, name));
    if (holds) this.#carriers.add(nameKey(directory, name));
    for (const field of holding) this.#carrierFields.add(field);
    return fresh;
  }

  #holdsRouter(type: GoType, file: string, depth = 0): boolean {
    if (depth > 6) return false;
    const inner = (one: GoType): boolean => this.#holdsRouter(one, file, depth + 1);
    switch (type.kind) {
      case 'named': {
        if (type.qualifier === undefined) return this.#carriers.has(nameKey(directoryOf(file), type.name));
        const target = this.#importsOf(file).get(type.qualifier);
        return (
          target !== undefined &&
          (this.#carriers.has(nameKey(target, type.name)) || routerType(target, type.name) !== undefined)
        );
      }
      case 'pointer':
        return inner(type.to);
      case 'list':
        return inner(type.element);
      case 'map':
        return inner(type.value);
      case 'function':
        return type.parameters.some((one) => inner(one.type)) || type.results.some((one) => inner(one.type));
      case 'struct':
        return type.fields.some((field) => inner(field.type));
      case 'interface':
        return type.methods.some(
          (method) =>
            method.parameters.some((one) => inner(one.type)) || method.results.some((one) => inner(one.type)),
        );
      case 'other':
        break;
    }
    return false;
  }

  /** Local name of each import → directory in the repository, or import path outside of it. */
  #importsOf(path: string): ReadonlyMap<string, string> {
    let found = this.#imports.get(path);
    if (found === undefined) {
      const names = new Map<string, string>();
      for (const one of this.#program.file(path)?.imports ?? []) {
        const { directory } = this.#program.imported(path, one.path);
        const local = one.name ?? (directory === undefined ? undefined : this.#packageNames.get(directory));
        for (const name of local === undefined ? usualPackageNames(one.path) : [local])
          if (!names.has(name)) names.set(name, directory ?? one.path);
      }
      found = names;
      this.#imports.set(path, found);
    }
    return found;
  }

  /** The file's own package and those that it imports. */
  #reachable(path: string): readonly string[] {
    const imported = [...this.#importsOf(path).values()].filter((one) => this.#packageNames.has(one));
    return [...new Set([directoryOf(path), ...imported])];
  }

  #mentionsIn(path: string, place: GoPlace): Mentions {
    const key = `${path}\0${String(place.start)}`;
    const known = this.#mentions.get(key);
    if (known) return known;
    const text = (this.#program.file(path)?.source.text.slice(place.start, place.end) ?? '')
      .replaceAll(silent, ' ')
      .replace(/^func\s*\([^)]*\)/, 'func ');
    const imports = this.#importsOf(path);
    const own = directoryOf(path);
    const names = new Set<string>();
    const members = new Set<string>();
    for (const [, dot = '', first = '', second] of text.matchAll(reference)) {
      const target = dot === '' && second !== undefined ? imports.get(first) : undefined;
      if (target !== undefined) names.add(nameKey(target, second ?? ''));
      else if (dot === '') names.add(nameKey(own, first));
      else members.add(first);
      if (target === undefined && second !== undefined) members.add(second);
    }
    /** Requests are served later: who passes one on does not make routes. */
    members.delete('ServeHTTP');
    const found: Mentions = { names, members };
    this.#mentions.set(key, found);
    return found;
  }
}

function nameKey(directory: string, name: string): string {
  return `${directory}\0${name}`;
}

function pushTo<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
