import type { RouteGap } from '../../../model/endpoint.js';
import type { PyPlace, PyValue } from '../../../syntax/python/values.js';
import type { Middleware } from './answering-middleware.js';
import type { PythonRouterFramework, Registration, RouterGuard } from './router.js';
import { Router } from './router.js';
import { conditionOf } from './conditions.js';

export interface PlacedGap extends Pick<RouteGap, 'framework' | 'reason'> {
  readonly place: PyPlace;
}

const maxRouters = 20_000;

/** All that the evaluation brings to light. */
export class Inventory {
  readonly routers: Router[] = [];
  readonly gaps: PlacedGap[] = [];
  /** Code that sees every request before the routes do. */
  readonly middleware: Middleware[] = [];
  /** The conditions that hold where the evaluation stands. */
  conditions: readonly string[] = [];

  router(made: ConstructorParameters<typeof Router>[0]): Router {
    const router = new Router(made);
    if (this.routers.length < maxRouters) this.routers.push(router);
    return router;
  }

  gap(framework: PythonRouterFramework, place: PyPlace, reason: string): void {
    this.gaps.push({ framework, place, reason });
  }

  /** What surely stands before the routes of a router: nothing that an `if` decides on, unless it only asks whether somebody debugs. */
  guard(router: Router, guard: RouterGuard): void {
    if (this.condition.condition === undefined && !router.guards.some(({ kind }) => kind === guard.kind))
      router.guards.push(guard);
  }

  /** Code that requests for the routes of a router pass, unless an `if` decides on it. */
  hook(router: Router, value: PyValue): void {
    if (this.condition.condition === undefined && router.hooks.length < 100) router.hooks.push(value);
  }

  /** The middleware that a list names, as the frameworks take it in `middleware=[…]`. */
  hooks(router: Router, list: PyValue | undefined): void {
    for (const item of list?.kind === 'list' ? list.items : []) this.hook(router, item);
  }

  get condition(): { readonly condition?: string } {
    const condition = conditionOf(this.conditions);
    return condition === undefined ? {} : { condition };
  }

  /** A middleware that may answer by itself. */
  addMiddleware(framework: PythonRouterFramework, value: PyValue): void {
    if (this.middleware.length < 200) this.middleware.push({ framework, value, ...this.condition });
  }

  register(router: Router, registration: Omit<Registration, 'condition'>): void {
    if (router.registrations.length < maxRouters)
      router.registrations.push({ ...registration, ...this.condition });
  }
}
