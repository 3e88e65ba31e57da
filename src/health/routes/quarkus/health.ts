import type { Dependency, Handler, Route, RouteGap } from '../../../model/endpoint.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import { findDependency } from '../jvm/build-module.js';
import type { BuildModule } from '../jvm/build-module.js';
import { handlerOf } from '../jvm/handlers.js';
import { join } from '../jvm/paths.js';
import { isOpen, settled } from '../jvm/settings.js';
import type { SpringSettings } from '../jvm/settings.js';
import type { QuarkusPaths } from './settings.js';

type Kind = 'liveness' | 'readiness' | 'startup' | 'wellness';

/** A health check of the application: what it is for and what it asks. */
export interface DeclaredCheck {
  readonly kinds: readonly Kind[];
  readonly touches: Handler['touches'];
}

const kindOf: ReadonlyMap<string, Kind> = new Map([
  ['Liveness', 'liveness'],
  ['Readiness', 'readiness'],
  ['Startup', 'startup'],
  ['Wellness', 'wellness'],
]);

/** The checks that the classes of a file declare: beans that implement `HealthCheck`, and methods that produce one. */
export async function declaredChecks(path: string, program: JavaProgram): Promise<readonly DeclaredCheck[]> {
  const found: DeclaredCheck[] = [];
  for (const type of (await program.file(path))?.types ?? []) {
    const kinds = type.annotations.flatMap(({ name }) => kindOf.get(name) ?? []);
    const isCheck = type.supertypes.some((name) => /^(Async)?HealthCheck$/.test(name));
    const method = type.methods.find(({ name }) => name === 'call');
    if (isCheck && kinds.length > 0 && method)
      found.push({ kinds, touches: (await handlerOf(type, method, program)).touches });
    for (const producer of type.methods) {
      const own = producer.annotations.flatMap(({ name }) => kindOf.get(name) ?? []);
      if (own.length > 0)
        found.push({ kinds: own, touches: (await handlerOf(type, producer, program)).touches });
    }
  }
  return found;
}

/**
 * Checks that extensions bring. Source: the guides of the extensions at https://quarkus.io/guides/; all report on readiness. Messaging reports on
 * liveness, too, but only what it cannot mend itself, not that a broker is away (https://quarkus.io/guides/kafka#health-checks).
 */
const automatic: readonly {
  readonly artifact: RegExp;
  readonly dependency: Dependency;
  readonly kinds: readonly Kind[];
  readonly text: string;
  readonly setting: string;
  readonly byDefault: boolean;
}[] = [
  {
    artifact: /^quarkus-(jdbc-\w+|agroal)$/,
    dependency: 'db',
    kinds: ['readiness'],
    text: 'datasource health check',
    setting: 'quarkus.datasource.health.enabled',
    byDefault: true,
  },
  {
    artifact: /^quarkus-reactive-\w+-client$/,
    dependency: 'db',
    kinds: ['readiness'],
    text: 'reactive datasource health check',
    setting: 'quarkus.datasource.health.enabled',
    byDefault: true,
  },
  {
    artifact: /^quarkus-mongodb-(client|panache[\w-]*)$/,
    dependency: 'db',
    kinds: ['readiness'],
    text: 'MongoDB health check',
    setting: 'quarkus.mongodb.health.enabled',
    byDefault: true,
  },
  {
    artifact: /^quarkus-neo4j$/,
    dependency: 'db',
    kinds: ['readiness'],
    text: 'Neo4j health check',
    setting: 'quarkus.neo4j.health.enabled',
    byDefault: true,
  },
  {
    artifact: /^quarkus-elasticsearch-(rest-client|java-client)$/,
    dependency: 'db',
    kinds: ['readiness'],
    text: 'Elasticsearch health check',
    setting: 'quarkus.elasticsearch.health.enabled',
    byDefault: true,
  },
  {
    artifact: /^quarkus-redis-client$/,
    dependency: 'cache',
    kinds: ['readiness'],
    text: 'Redis health check',
    setting: 'quarkus.redis.health.enabled',
    byDefault: true,
  },
  {
    artifact: /^quarkus-kafka-client$/,
    dependency: 'queue',
    kinds: ['readiness'],
    text: 'Kafka health check',
    setting: 'quarkus.kafka.health.enabled',
    byDefault: false,
  },
  {
    artifact: /^quarkus-(messaging|smallrye-reactive-messaging)-(kafka|rabbitmq|amqp|pulsar|mqtt)$/,
    dependency: 'queue',
    kinds: ['readiness'],
    text: 'messaging health check',
    setting: 'quarkus.messaging.health.enabled',
    byDefault: true,
  },
];

function automaticChecks(
  module: BuildModule,
  builds: readonly BuildModule[],
  settings: SpringSettings,
): readonly DeclaredCheck[] {
  if (settled(settings, 'quarkus.health.extensions.enabled') === 'false') return [];
  return automatic.flatMap(({ artifact, dependency, kinds, text, setting, byDefault }) => {
    const found = findDependency(module, artifact, builds);
    const written = settled(settings, setting);
    if (!found || !(byDefault ? written !== 'false' : written === 'true')) return [];
    return [{ kinds, touches: [{ dependency, span: found.span, text }] }];
  });
}

/** The extension itself, and those that depend on it. */
const bringsHealth = /^(quarkus-smallrye-health|quarkus-operator-sdk|camel-quarkus-microprofile-health)$/;

/** Settings that move the health routes. */
const moving = [
  'quarkus.http.non-application-root-path',
  'quarkus.http.root-path',
  'quarkus.smallrye-health.root-path',
  'quarkus.management.enabled',
  'quarkus.management.port',
];

/**
 * What SmallRye Health serves: `/q/health` with `/live`, `/ready`, `/started`, `/well` below it, on the management interface when there is one.
 * Source: https://quarkus.io/guides/smallrye-health and https://quarkus.io/guides/management-interface-reference
 */
export function healthRoutes(
  module: BuildModule,
  builds: readonly BuildModule[],
  paths: QuarkusPaths,
  declared: readonly DeclaredCheck[],
): { readonly routes: readonly Route[]; readonly gaps: readonly RouteGap[] } {
  const dependency = findDependency(module, bringsHealth, builds);
  if (!dependency) return { routes: [], gaps: [] };
  const { settings } = paths;
  const gaps = moving
    .filter((name) => isOpen(settings, name))
    .map((name) => ({
      framework: 'quarkus',
      span: dependency.span,
      reason: `only the environment knows ${name}`,
    }));
  const management = managementOf(settings);
  const base = management ? management.root : nonApplicationRoot(paths);
  const below = (parent: string, name: string, fallback: string): string => {
    const written = settled(settings, `quarkus.smallrye-health.${name}`) ?? fallback;
    return written.startsWith('/') ? join(written) : join(parent, written);
  };
  const root = below(base, 'root-path', 'health');
  const checks = [...automaticChecks(module, builds, settings), ...declared];
  const route = (path: string, kinds: readonly Kind[]): Route => {
    const touches = checks
      .filter((check) => check.kinds.some((kind) => kinds.includes(kind)))
      .flatMap((check) => check.touches);
    const guards = management ? [] : paths.guardsOf(path);
    return {
      framework: 'quarkus',
      method: 'GET',
      path,
      pathComplete: paths.isKnown,
      span: dependency.span,
      servedBy: 'dependency',
      ...(management && { port: management.port }),
      handler: { touches, ...(touches.length > 0 && { canFail: true }) },
      ...(guards.length > 0 && { guards }),
      confidence: 'high',
    };
  };
  return {
    gaps,
    routes: [
      route(root, ['liveness', 'readiness', 'startup']),
      route(below(root, 'liveness-path', 'live'), ['liveness']),
      route(below(root, 'readiness-path', 'ready'), ['readiness']),
      route(below(root, 'startup-path', 'started'), ['startup']),
      route(below(root, 'wellness-path', 'well'), ['wellness']),
      route(join(root, 'group/{name}'), []),
    ],
  };
}

/** The interface on a port of its own, when it is switched on. */
export function managementOf(
  settings: SpringSettings,
): { readonly port: number; readonly root: string } | undefined {
  if (settled(settings, 'quarkus.management.enabled') !== 'true') return undefined;
  const port = Number(settled(settings, 'quarkus.management.port') ?? '9000');
  return { port, root: settled(settings, 'quarkus.management.root-path') ?? '/q' };
}

/** `q` below the root, or a path of its own when it begins with a slash. */
export function nonApplicationRoot({ root, settings }: QuarkusPaths): string {
  const written = settled(settings, 'quarkus.http.non-application-root-path') ?? 'q';
  return written.startsWith('/') ? join(written) : join(root, written);
}
