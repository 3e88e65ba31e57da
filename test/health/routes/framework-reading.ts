import type { RouteFramework } from '../../../src/health/route-framework.js';
import type { Route } from '../../../src/model/endpoint.js';
import { isProductFile } from '../../../src/model/repository-view.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** What a reader finds in a small repository, as lines that a person can read. */
export interface FrameworkReading {
  /** `METHOD /path file:line`, with `…` before a path whose beginning is not known and what else is special behind. */
  readonly routes: readonly string[];
  /** `file:line reason`. */
  readonly gaps: readonly string[];
  /** `file:line detail`. */
  readonly skipped: readonly string[];
  readonly route: (path: string) => Route | undefined;
  /** `dependency text` for each touch of the first route with this path. */
  readonly touches: (path: string) => readonly string[];
  /** `kind text file:line` for each guard of the first route with this path. */
  readonly guards: (path: string) => readonly string[];
}

/** Reads files (path → content) with one framework's reader. */
export async function readWith(
  framework: RouteFramework,
  files: Readonly<Record<string, string>>,
): Promise<FrameworkReading> {
  const view = inMemoryRepository(files);
  const candidates = view.files.filter((file) => isProductFile(file) && framework.isCandidate(file));
  const reading = await framework.read(candidates, view);
  const route = (path: string): Route | undefined => reading.routes.find((one) => one.path === path);
  return {
    routes: reading.routes.map(line),
    gaps: reading.gaps.map((gap) => `${gap.span.file}:${String(gap.span.line)} ${gap.reason}`),
    skipped: reading.skipped.map(({ file, line: at, detail }) => `${file}:${String(at)} ${detail ?? ''}`),
    route,
    touches: (path) => (route(path)?.handler?.touches ?? []).map((one) => `${one.dependency} ${one.text}`),
    guards: (path) =>
      (route(path)?.guards ?? []).map(
        ({ kind, text, span }) => `${kind} ${text} ${span.file}:${String(span.line)}`,
      ),
  };
}

function line(route: Route): string {
  return [
    route.method,
    `${route.pathComplete ? '' : '…'}${route.path}`,
    `${route.span.file}:${String(route.span.line)}`,
    ...(route.servedBy === 'code' ? [] : [`(${route.servedBy})`]),
    ...(route.port === undefined ? [] : [`port ${String(route.port)}`]),
    ...(route.condition === undefined ? [] : [`[${route.condition}]`]),
  ].join(' ');
}
