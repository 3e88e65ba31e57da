import type { RouteGap } from '../../../model/endpoint.js';
import type { PyPlace } from '../../../syntax/python/values.js';
import type { PythonRouteFramework, Registration } from './router.js';
import { Router } from './router.js';

export interface PlacedGap extends Pick<RouteGap, 'framework' | 'reason'> {
  readonly place: PyPlace;
}

const maxRouters = 20_000;

/** All that the evaluation brings to light. */
export class Inventory {
  readonly routers: Router[] = [];
  readonly gaps: PlacedGap[] = [];
  /** The conditions that hold where the evaluation stands. */
  conditions: readonly string[] = [];

  router(made: ConstructorParameters<typeof Router>[0]): Router {
    const router = new Router(made);
    if (this.routers.length < maxRouters) this.routers.push(router);
    return router;
  }

  gap(framework: PythonRouteFramework, place: PyPlace, reason: string): void {
    this.gaps.push({ framework, place, reason });
  }

  get condition(): { readonly condition?: string } {
    return this.conditions.length > 0 ? { condition: this.conditions.join(' and ') } : {};
  }

  register(router: Router, registration: Omit<Registration, 'condition'>): void {
    if (router.registrations.length < maxRouters)
      router.registrations.push({ ...registration, ...this.condition });
  }
}
