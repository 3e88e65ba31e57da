import { describe, expect, it } from 'vitest';
import { findLogs } from '../../../src/documents/adr/find-logs.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** Every record as `id | title | status | date | kind → target`, a line each. */
async function listed(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { logs } = await findLogs(inMemoryRepository(files));
  return logs.flatMap(({ records }) =>
    records.map((record) =>
      [
        record.id,
        record.title,
        record.status ?? '-',
        record.date ?? '-',
        ...record.links.map(({ kind, target }) => `${kind} → ${target}`),
      ].join(' | '),
    ),
  );
}

/** One record as the people, tags and problems that it names. */
async function peopleIn(text: string): Promise<readonly string[]> {
  const { logs } = await findLogs(inMemoryRepository({ 'docs/adr/0001-a.md': text }));
  const record = logs[0]?.records[0];
  return [
    `deciders ${record?.deciders.join(' + ')}`,
    `tags ${record?.tags.join(' + ')}`,
    ...(record?.problems ?? []),
  ];
}

describe('a record in any dialect', () => {
  it('tells its state in sections, front matter, bullets, bold bullets and tables', async () => {
    expect(
      await listed({
        'docs/adr/0001-a.md': '# 1. A\n\nDate: 2024-01-31\n\n## Status\n\nAccepted\n\n## Context\n',
        'docs/adr/0002-b.md': '---\nstatus: "proposed"\ndate: 2024-2-1\n---\n# B\n\n## Decision Outcome\n',
        'docs/adr/0003-c.md': '# ADR-3: C\n\n* Status: rejected\n* Date: February 3rd, 2024\n',
        'docs/adr/0004-d.md': '# D\n\n- **Status:** Active\n- **Date:** 4 March 2024\n',
        'docs/adr/0005-e.md':
          '# E\n\n| Key | Value |\n|---|---|\n| Status | Partially Implemented |\n| Date | 2024-05-05 |\n',
        'docs/adr/0006-f.adoc': '= ADR-006 - F\n\n== Status\n\nDraft.\n\n== Context\n',
        'docs/adr/0007-g.rst': '7. G\n====\n\nStatus\n------\n\n**Accepted** 2024-07-07\n',
      }),
    ).toEqual([
      '0001 | A | accepted | 2024-01-31',
      '0002 | B | proposed | 2024-02-01',
      '0003 | C | rejected | 2024-02-03',
      '0004 | D | active | 2024-03-04',
      '0005 | E | partially implemented | 2024-05-05',
      '0006 | F | draft | -',
      '0007 | G | accepted | -',
    ]);
  });

  it('is numbered in many ways; readmes, templates and pictures are none', async () => {
    const text = '# T\n\nStatus: accepted\n';
    expect(
      await listed({
        'docs/adr/ADR-1.md': text,
        'docs/adr/ORG-ADR-Area-0007-x.md': text,
        'docs/adr/0004a-x.md': text,
        'docs/adr/20240131-x.md': text,
        'docs/adr/2024_03_03_x.md': text,
        'docs/adr/use-http2.md': text,
        'docs/adr/README.md': text,
        'docs/adr/0000-template.md': text,
        'docs/adr/adr.template.md': text,
        'docs/adr/ADRXXX-record-template.md': text,
        'docs/adr/0009-picture.png': '',
        'docs/adr/0010-in-a-folder/README.md': text,
      }),
    ).toEqual([
      'ADR-1 | T | accepted | -',
      '0004a | T | accepted | -',
      'ORG-ADR-Area-0007 | T | accepted | -',
      '0010 | T | accepted | -',
      '20240131 | T | accepted | 2024-01-31',
      '2024_03_03 | T | accepted | 2024-03-03',
      'use-http2 | T | accepted | -',
    ]);
  });

  it('links by path, id or number, whichever section says it', async () => {
    expect(
      await listed({
        'docs/adr/0001-a.md': '# A\n\n## Status\n\nSuperceded by [2. B](0002-b.md)\n',
        'docs/adr/0002-b.md':
          '# B\n\n## Status\n\nAccepted\n\nSupercedes [1. A](0001-a.md)\n\nAmended by [C](0003-c.md)\n',
        'docs/adr/0003-c.md':
          '---\nstatus: superseded by ADR-0002\n---\n# C\n\n## Links\n\n* Refines [B](0002-b.md)\n',
      }),
    ).toEqual([
      '0001 | A | superseded | - | superseded by → docs/adr/0002-b.md',
      '0002 | B | accepted | - | supersedes → docs/adr/0001-a.md | amended by → docs/adr/0003-c.md',
      '0003 | C | superseded | - | superseded by → docs/adr/0002-b.md | refines → docs/adr/0002-b.md',
    ]);
  });

  it('reads day and month in the order that another date of the folder proves, and guesses none', async () => {
    const dated = (date: string): string => `# T\n\nDate: ${date}\n\n## Status\n\nAccepted\n`;
    expect(
      await listed({ 'docs/adr/1-a.md': dated('03/04/2024'), 'docs/adr/2-b.md': dated('31/01/2024') }),
    ).toEqual(['1 | T | accepted | 2024-04-03', '2 | T | accepted | 2024-01-31']);
    expect(await listed({ 'docs/adr/1-a.md': dated('03/04/2024') })).toEqual(['1 | T | accepted | -']);
  });

  it('takes what stands in a code fence or a comment for text, and an unmade choice for none', async () => {
    expect(
      await listed({
        'docs/adr/0001-a.md': '# A\n\n```\n---\nstatus: accepted\n---\n```\n\n<!-- Status: rejected -->\n',
        'docs/adr/0002-b.md': '---\nstatus: {proposed | rejected | accepted}\n---\n# B\n',
        'docs/adr/0003-c.md': '# C\n\n## Status\n\n✅ Aceptado\n',
      }),
    ).toEqual(['0001 | A | - | -', '0002 | B | - | -', '0003 | C | accepted | -']);
  });

  it('lies where a tool’s configuration says', async () => {
    expect(
      await listed({ '.adr-dir': 'notes\n', 'notes/0001-a.md': '# A\n', 'docs/adr/0001-b.md': '# B\n' }),
    ).toEqual(['0001 | A | - | -']);
    expect(
      await listed({
        '.log4brains.yml':
          'project:\n  adrFolder: ./log\n  packages:\n    - name: web\n      adrFolder: ./web/log\n',
        'log/20240101-a.md': '# A\n',
        'web/log/20240102-b.md': '# B\n',
      }),
    ).toEqual(['20240101 | A | - | 2024-01-01', '20240102 | B | - | 2024-01-02']);
  });
});

it('takes a decision on templates for a record, and a form for none', async () => {
  const record = (title: string): string => `# ${title}\n\n## Status\n\nAccepted\n`;
  expect(
    await listed({
      'docs/adr/adr-014-project-templates.md': record('Project templates'),
      'docs/adr/0000-template.md': record('Title'),
      'docs/adr/0001-adr-template.md': record('Title'),
      'docs/adr/adr-template-minimal.md': record('Title'),
    }),
  ).toEqual(['adr-014 | Project templates | accepted | -']);
});

describe('what real folders write', () => {
  const decided = '\n## Status\n\nAccepted\n\n## Decision\n';

  it('numbers stand behind prefixes without a mark, in lower case, and before words with digits', async () => {
    expect(
      await listed({
        'docs/adr/ADR020-e2e-tests.md': `# ADR020: E2E tests\n${decided}`,
        'docs/adr/ADR021-use-s3.md': `# ADR021 Use S3\n${decided}`,
        'docs/adr/shop-api-003-use-sql.md': `# 3. Use SQL\n${decided}`,
        'docs/adr/step-4-x.md': `# Step 4\n${decided}`,
      }),
    ).toEqual([
      'shop-api-003 | Use SQL | accepted | -',
      'ADR020 | E2E tests | accepted | -',
      'ADR021 | Use S3 | accepted | -',
      'step-4-x | Step 4 | accepted | -',
    ]);
  });

  it('titles keep words in angle brackets, and lose their own number only', async () => {
    expect(
      await listed({
        'docs/adr/0001-a.md': `# Return Optional<Object> &amp; <Nothing>\n${decided}`,
        'docs/adr/0005-b.rst': '0005 Five ids\n#############\n\nStatus\n******\n\nDraft\n',
        'docs/adr/0012-c.md': `# 12 factors\n${decided}`,
        'docs/adr/079-d.adoc': 'ADR-079 - Rich text\n\n== Status\n\nDraft.\n',
      }),
    ).toEqual([
      '0001 | Return Optional<Object> & <Nothing> | accepted | -',
      '0005 | Five ids | draft | -',
      '0012 | 12 factors | accepted | -',
      '079 | Rich text | draft | -',
    ]);
  });

  it('a state may follow a sign, precede a comment or a date, or not be chosen yet', async () => {
    expect(
      await listed({
        'docs/adr/0001-a.md': '# A\n\n## ⚡ Status\n\nProposto\n\n## 🔨 Decisão\n',
        'docs/adr/0002-b.md': '# B\n\n* Status: accepted <!-- optional -->\n* Date: 2024-01-31\n',
        'docs/adr/0003-c.md': '# C\n\n## Status\n\nProvisional 2024-03-18\n',
        'docs/adr/0004-d.md': '# D\n\n## Status\n\nAccepted or Rejected\n',
        'docs/adr/0005-e.md': '# E\n\nDate 31/12/2018\n\n## Status\n\nRetired\n',
        'docs/adr/0006-f.md': '# F\n\n* Status: active\n* Last Modified:&#x20;&#x31;2/16/2024\n',
        'docs/adr/0007-g.md': '# G\n\n* Status: active\n* Date: 2023-07-2i\n',
      }),
    ).toEqual([
      '0001 | A | proposed | -',
      '0002 | B | accepted | 2024-01-31',
      '0003 | C | provisional | -',
      '0004 | D | - | -',
      '0005 | E | retired | 2018-12-31',
      '0006 | F | active | 2024-12-16',
      '0007 | G | active | -',
    ]);
  });

  it('people stand in lists of many kinds', async () => {
    expect(
      await peopleIn(
        '# A\n\n* Status: active\n* Deciders: -Ann, Bob (with Eve, Zoe)&#x20; and Joe\n* Tags: api, web\n',
      ),
    ).toEqual(['deciders Ann + Bob (with Eve, Zoe) + Joe', 'tags api + web']);
    expect(await peopleIn('# A\n\n- Deciders: @ann @bob\n- Status: done\n')).toEqual([
      'deciders @ann + @bob',
      'tags ',
    ]);
    expect(
      await peopleIn(
        '---\nstatut: accepté\ndécisionnaires: [Ann, Bob]\n---\n# A\n\n### Labels\n\nThey are.\n',
      ),
    ).toEqual(['deciders Ann + Bob', 'tags ']);
  });

  it('related records stand in fields and in sections of many names', async () => {
    expect(
      await listed({
        'docs/adr/0001-a.md': '# A\n\n- status: draft\n- related ADRs: [2](0002-b.md), [3](0003-c.md)\n',
        'docs/adr/0002-b.md': `# B\n${decided}\n## Related Artifacts\n\n- [ADR-1](0001-a.md)\n`,
        'docs/adr/0003-c.md': `# C\n${decided}\n## Related\n\n- ADR-0002: the other\n`,
      }),
    ).toEqual([
      '0001 | A | draft | - | related → docs/adr/0002-b.md | related → docs/adr/0003-c.md',
      '0002 | B | accepted | - |  → docs/adr/0001-a.md',
      '0003 | C | accepted | - |  → docs/adr/0002-b.md',
    ]);
  });

  it('records may lie in folders of their subjects, where a form lies above them', async () => {
    expect(
      await listed({
        'adr-template.md': '# Title\n\n- status: {draft | accepted}\n',
        'development/0001-a.md': `# A\n${decided}`,
        'operation/night/0001-b.md': `# B\n${decided}`,
        'tutorial/01-first-steps.md': '# First steps\n\nOpen the door.\n',
      }),
    ).toEqual(['0001 | A | accepted | -', '0001 | B | accepted | -']);
  });
});
