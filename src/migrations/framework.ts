import type { Migration, MigrationSet, RunnerModel } from '../model/migration.js';
import type { Reading } from '../model/reading.js';
import type { RepositoryView } from '../model/repository-view.js';

/**
 * How sure a framework is that a set is its own; the strongest claim on a file wins, equal claims go to the framework that stands
 * first in the registry. configured = its configuration names the folder; dependency = the project depends on it and the content
 * fits; signature = only it writes such files; path = name and place fit.
 */
export type ClaimStrength = 'configured' | 'signature' | 'dependency' | 'path';

/** A framework's claim on a set of files. */
export interface MigrationClaim extends MigrationSet {
  readonly strength: ClaimStrength;
}

/**
 * A migration framework as a fact sheet plus two functions. `index.ts` of its folder holds this object; the work is in the files
 * beside it, which it imports when it is asked: a run pays for the frameworks that the repository uses, not for all that there are.
 */
export interface MigrationFramework {
  /** Lower case with hyphens; the folder's name. */
  readonly name: string;
  readonly title: string;
  readonly homepage: string;
  /** How it is recognised, in sentences for the reference. */
  readonly recognition: readonly string[];
  readonly filePatterns: readonly string[];
  /**
   * Endings of the files that can hold its migrations, where it has but a few: a repository with no such file is not asked, and the
   * framework's code not even loaded.
   */
  readonly extensions?: readonly string[];
  /** How the way back is written, one sentence. */
  readonly down: string;
  /** The runner as it is by default. */
  readonly runner: RunnerModel;
  /** Finds the sets in a repository by path and by content; reads no operations. */
  find(view: RepositoryView): Promise<readonly MigrationClaim[]>;
  /** Reads the migrations of a set (its `files` may have been narrowed by stronger claims of others). */
  read(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>>;
}
