import { express } from '../../../src/health/routes/express/index.js';
import type { Handler, Route } from '../../../src/model/endpoint.js';
import type { Skipped } from '../../../src/model/skipped.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** What the Express reader finds in a small repository, as lines that a person can read. */
export interface ExpressReading {
  /** `METHOD /path file:line`, with `…` before a path whose beginning is not known and what else is special behind. */
  readonly routes: readonly string[];
  /** `file:line reason`. */
  readonly gaps: readonly string[];
  readonly skipped: readonly Skipped[];
  readonly all: readonly Route[];
  /** The handler of the first route with this path. */
  handler(path: string): Handler | undefined;
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

/** Reads files (path → content) with the Express reader. */
export async function readExpress(files: Readonly<Record<string, string>>): Promise<ExpressReading> {
  const view = inMemoryRepository(files);
  const candidates = view.files.filter((file) => express.isCandidate(file));
  const { gaps, routes, skipped } = await express.read(candidates, view);
  return {
    routes: routes.map(line),
    gaps: gaps.map(({ reason, span }) => `${span.file}:${String(span.line)} ${reason}`),
    skipped,
    all: routes,
    handler: (path) => routes.find((route) => route.path === path)?.handler,
  };
}
