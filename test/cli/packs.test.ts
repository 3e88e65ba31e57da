import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAll, jsonOf, lintel, scratchFolder } from './program.js';

const own = `id: ours
version: 1
title: Ours
description: The scalability checklist, shorter.
extends: [scalability]
without: [hot-paths, read-write, idempotency, caching, independent-scaling, migrations, slo-alerts]
`;
const german = `pack: ours
locale: de
texts:
  partial-failure.timeouts: {text: Hat jeder Aufruf eine Frist?}
`;

function folderWith(files: Readonly<Record<string, string>>): string {
  const cwd = scratchFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  return cwd;
}

describe('a checklist of the repository', () => {
  it('is listed, linted, shown in its language, walked and judged by', async () => {
    const cwd = folderWith({
      '.lintel.yaml': 'pack: ours\nlanguage: de\n',
      '.lintel/checklists/ours.yaml': own,
      '.lintel/checklists/ours.de.yaml': german,
    });
    commitAll(cwd);
    const [list, lint, show, english] = await Promise.all([
      lintel(['checklist', 'list'], { cwd }),
      lintel(['checklist', 'lint'], { cwd }),
      lintel(['checklist', 'show'], { cwd }),
      lintel(['checklist', 'show', '--language', 'en'], { cwd }),
    ]);
    expect(list.stdout).toMatch(/ours@1 +1 questions?, 7 sub-questions +Ours {2}\(own\) {2}de/);
    expect(lint.code).toBe(0);
    expect(lint.stdout).toContain(
      '.lintel/checklists/ours.de.yaml:4: warning translation-missing: `partial-failure.timeouts` is not translated: why, choices.all',
    );
    expect(show.stdout).toContain('Hat jeder Aufruf eine Frist?');
    expect(english.stdout).not.toContain('Frist');
    const open = jsonOf<{ services: { open: { id: string; text: string }[] }[] }>(
      await lintel(['review', '--json'], { cwd }),
    );
    expect(open.services[0]?.open).toHaveLength(7);
    expect(open.services[0]?.open.find(({ id }) => id === 'partial-failure.timeouts')?.text).toBe(
      'Hat jeder Aufruf eine Frist?',
    );
    // An answer that was given in German holds in English.
    await lintel(['review', '--set', 'partial-failure.timeouts=all'], { cwd });
    writeFileSync(join(cwd, '.lintel.yaml'), 'pack: ours\n');
    const report = jsonOf<{ questions: { id: string; state: string }[] }>(
      await lintel(['audit', '--json'], { cwd }),
    );
    expect(report.questions.find(({ id }) => id === 'partial-failure.timeouts')?.state).toBe('satisfied');
  }, 120_000);

  it('that is missing or damaged is an error of input, with its line', async () => {
    const cwd = folderWith({ '.lintel.yaml': 'pack: ours\n' });
    const missing = await lintel(['audit'], { cwd });
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('there is no checklist "ours"');
    mkdirSync(join(cwd, '.lintel/checklists'), { recursive: true });
    writeFileSync(join(cwd, '.lintel/checklists/ours.yaml'), own.replace('[scalability]', '[ours]'));
    const cycle = await lintel(['audit'], { cwd });
    expect(cycle.code).toBe(2);
    expect(cycle.stderr).toContain('.lintel/checklists/ours.yaml:5: The pack extends itself: ours → ours.');
  });

  it('may not lose an id: --base tells', async () => {
    const cwd = folderWith({ '.lintel/checklists/ours.yaml': own });
    commitAll(cwd);
    writeFileSync(
      join(cwd, '.lintel/checklists/ours.yaml'),
      own.replace('[hot-paths,', '[partial-failure.retries, hot-paths,'),
    );
    const run = await lintel(['checklist', 'lint', '--base', 'HEAD'], { cwd });
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('id-removed: The sub-question `partial-failure.retries` is gone');
  });

  it.for(['markdown', 'csv', 'aws-lens', 'deon'] as const)(
    'goes out as %s and comes back',
    async (format) => {
      const cwd = scratchFolder();
      const out = await lintel(
        ['checklist', 'export', 'scalability', '--format', format, '--out', 'list.txt'],
        { cwd },
      );
      expect(out).toMatchObject({ code: 0, stdout: '' });
      expect(out.stderr).toContain('has no place for: the risk rules of combinations');
      const back = await lintel(
        [
          'checklist',
          'import',
          'list.txt',
          '--format',
          format,
          '--id',
          'back',
          '--out',
          '.lintel/checklists/back.yaml',
        ],
        { cwd },
      );
      expect(back.code).toBe(0);
      expect(readFileSync(join(cwd, '.lintel/checklists/back.yaml'), 'utf8')).toMatch(/^id: back\n/);
      expect((await lintel(['checklist', 'list'], { cwd })).stdout).toMatch(
        /back@1 +8 questions, 52 sub-questions/,
      );
    },
  );
});
