import type { RouteFramework } from '../route-framework.js';

/** Every web framework whose routes lintel reads, in the order of the reference. */
export const routeFrameworks: readonly RouteFramework[] = [];
