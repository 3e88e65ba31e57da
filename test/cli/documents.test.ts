import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyOfShop, jsonOf, lintel, scratchFolder } from './program.js';
import type { Run } from './program.js';

function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = scratchFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const env = { ADR_DATE: '2026-02-03' };
const nygard = (number: number, title: string, status = 'Accepted'): string =>
  `# ${number}. ${title}\n\nDate: 2026-01-05\n\n## Status\n\n${status}\n\n## Context\n\nC\n\n## Decision\n\nD\n\n## Consequences\n\nE\n`;

describe('adr new', () => {
  const record = (words: readonly string[], cwd: string): Promise<Run> =>
    lintel(['adr', 'new', ...words], { cwd, env });

  it('writes the first record, and says only where', async () => {
    const cwd = folderWith();
    const run = await record(['Use', 'PostgreSQL', 'for orders'], cwd);
    expect(run).toEqual({ code: 0, stdout: 'doc/adr/0001-use-postgresql-for-orders.md\n', stderr: '' });
    const text = readFileSync(join(cwd, 'doc/adr/0001-use-postgresql-for-orders.md'), 'utf8');
    expect(text).toMatch(
      /^# 1\. Use PostgreSQL for orders\n\nDate: 2026-02-03\n\n## Status\n\nAccepted\n\n## Context\n/,
    );
    expect(text).toMatch(/[^\n]\n$/);
  });

  it('is numbered behind the highest, not into a gap, in the style of its neighbours', async () => {
    const cwd = folderWith({
      'doc/adr/ADR-003-first.md': nygard(3, 'First'),
      'doc/adr/ADR-010-second.md': nygard(10, 'Second'),
      'doc/adr/README.md': '# Log\n',
    });
    const run = await record(['Third', '--json'], cwd);
    expect(jsonOf(run)).toEqual({ path: 'doc/adr/ADR-011-third.md', number: 11 });
    expect(readdirSync(join(cwd, 'doc/adr'))).toHaveLength(4);
  });

  it('is written as MADR where the neighbours are', async () => {
    const madr =
      '---\nstatus: accepted\ndate: 2026-01-01\n---\n\n# Use X\n\n## Context and Problem Statement\n\nA\n\n## Considered Options\n\n- X\n\n## Decision Outcome\n\nX\n';
    const cwd = folderWith({ 'docs/decisions/0001-use-x.md': madr });
    await record(['Use Y', '--decider', 'Ann', '--decider', 'Bob', '--status', 'accepted'], cwd);
    const text = readFileSync(join(cwd, 'docs/decisions/0002-use-y.md'), 'utf8');
    expect(text).toMatch(
      /^---\nstatus: accepted\ndate: 2026-02-03\ndecision-makers: \[Ann, Bob\]\n---\n\n# Use Y\n/,
    );
    expect(text).toContain('## Considered Options');
  });

  it('keeps letters of every script in the name, and escapes the title for Markdown', async () => {
    const cwd = folderWith();
    const run = await record(['Größe: 日本 <b> a|b/../c'], cwd);
    expect(run.stdout).toBe('doc/adr/0001-größe-日本-b-a-b-c.md\n');
    expect(readFileSync(join(cwd, run.stdout.trim()), 'utf8')).toContain('# 1. Größe: 日本 \\<b> a|b/../c\n');
  });

  it('never overwrites: the same title twice makes two records', async () => {
    const cwd = folderWith({ 'docs/adr/0001-same.md': nygard(1, 'Same') });
    expect((await record(['Same'], cwd)).stdout).toBe('docs/adr/0002-same.md\n');
    expect(readFileSync(join(cwd, 'docs/adr/0001-same.md'), 'utf8')).toBe(nygard(1, 'Same'));
  });

  it('asks which log where there are several, and never leaves the repository', async () => {
    const cwd = folderWith({
      'a/docs/adr/0001-a.md': nygard(1, 'A'),
      'b/docs/adr/0001-b.md': nygard(1, 'B'),
    });
    const [several, named, outside] = [
      await record(['X'], cwd),
      await record(['X', '--dir', 'b/docs/adr'], cwd),
      await record(['X', '--dir', '../elsewhere'], cwd),
    ];
    expect(several).toMatchObject({ code: 2, stdout: '' });
    expect(several.stderr).toContain('a/docs/adr, b/docs/adr');
    expect(named.stdout).toBe('b/docs/adr/0002-x.md\n');
    expect(outside).toMatchObject({ code: 2, stdout: '' });
    expect(outside.stderr).toContain('outside');
    expect(existsSync(join(cwd, '../elsewhere'))).toBe(false);
  });

  it('fills the context from a question’s answer and evidence', async () => {
    const shop = copyOfShop(scratchFolder());
    const words = ['One replica', '--from-question', 'independent-scaling.replicas', '--path', shop];
    const [several, chosen] = [
      await record(words, shop),
      await record([...words, '--service', 'payments', '--json'], shop),
    ];
    expect(several).toMatchObject({ code: 2 });
    expect(several.stderr).toContain('--service');
    expect(jsonOf(chosen)).toEqual({ path: 'docs/adr/0002-one-replica.md', number: 2 });
    const text = readFileSync(join(shop, 'docs/adr/0002-one-replica.md'), 'utf8');
    expect(text).toContain('The checklist asks: ');
    expect(text).toContain('The answer was "not answered yet".');
    expect(text).toMatch(
      /\n- Deployment payments takes traffic with a single replica \(`deploy\/payments\.yaml`, line 1\)\n/,
    );
  });
});

describe('adr list', () => {
  const files = {
    'docs/adr/0001-one.md': nygard(1, 'One', 'Superseded by [2. Two](0002-two.md)'),
    'docs/adr/0002-two.md': nygard(2, 'Two'),
    'docs/adr/0003-odd.md': 'Date: 3rd of May\n\nNo heading.\n',
  };

  it('lists number, status, date and title', async () => {
    const run = await lintel(['adr', 'list', '--format', 'table'], { cwd: folderWith(files) });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(
      /^docs\/adr {2}3 records\n {2}0001 {2}superseded {2}2026-01-05 {2}One\n {2}0002 {2}accepted {4}2026-01-05 {2}Two\n/,
    );
    const accepted = await lintel(['adr', 'list', '--format', 'table', '--status', 'Accepted'], {
      cwd: folderWith(files),
    });
    expect(accepted.stdout).toMatch(/^docs\/adr {2}1 record\n {2}0002 .*Two\n$/);
  });

  it('has the shape of the contract as JSON', async () => {
    const run = await lintel(['adr', 'list', '--json'], { cwd: folderWith(files) });
    const { logs } = jsonOf<{ logs: { path: string; style: string; records: object[] }[] }>(run);
    expect(logs).toHaveLength(1);
    expect(logs[0]).toMatchObject({ path: 'docs/adr', style: 'nygard' });
    expect(logs[0]?.records[0]).toEqual({
      path: 'docs/adr/0001-one.md',
      id: '0001',
      number: 1,
      title: 'One',
      status: 'superseded',
      statusText: 'Superseded by 2. Two',
      date: '2026-01-05',
      dateSource: 'text',
      authors: [],
      authorSource: null,
      deciders: [],
      consulted: [],
      informed: [],
      tags: [],
      links: [{ kind: 'superseded by', target: 'docs/adr/0002-two.md', text: '2. Two' }],
      problems: [],
    });
    expect(logs[0]?.records[2]).toMatchObject({
      title: 'odd',
      date: null,
      problems: ['the date "3rd of May" is not an ISO date', 'there is no title'],
    });
  });

  it('prints paths to a pipe, relative to where it is run, and says that there is no log', async () => {
    const cwd = folderWith({ ...files, 'src/api/main.ts': '' });
    const paths = ['0001-one.md', '0002-two.md', '0003-odd.md'];
    const run = await lintel(['adr', 'list'], { cwd: join(cwd, 'src/api') });
    expect(run).toEqual({
      code: 0,
      stdout: paths.map((path) => `../../docs/adr/${path}\n`).join(''),
      stderr: '',
    });
    const none = await lintel(['adr', 'list'], { cwd: folderWith() });
    expect(none).toEqual({ code: 1, stdout: 'The doc/adr directory does not exist\n', stderr: '' });
  });
});

describe('runbook new', () => {
  it('fills in the facts with file and line, marks the rest TODO, and never overwrites', async () => {
    const shop = copyOfShop(scratchFolder());
    const words = ['runbook', 'new', 'orders', '--path', shop];
    const run = await lintel([...words, '--owner', '@team-orders', '--json']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(jsonOf(run)).toEqual({ path: 'docs/runbooks/orders.md', service: 'orders' });
    const text = readFileSync(join(shop, 'docs/runbooks/orders.md'), 'utf8');
    expect(text).toMatch(
      /^---\nkind: service\nservice: orders\nowner: "@team-orders"\n---\n\n# Runbook: orders\n/,
    );
    expect(text).toContain('| kubernetes Deployment | `orders` | `deploy/orders.yaml`, line 1 |\n');
    expect(text).toMatch(/\n\| compose service \| `orders` \| `compose\.yaml`, line \d+ \|\n/);
    expect(text).toContain(
      '| kubernetes liveness | `http /livez :8081` | the container is restarted | `deploy/orders.yaml`, line 18 |',
    );
    expect(text).toContain('| `services/orders/migrations` | golang-migrate | 4 |');
    expect(text).toContain('TODO');
    expect(text).not.toContain('{{');

    const again = await lintel(words);
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toContain('docs/runbooks/orders.md is there already and was not touched');
    expect(readFileSync(join(shop, 'docs/runbooks/orders.md'), 'utf8')).toBe(text);
  });

  it('names the services where none or a wrong one is given', async () => {
    const shop = copyOfShop(scratchFolder());
    for (const words of [[], ['nope']]) {
      const run = await lintel(['runbook', 'new', ...words, '--path', shop]);
      expect(run.code).toBe(2);
      expect(run.stderr).toContain('Name one of: backoffice, catalog, gateway, orders, payments.');
    }
    expect(existsSync(join(shop, 'docs/runbooks'))).toBe(false);
  });
});

describe('init', () => {
  it('writes only with --yes, and twice is harmless', async () => {
    const cwd = folderWith({ Dockerfile: 'FROM scratch\n' });
    const silent = await lintel(['init'], { cwd, env });
    expect(silent.code).toBe(2);
    expect(silent.stderr).toContain('--yes');
    const dry = await lintel(['init', '--dry-run', '--json'], { cwd, env });
    const files = ['.lintel.yaml', 'docs/adr/0001-record-architecture-decisions.md'];
    expect(jsonOf<{ files: { path: string }[] }>(dry)).toMatchObject({
      files: files.map((path) => ({ path })),
      written: [],
    });
    expect(readdirSync(cwd)).toEqual(['Dockerfile']);

    const taken = await lintel(['init', '--yes', '--json'], { cwd, env });
    expect(taken.code).toBe(0);
    expect(jsonOf<{ written: string[] }>(taken).written).toEqual(files);
    const texts = files.map((path) => readFileSync(join(cwd, path), 'utf8'));
    expect(texts[1]).toContain('Date: 2026-02-03');

    const again = await lintel(['init', '--yes'], { cwd, env });
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).toContain('✓ 1 decision record in docs/adr\nNothing is missing.');
    expect(files.map((path) => readFileSync(join(cwd, path), 'utf8'))).toEqual(texts);
    expect((await lintel(['audit'], { cwd })).code).toBe(0);
  });

  it('keeps a log that is there, wherever it is', async () => {
    const cwd = folderWith({ 'doc/adr/0001-a.md': nygard(1, 'A') });
    await lintel(['init', '--yes'], { cwd, env });
    expect(existsSync(join(cwd, 'docs/adr'))).toBe(false);
    expect(readFileSync(join(cwd, '.lintel.yaml'), 'utf8')).toContain('path: "doc/adr"');
  });
});
