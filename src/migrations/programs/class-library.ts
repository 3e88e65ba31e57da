import type { RepositoryView } from '../../model/repository-view.js';
import type { SourceText } from '../../model/source-text.js';
import type { Library } from '../../syntax/imperative/evaluation.js';
import type { ProgramNode } from '../../syntax/imperative/tree.js';
import type { ClassUnit, Unit } from '../../syntax/imperative/values.js';
import { ParseTimeout } from '../../syntax/tree-sitter.js';

/** Other files that are read for one migration: base classes, traits, models, helpers. */
const mostFiles = 16;
const largestFile = 300_000;

/** How the classes of a language are found. */
export interface ClassSearch {
  readonly parse: (source: SourceText) => Promise<ProgramNode>;
  /** Names of classes that a file uses. */
  readonly namedBy: (unit: Unit) => readonly string[];
  /** The file of a class that another file names. */
  readonly fileOf: (name: string, by: Unit) => string | undefined;
  /** Files that were read before, by path. */
  readonly units: Map<string, Unit | undefined>;
}

/** The classes that a file names, with those that they inherit, by name. */
export async function classesFor(
  unit: Unit,
  search: ClassSearch,
  view: RepositoryView,
): Promise<ReadonlyMap<string, ClassUnit>> {
  const classes = new Map<string, ClassUnit>();
  const own = new Set(unit.program.classes.map(({ name }) => name));
  const inherited = unit.program.classes.flatMap(({ bases, traits }) => [...bases, ...traits].map(lastPart));
  const wanted = [...new Set([...inherited, ...search.namedBy(unit)])]
    .filter((name) => name !== '' && !own.has(name))
    .map((name) => ({ name, by: unit }));
  let read = 0;
  for (let next = wanted.shift(); next && read < mostFiles; next = wanted.shift()) {
    const { name, by } = next;
    if (classes.has(name)) continue;
    const path = search.fileOf(name, by);
    const found =
      path === undefined || path === unit.source.path ? undefined : await unitOf(path, search, view);
    const declared = found?.program.classes.find((candidate) => candidate.name === name);
    if (!found || !declared) continue;
    read += 1;
    classes.set(name, { unit: found, class: declared });
    for (const part of [...declared.bases, ...declared.traits])
      wanted.unshift({ name: lastPart(part), by: found });
  }
  return classes;
}

/** A file of the repository as a program; undefined when it cannot be read or is too large. */
export async function unitOf(
  path: string,
  search: ClassSearch,
  view: RepositoryView,
): Promise<Unit | undefined> {
  const { units, parse } = search;
  if (units.has(path)) return units.get(path);
  const source = await view.read(path);
  let unit: Unit | undefined;
  if (source && source.text.length <= largestFile)
    try {
      unit = { source, program: await parse(source) };
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
    }
  units.set(path, unit);
  return unit;
}

/** A class, its traits, its base class and so on, in the order in which methods are looked up. */
export function hierarchyOf(
  first: ClassUnit,
  classOf: (name: string) => ClassUnit | undefined,
): readonly ClassUnit[] {
  const found: ClassUnit[] = [];
  const add = (part: ClassUnit): void => {
    if (found.length >= mostFiles || found.some((known) => known.class === part.class)) return;
    found.push(part);
    for (const written of [...part.class.traits, ...part.class.bases]) {
      const name = lastPart(written);
      const own = part.unit.program.classes.find(
        (candidate) => candidate.name === name && candidate !== part.class,
      );
      const inherited = own ? { unit: part.unit, class: own } : classOf(name);
      if (inherited) add(inherited);
    }
  };
  add(first);
  return found;
}

/** The hierarchy of a class that a library knows. */
export function withInherited(first: ClassUnit, library: Library): readonly ClassUnit[] {
  return hierarchyOf(first, (name) => library.hierarchyOf(name)?.[0]);
}

/** The last part of a qualified name. */
export function lastPart(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('\\'), name.lastIndexOf('.')) + 1);
}
