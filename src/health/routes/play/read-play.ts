import { posix } from 'node:path';
import type { Handler, HttpMethod, Route, RouteGap, RouteGuard } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import { httpMethods } from '../../http-methods.js';
import type { RouteReading } from '../../route-framework.js';
import { join } from '../jvm/paths.js';
import { actionHandlers } from './actions.js';
import type { ActionHandlers } from './actions.js';

/**
 * Reads the routes files of Play.
 * Source: https://www.playframework.com/documentation/latest/ScalaRouting and …/SBTSubProjects
 */
export async function readPlay(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const files = new Map<string, SourceText>();
  for (const { path } of candidates) {
    const source = path.endsWith('routes') ? await view.read(path) : undefined;
    if (source) files.set(path, source);
  }
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  const handlers = actionHandlers(view);
  for (const [path, source] of files) {
    // What another file includes is read from there.
    if (posix.basename(path) !== 'routes') continue;
    const router = await ownRouter(posix.dirname(path), view);
    if (router) gaps.push(router);
    const settings = await settingsOf(posix.dirname(path), view);
    const reader = new RoutesReader(files, handlers, settings, routes, gaps);
    await reader.file(source, settings.context ?? '', settings.context !== undefined, 0);
  }
  return { routes, gaps, skipped: [] };
}

/** `play.http.router`: another router than that of the routes file. */
async function ownRouter(directory: string, view: RepositoryView): Promise<RouteGap | undefined> {
  const source = await view.read(posix.join(directory, 'application.conf'));
  const match = source && /^[ \t]*play\.http\.router\s*[:=].*$/m.exec(source.text);
  if (!source || !match) return undefined;
  const span = source.span(match.index, match.index + match[0].length);
  return { framework: 'play', span, reason: 'the settings name a router of their own' };
}

interface PlaySettings {
  /** Undefined when only the environment knows it. */
  readonly context: string | undefined;
  readonly guards: readonly RouteGuard[];
}

async function settingsOf(directory: string, view: RepositoryView): Promise<PlaySettings> {
  const source = await view.read(posix.join(directory, 'application.conf'));
  const text = source?.text ?? '';
  const written = /^\s*(?:play\.http\.context|application\.context)\s*[:=]\s*(.+)$/m.exec(text)?.[1]?.trim();
  const context =
    written === undefined ? '' : written.includes('$') ? undefined : written.replaceAll(/["']/g, '');
  const allowed = /^\s*play\.filters\.hosts?\.?\s*(?:\.allowed\s*=|\{\s*allowed\s*=)\s*\[([^\]]*)\]/m.exec(
    text,
  );
  const isOff = /AllowedHostsFilter/.test(text) && /disabled/.test(text);
  const guards: RouteGuard[] = [];
  if (source && allowed && !isOff && !/"\."|'\.'|\$\{/.test(allowed[1] ?? ''))
    guards.push({
      kind: 'host-check',
      span: source.span(allowed.index, allowed.index + allowed[0].length),
      text: allowed[0].trim().replaceAll(/\s+/g, ' ').slice(0, 120),
    });
  return { context, guards };
}

class RoutesReader {
  readonly #files: ReadonlyMap<string, SourceText>;
  readonly #handlers: ActionHandlers;
  readonly #settings: PlaySettings;
  readonly #routes: Route[];
  readonly #gaps: RouteGap[];

  constructor(
    files: ReadonlyMap<string, SourceText>,
    handlers: ActionHandlers,
    settings: PlaySettings,
    routes: Route[],
    gaps: RouteGap[],
  ) {
    this.#files = files;
    this.#handlers = handlers;
    this.#settings = settings;
    this.#routes = routes;
    this.#gaps = gaps;
  }

  async file(source: SourceText, prefix: string, isComplete: boolean, depth: number): Promise<void> {
    for (let number = 1; number <= source.lineStarts.length; number += 1) {
      const written = source.line(number);
      const line = written.trim();
      if (line === '' || line.startsWith('#') || line.startsWith('+')) continue;
      const start = (source.lineStarts[number - 1] ?? 0) + written.indexOf(line);
      const span = source.span(start, start + line.length);
      const include = /^->\s+(\S+)\s+(\S+)/.exec(line);
      if (include) {
        const included = this.#included(include[2] ?? '', source.path);
        if (included && depth < 10)
          await this.file(included, join(prefix, include[1] ?? ''), isComplete, depth + 1);
        else
          this.#gaps.push({
            framework: 'play',
            span,
            reason: `the routes of ${include[2] ?? ''} are not in the repository`,
          });
        continue;
      }
      const match = /^([A-Z]+)\s+(\/\S*)\s+(.+)$/.exec(line);
      const method = httpMethods.get((match?.[1] ?? '').toLowerCase());
      if (!match || !method) continue;
      await this.#route(method, join(prefix, spelled(match[2] ?? '')), match[3] ?? '', span, isComplete);
    }
  }

  /** `other.Routes` stands in `conf/other.routes` of some project. */
  #included(router: string, from: string): SourceText | undefined {
    const name = router.replace(/\.Routes$/, '');
    const found = [...this.#files].filter(([path]) => posix.basename(path) === `${name}.routes`);
    return (found.find(([path]) => posix.dirname(path) === posix.dirname(from)) ?? found[0])?.[1];
  }

  async #route(
    method: HttpMethod,
    path: string,
    action: string,
    span: Route['span'],
    isComplete: boolean,
  ): Promise<void> {
    const handler: Handler | undefined = await this.#handlers(action, path);
    this.#routes.push({
      framework: 'play',
      method,
      path,
      pathComplete: isComplete,
      span,
      servedBy: 'code',
      ...(handler && { handler }),
      ...(this.#settings.guards.length > 0 && { guards: this.#settings.guards }),
      confidence: 'high',
    });
  }
}

/** `:id` → `{id}`, `*file` → `{*file}`, `$id<[0-9]+>` → `{id}`. */
function spelled(path: string): string {
  return path
    .replaceAll(/\$(\w+)<[^>]*>/g, '{$1}')
    .replaceAll(/:(\w+)/g, '{$1}')
    .replaceAll(/\*(\w+)/g, '{*$1}');
}
