import type { RouteFramework } from '../../route-framework.js';
import { isBuildFile } from '../jvm/build-module.js';
import { isSettingsPath } from '../jvm/settings.js';

export const spring: RouteFramework = {
  name: 'spring',
  title: 'Spring MVC, WebFlux and Boot Actuator',
  homepage: 'https://docs.spring.io/spring-boot/reference/actuator/endpoints.html',
  languages: ['Java'],
  recognition: [
    'Classes with `@RestController` or `@Controller` and their `@RequestMapping`, `@GetMapping` …, also inherited from interfaces and base classes; `RouterFunction` builders. Feign clients are no routes.',
    'A dependency on spring-boot-starter-actuator, also by a parent, another module or a version catalog, serves `/actuator/health`, moved by the settings in application.yml or application.properties.',
    'The liveness and readiness groups are served on Kubernetes, since Spring Boot 4 everywhere, or when the settings switch them on.',
    'The filter chains of Spring Security are what surely stands before a route; with its starter and no chain everything but the health of the actuator asks for authentication.',
    'Routers in the DSL of Kotlin, gateways, and settings from the environment or a config server keep the list of routes open.',
    'What filters, interceptors, reactive filters, filters of security chains and `@ModelAttribute` of an advice surely touch, for the paths that they are registered for.',
  ],
  isCandidate: ({ path }) =>
    /\.(java|kt|groovy|scala)$/.test(path) || isBuildFile(path) || isSettingsPath(path),
  read: async (candidates, view) => (await import('./read-spring.js')).readSpring(candidates, view),
};
