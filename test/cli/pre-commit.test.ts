import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commitAll, git, lintel, packageRoot, scratchFolder } from './program.js';
import type { Run } from './program.js';

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
  readonly pass_filenames?: boolean;
}

const hooks: readonly Hook[] = parse(readFileSync(join(packageRoot, '.pre-commit-hooks.yaml'), 'utf8'));

/** Runs a hook as pre-commit does: its entry, with the staged files that its pattern finds; not at all when there are none. */
async function runHook(id: string, cwd: string): Promise<Run | undefined> {
  const hook = hooks.find((candidate) => candidate.id === id);
  if (hook === undefined) throw new Error(id);
  const staged = git(cwd, 'diff', '--cached', '--name-only', '--diff-filter=ACMR')
    .split('\n')
    .filter((path) => path !== '' && new RegExp(hook.files).test(path));
  if (staged.length === 0) return undefined;
  const words = hook.entry.split(' ').slice(3);
  return lintel([...words, ...(hook.pass_filenames === false ? [] : staged)], { cwd });
}

function stage(cwd: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  git(cwd, 'add', '--all');
}

describe('the hooks of pre-commit', () => {
  it('call the lintel of the repository or of the machine, and fetch nothing', () => {
    for (const { language, entry } of hooks) {
      expect(language).toBe('system');
      expect(entry).toMatch(/^npx --no-install lintel [a-z-]+ .*--no-input$/);
    }
    expect(new Set(hooks.map(({ id }) => id)).size).toBe(hooks.length);
  });

  it('lintel-migrations judges the staged migrations, and lets other files be', async () => {
    const cwd = scratchFolder();
    git(cwd, 'init', '--quiet');
    stage(cwd, {
      'migrations/0001_a.up.sql': 'CREATE TABLE a (id bigint PRIMARY KEY);\n',
      'migrations/0001_a.down.sql': 'DROP TABLE a;\n',
    });
    commitAll(cwd);
    stage(cwd, { 'src/index.js': 'export {};\n', 'reports/top.sql': 'DROP TABLE a;\n', 'README.md': 'x\n' });
    expect(await runHook('lintel-migrations', cwd)).toMatchObject({ code: 0, stderr: '' });
    stage(cwd, {
      'migrations/0002_b.up.sql': 'ALTER TABLE a RENAME COLUMN id TO key;\n',
      'migrations/0002_b.down.sql': 'ALTER TABLE a RENAME COLUMN key TO id;\n',
    });
    const run = await runHook('lintel-migrations', cwd);
    expect(run?.code).toBe(1);
    expect(run?.stdout).toContain('migrations/0002_b.up.sql');
    expect(run?.stdout).not.toContain('reports/top.sql');
  });

  it('lintel-adr and lintel-checklist run when a file of theirs is staged', async () => {
    const cwd = scratchFolder();
    git(cwd, 'init', '--quiet');
    stage(cwd, { 'a.txt': 'x\n' });
    expect(await runHook('lintel-adr', cwd)).toBeUndefined();
    stage(cwd, {
      'docs/adr/0001-a.md':
        '# 1. A\n\nDate: 2026-01-02\n\n## Status\n\nAccepted\n\n## Context\n\nSee [b](0002-b.md).\n\n## Decision\n\nA.\n\n## Consequences\n\nB.\n',
      '.lintel/checklists/own.yaml': 'id: own\nversion: 1\ntitle: Own\ndescription: D\nextends: [nothing]\n',
    });
    expect((await runHook('lintel-adr', cwd))?.stdout).toContain('docs/adr/0001-a.md');
    const lint = await runHook('lintel-checklist', cwd);
    expect(lint).toMatchObject({ code: 1 });
    expect(lint?.stdout).toContain(
      '.lintel/checklists/own.yaml:5: error extends: There is no pack `nothing` to extend.',
    );
  });
});
