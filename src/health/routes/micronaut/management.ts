import type { Dependency, Handler, Route, RouteGap } from '../../../model/endpoint.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import { findDependency } from '../jvm/build-module.js';
import type { BuildModule } from '../jvm/build-module.js';
import { handlerOf } from '../jvm/handlers.js';
import { join } from '../jvm/paths.js';
import { isOpen, settled } from '../jvm/settings.js';
import type { MicronautContext } from './controllers.js';

/** A health indicator of the application. */
export interface MicronautIndicator {
  readonly group: 'liveness' | 'readiness' | undefined;
  readonly touches: Handler['touches'];
}

/** The indicators that the classes of a file declare. */
export async function declaredIndicators(
  path: string,
  program: JavaProgram,
): Promise<readonly MicronautIndicator[]> {
  const found: MicronautIndicator[] = [];
  for (const type of (await program.file(path))?.types ?? []) {
    const method = type.methods.find(({ name }) => name === 'getResult' || name === 'getHealthInformation');
    if (type.isAbstract || !method || !type.supertypes.some((name) => name.endsWith('HealthIndicator')))
      continue;
    const group = type.annotations
      .find(({ name }) => name === 'Liveness' || name === 'Readiness')
      ?.name.toLowerCase();
    found.push({
      group: group === 'liveness' || group === 'readiness' ? group : undefined,
      touches: (await handlerOf(type, method, program)).touches,
    });
  }
  return found;
}

/** Indicators that modules bring. Source: https://docs.micronaut.io/latest/guide/#healthEndpoint and the guides of the modules. */
const automatic: readonly (readonly [string, RegExp, Dependency])[] = [
  ['jdbc', /^micronaut-jdbc-\w+$/, 'db'],
  ['r2dbc', /^micronaut-r2dbc-\w+$/, 'db'],
  ['mongodb', /^micronaut-mongo-(reactive|sync)$/, 'db'],
  ['neo4j', /^micronaut-neo4j-\w+$/, 'db'],
  ['elasticsearch', /^micronaut-elasticsearch$/, 'db'],
  ['redis', /^micronaut-redis-lettuce$/, 'cache'],
  ['kafka', /^micronaut-kafka$/, 'queue'],
  ['rabbitmq', /^micronaut-rabbitmq$/, 'queue'],
];

function automaticTouches(
  module: BuildModule,
  builds: readonly BuildModule[],
  { settings }: MicronautContext,
): Handler['touches'] {
  return automatic.flatMap(([name, artifact, dependency]) => {
    const found = findDependency(module, artifact, builds);
    const isOff =
      settled(settings, `endpoints.health.${name}.enabled`) === 'false' ||
      settled(settings, `${name}.health.enabled`) === 'false';
    return found && !isOff ? [{ dependency, span: found.span, text: `${name} health indicator` }] : [];
  });
}

const moving = [
  'endpoints.all.path',
  'endpoints.all.port',
  'endpoints.all.enabled',
  'endpoints.health.enabled',
];

/**
 * What the management module serves: `/health` with its two groups, `/info` and what is switched on.
 * Source: https://docs.micronaut.io/latest/guide/#management
 */
export function managementRoutes(
  module: BuildModule,
  builds: readonly BuildModule[],
  context: MicronautContext,
  declared: readonly MicronautIndicator[],
): { readonly routes: readonly Route[]; readonly gaps: readonly RouteGap[] } {
  const dependency = findDependency(module, /^micronaut-management$/, builds);
  if (!dependency) return { routes: [], gaps: [] };
  const { settings } = context;
  const gaps = moving
    .filter((name) => isOpen(settings, name))
    .map((name) => ({
      framework: 'micronaut',
      span: dependency.span,
      reason: `only the environment knows ${name}`,
    }));
  const port = settled(settings, 'endpoints.all.port');
  const base = join(
    settled(settings, 'endpoints.all.context-path') ?? context.prefix,
    settled(settings, 'endpoints.all.path') ?? '/',
  );
  const all = [...automaticTouches(module, builds, context), ...declared.flatMap(({ touches }) => touches)];
  const ready = [
    ...automaticTouches(module, builds, context),
    ...declared.filter(({ group }) => group === 'readiness').flatMap(({ touches }) => touches),
  ];
  const live = declared.filter(({ group }) => group === 'liveness').flatMap(({ touches }) => touches);
  const at = (id: string, path: string, handler?: Handler): readonly Route[] => {
    const enabled =
      settled(settings, `endpoints.${id}.enabled`) ?? settled(settings, 'endpoints.all.enabled') ?? 'true';
    if (enabled === 'false') return [];
    const sensitive = settings.get(`endpoints.${id}.sensitive`) ?? settings.get('endpoints.all.sensitive');
    const asks =
      sensitive?.value === 'true' && findDependency(module, /^micronaut-security/, builds) !== undefined;
    return [
      {
        framework: 'micronaut',
        method: 'GET',
        path: join(base, path),
        pathComplete: context.isPrefixKnown,
        span: dependency.span,
        servedBy: 'dependency',
        ...(port !== undefined && /^\d+$/.test(port) && { port: Number(port) }),
        ...(handler && { handler }),
        ...(asks &&
          sensitive && {
            guards: [
              { kind: 'authentication', span: sensitive.span, text: `endpoints.${id}.sensitive: true` },
            ],
          }),
        confidence: 'high',
      },
    ];
  };
  const handler = (touches: Handler['touches']): Handler => ({
    touches,
    ...(touches.length > 0 && { canFail: true }),
  });
  return {
    gaps,
    routes: [
      ...at('health', 'health', handler(all)),
      ...at('health', 'health/liveness', handler(live)),
      ...at('health', 'health/readiness', handler(ready)),
      ...at('health', 'health/{selector}'),
      ...at('info', 'info'),
      // The others are sensitive, and off unless they are switched on.
      ...(findDependency(module, /^micronaut-micrometer-registry-prometheus$/, builds)
        ? at('prometheus', 'prometheus')
        : []),
      ...['metrics', 'beans', 'env', 'loggers', 'routes', 'caches', 'threaddump', 'refresh', 'stop'].flatMap(
        (id) =>
          settled(settings, `endpoints.${id}.enabled`) === 'true' ||
          settled(settings, 'endpoints.all.enabled') === 'true'
            ? at(id, id)
            : [],
      ),
    ],
  };
}
