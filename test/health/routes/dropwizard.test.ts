import { describe, expect, it } from 'vitest';
import { dropwizard } from '../../../src/health/routes/dropwizard/index.js';
import { readWith } from './framework-reading.js';

const files = {
  'pom.xml':
    '<project><artifactId>app</artifactId><dependencies><dependency><artifactId>dropwizard-core</artifactId></dependency></dependencies></project>',
  'src/main/java/com/acme/App.java':
    'package com.acme;\nimport io.dropwizard.core.Application;\npublic class App extends Application<Config> {}',
  'src/main/java/com/acme/Check.java':
    'package com.acme;\nimport com.codahale.metrics.health.HealthCheck;\nclass Check extends HealthCheck { javax.sql.DataSource dataSource; protected Result check() { dataSource.getConnection(); return Result.healthy(); } }',
};

async function paths(config: string): Promise<readonly string[]> {
  const { routes } = await readWith(dropwizard, { ...files, 'config.yml': config });
  return routes
    .filter((route) => /health|ping/.test(route))
    .map((route) => route.split(' ').slice(1).join(' '));
}

describe('Dropwizard', () => {
  it('serves its health checks on the administration port', async () => {
    const { routes, touches, route } = await readWith(dropwizard, files);
    expect(routes).toEqual([
      'GET /healthcheck pom.xml:1 (dependency) port 8081',
      'GET /ping pom.xml:1 (dependency) port 8081',
      'GET /metrics pom.xml:1 (dependency) port 8081',
      'GET /threads pom.xml:1 (dependency) port 8081',
      'GET /tasks/{*name} pom.xml:1 (dependency) port 8081',
    ]);
    expect(touches('/healthcheck')).toEqual(['db dataSource.getConnection']);
    expect(route('/ping')?.handler).toMatchObject({ constant: true, canFail: false });
  });

  it('the configuration moves it: port, context, the simple server, the health module', async () => {
    expect(
      await paths(
        'server:\n  adminContextPath: /ops\n  adminConnectors:\n    - type: http\n      port: ${ADMIN_PORT:-9001}\n',
      ),
    ).toEqual([
      '/ops/healthcheck pom.xml:1 (dependency) port 9001',
      '/ops/ping pom.xml:1 (dependency) port 9001',
    ]);
    expect(await paths('server:\n  type: simple\n  connector:\n    type: http\n')).toEqual([
      '/admin/healthcheck pom.xml:1 (dependency)',
      '/admin/ping pom.xml:1 (dependency)',
    ]);
    expect(await paths('server:\n  rootPath: /api\nhealth:\n  healthCheckUrlPaths: [/healthz]\n')).toContain(
      '/healthz config.yml:3 (setting)',
    );
  });

  it('a library that uses it serves nothing', async () => {
    expect((await readWith(dropwizard, { 'pom.xml': files['pom.xml'] })).routes).toEqual([]);
  });
});
