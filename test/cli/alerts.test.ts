import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAll, jsonOf, lintel, scratchFolder } from './program.js';

type Row = Readonly<Record<string, unknown>>;

interface CheckDocument {
  readonly findings: readonly Row[];
  readonly verdict: Row;
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const share = (window: string): string =>
  `sum(rate(http_requests_total{code=~"5.."}[${window}])) / sum(rate(http_requests_total[${window}]))`;

const rules = (target: string): string => `groups:
  - name: shop
    rules:
      - alert: Burn
        expr: ${share('1h')} > 14.4 * (1 - ${target}) and ${share('5m')} > 14.4 * (1 - ${target})
        labels: {severity: page}
        annotations: {runbook_url: docs/runbooks.md#burn}
      - alert: HighCpu
        expr: rate(container_cpu_usage_seconds_total[5m]) > 0.9
        labels: {severity: warning}
`;

const sound = { 'monitoring/rules.yml': rules('0.999'), 'docs/runbooks.md': '# Burn\n' };

describe('alerts list', () => {
  it('shows alerts file by file with class and runbook, and all of them as JSON', async () => {
    const folder = scratchFolder();
    write(folder, sound);
    const { code, stdout } = await lintel(['alerts', 'list', folder]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/2 alerts · 1 burn rate · 1 cause\n/);
    expect(stdout).toMatch(
      /monitoring\/rules\.yml {2}prometheus\n {2}:4 {2}Burn {5}burn rate {2}page {5}runbook is there; /,
    );
    expect(stdout).toContain('Runbooks 1 in this repository · 1 without');
    const json = jsonOf<{ readonly alerts: readonly Row[] }>(
      await lintel(['alerts', 'list', folder, '--json']),
    );
    expect(json.alerts[0]).toMatchObject({
      name: 'Burn',
      class: 'slo-burn',
      burn: { windows: ['5m', '1h'], factors: [14.4], objective: 0.999, thresholds: [0.0144, 0.0144] },
      runbookState: 'ok',
      runbookFile: 'docs/runbooks.md',
      file: 'monitoring/rules.yml',
      line: 4,
    });
  });

  it('says that alerts often live elsewhere when there are none', async () => {
    const { code, stdout } = await lintel(['alerts', 'list', scratchFolder()]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/no alerts found\nAlerts often live in another repository/);
  });
});

describe('alerts check', () => {
  it('passes what is sound, and fails what can never fire', async () => {
    const folder = scratchFolder();
    write(folder, sound);
    expect(await lintel(['alerts', 'check', folder])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(
        '✓ 2 alerts (runbooks: 1 in this repository · 1 without), nothing to say',
      ),
    });
    write(folder, { 'monitoring/rules.yml': rules('0.9') });
    const { code, stdout } = await lintel(['alerts', 'check', folder]);
    expect(code).toBe(1);
    expect(stdout).toContain('✗ error alert-burn-factor-never-fires  monitoring/rules.yml:4');
  });

  it('counts only what came since the base, and what --fail-on says', async () => {
    const folder = scratchFolder();
    write(folder, { ...sound, 'docs/runbooks.md': '# Other\n' });
    commitAll(folder);
    const base = await lintel(['alerts', 'check', folder, '--fail-on', 'warning']);
    expect(base.code).toBe(1);
    expect(base.stdout).toContain('alert-runbook-dead');
    const since = await lintel([
      'alerts',
      'check',
      folder,
      '--fail-on',
      'warning',
      '--base',
      'HEAD',
      '--json',
    ]);
    expect(since.code).toBe(0);
    expect(jsonOf<CheckDocument>(since)).toMatchObject({
      findings: [{ rule: 'alert-runbook-dead', status: 'baselined' }],
      verdict: { passed: true },
    });
  });

  it('ends with 2 for a service or revision that is not there', async () => {
    const folder = scratchFolder();
    write(folder, sound);
    expect((await lintel(['alerts', 'check', folder, '--service', 'none'])).code).toBe(2);
    expect((await lintel(['alerts', 'check', folder, '--base', 'none'])).code).toBe(2);
  });
});
