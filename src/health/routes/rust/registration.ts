import type { Machine } from './machine.js';
import type { Frame, MethodHandler, Router, Site, Value } from './values.js';
import { optionsOf, routersIn, textOf, unknown } from './values.js';

/** A method of a router, with all that a framework needs to know of the call. */
export interface RouterCall {
  readonly machine: Machine;
  readonly router: Router;
  readonly name: string;
  readonly args: readonly Value[];
  readonly site: Site;
  readonly frame: Frame;
  /** The arguments as written. */
  readonly written: string;
}

/** Registers what answers at a path; undefined handlers still answer. */
export function addRoutes(
  { machine, router, site }: RouterCall,
  path: Value | undefined,
  given: Value | undefined,
): void {
  const text = textOf(path);
  if (text.every((part) => part === null))
    machine.gap(router.framework, site, 'a path that only run time knows');
  for (const value of optionsOf(given ?? unknown)) {
    const routes: readonly MethodHandler[] =
      value.kind === 'methods' && value.routes.length > 0
        ? value.routes
        : [{ method: 'ANY', handler: value }];
    for (const { handler, method } of routes)
      machine.add(router, {
        kind: 'route',
        path: text,
        method,
        handler,
        site,
        conditions: [...machine.conditions],
      });
  }
}

/** Puts routers below a path. @returns false when the value holds none. */
export function mount(
  { machine, router }: RouterCall,
  path: Value | undefined,
  given: Value | undefined,
): boolean {
  let isFound = false;
  for (const option of optionsOf(given ?? unknown)) {
    const children = option.kind === 'list' ? option.items.flatMap(optionsOf) : [option];
    for (const child of children.flatMap((one) => routersIn(one))) {
      if (child === router) continue;
      isFound = true;
      child.mounted = true;
      machine.add(router, {
        kind: 'mount',
        path: path ? textOf(path) : [],
        child,
        conditions: [...machine.conditions],
      });
    }
  }
  return isFound;
}

/** All below a path is answered by something that is not looked into: files, another service. */
export function addWildcard({ machine, router, site }: RouterCall, path: Value | undefined): void {
  const text = path ? textOf(path) : [];
  for (const rest of [[], ['/{*rest}']])
    machine.add(router, {
      kind: 'route',
      path: [...text, ...rest],
      method: 'ANY',
      handler: unknown,
      site,
      conditions: [...machine.conditions],
    });
}

/** Calls a function or closure that configures the router. @returns false when it is not known. */
export async function configure({ machine, router }: RouterCall, given: Value | undefined): Promise<boolean> {
  let isFound = false;
  for (const option of optionsOf(given ?? unknown))
    if (option.kind === 'function' || option.kind === 'closure') {
      isFound = true;
      await machine.operations.callValue(machine, option, [{ kind: 'router', router }]);
    }
  return isFound;
}
