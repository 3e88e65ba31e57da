import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyOfShop, jsonOf, lintel, scratchFolder } from './program.js';

describe('audit --report', () => {
  it('writes several files beside the ordinary text, which stays as it was', async () => {
    const cwd = copyOfShop(scratchFolder());
    const out = scratchFolder();
    const files = ['sarif', 'junit', 'gitlab', 'github-summary', 'markdown', 'json'];
    const wishes = files.flatMap((format) => ['--report', `${format}=${join(out, 'reports', format)}`]);
    const [plain, run, json] = await Promise.all([
      lintel(['audit'], { cwd }),
      lintel(['audit', ...wishes], { cwd }),
      lintel(['audit', '--json'], { cwd }),
    ]);
    expect(run).toEqual(plain);
    expect(readdirSync(join(out, 'reports')).toSorted()).toEqual(files.toSorted());
    const read = (format: string): string => readFileSync(join(out, 'reports', format), 'utf8');
    expect(read('json')).toBe(json.stdout);
    const { findings } = jsonOf<{ findings: readonly object[] }>(json);
    const sarif: { runs: { results: object[] }[] } = JSON.parse(read('sarif'));
    expect(sarif.runs[0]?.results).toHaveLength(findings.length);
    expect(JSON.parse(read('gitlab'))).toHaveLength(findings.length);
    expect(read('junit')).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="lintel" /);
    expect(read('markdown')).toMatch(/^# lintel: failed ❌\n/);
  });

  it('without a file takes the place of the text; annotations stand behind it', async () => {
    const cwd = copyOfShop(scratchFolder());
    const [gitlab, github, plain] = await Promise.all([
      lintel(['audit', '--report', 'gitlab', '.'], { cwd }),
      lintel(['audit', '--report', 'github'], { cwd }),
      lintel(['audit'], { cwd }),
    ]);
    expect(gitlab.code).toBe(1);
    expect(jsonOf<object[]>(gitlab).length).toBeGreaterThan(2);
    expect(github.code).toBe(1);
    expect(github.stdout.startsWith(plain.stdout)).toBe(true);
    expect(github.stdout.slice(plain.stdout.length)).toMatch(/^::error file=/);
  });

  it.for([
    [['--report', 'nope'], 'Formats are sarif, junit'],
    [['--report', 'sarif='], 'Write --report sarif=FILE.'],
    [['--report', 'sarif', '--report', 'junit'], 'Give the others a file'],
    [['--report', 'sarif', '--report', 'github'], 'Give the others a file'],
    [['--report', 'sarif=/dev/null/x.sarif'], 'cannot be written'],
  ] as const)('says what is wrong with %j', async ([words, says]) => {
    const run = await lintel(['audit', ...words], { cwd: scratchFolder() });
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain(says);
  });

  it('keeps what other steps wrote into the step summary, and writes through a link', async () => {
    const cwd = scratchFolder();
    const summary = join(cwd, 'summary.md');
    writeFileSync(summary, '# Before\n');
    mkdirSync(join(cwd, 'a'));
    symlinkSync(summary, join(cwd, 'link.md'));
    const word = `github-summary=${summary}`;
    await lintel(['audit', '--report', word], { cwd, env: { GITHUB_STEP_SUMMARY: summary } });
    expect(readFileSync(summary, 'utf8')).toMatch(/^# Before\n# lintel: passed ✅\n/);
    await lintel(['audit', '--report', 'github-summary=link.md'], { cwd });
    expect(readFileSync(summary, 'utf8')).toMatch(/^# lintel: passed ✅\n/);
  });
});
