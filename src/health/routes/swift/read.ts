import type { Route } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { compareSpans, compareText } from '../../../model/source-span.js';
import type { RouteReading } from '../../route-framework.js';
import { handlerOf } from './handlers.js';
import { SwiftProgram } from './program.js';
import type { SwiftFramework } from './program.js';
import { SwiftWalk } from './walk.js';

/** One reading serves both frameworks. Kept as long as its view. */
const readings = new WeakMap<
  RepositoryView,
  { readonly key: string; readonly reading: Promise<RouteReading> }
>();

/** The routes and gaps of one framework of Swift. */
export async function readSwiftRoutes(
  framework: SwiftFramework,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const key = candidates.map(({ path }) => path).join('\0');
  let kept = readings.get(view);
  if (kept?.key !== key) {
    kept = { key, reading: readAll(candidates, view) };
    readings.set(view, kept);
  }
  const { gaps, routes } = await kept.reading;
  return {
    routes: routes.filter((route) => route.framework === framework),
    gaps: gaps.filter((gap) => gap.framework === framework),
    skipped: [],
  };
}

async function readAll(candidates: readonly RepositoryFile[], view: RepositoryView): Promise<RouteReading> {
  const program = await SwiftProgram.open(candidates, view);
  if (!program) return { routes: [], gaps: [], skipped: [] };
  const walk = new SwiftWalk(program);
  walk.run();
  const seen = new Set<string>();
  const routes = walk.routes
    .map((found): Route => {
      const handler = handlerOf(program, found);
      return {
        framework: found.framework,
        method: found.method,
        path: `/${found.path.join('/')}`,
        pathComplete: found.complete,
        span: found.file.source.span(found.start, found.end),
        servedBy: 'code',
        ...(handler && { handler }),
        ...(found.condition !== undefined && { condition: found.condition }),
        ...(found.guards.length > 0 && { guards: found.guards }),
        confidence: 'low',
      };
    })
    .toSorted(
      (a, b) =>
        compareSpans(a.span, b.span) ||
        Number(b.pathComplete) - Number(a.pathComplete) ||
        compareText(a.path, b.path),
    )
    .filter(({ method, path, span }) => {
      const key = JSON.stringify([span.file, span.line, span.column, path, method]);
      return !seen.has(key) && seen.add(key);
    });
  const gaps = walk.gaps.map(({ file, framework, reason, start }) => ({
    framework,
    reason,
    span: file.source.span(start, start + 1),
  }));
  return { routes, gaps: gaps.toSorted((a, b) => compareSpans(a.span, b.span)), skipped: [] };
}
