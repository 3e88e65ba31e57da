import type { SourceSpan } from '../../../model/source-span.js';
import type { Convention, RouteScope } from './pipeline.js';

/** A place where controllers are mapped. */
export interface ControllersMapped {
  readonly scope: RouteScope;
  readonly span: SourceSpan;
  readonly condition?: string;
  /** Templates of conventional routing, with the area they are for. */
  readonly templates: readonly { readonly template: string; readonly area?: string }[];
  readonly conventions: Convention[];
}

/** A call that serves classes found by their type: pages, modules of Carter, FastEndpoints. */
export interface ClassesMapped {
  readonly kind: 'fast-endpoints' | 'pages';
  readonly scope: RouteScope;
  readonly span: SourceSpan;
  readonly prefix: string | undefined;
}
