import type { HttpMethod, RouteGuard } from '../../../model/endpoint.js';
import type { HostObject, PyPlace, PyValue } from '../../../syntax/python/values.js';

/** Frameworks whose applications collect routes call by call. */
export type PythonRouterFramework =
  'fastapi' | 'flask' | 'aiohttp' | 'tornado' | 'sanic' | 'litestar' | 'falcon' | 'bottle';

/** All frameworks of Python, with those that keep their routes in another way. */
export type PythonRouteFramework = PythonRouterFramework | 'django' | 'python-http-server';

/** A path or prefix; `null` stands for a piece that only run time knows. */
export interface PathText {
  readonly text: readonly (string | null)[];
  readonly adjustable: boolean;
}

export interface Registration {
  readonly methods: readonly HttpMethod[];
  readonly path: PathText;
  readonly place: PyPlace;
  readonly handler?: PyValue;
  /** `dependencies=[Depends(…)]` of the route. */
  readonly dependencies?: PyValue;
  readonly servedBy: 'code' | 'dependency' | 'setting';
  readonly condition?: string;
}

export interface Mount {
  readonly parent: Router;
  /** Undefined: the prefix that the router was made with is used (Flask). */
  readonly prefix: PathText | undefined;
  readonly condition?: string;
}

/** An application, router, blueprint or extension that collects routes. */
export class Router implements HostObject {
  readonly attributes = new Map<string, PyValue>();
  readonly registrations: Registration[] = [];
  readonly mounts: Mount[] = [];
  /** What surely stands before all its routes. */
  readonly guards: RouterGuard[] = [];
  /** Middleware and hooks that all requests for its routes pass. */
  readonly hooks: PyValue[] = [];
  readonly framework: PythonRouterFramework;
  /** An application serves what it has; a router needs somebody who includes it. `guessed`: the name alone says that it is an application. */
  readonly kind: 'app' | 'router' | 'guessed';
  readonly prefix: PathText;
  readonly place: PyPlace;
  readonly dependencies: PyValue | undefined;

  constructor(
    made: Pick<Router, 'framework' | 'kind' | 'prefix' | 'place'> & {
      readonly dependencies?: PyValue | undefined;
    },
  ) {
    this.framework = made.framework;
    this.kind = made.kind;
    this.prefix = made.prefix;
    this.place = made.place;
    this.dependencies = made.dependencies;
  }

  /** Includes a router once per prefix. */
  addTo(mount: Mount): void {
    const key = (one: Mount): string => JSON.stringify([one.prefix?.text ?? '', one.condition ?? '']);
    if (
      this.mounts.length < 200 &&
      !this.mounts.some((one) => one.parent === mount.parent && key(one) === key(mount))
    )
      this.mounts.push(mount);
  }
}

/** Something that may answer in the stead of a router's routes. */
export interface RouterGuard {
  readonly kind: RouteGuard['kind'];
  readonly place: PyPlace;
  /** The name of the decorator that exempts a route from it. */
  readonly exempt?: RegExp;
}

/** `Route('/x', fn)` and `Mount('/x', …)` before they are put into an application. */
export class RouteObject implements HostObject {
  readonly attributes = new Map<string, PyValue>();
  readonly attach: (parent: Router) => void;

  constructor(attach: (parent: Router) => void) {
    this.attach = attach;
  }
}

/** A handler that a health library makes of checks. */
export class ChecksHandler implements HostObject {
  readonly attributes = new Map<string, PyValue>();
  readonly name: string;
  readonly checks: readonly PyValue[];

  constructor(name: string, checks: readonly PyValue[]) {
    this.name = name;
    this.checks = checks;
  }
}

export const emptyPath: PathText = { text: [], adjustable: false };

/** All texts that a value may be; what is no text is one unknown piece, `None` and absence are nothing. */
export function pathsOf(value: PyValue | undefined): readonly PathText[] {
  if (value === undefined || value.kind === 'none') return [emptyPath];
  if (value.kind === 'either') return value.options.flatMap(pathsOf);
  return [value.kind === 'text' ? value : { text: [null], adjustable: false }];
}

/** A path without unknown pieces. */
export function literalPath(text: string): PathText {
  return { text: [text], adjustable: false };
}
