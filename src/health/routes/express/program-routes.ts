import type { RouteGap } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { CallSite } from '../../../syntax/javascript/evaluate/state.js';
import type { FunctionNode } from '../../../syntax/javascript/tree.js';
import type { ExpressRouter, Registration } from './router.js';

/** What the evaluation of the programs finds, as it finds it. */
export class ProgramRoutes {
  readonly routers: ExpressRouter[] = [];
  /** Routes that a server beside Express answers, with their whole path. */
  readonly standalone: { readonly registration: Registration; readonly port?: number }[] = [];
  readonly gaps: RouteGap[] = [];
  /** Functions that were called with a router. */
  readonly calledWithRouter = new Set<FunctionNode>();
  /** Functions that were run, by a call or for themselves, and handlers, which are not to be run. */
  readonly entered = new Set<FunctionNode>();
  /** The calls that led to the one that is being read, outermost first. */
  sites: readonly CallSite[] = [];

  gap(span: SourceSpan, reason: string): void {
    this.gaps.push({ framework: 'express', span, reason });
  }
}
