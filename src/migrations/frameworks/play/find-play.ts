import type { RepositoryView } from '../../../model/repository-view.js';
import type { FoundFolder } from '../../claim-folders.js';
import { claimFolders } from '../../claim-folders.js';
import { baseName, directoryOf } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { playDialects } from './play-settings.js';

/** Names of evolutions: the revision (play.api.db.evolutions, EnvironmentEvolutionsReader). */
export const playName = /^(\d{1,15})\.sql$/;

/** The line in front of the way forth or back (EvolutionsReader: `#.*!Ups.*`, `--.*!Ups.*`). */
export const playMarker = /^(?:#|--).*!(Up|Down)s/;

/** Finds the evolutions of each database. */
export async function findPlay(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const folders: FoundFolder[] = [];
  for (const [directory, entries] of filesByDirectory(view)) {
    if (baseName(directoryOf(directory)) !== 'evolutions') continue;
    const files = entries.map(({ path }) => path).filter((path) => playName.test(baseName(path)));
    const sample = await firstMarked(files, view);
    if (sample === undefined) continue;
    const database = baseName(directory);
    folders.push({
      directory,
      files: files.toSorted((one, other) => revisionOf(one) - revisionOf(other)),
      strength: 'signature',
      reason: `${sample} is an evolution of the database ${database}`,
      settings: await playDialects(view, database),
    });
  }
  return claimFolders('play', folders, view);
}

function revisionOf(path: string): number {
  return Number(playName.exec(baseName(path))?.[1]);
}

async function firstMarked(files: readonly string[], view: RepositoryView): Promise<string | undefined> {
  for (const path of files) {
    const source = await view.read(path);
    if (source?.text.split('\n').some((line) => playMarker.test(line)) === true) return path;
  }
  return undefined;
}
