import type { Route, RouteGap, RouteGuard, Touch } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { RouteReading } from '../../route-framework.js';
import { isOfInterest } from '../../interest.js';
import { handlerOf } from '../ruby/handlers.js';
import { RubyProject } from '../ruby/project.js';
import { joinedPattern, pathsOf } from '../ruby/route-path.js';
import { railsMounts } from '../rails/rack-mounts.js';
import type { UsedMiddleware } from '../rack/touched-before.js';
import type { AppFilter, AppRoute, RackKind } from './application.js';
import { touchedBefore } from './touched-before.js';
import { applicationsIn, resolved } from './applications.js';
import type { RackApplication } from './applications.js';
import { classic, rackFacts } from './extract.js';
import type { RackFacts } from './extract.js';

/** Where an application stands. */
interface Position {
  readonly base: string;
  /** Grape: the prefix and the versions that are inherited, and the namespaces around. */
  readonly prefix: string | undefined;
  readonly versions: readonly string[] | undefined;
  readonly namespace: string;
  readonly complete: boolean;
  readonly condition?: string;
  readonly guards: readonly RouteGuard[];
  /** Middleware and filters of what is around. */
  readonly uses: readonly UsedMiddleware[];
  readonly filters: readonly AppFilter[];
}

/** Reads the routes of the applications of one framework, each where it is mounted. */
export async function readRackApps(
  kind: RackKind,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const facts = await rackFacts(candidates, view);
  const apps = applicationsIn(facts.apps);
  const own = [...apps.values()].filter((app) => app.kind === kind);
  if (own.length === 0) return { routes: [], gaps: [], skipped: [] };
  const project = new RubyProject(
    view,
    candidates.map(({ path }) => path),
  );
  const reader = new AppReader(kind, apps, project);
  const starts = await startsOf(facts, apps, candidates, view);
  for (const { name, position } of starts) await reader.mount(name, position, 0);
  // What nobody mounts is for others, or is mounted in a way that is not understood.
  const inner = new Set(
    own.flatMap((app) =>
      app.parts.flatMap(({ mounts }) => mounts.flatMap(({ name }) => resolved(name, app.name, apps) ?? [])),
    ),
  );
  for (const app of own.toSorted((a, b) => Number(inner.has(a.name)) - Number(inner.has(b.name)))) {
    if (reader.mounted.has(app.name) || own.some(({ ancestors }) => ancestors.includes(app.name))) continue;
    const isStarted =
      facts.startedBy.has(app.name) || (starts.length === 0 && own.length === 1) || app.name === classic;
    await reader.mount(app.name, { ...root, complete: isStarted }, 0);
  }
  return { routes: reader.routes, gaps: reader.gaps, skipped: kind === 'sinatra' ? facts.skipped : [] };
}

const root: Position = {
  base: '',
  prefix: undefined,
  versions: undefined,
  namespace: '',
  complete: true,
  guards: [],
  uses: [],
  filters: [],
};

interface Start {
  readonly name: string;
  readonly position: Position;
}

/** Where stacks of Rack and routes of Rails put applications. */
async function startsOf(
  { apps: facts, stacks }: RackFacts,
  apps: ReadonlyMap<string, RackApplication>,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly Start[]> {
  const starts: Start[] = [];
  for (const { name, prefix, complete, condition, guards, uses } of stacks) {
    const position = {
      ...root,
      base: prefix,
      complete,
      guards,
      uses,
      ...(condition !== undefined && { condition }),
    };
    const app = name === '' ? undefined : resolved(name, '', apps);
    if (app !== undefined) starts.push({ name: app, position });
    else if (name !== '')
      for (const one of facts)
        if (one.name === name || one.name.endsWith(`::${name}`))
          for (const written of one.handsTo) {
            const inner = resolved(written, one.name, apps);
            if (inner !== undefined) starts.push({ name: inner, position });
          }
  }
  for (const { name, prefix, complete, condition, guards } of await railsMounts(candidates, view)) {
    const app = resolved(name, '', apps);
    if (app !== undefined)
      starts.push({
        name: app,
        position: { ...root, base: prefix, complete, guards, ...(condition !== undefined && { condition }) },
      });
  }
  return starts;
}

const deepestMounts = 12;

class AppReader {
  readonly routes: Route[] = [];
  readonly gaps: RouteGap[] = [];
  readonly mounted = new Set<string>();
  readonly #kind: RackKind;
  readonly #apps: ReadonlyMap<string, RackApplication>;
  readonly #project: RubyProject;
  readonly #seen = new Set<string>();

  constructor(kind: RackKind, apps: ReadonlyMap<string, RackApplication>, project: RubyProject) {
    this.#kind = kind;
    this.#apps = apps;
    this.#project = project;
  }

  /** Adds the routes of an application at a place, and of what it mounts itself. */
  async mount(name: string, at: Position, depth: number): Promise<void> {
    const app = this.#apps.get(name);
    const key = JSON.stringify([name, at.base, at.namespace, at.prefix, at.versions, at.complete]);
    if (!app || depth > deepestMounts || this.#seen.has(key)) return;
    this.#seen.add(key);
    this.mounted.add(name);
    const parts = [app, ...app.ancestors.flatMap((ancestor) => this.#apps.get(ancestor) ?? [])].flatMap(
      (one) => one.parts,
    );
    const [first] = app.parts;
    if (
      app.kind === this.#kind &&
      first &&
      parts.every(({ routes, mounts }) => routes.length + mounts.length === 0)
    )
      this.gaps.push({
        framework: this.#kind,
        span: first.span,
        reason: `${name} registers its routes in a way that is not followed`,
      });
    const own = parts.find(({ prefix }) => prefix !== undefined)?.prefix;
    const versions = parts.find((part) => part.versions)?.versions;
    const guards = [...at.guards, ...parts.flatMap((part) => part.guards)];
    const inherited = parts.filter((part) => !app.parts.includes(part)).flatMap(({ filters }) => filters);
    const inner: Position = {
      ...at,
      prefix: own ?? at.prefix,
      versions: versions ?? at.versions,
      guards,
      uses: [...at.uses, ...parts.toReversed().flatMap(({ uses }) => uses)],
      filters: [
        ...at.filters,
        ...inherited,
        // Filters of Sinatra and hooks of Roda are for all routes of the class, those of Grape for what is registered after them.
        ...(app.kind === 'grape' ? [] : app.parts.flatMap(({ filters }) => filters)),
      ],
    };
    for (const part of parts) {
      if (app.kind === this.#kind) {
        for (const route of part.routes) await this.#add(route, name, inner);
        for (const gap of part.gaps) this.gaps.push({ framework: this.#kind, ...gap });
      }
      for (const mount of part.mounts) {
        const target = resolved(mount.name, name, this.#apps);
        if (target === undefined) continue;
        const condition = at.condition ?? mount.condition;
        await this.mount(
          target,
          app.kind === 'grape'
            ? {
                ...inner,
                filters: [...inner.filters, ...(mount.filters ?? [])],
                namespace: joinedPattern(at.namespace, mount.pattern),
                complete: at.complete && mount.complete,
                ...(condition !== undefined && { condition }),
              }
            : {
                ...root,
                base: joinedPattern(at.base, mount.pattern),
                complete: at.complete && mount.complete,
                guards: at.guards,
                uses: inner.uses,
                ...(condition !== undefined && { condition }),
              },
          depth + 1,
        );
      }
    }
  }

  async #add(route: AppRoute, owner: string, at: Position): Promise<void> {
    const versions = route.isPrefixed && at.versions && at.versions.length > 0 ? at.versions : [''];
    for (const version of versions) {
      const start = route.isPrefixed
        ? joinedPattern(joinedPattern(at.base, at.prefix ?? ''), version)
        : at.base;
      for (const path of pathsOf(
        joinedPattern(
          joinedPattern(start, at.namespace),
          this.#kind === 'sinatra' ? sinatraPattern(route.pattern) : route.pattern,
        ),
      )) {
        const condition = route.condition ?? at.condition;
        const guards = [...at.guards, ...route.guards];
        const handler = await this.#handler(route, owner, path);
        const touched = await this.#touchedBefore(route, owner, path, at);
        this.routes.push({
          framework: this.#kind,
          method: route.method,
          path,
          pathComplete: at.complete && route.complete,
          span: route.span,
          servedBy: route.servedBy,
          ...(handler && { handler }),
          ...(condition !== undefined && { condition }),
          ...(guards.length > 0 && { guards }),
          ...(touched.length > 0 && { touchedBefore: touched }),
          confidence: path.includes('{value}') ? 'low' : 'high',
        });
      }
    }
  }

  async #touchedBefore(
    route: AppRoute,
    owner: string,
    path: string,
    { filters, uses }: Position,
  ): Promise<readonly Touch[]> {
    if (!/^(GET|HEAD|ANY)$/.test(route.method) || !isOfInterest(path, this.#project.view)) return [];
    const standing = [...filters, ...(route.filters ?? [])];
    const own = sinatraPattern(route.pattern);
    return touchedBefore({ path, own, span: route.span, uses, filters: standing, owner }, this.#project);
  }

  async #handler({ body, servedBy }: AppRoute, owner: string, path: string): Promise<Route['handler']> {
    if (!body)
      return servedBy === 'setting'
        ? { name: 'heartbeat', touches: [], canFail: false, constant: true }
        : { name: owner, touches: [] };
    if (!isOfInterest(path, this.#project.view)) return { name: owner, touches: [] };
    const type = await this.#project.classNamed(owner);
    return handlerOf(owner, { body, ...(type && { owner: type }) }, this.#project);
  }
}

/** `/x/?`, `/:id?` and `.?:format?` in the words of optional parts. */
function sinatraPattern(path: string): string {
  return path
    .replaceAll(/\.\??:\w+\?/g, '')
    .replace(/\/\?$/, '')
    .replaceAll(/\/\??:(\w+)\?/g, '(/:$1)')
    .replaceAll('?', '');
}
