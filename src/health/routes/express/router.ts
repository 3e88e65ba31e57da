import type { HttpMethod } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { FunctionNode } from '../../../syntax/javascript/tree.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import type { RoutePath } from './route-path.js';

/** A route as it was registered on a router. */
export interface Registration {
  readonly method: HttpMethod;
  readonly path: RoutePath;
  readonly span: SourceSpan;
  /** Tests of the branches that it was registered in. */
  readonly conditions: readonly string[];
  readonly servedBy: 'code' | 'dependency';
  /** Handlers in order; the last one answers. */
  readonly handlers: readonly Value[];
  /** Something about it was guessed: a method that was computed, a path that middleware looks at. */
  readonly certainty: 'certain' | 'likely' | 'guess';
  /** What is known of the answer when a package gives it. */
  readonly answer?: { readonly name: string; readonly canFail?: boolean };
}

/** A router mounted on another. */
export interface Mount {
  readonly router: ExpressRouter;
  readonly path: RoutePath;
  readonly span: SourceSpan;
  readonly conditions: readonly string[];
}

/** An application or router of Express, as the evaluation of a program builds it. */
export class ExpressRouter {
  readonly kind: 'app' | 'router';
  /** Where it is made, or declared to be one. */
  readonly origin: SourceSpan | undefined;
  /**
   * Set when it was not made but declared: a parameter `app: Express`. Its function was then evaluated for itself; what it registers counts
   * only when no call gives it a router that is known.
   */
  readonly declaredBy: FunctionNode | 'other' | undefined;
  readonly registrations: Registration[] = [];
  readonly mounts: Mount[] = [];

  constructor(kind: 'app' | 'router', origin?: SourceSpan, declaredBy?: FunctionNode | 'other') {
    this.kind = kind;
    this.origin = origin;
    this.declaredBy = declaredBy;
  }
}

/** What `router.route('/path')` gives. */
export class RouteChain {
  readonly router: ExpressRouter;
  readonly paths: readonly RoutePath[];

  constructor(router: ExpressRouter, paths: readonly RoutePath[]) {
    this.router = router;
    this.paths = paths;
  }
}

/** The router that a value is; undefined for anything else. */
export function routerOf(value: Value | undefined): ExpressRouter | undefined {
  if (value?.kind === 'instance') return value.base && routerOf(value.base);
  return value?.kind === 'host' && value.object instanceof ExpressRouter ? value.object : undefined;
}
