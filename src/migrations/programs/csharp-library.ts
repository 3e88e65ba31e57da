import type { RepositoryView } from '../../model/repository-view.js';
import { csharpMethod, csharpProperty } from '../../syntax/csharp/methods.js';
import { csharpProgram } from '../../syntax/csharp/program.js';
import type { Library } from '../../syntax/imperative/evaluation.js';
import type { FunctionNode } from '../../syntax/imperative/tree.js';
import type { Unit } from '../../syntax/imperative/values.js';
import { nearestTo } from '../finding/nearest.js';
import { oncePerView } from '../finding/once-per-view.js';
import { filesByName } from './files-by-name.js';
import { directoryOf } from '../finding/paths.js';
import { productFiles } from '../finding/product-files.js';
import { classesFor, hierarchyOf, lastPart, unitOf } from './class-library.js';

/** Files of C# classes by the name of the class: by custom, one class per file of its name. */
const classFiles = filesByName(/^([A-Z]\w*)\.cs$/);

const units = oncePerView((): Map<string, Unit | undefined> => new Map());

/** A type that methods are added to for migrations: EF Core's builders, FluentMigrator's syntax. */
const extendedType =
  /\(\s*this\s+(?:MigrationBuilder|OperationBuilder|CreateTableBuilder|ColumnsBuilder|Migration\w*|I[A-Z]\w*(?:Syntax|Root|Builder))\b/;

type Extension = { readonly unit: Unit; readonly function: FunctionNode };

const mostExtensionFiles = 40;

/** Methods of the repository that extend the types of migration frameworks, by name. */
const extensions = oncePerView(async (view): Promise<ReadonlyMap<string, Extension>> => {
  const found = new Map<string, Extension>();
  let read = 0;
  for (const { path } of productFiles(view)) {
    if (!/(Extension|Helper|Builder|Migration)\w*\.cs$/.test(path) || path.endsWith('.Designer.cs')) continue;
    const source = await view.read(path);
    if (!source || read >= mostExtensionFiles || !extendedType.test(source.text)) continue;
    read += 1;
    const unit = await unitOf(path, searchIn(view), view);
    if (!unit) continue;
    for (const method of unit.program.classes.flatMap(({ methods }) => methods))
      if (method.extends !== undefined && !found.has(method.name))
        found.set(method.name, { unit, function: method.function });
  }
  return found;
});

function searchIn(view: RepositoryView): Parameters<typeof classesFor>[1] {
  return {
    parse: csharpProgram,
    namedBy: namedClasses,
    fileOf: (name, by) => {
      const files = classFiles(view).get(name) ?? [];
      const nearest = nearestTo(
        files.map((file) => ({ file })),
        directoryOf(by.source.path),
      );
      return nearest.length === 1 ? nearest[0]?.file : undefined;
    },
    units: units(view),
  };
}

/** The classes of the repository that a file of C# names, with what they inherit, and the methods that extend the framework's types. */
export async function csharpLibrary(unit: Unit, view: RepositoryView): Promise<Library> {
  const classes = await classesFor(unit, searchIn(view), view);
  const added = await extensions(view);
  return {
    hierarchyOf: (name) => {
      const own = classes.get(lastPart(name));
      return own && hierarchyOf(own, (inherited) => classes.get(inherited));
    },
    extension: (name) => added.get(name),
    builtin: csharpMethod,
    property: csharpProperty,
    implicitSelf: true,
  };
}

function namedClasses({ source }: Unit): readonly string[] {
  return [...source.text.matchAll(/(?<![.\w])([A-Z]\w{1,80})(?=\.[A-Z])/g)].map((match) => match[1] ?? '');
}
