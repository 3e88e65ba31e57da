import type { Route, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { parseYaml } from '../../../syntax/yaml.js';
import { isOfInterest } from '../../interest.js';
import type { RouteReading } from '../../route-framework.js';
import { handlerOf, placeOfMethod } from '../php/handlers.js';
import { frontRoutes } from '../php/front-server.js';
import { PhpProject } from '../php/project.js';
import { pathsOfPattern } from './paths.js';
import { ResourceReader } from './resources.js';
import type { Resource } from './resources.js';
import { SymfonySecurity } from './security.js';
import { noImport, within } from './symfony-route.js';
import type { Import, SymfonyRoute } from './symfony-route.js';

/** Reads the routes of all Symfony applications of a repository. */
export async function readSymfony(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const project = new PhpProject(
    view,
    candidates.map(({ path }) => path),
  );
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  const skipped: Skipped[] = [];
  for (const root of await rootsOf(candidates, view)) {
    const own = candidates.filter(({ path }) => root === '' || path.startsWith(`${root}/`));
    const reader = new ResourceReader(root, project, own, view, await parametersOf(root, own, view));
    const security = new SymfonySecurity();
    for (const { path } of own)
      if (/(^|\/)config\/(packages\/(prod\/)?)?(security|framework|config|config_prod)\.ya?ml$/.test(path)) {
        const source = await view.read(path);
        if (source) security.add(source);
      }
    for (const entry of await entriesOf(root, own, view)) await reader.file(entry.path, entry.around);
    for (const folder of await kernelImports(root, own, view)) await reader.import(folder, folder.span.file);
    for (const route of reader.found.routes) routes.push(...(await routesOf(route, security, project)));
    gaps.push(...reader.found.gaps);
    skipped.push(...reader.skipped);
  }
  if (routes.length > 0) routes.push(...(await frontRoutes('symfony', candidates, view)));
  return { routes, gaps, skipped: [...skipped, ...project.skipped] };
}

/** Folders whose composer.json requires Symfony's framework. */
async function rootsOf(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly string[]> {
  const roots: string[] = [];
  for (const { path } of candidates) {
    if (!/(^|\/)composer\.json$/.test(path)) continue;
    const source = await view.read(path);
    if (
      source &&
      /"symfony\/(framework-bundle|symfony)"\s*:/.test(source.text) &&
      !/"type"\s*:\s*"symfony-bundle"/.test(source.text)
    )
      roots.push(path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');
  }
  return roots;
}

/** The files from which the kernel starts, with the environments that they are for. */
async function entriesOf(
  root: string,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly { readonly path: string; readonly around: Import }[]> {
  const start = root === '' ? '' : `${root}/`;
  const development = within(noImport, { ...noImport, condition: 'development only' });
  const folders = ['config/routes', ...(await extraFolders(start, candidates, view))];
  const entries: { path: string; around: Import }[] = [];
  for (const { path } of candidates) {
    const rest = path.slice(start.length);
    if (/^config\/routes\.(ya?ml|php|xml)$|^app\/config\/routing\.(ya?ml|xml)$/.test(rest))
      entries.push({ path, around: noImport });
    const folder = folders.find((one) => rest.startsWith(`${one}/`));
    if (folder === undefined || !/\.(ya?ml|php|xml)$/.test(rest)) continue;
    const below = rest.slice(folder.length + 1).split('/');
    const [environment] = below.length > 1 ? below : [];
    if (below.length > 2 || environment?.startsWith('test') === true) continue;
    entries.push({
      path,
      around: environment === undefined || environment === 'prod' ? noImport : development,
    });
  }
  return entries;
}

/** Folders beside config/routes that the kernel's `configureRoutes` imports. */
async function extraFolders(
  start: string,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly string[]> {
  const kernel = candidates.find(({ path }) => path === `${start}src/Kernel.php`);
  const source = kernel && (await view.read(kernel.path));
  const written = [
    ...(source?.text ?? '').matchAll(/->import\([^;]*?['"]\/?(?:\.\.\/)?(config\/\{?\w+\}?)\/\*/g),
  ];
  return written
    .map((match) => (match[1] ?? '').replaceAll(/[{}]/g, ''))
    .filter((folder) => folder !== 'config/routes');
}

/**
 * Folders of classes with attributes or annotations that the kernel imports by itself: `$routes->import(__DIR__.'/Controller/', '/',
 * 'annotation')`, since Symfony 5.1 without the prefix.
 * Source: https://symfony.com/doc/current/configuration/micro_kernel_trait.html
 */
async function kernelImports(
  root: string,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly Resource[]> {
  const start = root === '' ? '' : `${root}/`;
  const kernel = candidates.find(({ path }) => path === `${start}src/Kernel.php`);
  const source = kernel && (await view.read(kernel.path));
  const calls = [
    ...(source?.text ?? '').matchAll(
      /->import\(\s*(?:__DIR__\s*\.\s*)?['"]\/?([\w./-]+)['"]\s*,\s*(?:['"](\/[^'"]*)['"]\s*,\s*)?['"](annotation|attribute)['"]\s*\)/g,
    ),
  ];
  return calls.flatMap((call) =>
    source
      ? [
          {
            resource: call[1] ?? '',
            type: call[3],
            exclude: [],
            around: within(noImport, { ...noImport, prefixes: [call[2] ?? ''] }),
            span: source.span(call.index, call.index + call[0].length),
          },
        ]
      : [],
  );
}

/** `parameters` of config/services.yaml and the like, as far as they are texts. */
async function parametersOf(
  root: string,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<ReadonlyMap<string, string>> {
  const start = root === '' ? '' : `${root}/`;
  const found = new Map<string, string>();
  for (const { path } of candidates) {
    if (
      !/^(config|app\/config)\/(packages\/)?(services|parameters|config)\.ya?ml$/.test(
        path.slice(start.length),
      )
    )
      continue;
    const source = await view.read(path);
    for (const { root: document } of source ? parseYaml(source).documents : [])
      for (const [name, value] of document.get('parameters').entries)
        if (value.text !== undefined && !value.text.includes('%')) found.set(name, value.text);
  }
  return found;
}

async function routesOf(
  route: SymfonyRoute,
  security: SymfonySecurity,
  project: PhpProject,
): Promise<readonly Route[]> {
  const methods = route.methods.length > 0 ? route.methods : (['ANY'] as const);
  const paths = pathsOfPattern(route.pattern, route);
  // Only paths that may be of health become endpoints: the code of the others is not looked at.
  const isAsked =
    methods.some((method) => ['GET', 'HEAD', 'ANY'].includes(method)) &&
    paths.some((path) => isOfInterest(path, project.view));
  const name = shortName(route.controller);
  const handler = isAsked
    ? await controllerHandler(route, project)
    : name === undefined
      ? undefined
      : { name, touches: [] };
  return paths.flatMap((path) => {
    const guards = [...security.guardsOf(path), ...route.guards];
    return methods.map((method): Route => ({
      framework: 'symfony',
      method,
      path,
      pathComplete: route.complete,
      span: route.span,
      servedBy: route.servedBy,
      ...(handler && { handler }),
      ...(route.condition !== undefined && { condition: route.condition }),
      ...(guards.length > 0 && { guards }),
      confidence: path.includes('{value}') ? 'low' : 'high',
    }));
  });
}

/** What the method behind `Class::method`, or the `__invoke` of a class, does. */
async function controllerHandler(
  { controller, unit, span }: SymfonyRoute,
  project: PhpProject,
): Promise<Route['handler']> {
  if (controller === undefined) return undefined;
  const [type = '', method = '__invoke'] = controller.split(/::?/);
  const short = shortName(controller) ?? controller;
  if (controller.startsWith('liip_monitor.')) {
    // The page and the list answer whatever the checks find; the others tell it by their status.
    const answers = controller.includes('HttpStatus') ? { canFail: true } : {};
    return { name: controller, span, touches: [], ...answers };
  }
  const from = unit ?? (await anyUnit(type, project));
  const owner = from && (await project.classNamed(`\\${type}`, from));
  const found = owner && (await project.methodOf(owner, method));
  if (!found || !owner) return { name: short, touches: [] };
  return handlerOf(short, placeOfMethod(found.owner, found.function, owner), project);
}

/** `Controller::method` without the namespace. */
function shortName(controller: string | undefined): string | undefined {
  return controller?.slice(controller.lastIndexOf('\\') + 1).replace(/::__invoke$/, '');
}

/** Whole names need no file to be understood; any will do. */
async function anyUnit(type: string, project: PhpProject): ReturnType<PhpProject['unit']> {
  const [path] = project.pathsOf(type);
  return path === undefined ? undefined : project.unit(path);
}
