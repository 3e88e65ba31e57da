import type { CandidateFiles } from '../candidate-files.js';
import { packagesOfPrograms } from '../programs/go-programs.js';
import { ancestors, baseName, directoryOf } from '../repository-paths.js';
import { findSpan, isToolDirectory } from '../unit-sign.js';
import type { ServiceDetector, UnitSign } from '../unit-sign.js';
import type { SourceSpan } from '../../model/source-span.js';

interface MainPackage {
  readonly directory: string;
  readonly module: string;
  readonly span: SourceSpan;
}

/**
 * Go: a directory with `package main` and `func main()`. Looked for in files called `main.go`, below `cmd/`, and beside `go.mod` or a
 * Dockerfile; not below `internal/`, where
 * programs generate code. A module with one main package at its root or in `cmd/` is one unit: the module's directory, because all its packages serve that
 * program; with several, each main package is a unit.
 */
export const go: ServiceDetector = {
  name: 'go',
  homepage: 'https://go.dev/doc/modules/layout',
  async detect(files) {
    const modules = await readModules(files);
    const mains = await findMains(files, modules);
    const packages = await sharedOut(files, mains, modules);
    return mains.map((main) => ({
      ...signOf(main, mains, modules),
      packages: packages.get(main.directory) ?? [],
    }));
  },
};

/** The packages of modules with several programs, shared out among these. */
async function sharedOut(
  files: CandidateFiles,
  mains: readonly MainPackage[],
  modules: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const owned = new Map<string, readonly string[]>();
  for (const [directory, path] of modules) {
    const own = mains.filter((main) => main.module === directory).map((main) => main.directory);
    if (own.length < 2) continue;
    for (const [main, packages] of await packagesOfPrograms(files, { directory, path, mains: own }))
      owned.set(main, packages);
  }
  return owned;
}

/** Directory of each go.mod → the module's path. */
async function readModules(files: CandidateFiles): Promise<ReadonlyMap<string, string>> {
  const found = await files.readEach(files.named('go.mod'), (source) => {
    const path = /^module[ \t]+"?([^\s"]+)/m.exec(source.text)?.[1] ?? '';
    return [[directoryOf(source.path), path] as const];
  });
  return new Map(found);
}

async function findMains(
  files: CandidateFiles,
  modules: ReadonlyMap<string, string>,
): Promise<MainPackage[]> {
  const withDockerfile = new Set(files.namedLike(/^(Docker|Container)file/i).map(directoryOf));
  const candidates = files.namedLike(/\.go$/).filter((path) => {
    const directory = directoryOf(path);
    if (path.endsWith('_test.go') || isToolDirectory(directory)) return false;
    const standsAlone = modules.has(directory) || withDockerfile.has(directory);
    if (isInnerProgram(directory) && !standsAlone) return false;
    const isLikely = baseName(path) === 'main.go' || /(^|\/)cmd\//.test(path);
    return isLikely || standsAlone;
  });
  const found = await files.readEach(candidates, (source) => {
    const { text } = source;
    if (!/^package main\b/m.test(text) || /^(\/\/go:build|\/\/ \+build)[^\n]*\bignore\b/m.test(text))
      return [];
    const span = findSpan(source, /^func main\(\)/m);
    const directory = directoryOf(source.path);
    const module = ancestors(directory).find((above) => modules.has(above)) ?? directory;
    return span ? [{ directory, module, span }] : [];
  });
  const byDirectory = new Map<string, MainPackage>();
  for (const main of found) if (!byDirectory.has(main.directory)) byDirectory.set(main.directory, main);
  return [...byDirectory.values()];
}

/** A program among packages that nobody outside may import, and not in a `cmd` there: it generates code or data for them. */
function isInnerProgram(directory: string): boolean {
  return /(^|\/)internal\//.test(directory) && !/(^|\/)cmd(\/|$)/.test(directory);
}

function signOf(
  main: MainPackage,
  all: readonly MainPackage[],
  modules: ReadonlyMap<string, string>,
): UnitSign {
  const siblings = all.filter((other) => other.module === main.module);
  const inModule = main.module === '.' ? main.directory : main.directory.slice(main.module.length + 1);
  const isWholeModule =
    main.directory === main.module || (siblings.length === 1 && /^cmd(\/[^/]+)?$/.test(inModule));
  const moduleName = baseName((modules.get(main.module) ?? '').replace(/\/v\d+$/, ''));
  const ownName = main.directory === main.module ? moduleName : baseName(main.directory);
  const name = ownName === 'cmd' ? moduleName : ownName;
  return {
    directory: isWholeModule ? main.module : main.directory,
    reason: { text: `Go package main with func main() in ${main.directory}`, span: main.span },
    ...(name === '' ? {} : { name }),
    languages: ['Go'],
    entry: main.directory,
  };
}
