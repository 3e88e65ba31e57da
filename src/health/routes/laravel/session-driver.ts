import type { Dependency, Touch } from '../../../model/endpoint.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { isProductFile } from '../../../model/repository-view.js';

/** Where sessions are kept, by the name of the driver. Source: https://laravel.com/docs/session#configuration */
const drivers: ReadonlyMap<string, Dependency> = new Map([
  ['database', 'db'],
  ['dynamodb', 'db'],
  ['redis', 'cache'],
  ['memcached', 'cache'],
]);

/** Files that may set the driver for the running program. */
const settingFile =
  /(?:^|\/)(?:\.env(?:\.\w+)*|[^/]*compose[^/]*\.ya?ml|[^/]*Dockerfile[^/]*|[^/]*values[^/]*\.ya?ml|app\.json|fly\.toml|render\.yaml)$|(?:^|\/)\.?(?:k8s|kubernetes|helm|deploy\w*|manifests)\/.*\.ya?ml$/i;
const setting = /\bSESSION_DRIVER["']?\s*[:=]\s*["']?(\w+)/g;

/**
 * What the sessions of an application touch at each request: `StartSession` reads the session before the route runs, also that of a request
 * without a cookie. Undefined when they are kept in files, cookies or memory, or when the places that set the driver do not agree.
 */
export async function sessionTouch(root: string, view: RepositoryView): Promise<Touch | undefined> {
  const below = root === '' ? '' : `${root}/`;
  const found: Touch[] = [];
  const configuration = await view.read(`${below}config/session.php`);
  const written =
    configuration &&
    /['"]driver['"]\s*=>\s*(?:env\(\s*['"]SESSION_DRIVER['"]\s*,\s*)?['"](\w+)['"]/.exec(configuration.text);
  if (written) {
    const dependency = drivers.get(written[1] ?? '');
    if (!dependency) return undefined;
    found.push({
      dependency,
      span: configuration.span(written.index, written.index + written[0].length),
      text: `StartSession: ${written[1] ?? ''}`,
    });
  } else if (configuration) return undefined;
  for (const file of view.files) {
    if (!file.path.startsWith(below) || !settingFile.test(file.path) || !isProductFile(file)) continue;
    const source = await view.read(file.path);
    for (const match of source?.text.matchAll(setting) ?? []) {
      const dependency = drivers.get(match[1] ?? '');
      if (!source || !dependency) return undefined;
      found.push({
        dependency,
        span: source.span(match.index, match.index + match[0].length),
        text: `StartSession: ${match[1] ?? ''}`,
      });
    }
  }
  const [first] = found;
  return found.every(({ dependency }) => dependency === first?.dependency) ? first : undefined;
}
