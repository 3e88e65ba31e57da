import { isProductFile } from '../../model/repository-view.js';
import type { RepositoryView } from '../../model/repository-view.js';
import { ancestors, directoryOf } from '../repository-paths.js';
import { declarationsOf, hasDeclarations, passesOn } from './declared-names.js';
import { renamedIn, saidIn } from './said-names.js';
import type { Said } from './said-names.js';

/** A program with what its manifest says that it is built from. */
export interface BuiltProgram {
  /** Directories whose code is the program's own. */
  readonly own: readonly string[];
  /** Directories of the packages of the repository that it is built from, however far away. */
  readonly libraries: ReadonlySet<string>;
}

/** A file of program text in a package that others may be built from. */
interface LibraryFile {
  readonly path: string;
  readonly directory: string;
}

/**
 * Which files of its libraries a program can get to: those that offer a name which its own code says, or a file that it got to, however far away; kinds
 * of a type that it got to, for a container may hand them over; and those that a framework finds by itself. By names, not by a call graph: a name that
 * two files share leads to both, so a file that is left out is surely not used, and one that is not may be.
 * @returns for each program, in the order given, the paths of the files.
 */
export async function readReachedFiles(
  view: RepositoryView,
  programs: readonly BuiltProgram[],
): Promise<readonly ReadonlySet<string>[]> {
  const libraries = new Set(programs.flatMap((program) => [...program.libraries]));
  if (libraries.size === 0) return programs.map(() => new Set<string>());
  const index = await NameIndex.read(view, libraries);
  const owners = new Map<string, BuiltProgram[]>();
  for (const program of programs)
    for (const directory of program.libraries.size > 0 ? program.own : [])
      owners.set(directory, [...(owners.get(directory) ?? []), program]);
  const own = new Map<BuiltProgram, Said[]>(programs.map((program) => [program, []]));
  for (const file of view.files) {
    if (!isProductFile(file) || !hasDeclarations(file.path)) continue;
    const nearest = ancestors(directoryOf(file.path)).find(
      (above) => owners.has(above) || libraries.has(above),
    );
    const programsHere = nearest === undefined ? undefined : owners.get(nearest);
    if (!programsHere) continue;
    const said = await index.said(file.path);
    for (const program of programsHere) own.get(program)?.push(said);
  }
  const reached: ReadonlySet<string>[] = [];
  for (const program of programs)
    reached.push(await index.reachedFrom(own.get(program) ?? [], program.libraries));
  return reached;
}

/** Names that files of libraries offer, and what files say, asked once for each. */
class NameIndex {
  readonly #view: RepositoryView;
  readonly #byKey = new Map<string, LibraryFile[]>();
  readonly #byKind = new Map<string, LibraryFile[]>();
  readonly #found: LibraryFile[] = [];
  readonly #paths = new Set<string>();
  readonly #said = new Map<string, Said>();

  static async read(view: RepositoryView, libraries: ReadonlySet<string>): Promise<NameIndex> {
    const index = new NameIndex(view);
    for (const file of view.files) {
      const { path } = file;
      if (!isProductFile(file) || !hasDeclarations(path)) continue;
      const directory = ancestors(directoryOf(path)).find((above) => libraries.has(above));
      const source = directory === undefined ? undefined : await view.read(path);
      if (directory === undefined || !source) continue;
      const { keys, kindsOf, isFound } = declarationsOf(path, source.text);
      const item = { path, directory };
      for (const key of keys) put(index.#byKey, key, item);
      for (const kind of kindsOf) put(index.#byKind, kind, item);
      index.#paths.add(path);
      if (isFound) index.#found.push(item);
    }
    return index;
  }

  private constructor(view: RepositoryView) {
    this.#view = view;
  }

  async said(path: string): Promise<Said> {
    const known = this.#said.get(path);
    if (known) return known;
    const text = (await this.#view.read(path))?.text ?? '';
    // What a list of exports names is named by those who ask for it, unless it is given another name there.
    const used = this.#paths.has(path) && passesOn(text) ? renamedIn(text) : text;
    const said = saidIn(path, used, (key) => this.#byKey.has(key));
    this.#said.set(path, said);
    return said;
  }

  /** The files of some libraries that a program gets to which says this. */
  async reachedFrom(program: readonly Said[], libraries: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const reached = new Set<string>();
    const open = this.#found.filter(({ directory }) => libraries.has(directory));
    const asked = new Set<string>();
    let scans = false;
    const openAll = (files: readonly LibraryFile[] | undefined): void => {
      for (const file of files ?? [])
        if (libraries.has(file.directory) && !reached.has(file.path)) open.push(file);
    };
    const hear = (said: Said): void => {
      if (said.scans && !scans) {
        scans = true;
        for (const key of asked) openAll(this.#byKind.get(key));
      }
      for (const key of said.keys) {
        if (asked.has(key)) continue;
        asked.add(key);
        openAll(this.#byKey.get(key));
        if (scans) openAll(this.#byKind.get(key));
      }
    };
    for (const said of program) hear(said);
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      if (reached.has(file.path)) continue;
      reached.add(file.path);
      hear(await this.said(file.path));
    }
    return reached;
  }
}

function put(map: Map<string, LibraryFile[]>, name: string, file: LibraryFile): void {
  const known = map.get(name);
  if (known) known.push(file);
  else map.set(name, [file]);
}
