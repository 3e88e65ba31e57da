import type { RouteFramework } from '../../../src/health/route-framework.js';
import type { Handler, Route } from '../../../src/model/endpoint.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** What a reader of programs finds in a small repository, as lines that a person can read. */
export interface ProgramReading {
  /** `METHOD /path file:line`, with `…` before a path whose beginning is not known and what else is special behind. */
  readonly routes: readonly string[];
  /** `file:line reason`. */
  readonly gaps: readonly string[];
  readonly all: readonly Route[];
  /** The handler of the first route with this path. */
  handler(this: void, path: string): Handler | undefined;
  /** What stands before the first route with this path: `kind line`. */
  guards(this: void, path: string): readonly string[];
}

function line(route: Route): string {
  const special = [
    ...(route.servedBy === 'code' ? [] : [`(${route.servedBy})`]),
    ...(route.port === undefined ? [] : [`port ${String(route.port)}`]),
    ...(route.condition === undefined ? [] : [`[${route.condition}]`]),
    ...(route.confidence === 'high' ? [] : [route.confidence]),
  ];
  return [
    route.method,
    `${route.pathComplete ? '' : '…'}${route.path}`,
    `${route.span.file}:${String(route.span.line)}`,
    ...special,
  ].join(' ');
}

/** Reads files (path → content) with the reader of a framework. */
export async function readProgram(
  framework: RouteFramework,
  files: Readonly<Record<string, string>>,
): Promise<ProgramReading> {
  const view = inMemoryRepository(files);
  const candidates = view.files.filter((file) => framework.isCandidate(file));
  const { gaps, routes } = await framework.read(candidates, view);
  const first = (path: string): Route | undefined => routes.find((route) => route.path === path);
  return {
    routes: routes.map(line),
    gaps: gaps.map(({ reason, span }) => `${span.file}:${String(span.line)} ${reason}`),
    all: routes,
    handler: (path) => first(path)?.handler,
    guards: (path) => (first(path)?.guards ?? []).map(({ kind, span }) => `${kind} ${String(span.line)}`),
  };
}
