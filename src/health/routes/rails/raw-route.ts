import type { HttpMethod, RouteGap, RouteGuard } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { RubyBody } from '../ruby/bodies.js';

/** Who answers a route. */
export type RailsTarget =
  | { readonly kind: 'action'; readonly controller: string; readonly action: string }
  | { readonly kind: 'redirect' }
  | { readonly kind: 'block'; readonly body: RubyBody }
  /** Something that answers calls of Rack, by its name, as written, and where. */
  | { readonly kind: 'rack'; readonly name: string; readonly text: string; readonly span: SourceSpan }
  | { readonly kind: 'unknown' };

/** A route as the routes file registers it. */
export interface RawRoute {
  readonly method: HttpMethod;
  /** Pattern of Rails with all prefixes of the file. */
  readonly pattern: string;
  readonly complete: boolean;
  readonly span: SourceSpan;
  readonly target: RailsTarget;
  readonly condition?: string;
  readonly guards: readonly RouteGuard[];
}

/** `mount X => '/x'`. */
export interface RawMount extends Omit<RawRoute, 'method' | 'target'> {
  /** The constant that is mounted, as written without `.new`, `::Engine` kept. */
  readonly name: string;
}

/** What a set of routes files registers for one application or engine. */
export interface Drawing {
  /** The constant whose routes are drawn: `Rails.application`, `Blog::Engine`. */
  readonly owner: string;
  readonly routes: readonly RawRoute[];
  readonly mounts: readonly RawMount[];
  readonly gaps: readonly RouteGap[];
}
