import type { Route } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { settled } from '../../../syntax/code/arguments.js';
import { CodeIndex } from '../../../syntax/code/code-index.js';
import type { CodeFile, CodeMap } from '../../../syntax/code/code-file.js';
import type { RouteReading } from '../../route-framework.js';
import { convertPath } from '../javascript/path-syntax.js';
import { routeKey } from '../keyed-routes/key.js';
import { parsedFile } from '../keyed-routes/parsed-file.js';

/** The custom routes of applications of Sails. */
export async function readSails(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const index = new CodeIndex(view, () => false);
  const routes: Route[] = [];
  const skipped: Skipped[] = [];
  for (const { path } of candidates) {
    if (!(await isSails(path, view))) continue;
    const code = await parsedFile(index, path, skipped);
    if (code) for (const map of routeMaps(code)) routes.push(...routesIn(code, map));
  }
  return { routes, gaps: [], skipped };
}

/** Whether the package around `config/routes.js` depends on Sails. */
async function isSails(path: string, view: RepositoryView): Promise<boolean> {
  const manifest = path.replace(/config\/routes\.\w+$/, 'package.json');
  return /"sails"\s*:\s*"/.test((await view.read(manifest))?.text ?? '');
}

/** `module.exports.routes = {…}` and `module.exports = { routes: {…} }`. */
function routeMaps({ assignments }: CodeFile): readonly CodeMap[] {
  return assignments.flatMap(({ place, value }): readonly CodeMap[] => {
    const known = settled(value);
    if (known.kind !== 'map') return [];
    if (place.name === 'routes') return [known];
    const inner = known.entries.find(({ name }) => name === 'routes')?.value;
    const routes = place.name === 'exports' && inner ? settled(inner) : undefined;
    return routes?.kind === 'map' ? [routes] : [];
  });
}

function routesIn({ source }: CodeFile, { entries }: CodeMap): readonly Route[] {
  return entries.flatMap(({ name = '', value }): Route[] => {
    const key = routeKey(name);
    if (!key?.path.startsWith('/')) return [];
    return convertPath(key.path).paths.map((path) => ({
      framework: 'sails',
      method: key.method,
      path,
      pathComplete: true,
      span: source.span(value.start, value.end),
      servedBy: 'code',
      ...(value.kind === 'text' && { handler: { name: value.text, touches: [] } }),
      confidence: 'high',
    }));
  });
}
