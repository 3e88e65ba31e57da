import type { RouteFramework } from '../../route-framework.js';
import { isBuildFile } from './modules.js';
import { readSpring } from './read-spring.js';
import { isSettingsPath } from './settings.js';

export const spring: RouteFramework = {
  name: 'spring',
  title: 'Spring MVC, WebFlux and Boot Actuator',
  homepage: 'https://docs.spring.io/spring-boot/reference/actuator/endpoints.html',
  languages: ['Java'],
  recognition: [
    'Classes with `@RestController` or `@Controller` and their `@RequestMapping`, `@GetMapping` …; `RouterFunction` builders. Feign clients are no routes.',
    'A dependency on spring-boot-starter-actuator serves `/actuator/health`, moved by the settings in application.yml or application.properties.',
    'The liveness and readiness groups are served on Kubernetes, or when the settings switch them on.',
    'Controllers in Kotlin are not read yet.',
  ],
  isCandidate: ({ path }) => path.endsWith('.java') || isBuildFile(path) || isSettingsPath(path),
  read: readSpring,
};
