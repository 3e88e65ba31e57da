import { dirname, join } from 'node:path/posix';
import type { HttpMethod, Route, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { RouteReading } from '../../route-framework.js';
import { isOfInterest } from '../../interest.js';
import { FileHandlers, type FileHandling } from './handlers.js';
import { withMiddleware, type FileMiddleware } from './middleware.js';

/** A framework whose routes are files. */
export interface FileRouting {
  readonly framework: string;
  /** The package that an application of it depends on. */
  readonly dependency: RegExp;
  /** Its configuration, which may set a base path, by the name of the file. */
  readonly configuration: RegExp;
  /** The key of the base path in the configuration; its value counts when it is written as a text. */
  readonly basePath: RegExp;
  /**
   * What a file serves; `path` is relative to the application's directory.
   * @returns nothing when the file is no route.
   */
  routeOf(path: string, source: SourceText): FileRoute | undefined;
  /** A file of the application that says by itself what the routes are, unless its text fits: then the files are none. */
  readonly listing?: { readonly file: string; readonly unless: RegExp };
  /** What is not followed, named at the application's configuration or package.json. */
  readonly open: string;
  /** What beside the files decides on the routes of an application; without it the list stays open. */
  surroundings?(
    application: FileApplication,
    routes: readonly Route[],
    handlers: FileHandlers,
    candidates: readonly RepositoryFile[],
    view: RepositoryView,
  ): Promise<FileSurroundings>;
  /** What requests pass before the routes of an application. */
  middleware?(
    application: FileApplication,
    handlers: FileHandlers,
    candidates: readonly RepositoryFile[],
    view: RepositoryView,
  ): Promise<readonly FileMiddleware[]>;
}

/** The routes of an application with all that is known of them, and why the list stays open; undefined when it does not. */
export interface FileSurroundings {
  readonly routes: readonly Route[];
  readonly open: string | undefined;
}

/** An application whose routes are files. */
export interface FileApplication {
  readonly directory: string;
  /** Its base path. */
  readonly base: string;
  /** The path of its configuration. */
  readonly configuration?: string;
}

/** A route as its file's path and text tell it. */
export interface FileRoute {
  /** With parameters as `{name}` and wildcards as `{*name}`. */
  readonly path: string;
  readonly methods: readonly HttpMethod[];
  /** How the function that answers is found; without it nothing is known of it. */
  readonly handling?: FileHandling;
}

interface Application extends FileApplication {
  readonly baseIsKnown: boolean;
  /** Its routes are listed elsewhere, whatever its files are called. */
  readonly isListed: boolean;
  readonly gap: RouteGap;
}

/** Reads the routes of a framework whose routes are files: where each lies below its application, and what it exports. */
export async function readFileRoutes(
  routing: FileRouting,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const applications = await applicationsOf(routing, candidates, view);
  const handlers = new FileHandlers(view);
  const byApplication = new Map<Application, Route[]>();
  for (const application of applications.values()) byApplication.set(application, []);
  for (const { path } of applications.size > 0 ? candidates : []) {
    const application = nearest(applications, path);
    if (!application || application.isListed) continue;
    const source = await view.read(path);
    const below = application.directory === '.' ? path : path.slice(application.directory.length + 1);
    const found = source && routing.routeOf(below, source);
    if (!found) continue;
    for (const method of found.methods)
      byApplication.get(application)?.push(
        await withHandler(
          {
            framework: routing.framework,
            method,
            path: joined(application.base, found.path),
            pathComplete: application.baseIsKnown,
            span: source.span(0, firstLineLength(source)),
            servedBy: 'code',
            confidence: 'high',
          },
          found.handling,
          handlers,
          view,
        ),
      );
  }
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  for (const [application, own] of byApplication) {
    // A library that only depends on the framework is no application.
    if (own.length === 0 && routing.surroundings) continue;
    const known = await routing.surroundings?.(application, own, handlers, candidates, view);
    const middleware = (await routing.middleware?.(application, handlers, candidates, view)) ?? [];
    routes.push(...(await withMiddleware(known?.routes ?? own, middleware, handlers, view)));
    if (!known) gaps.push(application.gap);
    else if (known.open !== undefined) gaps.push({ ...application.gap, reason: known.open });
  }
  return { routes, gaps, skipped: [] };
}

/** The handlers of routes whose words say something of health are read; of pages and the rest nobody asks. */
async function withHandler(
  route: Route,
  handling: FileHandling | undefined,
  handlers: FileHandlers,
  view: RepositoryView,
): Promise<Route> {
  const isFollowed = handling !== undefined && route.path !== '/' && isOfInterest(route.path, view);
  const handler = isFollowed ? await handlers.of(route.span.file, route.method, handling) : undefined;
  return handler ? { ...route, handler } : route;
}

async function applicationsOf(
  { basePath, configuration, dependency, framework, listing, open }: FileRouting,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<ReadonlyMap<string, Application>> {
  const found = new Map<string, Application>();
  for (const { path } of candidates) {
    if (!/(^|\/)package\.json$/.test(path)) continue;
    const source = await view.read(path);
    if (!source || !dependency.test(source.text) || !dependsOn(source, dependency)) continue;
    const directory = dirname(path);
    const settings = candidates.find(
      (file) => dirname(file.path) === directory && configuration.test(file.path.split('/').at(-1) ?? ''),
    );
    const written = settings && (await view.read(settings.path));
    const base = written && basePath.exec(written.text);
    const literal = base && /^\s*['"`]([^'"`$]*)['"`]/.exec(written.text.slice(base.index + base[0].length));
    const listed = listing && (await view.read(join(directory, listing.file)));
    const at = written ?? source;
    found.set(directory, {
      directory,
      base: literal?.[1] ?? '',
      baseIsKnown: !base || literal !== null,
      ...(settings && { configuration: settings.path }),
      isListed: listed !== undefined && !listing?.unless.test(listed.text),
      gap: { framework, span: at.span(0, firstLineLength(at)), reason: open },
    });
  }
  return found;
}

function dependsOn(source: SourceText, dependency: RegExp): boolean {
  const root = parseYaml(source).documents[0]?.root;
  return ['dependencies', 'devDependencies'].some((key) =>
    root?.get(key).entries.some(([name]) => dependency.test(`"${name}"`)),
  );
}

function nearest(applications: ReadonlyMap<string, Application>, path: string): Application | undefined {
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    const application = applications.get(directory);
    if (application !== undefined || directory === '.') return application;
  }
}

function joined(base: string, path: string): string {
  const text = `${base.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
  const whole = text.startsWith('/') ? text : `/${text}`;
  return whole.length > 1 ? whole.replace(/\/+$/, '') : whole;
}

function firstLineLength(source: SourceText): number {
  return source.line(1).length;
}
