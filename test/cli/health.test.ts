import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deployment, exposed, expressApp } from '../../src/health/rules/examples.js';
import { commitAll, jsonOf, lintel, scratchFolder, shop } from './program.js';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = scratchFolder();
  write(folder, files);
  return folder;
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const app = expressApp(
  "app.get('/healthz', (req, res) => res.send('ok'));\napp.get('/orders', (req, res) => res.json([]));",
);
const right = deployment(
  'ports: [{containerPort: 8080}]',
  'livenessProbe: {httpGet: {path: /healthz, port: 8080}}',
);
const wrong = right.replace('/healthz', '/health');

describe('health list', () => {
  it('shows endpoints and probes of each service with their places', async () => {
    const { code, stdout } = await lintel(['health', 'list', shop]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^lintel shop.* {2}\d+ health endpoints · \d+ probes\n/);
    expect(stdout).toMatch(/liveness probe +http \/\S+ :\d+ +kubernetes, restart +deploy\/\w+\.yaml:\d+/);
    expect(stdout).toMatch(/readiness endpoint +GET \/\S+ +db +services\//);
  });

  it('lists all routes, and holds them against the OpenAPI of the repository', async () => {
    const folder = folderWith({
      ...app,
      'openapi.yaml': 'openapi: 3.0.0\npaths:\n  /orders: {get: {}, delete: {}}\n',
    });
    const { code, stdout } = await lintel(['health', 'list', folder, '--routes']);
    expect(code).toBe(0);
    expect(stdout).toContain('GET  /healthz  express');
    expect(stdout).toContain('! 1 of 2 operations found in app; 1 route not documented');
    expect(stdout).toContain('not found DELETE /orders  openapi.yaml:3');
    const document = jsonOf(await lintel(['health', 'list', folder, '--routes', '--json']));
    expect(document).toMatchObject({
      routes: [{ path: '/healthz', method: 'GET' }, { path: '/orders' }],
      openapi: [{ service: 'app', documented: 2, agreed: 1, missing: [{ method: 'DELETE', line: 3 }] }],
    });
  });

  it('says which services there are when the one that was asked for is not', async () => {
    const { code, stderr } = await lintel(['health', 'list', folderWith(app), '--service', 'basket']);
    expect(code).toBe(2);
    expect(stderr).toContain('there is no service "basket" here');
    expect(stderr).toContain('Services are: app.');
  });
});

describe('health check', () => {
  it('passes where probes and routes agree, and fails where they do not', async () => {
    const good = await lintel(['health', 'check', folderWith({ ...app, 'k8s/app.yaml': right })]);
    expect([good.code, good.stdout.trim()]).toEqual([0, '✓ 1 health endpoint and 1 probe, nothing to say']);
    const bad = await lintel(['health', 'check', folderWith({ ...app, 'k8s/app.yaml': wrong })]);
    expect(bad.code).toBe(1);
    expect(bad.stdout).toContain('k8s/app.yaml');
    expect(bad.stdout).toContain('✗ error health-probe-path-not-served');
    expect(bad.stdout).toContain('serves /healthz (one letter differs)');
  });

  it('counts only what came since a revision, and fails at the level that was asked for', async () => {
    const folder = folderWith({ ...app, 'k8s/app.yaml': wrong });
    commitAll(folder);
    write(folder, { 'k8s/service.yaml': exposed });
    const since = await lintel(['health', 'check', folder, '--base', 'HEAD', '--json']);
    expect(since.code).toBe(0);
    expect(jsonOf(since)).toMatchObject({
      findings: [{ rule: 'health-probe-path-not-served', status: 'baselined' }],
      verdict: { passed: true },
    });
    expect((await lintel(['health', 'check', folder, '--fail-on', 'never'])).code).toBe(0);
  });

  it('writes reports in the formats of the other lints', async () => {
    const folder = folderWith({ ...app, 'k8s/app.yaml': wrong });
    const { code, stdout } = await lintel(['health', 'check', folder, '--report', 'sarif']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      version: '2.1.0',
      runs: [{ results: [{ ruleId: 'health-probe-path-not-served' }] }],
    });
  });
});

describe('health map', () => {
  it('shows per service who answers, who asks, who collects, and what to mend first', async () => {
    const files = {
      ...app,
      'k8s/app.yaml': `${wrong}---\n${exposed}`,
      'k8s/monitor.yaml':
        'apiVersion: monitoring.coreos.com/v1\nkind: PodMonitor\nmetadata: {name: app}\nspec: {selector: {matchLabels: {app: app}}}\n',
    };
    const folder = folderWith(files);
    const { code, stdout } = await lintel(['health', 'map', folder]);
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(2, 6)).toEqual([
      'app',
      '  answers   /healthz liveness',
      '  kubernetes  liveness ✗ /health:8080  readiness –  startup –',
      '  watched   /metrics by PodMonitor · no alerts',
    ]);
    expect(stdout).toMatch(
      /What to mend first\n {2}1\. The liveness probe of Deployment app asks for \/health,/,
    );
    const markdown = await lintel(['health', 'map', folder, '--format', 'markdown']);
    expect(markdown.stdout).toContain('| kubernetes | `/health:8080` ✗ not served | – | – | – |');
    expect(markdown.stdout).toContain('```mermaid\nflowchart LR\n  e0["/healthz"]\n');
    const json = jsonOf(await lintel(['health', 'map', folder, '--json']));
    expect(json).toMatchObject({
      services: [
        {
          service: 'app',
          environments: [{ name: 'kubernetes', liveness: [{ state: 'not-served' }] }],
          scrapes: [{ by: 'PodMonitor' }],
        },
      ],
    });
  });

  it('names at most three gaps in the whole sample', async () => {
    const { services, gaps }: { services: readonly unknown[]; gaps: readonly unknown[] } = JSON.parse(
      (await lintel(['health', 'map', shop, '--json'])).stdout,
    );
    expect(services).toHaveLength(5);
    expect(gaps).toHaveLength(3);
  });
});
