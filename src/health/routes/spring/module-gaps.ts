import type { RouteGap } from '../../../model/endpoint.js';
import { findDependency } from '../jvm/build-module.js';
import type { BuildModule } from '../jvm/build-module.js';
import type { SpringModule } from './modules.js';

/** Libraries that serve routes, or settings, that no reader lists. */
const openers: readonly (readonly [RegExp, string])[] = [
  [/^spring-cloud-starter-(gateway|netflix-zuul)/, 'a gateway serves the routes of other services'],
  [/^spring-cloud-config-server$/, 'the config server serves routes for each application'],
  [/^spring-cloud-starter-netflix-eureka-server$/, 'the Eureka server serves routes of its own'],
  [/^spring-boot-admin(-starter)?-server$/, 'Spring Boot Admin serves routes of its own'],
  [/^spring-boot-starter-data-rest$/, 'Spring Data REST serves the repositories'],
  [
    /^(spring-boot-starter-jersey|jersey-spring\d+|cxf-spring-boot-starter-jaxrs|resteasy-spring-boot-starter)$/,
    'JAX-RS resources are not read',
  ],
  [/^camel-(servlet|platform-http)(-starter)?$/, 'Camel serves routes of its own'],
  [/^(spring-boot-starter-web-services|cxf-spring-boot-starter-jaxws)$/, 'SOAP endpoints are not read'],
  [
    /^(spring-cloud-starter-(config|consul-config|alibaba-nacos-config|vault-config|zookeeper-config)|nacos-config-spring-boot-starter|apollo-client)$/,
    'settings come from a config server',
  ],
];

/** Why the routes of a module may not be all, by its dependencies, settings and profiles. */
export function moduleGaps(module: SpringModule, builds: readonly BuildModule[]): readonly RouteGap[] {
  const gaps: RouteGap[] = module.profiles.map(({ profile, span }) => ({
    framework: 'spring',
    span,
    reason: `the profile "${profile}" may move or close endpoints`,
  }));
  for (const [artifact, reason] of openers) {
    const found = findDependency(module.build, artifact, builds);
    if (found) gaps.push({ framework: 'spring', span: found.span, reason });
  }
  const imported = module.settings.get('spring.config.import');
  if (imported) gaps.push({ framework: 'spring', span: imported.span, reason: 'more settings are imported' });
  if (module.actuator === undefined)
    gaps.push(...module.build.openPlaces.map((place) => ({ framework: 'spring', ...place })));
  return gaps;
}
