import type { HttpMethod, RouteGap, RouteGuard } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { Unit } from '../../../syntax/imperative/values.js';
import type { PathDetails } from './paths.js';

/** What imports say of the routes that they bring. */
export interface Import {
  /** With its localised forms. */
  readonly prefixes: readonly string[];
  readonly complete: boolean;
  readonly condition?: string;
  readonly methods: readonly HttpMethod[];
}

export const noImport: Import = { prefixes: [''], complete: true, methods: [] };

/** A route as a file or a class registers it, all prefixes joined. */
export interface SymfonyRoute extends PathDetails {
  /** Pattern of Symfony. */
  readonly pattern: string;
  readonly complete: boolean;
  readonly methods: readonly HttpMethod[];
  readonly span: SourceSpan;
  readonly condition?: string;
  /** `Class::method`, `Class` or a service's id; the whole name of the class. */
  readonly controller?: string;
  /** A file from which names of classes are understood. */
  readonly unit?: Unit;
  readonly guards: readonly RouteGuard[];
  readonly servedBy: 'code' | 'dependency';
}

/** What is found while the files of an application are followed. */
export interface Found {
  readonly routes: SymfonyRoute[];
  readonly gaps: RouteGap[];
}

/** One import inside of another. */
export function within(outer: Import, inner: Import): Import {
  const conditions = [outer.condition, inner.condition].filter((one) => one !== undefined);
  const condition = conditions.includes('development only')
    ? 'development only'
    : [...new Set(conditions)].join('; ');
  return {
    prefixes: outer.prefixes.flatMap((start) =>
      inner.prefixes.map((rest) =>
        [start, rest]
          .map((part) => part.replaceAll(/^\/+|\/+$/g, ''))
          .filter((part) => part !== '')
          .join('/'),
      ),
    ),
    complete: outer.complete && inner.complete,
    methods: inner.methods.length > 0 ? inner.methods : outer.methods,
    ...(condition !== '' && { condition }),
  };
}
