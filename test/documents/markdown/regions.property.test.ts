import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adoptRegion,
  appendRegion,
  findRegions,
  replaceRegion,
  stateOf,
} from '../../../src/documents/markdown/regions.js';
import type { RegionContent } from '../../../src/documents/markdown/regions.js';

const wanted = (content: string, id = 'adr-index', attributes = {}): RegionContent => ({
  id,
  attributes,
  content,
  source: content,
});

const line = fc.oneof(
  fc.constantFrom(
    '',
    '# Title',
    '- item',
    '> quote',
    'text',
    '| a | b |',
    '|---|---|',
    '    code',
    '---',
    'trailing  ',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll(/[\r\n`~<]/g, '')),
);

/** Hand-written Markdown without open code blocks, with either line end, with and without a BOM and a last line end. */
const page = fc
  .record({
    lines: fc.array(line, { maxLength: 12 }),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    bom: fc.constantFrom('', '\uFEFF'),
    last: fc.boolean(),
  })
  .map(
    ({ lines, lineEnd, bom, last }) => bom + lines.join(lineEnd) + (last && lines.length > 0 ? lineEnd : ''),
  );

const table = fc
  .array(fc.constantFrom('| a | b |', '- x', 'words', '<b>html</b>', '`code`'), {
    minLength: 1,
    maxLength: 5,
  })
  .map((lines) => lines.join('\n'));

describe('a managed region', () => {
  it('changes nothing around it; twice is once; line ends are those of the file', () => {
    fc.assert(
      fc.property(page, page, table, table, (before, after, first, second) => {
        const rest = after.replace('\uFEFF', '');
        const made = appendRegion(before, wanted(first));
        const { regions } = findRegions(made);
        // The page may end inside something (front matter that is not closed) where a marker is text.
        fc.pre(regions.length === 1);
        const joined = `${made}${made.endsWith('\n') ? '' : '\n'}\n${rest}`;
        const [region] = findRegions(joined).regions;
        // A first line of dashes makes front matter of all that stands before the next one.
        fc.pre(region !== undefined);
        expect(stateOf(region, wanted(first))).toBe('current');
        expect(stateOf(region, wanted(`${second}\n\nmore`))).toBe('stale');
        const updated = replaceRegion(joined, region, wanted(second));
        expect(updated.slice(0, region.start)).toBe(joined.slice(0, region.start));
        expect(updated.endsWith(joined.slice(region.end))).toBe(true);
        expect(updated.startsWith(before)).toBe(true);
        const [again] = findRegions(updated).regions;
        if (again === undefined) throw new Error('the region is lost');
        expect(stateOf(again, wanted(second))).toBe('current');
        expect(replaceRegion(updated, again, wanted(second))).toBe(updated);
        const own = updated.slice(again.start, again.end);
        const isWindows = /^[^\n]*\r\n/.test(before);
        fc.pre(before.includes('\n'));
        expect(isWindows ? /(?<!\r)\n/.test(own) : own.includes('\r')).toBe(false);
      }),
    );
  });

  it('that was changed by hand is known, and may be kept until its source changes', () => {
    fc.assert(
      fc.property(page, table, fc.string({ minLength: 1, maxLength: 8 }), (before, content, word) => {
        const edit = `edited ${word.replaceAll(/[^a-z]/g, '')}`;
        const made = appendRegion(before, wanted(content));
        fc.pre(findRegions(made).regions.length === 1);
        const at = made.lastIndexOf('<!-- lintel:end');
        const edited = `${made.slice(0, at)}${edit}\n\n${made.slice(at)}`;
        const [region] = findRegions(edited).regions;
        if (region === undefined) throw new Error('the region is lost');
        expect(stateOf(region, wanted(content))).toBe('edited');
        const kept = adoptRegion(edited, region, wanted(content));
        const [own] = findRegions(kept).regions;
        if (own === undefined) throw new Error('the region is lost');
        expect(own.content).toBe(region.content);
        expect([stateOf(own, wanted(content)), stateOf(own, wanted('other'))]).toEqual(['current', 'stale']);
      }),
    );
  });
});

describe('markers', () => {
  const region = '<!-- lintel:begin adr-index -->\n<!-- lintel:end adr-index -->';
  const problems = (text: string): readonly string[] =>
    findRegions(text).problems.map((problem) => `${problem.line}: ${problem.message}`);

  it('in code are text, whatever stands there', () => {
    for (const text of [
      `\`\`\`md\n${region}\n\`\`\``,
      `    ${region.replace('\n', '\n    ')}`,
      `\`${region.replace('\n', ' ')}\``,
    ])
      expect(findRegions(`Text\n\n${text}\n`)).toEqual({ regions: [], problems: [] });
  });

  it('that make no region are named with their line', () => {
    expect(problems('# A\n\n<!-- lintel:begin adr-index -->\n')).toEqual([
      '3: the region "adr-index" has no end',
    ]);
    expect(problems('<!-- lintel:end adr-index -->\n')).toEqual([
      '1: the end of "adr-index" has no beginning',
    ]);
    expect(problems(`${region}\n\n${region}\n`)).toEqual(['4: there is a second region "adr-index"']);
    expect(problems(`- x\n\n  <!-- lintel:begin a -->\n  <!-- lintel:end a -->\n`)).toHaveLength(2);
    expect(problems('<!-- lintel:begin Not/an/id -->\n')).toHaveLength(1);
    expect(problems('<div>\n<!-- lintel:begin a -->\n</div>\n')).toHaveLength(1);
  });

  it('keep what they say besides, however odd', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (log) => {
        const text = appendRegion('', wanted('x', 'adr-index.a_b', { log }));
        expect(findRegions(text).regions[0]).toMatchObject({ id: 'adr-index.a_b', attributes: { log } });
      }),
    );
  });
});
