import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonOf, lintel, runProgram, scratchFolder } from './program.js';

const log: Readonly<Record<string, string>> = {
  'docs/adr/0001-use-postgresql.md':
    '# 1. Use PostgreSQL\n\nDate: 2024-01-05\n\n## Status\n\nSuperseded by [3. Use two databases](0003-use-two-databases.md)\n\n## Context\n\nOrders need transactions.\n\n## Decision\n\nWe **will** use PostgreSQL.\n\n| a | b |\n|---|---|\n| one | two |\n',
  'docs/adr/0002-queue.md':
    '---\nstatus: accepted\ndeciders: [Ann Lee, Bob]\nconsulted: Cid\ntags: [queue, orders]\n---\n# A queue between orders and billing\n\n## Considered Options\n\n* RabbitMQ\n* PostgreSQL as a queue: `SKIP LOCKED`\n\n## Decision Outcome\n\nRabbitMQ\n',
  'docs/adr/0003-use-two-databases.md':
    '# 3. Use two databases\n\nDate: 2025-03-01\n\n## Status\n\nAccepted\n\nSupersedes [1. Use PostgreSQL](0001-use-postgresql.md)\n\n## Context\n\nReads outgrew one server; größer \u001b[31mred.\n',
};

function folderWith(files: Readonly<Record<string, string>> = log): string {
  const folder = scratchFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function committed(folder: string, date: string, author: string): Promise<void> {
  const identity = {
    GIT_AUTHOR_NAME: author,
    GIT_COMMITTER_NAME: author,
    GIT_COMMITTER_EMAIL: 'a@example.com',
  };
  const git = async (...words: readonly string[]): Promise<unknown> =>
    runProgram('git', words, { cwd: folder, env: { ...identity, GIT_AUTHOR_DATE: `${date}T12:00:00Z` } });
  await git('init', '--quiet');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'records');
}

describe('adr show', () => {
  it('shows a record by number, id, slug, title or path, with its links both ways', async () => {
    const cwd = folderWith();
    const runs = await Promise.all(
      ['1', '0001', 'use-postgresql', 'Use PostgreSQL', 'docs/adr/0001-use-postgresql.md'].map(async (id) =>
        lintel(['adr', 'show', id], { cwd }),
      ),
    );
    expect(new Set(runs.map(({ stdout }) => stdout)).size).toBe(1);
    expect(runs[0]).toMatchObject({ code: 0, stderr: '' });
    expect(runs[0]?.stdout).toContain(
      `0001  Use PostgreSQL
  Status         superseded (Superseded by 3. Use two databases)
  Date           2024-01-05
  Superseded by  0003  Use two databases  docs/adr/0003-use-two-databases.md
  Linked from    0003  Use two databases  docs/adr/0003-use-two-databases.md (supersedes)
  File           docs/adr/0001-use-postgresql.md
`,
    );
    expect(runs[0]?.stdout).toContain(
      '## Decision\n\nWe will use PostgreSQL.\n\na    b\n───  ───\none  two\n',
    );
  });

  it('gives the record, who links to it and the text as JSON', async () => {
    const run = await lintel(['adr', 'show', '2', '--json'], { cwd: folderWith() });
    expect(jsonOf(run)).toMatchObject({
      log: 'docs/adr',
      id: '0002',
      deciders: ['Ann Lee', 'Bob'],
      consulted: ['Cid'],
      informed: [],
      tags: ['queue', 'orders'],
      linkedFrom: [],
      text: log['docs/adr/0002-queue.md'],
    });
  });

  it('lets no control character of a record through, and names the choices where several are meant', async () => {
    const cwd = folderWith();
    expect((await lintel(['adr', 'show', '3'], { cwd })).stdout).toContain(String.raw`größer \x1b[31mred.`);
    const several = await lintel(['adr', 'show', 'databases orders'], { cwd });
    expect(several).toMatchObject({ code: 2, stdout: '' });
    const ambiguous = await lintel(['adr', 'show', 'use'], { cwd });
    expect(ambiguous.stderr).toContain('docs/adr/0003-use-two-databases.md');
  });
});

describe('dates and authors from git', () => {
  it('are given where the text has none, and marked', async () => {
    const cwd = folderWith();
    await committed(cwd, '2023-12-31', 'Zoë');
    const { logs } = jsonOf<{ logs: { records: Record<string, unknown>[] }[] }>(
      await lintel(['adr', 'list', '--json'], { cwd }),
    );
    expect(logs[0]?.records.map(({ date, dateSource }) => `${String(date)} ${String(dateSource)}`)).toEqual([
      '2024-01-05 text',
      '2023-12-31 git',
      '2025-03-01 text',
    ]);
    expect(logs[0]?.records[1]).toMatchObject({ authors: ['Zoë'], authorSource: 'git' });
    expect((await lintel(['adr', 'show', '2'], { cwd })).stdout).toContain(
      'Date       2023-12-31 (from git)',
    );
  });

  it('are not changed by what the cache holds', async () => {
    const cwd = folderWith();
    await committed(cwd, '2023-12-31', 'Ann');
    const env = { LINTEL_CACHE_DIR: join(scratchFolder(), 'cache') };
    const list = async (): Promise<string> => (await lintel(['adr', 'list', '--json'], { cwd, env })).stdout;
    const cold = await list();
    expect(await list()).toBe(cold);
    writeFileSync(join(cwd, 'docs/adr/0001-use-postgresql.md'), '# 1. Other\n\n## Status\n\nRejected\n');
    const changed = jsonOf<{ logs: { records: object[] }[] }>({ code: 0, stdout: await list(), stderr: '' });
    expect(changed.logs[0]?.records[0]).toMatchObject({ title: 'Other', status: 'rejected' });
  });
});

describe('adr list, filtered', () => {
  const ids = async (cwd: string, ...words: readonly string[]): Promise<readonly string[]> => {
    const run = await lintel(['adr', 'list', '--json', ...words], { cwd });
    return jsonOf<{ logs: { records: { id: string }[] }[] }>(run).logs.flatMap(({ records }) =>
      records.map(({ id }) => id),
    );
  };

  it('lets through what has the status, tag, decider, date or role that was asked for', async () => {
    const cwd = folderWith();
    expect(await ids(cwd, '--status', 'Accepted')).toEqual(['0002', '0003']);
    expect(await ids(cwd, '--status', 'angenommen', '--since', '2025')).toEqual(['0003']);
    expect(await ids(cwd, '--tag', 'Queue')).toEqual(['0002']);
    expect(await ids(cwd, '--decider', 'ann')).toEqual(['0002']);
    expect(await ids(cwd, '--until', '2024-01')).toEqual(['0001']);
    expect(await ids(cwd, '--supersedes', '1')).toEqual(['0003']);
    expect(await ids(cwd, '--log', 'elsewhere')).toEqual([]);
    expect(await lintel(['adr', 'list', '--since', 'yesterday'], { cwd })).toMatchObject({ code: 2 });
  });
});

describe('adr search', () => {
  it('ranks titles above text and names file, line and section', async () => {
    const cwd = folderWith();
    const run = await lintel(['adr', 'search', 'postgres'], { cwd });
    expect(run.stdout).toBe(`0001  Use PostgreSQL  superseded  2024-01-05
  docs/adr/0001-use-postgresql.md:15  Decision
    We will use PostgreSQL.

0002  A queue between orders and billing  accepted
  docs/adr/0002-queue.md:12  Considered Options
    PostgreSQL as a queue: SKIP LOCKED

0003  Use two databases  accepted  2025-03-01
  docs/adr/0003-use-two-databases.md:9  Status
    Supersedes 1. Use PostgreSQL
`);
  });

  it('wants every word, knows phrases, tags and accents, and says when nothing was found', async () => {
    const cwd = folderWith();
    const found = async (query: string): Promise<readonly string[]> =>
      jsonOf<{ results: { record: { id: string } }[] }>(
        await lintel(['adr', 'search', query, '--json'], { cwd }),
      ).results.map(({ record }) => record.id);
    expect(await found('queue orders')).toEqual(['0002']);
    expect(await found('"two databases"')).toEqual(['0003', '0001']);
    expect(await found('"databases two"')).toEqual([]);
    expect(await found('GROSSER')).toEqual(['0003']);
    expect((await lintel(['adr', 'search', 'cassandra'], { cwd })).stdout).toBe(
      'No record has all of: cassandra\n',
    );
  });
});

describe('every command', () => {
  it('looks for the log upwards, to the nearest one', async () => {
    const cwd = folderWith({
      ...log,
      'src/deep/code.ts': '',
      'packages/web/docs/adr/0001-use-react.md': '# 1. Use React\n\n## Status\n\nAccepted\n\n## Context\n',
      'packages/web/src/page.ts': '',
    });
    await committed(cwd, '2025-01-01', 'Ann');
    const below = join(cwd, 'src/deep');
    const commands: readonly (readonly string[])[] = [
      ['list'],
      ['show', '2'],
      ['search', 'orders'],
      ['lint', '--fail-on', 'never'],
      ['graph'],
      ['affected', '--base', 'HEAD'],
      ['convert', '2', '--to', 'nygard'],
      ['export', '--format', 'json'],
      ['site', '--out', join(cwd, 'site-of-it')],
      ['index', '--create'],
    ];
    for (const words of commands) {
      const run = await lintel(['adr', ...words], { cwd: below });
      expect({ words, code: run.code, stderr: run.stderr }).toEqual({ words, code: 0, stderr: '' });
    }
    const inPackage = await lintel(['adr', 'search', 'React'], { cwd: join(cwd, 'packages/web/src') });
    expect(inPackage.stdout).toContain('docs/adr/0001-use-react.md');
    const shown = await lintel(['adr', 'show', '2', '--json'], { cwd: join(cwd, 'packages/web/src') });
    expect(shown.code).toBe(2);
  });

  it('takes one value for each filter flag, so that words may follow', async () => {
    const run = await lintel(['adr', 'search', '--status', 'accepted', 'queue'], { cwd: folderWith() });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('A queue between orders and billing');
  });
});
