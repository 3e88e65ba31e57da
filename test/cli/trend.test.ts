import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LineCommit } from '../../src/repository/first-parent-line.js';
import { sparkline } from '../../src/reporters/text/trend.js';
import { sample } from '../../src/workflows/audit/trend.js';
import { commitAll, git, jsonOf, lintel, scratchFolder } from './program.js';

interface TrendDocument {
  readonly trend: {
    readonly commits: number;
    readonly points: readonly {
      readonly commit: string;
      readonly passed: boolean;
      readonly findings: { readonly error: number };
      readonly questions: { readonly stale: number; readonly satisfied: number };
    }[];
  };
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe('audit trend', () => {
  it('judges the commits of the history without touching the work tree, and shows it in the HTML report', async () => {
    const cwd = scratchFolder();
    write(cwd, 'Dockerfile', 'FROM node:20\n');
    write(cwd, 'package.json', '{"name":"shop"}\n');
    write(cwd, 'migrations/0001_a.up.sql', 'CREATE TABLE a (id bigint PRIMARY KEY);\n');
    write(cwd, 'migrations/0001_a.down.sql', 'DROP TABLE a;\n');
    const first = commitAll(cwd);
    write(cwd, 'migrations/0002_b.up.sql', 'ALTER TABLE a RENAME COLUMN id TO key;\n');
    write(cwd, 'migrations/0002_b.down.sql', 'ALTER TABLE a RENAME COLUMN key TO id;\n');
    const second = commitAll(cwd);
    // What is not committed is not in the trend, and stays as it is.
    write(cwd, 'migrations/0002_b.up.sql', 'SELECT 1;\n');
    const before = git(cwd, 'status', '--porcelain=v2');
    const [text, json] = await Promise.all([
      lintel(['audit', 'trend'], { cwd, limit: 120_000 }),
      lintel(['audit', 'trend', '--json'], { cwd, limit: 120_000 }),
    ]);
    const { trend } = jsonOf<TrendDocument>(json);
    expect(trend.commits).toBe(2);
    expect(trend.points.map(({ commit }) => commit)).toEqual([first, second]);
    expect(trend.points[0]).toMatchObject({ passed: true, findings: { error: 0 } });
    expect(trend.points[1]).toMatchObject({ passed: false });
    expect(trend.points[1]?.findings.error).toBeGreaterThan(0);
    expect(text.stdout).toMatch(/2 commits of 2/);
    expect(text.stdout).toMatch(/errors +▁█ +0 → \d/);
    expect(git(cwd, 'status', '--porcelain=v2')).toBe(before);
    await lintel(['audit', '--trend', '--report', 'html=page.html'], { cwd, limit: 120_000 });
    expect(readFileSync(join(cwd, 'page.html'), 'utf8')).toContain(
      'aria-label="Findings that count: errors from 0 to',
    );
  }, 240_000);

  it('says what is missing', async () => {
    const cwd = scratchFolder();
    expect(await lintel(['audit', 'trend'], { cwd })).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('the sample of a long history', () => {
  const commits = Array.from({ length: 1_000 }, (_, index): LineCommit => ({
    id: String(index),
    day: '2026-01-01',
    subject: '',
  }));
  const ids = (most: number, touching: readonly string[] = []): readonly string[] =>
    sample(commits, new Set(touching), most).map(({ id }) => id);

  it('has the newest and the oldest, is evenly spread, and no larger than asked', () => {
    expect(ids(1)).toEqual(['0']);
    expect(ids(2)).toEqual(['0', '999']);
    expect(ids(5)).toHaveLength(5);
    const gaps = ids(11).map(Number);
    expect([gaps[0], gaps.at(-1)]).toEqual([0, 999]);
    expect(Math.max(...gaps.slice(1).map((at, index) => at - (gaps[index] ?? 0)))).toBeLessThan(150);
    expect(ids(2_000)).toHaveLength(1_000);
  });

  it('takes half of its places from the commits that changed the answers', () => {
    const chosen = ids(10, ['17', '18', '500', '501', '502', '503', '700']);
    expect(chosen).toHaveLength(10);
    expect(
      chosen.filter((id) => ['17', '18', '500', '501', '502', '503', '700'].includes(id)).length,
    ).toBeGreaterThanOrEqual(4);
  });

  it('becomes bars', () => {
    expect(sparkline([0, 1, 2, 7])).toBe('▁▂▃█');
    expect(sparkline([0, 0])).toBe('▁▁');
  });
});
