import type { Handler, HttpMethod, Route, RouteGap, RouteGuard, Touch } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';

/** A guard that a call of the pipeline puts before what runs behind it. */
export interface PipelineGuard {
  readonly guard: RouteGuard;
  /** How many calls of the pipeline came before. */
  readonly order: number;
}

/** What a call of the pipeline touches for every request that comes by. */
export interface PipelineTouch {
  readonly touch: Touch;
  readonly order: number;
}

/** The middleware of an application or of one of its branches. */
export interface Pipeline {
  readonly guards: PipelineGuard[];
  readonly touches: PipelineTouch[];
  /** Where `UseEndpoints` runs the endpoints; without one they run at the end. */
  endpointsAt: number | undefined;
  /** Prefixes that `UsePathBase` takes off. */
  readonly pathBases: string[];
  readonly parent?: { readonly pipeline: Pipeline; readonly order: number };
}

/** What is said of an endpoint or of a group of them, e.g. `RequireAuthorization`. */
export interface Convention {
  readonly name: string;
  readonly span: SourceSpan;
  readonly text: string;
}

/** What routes are mapped on: the application, a branch of it, a group. */
export interface RouteScope {
  readonly prefix: string;
  readonly isComplete: boolean;
  readonly conventions: Convention[];
  readonly parent?: RouteScope;
  readonly pipeline: Pipeline;
}

/** A route before its guards are known. */
export interface RouteDraft {
  readonly method: HttpMethod;
  readonly path: string;
  readonly isComplete: boolean;
  readonly span: SourceSpan;
  readonly servedBy: Route['servedBy'];
  readonly scope: RouteScope;
  readonly conventions: Convention[];
  readonly condition?: string;
  /** Of middleware: how many calls of the pipeline came before. */
  readonly order?: number;
  readonly handler?: Handler;
  readonly port?: number;
  readonly confidence?: Route['confidence'];
}

/** What an application serves, while it is read. */
export class Drafts {
  readonly routes: RouteDraft[] = [];
  readonly gaps: RouteGap[] = [];
  /** Guards that settings switch on for everything. */
  readonly everywhere: RouteGuard[] = [];
  /** What authorization asks of endpoints that ask nothing themselves. */
  fallbackPolicy: RouteGuard | undefined;
  /** The rate limit on all requests. */
  globalLimiter: RouteGuard | undefined;

  gap(span: SourceSpan, reason: string): void {
    this.gaps.push({ framework: 'aspnet', span, reason });
  }

  /** The routes with what stands before each. */
  finished(): readonly Route[] {
    return this.routes.flatMap((draft): Route[] => {
      const guards = this.#guardsOf(draft);
      const touchedBefore = standingBefore(draft, ({ touches }) => touches).map(({ touch }) => touch);
      const route = {
        framework: 'aspnet',
        method: draft.method,
        path: draft.path,
        pathComplete: draft.isComplete,
        span: draft.span,
        servedBy: draft.servedBy,
        ...portOf(draft),
        ...(draft.handler && { handler: draft.handler }),
        ...(draft.condition !== undefined && { condition: draft.condition }),
        ...(guards.length > 0 && { guards }),
        ...(touchedBefore.length > 0 && { touchedBefore }),
        confidence: draft.confidence ?? 'high',
      } as const;
      // `UsePathBase` takes its prefix off where there is one; the path without it is served as well.
      const bases = new Set(pipelinesOf(draft.scope.pipeline).flatMap(({ pathBases }) => pathBases));
      return [route, ...[...bases].map((base) => ({ ...route, path: `${base}${draft.path}` }))];
    });
  }

  #guardsOf(draft: RouteDraft): readonly RouteGuard[] {
    const conventions = conventionsOf(draft);
    const has = (name: string): boolean => conventions.some((one) => one.name === name);
    if (has('ShortCircuit')) return [...this.everywhere];
    const guards: RouteGuard[] = [...this.everywhere];
    const isOpen = has('AllowAnonymous');
    for (const { guard } of standingBefore(draft, ({ guards: own }) => own))
      if (guard.kind !== 'authentication' || !isOpen)
        if (guard.kind !== 'rate-limit' || !has('DisableRateLimiting')) guards.push(guard);
    for (const { name, span, text } of conventions) {
      if (name === 'RequireAuthorization' && !isOpen) guards.push({ kind: 'authentication', span, text });
      if (name === 'RequireRateLimiting' && !has('DisableRateLimiting'))
        guards.push({ kind: 'rate-limit', span, text });
      if (name === 'RequireHost' && !/:\d+"/.test(text)) guards.push({ kind: 'host-check', span, text });
    }
    const asksItself = guards.some(({ kind }) => kind === 'authentication');
    if (this.fallbackPolicy && !isOpen && !asksItself && draft.order === undefined)
      guards.push(this.fallbackPolicy);
    return guards.filter(
      (guard, index) =>
        guards.findIndex((one) => one.kind === guard.kind && one.text === guard.text) === index,
    );
  }
}

function conventionsOf({ conventions, scope }: RouteDraft): readonly Convention[] {
  const found = [...conventions];
  for (let at: RouteScope | undefined = scope; at; at = at.parent) found.push(...at.conventions);
  return found;
}

/** `RequireHost("*:8081")` binds an endpoint to a port. */
function portOf(draft: RouteDraft): { readonly port?: number } {
  if (draft.port !== undefined) return { port: draft.port };
  for (const { name, text } of conventionsOf(draft)) {
    const port = name === 'RequireHost' ? /:(\d{2,5})"/.exec(text)?.[1] : undefined;
    if (port !== undefined) return { port: Number(port) };
  }
  return {};
}

function pipelinesOf(pipeline: Pipeline): readonly Pipeline[] {
  const found: Pipeline[] = [];
  for (let at: Pipeline | undefined = pipeline; at; at = at.parent?.pipeline) found.push(at);
  return found;
}

/** What of the pipelines runs before a route. */
function standingBefore<One extends { readonly order: number }>(
  { scope, order }: RouteDraft,
  of: (pipeline: Pipeline) => readonly One[],
): readonly One[] {
  const found: One[] = [];
  let before = order ?? scope.pipeline.endpointsAt ?? Number.POSITIVE_INFINITY;
  for (let at: Pipeline | undefined = scope.pipeline; at; at = at.parent?.pipeline) {
    const until = before;
    found.push(...of(at).filter((one) => one.order < until));
    before = at.parent?.order ?? 0;
  }
  return found;
}
