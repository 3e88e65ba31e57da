import type { Route, RouteGap, RouteGuard, Touch } from '../../../model/endpoint.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { pythonMachine } from '../../../syntax/python/interpreter.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import type { PythonProgram } from '../../../syntax/python/program.js';
import type { PyPlace, PyValue } from '../../../syntax/python/values.js';
import { conditionOf } from '../python/conditions.js';
import { UrlHost } from './django-host.js';
import type { ProjectGuards } from './guards.js';
import { projectGuards } from './guards.js';
import { middlewareRoutes } from './middleware.js';
import type { DjangoProject } from './projects.js';
import { findProjects } from './projects.js';
import { isOutsideTransaction, projectTouches, type ProjectTouches } from './touched-before.js';
import { bareView, handlerOfView, methodsOfView } from './views.js';
import type { FoundRoute, UrlWalk } from './url-routes.js';
import { walkUrls } from './url-walk.js';

/** The files of a repository that Django's reader begins with. */
export interface DjangoFiles {
  /** Settings, and what names them. */
  readonly settings: readonly string[];
  /** Modules with `urlpatterns`. */
  readonly urls: readonly string[];
}

const framework = 'django';

/** The routes of all Django projects; of modules of URLs that no project includes, with a beginning that is not known. */
export async function readDjango(
  program: PythonProgram,
  files: DjangoFiles,
  view: RepositoryView,
): Promise<{ readonly routes: readonly Route[]; readonly gaps: readonly RouteGap[] }> {
  if (files.urls.length === 0) return { routes: [], gaps: [] };
  const host = new UrlHost();
  const machine = pythonMachine(program, host);
  const reader = new DjangoReader(machine);
  const projects = await findProjects(machine, files.settings, view);
  for (const project of projects) {
    host.settings.clear();
    for (const [name, cell] of project.settings[0]?.scope.cells ?? []) {
      const value = cell.value ?? (await project.settings[0]?.value(name));
      if (value) host.settings.set(name, value);
    }
    for (const name of ['STATIC_URL', 'MEDIA_URL', 'ADMIN_URL', 'API_PREFIX', 'URL_PREFIX']) {
      const value = await project.settings[0]?.value(name);
      if (value) host.settings.set(name, value);
    }
    await reader.readProject(project);
  }
  for (const file of files.urls) if (!reader.entered.has(file)) await reader.readLoose(file);
  if (machine.exhausted)
    await reader.gap(
      { file: files.urls[0] ?? '', start: 0, end: 0 },
      'the program is too large to follow all of it',
    );
  return reader;
}

class DjangoReader {
  readonly routes: Route[] = [];
  readonly gaps: RouteGap[] = [];
  readonly entered = new Set<string>();
  readonly #machine: PythonMachine;

  constructor(machine: PythonMachine) {
    this.#machine = machine;
  }

  async readProject({ root, settings }: DjangoProject): Promise<void> {
    const guards: ProjectGuards[] = [];
    const touches: ProjectTouches[] = [];
    for (const one of settings) {
      guards.push(await projectGuards(one));
      touches.push(await projectTouches(one));
    }
    for (const route of settings[0] ? await middlewareRoutes(settings[0]) : [])
      for (const method of route.methods)
        this.routes.push({
          framework,
          method,
          path: route.path.startsWith('/') ? route.path : `/${route.path}`,
          pathComplete: true,
          span: route.span,
          servedBy: route.servedBy,
          ...(route.handler && { handler: route.handler }),
          ...(route.condition !== undefined && { condition: route.condition }),
          ...withGuards(
            await commonGuards(guards, async (one) => one.guardsOf(route.path, undefined, route.at)),
          ),
          ...withTouches(touchedBefore(touches, undefined, route.at)),
          confidence: 'high',
        });
    const walk = await walkUrls(this.#machine, root);
    await this.#take(walk, true, guards, touches);
  }

  /** URLs that nobody includes: of a package for others, or of a way that is not understood. */
  async readLoose(file: string): Promise<void> {
    const walk = await walkUrls(this.#machine, file);
    await this.#take(walk, false, [], []);
  }

  async #take(
    walk: UrlWalk,
    complete: boolean,
    guards: readonly ProjectGuards[],
    touches: readonly ProjectTouches[],
  ): Promise<void> {
    for (const file of walk.entered) this.entered.add(file);
    if (complete) for (const { place, reason } of walk.gaps) await this.gap(place, reason);
    /** Handlers are looked at with a budget of their own. */
    this.#machine.steps = 0;
    for (const route of walk.routes) await this.#add(route, complete, guards, touches);
  }

  async #add(
    route: FoundRoute,
    complete: boolean,
    guards: readonly ProjectGuards[],
    touches: readonly ProjectTouches[],
  ): Promise<void> {
    const cut = route.pieces.lastIndexOf(null);
    const text = route.pieces.slice(cut + 1).join('');
    const span = await this.#span(route.place);
    if (cut !== -1 && text === '') return;
    const path = `/${text.replace(/^\/+/, '')}`;
    const pathComplete = complete && cut === -1;
    const view = route.view && bareView(route.view).view;
    const methods = route.methods ?? (view ? await methodsOfView(this.#machine, view) : ['ANY' as const]);
    const isAskable = methods.some((method) => /^(?:GET|HEAD|ANY)$/.test(method)) && !path.includes('{');
    const handler =
      route.library === undefined
        ? view && isAskable
          ? await handlerOfView(this.#machine, view, route.action)
          : undefined
        : { ...route.library, touches: [] };
    const condition = conditionOf(route.conditions);
    const standing = isAskable
      ? await commonGuards(guards, async (one) => one.guardsOf(path, route.view))
      : [];
    for (const method of methods)
      this.routes.push({
        framework,
        method,
        path,
        pathComplete,
        span,
        servedBy: route.fromPackage ? 'dependency' : 'code',
        ...(handler && { handler }),
        ...(condition !== undefined && { condition }),
        ...withGuards(standing),
        ...withTouches(isAskable ? touchedBefore(touches, route.view) : []),
        confidence: !pathComplete ? 'low' : route.adjustable ? 'medium' : 'high',
      });
  }

  async gap(place: PyPlace, reason: string): Promise<void> {
    this.gaps.push({ framework, span: await this.#span(place), reason });
  }

  async #span(place: PyPlace): Promise<SourceSpan> {
    const source = (await this.#machine.program.file(place.file))?.source;
    return (
      source?.span(place.start, place.end) ?? {
        file: place.file,
        line: 1,
        column: 1,
        endLine: 1,
        endColumn: 1,
      }
    );
  }
}

/** Only what all settings that may be in force put before a route surely stands there. */
async function commonGuards(
  guards: readonly ProjectGuards[],
  ask: (one: ProjectGuards) => Promise<readonly RouteGuard[]>,
): Promise<readonly RouteGuard[]> {
  const [first, ...others] = guards;
  if (!first) return [];
  let common = [...(await ask(first))];
  for (const other of others) {
    const kinds = new Set((await ask(other)).map(({ kind }) => kind));
    common = common.filter(({ kind }) => kinds.has(kind));
  }
  return common;
}

/** Only what all settings that may be in force make a request touch; `before` = the place in `MIDDLEWARE` of what answers, none for a view. */
function touchedBefore(
  [first, ...others]: readonly ProjectTouches[],
  view: PyValue | undefined,
  before = Number.POSITIVE_INFINITY,
): readonly Touch[] {
  const touchesIn = ({ middleware, transaction }: ProjectTouches): readonly Touch[] => [
    ...middleware.filter(({ at }) => at < before).map(({ touch }) => touch),
    ...(transaction && before === Number.POSITIVE_INFINITY && !isOutsideTransaction(view)
      ? [transaction]
      : []),
  ];
  if (!first) return [];
  const keyOf = ({ dependency, span }: Touch): string => `${dependency} ${span.file}:${span.line}`;
  const common = others.map((other) => new Set(touchesIn(other).map(keyOf)));
  return touchesIn(first).filter((touch) => common.every((keys) => keys.has(keyOf(touch))));
}

function withTouches(touches: readonly Touch[]): { readonly touchedBefore?: readonly Touch[] } {
  return touches.length > 0 ? { touchedBefore: touches } : {};
}

function withGuards(guards: readonly RouteGuard[]): { readonly guards?: readonly RouteGuard[] } {
  return guards.length > 0 ? { guards } : {};
}
