import type { Route, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { declaredConstants, foldString } from '../../../syntax/java/constants.js';
import type { JavaConstants } from '../../../syntax/java/constants.js';
import { firstError, ParseTimeout, withTree } from '../../../syntax/tree-sitter.js';
import type { RouteReading } from '../../route-framework.js';
import { actuatorRoutes } from './actuator.js';
import { readControllers } from './controllers.js';
import { findModules, nearestDirectory } from './modules.js';
import { settled } from './settings.js';

const controllerMark = /@(Rest)?Controller\b|\bRouterFunction/;
const constantMark = /\bfinal\s+String\s+\w+\s*=|\bString\s+[A-Z][A-Z0-9_]*\s*=\s*"/;

/** Reads the routes of Spring MVC and WebFlux and what the actuator serves. */
export async function readSpring(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const modules = await findModules(candidates, view);
  const directories = modules.map((module) => module.directory);
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  const skipped: Skipped[] = [];
  for (const module of modules) {
    if (module.actuator === undefined) continue;
    routes.push(...actuatorRoutes({ dependency: module.actuator, settings: module.settings }).routes);
    for (const { profile, span } of module.profiles) {
      gaps.push({
        framework: 'spring',
        span,
        reason: `the profile "${profile}" may move or close endpoints`,
      });
    }
  }
  if (modules.length === 0) return { routes, gaps, skipped };
  const sources = candidates.filter((file) => file.path.endsWith('.java'));
  const controllers: string[] = [];
  const constantFiles: string[] = [];
  for (const { path } of sources) {
    const source = await view.read(path);
    if (!source) continue;
    if (controllerMark.test(source.text)) controllers.push(path);
    if (constantMark.test(source.text) && /["']\/|PATH|URL|ENDPOINT|ROUTE/i.test(source.text))
      constantFiles.push(path);
  }
  const shared =
    controllers.length === 0 ? new Map<string, string>() : await sharedConstants(constantFiles, view);
  for (const path of controllers) {
    const source = await view.read(path);
    if (!source) continue;
    const directory = nearestDirectory(directories, path);
    const module = modules.find((candidate) => candidate.directory === directory);
    const prefix = module === undefined ? '' : contextPath(module.settings);
    try {
      const read = await withTree('java', source, (root) => {
        const error = firstError(root);
        return {
          ...readControllers(source, root, withOwn(root, shared), prefix),
          line: error && source.position(error.startIndex).line,
        };
      });
      routes.push(...read.routes);
      gaps.push(...read.gaps);
      if (read.line !== undefined)
        skipped.push({
          file: path,
          line: read.line,
          reason: 'parse-error',
          detail: 'the Java does not parse here; the rest was read',
        });
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      skipped.push({ file: path, line: 1, reason: 'parse-error', detail: error.message });
    }
  }
  return { routes, gaps, skipped };
}

function contextPath(settings: Parameters<typeof settled>[0]): string {
  return [
    settled(settings, 'server.servlet.context-path') ?? settled(settings, 'spring.webflux.base-path') ?? '',
    settled(settings, 'spring.mvc.servlet.path') ?? '',
  ].join('/');
}

/** The constants of the project by `Class.NAME`; names with two values are dropped. */
async function sharedConstants(paths: readonly string[], view: RepositoryView): Promise<JavaConstants> {
  const values = new Map<string, string>();
  const twice = new Set<string>();
  for (const path of paths) {
    const source = await view.read(path);
    if (!source) continue;
    const found = await withTree('java', source, (root) =>
      declaredConstants(root).flatMap(({ owner, name, value }) => {
        const text = foldString(value, values);
        return text === undefined ? [] : [[`${owner}.${name}`, text] as const];
      }),
    );
    for (const [name, text] of found) {
      if (values.has(name) && values.get(name) !== text) twice.add(name);
      values.set(name, text);
    }
  }
  for (const name of twice) values.delete(name);
  return values;
}

/** The shared constants, and those of the file at hand by their bare names. */
function withOwn(root: Parameters<typeof declaredConstants>[0], shared: JavaConstants): JavaConstants {
  const constants = new Map(shared);
  for (const { owner, name, value } of declaredConstants(root)) {
    const text = foldString(value, constants);
    if (text === undefined) continue;
    constants.set(name, text);
    constants.set(`${owner}.${name}`, text);
  }
  return constants;
}
