import type { Probe } from '../model/probe.js';
import type { Reading } from '../model/reading.js';
import type { RepositoryFile, RepositoryView } from '../model/repository-view.js';

/** A platform that probes, as a fact sheet plus two functions. `index.ts` of its folder holds this object. */
export interface ProbePlatform {
  /** Lower case with hyphens; the folder's name. */
  readonly name: string;
  readonly title: string;
  readonly homepage: string;
  readonly recognition: readonly string[];
  /** What a failing probe does there, one sentence per kind. */
  readonly effects: readonly string[];
  isCandidate(file: RepositoryFile): boolean;
  read(candidates: readonly RepositoryFile[], view: RepositoryView): Promise<Reading<Probe>>;
}
