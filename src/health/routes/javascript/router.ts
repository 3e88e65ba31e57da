import type { HttpMethod, RouteGuard, Touch } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import type { FunctionNode } from '../../../syntax/javascript/tree.js';
import type { Calling, Dialect, Outcome, Registering } from './dialect.js';
import type { RoutePath } from './route-path.js';

/** A route as it was registered on a router. */
export interface Registration {
  readonly method: HttpMethod;
  readonly path: RoutePath;
  readonly span: SourceSpan;
  /** Tests of the branches that it was registered in. */
  readonly conditions: readonly string[];
  readonly servedBy: 'code' | 'dependency' | 'setting';
  /** Handlers in order; the last one answers. */
  readonly handlers: readonly Value[];
  /** Something about it was guessed: a method that was computed, a path that middleware looks at. */
  readonly certainty: 'certain' | 'likely' | 'guess';
  /** What is known of the answer when a package gives it. */
  readonly answer?: { readonly name: string; readonly canFail?: boolean };
  /** How its handlers are called, when not as the router's framework does. */
  readonly calling?: Calling;
  /** What stands before this route alone. */
  readonly guards?: readonly RouteGuard[];
  /** Kinds of guards that this route is let out of. */
  readonly exempt?: readonly RouteGuard['kind'][];
  /** Code that runs before this route's handlers, and is registered elsewhere. */
  readonly middleware?: readonly Middleware[];
  /** Place in the order of all registrations. */
  readonly order?: number;
}

/** Code that a request passes before it comes to a handler. */
export interface Middleware {
  readonly value: Value;
  readonly calling: Calling;
  /** What a package that is the middleware touches each time. */
  readonly touches?: readonly Touch[];
}

/** A router mounted on another. */
export interface Mount {
  readonly router: Router;
  readonly path: RoutePath;
  readonly span: SourceSpan;
  readonly conditions: readonly string[];
  readonly order?: number;
  readonly guards?: readonly RouteGuard[];
}

/** A guard of a router, below a path. */
export interface MountedGuard {
  readonly guard: RouteGuard;
  readonly path: RoutePath;
  readonly order: number;
}

/** Middleware of a router, below a path. */
export interface MountedMiddleware extends Middleware {
  readonly path: RoutePath;
  readonly order: number;
}

/** An object whose methods mean something to a framework. */
export interface Receiver {
  /** A method of it; undefined leaves the call to the evaluator. */
  call(name: string, call: Call, registering: Registering): Outcome;
  member?(name: string): Value | undefined;
  assign?(name: string, assigned: Value): void;
}

/** An application or router of a framework, as the evaluation of a program builds it. */
export class Router implements Receiver {
  readonly dialect: Dialect;
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
  readonly guards: MountedGuard[] = [];
  readonly middleware: MountedMiddleware[] = [];
  /** What stands before all of its paths, wherever it is mounted. */
  prefix: RoutePath | undefined;
  /** The path of the last registration, for frameworks whose verbs can do without one. */
  lastPaths: readonly RoutePath[] = [];
  /** The router that it was made on, whose properties it has as well. */
  parent: Router | undefined;
  /** What a program put on it (`decorate`). */
  readonly properties = new Map<string, Value>();

  constructor(
    dialect: Dialect,
    kind: 'app' | 'router',
    origin?: SourceSpan,
    declaredBy?: FunctionNode | 'other',
  ) {
    this.dialect = dialect;
    this.kind = kind;
    this.origin = origin;
    this.declaredBy = declaredBy;
  }

  call(name: string, call: Call, registering: Registering): Outcome {
    return this.dialect.callMethod?.(this, name, call, registering);
  }

  member(name: string): Value | undefined {
    const own = this.#property(name, 0);
    return own ?? this.dialect.member?.(this, name);
  }

  #property(name: string, depth: number): Value | undefined {
    const own = this.properties.get(name);
    if (own !== undefined || !this.parent || depth > 40) return own;
    return this.parent.#property(name, depth + 1);
  }

  assign(name: string, assigned: Value): void {
    if (this.dialect.assign) this.dialect.assign(this, name, assigned);
    else if (assigned.kind !== 'unknown') this.properties.set(name, assigned);
  }
}

/** The router that a value is; undefined for anything else. */
export function routerOf(value: Value | undefined): Router | undefined {
  if (value?.kind === 'instance') return value.base && routerOf(value.base);
  return value?.kind === 'host' && value.object instanceof Router ? value.object : undefined;
}

/** Whether a host object takes part in the evaluation of routes. */
export function isReceiver(object: object): object is Receiver {
  return 'call' in object && typeof object.call === 'function';
}
