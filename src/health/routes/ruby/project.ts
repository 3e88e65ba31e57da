import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { ParseTimeout } from '../../../syntax/tree-sitter.js';
import { classesIn } from './class-facts.js';
import type { RubyBody } from './bodies.js';
import type { RubyClass } from './class-facts.js';

/**
 * The Ruby files of a repository, whose classes are found by their names as autoloading finds them: `Api::HealthController` stands in
 * `…/api/health_controller.rb`. Files are parsed when they are asked for, each once.
 */
export class RubyProject {
  readonly view: RepositoryView;
  readonly #byName = new Map<string, string[]>();
  readonly #files = new Map<string, Promise<readonly RubyClass[]>>();
  readonly skipped: Skipped[] = [];

  constructor(view: RepositoryView, paths: readonly string[]) {
    this.view = view;
    for (const path of paths) {
      if (!path.endsWith('.rb')) continue;
      const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
      const known = this.#byName.get(name);
      if (known) known.push(path);
      else this.#byName.set(name, [path]);
    }
  }

  /** The classes of a file; none when it cannot be read. */
  async classesOf(path: string): Promise<readonly RubyClass[]> {
    let classes = this.#files.get(path);
    if (classes === undefined) {
      classes = this.#read(path);
      this.#files.set(path, classes);
    }
    return classes;
  }

  /**
   * The class of a name as it is written inside of another class (`from`), of which Ruby tries the inner modules first. Files near the
   * place that asks win over others.
   */
  async classNamed(written: string, from = '', near = ''): Promise<RubyClass | undefined> {
    const bare = written.replace(/^::/, '');
    const around = from === '' ? [] : from.split('::');
    for (let size = around.length; size >= 0; size -= 1) {
      const name = [...around.slice(0, size), bare].join('::');
      const found = await this.#exactly(name, near);
      if (found) return found;
    }
    return undefined;
  }

  /** A class and its superclasses and modules, as far as they are the project's own, the class itself first. */
  async ancestorsOf(start: RubyClass): Promise<readonly RubyClass[]> {
    const found: RubyClass[] = [];
    const visit = async (one: RubyClass): Promise<void> => {
      if (found.includes(one) || found.length > 40) return;
      found.push(one);
      for (const { name, words } of one.directives)
        if (name === 'include' || name === 'prepend')
          for (const word of words) {
            const module = await this.classNamed(word, one.name, one.source.path);
            if (module) await visit(module);
          }
      if (one.superclass === undefined) return;
      const base = await this.classNamed(one.superclass, parentOf(one.name), one.source.path);
      if (base) await visit(base);
    };
    await visit(start);
    return found;
  }

  /** A method of a class or what it inherits. */
  async methodOf(
    owner: RubyClass,
    name: string,
  ): Promise<{ readonly owner: RubyClass; readonly body: RubyBody } | undefined> {
    for (const one of await this.ancestorsOf(owner)) {
      const body = one.methods.get(name);
      if (body) return { owner: one, body };
    }
    return undefined;
  }

  async #exactly(name: string, near: string): Promise<RubyClass | undefined> {
    const file = `${underscored(name)}.rb`;
    const base = file.slice(file.lastIndexOf('/') + 1);
    const paths = (this.#byName.get(base) ?? this.#byName.get(base.replaceAll('_', '')) ?? []).filter(
      (path) => endsWithFolders(path, file),
    );
    const sorted = paths.toSorted((a, b) => sharedLength(b, near) - sharedLength(a, near)).slice(0, 20);
    for (const path of sorted) {
      const found = (await this.classesOf(path)).find((one) => one.name.toLowerCase() === name.toLowerCase());
      if (found) return found;
    }
    return undefined;
  }

  async #read(path: string): Promise<readonly RubyClass[]> {
    const source = await this.view.read(path);
    if (!source) return [];
    try {
      return await classesIn(source);
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      this.skipped.push({ file: path, reason: 'parse-error', detail: error.message });
      return [];
    }
  }
}

/** `Api::HTTPHealth` → `api/http_health`, as ActiveSupport does it. */
export function underscored(name: string): string {
  return name
    .replaceAll('::', '/')
    .replaceAll(/([A-Z\d]+)([A-Z][a-z])/g, '$1_$2')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
}

/** `admin/health_checks` → `Admin::HealthChecks`. Acronyms are not known: names are compared without regard to case. */
export function camelized(path: string): string {
  return path
    .split('/')
    .map((part) => part.replaceAll(/(^|_)([a-z\d])/g, (_, __, letter: string) => letter.toUpperCase()))
    .join('::');
}

/** Folders may leave out the underscores of acronyms (`graph_ql` and `graphql`). */
function endsWithFolders(path: string, file: string): boolean {
  const plain = (text: string): string => `/${text.toLowerCase().replaceAll('_', '')}`;
  return plain(path).endsWith(plain(file));
}

export function parentOf(name: string): string {
  return name.includes('::') ? name.slice(0, name.lastIndexOf('::')) : '';
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}
