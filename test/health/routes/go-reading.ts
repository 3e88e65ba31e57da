import type { Handler, Route } from '../../../src/model/endpoint.js';
import { isProductFile } from '../../../src/model/repository-view.js';
import { routeFrameworks } from '../../../src/health/routes/registry.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** What the readers of Go find in a small repository, as lines that a person can read. */
export interface GoReading {
  /** `METHOD /path file:line`, with `…` before a path whose beginning is not known and what else is special behind. */
  readonly routes: readonly string[];
  /** `framework file:line reason`. */
  readonly gaps: readonly string[];
  readonly all: readonly Route[];
  /** The handler of the first route with this path. */
  readonly handler: (path: string) => Handler | undefined;
  /** `kind: text` of what stands before the first route with this path. */
  readonly guards: (path: string) => readonly string[];
}

function line(route: Route): string {
  const special = [
    ...(route.servedBy === 'code' ? [] : [`(${route.servedBy})`]),
    ...(route.port === undefined ? [] : [`:${String(route.port)}`]),
    ...(route.condition === undefined ? [] : [`[${route.condition}]`]),
  ];
  return [
    route.method,
    `${route.pathComplete ? '' : '…'}${route.path}`,
    `${route.span.file}:${String(route.span.line)}`,
    ...special,
  ].join(' ');
}

/** Reads files (path → content) with all frameworks of Go, net/http first. A go.mod for `example.com/app` is added when there is none. */
export async function readGo(files: Readonly<Record<string, string>>): Promise<GoReading> {
  const view = inMemoryRepository({ 'go.mod': 'module example.com/app\n\ngo 1.22\n', ...files });
  const routes: Route[] = [];
  const gaps: string[] = [];
  for (const framework of routeFrameworks.filter(({ languages }) => languages.includes('go'))) {
    const candidates = view.files.filter((file) => isProductFile(file) && framework.isCandidate(file));
    const reading = await framework.read(candidates, view);
    routes.push(...reading.routes);
    gaps.push(
      ...reading.gaps.map(
        (gap) => `${gap.framework} ${gap.span.file}:${String(gap.span.line)} ${gap.reason}`,
      ),
    );
  }
  return {
    routes: routes.map(line),
    gaps,
    all: routes,
    handler: (path) => routes.find((route) => route.path === path)?.handler,
    guards: (path) =>
      (routes.find((route) => route.path === path)?.guards ?? []).map(({ kind, text }) => `${kind}: ${text}`),
  };
}

/** A Go file of package main with imports and the rest. */
export function goMain(imports: readonly string[], body: string): string {
  const lines = imports.map((one) => (one.includes(' ') ? `\t${one.replace(' ', ' "')}"` : `\t"${one}"`));
  return ['package main', '', 'import (', ...lines, ')', '', body].join('\n');
}
