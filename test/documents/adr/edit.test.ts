import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addLink, linkTarget, markSuperseded } from '../../../src/documents/adr/edit/add-link.js';
import { setStatus } from '../../../src/documents/adr/edit/set-status.js';
import { spliced } from '../../../src/documents/adr/edit/splice.js';
import type { Splice } from '../../../src/documents/adr/edit/splice.js';
import { readRecord } from '../../../src/documents/adr/read-record.js';
import type { ReadRecord } from '../../../src/documents/adr/read-record.js';
import { SourceText } from '../../../src/model/source-text.js';

function read(text: string, path = 'docs/adr/0001-use-x.md'): ReadRecord {
  const record = readRecord(new SourceText(path, text));
  if (record === undefined) throw new Error(`${path} is no record`);
  return record;
}

const edited = (text: string, edit: (record: ReadRecord) => readonly Splice[], path?: string): string =>
  spliced(text, edit(read(text, path)));

const successor = linkTarget(read('# 2. Use Y\n\n## Status\n\nAccepted\n', 'docs/adr/0002-use-y.md'));
const english = { spelling: 'supersede' } as const;

/** The ways in which records say their state, each with a place for it. */
const dialects: Readonly<Record<string, (status: string) => string>> = {
  nygard: (status) => `# 1. Use X\n\nDate: 2024-01-31\n\n## Status\n\n${status}\n\n## Context\n`,
  'nygard, state last': (status) => `# 1. Use X\n\n## Context\n\nWhy.\n\n## Status\n\n${status}`,
  'heading of depth 1': (status) => `# Use X\n\n# Status\n\n**${status}**  \n\n# Context\n`,
  'madr front matter': (status) =>
    `---\nstatus: "${status}" # see below\ndate: 2024-01-31\n---\n# Use X\n\n## Decision Outcome\n`,
  'bare front matter': (status) => `---\nstatus: ${status}\n---\n# Use X\n`,
  bullets: (status) => `# Use X\n\n* Status: ${status}\n* Date: 2024-01-31\n\n## Decision Outcome\n`,
  'bold bullets': (status) => `# Use X\n\n- **Status:** ${status}\n- **Date:** 2024-01-31\n\n## Decision\n`,
  table: (status) =>
    `# Use X\n\n| Key | Value |\n|---|---|\n| Status | ${status} |\n| Date | 2024-01-31 |\n\n## Decision\n`,
  pairs: (status) => `# Use X\n\nStatus: ${status} | Date: 2024-01-31\n\n## Decision\n`,
  'state in the heading': (status) => `# Use X\n\n## Status: ${status}\n\n## Decision\n`,
  asciidoc: (status) => `= Use X\n\n== Status\n\n${status}\n\n== Context\n`,
};

describe.each(Object.entries(dialects))('a record with its state in %s', (dialect, write) => {
  const path = dialect === 'asciidoc' ? 'docs/adr/0001-use-x.adoc' : undefined;

  it('takes another state, and nothing else changes', () => {
    const text = edited(
      write('Proposed'),
      (record) => setStatus(record, write('Proposed'), 'accepted'),
      path,
    );
    expect(text).toBe(write('Accepted'));
    expect(read(text, path).record.status).toBe('accepted');
  });

  it('is superseded with a link that is read back', () => {
    const before = write('Accepted');
    const text = edited(before, (record) => markSuperseded(record, before, successor, english), path);
    const { record, links } = read(text, path);
    expect(record.status).toBe('superseded');
    expect(links.map(({ kind }) => kind)).toEqual(['superseded by']);
    expect(links[0]?.target).toMatch(/0002/);
    expect(text).not.toContain('Accepted');
  });

  it('takes a link that is read back, and keeps its state', () => {
    const before = write('Accepted');
    const text = edited(before, (record) => addLink(record, before, 'Amended by', successor), path);
    expect(read(text, path).record).toMatchObject({
      status: 'accepted',
      links: [{ kind: 'amended by', target: 'docs/adr/0002-use-y.md' }],
    });
    expect(edited(text, (record) => addLink(record, text, 'Amended by', successor), path)).toBe(text);
  });
});

describe('an edit alters only the lines that it says', () => {
  const words = fc.string({
    unit: fc.constantFrom('a', 'Z', ' ', '\t', 'ü', '日', '*', '`', '|', '-', '#', '.', ':', '\\'),
    maxLength: 30,
  });
  const body = fc
    .array(words, { maxLength: 12 })
    .map((lines) => `\n${lines.map((line) => `x ${line}`).join('\n')}\n`);
  const lineEnd = fc.constantFrom('\n', '\r\n');
  const dialect = fc.constantFrom(
    ...Object.entries(dialects)
      .filter(([name]) => !/last|asciidoc/.test(name))
      .map(([, write]) => write),
  );
  const state = fc.constantFrom('Proposed', 'Accepted', 'Rejected', 'Deprecated', 'Draft');

  it.each([
    ['a state', (record: ReadRecord, text: string) => setStatus(record, text, 'deprecated')],
    ['a successor', (record: ReadRecord, text: string) => markSuperseded(record, text, successor, english)],
    ['a link', (record: ReadRecord, text: string) => addLink(record, text, 'Amends', successor)],
  ])('of %s', (_, edit) => {
    fc.assert(
      fc.property(dialect, state, body, lineEnd, (write, status, tail, end) => {
        const before = (write(status) + tail).replaceAll('\n', end);
        const after = edited(before, (record) => edit(record, before));
        const old = before.split(end);
        const now = after.split(end);
        // Every line that is gone said the state; every line that came says the edit; line ends are alike.
        const gone = old.filter((line, at) => !now.includes(line) && at < old.length);
        const came = now.filter((line) => !old.includes(line));
        expect(gone.every((line) => /proposed|accepted|rejected|deprecated|draft/i.test(line))).toBe(true);
        expect(came.every((line) => /deprecated|super[cs]eded|amends|^## Links$/i.test(line))).toBe(true);
        expect(after.split(end).join('')).not.toMatch(/[\r\n]/);
        const listed = came.some((line) => line.includes('Links'));
        expect(listed || after.endsWith(tail.replaceAll('\n', end))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe('what is said beside the state', () => {
  it('stays where a record is superseded', () => {
    const text = '# 1. A\n\n## Status\n\nAccepted\n\nAmended by [3. C](0003-c.md)\n\n## Context\n';
    expect(edited(text, (record) => markSuperseded(record, text, successor, english))).toBe(
      '# 1. A\n\n## Status\n\nAmended by [3. C](0003-c.md)\n\nSuperseded by [2. Use Y](0002-use-y.md)\n\n## Context\n',
    );
  });

  it('ticks the right box of a list of states', () => {
    const text = '# A\n\n## Status\n\n- [ ] proposed\n- [x] accepted\n- [ ] rejected\n\n## Context\n';
    expect(edited(text, (record) => setStatus(record, text, 'rejected'))).toBe(
      '# A\n\n## Status\n\n- [ ] proposed\n- [ ] accepted\n- [x] rejected\n\n## Context\n',
    );
    expect(() => edited(text, (record) => setStatus(record, text, 'superseded'))).toThrow(/0001-use-x\.md:3/);
  });

  it('is not needed: a record without any state gets one in its dialect', () => {
    const set = (text: string): string => edited(text, (record) => setStatus(record, text, 'accepted'));
    expect(set('---\ndate: 2024-01-31\n---\n# A\n')).toBe(
      '---\nstatus: accepted\ndate: 2024-01-31\n---\n# A\n',
    );
    expect(set('# A\n\n* Date: 2024-01-31\n\n## Decision\n')).toBe(
      '# A\n\n* Status: accepted\n* Date: 2024-01-31\n\n## Decision\n',
    );
    expect(set('# A\n\nDate: 2024-01-31\n\n## Decision\n')).toBe(
      '# A\n\nDate: 2024-01-31\n\n## Status\n\naccepted\n\n## Decision\n',
    );
  });
});
