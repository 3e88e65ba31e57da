import type { RepositoryView } from '../../model/repository-view.js';
import type { Manifest } from './manifests.js';
import { manifestsOf } from './manifests.js';
import { directoryOf, isWithin, resolveFrom } from './paths.js';
import { programSources } from './program-sources.js';

/** A macro of a Rust migration tool that embeds a folder at compile time. */
export interface FolderMacro {
  /** Names of crates, one of which the crate of the call must depend on. */
  readonly dependency: RegExp;
  /** Global; its first group is the folder as written. */
  readonly call: RegExp;
  /** The folder that a call without one means. */
  readonly fallback: string;
}

/** Folders that macros name, relative to the manifest of their crate → the file of the call. */
export async function macroFolders(
  view: RepositoryView,
  { dependency, call, fallback }: FolderMacro,
): Promise<ReadonlyMap<string, string>> {
  const folders = new Map<string, string>();
  const crates = await cratesOf(view);
  const sources = await programSources(view, {
    extensions: ['.rs'],
    dependency,
    word: new RegExp(call.source),
  });
  for (const { path, text } of sources) {
    const crate = crates
      .filter(({ file }) => isWithin(path, directoryOf(file)))
      .toSorted((one, other) => other.file.length - one.file.length)[0];
    if (!crate || ![...crate.dependencies.keys()].some((name) => dependency.test(name))) continue;
    for (const [, named] of text.matchAll(call)) {
      const directory = resolveFrom(directoryOf(crate.file), named ?? fallback);
      if (directory !== undefined && !folders.has(directory)) folders.set(directory, path);
    }
  }
  return folders;
}

/** The manifests of all crates. */
export async function cratesOf(view: RepositoryView): Promise<readonly Manifest[]> {
  return (await manifestsOf(view)).filter(({ ecosystem }) => ecosystem === 'cargo');
}
