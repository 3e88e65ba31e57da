import type { RouteGap } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { CallSite } from '../../../syntax/javascript/evaluate/state.js';
import type { FunctionNode } from '../../../syntax/javascript/tree.js';
import type { Dialect } from './dialect.js';
import type { Registration, Router } from './router.js';

/** A route that a server beside the routers answers, with its whole path. */
export interface StandaloneRoute {
  readonly framework: Pick<Dialect, 'framework' | 'calling'>;
  readonly registration: Registration;
  readonly port?: number;
  /** False when a prefix may be missing. */
  readonly pathComplete?: boolean;
}

/** What the evaluation of the programs finds, as it finds it. */
export class ProgramRoutes {
  readonly view: RepositoryView;
  readonly routers: Router[] = [];
  readonly standalone: StandaloneRoute[] = [];
  readonly gaps: RouteGap[] = [];
  /** Functions that were called with a router. */
  readonly calledWithRouter = new Set<FunctionNode>();
  /** Functions that were run, by a call or for themselves, and handlers, which are not to be run. */
  readonly entered = new Set<FunctionNode>();
  /** Functions that get all requests of a server and were looked through. */
  readonly dispatched = new Set<FunctionNode>();
  /** The calls that led to the one that is being read, outermost first. */
  sites: readonly CallSite[] = [];
  #order = 0;

  constructor(view: RepositoryView) {
    this.view = view;
  }

  gap({ framework }: Pick<Dialect, 'framework'>, span: SourceSpan, reason: string): void {
    this.gaps.push({ framework, span, reason });
  }

  /** Numbers registrations in the order in which the programs make them. */
  next(): number {
    this.#order += 1;
    return this.#order;
  }

  /** A router that a program makes or declares. */
  add(router: Router): Router {
    this.routers.push(router);
    return router;
  }
}
