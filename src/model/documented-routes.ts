import type { HttpMethod } from './endpoint.js';
import type { SourceSpan } from './source-span.js';

/** One operation of an OpenAPI or Swagger document. */
export interface DocumentedRoute {
  readonly method: HttpMethod;
  /** As written, parameters as `{name}`, without the path of the server. */
  readonly path: string;
  readonly span: SourceSpan;
}

/** An OpenAPI or Swagger document of the repository. */
export interface RouteDocument {
  readonly file: string;
  /** e.g. `OpenAPI 3.0.3`, `Swagger 2.0`. */
  readonly version: string;
  /** Paths of its servers (`/api/v1`), the empty text when it names none. */
  readonly bases: readonly string[];
  readonly routes: readonly DocumentedRoute[];
}

/** A document held against the routes that were found in the programs. */
export interface RouteComparison {
  readonly file: string;
  readonly version: string;
  /** The service whose routes agree best; empty when none does. */
  readonly service: string;
  /** What stands before the documented paths in the program. */
  readonly base: string;
  readonly documented: number;
  /** Documented and found. */
  readonly agreed: number;
  /** Documented, not found. */
  readonly missing: readonly DocumentedRoute[];
  /** How many routes of the service the document does not name. */
  readonly undocumented: number;
}
