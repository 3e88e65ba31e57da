import type { RepositoryView } from '../../model/repository-view.js';
import { elixirFunction } from '../../syntax/elixir/functions.js';
import { elixirProgram } from '../../syntax/elixir/program.js';
import type { Library } from '../../syntax/imperative/evaluation.js';
import type { ClassUnit, Unit } from '../../syntax/imperative/values.js';
import { ParseTimeout } from '../../syntax/tree-sitter.js';
import { oncePerView } from '../finding/once-per-view.js';
import { filesByName } from './files-by-name.js';
import { snakeCase } from '../inflection.js';

/** Other files that are read for one migration: what it imports and uses, helpers, schemas. */
const mostFiles = 16;
const largestFile = 300_000;

/** Files of Elixir by their name: by custom a module `A.B.SomeName` stands in `…/a/b/some_name.ex`. */
const moduleFiles = filesByName(/^(\w+)\.exs?$/);

const units = oncePerView((): Map<string, Unit | undefined> => new Map());

/** The modules of the repository that a file names, with the functions that they import. */
export async function elixirLibrary(unit: Unit, view: RepositoryView): Promise<Library> {
  const modules = new Map<string, ClassUnit>();
  const own = new Set(unit.program.classes.map(({ name }) => name));
  const wanted = [...namedModules(unit)];
  let read = 0;
  for (let name = wanted.shift(); name !== undefined && read < mostFiles; name = wanted.shift()) {
    if (modules.has(name) || own.has(name)) continue;
    const found = await moduleOf(name, view);
    if (!found) continue;
    read += 1;
    for (const declared of found.program.classes)
      if (!modules.has(declared.name)) modules.set(declared.name, { unit: found, class: declared });
    const declared = found.program.classes.find((candidate) => candidate.name === name);
    wanted.unshift(...(declared?.bases ?? []).map(withoutUsing));
  }
  return {
    hierarchyOf: (name) => {
      const found = modules.get(name);
      return found && withImports(found, modules);
    },
    builtin: elixirFunction,
    implicitSelf: true,
  };
}

/** A module with what it uses and imports, in the order in which its bare calls are looked up. */
export function withImports(first: ClassUnit, modules: ReadonlyMap<string, ClassUnit>): readonly ClassUnit[] {
  const found: ClassUnit[] = [];
  const add = (part: ClassUnit): void => {
    if (found.length >= mostFiles || found.some((known) => known.class === part.class)) return;
    found.push(part);
    for (const name of part.class.bases) {
      const used =
        modules.get(name) ??
        part.unit.program.classes
          .filter((candidate) => candidate.name === name)
          .map((declared): ClassUnit => ({ unit: part.unit, class: declared }))[0];
      if (used) add(used);
    }
  };
  add(first);
  return found;
}

/** The hierarchy of a module, with what a library knows of what it uses. */
export function importsOf(first: ClassUnit, library: Library): readonly ClassUnit[] {
  const modules = new Map<string, ClassUnit>();
  for (const name of first.class.bases)
    for (const part of library.hierarchyOf(name) ?? []) modules.set(part.class.name, part);
  return withImports(first, modules);
}

function withoutUsing(name: string): string {
  return name.replace(/\.__using__$/, '');
}

/** Modules that the text names; Elixir's and Ecto's own are none of the repository. */
function namedModules({ source, program }: Unit): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { bases } of program.classes) for (const base of bases) names.add(withoutUsing(base));
  for (const [written] of source.text.matchAll(/(?<![\w.@:])[A-Z]\w*(?:\.[A-Z]\w*)*/g)) {
    const [first = '', ...rest] = written.split('.');
    names.add([program.imports.get(first) ?? first, ...rest].join('.'));
  }
  for (const name of names)
    if (/^(Ecto|Enum|Map|String|List|Keyword|Application|Logger)\b/.test(name)) names.delete(name);
  return names;
}

async function moduleOf(name: string, view: RepositoryView): Promise<Unit | undefined> {
  const parts = name.split('.').map(snakeCase);
  for (let length = parts.length; length > 0; length -= 1) {
    // A module may stand in the file of the one around it.
    const files = moduleFiles(view).get(parts[length - 1] ?? '') ?? [];
    const end = `/${parts.slice(0, length).join('/')}.ex`;
    const ranked = files.filter((path) => `/${path}`.endsWith(end) || files.length === 1);
    for (const path of ranked.slice(0, 2)) {
      const found = await unitOf(path, view);
      if (found?.program.classes.some((candidate) => candidate.name === name)) return found;
    }
  }
  return undefined;
}

async function unitOf(path: string, view: RepositoryView): Promise<Unit | undefined> {
  const known = units(view);
  if (known.has(path)) return known.get(path);
  const source = await view.read(path);
  let unit: Unit | undefined;
  if (source && source.text.length <= largestFile)
    try {
      unit = { source, program: await elixirProgram(source) };
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
    }
  known.set(path, unit);
  return unit;
}
