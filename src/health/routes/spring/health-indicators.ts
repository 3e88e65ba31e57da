import type { Dependency, Handler } from '../../../model/endpoint.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import { findDependency } from '../jvm/build-module.js';
import type { BuildModule } from '../jvm/build-module.js';
import { handlerOf } from '../jvm/handlers.js';
import { settled } from '../jvm/settings.js';
import type { SpringSettings } from '../jvm/settings.js';

/** What the health endpoint asks. */
export interface HealthIndicator {
  /** As groups include it: `db`, `redis`, `orders` for `OrdersHealthIndicator`. */
  readonly name: string;
  readonly touches: Handler['touches'];
}

/**
 * The indicators that Spring Boot adds for what is on the class path.
 * Source: https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.health.auto-configured-health-indicators
 */
const automatic: readonly (readonly [string, RegExp, Dependency])[] = [
  [
    'db',
    /^spring-boot-starter-(data-jpa|data-jdbc|jdbc|jooq)$|^mybatis-(plus-)?(spring-)?boot(3)?-starter$/,
    'db',
  ],
  ['r2dbc', /^spring-boot-starter-data-r2dbc$/, 'db'],
  ['mongo', /^spring-boot-starter-data-mongodb(-reactive)?$/, 'db'],
  ['cassandra', /^spring-boot-starter-data-cassandra(-reactive)?$/, 'db'],
  ['neo4j', /^spring-boot-starter-data-neo4j$/, 'db'],
  ['elasticsearch', /^spring-boot-starter-data-elasticsearch$/, 'db'],
  ['redis', /^spring-boot-starter-data-redis(-reactive)?$/, 'cache'],
  ['rabbit', /^spring-boot-starter-amqp$/, 'queue'],
  ['jms', /^spring-boot-starter-(activemq|artemis)$/, 'queue'],
];

/** The indicators that come with a module's dependencies. */
export function automaticIndicators(
  module: BuildModule,
  modules: readonly BuildModule[],
  settings: SpringSettings,
): readonly HealthIndicator[] {
  const byDefault = settled(settings, 'management.health.defaults.enabled') !== 'false';
  return automatic.flatMap(([name, artifact, dependency]) => {
    const own = settled(settings, `management.health.${name}.enabled`);
    if (own === 'false' || (!byDefault && own !== 'true')) return [];
    const found = findDependency(module, artifact, modules);
    return found
      ? [{ name, touches: [{ dependency, span: found.span, text: `${name} health indicator` }] }]
      : [];
  });
}

/** The indicators that a file declares as beans. */
export async function declaredIndicators(
  path: string,
  program: JavaProgram,
): Promise<readonly HealthIndicator[]> {
  const file = await program.file(path);
  const found: HealthIndicator[] = [];
  for (const type of file?.types ?? []) {
    const isIndicator = type.supertypes.some((name) =>
      /^(Abstract)?(Reactive)?Health(Indicator|Contributor)$/.test(name),
    );
    const bean = type.annotations.find(({ name }) => name === 'Component' || name === 'Service');
    const method = type.methods.find(({ name }) => /^(health|doHealthCheck)$/.test(name));
    if (!isIndicator || !bean || !method) continue;
    const { touches } = await handlerOf(type, method, program);
    const given = bean.members.get('value');
    const simple = type.name.split('.').at(-1) ?? '';
    const name = given?.kind === 'text' ? given.text : `${simple.charAt(0).toLowerCase()}${simple.slice(1)}`;
    found.push({ name: name.replace(/(HealthIndicator|HealthContributor)$/i, ''), touches });
  }
  return found;
}
