import { describe, expect, it } from 'vitest';
import { dependency, java, pom, readSpringFiles } from './spring-reading.js';

const actuator = 'spring-boot-starter-actuator';
const k8s = '[on Kubernetes, where Spring Boot switches the probe groups on by itself]';
const yml = 'src/main/resources/application.yml';

/** Paths (with port and condition) that the actuator serves with these settings. */
async function served(settings: string, version?: string, name = yml): Promise<readonly string[]> {
  const { routes } = await readSpringFiles({ 'pom.xml': pom([actuator], '', version), [name]: settings });
  return routes.map((route) => route.replace(/^GET /, '').replace(/ pom\.xml:\d+ \(dependency\)/, ''));
}

describe('the actuator', () => {
  it('serves health, and the groups on Kubernetes', async () => {
    expect((await readSpringFiles({ 'pom.xml': pom(['spring-boot-starter-web', actuator]) })).routes).toEqual(
      [
        'GET /actuator/health pom.xml:4 (dependency)',
        `GET /actuator/health/liveness pom.xml:4 (dependency) ${k8s}`,
        `GET /actuator/health/readiness pom.xml:4 (dependency) ${k8s}`,
      ],
    );
  });

  it.each<[string, string, string | undefined, readonly string[]]>([
    ['Boot 4', '', '4.0.0', ['/actuator/health', '/actuator/health/liveness', '/actuator/health/readiness']],
    ['Boot 2.2', '', '2.2.1', ['/actuator/health', '/actuator/info']],
    ['Boot 1.5', '', '1.5.9', ['/health', '/info']],
    ['probes off', 'management.endpoint.health.probes.enabled: false', undefined, ['/actuator/health']],
    [
      'base path and mapping, relaxed names',
      'MANAGEMENT.endpoints.web: {basePath: /, path_mapping: {health: hc}, exposure: {include: "*"}}\nmanagement.endpoint.health.probes.enabled: false',
      undefined,
      ['/hc', '/{endpoint}'],
    ],
    [
      'empty base path',
      'management: {endpoints: {web: {base-path: ""}}, endpoint: {health: {probes: {enabled: false}}}}',
      undefined,
      ['/health'],
    ],
    [
      'excluded',
      'management.endpoints.web.exposure: {include: "*", exclude: [health, env]}',
      undefined,
      ['/actuator/{endpoint}'],
    ],
    [
      'not included',
      'management.endpoints.web.exposure.include: info,prometheus',
      undefined,
      ['/actuator/info', '/actuator/prometheus'],
    ],
    ['no access', 'management.endpoint.health.access: none', undefined, []],
    ['switched off', 'management.endpoint.health.enabled: false', undefined, []],
    [
      'closed but for health',
      'management: {endpoints: {enabled-by-default: false}, endpoint: {health: {enabled: true, probes: {enabled: false}}}}',
      undefined,
      ['/actuator/health'],
    ],
    ['no management server', 'management.server.port: -1', undefined, []],
    [
      'context and servlet path',
      'server.servlet.context-path: /ctx\nspring.mvc.servlet.path: /app\nmanagement.endpoint.health.probes.enabled: false',
      undefined,
      ['/ctx/app/actuator/health'],
    ],
    [
      'a port of its own leaves the context path',
      'server.servlet.context-path: /ctx\nmanagement: {server: {port: "${MPORT:9001}", base-path: /m}, endpoint.health.probes: {enabled: true, add-additional-paths: true}}',
      undefined,
      [
        '/m/actuator/health port 9001',
        '/m/actuator/health/liveness port 9001',
        '/ctx/livez',
        '/m/actuator/health/readiness port 9001',
        '/ctx/readyz',
      ],
    ],
    [
      'the same port',
      'server.port: 9001\nmanagement.server.port: 9001\nmanagement.endpoint.health.probes.enabled: false',
      undefined,
      ['/actuator/health'],
    ],
    [
      'groups',
      'management.endpoint.health: {probes.enabled: false, group: {custom: {include: db, additional-path: "server:/healthz"}, other.include: ping}}',
      undefined,
      ['/actuator/health', '/actuator/health/custom', '/healthz', '/actuator/health/other'],
    ],
    [
      'components that are shown',
      'management.endpoint.health: {show-details: always, probes.enabled: false}',
      undefined,
      ['/actuator/health', '/actuator/health/{*component}'],
    ],
  ])('%s', async (_title, settings, version, expected) => {
    expect(await served(settings, version)).toEqual(expected);
  });

  it('properties are read, too, and win over YAML', async () => {
    const { routes } = await readSpringFiles({
      'pom.xml': pom([actuator]),
      [yml]: 'management.endpoints.web.base-path: /yaml\nmanagement.endpoint.health.probes.enabled: false',
      'src/main/resources/application.properties':
        '# c\nbase = /props\nmanagement.endpoints.web.basePath=${base}/m\n',
    });
    expect(routes).toEqual(['GET /props/m/health pom.xml:3 (dependency)']);
  });

  it('documents and files of profiles do not count and leave the list open when they move something', async () => {
    const { routes, gaps } = await readSpringFiles({
      'pom.xml': pom([actuator]),
      [yml]:
        'management.endpoint.health.probes.enabled: false\n---\nspring.config.activate.on-profile: prod\nserver.servlet.context-path: /p\n',
      'src/main/resources/application-dev.yml': 'logging.level.root: debug\nserver.port: 1\n',
      'src/main/resources/application-x.properties': 'management.server.port=81\n',
    });
    expect(routes).toEqual(['GET /actuator/health pom.xml:3 (dependency)']);
    expect([...gaps].toSorted()).toEqual([
      'src/main/resources/application-x.properties:1 the profile "x" may move or close endpoints',
      `${yml}:4 the profile "prod" may move or close endpoints`,
    ]);
  });

  it('only what the environment knows is a gap', async () => {
    const { gaps } = await readSpringFiles({
      'pom.xml': pom([actuator]),
      [yml]: 'management.server.port: ${MANAGEMENT_PORT}\n',
    });
    expect(gaps).toEqual(['pom.xml:3 only the environment knows management.server.port']);
  });
});

describe('where the dependency stands', () => {
  const paths = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
    (await readSpringFiles(files)).routes.filter((route) => route.includes('/actuator/health '));

  it('test scope and dependencyManagement are no dependencies; a profile is', async () => {
    const managed = `<dependencyManagement><dependencies>${dependency(actuator)}</dependencies></dependencyManagement>`;
    expect(await paths({ 'pom.xml': pom([`${actuator}:test`], managed) })).toEqual([]);
    const profile = `\n<profiles><profile><id>k</id><dependencies>\n${dependency(actuator)}</dependencies></profile></profiles>`;
    expect(await paths({ 'pom.xml': pom([], profile) })).toEqual([
      'GET /actuator/health pom.xml:3 (dependency)',
    ]);
  });

  it('the parent of the same repository, and another module', async () => {
    const child = (artifact: string, rest: string): string =>
      `<project>\n<parent><groupId>g</groupId><artifactId>app</artifactId><version>1</version></parent>\n<artifactId>${artifact}</artifactId>${rest}</project>`;
    const main = (name: string): Record<string, string> => ({
      [`${name}/src/main/java/com/acme/Main.java`]: java(
        '@SpringBootApplication class Main {}',
        ' import org.springframework.boot.autoconfigure.SpringBootApplication;',
      ),
    });
    expect(
      await paths({
        'pom.xml': pom([actuator], '<packaging>pom</packaging>'),
        'api/pom.xml': child('api', ''),
        ...main('api'),
      }),
    ).toEqual(['GET /actuator/health api/pom.xml:2 (dependency)']);
    expect(
      await paths({
        'pom.xml': pom([], '<packaging>pom</packaging>'),
        'common/pom.xml': child('common', `<dependencies>${dependency(actuator)}</dependencies>`),
        'api/pom.xml': child(
          'api',
          `<dependencies>\n<dependency><artifactId>common</artifactId></dependency></dependencies>`,
        ),
        ...main('api'),
      }),
    ).toEqual(['GET /actuator/health api/pom.xml:4 (dependency)']);
  });

  it.each([
    [
      'groovy',
      'build.gradle',
      "dependencies {\n  implementation 'org.springframework.boot:spring-boot-starter-actuator'\n}",
      2,
    ],
    [
      'a group with a map',
      'build.gradle',
      "dependencies {\n  implementation group: 'org.springframework.boot', name: 'spring-boot-starter-actuator'\n}",
      2,
    ],
    [
      'kotlin',
      'build.gradle.kts',
      'dependencies {\n  // none\n  implementation("org.springframework.boot:spring-boot-starter-actuator:3.3.1")\n}',
      3,
    ],
    [
      'a catalog',
      'build.gradle.kts',
      'dependencies {\n  implementation(libs.spring.boot.starter.actuator)\n}',
      2,
    ],
    ['a bundle', 'build.gradle.kts', 'dependencies {\n  implementation(libs.bundles.web)\n}', 2],
  ])('Gradle: %s', async (_title, file, text, line) => {
    const catalog =
      '[libraries]\nspring-boot-starter-actuator = { module = "org.springframework.boot:spring-boot-starter-actuator" }\n[bundles]\nweb = ["spring-boot-starter-actuator"]\n';
    expect(await paths({ [file]: text, 'gradle/libs.versions.toml': catalog })).toEqual([
      `GET /actuator/health ${file}:${String(line)} (dependency)`,
    ]);
  });

  it('Gradle: a script that is applied, with a list over several lines', async () => {
    expect(
      await paths({
        'build.gradle': "apply plugin: 'java'\napply from: 'dependencies.gradle'\n",
        'dependencies.gradle':
          "dependencies {\n  implementation(\n    'org.springframework.boot:spring-boot-starter-web',\n    'org.springframework.boot:spring-boot-starter-actuator'\n  )\n}",
      }),
    ).toEqual(['GET /actuator/health build.gradle:2 (dependency)']);
  });

  it('Gradle: subprojects give it to the projects below; tests and comments do not', async () => {
    expect(
      await paths({
        'build.gradle':
          "subprojects {\n  dependencies {\n    implementation 'org.springframework.boot:spring-boot-starter-actuator'\n  }\n}",
        'api/build.gradle': '',
      }),
    ).toEqual(['GET /actuator/health api/build.gradle:1 (dependency)']);
    expect(
      await paths({
        'build.gradle':
          "dependencies {\n  testImplementation 'org.springframework.boot:spring-boot-starter-actuator'\n  // implementation 'org.springframework.boot:spring-boot-starter-actuator'\n}",
      }),
    ).toEqual([]);
  });
});

describe('what is set from outside', () => {
  const outside = async (file: string, text: string, settings = ''): Promise<readonly string[]> =>
    (
      await readSpringFiles({
        'pom.xml': pom([actuator]),
        [file]: text,
        ...(settings === '' ? {} : { [yml]: settings }),
      })
    ).gaps;

  it('a manifest, a compose file or an image that moves or adds routes leaves the list open', async () => {
    expect(
      await outside(
        'k8s/a.yaml',
        'env:\n- name: MANAGEMENT_ENDPOINT_HEALTH_PROBES_ADD_ADDITIONAL_PATHS\n  value: "true"\n',
      ),
    ).toEqual([
      'pom.xml:3 k8s/a.yaml:2 sets management.endpoint.health.probes.add.additional.paths from outside',
    ]);
    expect(
      await outside(
        'compose.yaml',
        'services:\n  a:\n    environment:\n      MANAGEMENT_SERVER_PORT: 9000\n',
      ),
    ).toEqual(['pom.xml:3 compose.yaml:4 sets management.server.port from outside']);
    expect(
      await outside('Dockerfile', 'CMD ["java", "-Dserver.servlet.context-path=/x", "-jar", "a.jar"]\n'),
    ).toEqual(['pom.xml:3 Dockerfile:1 sets server.servlet.context-path from outside']);
  });

  it('what says the same as the settings, a plain port and comments do not', async () => {
    expect(
      await outside(
        'k8s/a.yaml',
        'env:\n- name: MANAGEMENT_SERVER_PORT\n  value: "9000"\n',
        'management.server.port: 9000',
      ),
    ).toEqual([]);
    expect(await outside('compose.yaml', 'services: {a: {environment: {SERVER_PORT: 8081}}}')).toEqual([]);
    expect(await outside('k8s/a.yaml', '# MANAGEMENT_SERVER_PORT=1\n')).toEqual([]);
  });
});

it('health indicators of the class path and of the project are what health looks at; groups choose', async () => {
  const { touches } = await readSpringFiles({
    'pom.xml': pom([actuator, 'spring-boot-starter-data-jpa', 'spring-boot-starter-data-redis']),
    [yml]:
      'management.health.redis.enabled: false\nmanagement.endpoint.health.group.readiness.include: readinessState,pricing\n',
    'src/main/java/com/acme/PricingHealthIndicator.java': java(
      '@Component class PricingHealthIndicator implements HealthIndicator { private RestTemplate rest; public Health health() { rest.getForObject("http://p", String.class); return Health.up().build(); } }',
    ),
  });
  expect(touches('/actuator/health')).toEqual(['db db health indicator', 'http rest.getForObject']);
  expect(touches('/actuator/health/readiness')).toEqual(['http rest.getForObject']);
  expect(touches('/actuator/health/liveness')).toEqual([]);
});

it('settings of the actuator show it where a starter of the house brings it', async () => {
  const { routes } = await readSpringFiles({
    'build.gradle.kts':
      'plugins { id("com.acme.spring") version "1" }\ndependencies { implementation("org.springframework.boot:spring-boot-starter-web") }\n',
    'src/main/java/com/acme/App.java':
      'import org.springframework.boot.autoconfigure.SpringBootApplication;\n@SpringBootApplication\nclass App {}\n',
    'src/main/resources/application.yml':
      'management:\n  endpoints:\n    web:\n      base-path: /\n  endpoint:\n    health:\n      probes:\n        enabled: true\n',
  });
  expect(routes.filter((route) => route.includes('health'))).toEqual([
    'GET /health src/main/resources/application.yml:4 (setting)',
    'GET /health/liveness src/main/resources/application.yml:4 (setting)',
    'GET /health/readiness src/main/resources/application.yml:4 (setting)',
  ]);
});
