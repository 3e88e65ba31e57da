import { describe, expect, it } from 'vitest';
import { microprofile } from '../../../src/health/routes/microprofile/index.js';
import { readRouteLines } from './route-reading.js';

const read = (files: Readonly<Record<string, string>>) => readRouteLines([microprofile], files);

const pom = (artifact: string): string =>
  `<project><groupId>com.acme</groupId><artifactId>shop</artifactId><dependencies>\n<dependency><groupId>g</groupId><artifactId>${artifact}</artifactId></dependency>\n</dependencies></project>`;

const check = `package com.acme;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.*;
@Readiness
public class DatabaseCheck implements HealthCheck {
  @Inject DataSource source;
  @Override public HealthCheckResponse call() {
    try (var connection = source.getConnection()) { return HealthCheckResponse.up("db"); }
    catch (Exception e) { return HealthCheckResponse.down("db"); }
  }
}
`;

describe('MicroProfile Health', () => {
  it('Open Liberty: the features of server.xml, and the beans that are asked', async () => {
    const { handler, routes } = await read({
      'pom.xml': pom('microprofile'),
      'src/main/liberty/config/server.xml':
        '<server>\n  <featureManager>\n    <feature>restfulWS-3.1</feature>\n    <feature>mpHealth-4.0</feature>\n  </featureManager>\n</server>\n',
      'src/main/java/com/acme/DatabaseCheck.java': check,
    });
    expect(routes).toEqual([
      'GET /health src/main/liberty/config/server.xml:4 (dependency)',
      'GET /health/live src/main/liberty/config/server.xml:4 (dependency)',
      'GET /health/ready src/main/liberty/config/server.xml:4 (dependency)',
      'GET /health/started src/main/liberty/config/server.xml:4 (dependency)',
    ]);
    expect(handler('/health/ready')).toContain('db can fail');
    expect(handler('/health/live')).not.toContain('db');
  });

  it('Open Liberty: what versions have, and other servers', async () => {
    const of = async (feature: string): Promise<readonly string[]> =>
      (
        await read({
          'server.xml': `<server><featureManager><feature>${feature}</feature></featureManager></server>`,
        })
      ).routes.map((line) => line.split(' ')[1] ?? '');
    expect(await of('microProfile-6.1')).toEqual([
      '/health',
      '/health/live',
      '/health/ready',
      '/health/started',
    ]);
    expect(await of('mpHealth')).toEqual(['/health', '/health/live', '/health/ready', '/health/started']);
    expect(await of('microProfile-3.3')).toEqual(['/health', '/health/live', '/health/ready']);
    expect(await of('mpHealth-1.0')).toEqual(['/health']);
    expect(await of('microProfile-1.0')).toEqual([]);
    expect(await of('mpMetrics-5.0')).toEqual([]);
    expect(
      (await read({ 'conf/server.xml': '<Server port="8005"><Service name="Catalina"/></Server>' })).routes,
    ).toEqual([]);
  });

  it('Helidon MP and SE, and settings that move the paths', async () => {
    expect(
      (
        await read({
          'pom.xml': pom('helidon-microprofile'),
          'src/main/resources/META-INF/microprofile-config.properties': 'server.port=8080\n',
        })
      ).routes.map((line) => line.split(' ')[1]),
    ).toEqual(['/health', '/health/live', '/health/ready', '/health/started']);
    expect(
      (
        await read({
          'pom.xml': pom('helidon-microprofile-health'),
          'src/main/resources/META-INF/microprofile-config.properties': 'health.endpoint=/status\n',
        })
      ).routes[1],
    ).toBe('GET /status/live pom.xml:2 (dependency)');
    expect((await read({ 'pom.xml': pom('helidon-webserver-observe-health') })).routes[0]).toBe(
      'GET /observe/health pom.xml:2 (dependency)',
    );
    expect((await read({ 'pom.xml': pom('helidon-webserver') })).routes).toEqual([]);
  });
});
