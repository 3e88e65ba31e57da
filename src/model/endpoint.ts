import type { Confidence } from './confidence.js';
import type { SourceSpan } from './source-span.js';

export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'ANY' | 'GRPC';

/** What a handler reaches for while it answers. */
export type Dependency = 'db' | 'cache' | 'queue' | 'http' | 'disk' | 'memory';

/** What is known of the code that answers. */
export interface Handler {
  readonly name?: string;
  readonly span?: SourceSpan;
  /** What it touches, within two calls, with the place that shows it. */
  readonly touches: readonly {
    readonly dependency: Dependency;
    readonly span: SourceSpan;
    readonly text: string;
  }[];
  /** Whether it can answer anything but success; undefined = not known. */
  readonly canFail?: boolean;
  /** Whether it only returns a constant body (no call but the one that answers). */
  readonly constant?: boolean;
}

/** One route that a service serves. */
export interface Route {
  /** Name of the route framework in the registry. */
  readonly framework: string;
  readonly method: HttpMethod;
  /** Full path with all known prefixes, parameters as `{name}`, wildcards as `{*name}`; starts with `/`. */
  readonly path: string;
  /** False when a prefix could not be resolved, so that `path` may lack a beginning. */
  readonly pathComplete: boolean;
  /** Where the route is registered, or the dependency or setting that serves it. */
  readonly span: SourceSpan;
  readonly servedBy: 'code' | 'dependency' | 'setting';
  /** TCP port when it is known to differ from the service's main one (management port). */
  readonly port?: number;
  readonly handler?: Handler;
  /** Served only under a condition, e.g. "development only". */
  readonly condition?: string;
  readonly confidence: Confidence;
}

export type EndpointRole = 'liveness' | 'readiness' | 'startup' | 'health';

/** A route that answers for the health of its service. */
export interface Endpoint extends Route {
  readonly role: EndpointRole;
  readonly roleReason: string;
}

/** Why the list of a service's routes may lack some: a mount that only run time knows. */
export interface RouteGap {
  readonly framework: string;
  readonly span: SourceSpan;
  readonly reason: string;
}
