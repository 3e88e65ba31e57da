import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jsonOf, lintel, scratchFolder } from './program.js';

const log: Readonly<Record<string, string>> = {
  'docs/adr/0001-one-table.md':
    '# 1. One table\n\nDate: 2024-01-05\n\n## Status\n\nSuperseded by [2. Two tables](0002-two-tables.md)\n\n## Context\n\nOrders.\n\n## Decision\n\nOne table.\n\n## Consequences\n\nFew.\n',
  'docs/adr/0002-two-tables.md':
    '# 2. Two tables\n\nDate: 2025-03-01\n\n## Status\n\nAccepted\n\nSupersedes [1. One table](0001-one-table.md)\n\n## Context\n\nReads.\n\n## Decision\n\nTwo tables.\n\n## Consequences\n\nMore.\n',
  'docs/adr/0003-no-date.md':
    '# 3. No date\n\n## Status\n\nActive\n\n## Context\n\nC.\n\n## Decision\n\nD.\n\n## Consequences\n\nE.\n',
};

function folderWith(files: Readonly<Record<string, string>> = log): string {
  const folder = scratchFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

interface Decision {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly date?: string;
  readonly format: string;
  readonly content: string;
  readonly links: readonly { readonly id: string; readonly description: string }[];
}

describe('adr export', () => {
  it('gives Structurizr a workspace whose decisions have what its Decision class holds', async () => {
    const run = await lintel(['adr', 'export', '--format', 'structurizr'], { cwd: folderWith() });
    expect(run.code).toBe(0);
    const workspace = jsonOf<{ name: string; documentation: { decisions: readonly Decision[] } }>(run);
    const { decisions } = workspace.documentation;
    // structurizr-core: ids are unique, title, status, content and format must not be empty, a link leads to another decision.
    const ids = decisions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(decisions.filter(({ title, status, content }) => [title, status, content].includes(''))).toEqual(
      [],
    );
    expect(new Set(decisions.map(({ format }) => format))).toEqual(new Set(['Markdown']));
    expect(decisions.map(({ date }) => date)).toEqual([
      '2024-01-05T00:00:00Z',
      '2025-03-01T00:00:00Z',
      undefined,
    ]);
    expect(decisions.map(({ id, title, status, links }) => ({ id, title, status, links }))).toEqual([
      {
        id: '1',
        title: 'One table',
        status: 'Superseded',
        links: [{ id: '2', description: 'Superseded by' }],
      },
      { id: '2', title: 'Two tables', status: 'Accepted', links: [{ id: '1', description: 'Supersedes' }] },
      { id: '3', title: 'No date', status: 'Active', links: [] },
    ]);
  });

  it('gives Backstage files that its ADR plugin takes, and the annotation that leads to them', async () => {
    const cwd = folderWith();
    const run = await lintel(['adr', 'export', '--format', 'backstage', '--out', 'out'], { cwd });
    expect(run.code).toBe(0);
    const catalog: unknown = parse(readFileSync(join(cwd, 'out/catalog-info.yaml'), 'utf8'));
    expect(catalog).toMatchObject({
      kind: 'Component',
      metadata: { annotations: { 'backstage.io/adr-location': 'docs/adr' } },
    });
    const names = readdirSync(join(cwd, 'out/docs/adr')).toSorted();
    // The plugin's madrFilePathFilter.
    for (const name of names) expect(name).toMatch(/^\d{4}-.+\.md$/);
    const read = names.map((name) => {
      const text = readFileSync(join(cwd, 'out/docs/adr', name), 'utf8');
      const matter: unknown = parse(/^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? '');
      return { name, matter, title: /^# (.+)$/m.exec(text)?.[1] };
    });
    expect(read).toMatchObject([
      {
        name: '0001-one-table.md',
        matter: { date: '2024-01-05' },
        title: expect.stringContaining('One table'),
      },
      { name: '0002-two-tables.md', matter: { status: 'accepted', date: '2025-03-01' } },
      { name: '0003-no-date.md', matter: { status: 'active' } },
    ]);
    expect(readFileSync(join(cwd, 'out/docs/adr/0002-two-tables.md'), 'utf8')).toContain(
      '](0001-one-table.md)',
    );
  });

  it('gives log4brains its configuration and states that it knows', async () => {
    const cwd = folderWith();
    const run = await lintel(['adr', 'export', '--format', 'log4brains', '--out', 'out'], { cwd });
    expect(run.code).toBe(0);
    const configuration: unknown = parse(readFileSync(join(cwd, 'out/.log4brains.yml'), 'utf8'));
    expect(configuration).toMatchObject({ project: { tz: 'Etc/UTC', adrFolder: './docs/adr' } });
    const states = readdirSync(join(cwd, 'out/docs/adr'))
      .toSorted()
      .map((name) => /^- Status: (.+)$/m.exec(readFileSync(join(cwd, 'out/docs/adr', name), 'utf8'))?.[1]);
    // log4brains' AdrStatus throws at any other word.
    expect(states).toEqual(['superseded by [0002-two-tables](0002-two-tables.md)', 'accepted', 'accepted']);
    // What was written is a log again, and says the same.
    const again = await lintel(['adr', 'list', '--path', 'out', '--json'], { cwd });
    expect(
      jsonOf<{ logs: readonly { records: readonly { title: string; date: string | null }[] }[] }>(
        again,
      ).logs[0]?.records.map(({ title, date }) => `${title} ${date}`),
    ).toEqual(['One table 2024-01-05', 'Two tables 2025-03-01', 'No date null']);
  });

  it('prints as JSON what the listing has, filtered alike, and wants a folder where one is needed', async () => {
    const cwd = folderWith();
    const [exported, listed] = await Promise.all([
      lintel(['adr', 'export', '--format', 'json', '--status', 'accepted'], { cwd }),
      lintel(['adr', 'list', '--status', 'accepted', '--json'], { cwd }),
    ]);
    expect(JSON.parse(exported.stdout)).toEqual(JSON.parse(listed.stdout));
    const without = await lintel(['adr', 'export', '--format', 'backstage'], { cwd });
    expect(without.code).toBe(2);
    expect(without.stderr).toContain('--out DIR');
  });
});
