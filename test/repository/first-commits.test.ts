import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { firstCommits } from '../../src/repository/first-commits.js';
import { Scratch, scratchFolder } from './scratch-repository.js';

const text = (name: string): string => `# ${name}\n\n${'A line of the record.\n'.repeat(8)}`;

function commitOn(scratch: Scratch, date: string, author: string): void {
  scratch.git('add', '--all');
  scratch.git(
    '-c',
    `user.name=${author}`,
    'commit',
    '--quiet',
    '--allow-empty',
    `--date=${date}T23:30:00+02:00`,
    `--author=${author} <a@example.com>`,
    '--message',
    'change',
  );
}

async function told(root: string, ...folders: readonly string[]): Promise<Record<string, string>> {
  const { files } = await firstCommits(root, folders);
  return Object.fromEntries(files.map(([path, { date, author }]) => [path, `${date} ${author}`]));
}

describe('the commit that brought a file', () => {
  it('is found through renames, within the folder and out of another', async () => {
    const scratch = Scratch.repository();
    scratch.write({ 'old/place/a.md': text('a'), 'docs/adr/0001-b.md': text('b') });
    commitOn(scratch, '2020-01-01', 'Ann');
    scratch.git('mv', 'docs/adr/0001-b.md', 'docs/adr/0002-b.md');
    commitOn(scratch, '2021-01-01', 'Bob');
    scratch.git('mv', 'old/place/a.md', 'docs/adr/0003-a.md');
    scratch.write({ 'docs/adr/0004 ü "c".md': text('c') });
    commitOn(scratch, '2022-01-01', 'Cid');
    scratch.write({ 'docs/adr/0005-new.md': text('new'), 'docs/adr/0002-b.md': `${text('b')}more\n` });
    expect(await told(scratch.root, 'docs/adr')).toEqual({
      'docs/adr/0001-b.md': '2020-01-01 Ann',
      'docs/adr/0002-b.md': '2020-01-01 Ann',
      'docs/adr/0003-a.md': '2020-01-01 Ann',
      'docs/adr/0004 ü "c".md': '2022-01-01 Cid',
    });
    expect(await told(scratch.path('docs'), 'adr')).toMatchObject({ 'adr/0003-a.md': '2020-01-01 Ann' });
  });

  it('is the one that brought it back after it was gone', async () => {
    const scratch = Scratch.repository({ 'docs/adr/a.md': text('a') });
    scratch.git('rm', '-q', 'docs/adr/a.md');
    commitOn(scratch, '2021-01-01', 'Ann');
    scratch.write({ 'docs/adr/a.md': text('other words altogether') });
    commitOn(scratch, '2022-02-02', 'Bob');
    expect(await told(scratch.root, 'docs/adr')).toEqual({ 'docs/adr/a.md': '2022-02-02 Bob' });
  });

  it('is unknown at the boundary of a shallow clone, and where there is no history', async () => {
    const scratch = Scratch.repository();
    scratch.write({ 'docs/adr/a.md': text('a') });
    commitOn(scratch, '2020-01-01', 'Ann');
    commitOn(scratch, '2021-01-01', 'Ann');
    scratch.write({ 'docs/adr/b.md': text('b') });
    commitOn(scratch, '2022-02-02', 'Bob');
    const clone = scratchFolder();
    execFileSync('git', ['clone', '--quiet', '--depth=2', `file://${scratch.root}`, clone]);
    expect(await told(clone, 'docs/adr')).toEqual({ 'docs/adr/b.md': '2022-02-02 Bob' });
    expect(await told(scratch.root, 'docs/adr')).toMatchObject({ 'docs/adr/a.md': '2020-01-01 Ann' });
    expect(await told(scratchFolder(), '.')).toEqual({});
    expect(await told(Scratch.repository().root, '.')).toEqual({});
  });
});
