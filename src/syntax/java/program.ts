import { posix } from 'node:path';
import type { RepositoryView } from '../../model/repository-view.js';
import type { Skipped } from '../../model/skipped.js';
import { lowerKotlin } from '../kotlin/file.js';
import { ParseTimeout, withTree } from '../tree-sitter.js';
import { lowerFile, withoutArguments } from './file.js';
import type { JavaFile, JavaType } from './file.js';

/**
 * The Java and Kotlin files of a repository, parsed when somebody asks for them. Types are found the way the compiler finds them: in the file, by
 * imports, in the package; a package is the end of a file's folder.
 */
export class JavaProgram {
  readonly view: RepositoryView;
  /** File name → paths. */
  readonly #byName = new Map<string, string[]>();
  readonly #files = new Map<string, Promise<JavaFile | undefined>>();
  readonly #skipped: Skipped[] = [];

  /** @param paths the `.java` and `.kt` files that count. */
  constructor(view: RepositoryView, paths: readonly string[]) {
    this.view = view;
    for (const path of paths) {
      const name = posix.basename(path);
      const known = this.#byName.get(name);
      if (known) known.push(path);
      else this.#byName.set(name, [path]);
    }
  }

  /** What did not parse, of the files that were asked for. */
  get skipped(): readonly Skipped[] {
    return this.#skipped;
  }

  /** A file by its path; undefined when it has no text or takes too long to parse. */
  async file(path: string): Promise<JavaFile | undefined> {
    let file = this.#files.get(path);
    if (file === undefined) {
      file = this.#parse(path);
      this.#files.set(path, file);
    }
    return file;
  }

  async #parse(path: string): Promise<JavaFile | undefined> {
    const source = await this.view.read(path);
    if (!source) return undefined;
    try {
      if (path.endsWith('.kt')) return lowerKotlin(source);
      const file = await withTree('java', source, (root) => lowerFile(source, root));
      if (file.brokenLine !== undefined)
        this.#skip(path, file.brokenLine, 'the Java does not parse here; the rest was read');
      return file;
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      this.#skip(path, 1, error.message);
      return undefined;
    }
  }

  #skip(file: string, line: number, detail: string): void {
    this.#skipped.push({ file, line, reason: 'parse-error', detail });
  }

  /** The type that a name (`Paths`, `Outer.Inner`, `com.acme.Paths`, with or without type arguments) means in a file. */
  async typeNamed(written: string, from: JavaFile): Promise<JavaType | undefined> {
    const name = withoutArguments(written);
    const [first = '', ...rest] = name.split('.');
    const inFile =
      from.types.find((type) => type.name === name) ??
      from.types.find((type) => type.name.endsWith(`.${name}`));
    if (inFile) return inFile;
    const imported = from.imports.find((one) => one.endsWith(`.${first}`));
    if (imported !== undefined) return this.#qualified([imported, ...rest].join('.'), from);
    const places = [from.packageName, ...from.wildcards].map((place) =>
      place === '' ? name : `${place}.${name}`,
    );
    for (const place of [...places, ...(rest.length > 0 ? [name] : [])]) {
      const found = await this.#qualified(place, from);
      if (found) return found;
    }
    return undefined;
  }

  async #qualified(name: string, from: JavaFile): Promise<JavaType | undefined> {
    const parts = name.split('.');
    for (let end = parts.length; end > Math.max(0, parts.length - 4); end -= 1) {
      const folder = parts.slice(0, end - 1).join('/');
      const file = parts[end - 1] ?? '';
      const inFolder = [...this.#named(file)].filter(
        (candidate) => folder === '' || `/${posix.dirname(candidate)}`.endsWith(`/${folder}`),
      );
      const path = nearest(inFolder, from.path) ?? (await this.#inPackage(file, parts.slice(0, end - 1)));
      if (path === undefined) continue;
      const inner = parts.slice(end - 1).join('.');
      const found = (await this.file(path))?.types.find((type) => type.name === inner);
      if (found) return found;
    }
    return undefined;
  }

  #named(name: string): readonly string[] {
    return [...(this.#byName.get(`${name}.java`) ?? []), ...(this.#byName.get(`${name}.kt`) ?? [])];
  }

  /** Kotlin's folders may leave out the beginning that all packages share. */
  async #inPackage(name: string, packageParts: readonly string[]): Promise<string | undefined> {
    for (const path of this.#byName.get(`${name}.kt`) ?? [])
      if ((await this.file(path))?.packageName === packageParts.join('.')) return path;
    return undefined;
  }

  /** The classes that bear a name, wherever they stand; for implementations that only a container finds. */
  async typesCalled(name: string): Promise<readonly JavaType[]> {
    const files = await Promise.all(this.#named(name).map(async (path) => this.file(path)));
    return files.flatMap((file) => file?.types.filter((type) => type.name === name) ?? []);
  }

  /**
   * A type and all above it that the repository has, in the order in which Spring looks for annotations: the type, its interfaces, its
   * superclass, each with what is above it.
   */
  async hierarchy(type: JavaType): Promise<readonly JavaType[]> {
    const found: JavaType[] = [];
    const visit = async (one: JavaType): Promise<void> => {
      if (found.includes(one) || found.length >= largestHierarchy) return;
      found.push(one);
      for (const name of one.supertypes) {
        const above = await this.typeNamed(name, one.file);
        if (above) await visit(above);
      }
    };
    await visit(type);
    return found;
  }
}

/** No class has more above it; a hostile repository might. */
const largestHierarchy = 100;

/** Of several files the one that shares the longest beginning with a path. */
function nearest(paths: readonly string[], to: string): string | undefined {
  let best: string | undefined;
  let length = -1;
  for (const path of paths) {
    let shared = 0;
    while (shared < path.length && path[shared] === to[shared]) shared += 1;
    if (shared > length) [best, length] = [path, shared];
  }
  return best;
}
