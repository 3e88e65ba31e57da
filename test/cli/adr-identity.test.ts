import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAll, git, jsonOf, lintel, scratchFolder } from './program.js';

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const record = (number: number, title: string): string =>
  `# ${number}. ${title}\n\nDate: 2026-01-05\n\n## Status\n\nAccepted\n\n## Context\n`;

interface Renumbered {
  readonly to: string;
  readonly number: number;
  readonly rewritten: readonly { readonly file: string; readonly citations: number }[];
  readonly ambiguous: readonly { readonly file: string; readonly line: number }[];
}

describe('adr renumber', () => {
  it('rewrites a hundred citations of every form, and touches nothing else', async () => {
    const cwd = scratchFolder();
    const forms = [
      'See ADR-0027.',
      'See ADR 27 and ADRs 26, 27 and 28.',
      '// adr-27: why',
      '[27. Use queues](docs/adr/0027-use-queues.md#context)',
      '[ADR-0027](../docs/adr/0027-use-queues.md)',
      '| 0027 | [Use queues](docs/adr/0027-use-queues.md) | 27 % |',
      'docs/adr/0027 says so',
      '[[0027-use-queues]]',
      'ADR#27',
      'https://example.com/blob/main/docs/adr/0027-use-queues.md',
    ];
    const kept = [
      'ADR-00270',
      'version 27',
      'ADR-27-beta.md',
      '10027-use-queues',
      'XADR-27',
      '27 apples',
      'ADR-27b',
      'ADR 27.1',
    ];
    const files: Record<string, string> = {
      'docs/adr/0001-record.md': record(1, 'Record'),
      'docs/adr/0026-other.md': record(26, 'Other'),
      'docs/adr/0027-use-queues.md': record(27, 'Use queues') + '\nAs ADR-0027 says, 27 queues.\n',
    };
    for (let at = 0; at < 10; at += 1) files[`src/file-${at}.md`] = `${[...forms, ...kept].join('\r\n')}\r\n`;
    files['vendor/github.com/x/y/notes.md'] = 'ADR-0027\n';
    write(cwd, files);
    commitAll(cwd);
    const dry = await lintel(['adr', 'renumber', '27', '31', '--dry-run'], { cwd });
    expect(dry.code).toBe(0);
    expect(git(cwd, 'status', '--porcelain')).toBe('');

    const run = await lintel(['adr', 'renumber', '27', '31', '--json'], { cwd });
    const done = jsonOf<Renumbered>(run);
    expect(done).toMatchObject({ to: 'docs/adr/0031-use-queues.md', number: 31, ambiguous: [] });
    expect(done.rewritten).toHaveLength(11);
    expect(existsSync(join(cwd, 'docs/adr/0027-use-queues.md'))).toBe(false);
    expect(readFileSync(join(cwd, 'docs/adr/0031-use-queues.md'), 'utf8')).toBe(
      record(31, 'Use queues') + '\nAs ADR-0031 says, 27 queues.\n',
    );
    expect(readFileSync(join(cwd, 'src/file-7.md'), 'utf8').split('\r\n')).toEqual([
      'See ADR-0031.',
      'See ADR 31 and ADRs 26, 31 and 28.',
      '// adr-31: why',
      '[31. Use queues](docs/adr/0031-use-queues.md#context)',
      '[ADR-0031](../docs/adr/0031-use-queues.md)',
      '| 0031 | [Use queues](docs/adr/0031-use-queues.md) | 27 % |',
      'docs/adr/0031 says so',
      '[[0031-use-queues]]',
      'ADR#31',
      'https://example.com/blob/main/docs/adr/0031-use-queues.md',
      ...kept,
      '',
    ]);
    expect(readFileSync(join(cwd, 'docs/adr/0026-other.md'), 'utf8')).toBe(files['docs/adr/0026-other.md']);
  });

  it('tells by history whose a number was, and leaves what history does not tell', async () => {
    const cwd = scratchFolder();
    write(cwd, { 'docs/adr/0001-record.md': record(1, 'Record'), 'a.md': '', 'b.md': '', 'c.md': '' });
    commitAll(cwd);
    const commit = (files: Readonly<Record<string, string>>): void => {
      write(cwd, files);
      git(cwd, 'add', '--all');
      git(cwd, 'commit', '--quiet', '--message', 'more');
    };
    git(cwd, 'checkout', '--quiet', '-b', 'theirs');
    commit({ 'docs/adr/0002-theirs.md': record(2, 'Theirs'), 'a.md': 'ADR-0002\n' });
    git(cwd, 'checkout', '--quiet', 'main');
    commit({ 'docs/adr/0002-mine.md': record(2, 'Mine'), 'b.md': 'ADR-0002\n' });

    const collide = await lintel(['adr', 'collide', '--base', 'theirs'], { cwd });
    expect(collide).toMatchObject({ code: 1, stderr: '' });
    expect(collide.stdout).toBe(
      '0002: docs/adr/0002-mine.md and docs/adr/0002-theirs.md\n  → lintel adr renumber docs/adr/0002-mine.md\n',
    );
    git(cwd, 'merge', '--quiet', '--no-edit', 'theirs');
    commit({ 'c.md': 'ADR-0002\n' });
    const run = await lintel(['adr', 'renumber', '0002-mine', '--json'], { cwd });
    expect(jsonOf<Renumbered>(run)).toMatchObject({
      to: 'docs/adr/0003-mine.md',
      ambiguous: [{ file: 'c.md', line: 1 }],
    });
    const texts = ['a.md', 'b.md', 'c.md'].map((file) => readFileSync(join(cwd, file), 'utf8'));
    expect(texts).toEqual(['ADR-0002\n', 'ADR-0003\n', 'ADR-0002\n']);
    expect((await lintel(['adr', 'collide', '--base', 'theirs'], { cwd })).code).toBe(0);
  });
});

describe('a number that another branch took', () => {
  it('is not given again, and a draft gets one when it is accepted', async () => {
    const cwd = scratchFolder();
    write(cwd, { 'docs/adr/0001-record.md': record(1, 'Record') });
    commitAll(cwd);
    git(cwd, 'checkout', '--quiet', '-b', 'theirs');
    write(cwd, { 'docs/adr/0002-theirs.md': record(2, 'Theirs') });
    git(cwd, 'add', '--all');
    git(cwd, 'commit', '--quiet', '--message', 'more');
    git(cwd, 'checkout', '--quiet', 'main');
    const draft = await lintel(['adr', 'new', '--draft', 'Use', 'queues'], { cwd });
    expect(draft.stdout).toBe('docs/adr/XXXX-use-queues.md\n');
    expect(readFileSync(join(cwd, 'docs/adr/XXXX-use-queues.md'), 'utf8')).toMatch(
      /^# XXXX\. Use queues\n[\s\S]*\nProposed\n/,
    );
    write(cwd, { 'notes.md': '[why](docs/adr/XXXX-use-queues.md)\n' });
    expect((await lintel(['adr', 'new', 'Mine'], { cwd })).stdout).toBe('docs/adr/0003-mine.md\n');
    const accepted = await lintel(['adr', 'status', 'XXXX-use-queues', 'accepted'], { cwd });
    expect(accepted).toEqual({ code: 0, stdout: 'docs/adr/0004-use-queues.md\n', stderr: '' });
    expect(readFileSync(join(cwd, 'docs/adr/0004-use-queues.md'), 'utf8')).toMatch(
      /^# 4\. Use queues\n[\s\S]*\nAccepted\n/,
    );
    expect(readFileSync(join(cwd, 'notes.md'), 'utf8')).toBe('[why](docs/adr/0004-use-queues.md)\n');
  });
});

describe('records in other dialects', () => {
  it('are superseded and amended in their own words, a byte-order mark stays', async () => {
    const cwd = scratchFolder();
    const madr = (status: string): string =>
      `\u{FEFF}---\r\nstatus: ${status}\r\ndate: 2026-01-01\r\n---\r\n\r\n# Use X\r\n\r\n## Context and Problem Statement\r\n\r\n## Decision Outcome\r\n`;
    write(cwd, {
      'docs/decisions/0001-use-x.md': madr('accepted'),
      'docs/decisions/0002-use-y.md': madr('accepted'),
    });
    const run = await lintel(['adr', 'supersede', '1', '--by', '2'], { cwd });
    expect(run).toEqual({
      code: 0,
      stdout: 'docs/decisions/0001-use-x.md\ndocs/decisions/0002-use-y.md\n',
      stderr: '',
    });
    expect(readFileSync(join(cwd, 'docs/decisions/0001-use-x.md'), 'utf8')).toBe(
      madr('superseded by ADR-0002'),
    );
    expect(readFileSync(join(cwd, 'docs/decisions/0002-use-y.md'), 'utf8')).toBe(
      `${madr('accepted')}\r\n## Links\r\n\r\n- Supersedes [ADR-0001](0001-use-x.md)\r\n`,
    );
    const again = await lintel(['adr', 'supersede', '1', '--by', '2'], { cwd });
    expect(again).toEqual({ code: 0, stdout: '', stderr: '' });
    const self = await lintel(['adr', 'amend', '1', '--by', '1'], { cwd });
    expect(self).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('a frozen number', () => {
  it('is no collision, no finding, and is not changed', async () => {
    const cwd = scratchFolder();
    write(cwd, {
      '.lintel.yaml': 'adr:\n  frozen: [2]\n',
      'docs/adr/0001-record.md': record(1, 'Record'),
    });
    commitAll(cwd);
    git(cwd, 'checkout', '--quiet', '-b', 'theirs');
    write(cwd, {
      'docs/adr/0002-theirs.md': record(2, 'Theirs'),
      'docs/adr/0003-theirs.md': record(3, 'Theirs'),
    });
    git(cwd, 'add', '--all');
    git(cwd, 'commit', '--quiet', '--message', 'more');
    git(cwd, 'checkout', '--quiet', 'main');
    write(cwd, { 'docs/adr/0002-mine.md': record(2, 'Mine'), 'docs/adr/0003-mine.md': record(3, 'Mine') });
    const collided = await lintel(['adr', 'collide', '--base', 'theirs'], { cwd });
    expect(collided.code).toBe(1);
    expect(collided.stdout).toContain('0003-mine.md');
    expect(collided.stdout).not.toContain('0002-mine.md');
    const renumbered = await lintel(['adr', 'renumber', '2'], { cwd });
    expect(renumbered.code).toBe(2);
    expect(renumbered.stderr).toContain('the number 2 is frozen');
    expect(existsSync(join(cwd, 'docs/adr/0002-mine.md'))).toBe(true);
  });
});
