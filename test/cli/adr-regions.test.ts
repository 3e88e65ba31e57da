import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonOf, lintel, scratchFolder } from './program.js';

const log: Readonly<Record<string, string>> = {
  'docs/adr/0001-use-a.md':
    '# 1. Use `A` | "B"\n\nDate: 2024-01-05\n\n## Status\n\nSuperseded by [2](0002-use-c.md)\n\n## Context\n',
  'docs/adr/0002-use-c.md':
    '# 2. Use C\n\nDate: 2025-03-01\n\n## Status\n\nAccepted\n\nSupersedes [1](0001-use-a.md)\n\n## Context\n',
};

function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = scratchFolder();
  for (const [path, text] of Object.entries({ ...log, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const read = (cwd: string, path: string): string => readFileSync(join(cwd, path), 'utf8');

describe('adr index', () => {
  it('goes between the markers of a README and leaves the rest as it is', async () => {
    const before =
      '\uFEFF# Log\r\n\r\n<!-- lintel:begin adr-index -->\r\n<!-- lintel:end adr-index -->\r\n\r\nend  ';
    const cwd = folderWith({ 'docs/adr/README.md': before });
    const run = await lintel(['adr', 'index'], { cwd });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const text = read(cwd, 'docs/adr/README.md');
    expect(text).toMatch(
      /^\uFEFF# Log\r\n\r\n<!-- lintel:begin adr-index src=[0-9a-f]{12} out=[0-9a-f]{12} -->\r\n\r\n\| ID /,
    );
    expect(text.endsWith('\r\n\r\n<!-- lintel:end adr-index -->\r\n\r\nend  ')).toBe(true);
    const cells = text
      .split('\r\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.replaceAll(/ +/g, ' '));
    expect(cells[2]).toBe(
      '| [0001](0001-use-a.md) | Use A \\| "B" | superseded by [0002](0002-use-c.md) | 2024-01-05 |',
    );
    await lintel(['adr', 'index'], { cwd });
    expect(read(cwd, 'docs/adr/README.md')).toBe(text);
    expect(await lintel(['adr', 'index', '--check'], { cwd })).toMatchObject({ code: 0 });
  });

  it('makes the region only where it is told to', async () => {
    const cwd = folderWith({ 'README.md': '# Product' });
    const none = await lintel(['adr', 'index'], { cwd });
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(existsSync(join(cwd, 'docs/adr/README.md'))).toBe(false);
    await lintel(['adr', 'index', 'README.md', '--style', 'list'], { cwd });
    expect(read(cwd, 'README.md')).toMatch(
      /^# Product\n\n<!-- lintel:begin adr-index style=list src=\w+ out=\w+ -->\n\n- \[0001: Use A \\\| "B"\]\(docs\/adr\/0001-use-a\.md\) \(superseded by \[0002\]\(docs\/adr\/0002-use-c\.md\)\)\n- \[0002: Use C\]\(docs\/adr\/0002-use-c\.md\)\n\n<!-- lintel:end adr-index -->$/,
    );
    await lintel(['adr', 'index', '--create'], { cwd });
    expect(read(cwd, 'docs/adr/README.md')).toMatch(/^# Decision records\n\n<!-- lintel:begin adr-index /);
  });

  it('says with --check what drifted, as a diff, and writes nothing', async () => {
    const cwd = folderWith();
    await lintel(['adr', 'index', 'INDEX.md', '--style', 'list'], { cwd });
    const before = read(cwd, 'INDEX.md');
    writeFileSync(join(cwd, 'docs/adr/0003-new.md'), '# 3. New\n\n## Status\n\nProposed\n');
    const run = await lintel(['adr', 'index', 'INDEX.md', '--check'], { cwd });
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('✗ INDEX.md:3  adr-index  is not up to date');
    expect(run.stdout).toContain('  + - [0003: New](docs/adr/0003-new.md) (proposed)');
    expect(read(cwd, 'INDEX.md')).toBe(before);
  });

  it('leaves alone what was changed by hand, unless told otherwise', async () => {
    const cwd = folderWith();
    await lintel(['adr', 'index', 'INDEX.md'], { cwd });
    const made = read(cwd, 'INDEX.md');
    const edited = made.replace('accepted', 'ACCEPTED!');
    writeFileSync(join(cwd, 'INDEX.md'), edited);
    const refused = await lintel(['adr', 'index', 'INDEX.md'], { cwd });
    expect([refused.code, read(cwd, 'INDEX.md')]).toEqual([1, edited]);
    expect(refused.stdout).toContain('--adopt');
    expect((await lintel(['adr', 'index', 'INDEX.md', '--adopt'], { cwd })).code).toBe(0);
    expect((await lintel(['docs', 'sync', '--check'], { cwd })).code).toBe(0);
    expect(read(cwd, 'INDEX.md')).toContain('ACCEPTED!');
    writeFileSync(join(cwd, 'INDEX.md'), edited);
    expect((await lintel(['adr', 'index', 'INDEX.md', '--force'], { cwd })).code).toBe(0);
    expect(read(cwd, 'INDEX.md')).toBe(made);
  });
});

describe('adr graph', () => {
  it('draws every relation once, for Graphviz and for Mermaid, whatever is in the titles', async () => {
    const cwd = folderWith();
    const dot = await lintel(['adr', 'graph', '--format', 'dot'], { cwd });
    expect(dot.stdout).toContain('  r1 [label="0001: Use A | \\"B\\"", URL="docs/adr/0001-use-a.md", ');
    expect(dot.stdout.match(/->/g)).toHaveLength(1);
    expect(dot.stdout).toContain('  r2 -> r1 [label="supersedes"];\n}\n');
    const mermaid = await lintel(['adr', 'graph'], { cwd });
    expect(mermaid.stdout).toContain(
      'flowchart BT\n  r1["0001: Use A #124; #34;B#34;"]:::superseded\n  r2["0002: Use C"]:::accepted\n  r2 -->|"supersedes"| r1\n',
    );
  });
});

describe('docs sync', () => {
  it('brings indexes and graphs of all files up to date and names what it does not know', async () => {
    const region = (id: string): string => `<!-- lintel:begin ${id} -->\n<!-- lintel:end ${id} -->\n`;
    const cwd = folderWith({
      'README.md': `${region('adr-index')}\n${region('adr-graph')}`,
      'docs/notes.md': `\`\`\`\n${region('adr-index')}\`\`\`\n`,
      'docs/other.md': region('weather'),
    });
    const run = await lintel(['docs', 'sync', '--json'], { cwd });
    expect(run.code).toBe(1);
    expect(jsonOf<{ regions: object[] }>(run).regions).toMatchObject([
      { file: 'README.md', line: 1, id: 'adr-index', state: 'stale', action: 'written' },
      { file: 'README.md', line: 4, id: 'adr-graph', state: 'stale', action: 'written' },
      { file: 'docs/other.md', line: 1, id: 'weather', state: 'unknown', action: 'none' },
    ]);
    expect(read(cwd, 'README.md')).toContain('```mermaid\nflowchart BT\n');
    writeFileSync(join(cwd, 'docs/other.md'), '# Broken\n\n<!-- lintel:begin adr-index -->\n');
    const broken = await lintel(['docs', 'sync'], { cwd });
    expect(broken).toMatchObject({ code: 2, stdout: '' });
    expect(broken.stderr).toContain('docs/other.md:3: the region "adr-index" has no end');
  });
});
