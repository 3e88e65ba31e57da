import type { Dependency, HttpMethod, Route, RouteGap, RouteGuard } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import type { Gems } from '../ruby/gems.js';
import { joinedPattern, pathsOf } from '../ruby/route-path.js';

/** A place under which an engine of a gem serves its routes. */
export interface EngineMount {
  readonly at: string;
  readonly complete: boolean;
  readonly span: SourceSpan;
  readonly servedBy: Route['servedBy'];
  readonly condition?: string;
  readonly guards: readonly RouteGuard[];
}

interface EngineRoute {
  readonly path: string;
  readonly method: HttpMethod;
  readonly handler: string;
  readonly dependencies: readonly Dependency[];
  readonly canFail: boolean;
}

/** A gem that answers for the health of the application below where its engine is mounted. */
interface HealthEngine {
  readonly gem: string;
  readonly constant: string;
  routes(settings: readonly SourceText[]): readonly EngineRoute[];
  /** Where it stands when nobody mounts it; undefined = nowhere. */
  mountedBy?(settings: readonly SourceText[]): { readonly at: string; readonly isKnown: boolean } | undefined;
}

/** Checks of these gems by the words of their names. */
const words: readonly (readonly [RegExp, Dependency])[] = [
  [/active_?record|database|sequel|mongo|migration|neo4j|postgres|delayed_?job/i, 'db'],
  [/sidekiq|resque|rabbit|sneakers|good_?job|queue/i, 'queue'],
  [/cache|redis|memcache/i, 'cache'],
  [/http|ping_?check|elastic|solr|opensearch|s3|split/i, 'http'],
  [/directory|disk|file/i, 'disk'],
];

function dependenciesIn(settings: readonly SourceText[], pattern: RegExp): readonly Dependency[] {
  const found = new Set<Dependency>();
  for (const { text } of settings)
    for (const match of text.matchAll(pattern)) {
      const dependency = words.find(([word]) => word.test(match[1] ?? ''))?.[1];
      if (dependency !== undefined) found.add(dependency);
    }
  return [...found];
}

/** Sources: the gems' own config/routes.rb and configuration classes. */
const engines: readonly HealthEngine[] = [
  {
    gem: 'okcomputer',
    constant: 'OkComputer::Engine',
    routes(settings) {
      const registered = dependenciesIn(settings, /OkComputer::(\w+Check)\b/g);
      const all = [...new Set<Dependency>(['db', ...registered])];
      const isDefault = settings.some(({ text }) => /Registry\.register\s*\(?\s*["']default["']/.test(text));
      return [
        {
          path: '',
          method: 'GET',
          handler: 'OkComputer default',
          dependencies: isDefault ? registered : [],
          canFail: isDefault,
        },
        { path: 'all', method: 'GET', handler: 'OkComputer all', dependencies: all, canFail: true },
        { path: ':check', method: 'GET', handler: 'OkComputer', dependencies: [], canFail: true },
      ];
    },
    mountedBy: (settings) => mountSetting(settings, /OkComputer\.mount_at\s*=\s*([^\n]+)/, 'okcomputer'),
  },
  {
    gem: 'health_check',
    constant: 'HealthCheck::Engine',
    routes: (settings) => [
      {
        path: '(/:checks)',
        method: 'ANY',
        handler: 'health_check/health_check#index',
        dependencies: standardChecks(settings),
        canFail: true,
      },
    ],
    mountedBy: (settings) => mountSetting(settings, /\bconfig\.uri\s*=\s*([^\n]+)/, 'health_check'),
  },
  {
    gem: 'health-monitor-rails',
    constant: 'HealthMonitor::Engine',
    routes(settings) {
      const path = settings.flatMap(
        ({ text }) => /HealthMonitor[\s\S]*?\.path\s*=\s*[:"'](\w+)/.exec(text)?.[1] ?? [],
      )[0];
      const without = settings.some(
        ({ text }) => text.includes('HealthMonitor') && /\bno_database\b/.test(text),
      );
      const named = dependenciesIn(
        settings.filter(({ text }) => text.includes('HealthMonitor')),
        /\bconfig\.(cache|redis|resque|sidekiq|solr|delayed_job|file_absence)\b/g,
      );
      const dependencies = [...new Set<Dependency>([...(without ? [] : (['db'] as const)), ...named])];
      return [
        {
          path: path ?? 'check',
          method: 'GET',
          handler: 'health_monitor/health#check',
          dependencies,
          canFail: dependencies.length > 0,
        },
      ];
    },
  },
  {
    gem: 'easymon',
    constant: 'Easymon::Engine',
    routes(settings) {
      const dependencies = dependenciesIn(settings, /Easymon::(\w+)Check\b/g);
      return ['', 'critical', ':check'].map((path) => ({
        path,
        method: 'GET' as const,
        handler: 'easymon/checks',
        dependencies: path.startsWith(':') ? [] : dependencies,
        canFail: true,
      }));
    },
  },
];

/** The routes of a known engine below a mount; undefined when lintel does not know the engine. */
export function engineRoutes(
  constant: string,
  mount: EngineMount,
  settings: readonly SourceText[],
): readonly Route[] | undefined {
  const engine = engines.find((one) => one.constant === constant);
  if (!engine) return undefined;
  return engine.routes(settings).flatMap((route) =>
    pathsOf(joinedPattern(mount.at, route.path)).map((path): Route => ({
      framework: 'rails',
      method: route.method,
      path,
      pathComplete: mount.complete,
      span: mount.span,
      servedBy: mount.servedBy,
      handler: {
        name: route.handler,
        touches: route.dependencies.map((dependency) => ({ dependency, span: mount.span, text: engine.gem })),
        canFail: route.canFail,
        ...(!route.canFail && { constant: true }),
      },
      ...(mount.condition !== undefined && { condition: mount.condition }),
      ...(mount.guards.length > 0 && { guards: mount.guards }),
      confidence: 'high',
    })),
  );
}

/** The routes of engines that mount themselves as soon as their gem is there. */
export function selfMountedRoutes(
  gems: Gems,
  settings: readonly SourceText[],
  isMounted: (constant: string) => boolean,
): { readonly routes: readonly Route[]; readonly gaps: readonly RouteGap[] } {
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  for (const engine of engines) {
    const gem = gems.get(engine.gem);
    if (!gem || gem.developmentOnly || !engine.mountedBy || isMounted(engine.constant)) continue;
    const mount = engine.mountedBy(settings);
    if (!mount) continue;
    if (!mount.isKnown)
      gaps.push({
        framework: 'rails',
        span: gem.span,
        reason: `${engine.gem} is mounted at a path that only run time knows`,
      });
    else
      routes.push(
        ...(engineRoutes(
          engine.constant,
          { at: mount.at, complete: true, span: gem.span, servedBy: 'dependency', guards: [] },
          settings,
        ) ?? []),
      );
  }
  return { routes, gaps };
}

/** A setting that moves an engine, or switches it off with `false`. */
function mountSetting(
  settings: readonly SourceText[],
  pattern: RegExp,
  fallback: string,
): { readonly at: string; readonly isKnown: boolean } | undefined {
  const written = settings
    .flatMap(({ text }) =>
      /OkComputer|HealthCheck/.test(text) ? (pattern.exec(text)?.[1]?.trim() ?? []) : [],
    )
    .at(-1);
  if (written === undefined) return { at: fallback, isKnown: true };
  if (/^(false|nil)\b/.test(written)) return undefined;
  const text = /^["']([^"'#]*)["']\s*(?:#.*)?$/.exec(written)?.[1];
  return { at: text ?? '', isKnown: text !== undefined };
}

/** What `health_check` looks at unless it is told otherwise: the database, its migrations, settings of mail. */
function standardChecks(settings: readonly SourceText[]): readonly Dependency[] {
  for (const { text } of settings) {
    const list = /\bconfig\.standard_checks\s*=\s*\[([^\]]*)\]/.exec(text)?.[1];
    if (list !== undefined)
      return [...new Set(words.flatMap(([word, dependency]) => (word.test(list) ? [dependency] : [])))];
  }
  return ['db'];
}
