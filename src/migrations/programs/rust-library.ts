import { posix } from 'node:path';
import type { RepositoryView } from '../../model/repository-view.js';
import type { SourceText } from '../../model/source-text.js';
import type { Library } from '../../syntax/imperative/evaluation.js';
import type { ProgramNode } from '../../syntax/imperative/tree.js';
import type { ClassUnit, Unit } from '../../syntax/imperative/values.js';
import { rustMethod } from '../../syntax/rust/standard-library.js';
import { cratesOf } from '../finding/crate-folders.js';
import { oncePerView } from '../finding/once-per-view.js';
import { baseName, directoryOf, isWithin } from '../finding/paths.js';
import { productFiles } from '../finding/product-files.js';
import { readToml, tomlText } from '../settings/toml.js';
import { unitOf } from './class-library.js';

/** Other files that are read for one migration. */
const mostFiles = 16;
/** Files of one crate that are looked through. */
const mostOfCrate = 400;
const largestFile = 300_000;

/** Names that every migration defines for itself. */
const ordinary = /^(Migration|Migrator|up|down|name|new|main|default|from|fmt|table_name)$/;

/** Which files of a crate define a name. */
type Definitions = ReadonlyMap<string, readonly string[]>;

interface Crate {
  readonly name: string;
  readonly directory: string;
  /** Where its files lie. */
  readonly sources: string;
}

const cratesByName = oncePerView(async (view: RepositoryView): Promise<readonly Crate[]> => {
  const crates: Crate[] = [];
  for (const { file } of await cratesOf(view)) {
    const source = await view.read(file);
    const name = source && tomlText(readToml(source.text), 'package.name');
    const directory = directoryOf(file);
    if (name !== undefined)
      crates.push({ name: name.replaceAll('-', '_'), directory, sources: posix.join(directory, 'src') });
  }
  return crates.toSorted((one, other) => other.directory.length - one.directory.length);
});

const known = oncePerView(() => ({
  definitions: new Map<string, Promise<Definitions>>(),
  units: new Map<string, Unit | undefined>(),
}));

/** What of the repository a file of Rust can call, besides what it defines itself. */
export interface RustLibrary extends Library {
  /** The files that define what the program names, each as a class of its functions and constants. */
  readonly modules: readonly ClassUnit[];
}

/**
 * The functions, constants and types that a file of Rust names and that stand in other files of its crate, or of crates of the repository
 * which it names.
 */
export async function rustLibrary(
  unit: Unit,
  view: RepositoryView,
  parse: (source: SourceText) => Promise<ProgramNode>,
): Promise<RustLibrary> {
  const search = { parse, namedBy: () => [], fileOf: () => undefined, units: known(view).units };
  const modules = new Map<string, ClassUnit>();
  const waiting: Unit[] = [unit];
  for (let by = waiting.shift(); by; by = waiting.shift())
    for (const path of await filesNamedBy(by, view)) {
      if (modules.size >= mostFiles) break;
      if (path === unit.source.path || modules.has(path)) continue;
      const found = await unitOf(path, search, view);
      if (!found) continue;
      modules.set(path, moduleClass(found));
      waiting.push(found);
    }
  const units = [...modules.values()];
  return {
    modules: units,
    hierarchyOf: (name) => {
      for (const { unit: other } of units) {
        const declared = other.program.classes.find((candidate) => candidate.name === name);
        if (declared) return [{ unit: other, class: declared }];
      }
      const inModule = units.filter((candidate) => candidate.class.name === name);
      if (inModule.length > 0) return inModule;
      return /^[a-z]/.test(name) && units.length > 0 ? units : undefined;
    },
    builtin: rustMethod,
    implicitSelf: true,
  };
}

/** A file as a class of its functions and constants, called by the name of its module. */
function moduleClass(unit: Unit): ClassUnit {
  const { source, program } = unit;
  const place = { start: 0, end: source.text.length };
  const file = baseName(source.path).replace(/\.rs$/, '');
  const methods = [...program.functions].map(([name, called]) => ({
    ...place,
    name,
    function: called,
    isStatic: false,
    isAbstract: false,
  }));
  const none = { bases: [], traits: [], attributes: [], isAbstract: false };
  return {
    unit,
    class: {
      ...place,
      ...none,
      name: /^(lib|mod)$/.test(file) ? baseName(directoryOf(source.path)) : file,
      head: place,
      fields: program.constants,
      methods,
    },
  };
}

/** The files that define what a file names but does not define itself. */
async function filesNamedBy({ source }: Unit, view: RepositoryView): Promise<readonly string[]> {
  const crates = await cratesByName(view);
  const folder = directoryOf(source.path);
  const own = crates.find(({ sources }) => isWithin(source.path, sources)) ?? {
    name: '',
    directory: folder,
    sources: folder,
  };
  const named = new Set([...source.text.matchAll(/\b([a-z]\w*)::/g)].map(([, first]) => first));
  const within = [own, ...crates.filter((crate) => crate !== own && named.has(crate.name))];
  const here = definitionsIn(source.text);
  const words = new Set(source.text.match(/\b[A-Za-z_]\w{2,}\b/g));
  const files = new Set<string>();
  for (const crate of within) {
    const definitions = await definitionsOf(crate, view);
    for (const word of words) {
      if (ordinary.test(word) || here.has(word)) continue;
      const defining = definitions.get(word) ?? [];
      const meant =
        defining.length > 1 ? defining.filter((path) => isNamedModule(path, word, source.text)) : defining;
      if (meant.length === 1) for (const path of meant) files.add(path);
    }
  }
  return [...files];
}

/** Whether a text names a thing together with the module of a file: `use super::names::{Post, Tag};`, `names::Post`. */
function isNamedModule(path: string, word: string, text: string): boolean {
  const file = baseName(path).replace(/\.rs$/, '');
  const module = /^(lib|mod)$/.test(file) ? baseName(directoryOf(path)) : file;
  return new RegExp(`\\b${module}::(\\{[^}]{0,2000}\\b)?${word}\\b`).test(text);
}

async function definitionsOf(crate: Crate, view: RepositoryView): Promise<Definitions> {
  const { definitions } = known(view);
  let read = definitions.get(crate.sources);
  if (!read) {
    read = lookThrough(crate, view);
    definitions.set(crate.sources, read);
  }
  return read;
}

async function lookThrough({ sources }: Crate, view: RepositoryView): Promise<Definitions> {
  const found = new Map<string, string[]>();
  const paths = productFiles(view)
    .map(({ path }) => path)
    .filter((path) => path.endsWith('.rs') && isWithin(path, sources));
  for (const path of paths.slice(0, mostOfCrate)) {
    const source = await view.read(path);
    if (!source || source.text.length > largestFile) continue;
    for (const name of definitionsIn(source.text)) {
      const files = found.get(name);
      if (files) files.push(path);
      else found.set(name, [path]);
    }
  }
  return found;
}

/** Names of functions, constants and types that stand at the beginning of a line. */
function definitionsIn(text: string): ReadonlySet<string> {
  const found = text.matchAll(
    /^(?:pub(?:\([\w:\s]{1,40}\))?\s+)?(?:async\s+|unsafe\s+|const\s+(?=fn\b))*(?:fn|const|static|enum|struct)\s+(\w+)/gm,
  );
  return new Set([...found].map(([, name = '']) => name));
}
