import type { Handler, Route } from '../../../src/model/endpoint.js';
import { isProductFile } from '../../../src/model/repository-view.js';
import type { Skipped } from '../../../src/model/skipped.js';
import type { RouteFramework } from '../../../src/health/route-framework.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** What readers find in a small repository, as lines that a person can read. */
export interface RouteLines {
  /** `METHOD /path file:line`, with `…` before a path whose beginning is not known and what else is special behind. */
  readonly routes: readonly string[];
  /** `file:line reason`. */
  readonly gaps: readonly string[];
  readonly all: readonly Route[];
  readonly skipped: readonly Skipped[];
  /** The handler of the first route with this path, as one line; undefined when nothing is known of it. */
  readonly handler: (path: string) => string | undefined;
}

function line(route: Route): string {
  return [
    route.method,
    `${route.pathComplete ? '' : '…'}${route.path}`,
    `${route.span.file}:${String(route.span.line)}`,
    ...(route.port === undefined ? [] : [`port ${String(route.port)}`]),
    ...(route.servedBy === 'code' ? [] : [`(${route.servedBy})`]),
    ...(route.condition === undefined ? [] : [`[${route.condition}]`]),
    ...(route.guards ?? []).map(({ kind }) => `<${kind}>`),
  ].join(' ');
}

function handlerLine({ canFail, constant, name, touches }: Handler): string {
  return [
    name ?? '?',
    ...new Set(touches.map(({ dependency }) => dependency)),
    canFail === undefined ? 'unknown' : canFail ? 'can fail' : 'cannot fail',
    ...(constant === true ? ['constant'] : []),
  ].join(' ');
}

/** Reads files (path → content) with frameworks, as a scan does: only the product's own files. */
export async function readRouteLines(
  frameworks: readonly RouteFramework[],
  files: Readonly<Record<string, string>>,
): Promise<RouteLines> {
  const view = inMemoryRepository(files);
  const all: Route[] = [];
  const gaps: string[] = [];
  const skipped: Skipped[] = [];
  for (const framework of frameworks) {
    const candidates = view.files.filter((file) => isProductFile(file) && framework.isCandidate(file));
    const reading = await framework.read(candidates, view);
    all.push(...reading.routes);
    gaps.push(...reading.gaps.map(({ reason, span }) => `${span.file}:${String(span.line)} ${reason}`));
    skipped.push(...reading.skipped);
  }
  return {
    routes: all.map(line),
    gaps,
    all,
    skipped,
    handler: (path) => {
      const handler = all.find((route) => route.path === path)?.handler;
      return handler && handlerLine(handler);
    },
  };
}
