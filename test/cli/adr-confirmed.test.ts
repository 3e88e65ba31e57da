import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAll, git, jsonOf, lintel, scratchFolder } from './program.js';

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

const nygard = (title: string, status = 'Accepted', more = ''): string =>
  `# ${title}\n\nDate: 2026-01-05\n\n## Status\n\n${status}\n\n## Context\n\nC.\n\n## Decision\n\nD.\n\n## Consequences\n\nE.\n${more}`;

describe('adr affected', () => {
  it('names decisions by their patterns and by what their text cites, and why', async () => {
    const cwd = folderWith({
      'docs/adr/0001-a.md': `---\nstatus: accepted\naffects: [src/orders/**, "*.sql"]\n---\n# A\n\n## Decision Outcome\n\nX.\n`,
      'docs/adr/0002-b.md': nygard('2. B', 'Accepted', '\nSee `src/mail/` and [the page](../page.md).\n'),
      'docs/adr/0003-c.md': nygard('3. C', 'Superseded by [2. B](0002-b.md)', '\nSee `src/mail/`.\n'),
      'docs/adr/0004-d.md': nygard('4. D'),
      'docs/page.md': '# P\n',
      'src/orders/deep/a.ts': '1\n',
      'src/mail/b.ts': '2\n',
      'src/other.ts': '3\n',
    });
    const base = commitAll(cwd);
    expect((await lintel(['adr', 'affected', '--base', base, '--exit-code'], { cwd })).code).toBe(0);
    write(cwd, {
      'src/orders/deep/a.ts': '1a\n',
      'src/other.ts': '3a\n',
      'docs/adr/0004-d.md': nygard('4. D', 'Proposed'),
    });
    rmSync(join(cwd, 'src/mail/b.ts'));
    git(cwd, 'commit', '--quiet', '--all', '--message', 'more');
    write(cwd, { 'db/new.sql': 'SELECT 1;\n' });
    const run = await lintel(['adr', 'affected', '--base', base, '--exit-code', '--json'], { cwd });
    expect(run.code).toBe(1);
    expect(jsonOf(run)).toEqual({
      affected: [
        {
          path: 'docs/adr/0001-a.md',
          id: '0001',
          title: 'A',
          status: 'accepted',
          reasons: [
            { by: 'affects', named: '*.sql', file: 'db/new.sql', change: 'added' },
            { by: 'affects', named: 'src/orders/**', file: 'src/orders/deep/a.ts', change: 'modified' },
          ],
        },
        {
          path: 'docs/adr/0002-b.md',
          id: '0002',
          title: 'B',
          status: 'accepted',
          reasons: [{ by: 'cites', named: 'src/mail/', file: 'src/mail/b.ts', change: 'deleted' }],
        },
      ],
    });
    const text = await lintel(['adr', 'affected', '--base', base], { cwd });
    expect(text.code).toBe(0);
    expect(text.stdout).toContain(
      '0002 B  accepted · docs/adr/0002-b.md\n  src/mail/b.ts deleted  cites src/mail/\n',
    );
  });
});

describe('lines under Confirmation in an audit', () => {
  const confirmed = (lines: string): string =>
    `---\nstatus: accepted\n---\n# A\n\n## Context and Problem Statement\n\nC.\n\n## Considered Options\n\n* x\n\n## Decision Outcome\n\nX.\n\n### Confirmation\n\n${lines}\n\n## More Information\n\n\`src/nowhere.ts\`\n`;

  it('are confirmed, violated or unverified; violated ones are findings', async () => {
    const cwd = folderWith({
      'docs/adr/0001-a.md': confirmed(
        [
          '* `src/store.ts` is the only writer of orders',
          '* all SQL lies in `db/queries.sql`',
          '* `src/legacy/` does not exist',
          '* no `src/store.ts`',
          '* `create-index-blocking` has no findings',
          '* `unbatched-backfill` holds',
          '* `src/never.ts` is not imported',
          '* reviewers look at it',
        ].join('\n'),
      ),
      'docs/adr/0002-b.md': confirmed('* `gone.ts`').replace('accepted', 'superseded by ADR-0001'),
      'src/store.ts': 'export {};\n',
      'db/migrate/20260101000000_a.rb':
        'class A < ActiveRecord::Migration[7.1]\n  def up\n    execute "UPDATE orders SET state = 1"\n  end\n  def down\n  end\nend\n',
      Gemfile: "gem 'rails'\ngem 'pg'\n",
      'config/application.rb': 'class Application < Rails::Application\nend\n',
    });
    const run = await lintel(['audit', '--json', '--fail-on', 'never'], { cwd });
    const { confirmations, findings } = jsonOf<{
      confirmations: { text: string; state: string; reasons: string[]; line: number }[];
      findings: { rule: string; line: number; message: string }[];
    }>(run);
    expect(confirmations.map(({ state, text }) => `${state}: ${text}`)).toEqual([
      'unverified: src/store.ts is the only writer of orders',
      'violated: all SQL lies in db/queries.sql',
      'confirmed: src/legacy/ does not exist',
      'violated: no src/store.ts',
      'confirmed: create-index-blocking has no findings',
      'violated: unbatched-backfill holds',
      'unverified: src/never.ts is not imported',
      'unverified: reviewers look at it',
    ]);
    expect(
      findings.filter(({ rule }) => rule === 'adr-confirmation-violated').map(({ line }) => line),
    ).toEqual(confirmations.filter(({ state }) => state === 'violated').map(({ line }) => line));
    const text = await lintel(['audit', '--all'], { cwd });
    expect(text.stdout).toContain("decisions' own confirmations: 2 confirmed, 3 violated, 3 unverified");
    expect((await lintel(['audit', '--fail-on', 'warning'], { cwd })).code).toBe(1);
  });

  it('with --base only newly violated ones count', async () => {
    const cwd = folderWith({
      'docs/adr/0001-a.md': confirmed('* `src/gone.ts` is there\n* `src/store.ts` is there'),
      'src/store.ts': 'export {};\n',
    });
    const base = commitAll(cwd);
    const audit = async (): Promise<readonly string[]> => {
      const run = await lintel(['audit', '--base', base, '--json'], { cwd });
      return jsonOf<{ findings: { status: string; line: number }[] }>(run).findings.map(
        ({ status, line }) => `${status} ${line}`,
      );
    };
    expect(await audit()).toEqual(['baselined 20']);
    rmSync(join(cwd, 'src/store.ts'));
    expect(await audit()).toEqual(['baselined 20', 'new 21']);
  });
});

describe('adr lint --fix', () => {
  it('writes the missing sides in the dialect of each record, once, and touches no other line', async () => {
    const files = {
      'docs/adr/0001-a.md': nygard('1. A').replaceAll('\n', '\r\n'),
      'docs/adr/0002-b.md': nygard('2. B', 'Accepted\n\nSupersedes [1. A](0001-a.md)'),
      'docs/adr/0003-c.md': '---\nstatus: superseded by ADR-0004\n---\n# C\n\n## Decision Outcome\n\nX.\n',
      'docs/adr/0004-d.md': '---\nstatus: accepted\n---\n# D\n\n## Decision Outcome\n\nX.\n',
    };
    const cwd = folderWith(files);
    const before = await lintel(['adr', 'lint', '--json'], { cwd });
    const rules = (text: typeof before): readonly string[] =>
      jsonOf<{ findings: { rule: string }[] }>(text)
        .findings.map(({ rule }) => rule)
        .filter((rule) => /one-way|superseded/.test(rule));
    expect(rules(before)).toEqual(['adr-accepted-but-superseded', 'adr-link-one-way']);
    const run = await lintel(['adr', 'lint', '--fix', '--json'], { cwd });
    expect(run.stderr).toBe('Fixed: docs/adr/0001-a.md\nFixed: docs/adr/0004-d.md\n');
    expect(rules(run)).toEqual([]);
    const read = (path: keyof typeof files): string => readFileSync(join(cwd, path), 'utf8');
    expect(read('docs/adr/0001-a.md')).toBe(
      nygard('1. A', 'Superseded by [2. B](0002-b.md)').replaceAll('\n', '\r\n'),
    );
    expect(read('docs/adr/0002-b.md')).toBe(files['docs/adr/0002-b.md']);
    expect(read('docs/adr/0003-c.md')).toBe(files['docs/adr/0003-c.md']);
    expect(read('docs/adr/0004-d.md')).toContain('upersedes');
    const again = await lintel(['adr', 'lint', '--fix', '--json'], { cwd });
    expect(again.stderr).toBe('');
  });
});
