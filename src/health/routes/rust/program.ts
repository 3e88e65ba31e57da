import { dirname, join } from 'node:path/posix';
import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceText } from '../../../model/source-text.js';
import { readTomlTables } from '../../../syntax/manifests/toml.js';
import { ParseTimeout } from '../../../syntax/tree-sitter.js';
import { readRustFile } from './file.js';
import type { RustConst, RustFile, RustFunction, RustModule } from './tree.js';

/** A package of Cargo. */
export interface Crate {
  /** As programs write it: with `_`. */
  readonly name: string;
  readonly directory: string;
  /** Directory that modules are looked for in: `src` as a rule. */
  readonly source: string;
  /** Names of what it depends on, with `_`; several names when renamed. */
  readonly dependencies: ReadonlySet<string>;
}

/** Where a piece of code stands: its crate and its module. */
export interface ModulePlace {
  readonly crate: Crate;
  readonly path: readonly string[];
  readonly file: RustFile;
  readonly module: RustModule;
}

/** Crates whose preludes are imported whole. */
const frameworkCrates: ReadonlySet<string> = new Set([
  'axum',
  'actix_web',
  'rocket',
  'warp',
  'poem',
  'poem_openapi',
  'loco_rs',
  'aide',
]);

/** What a path means: an item of the repository's crates (its module and name), or something outside. */
export type Meaning =
  | { readonly kind: 'inside'; readonly crate: Crate; readonly path: readonly string[] }
  | { readonly kind: 'outside'; readonly path: readonly string[] };

/** The Rust programs of a repository; files are parsed when somebody asks for them. */
export class RustProgram {
  readonly crates: readonly Crate[];
  readonly skipped: Skipped[] = [];
  readonly sources = new Map<string, SourceText>();
  readonly #view: RepositoryView;
  readonly #paths: ReadonlySet<string>;
  readonly #files = new Map<string, Promise<RustFile | undefined>>();
  /** Functions in `impl` and `trait` of the files that were parsed, by owner and name. */
  readonly #methods = new Map<string, RustFunction[]>();
  readonly #byName = new Map<string, RustFunction[]>();
  readonly #ownConsts = new Map<string, RustConst[]>();
  readonly #traits = new Map<string, Set<string>>();

  private constructor(view: RepositoryView, crates: readonly Crate[], paths: ReadonlySet<string>) {
    this.#view = view;
    this.crates = crates;
    this.#paths = paths;
  }

  static async open(view: RepositoryView): Promise<RustProgram> {
    const crates: Crate[] = [];
    for (const { path } of view.files) {
      if (!/(^|\/)Cargo\.toml$/.test(path)) continue;
      const source = await view.read(path);
      const crate = source && crateOf(source);
      if (crate) crates.push(crate);
    }
    const paths = new Set(view.files.flatMap(({ path }) => (path.endsWith('.rs') ? [path] : [])));
    // Longest first: the nearest crate of a file comes before the ones around it.
    const sorted = crates.toSorted(
      (a, b) => b.directory.length - a.directory.length || compareText(a.directory, b.directory),
    );
    return new RustProgram(view, sorted, paths);
  }

  async file(path: string): Promise<RustFile | undefined> {
    if (!this.#paths.has(path)) return undefined;
    let file = this.#files.get(path);
    if (file === undefined) {
      file = this.#parse(path);
      this.#files.set(path, file);
    }
    return file;
  }

  async #parse(path: string): Promise<RustFile | undefined> {
    const source = await this.#view.read(path);
    if (!source) return undefined;
    this.sources.set(path, source);
    try {
      const file = await readRustFile(source);
      if (file.brokenLine !== undefined && file.functions.length === 0)
        this.skipped.push({ file: path, line: file.brokenLine, reason: 'parse-error' });
      this.#index(file);
      return file;
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      this.skipped.push({ file: path, reason: 'parse-error', detail: 'parsing took too long' });
      return undefined;
    }
  }

  #index(file: RustFile): void {
    for (const one of file.functions)
      if (one.owner !== undefined) {
        push(this.#methods, `${one.owner}::${one.name}`, one);
        if (one.body) push(this.#byName, one.name, one);
      }
    for (const one of file.consts)
      if (one.owner !== undefined) push(this.#ownConsts, `${one.owner}::${one.name}`, one);
    for (const { owner, trait } of file.impls)
      if (trait !== undefined) {
        const traits = this.#traits.get(owner) ?? new Set();
        this.#traits.set(owner, traits.add(trait));
      }
  }

  /** The methods of a type by name: its own before those that a trait gives to it or to all types. */
  methods(owner: string, name: string): readonly RustFunction[] {
    const own = (this.#methods.get(`${owner}::${name}`) ?? []).filter(({ body }) => body);
    if (own.length > 0) return own;
    const blanket = /^[A-Z]$/;
    const traits = this.#traits.get(owner) ?? new Set();
    return this.methodsNamed(name).filter(
      ({ owner: holder = '' }) => traits.has(holder) || blanket.test(holder),
    );
  }

  /** Every method of that name that was parsed, whatever its type. */
  methodsNamed(name: string): readonly RustFunction[] {
    return this.#byName.get(name) ?? [];
  }

  ownConst(owner: string, name: string): RustConst | undefined {
    return this.#ownConsts.get(`${owner}::${name}`)?.[0];
  }

  crateOf(path: string): Crate | undefined {
    return this.crates.find(({ directory }) => directory === '.' || path.startsWith(`${directory}/`));
  }

  /** The module that a file is, with what it holds. */
  placeOf(file: RustFile, inner: readonly string[]): ModulePlace | undefined {
    const crate = this.crateOf(file.path);
    const module = file.modules.find((one) => one.inner.join('::') === inner.join('::'));
    if (!crate || !module) return undefined;
    return { crate, path: [...moduleOfFile(file.path, crate), ...inner], file, module };
  }

  /** The files and inner modules that make up a module; the root has `lib.rs` and `main.rs`. */
  async places(crate: Crate, path: readonly string[]): Promise<readonly ModulePlace[]> {
    const found: ModulePlace[] = [];
    for (let length = path.length; length >= 0; length -= 1) {
      const inner = path.slice(length);
      for (const candidate of filesOfModule(crate, path.slice(0, length))) {
        const file = await this.file(candidate);
        const place = file && this.placeOf(file, inner);
        if (place) found.push(place);
      }
      if (found.length > 0) break;
    }
    return found;
  }

  /** What a path means in a module. */
  async meaning(segments: readonly string[], place: ModulePlace, depth = 0): Promise<Meaning> {
    const [first = '', ...rest] = segments;
    const { crate, path } = place;
    const outside: Meaning = { kind: 'outside', path: segments };
    if (depth > 12) return outside;
    if (first === 'crate') return { kind: 'inside', crate, path: rest };
    if (first === 'self') return { kind: 'inside', crate, path: [...path, ...rest] };
    if (first === 'super')
      return { kind: 'inside', crate, path: withoutSupers([...path.slice(0, -1), ...rest]) };
    const use = place.module.uses.find(({ name }) => name === first);
    if (use && !(use.path.length === 1 && use.path[0] === first))
      return this.meaning([...use.path, ...rest], place, depth + 1);
    const isLocal =
      place.module.modules.includes(first) ||
      (rest.length === 0 && hasItem(place, first)) ||
      (rest.length > 0 && hasType(place, first));
    if (isLocal) return { kind: 'inside', crate, path: [...path, ...segments] };
    const other = this.crates.find(({ name }) => name === first);
    if (other) return { kind: 'inside', crate: other, path: rest };
    for (const glob of place.module.globs) {
      const target = await this.meaning(glob, place, depth + 2);
      if (target.kind === 'outside') continue;
      for (const holder of await this.places(target.crate, target.path)) {
        if (holder.file === place.file && holder.module === place.module) continue;
        const found = await this.meaning(segments, holder, depth + 3);
        if (found.kind === 'inside' || found.path.length > segments.length) return found;
      }
    }
    const framework = place.module.globs.find(([root = '']) => frameworkCrates.has(root));
    return framework ? { kind: 'outside', path: [...framework, ...segments] } : outside;
  }

  /** The function that a path names, re-exports followed. `X::method` is looked up among the methods of the type. */
  async functionAt(meaning: Meaning, depth = 0): Promise<RustFunction | undefined> {
    if (meaning.kind === 'outside' || depth > 8) return undefined;
    const name = meaning.path.at(-1) ?? '';
    const before = meaning.path.slice(0, -1);
    for (const place of await this.places(meaning.crate, before)) {
      const own = place.file.functions.find(
        (one) =>
          one.name === name &&
          one.owner === undefined &&
          one.inner.join('::') === place.module.inner.join('::'),
      );
      if (own) return own;
      const target = await this.meaning([name], place);
      const isOther = target.kind === 'inside' && target.path.join('::') !== meaning.path.join('::');
      const found = isOther ? await this.functionAt(target, depth + 1) : undefined;
      if (found) return found;
    }
    const owner = before.at(-1) ?? '';
    if (!/^[A-Z]/.test(owner)) return undefined;
    // The file that holds the type may be known through a re-export only.
    for (const place of await this.places(meaning.crate, before.slice(0, -1))) {
      const type = await this.meaning([owner], place);
      if (type.kind === 'inside') await this.places(type.crate, type.path.slice(0, -1));
    }
    const methods = this.methods(owner, name);
    return methods.find(({ file }) => this.crateOf(file) === meaning.crate) ?? methods[0];
  }

  /** The value of a constant that a path names. */
  async constAt(
    meaning: Meaning,
    depth = 0,
  ): Promise<{ readonly value: RustConst; readonly place: ModulePlace } | undefined> {
    if (meaning.kind === 'outside' || depth > 8) return undefined;
    const name = meaning.path.at(-1) ?? '';
    for (const place of await this.places(meaning.crate, meaning.path.slice(0, -1))) {
      const value = place.file.consts.find((one) => one.name === name && one.owner === undefined);
      if (value) return { value, place };
      const target = await this.meaning([name], place);
      const isOther = target.kind === 'inside' && target.path.join('::') !== meaning.path.join('::');
      const found = isOther ? await this.constAt(target, depth + 1) : undefined;
      if (found) return found;
    }
    return undefined;
  }
}

function push<Item>(into: Map<string, Item[]>, key: string, item: Item): void {
  const known = into.get(key);
  if (known) known.push(item);
  else into.set(key, [item]);
}

function hasItem({ file, module }: ModulePlace, name: string): boolean {
  const key = module.inner.join('::');
  return (
    file.functions.some(
      (one) => one.name === name && one.owner === undefined && one.inner.join('::') === key,
    ) ||
    file.consts.some((one) => one.name === name && one.owner === undefined && one.inner.join('::') === key)
  );
}

function hasType({ file, module }: ModulePlace, name: string): boolean {
  return file.impls.some((one) => one.owner === name && one.inner.join('::') === module.inner.join('::'));
}

function withoutSupers(path: readonly string[]): readonly string[] {
  const flat: string[] = [];
  for (const segment of path)
    if (segment === 'super') flat.pop();
    else flat.push(segment);
  return flat;
}

/** `src/a/b.rs` and `src/a/b/mod.rs` are the module a::b; programs in `src/bin` have their own root. */
function moduleOfFile(path: string, { directory, source }: Crate): readonly string[] {
  const below = path.slice((source === '.' ? '' : `${source}/`).length);
  if (!path.startsWith(source === '.' ? '' : `${source}/`))
    return [path.slice(directory === '.' ? 0 : directory.length + 1)];
  if (/^(?:lib|main)\.rs$/.test(below)) return [];
  return below
    .replace(/\.rs$/, '')
    .replace(/\/mod$/, '')
    .split('/');
}

function filesOfModule({ source }: Crate, path: readonly string[]): readonly string[] {
  if (path.length === 0) return [join(source, 'lib.rs'), join(source, 'main.rs')];
  const below = join(source, ...path);
  return [`${below}.rs`, `${below}/mod.rs`];
}

function crateOf(source: SourceText): Crate | undefined {
  const tables = readTomlTables(source);
  const name = tables.find((table) => table.name === 'package')?.entries.get('name')?.text;
  if (name === undefined) return undefined;
  const lib = tables.find((table) => table.name === 'lib')?.entries;
  const directory = dirname(source.path);
  const written = lib?.get('path')?.text;
  const dependencies = new Set<string>();
  for (const table of tables) {
    if (/(?:^|\.)dependencies$/.test(table.name))
      for (const key of table.entries.keys()) dependencies.add(key.replace(/\..*$/, ''));
    const named = /(?:^|\.)dependencies\.([\w-]+)$/.exec(table.name)?.[1];
    if (named !== undefined) dependencies.add(named);
  }
  return {
    name: (lib?.get('name')?.text ?? name).replaceAll('-', '_'),
    directory,
    source: written === undefined ? join(directory, 'src') : dirname(join(directory, written)),
    dependencies: new Set([...dependencies].map((one) => one.replaceAll('-', '_'))),
  };
}
