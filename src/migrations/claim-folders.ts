import type { RepositoryView } from '../model/repository-view.js';
import type { DialectEvidence } from './dialect/dialect-evidence.js';
import { dialectOfSet } from './dialect/dialect-of-set.js';
import type { ClaimStrength, MigrationClaim } from './framework.js';

/** Why a folder is taken for a framework's. */
export interface Ground {
  readonly strength: ClaimStrength;
  readonly reason: string;
}

/** A folder that a framework found, before its dialect is known. */
export interface FoundFolder extends Ground {
  readonly directory: string;
  /** In the order in which they run. */
  readonly files: readonly string[];
  /** What settings say of the database of this very folder. */
  readonly settings?: readonly DialectEvidence[];
  /** What settings say of databases without naming a folder. */
  readonly hints?: readonly DialectEvidence[];
}

/** The claims of a framework on the folders that it found, each with its dialect. */
export async function claimFolders(
  framework: string,
  folders: readonly FoundFolder[],
  view: RepositoryView,
): Promise<readonly MigrationClaim[]> {
  const claims: MigrationClaim[] = [];
  for (const { directory, files, strength, reason, settings, hints } of folders) {
    if (files.length === 0) continue;
    const dialect = await dialectOfSet(
      { directory, files, settings: settings ?? [], hints: hints ?? [] },
      view,
    );
    claims.push({ framework, directory, ...dialect, reason, strength, files });
  }
  return claims;
}
