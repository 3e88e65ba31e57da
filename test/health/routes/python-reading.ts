import type { Handler, Route } from '../../../src/model/endpoint.js';
import { routeFrameworks } from '../../../src/health/routes/registry.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** What the readers of Python find in a small repository, as lines that a person can read. */
export interface PythonReading {
  /** `METHOD /path file:line`, with `…` before a path whose beginning is not known and what else is special behind. */
  readonly routes: readonly string[];
  /** `framework file:line reason`. */
  readonly gaps: readonly string[];
  readonly all: readonly Route[];
  readonly handler: (path: string) => Handler | undefined;
  /** `kind: text` of what stands before the first route with this path. */
  readonly guards: (path: string) => readonly string[];
}

function line(route: Route): string {
  return [
    route.method,
    `${route.pathComplete ? '' : '…'}${route.path}`,
    `${route.span.file}:${String(route.span.line)}`,
    ...(route.servedBy === 'code' ? [] : [`(${route.servedBy})`]),
    ...(route.condition === undefined ? [] : [`[${route.condition}]`]),
  ].join(' ');
}

/** Reads files (path → content) with all frameworks of Python. */
export async function readPython(files: Readonly<Record<string, string>>): Promise<PythonReading> {
  const view = inMemoryRepository(files);
  const routes: Route[] = [];
  const gaps: string[] = [];
  for (const framework of routeFrameworks.filter(({ languages }) => languages.includes('Python'))) {
    const reading = await framework.read(
      view.files.filter((file) => framework.isCandidate(file)),
      view,
    );
    routes.push(...reading.routes);
    gaps.push(
      ...reading.gaps.map(
        (gap) => `${gap.framework} ${gap.span.file}:${String(gap.span.line)} ${gap.reason}`,
      ),
    );
  }
  const of = (path: string): Route | undefined => routes.find((route) => route.path === path);
  return {
    routes: routes.map(line),
    gaps,
    all: routes,
    handler: (path) => of(path)?.handler,
    guards: (path) => (of(path)?.guards ?? []).map(({ kind, text }) => `${kind}: ${text}`),
  };
}
