import { goImportsOf } from '../../syntax/go/imports.js';
import type { CandidateFiles } from '../candidate-files.js';
import { directoryOf, joinPath } from '../repository-paths.js';

/** A module of Go with the directories of its programs. */
export interface GoModule {
  /** Directory of go.mod. */
  readonly directory: string;
  /** Import path, as `module` in go.mod gives it. */
  readonly path: string;
  /** Directories of its main packages. */
  readonly mains: readonly string[];
}

/**
 * Which packages of a module only one of its programs is built from: `internal/…` of a module with several commands belongs to the command
 * that imports it, directly or through others. Packages of several programs, or of none, belong to nobody.
 * @returns directory of a main package → directories of the packages that it alone imports, sorted.
 */
export async function packagesOfPrograms(
  files: CandidateFiles,
  module: GoModule,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const imports = await importsByDirectory(files, module);
  const users = new Map<string, Set<string>>();
  for (const main of module.mains)
    for (const directory of reachedFrom(main, imports)) {
      const known = users.get(directory) ?? new Set();
      users.set(directory, known.add(main));
    }
  const owned = new Map<string, string[]>();
  for (const [directory, mains] of [...users].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [only] = mains;
    if (only === undefined || mains.size > 1 || module.mains.includes(directory)) continue;
    owned.set(only, [...(owned.get(only) ?? []), directory]);
  }
  return owned;
}

async function importsByDirectory(
  files: CandidateFiles,
  module: GoModule,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const paths = files
    .below(module.directory)
    .filter((path) => path.endsWith('.go') && !path.endsWith('_test.go'));
  const imports = new Map<string, Set<string>>();
  await files.readEach(paths, (source) => {
    const directory = directoryOf(source.path);
    const known = imports.get(directory) ?? new Set<string>();
    imports.set(directory, known);
    for (const path of goImportsOf(source.text))
      if (path === module.path) known.add(module.directory);
      else if (path.startsWith(`${module.path}/`))
        known.add(joinPath(module.directory, path.slice(module.path.length + 1)));
    return [];
  });
  return imports;
}

function reachedFrom(main: string, imports: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const reached = new Set([main]);
  for (const directory of reached)
    for (const next of imports.get(directory) ?? []) if (imports.has(next)) reached.add(next);
  reached.delete(main);
  return reached;
}
