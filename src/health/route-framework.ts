import type { Route, RouteGap } from '../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../model/repository-view.js';
import type { Skipped } from '../model/skipped.js';

/** What a route reader brings back. */
export interface RouteReading {
  readonly routes: readonly Route[];
  /** Mounts that could not be followed: they keep the inventory open. */
  readonly gaps: readonly RouteGap[];
  readonly skipped: readonly Skipped[];
}

/** A web framework as a fact sheet plus two functions. `index.ts` of its folder holds this object; the work is in the files beside it, imported when asked. */
export interface RouteFramework {
  /** Lower case with hyphens; the folder's name. */
  readonly name: string;
  readonly title: string;
  readonly homepage: string;
  /** As in `Service.languages`. */
  readonly languages: readonly string[];
  /** How it is recognised, in sentences for the reference. */
  readonly recognition: readonly string[];
  /** Cheap test by path: may this file hold routes, settings or dependencies that this framework cares for? */
  isCandidate(file: RepositoryFile): boolean;
  /**
   * Reads the routes from the candidates. Texts are tested cheaply before they are parsed. Files that are not the product's own
   * (tests, examples, vendored …) are never among the candidates.
   */
  read(candidates: readonly RepositoryFile[], view: RepositoryView): Promise<RouteReading>;
}
