import type { Call, Evaluator } from '../../../syntax/javascript/evaluate/evaluator.js';
import type { ClassValue, ExternalValue, Value } from '../../../syntax/javascript/evaluate/value.js';
import type { ConvertedPath } from './path-syntax.js';
import type { ProgramRoutes } from './program-routes.js';
import type { Router } from './router.js';

/** What a framework hands to a handler, in order; `context` is both request and response. */
export type HandlerRole = 'request' | 'response' | 'next' | 'context' | 'other';

/** How a framework calls its handlers. */
export interface Calling {
  readonly roles: readonly HandlerRole[];
  /** Whether what a handler returns is the answer, and what it throws a failure. */
  readonly returnsAnswer: boolean;
}

/** The moment of an evaluation at which something is registered. */
export interface Registering {
  readonly routes: ProgramRoutes;
  readonly evaluator: Evaluator;
  /** Tests of the branches around it. */
  readonly conditions: readonly string[];
}

export type Outcome = Value | undefined | Promise<Value | undefined>;

/** What the evaluation of programs has to know of one framework. One evaluation serves all of them. */
export interface Dialect {
  /** Its name in the registry. */
  readonly framework: string;
  /** Packages whose import makes a file one to start from, as an alternation of a regular expression. */
  readonly packages?: string;
  /** Such a file told by other means. */
  isStart?(text: string): boolean;
  /** Types of parameters that say the same, as an alternation of a regular expression. */
  readonly typeNames?: string;
  /** Whether a file declares routes by decorators: it is evaluated, but its functions are not looked through for registrations. */
  declares?(text: string): boolean;
  readonly calling: Calling;
  convertPath(pattern: string): ConvertedPath;
  /** Whether calls of a package may be this framework's; all may when it does not tell. */
  mayOwn?(packageName: string): boolean;
  /** A call of something from outside of the repository: what it makes, registers or mounts. Undefined = it is not this framework's. */
  callPackage?(callee: ExternalValue, call: Call, registering: Registering): Outcome;
  /** Whether a declared type is an application or a router. */
  typed?(type: ExternalValue): 'app' | 'router' | undefined;
  /** A method of one of its routers. */
  callMethod?(router: Router, name: string, call: Call, registering: Registering): Outcome;
  /** A member of a router that is no method. */
  member?(router: Router, name: string): Value | undefined;
  assign?(router: Router, name: string, assigned: Value): void;
  /** What becomes of a router that a package gets; undefined = it may add routes, which is a gap. */
  handedOver?(router: Value, callee: ExternalValue): Value | 'runs' | undefined;
  /** Told of every class, for routes that decorators declare. */
  classCreated?(value: ClassValue, routes: ProgramRoutes): void;
  /** After all programs were evaluated: routes that come out of the whole. */
  finish?(routes: ProgramRoutes, evaluator: Evaluator): Promise<void>;
  /** Hooks that stand before a route wherever they are written, not only when above it. */
  readonly guardsRegardlessOfOrder?: boolean;
}

/** `(request, response, next)`, as Node's own servers and all that stand on them call handlers. */
export const nodeCalling: Calling = { roles: ['request', 'response', 'next'], returnsAnswer: false };
