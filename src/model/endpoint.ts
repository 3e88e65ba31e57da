import type { Confidence } from './confidence.js';
import type { SourceSpan } from './source-span.js';

export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'ANY' | 'GRPC';

/** What a handler reaches for while it answers. */
export type Dependency = 'db' | 'cache' | 'queue' | 'http' | 'disk' | 'memory';

/** A reach for a dependency, with the place that shows it. */
export interface Touch {
  readonly dependency: Dependency;
  readonly span: SourceSpan;
  readonly text: string;
}

/** What is known of the code that answers. */
export interface Handler {
  readonly name?: string;
  readonly span?: SourceSpan;
  /** What it touches, within two calls. */
  readonly touches: readonly Touch[];
  /** Whether it can answer anything but success; undefined = not known. */
  readonly canFail?: boolean;
  /** Whether it only returns a constant body (no call but the one that answers). */
  readonly constant?: boolean;
}

/**
 * What stands before a handler and may answer in its stead: an authentication, a check of the Host header, a redirect to HTTPS, a limit of
 * requests, a switch for maintenance. A probe comes without credentials, with an address as its host, over plain HTTP, again and again.
 */
export interface RouteGuard {
  readonly kind: 'authentication' | 'host-check' | 'https-redirect' | 'rate-limit' | 'maintenance';
  /** Where it is registered or switched on. */
  readonly span: SourceSpan;
  /** The call, annotation or setting as written, shortened to one line. */
  readonly text: string;
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
  /** Served only under a condition, e.g. "development only" (these very words for guards such as `IsDevelopment()`, `DEBUG`, `NODE_ENV`). */
  readonly condition?: string;
  /** What surely stands before the handler; none = nothing is known. What exempts this path was looked for. */
  readonly guards?: readonly RouteGuard[];
  /**
   * What middleware before the handler touches at every request that comes by, a probe's too: not what it only does for some of them
   * (those with a token, those of other paths).
   */
  readonly touchedBefore?: readonly Touch[];
  readonly confidence: Confidence;
}

/** What a request for a route touches, in middleware and in its handler. */
export function touchesOf({ handler, touchedBefore = [] }: Route): readonly Touch[] {
  return [...touchedBefore, ...(handler?.touches ?? [])];
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
