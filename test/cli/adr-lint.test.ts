import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAll, git, jsonOf, lintel, scratchFolder } from './program.js';
import type { Run } from './program.js';

type Files = Readonly<Record<string, string>>;

function write(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function folderWith(files: Files): string {
  const folder = scratchFolder();
  write(folder, files);
  return folder;
}

function commit(folder: string): string {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'more');
  return git(folder, 'rev-parse', 'HEAD').trim();
}

const nygard = (title: string, status = 'Accepted', more = ''): string =>
  `# ${title}\n\nDate: 2026-01-05\n\n## Status\n\n${status}\n\n## Context\n\nOrders need a home.\n\n## Decision\n\nWe will use PostgreSQL for orders.\n\n## Consequences\n\nOne thing more to run.\n${more}`;

interface Lint {
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly file: string;
    readonly line: number;
    readonly message: string;
    readonly status: string;
  }[];
  readonly skipped: readonly object[];
}

/** Every new finding as `severity rule file:line`. */
const lines = (run: Run): readonly string[] =>
  jsonOf<Lint>(run)
    .findings.filter(({ status }) => status === 'new')
    .map(({ severity, rule, file, line }) => `${severity} ${rule} ${file}:${line}`);

const lint = (cwd: string, ...words: readonly string[]): Promise<Run> =>
  lintel(['adr', 'lint', ...words, '--json'], { cwd });

describe('adr lint', () => {
  it('has nothing to say of a log in order, of none, and of an empty folder', async () => {
    const cwd = folderWith({ 'docs/adr/0001-a.md': nygard('1. A') });
    expect(await lintel(['adr', 'lint'], { cwd })).toEqual({
      code: 0,
      stdout: '✓ 1 record, nothing to say\n',
      stderr: '',
    });
    expect(jsonOf(await lint(scratchFolder()))).toMatchObject({ findings: [], skipped: [] });
  });

  it('fails on errors, on less when asked, and never when not', async () => {
    const cwd = folderWith({
      'docs/adr/0001-a.md': nygard('1. A', 'Acepted'),
      'docs/adr/0001-b.md': nygard('1. B'),
    });
    const run = await lint(cwd);
    expect(lines(run)).toEqual([
      'warning adr-status-unknown docs/adr/0001-a.md:7',
      'error adr-number-duplicate docs/adr/0001-b.md:1',
    ]);
    expect(run.code).toBe(1);
    expect((await lint(cwd, '--fail-on', 'never')).code).toBe(0);
    const text = await lintel(['adr', 'lint'], { cwd });
    expect(text.code).toBe(1);
    expect(text.stdout).toContain('✗ error adr-number-duplicate  docs/adr/0001-b.md:1');
    expect(text.stdout).toMatch(/1 error · 1 warning in 2 files; 2 records read/);
  });

  it('follows the configuration: frozen numbers, states, sections, rules', async () => {
    const files = {
      'docs/adr/0001-a.md': nygard('1. A', 'Live'),
      'docs/adr/0001-b.md': nygard('1. B', 'Dead'),
      'docs/adr/0003-c.md': nygard('3. C', 'Live'),
    };
    const cwd = folderWith({
      ...files,
      '.lintel.yaml':
        'adr:\n  frozen: [1]\n  statuses: [live]\n  sections: [Context, Owner]\n  rules:\n    adr-number-gap: on\n    adr-section-missing: error\n',
    });
    expect(lines(await lint(cwd))).toEqual([
      'error adr-section-missing docs/adr/0001-a.md:1',
      'error adr-section-missing docs/adr/0001-b.md:1',
      'warning adr-status-unknown docs/adr/0001-b.md:7',
      'note adr-number-gap docs/adr/0003-c.md:1',
      'error adr-section-missing docs/adr/0003-c.md:1',
    ]);
    writeFileSync(join(cwd, '.lintel.yaml'), 'adr:\n  rules:\n    adr-nope: off\n');
    const wrong = await lintel(['adr', 'lint'], { cwd });
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('there is no rule "adr-nope"');
  });

  it('counts with --base only what came since', async () => {
    const cwd = folderWith({ 'docs/adr/0001-a.md': nygard('1. A', 'Acepted') });
    const base = commitAll(cwd);
    write(cwd, { 'docs/adr/0002-b.md': nygard('3. B') });
    const run = await lint(cwd, '--base', base, '--fail-on', 'warning');
    expect(lines(run)).toEqual(['warning adr-number-mismatch docs/adr/0002-b.md:1']);
    expect(jsonOf<Lint>(run).findings).toHaveLength(2);
    expect(run.code).toBe(1);
  });

  it('holds accepted texts to the commit in which they were accepted, also after a renaming', async () => {
    const cwd = folderWith({ 'docs/adr/0001-a.md': nygard('1. A', 'Proposed') });
    commitAll(cwd);
    const path = join(cwd, 'docs/adr/0001-a.md');
    writeFileSync(path, nygard('1. A', 'Proposed').replace('for orders', 'for all orders'));
    commit(cwd);
    writeFileSync(path, readFileSync(path, 'utf8').replace('Proposed', 'Accepted'));
    commit(cwd);
    // Let be: white space, a slip, an amendment, the end of the decision.
    writeFileSync(
      path,
      `${readFileSync(path, 'utf8').replace('Accepted', 'Deprecated').replace('We will use', 'We  will\nuse')}\n## Amendments\n\nAlso for invoices, from May on.\n`,
    );
    commit(cwd);
    expect(lines(await lint(cwd))).toEqual([]);
    const moved = join(cwd, 'docs/adr/0001-orders.md');
    renameSync(path, moved);
    commit(cwd);
    writeFileSync(moved, readFileSync(moved, 'utf8').replace('PostgreSQL', 'MongoDB and Redis'));
    const run = await lint(cwd);
    expect(lines(run)).toEqual(['warning adr-accepted-edited docs/adr/0001-orders.md:15']);
    expect(jsonOf<Lint>(run).findings[0]?.message).toMatch(
      /3 words came in \("mongodb and redis"\), 1 went \("postgresql"\)/,
    );
    commit(cwd);
    expect(lines(await lint(cwd))).toHaveLength(1);
  });

  it('takes a merge for one change: what a branch tried out was not accepted', async () => {
    const cwd = folderWith({ 'README.md': '# R\n' });
    commitAll(cwd);
    git(cwd, 'checkout', '--quiet', '-b', 'topic');
    write(cwd, { 'docs/adr/0001-a.md': nygard('1. A') });
    commit(cwd);
    write(cwd, { 'docs/adr/0001-a.md': nygard('1. A').replace('PostgreSQL', 'MySQL after a long talk') });
    commit(cwd);
    git(cwd, 'checkout', '--quiet', 'main');
    git(cwd, 'merge', '--quiet', '--no-ff', '--no-edit', 'topic');
    expect(lines(await lint(cwd))).toEqual([]);
  });

  it('says where paths went, file and folder', async () => {
    const code = 'export const store = new Map<string, number>();\nexport const size = () => store.size;\n';
    const cwd = folderWith({
      'src/orders/store.ts': code,
      'src/old/a.ts': `${code}// a\n`,
      'src/old/b.ts': `${code}// b\n`,
      'src/gone.ts': '1\n',
      'docs/adr/0001-a.md': nygard(
        '1. A',
        'Accepted',
        '\nSee `src/orders/store.ts`, `src/old/`, `src/gone.ts`, `src/never.ts`.\n',
      ),
    });
    commitAll(cwd);
    mkdirSync(join(cwd, 'lib'));
    renameSync(join(cwd, 'src/orders/store.ts'), join(cwd, 'lib/store.ts'));
    renameSync(join(cwd, 'src/old'), join(cwd, 'lib/new'));
    rmSync(join(cwd, 'src/gone.ts'));
    commit(cwd);
    renameSync(join(cwd, 'lib/store.ts'), join(cwd, 'lib/orders.ts'));
    commit(cwd);
    const { findings } = jsonOf<Lint>(await lint(cwd));
    expect(findings.map(({ message }) => message.replace(/ \([0-9a-f]+\)| in [0-9a-f]{10}/, ''))).toEqual([
      'src/orders/store.ts is lib/orders.ts now.',
      'src/old is lib/new now.',
      'src/gone.ts was deleted.',
    ]);
  });

  it('finds citations in code that lead nowhere or to what was superseded', async () => {
    const cwd = folderWith({
      'docs/adr/0001-a.md': nygard('1. A', 'Superseded by [2. B](0002-b.md)'),
      'docs/adr/0002-b.md': nygard('2. B', 'Accepted\n\nSupersedes [1. A](0001-a.md)'),
      'docs/adr/0009-i.md': nygard('9. I'),
      'src/a.py': '# One table, see ADR-0001.\nx = 1  # ADR 7\n',
      'vendor/lib/a.py': '# ADR-0007\n',
      'CHANGELOG.md': 'ADR-0001 is superseded.\n',
    });
    const expected = ['note adr-citation-superseded src/a.py:1', 'warning adr-citation-missing src/a.py:2'];
    expect(lines(await lint(cwd))).toEqual(expected);
    commitAll(cwd);
    expect(lines(await lint(cwd))).toEqual(expected);
  });

  it('looks at age only with --as-of', async () => {
    const cwd = folderWith({ 'docs/adr/0001-a.md': nygard('1. A', 'Proposed') });
    expect(lines(await lint(cwd))).toEqual([]);
    expect(lines(await lint(cwd, '--as-of', '2026-12-31'))).toEqual([
      'note adr-proposed-stale docs/adr/0001-a.md:7',
    ]);
    expect((await lintel(['adr', 'lint', '--as-of', 'soon'], { cwd })).code).toBe(2);
  });

  it('reports in every format', async () => {
    const cwd = folderWith({ 'docs/adr/0001-a.md': nygard('2. A') });
    const run = await lintel(
      ['adr', 'lint', '--report', 'sarif=out.sarif', '--report', 'junit=out.xml', '--report', 'github'],
      { cwd },
    );
    expect(run.code).toBe(0);
    expect(run.stdout).toContain(
      '::warning file=docs/adr/0001-a.md,line=1,endLine=1,col=1,endColumn=7,title=adr-number-mismatch::',
    );
    const sarif: { runs: { results: { ruleId: string }[] }[] } = JSON.parse(
      readFileSync(join(cwd, 'out.sarif'), 'utf8'),
    );
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(['adr-number-mismatch']);
    expect(readFileSync(join(cwd, 'out.xml'), 'utf8')).toContain(
      '<testcase classname="rules" name="adr-link-dead"/>',
    );
  });

  it('reads 2,000 records in a bounded time', async () => {
    const cwd = folderWith(
      Object.fromEntries(
        Array.from({ length: 2_000 }, (_, index) => {
          const number = String(index + 1).padStart(4, '0');
          return [
            `docs/adr/${number}-a.md`,
            nygard(`${index + 1}. A`, 'Accepted', `\nSee ADR-0001 and \`src/a${index}.ts\`.\n`),
          ];
        }),
      ),
    );
    commitAll(cwd);
    const run = await lintel(['adr', 'lint', '--json'], { cwd, limit: 100_000 });
    expect(lines(run)).toEqual([]);
  }, 120_000);
});
