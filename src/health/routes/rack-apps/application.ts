import type { HttpMethod, RouteGap, RouteGuard } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { RubyBody } from '../ruby/bodies.js';

/** A framework whose applications are classes that Rack runs. */
export type RackKind = 'sinatra' | 'grape' | 'roda';

/** A route of an application, relative to where that is mounted. */
export interface AppRoute {
  readonly method: HttpMethod;
  /** In the pattern of its framework, parameters as `:id`. */
  readonly pattern: string;
  readonly complete: boolean;
  readonly span: SourceSpan;
  readonly body?: RubyBody;
  readonly condition?: string;
  readonly guards: readonly RouteGuard[];
  /** Whether a prefix that the application is given stands before it (Grape's `prefix` and `version`). */
  readonly isPrefixed: boolean;
  readonly servedBy: 'code' | 'dependency' | 'setting';
}

/** Another application inside of one: `mount X => '/x'`, `use X`, `r.run X`. */
export interface AppMount {
  readonly name: string;
  readonly pattern: string;
  readonly complete: boolean;
  readonly span: SourceSpan;
  readonly condition?: string;
}

/** A class of one file; a class may be opened again in others. */
export interface AppFacts {
  readonly name: string;
  /** As written; absent where the class is only opened again. */
  readonly superclass?: string;
  readonly routes: readonly AppRoute[];
  readonly mounts: readonly AppMount[];
  readonly gaps: readonly Omit<RouteGap, 'framework'>[];
  /** Grape: `prefix :api`. */
  readonly prefix?: string;
  /** Grape: the versions that stand in the path. */
  readonly versions?: readonly string[];
  /** Guards for all routes: `before { authenticate! }`. */
  readonly guards: readonly RouteGuard[];
  /** The applications to which its `call` hands requests: `API.call(env)`. */
  readonly handsTo: readonly string[];
  /** Where its body begins. */
  readonly span: SourceSpan;
}

/** Collects the facts of one class. */
export interface AppBuilder {
  readonly name: string;
  readonly superclass: string | undefined;
  readonly routes: AppRoute[];
  readonly mounts: AppMount[];
  readonly gaps: Omit<RouteGap, 'framework'>[];
  prefix: string | undefined;
  versions: readonly string[] | undefined;
  readonly guards: RouteGuard[];
}
