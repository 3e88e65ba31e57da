import { describe, expect, it } from 'vitest';
import { micronaut } from '../../../src/health/routes/micronaut/index.js';
import { readWith } from './framework-reading.js';

const build = `dependencies {
  implementation("io.micronaut:micronaut-http-server-netty")
  implementation("io.micronaut:micronaut-management")
  implementation("io.micronaut.sql:micronaut-jdbc-hikari")
}`;
const app = {
  'build.gradle.kts': build,
  'src/main/java/com/acme/App.java':
    'package com.acme;\nimport io.micronaut.runtime.Micronaut;\nclass App { static void main(String[] a) { Micronaut.run(App.class, a); } }',
};

function java(body: string): string {
  return `package com.acme;\nimport io.micronaut.http.annotation.*;\n${body}\n`;
}

describe('controllers', () => {
  it('class and method paths, several of them, URI templates, placeholders, inheritance, Kotlin', async () => {
    const { routes, gaps } = await readWith(micronaut, {
      ...app,
      'src/main/resources/application.yml':
        'micronaut:\n  server:\n    context-path: /shop\nown:\n  path: /own\n',
      'src/main/java/com/acme/A.java': java(`@Controller("/a")
class A implements Api {
  @Get String index() { return ""; }
  @Get("/{id}{?q*}") String one() { return ""; }
  @Get(uris = {"/x", "\${own.path}"}) String two() { return ""; }
  @Post(uri = "/files/{+path}") void upload() {}
  public String inherited() { return ""; }
}
@Controller("\${unknown}") class B { @Get("/b") String b() { return ""; } }`),
      'src/main/java/com/acme/Api.java': java(
        'interface Api { @Delete("/gone{/part}") String inherited(); }',
      ),
      'src/main/java/com/acme/Client.java': java(
        '@io.micronaut.http.client.annotation.Client("/c") interface C { @Get("/c") String c(); }',
      ),
      'src/main/kotlin/K.kt':
        'package com.acme\nimport io.micronaut.http.annotation.Controller\nimport io.micronaut.http.annotation.Get\n@Controller("/k")\nclass K {\n  @Get("/ping")\n  fun ping() = "pong"\n}',
    });
    expect(routes.filter((route) => !route.includes('dependency'))).toEqual([
      'GET /shop/a src/main/java/com/acme/A.java:5',
      'GET /shop/a/{id} src/main/java/com/acme/A.java:6',
      'GET /shop/a/x src/main/java/com/acme/A.java:7',
      'GET /shop/a/own src/main/java/com/acme/A.java:7',
      'POST /shop/a/files/{*path} src/main/java/com/acme/A.java:8',
      'DELETE /shop/a/gone/{part} src/main/java/com/acme/A.java:4',
      'GET …/shop/b src/main/java/com/acme/A.java:11',
      'GET /shop/k/ping src/main/kotlin/K.kt:6',
    ]);
    expect(gaps).toEqual(['src/main/java/com/acme/A.java:11 the path of the controller is made at run time']);
  });

  it('@Secured guards unless it lets anybody in', async () => {
    const { guards } = await readWith(micronaut, {
      ...app,
      'src/main/java/com/acme/A.java': java(
        '@Controller("/a") @Secured("admin") class A {\n@Get("/x") String x() { return ""; }\n@Secured(SecurityRule.IS_ANONYMOUS) @Get("/y") String y() { return ""; } }',
      ),
    });
    expect(guards('/a/x')).toEqual(['authentication @Secured("admin") src/main/java/com/acme/A.java:3']);
    expect(guards('/a/y')).toEqual([]);
  });
});

describe('management', () => {
  it('serves health, moved by path, port and context path, with what indicators ask', async () => {
    const plain = await readWith(micronaut, app);
    expect(plain.routes).toEqual([
      'GET /health build.gradle.kts:3 (dependency)',
      'GET /health/liveness build.gradle.kts:3 (dependency)',
      'GET /health/readiness build.gradle.kts:3 (dependency)',
      'GET /health/{selector} build.gradle.kts:3 (dependency)',
      'GET /info build.gradle.kts:3 (dependency)',
    ]);
    expect(plain.touches('/health/readiness')).toEqual(['db jdbc health indicator']);
    expect(plain.touches('/health/liveness')).toEqual([]);
    const moved = await readWith(micronaut, {
      ...app,
      'src/main/resources/application.yml':
        'micronaut.server.context-path: /shop\nendpoints:\n  all:\n    path: /ops\n    port: 8085\n  health.jdbc.enabled: false\n  info.enabled: false\n',
    });
    expect(moved.routes.map((route) => route.split(' ').slice(1).join(' '))).toEqual([
      '/shop/ops/health build.gradle.kts:3 (dependency) port 8085',
      '/shop/ops/health/liveness build.gradle.kts:3 (dependency) port 8085',
      '/shop/ops/health/readiness build.gradle.kts:3 (dependency) port 8085',
      '/shop/ops/health/{selector} build.gradle.kts:3 (dependency) port 8085',
    ]);
    expect(moved.touches('/shop/ops/health')).toEqual([]);
    const off = await readWith(micronaut, {
      ...app,
      'src/main/resources/application.yml': 'endpoints.health.enabled: false\n',
    });
    expect(off.routes.some((route) => route.includes('health'))).toBe(false);
  });
});
