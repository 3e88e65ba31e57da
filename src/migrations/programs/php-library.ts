import type { RepositoryView } from '../../model/repository-view.js';
import type { Library } from '../../syntax/imperative/evaluation.js';
import type { ClassUnit, Unit } from '../../syntax/imperative/values.js';
import { phpFunction } from '../../syntax/php/functions.js';
import { phpProgram } from '../../syntax/php/program.js';
import { ParseTimeout } from '../../syntax/tree-sitter.js';
import { oncePerView } from '../finding/once-per-view.js';
import { baseName } from '../finding/paths.js';
import { productFiles } from '../finding/product-files.js';

/** Other files that are read for one migration: base classes, traits, models, helpers. */
const mostFiles = 16;
const largestFile = 300_000;

/** Files of PHP classes by the name of the class, as PSR-4 has it: one class per file of its name. */
const classFiles = oncePerView((view): ReadonlyMap<string, readonly string[]> => {
  const files = new Map<string, string[]>();
  for (const { path } of productFiles(view)) {
    const name = /^([A-Z]\w*)\.php$/.exec(baseName(path))?.[1];
    if (name === undefined) continue;
    const known = files.get(name);
    if (known) known.push(path);
    else files.set(name, [path]);
  }
  return files;
});

const units = oncePerView((): Map<string, Unit | undefined> => new Map());

/** The classes of the repository that a file names, with what they inherit. */
export async function phpLibrary(unit: Unit, view: RepositoryView): Promise<Library> {
  const classes = new Map<string, ClassUnit>();
  const wanted: { readonly name: string; readonly by: Unit }[] = namedClasses(unit).map((name) => ({
    name,
    by: unit,
  }));
  let read = 0;
  for (let next = wanted.shift(); next && read < mostFiles; next = wanted.shift()) {
    const { name, by } = next;
    if (classes.has(name)) continue;
    const path = fileOf(name, by, view);
    const found = path === undefined ? undefined : await unitOf(path, view);
    const declared = found?.program.classes.find((candidate) => candidate.name === name);
    if (!found || !declared) continue;
    read += 1;
    classes.set(name, { unit: found, class: declared });
    for (const inherited of [...declared.bases, ...declared.traits])
      wanted.unshift({ name: lastPart(inherited), by: found });
  }
  return {
    hierarchyOf: (name) => {
      const own = classes.get(lastPart(name));
      return own && hierarchyOf(own, classes);
    },
    builtin: phpFunction,
    implicitSelf: false,
  };
}

/** A class, its traits, its base class and so on, in the order in which methods are looked up. */
export function hierarchyOf(
  first: ClassUnit,
  classes: ReadonlyMap<string, ClassUnit> | Library,
): readonly ClassUnit[] {
  const found: ClassUnit[] = [];
  const add = (part: ClassUnit): void => {
    if (found.length >= mostFiles || found.some((known) => known.class === part.class)) return;
    found.push(part);
    for (const name of [...part.class.traits, ...part.class.bases]) {
      const inherited = classOf(lastPart(name), part, classes);
      if (inherited) add(inherited);
    }
  };
  add(first);
  return found;
}

function classOf(
  name: string,
  by: ClassUnit,
  classes: ReadonlyMap<string, ClassUnit> | Library,
): ClassUnit | undefined {
  const own = by.unit.program.classes.find((candidate) => candidate.name === name && candidate !== by.class);
  if (own) return { unit: by.unit, class: own };
  return 'hierarchyOf' in classes ? classes.hierarchyOf(name)?.[0] : classes.get(name);
}

/** Names of classes that a file uses, those of its own classes' bases first. */
function namedClasses({ source, program }: Unit): readonly string[] {
  const inherited = program.classes.flatMap(({ bases, traits }) => [...bases, ...traits].map(lastPart));
  const used = [...source.text.matchAll(/(?:\bnew\s+|\\|\b)([A-Z]\w{1,80})(?=::|\s*\()/g)].map(
    (match) => match[1] ?? '',
  );
  const own = new Set(program.classes.map(({ name }) => name));
  return [...new Set([...inherited, ...used])].filter((name) => name !== '' && !own.has(name));
}

/** The file of a class: the only one of its name, or the one whose folders fit what the file imports. */
function fileOf(name: string, by: Unit, view: RepositoryView): string | undefined {
  const files = classFiles(view).get(name) ?? [];
  const whole = by.program.imports.get(name) ?? `${by.program.namespace}\\${name}`;
  const parts = whole.split('\\').slice(0, -1);
  for (let from = 0; from < parts.length; from += 1) {
    const end = `${parts.slice(from).join('/')}/${name}.php`;
    const fitting = files.filter((path) => path === end || path.endsWith(`/${end}`));
    if (fitting.length === 1) return fitting[0];
    if (fitting.length > 1) return undefined;
  }
  // A class of another namespace than any folder says is one of a package that has the same name.
  return files.length === 1 && (parts.length === 0 || by.program.imports.get(name) === undefined)
    ? files[0]
    : undefined;
}

async function unitOf(path: string, view: RepositoryView): Promise<Unit | undefined> {
  const known = units(view);
  if (known.has(path)) return known.get(path);
  const source = await view.read(path);
  let unit: Unit | undefined;
  if (source && source.text.length <= largestFile)
    try {
      unit = { source, program: await phpProgram(source) };
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
    }
  known.set(path, unit);
  return unit;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('\\') + 1);
}
