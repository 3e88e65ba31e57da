import type { Route } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { entryOf, settled } from '../../../syntax/code/arguments.js';
import { CodeIndex } from '../../../syntax/code/code-index.js';
import type { CodeFile, CodeMap, CodeValue } from '../../../syntax/code/code-file.js';
import type { RouteReading } from '../../route-framework.js';
import { convertPath, joinRoutePath } from '../javascript/path-syntax.js';
import { routeKey } from '../keyed-routes/key.js';
import { parsedFile } from '../keyed-routes/parsed-file.js';

const mention = /['"](?:moleculer-web|@moleculer\/web)['"]/;

/** The aliases of the gateways of a repository. */
export async function readMoleculerWeb(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const index = new CodeIndex(view, () => false);
  const routes: Route[] = [];
  const skipped: Skipped[] = [];
  for (const { path } of candidates) {
    if (!mention.test((await view.read(path))?.text ?? '')) continue;
    const code = await parsedFile(index, path, skipped);
    if (code) for (const service of gatewaysIn(code)) routes.push(...routesOf(code, service));
  }
  return { routes, gaps: [], skipped };
}

/** Maps with `mixins` and `settings.routes`, wherever a schema is handed over: exports, `createService`, `parseServiceSchema`. */
function gatewaysIn({ assignments, calls }: CodeFile): readonly CodeMap[] {
  const values: readonly CodeValue[] = [
    ...assignments.map(({ value }) => value),
    ...calls.flatMap((call) => call.arguments.map(({ value }) => value)),
  ];
  const found = new Map<number, CodeMap>();
  for (const value of values) {
    const known = settled(value);
    if (known.kind === 'map' && entryOf(known, 'mixins') && entryOf(known, 'settings.routes'))
      found.set(known.start, known);
  }
  return [...found.values()];
}

function routesOf(code: CodeFile, service: CodeMap): readonly Route[] {
  const base = pathOf(entryOf(service, 'settings.path'));
  const list = entryOf(service, 'settings.routes');
  const written = list && settled(list);
  return (written?.kind === 'list' ? written.items : []).flatMap((item): readonly Route[] => {
    const route = settled(item);
    const aliases = route.kind === 'map' ? entryOf(route, 'aliases') : undefined;
    const map = aliases && settled(aliases);
    if (route.kind !== 'map' || map?.kind !== 'map') return [];
    const below = pathOf(entryOf(route, 'path'));
    return map.entries.flatMap(({ name = '', value }): Route[] => {
      const key = routeKey(name);
      if (!key) return [];
      const prefix = joinRoutePath(base.text, below.text);
      const isKnown = base.isKnown && below.isKnown;
      const whole = joinRoutePath(prefix, `/${key.path.replace(/^\//, '')}`);
      return convertPath(whole).paths.map((path) => ({
        framework: 'moleculer-web',
        method: key.method,
        path,
        pathComplete: isKnown,
        span: code.source.span(value.start, value.end),
        servedBy: 'code',
        ...(value.kind === 'text' && { handler: { name: value.text, touches: [] } }),
        confidence: isKnown ? 'high' : 'medium',
      }));
    });
  });
}

/** A path that is absent is `/` (moleculer-web, src/index.js); one that only run time knows leaves the beginning open. */
function pathOf(value: CodeValue | undefined): { readonly text: string; readonly isKnown: boolean } {
  const known = value && settled(value);
  if (known === undefined) return { text: '', isKnown: true };
  return known.kind === 'text' && known.exact
    ? { text: `/${known.text.replaceAll(/^\/|\/$/g, '')}`.replace(/^\/$/, ''), isKnown: true }
    : { text: '', isKnown: false };
}
