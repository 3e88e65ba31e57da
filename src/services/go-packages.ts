import { isProductFile } from '../model/repository-view.js';
import type { RepositoryView } from '../model/repository-view.js';
import { goImportsOf } from '../syntax/go/imports.js';
import { directoryOf, readGoModules } from '../syntax/go/modules.js';
import type { LocalPackage } from './local-packages.js';

/** A package of Go is a directory: https://go.dev/ref/spec#Packages. */
interface GoPackage extends Pick<LocalPackage, 'directory' | 'uses'> {
  readonly uses: Set<string>;
  /** Whether something in it waits for requests, messages or times. */
  listens: boolean;
  /** Whether it is a program: https://go.dev/ref/spec#Program_execution. */
  isMain: boolean;
}

/** What a program calls that answers, consumes or runs by the clock; a program for the command line ends. */
const listening =
  /\bListenAndServe|\bhttp\.Server\{|\bgrpc\.NewServer\(|\.Serve\(|\bgin\.(?:New|Default)\(|\b(?:echo|fiber|iris)\.New\(|\.(?:Queue)?Subscribe\w*\(|\.Consume\w*\(|\basynq\.NewServer\(|\bcron\.New\(|\blambda\.Start|\bworker\.New\(|\bNewManager\(/;

/** Packages of the modules of the repository with those that they import. */
export async function readGoPackages(view: RepositoryView): Promise<ReadonlyMap<string, GoPackage>> {
  const packages = new Map<string, GoPackage>();
  const files = view.files.filter(
    (file) => file.path.endsWith('.go') && !file.path.endsWith('_test.go') && isProductFile(file),
  );
  if (files.length === 0) return packages;
  const modules = await readGoModules(view);
  for (const { path } of files) {
    const source = await view.read(path);
    if (!source) continue;
    const directory = directoryOf(path);
    const found = packages.get(directory) ?? {
      directory,
      uses: new Set<string>(),
      listens: false,
      isMain: false,
    };
    packages.set(directory, found);
    found.listens ||= listening.test(source.text);
    found.isMain ||= /^package main\b/m.test(source.text) && /^func main\(\)/m.test(source.text);
    for (const name of goImportsOf(source.text)) {
      const used = modules.directoryOfImport(path, name);
      if (used !== undefined && used !== directory) found.uses.add(used);
    }
  }
  return packages;
}
