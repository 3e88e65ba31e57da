import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { convertRecord } from '../../../src/documents/adr/convert/convert.js';
import { dialects } from '../../../src/documents/adr/convert/dialects.js';
import { readRecord } from '../../../src/documents/adr/read-record.js';
import { SourceText } from '../../../src/model/source-text.js';

const path = 'docs/adr/0007-x.md';

/** The dialects from which the text did not come back as it was. */
function lostIn(text: string): readonly string[] {
  return dialects.filter((to) => {
    const there = convertRecord(path, text, to);
    if ('unchanged' in there) return false;
    const back = convertRecord(path, there.text, 'original');
    return !('text' in back) || back.text !== text;
  });
}

const line = fc.constantFrom(
  'Words.',
  '* item',
  '- [x](0001-a.md)',
  '',
  '> q',
  '```',
  '| a |',
  '### Sub',
  'Status: no',
  '**Bold**',
  '---',
  '<!-- c -->',
  '  trailing  ',
);
const body = fc.array(line, { maxLength: 4 }).map((lines) => lines.join('\n'));
const heading = fc.constantFrom(
  'Status',
  'Context',
  'Decision',
  'Consequences',
  'Links',
  'Considered Options',
  'Decision Outcome',
  'Other: one',
  'Context',
  'More Information',
);
const head = fc.constantFrom(
  '# 7. Title\n\nDate: 2024-01-02\n',
  '---\nstatus: "accepted"\ncustom: 1\ndecision-makers: [A, "B C"]\n---\n# Title: with `code`\n',
  '# Title\n\n* Status: proposed\n* Deciders: A, B\n\nTechnical Story: x\n',
  '# [7] Title #\n\n**Date**: 3 May 2024  \nwords\n',
  'Title\n=====\n',
  '',
);
const record = fc
  .record({
    head,
    sections: fc.array(fc.record({ heading, body }), { maxLength: 5 }),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    bom: fc.constantFrom('', '\uFEFF'),
    last: fc.constantFrom('', '\n', '\n\n'),
  })
  .map(({ head: first, sections, lineEnd, bom, last }) => {
    const parts = [first, ...sections.map((section) => `## ${section.heading}\n\n${section.body}`)];
    return bom + (parts.join('\n') + last).replaceAll('\n', lineEnd);
  });

describe('a record in another dialect', () => {
  it('comes back byte for byte, whatever was in it', () => {
    fc.assert(
      fc.property(record, (text) => {
        expect(lostIn(text)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('comes back also from the records of this repository', () => {
    const folder = new URL('../../../docs/adr/', import.meta.url);
    const texts = readdirSync(folder)
      .filter((file) => file.endsWith('.md'))
      .map((name) => readFileSync(new URL(name, folder), 'utf8'));
    expect(texts.flatMap(lostIn)).toEqual([]);
  });

  it('says the same: number, title, status, date, people, links', () => {
    const madr =
      '---\nstatus: accepted\ndate: 2024-05-06\ndecision-makers: [Ann, Bob]\n---\n# Use X\n\n## Context and Problem Statement\n\nC\n\n## Decision Outcome\n\nX\n\n### Consequences\n\n* Good\n\n## Links\n\n* Supersedes [A](0001-a.md)\n';
    const facts = (text: string): unknown => {
      const read = readRecord(new SourceText(path, text));
      const { number, title, status, date, deciders, links } = read?.record ?? {};
      return { number, title, status, date, deciders, links };
    };
    for (const to of ['nygard', 'y-statement'] as const) {
      const there = convertRecord(path, madr, to);
      if (!('text' in there)) throw new Error(there.unchanged);
      expect(facts(there.text)).toEqual(facts(madr));
      expect(readRecord(new SourceText(path, there.text))?.style).toBe(to);
    }
  });

  it('takes along what was edited in between', () => {
    const nygard =
      '# 7. Use X\n\nDate: 2024-01-02\n\n\n## Status\n\nProposed\n\n## Context\nOld words.\n\n## Decision\n\nD\n';
    const there = convertRecord(path, nygard, 'madr');
    if (!('text' in there)) throw new Error(there.unchanged);
    const edited = there.text.replace('Old words.', 'New words.').replace('proposed', 'accepted');
    expect(convertRecord(path, edited, 'nygard')).toMatchObject({
      text: nygard.replace('Old words.', 'New words.').replace('Proposed', 'accepted'),
    });
  });
});
