import type { RepositoryView } from '../../model/repository-view.js';
import type { SourceText } from '../../model/source-text.js';
import { ParseTimeout } from '../tree-sitter.js';
import { finishTogether } from './code-builder.js';
import type { CodeBuilder } from './code-builder.js';
import type { CodeFile, CodeImport } from './code-file.js';
import { lowerFile } from './lower-file.js';
import { ModuleFiles } from './module-files.js';
import type { Linked, Linker } from './resolve-targets.js';
import { Scope } from './scope.js';

/** Files that are held at once; those that were not asked for the longest are read again when they are asked for. */
const mostHeld = 1_500;
/** Imports of imports that are followed. */
const deepest = 3;

interface Entry {
  readonly builder: CodeBuilder;
  readonly code: CodeFile;
  /** Files whose exports it passes on (`export *`). */
  readonly passesOn: readonly string[];
  /** False when it was read for another file's sake and some imports were not followed: too deep, or files that import each other. */
  readonly whole: boolean;
}

/**
 * The program files of a repository as {@link CodeFile}s, linked with each other: a client that is made in one file is known in those that
 * import it. Files are asked for one after the other.
 */
export class CodeIndex {
  readonly #view: RepositoryView;
  readonly #isWorth: (source: SourceText) => boolean;
  readonly #modules: ModuleFiles;
  readonly #entries = new Map<string, Promise<Entry | undefined>>();
  readonly #reading = new Set<string>();

  /** @param isWorth whether an imported file can have anything that matters, by a cheap look at its text (it is asked again for each importer); others are not parsed. */
  constructor(view: RepositoryView, isWorth: (source: SourceText) => boolean) {
    this.#view = view;
    this.#isWorth = isWorth;
    this.#modules = new ModuleFiles(view);
  }

  /**
   * One file; undefined when it has no text or is of no language that is read.
   * @throws ParseTimeout when the parser needs longer than ten seconds.
   */
  async file(path: string): Promise<CodeFile | undefined> {
    const entry = await this.#entry(path, 0);
    if (entry?.whole !== false) return entry?.code;
    // It was read as an import of another file, and not all of its own imports were followed.
    this.#entries.delete(path);
    return (await this.#entry(path, 0))?.code;
  }

  #entry(path: string, depth: number): Promise<Entry | undefined> {
    const held = this.#entries.get(path);
    if (held) {
      this.#entries.delete(path);
      this.#entries.set(path, held);
      return held;
    }
    const entry = this.#read(path, depth);
    this.#entries.set(path, entry);
    this.#forget();
    return entry;
  }

  /** Lets go of a quarter of the files when they are too many: all at once would read each package again for each that imports it. */
  #forget(): void {
    if (this.#entries.size < mostHeld) return;
    for (const path of [...this.#entries.keys()].slice(0, mostHeld / 4)) this.#entries.delete(path);
  }

  async #read(path: string, depth: number): Promise<Entry | undefined> {
    const others = this.#modules.packageOf(path);
    const builders =
      others.length > 1
        ? await this.#lowerPackage(path, others, depth)
        : await this.#lower(path, depth > 0).then((builder) => (builder ? [builder] : []));
    const [first] = builders;
    if (!first) return undefined;
    // Any file of the package stands for it.
    for (const file of others) this.#reading.add(file);
    try {
      const imports = builders.flatMap((builder) => builder.imports);
      const { linker, passesOn, whole } = await this.#link(path, imports, depth);
      const entries = finishTogether(builders, linker).map((code, index): [string, Entry] => [
        code.source.path,
        { builder: builders[index] ?? first, code, passesOn, whole: whole || depth === 0 },
      ]);
      for (const [file, entry] of entries) this.#entries.set(file, Promise.resolve(entry));
      return (entries.find(([file]) => file === path) ?? entries[0])?.[1];
    } finally {
      for (const file of others) this.#reading.delete(file);
    }
  }

  async #lower(path: string, picky: boolean, shared?: Scope): Promise<CodeBuilder | undefined> {
    const source = await this.#view.read(path);
    if (!source || (picky && !this.#isWorth(source))) return undefined;
    return lowerFile(source, shared);
  }

  /** The files of a package that can have anything that matters: they see each other's names. */
  async #lowerPackage(
    path: string,
    others: readonly string[],
    depth: number,
  ): Promise<readonly CodeBuilder[]> {
    const shared = new Scope('file');
    const builders: CodeBuilder[] = [];
    for (const file of others)
      try {
        const builder = await this.#lower(file, depth > 0 || file !== path, shared);
        if (builder) builders.push(builder);
      } catch (error) {
        if (file === path || !(error instanceof ParseTimeout)) throw error;
      }
    return builders;
  }

  async #link(path: string, imports: readonly CodeImport[], depth: number): Promise<Links> {
    const modules = new Map<string, string>();
    const submodules = new Map<string, string>();
    const entries = new Map<string, Entry>();
    const passesOn: string[] = [];
    let whole = true;
    const load = async (file: string): Promise<void> => {
      if (entries.has(file)) return;
      // A file that waits for this one cannot be waited for.
      const isOpen = this.#reading.has(file) || depth >= deepest;
      const entry = isOpen ? undefined : await this.#entry(file, depth + 1);
      if (isOpen || entry?.whole === false) whole = false;
      if (!entry) return;
      entries.set(file, entry);
      for (const other of entry.passesOn) await load(other);
    };
    for (const { module, member, name } of imports) {
      const file = await this.#modules.fileOf(path, module);
      if (file !== undefined) {
        modules.set(module, file);
        if (name === 'export *') passesOn.push(file);
        await load(file);
      }
      const below = member === undefined ? undefined : await this.#modules.submoduleOf(path, module, member);
      if (below !== undefined) {
        submodules.set(`${module}.${member ?? ''}`, below);
        await load(below);
      }
    }
    const exported = (file: string | undefined, member: string, left: number): Linked | undefined => {
      const entry = file === undefined || left === 0 ? undefined : entries.get(file);
      if (!entry) return undefined;
      const found = entry.builder.exported(member);
      if (found) return found;
      for (const other of entry.passesOn) {
        const passed = exported(other, member, left - 1);
        if (passed) return passed;
      }
      return undefined;
    };
    return {
      passesOn,
      whole,
      linker: {
        name: (name) => this.#modules.undeclared(path, name),
        member: (module, member) => {
          const known = exported(modules.get(module) ?? submodules.get(module), member, deepest);
          const whole = `${module}.${member}`;
          return known ?? (submodules.has(whole) ? { target: whole, module: whole } : undefined);
        },
      },
    };
  }
}

interface Links {
  readonly linker: Linker;
  readonly passesOn: readonly string[];
  readonly whole: boolean;
}
