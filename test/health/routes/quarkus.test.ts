import { describe, expect, it } from 'vitest';
import { quarkus } from '../../../src/health/routes/quarkus/index.js';
import { readWith } from './framework-reading.js';

function pom(artifacts: readonly string[]): string {
  return `<project><artifactId>app</artifactId><dependencies>\n${artifacts
    .map((one) => `<dependency><artifactId>${one}</artifactId></dependency>`)
    .join('\n')}\n</dependencies></project>`;
}

const health = pom(['quarkus-smallrye-health', 'quarkus-jdbc-postgresql', 'quarkus-redis-client']);
const settings = 'src/main/resources/application.properties';

async function paths(properties: string): Promise<readonly string[]> {
  const { routes } = await readWith(quarkus, { 'pom.xml': health, [settings]: properties });
  return routes.slice(0, 4).map((route) => route.split(' ').slice(1).join(' '));
}

describe('SmallRye Health', () => {
  it('is served below /q, moved by the settings', async () => {
    expect(await paths('')).toEqual([
      '/q/health pom.xml:2 (dependency)',
      '/q/health/live pom.xml:2 (dependency)',
      '/q/health/ready pom.xml:2 (dependency)',
      '/q/health/started pom.xml:2 (dependency)',
    ]);
    expect((await paths('quarkus.http.root-path=/shop'))[1]).toBe(
      '/shop/q/health/live pom.xml:2 (dependency)',
    );
    expect(
      (await paths('quarkus.http.root-path=/shop\nquarkus.http.non-application-root-path=/ops'))[1],
    ).toBe('/ops/health/live pom.xml:2 (dependency)');
    expect(
      (
        await paths('quarkus.smallrye-health.root-path=/healthz\nquarkus.smallrye-health.liveness-path=alive')
      )[1],
    ).toBe('/healthz/alive pom.xml:2 (dependency)');
    expect((await paths('quarkus.management.enabled=true'))[1]).toBe(
      '/q/health/live pom.xml:2 (dependency) port 9000',
    );
    expect((await paths('%dev.quarkus.http.root-path=/dev\n%prod.quarkus.http.root-path=/prod'))[1]).toBe(
      '/prod/q/health/live pom.xml:2 (dependency)',
    );
  });

  it('asks datasources for readiness, and the beans for what they are annotated with', async () => {
    const files = {
      'pom.xml': health,
      'src/main/java/com/acme/Live.java': `package com.acme;
import org.eclipse.microprofile.health.*;
@Liveness public class Live implements HealthCheck {
  javax.sql.DataSource dataSource;
  public HealthCheckResponse call() { dataSource.getConnection(); return HealthCheckResponse.up("x"); }
}`,
    };
    const { touches } = await readWith(quarkus, files);
    expect(touches('/q/health/live')).toEqual(['db dataSource.getConnection']);
    expect(touches('/q/health/ready')).toEqual(['db datasource health check', 'cache Redis health check']);
    const off = await readWith(quarkus, { ...files, [settings]: 'quarkus.datasource.health.enabled=false' });
    expect(off.touches('/q/health/ready')).toEqual(['cache Redis health check']);
  });

  it('a path that only the environment knows is a gap; without the dependency nothing is served', async () => {
    const open = await readWith(quarkus, { 'pom.xml': health, [settings]: 'quarkus.http.root-path=${ROOT}' });
    expect(open.gaps).toEqual(['pom.xml:2 only the environment knows quarkus.http.root-path']);
    expect(open.routes[0]).toBe('GET …/q/health pom.xml:2 (dependency)');
    expect((await readWith(quarkus, { 'pom.xml': pom(['quarkus-rest']) })).routes).toEqual([]);
  });
});

describe('reactive routes', () => {
  it('base, methods and parameters', async () => {
    const { routes } = await readWith(quarkus, {
      'pom.xml': pom(['quarkus-reactive-routes']),
      'src/main/java/com/acme/R.java': `package com.acme;
import io.quarkus.vertx.web.*;
@RouteBase(path = "base") class R {
  @Route(path = "/items/:id", methods = Route.HttpMethod.GET) void one() {}
  @Route void helloWorld() {}
}`,
    });
    expect(routes).toEqual([
      'GET /base/items/{id} src/main/java/com/acme/R.java:4',
      'ANY /base/hello-world src/main/java/com/acme/R.java:5',
    ]);
  });
});
