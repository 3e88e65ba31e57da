import type { HttpMethod, RouteGap, RouteGuard } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import type { RubyBody } from '../ruby/bodies.js';
import type { UsedMiddleware } from '../rack/touched-before.js';

/** A framework whose applications are classes that Rack runs. */
export type RackKind = 'sinatra' | 'grape' | 'roda';

/** A block that runs before routes: `before do … end`, or the beginning of a block of Roda's tree. */
export interface AppFilter {
  readonly body: RubyBody;
  readonly source: SourceText;
  /** Sinatra: the pattern of the paths that it is for; absent = all. */
  readonly pattern?: string;
}

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
  /** What stands before this route in the class itself; Sinatra's filters are for all of its routes. */
  readonly filters?: readonly AppFilter[];
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
  /** Grape: what stands before what is mounted. */
  readonly filters?: readonly AppFilter[];
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
  /** Blocks that run before its routes, and before those of the classes that inherit from it. */
  readonly filters: readonly AppFilter[];
  /** Middleware of its own stack. */
  readonly uses: readonly UsedMiddleware[];
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
  readonly filters: AppFilter[];
  readonly uses: UsedMiddleware[];
}
