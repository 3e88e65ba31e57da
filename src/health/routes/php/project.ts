import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { ClassNode, FunctionNode } from '../../../syntax/imperative/tree.js';
import type { ClassUnit, Unit } from '../../../syntax/imperative/values.js';
import { phpProgram } from '../../../syntax/php/program.js';
import { ParseTimeout } from '../../../syntax/tree-sitter.js';

/** A method with the class that defines it. */
export interface PhpMethod {
  readonly owner: ClassUnit;
  readonly name: string;
  readonly function: FunctionNode;
}

/**
 * The PHP files of a repository, whose classes are found as PSR-4 has it: one class per file of its name, in folders of its namespace's last
 * parts. Files are parsed when they are asked for, each once.
 */
export class PhpProject {
  readonly view: RepositoryView;
  readonly #byName = new Map<string, string[]>();
  readonly #units = new Map<string, Promise<Unit | undefined>>();
  readonly skipped: Skipped[] = [];

  constructor(view: RepositoryView, paths: readonly string[]) {
    this.view = view;
    for (const path of paths) {
      const name = /([A-Z]\w*)\.php$/.exec(path)?.[1];
      if (name === undefined) continue;
      const known = this.#byName.get(name);
      if (known) known.push(path);
      else this.#byName.set(name, [path]);
    }
  }

  /** The files that may hold a class of this name. */
  pathsOf(name: string): readonly string[] {
    return this.#byName.get(name.slice(name.lastIndexOf('\\') + 1)) ?? [];
  }

  /** A parsed file; undefined when it cannot be read. What does not parse in it is named once. */
  async unit(path: string): Promise<Unit | undefined> {
    let unit = this.#units.get(path);
    if (unit === undefined) {
      unit = this.#parse(path);
      this.#units.set(path, unit);
    }
    return unit;
  }

  /** The class that a name means in a file: by its imports, its namespace, or the whole name as it is written. */
  async classNamed(written: string, by: Unit): Promise<ClassUnit | undefined> {
    const bare = written.replace(/^[?\\]+/, '');
    const name = bare.slice(bare.lastIndexOf('\\') + 1);
    if (!bare.includes('\\')) {
      const own = by.program.classes.find((candidate) => candidate.name === name);
      if (own) return { unit: by, class: own };
    }
    const whole = qualified(written, by);
    const parts = whole.split('\\').slice(0, -1);
    for (const path of (this.#byName.get(name) ?? []).slice(0, 30)) {
      const folders = path.split('/').slice(0, -1);
      // The last folders are the last parts of the namespace; how many of them are folders the project decides.
      const last = parts.at(-1);
      if (last !== undefined && folders.at(-1) !== last && parts.length > 1) {
        const unit = await this.unit(path);
        if (unit?.program.namespace !== parts.join('\\')) continue;
      }
      const unit = await this.unit(path);
      if (!unit || unit.program.namespace !== parts.join('\\')) continue;
      const found = unit.program.classes.find((candidate) => candidate.name === name);
      if (found) return { unit, class: found };
    }
    return undefined;
  }

  /** A class, its traits and base classes as far as they are the project's own, in the order in which methods are looked up. */
  async hierarchyOf(start: ClassUnit): Promise<readonly ClassUnit[]> {
    const found: ClassUnit[] = [];
    const visit = async (one: ClassUnit): Promise<void> => {
      if (found.some((known) => known.class === one.class) || found.length > 40) return;
      found.push(one);
      for (const name of [...one.class.traits, ...one.class.bases]) {
        const next = await this.classNamed(name, one.unit);
        if (next) await visit(next);
      }
    };
    await visit(start);
    return found;
  }

  /** A method of a class or what it inherits. */
  async methodOf(owner: ClassUnit, name: string): Promise<PhpMethod | undefined> {
    for (const part of await this.hierarchyOf(owner)) {
      const method = part.class.methods.find(
        (candidate) => candidate.name.toLowerCase() === name.toLowerCase() && !candidate.isAbstract,
      );
      if (method) return { owner: part, name: method.name, function: method.function };
    }
    return undefined;
  }

  async #parse(path: string): Promise<Unit | undefined> {
    const source = await this.view.read(path);
    if (!source) return undefined;
    try {
      return { source, program: await phpProgram(source) };
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      this.skipped.push({ file: path, reason: 'parse-error', detail: error.message });
      return undefined;
    }
  }
}

/** The whole name of a class that a file names. */
export function qualified(written: string, { program }: Unit): string {
  const bare = written.replace(/^\?/, '');
  if (bare.startsWith('\\')) return bare.slice(1);
  const [first = '', ...rest] = bare.split('\\');
  const imported = program.imports.get(first);
  if (imported !== undefined) return [imported, ...rest].join('\\');
  return program.namespace === '' ? bare : `${program.namespace}\\${bare}`;
}

/** Base classes by the last parts of their names, all that the class names itself. */
export function extendsOneOf({ bases }: ClassNode, names: RegExp): boolean {
  return bases.some((base) => names.test(base.slice(base.lastIndexOf('\\') + 1)));
}
