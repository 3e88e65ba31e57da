import { describe, expect, it } from 'vitest';
import { readScrapes } from '../../../src/health/scrapes/read-scrapes.js';
import type { InService } from '../../../src/model/service.js';
import type { Workload } from '../../../src/model/workload.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

const span = { file: 'k8s/app.yaml', line: 1, column: 1, endLine: 9, endColumn: 1 };
const workload: InService<Workload> = {
  platform: 'kubernetes',
  kind: 'Deployment',
  name: 'app',
  labels: { app: 'app' },
  containers: [],
  span,
  service: 'checkout',
};
const service =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: app\n  labels: {team: shop}\nspec: {selector: {app: app}}\n';

async function scrapes(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const found = await readScrapes(inMemoryRepository(files), [workload]);
  return found.map(({ by, target, path, service: of }) => `${of}: ${path} of ${target} by ${by}`);
}

describe('who collects metrics', () => {
  it('is told by annotations of the pods, or of the Service', async () => {
    const pods =
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\nspec:\n  template:\n    metadata:\n      annotations: {prometheus.io/scrape: 'true', prometheus.io/path: /prom}\n    spec: {containers: []}\n";
    expect(await scrapes({ 'k8s/app.yaml': pods })).toEqual(['checkout: /prom of app by annotations']);
    const annotated = service.replace('labels:', "annotations: {prometheus.io/scrape: 'true'}\n  labels:");
    expect(await scrapes({ 'k8s/service.yaml': annotated })).toEqual([
      'checkout: /metrics of app by annotations',
    ]);
    expect(await scrapes({ 'k8s/app.yaml': pods.replace("'true'", "'false'") })).toEqual([]);
  });

  it('is told by monitors of the Prometheus operator, through the Service that they select', async () => {
    const monitor =
      'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: shop}\nspec: {selector: {matchLabels: {team: shop}}, endpoints: [{path: /m}]}\n';
    expect(await scrapes({ 'k8s/all.yaml': `${service}---\n${monitor}` })).toEqual([
      'checkout: /m of shop by ServiceMonitor',
    ]);
    expect(await scrapes({ 'k8s/all.yaml': monitor })).toEqual([]);
    const pods = monitor
      .replace('ServiceMonitor', 'PodMonitor')
      .replace('team: shop', 'app: app')
      .replace('endpoints', 'podMetricsEndpoints');
    expect(await scrapes({ 'k8s/all.yaml': pods })).toEqual(['checkout: /m of shop by PodMonitor']);
  });

  it('is told by targets that are written out', async () => {
    const config =
      "scrape_configs:\n  - job_name: a\n    static_configs: [{targets: ['app:8080', 'db:9187']}]\n";
    expect(await scrapes({ 'prometheus.yml': config })).toEqual([
      'checkout: /metrics of app:8080 by scrape_configs',
    ]);
    expect(await scrapes({ 'prometheus.yml': config.replace(/^/gm, '# ') })).toEqual([]);
  });
});
