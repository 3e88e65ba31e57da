import type { RepositoryView } from '../../model/repository-view.js';
import type { Skipped } from '../../model/skipped.js';
import type { SourceText } from '../../model/source-text.js';
import type { ClassNode, MethodNode, ProgramNode } from '../imperative/tree.js';
import { ParseTimeout } from '../tree-sitter.js';
import { csharpProgram } from './program.js';

/** A parsed file with its text. */
export interface CSharpFile {
  readonly source: SourceText;
  readonly program: ProgramNode;
}

/** A class and the file that declares it. */
export interface CSharpClass {
  readonly file: CSharpFile;
  readonly node: ClassNode;
}

/** A method, its class and its file. */
export interface CSharpMethod {
  readonly file: CSharpFile;
  readonly owner: ClassNode;
  readonly node: MethodNode;
}

/**
 * The C# files of a repository. Their texts are looked through once for what they declare; a file is parsed when somebody asks for
 * something in it.
 */
export class CSharpFiles {
  readonly view: RepositoryView;
  readonly #classes = new Map<string, string[]>();
  readonly #extensions = new Map<string, string[]>();
  readonly #derived = new Map<string, string[]>();
  readonly #parsed = new Map<string, Promise<CSharpFile | undefined>>();
  readonly #skipped: Skipped[] = [];

  constructor(view: RepositoryView) {
    this.view = view;
  }

  /** What did not parse, of the files that were asked for. */
  get skipped(): readonly Skipped[] {
    return this.#skipped;
  }

  /** Notes what a text declares. */
  add({ path, text }: SourceText): void {
    for (const match of text.matchAll(
      /\b(?:class|record|interface|struct)\s+(\w+)[^{};:]{0,2000}(?::\s*([^{};]{1,400}))?/g,
    )) {
      push(this.#classes, match[1] ?? '', path);
      for (const base of match[2]?.matchAll(/\w+/g) ?? []) push(this.#derived, base[0], path);
    }
    if (!/\(\s*this\s/.test(text)) return;
    for (const match of text.matchAll(/\b(\w+)\s*(?:<[^<>()]{0,100}>)?\s*\(\s*this\s+\w/g))
      push(this.#extensions, match[1] ?? '', path);
  }

  /** A file by its path; undefined when it has no text or takes too long to parse. */
  async file(path: string): Promise<CSharpFile | undefined> {
    let file = this.#parsed.get(path);
    if (file === undefined) {
      file = this.#parse(path);
      this.#parsed.set(path, file);
    }
    return file;
  }

  async #parse(path: string): Promise<CSharpFile | undefined> {
    const source = await this.view.read(path);
    if (!source) return undefined;
    try {
      const program = await csharpProgram(source);
      return { source, program };
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      this.#skipped.push({ file: path, line: 1, reason: 'parse-error', detail: error.message });
      return undefined;
    }
  }

  /** The classes, records and interfaces that bear a name; partial ones several times. */
  async classesNamed(written: string): Promise<readonly CSharpClass[]> {
    const name = bareType(written);
    return this.#classesIn(this.#classes.get(name) ?? [], (node) => node.name === name);
  }

  /** The classes that name a base class or interface. */
  async classesUnder(base: string): Promise<readonly CSharpClass[]> {
    const name = bareType(base);
    return this.#classesIn(this.#derived.get(name) ?? [], (node) => node.bases.includes(name));
  }

  async #classesIn(
    paths: readonly string[],
    fits: (node: ClassNode) => boolean,
  ): Promise<readonly CSharpClass[]> {
    const found: CSharpClass[] = [];
    for (const path of new Set(paths)) {
      if (found.length >= mostFound) break;
      const file = await this.file(path);
      for (const node of file?.program.classes ?? []) if (file && fits(node)) found.push({ file, node });
    }
    return found;
  }

  /** The extension methods that bear a name. */
  async extensionsNamed(name: string): Promise<readonly CSharpMethod[]> {
    const found: CSharpMethod[] = [];
    for (const path of new Set(this.#extensions.get(name))) {
      if (found.length >= mostFound) break;
      const file = await this.file(path);
      for (const owner of file?.program.classes ?? [])
        for (const node of owner.methods)
          if (file && node.name === name && node.extends !== undefined) found.push({ file, owner, node });
    }
    return found;
  }
}

/** More bearers of one name are not looked at. */
const mostFound = 200;

/** `Task<Foo?>` → `Task`, `A.Foo` → `Foo`. */
export function bareType(written: string): string {
  const plain = written.replace(/[<?[][\s\S]*$/, '');
  return plain.slice(plain.lastIndexOf('.') + 1).trim();
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
