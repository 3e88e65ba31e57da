import type { Route, RouteGap, Touch } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { isProductFile } from '../../../model/repository-view.js';
import { JavaProgram } from '../../../syntax/java/program.js';
import type { TokenView } from '../../../syntax/jvm/token-view.js';
import type { RouteReading } from '../../route-framework.js';
import { functionsOf } from './functions.js';
import type { KtorFunction } from './functions.js';
import { KtorInterceptors } from './interceptors.js';
import { installedRoutes } from './plugins.js';
import { RoutingWalk } from './routing-walk.js';

const ofKtor = /\bio\.ktor\.(server|application|routing|resources)\b/;

/** Reads the routing of Ktor's servers. */
export async function readKtor(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const sources = candidates.map(({ path }) => path).filter((path) => path.endsWith('.kt'));
  const functions = new Map<string, KtorFunction[]>();
  const files: { readonly tokens: TokenView; readonly functions: readonly KtorFunction[] }[] = [];
  for (const path of sources) {
    const source = await view.read(path);
    if (!source || !ofKtor.test(source.text)) continue;
    const read = functionsOf(source);
    files.push(read);
    for (const one of read.functions) {
      const known = functions.get(one.name);
      if (known) known.push(one);
      else functions.set(one.name, [one]);
    }
  }
  if (files.length === 0) return { routes: [], gaps: [], skipped: [] };
  const program = new JavaProgram(view, sources);
  const interceptors = new KtorInterceptors(files, program);
  const walk = new RoutingWalk(functions, interceptors, program);
  const standing = new Map<string, readonly Touch[]>();
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  const roots = await rootPaths(view);
  for (const { tokens, functions: own } of files) {
    const root = rootFor(tokens.source.path, roots);
    const module = moduleRoot(tokens.source.path);
    const before =
      standing.get(module) ?? (await interceptors.ofApplication((path) => moduleRoot(path) === module));
    standing.set(module, before);
    for (let at = 0; at < tokens.all.length; at += 1) {
      if (tokens.word(at) === 'apiRouting' && tokens.is(at + 1, '{'))
        gaps.push({
          framework: 'ktor',
          span: tokens.span(at, at + 1),
          reason: 'routes in a DSL for OpenAPI are not read',
        });
      if (tokens.word(at) === 'install') routes.push(...installedRoutes(tokens, at, root));
      const isRouting =
        tokens.word(at) === 'routing' ||
        (tokens.word(at) === 'Routing' && tokens.is(at - 1, '(') && tokens.word(at - 2) === 'install');
      const open =
        tokens.word(at) === 'Routing' ? at + 2 : tokens.is(at + 1, '(') ? tokens.closing(at + 1) + 1 : at + 1;
      if (!isRouting || !tokens.is(open, '{') || tokens.word(at - 1) === 'fun') continue;
      const around = own.findLast(({ from, to }) => from <= at && at < to);
      await walk.block(tokens, open + 1, tokens.closing(open), root, around, before);
      at = tokens.closing(open);
    }
  }
  return { routes: [...routes, ...walk.routes()], gaps: [...gaps, ...walk.gaps], skipped: program.skipped };
}

/** The folder of the Gradle or Maven module that a file belongs to. */
function moduleRoot(path: string): string {
  return /^(.*?)(?:^|\/)src\//.exec(path)?.[1] ?? '';
}

interface RootPath {
  readonly directory: string;
  readonly path: string | undefined;
}

/** `ktor.deployment.rootPath` of the settings files. */
async function rootPaths(view: RepositoryView): Promise<readonly RootPath[]> {
  const found: RootPath[] = [];
  for (const file of view.files) {
    const match = /^(.*?)(?:^|\/)?src\/main\/resources\/application\.(conf|ya?ml)$/.exec(file.path);
    if (!match || !isProductFile(file)) continue;
    const text = (await view.read(file.path))?.text ?? '';
    const written = /^\s*rootPath\s*[:=]\s*(.+)$/m.exec(text)?.[1]?.trim();
    if (written === undefined || !/\bktor\b/.test(text)) continue;
    const path = written.replace(/^["']|["']$/g, '');
    found.push({
      directory: (match[1] ?? '').replace(/\/$/, ''),
      path: path.includes('$') ? undefined : path,
    });
  }
  return found;
}

function rootFor(
  path: string,
  roots: readonly RootPath[],
): { readonly prefix: string; readonly isComplete: boolean } {
  const root = roots.find(({ directory }) => directory === '' || path.startsWith(`${directory}/`));
  return { prefix: root?.path ?? '', isComplete: !root || root.path !== undefined };
}
