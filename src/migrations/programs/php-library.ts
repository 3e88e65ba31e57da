import type { RepositoryView } from '../../model/repository-view.js';
import type { Library } from '../../syntax/imperative/evaluation.js';
import type { Unit } from '../../syntax/imperative/values.js';
import { phpFunction } from '../../syntax/php/functions.js';
import { phpProgram } from '../../syntax/php/program.js';
import { oncePerView } from '../finding/once-per-view.js';
import { filesByName } from './files-by-name.js';
import { classesFor, hierarchyOf, lastPart } from './class-library.js';

/** Files of PHP classes by the name of the class, as PSR-4 has it: one class per file of its name. */
const classFiles = filesByName(/^([A-Z]\w*)\.php$/);

const units = oncePerView((): Map<string, Unit | undefined> => new Map());

/** The classes of the repository that a file of PHP names, with what they inherit. */
export async function phpLibrary(unit: Unit, view: RepositoryView): Promise<Library> {
  const search = {
    parse: phpProgram,
    namedBy: namedClasses,
    fileOf: (name: string, by: Unit) => fileOf(name, by, view),
    units: units(view),
  };
  const classes = await classesFor(unit, search, view);
  return {
    hierarchyOf: (name) => {
      const own = classes.get(lastPart(name));
      return own && hierarchyOf(own, (inherited) => classes.get(inherited));
    },
    builtin: phpFunction,
    implicitSelf: false,
  };
}

function namedClasses({ source }: Unit): readonly string[] {
  return [...source.text.matchAll(/(?:\bnew\s+|\\|\b)([A-Z]\w{1,80})(?=::|\s*\()/g)].map(
    (match) => match[1] ?? '',
  );
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
  return files.length === 1 && by.program.imports.get(name) === undefined ? files[0] : undefined;
}
