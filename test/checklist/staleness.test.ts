import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MatchedText, matchesDigest, textDigest, wordingDigest } from '../../src/checklist/digests.js';
import {
  type CurrentSources,
  locateCited,
  relocatedEvidence,
  staleness,
  stalenessText,
} from '../../src/checklist/staleness.js';
import type { Answer, CitedEvidence } from '../../src/model/answer.js';
import { answer, subQuestion } from './sample-pack.js';

const asked = subQuestion('caching.ttl');

function sources(
  files: Readonly<Record<string, readonly string[]>>,
  more: Partial<CurrentSources> = {},
): CurrentSources {
  return {
    lines: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
    signalMatches: () => [],
    ...more,
  };
}

function answered(change: Partial<Answer>): Answer {
  return answer('caching.ttl', 'good', { wording: wordingDigest(asked), ...change });
}

function cite(path: string, lines: string, text: readonly string[]): CitedEvidence {
  return { path, lines, text: textDigest(text) };
}

const file = ['import http', '', 'const timeout = 5;', 'call(timeout);', '', 'export {};'];
const cited = cite('src/http.ts', '3-4', file.slice(2, 4));

describe('staleness of cited lines', () => {
  it('is none while they stand where they stood', () => {
    expect(staleness(answered({ evidence: [cited] }), asked, sources({ 'src/http.ts': file }))).toEqual([]);
    expect(locateCited(cited, sources({ 'src/http.ts': file }))).toEqual({
      state: 'in-place',
      path: 'src/http.ts',
      lines: '3-4',
    });
  });

  it('is none when they moved in their file, and the new place is told', () => {
    const current = sources({ 'src/http.ts': ['// new', '// lines', ...file] });
    const given = answered({ evidence: [{ ...cited, blob: 'a'.repeat(40) }] });
    expect(staleness(given, asked, current)).toEqual([]);
    expect(relocatedEvidence(given, current)).toEqual([
      { path: 'src/http.ts', lines: '5-6', text: cited.text },
    ]);
  });

  it('takes the place nearest to the old one when the lines stand there more than once', () => {
    const twice = [...file.slice(2, 4), ...Array.from({ length: 9 }, () => ''), ...file];
    expect(locateCited(cited, sources({ 'src/http.ts': twice })).lines).toBe('1-2');
    expect(locateCited({ ...cited, lines: '11-12' }, sources({ 'src/http.ts': twice })).lines).toBe('14-15');
  });

  it('finds lines whose old place lies beyond the end of a file that became shorter', () => {
    expect(locateCited({ ...cited, lines: '90-91' }, sources({ 'src/http.ts': file }))).toMatchObject({
      state: 'moved',
      lines: '3-4',
    });
  });

  it('is there when one of them was changed, or deleted', () => {
    const change = file.with(2, 'const timeout = 50;');
    for (const now of [change, file.toSpliced(3, 1), file.toSpliced(3, 0, 'log();'), []]) {
      expect(staleness(answered({ evidence: [cited] }), asked, sources({ 'src/http.ts': now }))).toEqual([
        { kind: 'evidence-changed', path: 'src/http.ts', lines: '3-4' },
      ]);
    }
  });

  it('does not mind line ends and spaces at the ends of lines, but indentation', () => {
    const windows = file.map((line) => `${line}\r`);
    expect(locateCited(cited, sources({ 'src/http.ts': windows })).state).toBe('in-place');
    expect(locateCited(cited, sources({ 'src/http.ts': file.map((line) => `  ${line}`) })).state).toBe(
      'changed',
    );
  });

  it('follows a renamed file when the caller knows the new name', () => {
    const given = answered({ evidence: [{ ...cited, blob: 'a'.repeat(40) }] });
    const current = sources(
      { 'src/client.ts': file },
      { renames: ({ blob }) => (blob === 'a'.repeat(40) ? ['src/gone.ts', 'src/client.ts'] : []) },
    );
    expect(staleness(given, asked, current)).toEqual([]);
    expect(relocatedEvidence(given, current)).toEqual([
      { path: 'src/client.ts', lines: '3-4', text: cited.text },
    ]);
  });

  it('is there when the file is gone', () => {
    expect(staleness(answered({ evidence: [cited] }), asked, sources({}))).toEqual([
      { kind: 'evidence-gone', path: 'src/http.ts' },
    ]);
    expect(relocatedEvidence(answered({ evidence: [cited] }), sources({}))).toEqual([cited]);
  });

  it('is judged in bounded time whatever the file and the citation', () => {
    const huge = Array.from({ length: 60_000 }, (_, at) => `line ${at % 7}`);
    expect(locateCited(cite('a', '1-30000', ['x']), sources({ a: huge })).state).toBe('changed');
  });
});

describe('staleness of what was not found', () => {
  const none = { none: 'client-without-timeout', result: matchesDigest([]) };
  const match: MatchedText = { path: 'src/a.ts', line: 4, text: 'axios.get(url)' };
  const finding = (matches: readonly MatchedText[]): CurrentSources =>
    sources({}, { signalMatches: (signal) => (signal === none.none ? matches : []) });

  it('is none while nothing is found', () => {
    expect(staleness(answered({ evidence: [none] }), asked, finding([]))).toEqual([]);
  });

  it('is there when something appears', () => {
    expect(staleness(answered({ evidence: [none] }), asked, finding([match]))).toEqual([
      { kind: 'evidence-appeared', signal: 'client-without-timeout' },
    ]);
  });

  it('is there when what was accepted is joined by more, or goes', () => {
    const accepted = { none: none.none, result: matchesDigest([match]) };
    const other = { ...match, text: 'axios.post(url)' };
    expect(staleness(answered({ evidence: [accepted] }), asked, finding([match]))).toEqual([]);
    for (const matches of [[match, other], [match, match], [], [{ ...match, path: 'src/b.ts' }]]) {
      expect(staleness(answered({ evidence: [accepted] }), asked, finding(matches))).toHaveLength(1);
    }
  });

  it('does not mind lines and order', () => {
    const other = { ...match, text: 'axios.post(url)' };
    expect(matchesDigest([match, other])).toBe(matchesDigest([other, { ...match, line: 99 }]));
    expect(matchesDigest([{ ...match, text: 'a', path: 'b' }])).not.toBe(
      matchesDigest([{ ...match, text: 'b', path: 'a' }]),
    );
  });
});

describe('staleness of wording and time', () => {
  it('is there when the question or a choice is reworded', () => {
    const given = answered({});
    const [good, bad] = asked.choices;
    const reworded = [
      { ...asked, text: 'Is it otherwise?' },
      { ...asked, choices: [{ id: 'good', text: 'Quite', risk: 'none' as const }, ...(bad ? [bad] : [])] },
      { ...asked, choices: good ? [good] : [] },
    ];
    for (const now of reworded) expect(staleness(given, now, sources({}))).toEqual([{ kind: 'reworded' }]);
  });

  it('is none when the text was only reflowed, or risks and reasons were changed', () => {
    const choices = asked.choices.map((choice) => ({ ...choice, risk: 'low' as const }));
    expect(staleness(answered({}), { text: 'Is\n  caching.ttl   so?\n', choices }, sources({}))).toEqual([]);
  });

  it('is there when the day until which it was accepted has passed', () => {
    const given = answered({ due: '2026-12-15' });
    expect(staleness(given, asked, sources({}, { asOf: '2026-12-15' }))).toEqual([]);
    expect(staleness(given, asked, sources({}, { asOf: '2026-12-16' }))).toEqual([
      { kind: 'overdue', due: '2026-12-15' },
    ]);
    expect(staleness(given, asked, sources({}))).toEqual([]);
  });

  it('names all reasons, each as a sentence', () => {
    const given = answered({
      wording: '',
      due: '2026-01-01',
      evidence: [cited, { none: 's', result: 'x' }, { ...cited, path: 'b' }],
    });
    const reasons = staleness(given, asked, sources({ 'src/http.ts': [] }, { asOf: '2026-02-01' }));
    expect(reasons.map(stalenessText)).toEqual([
      'The question was reworded since it was answered.',
      'The cited lines src/http.ts:3-4 were changed.',
      'What `s` finds is not what it was when this was answered.',
      'The cited file b is gone.',
      'The answer was accepted until 2026-01-01.',
    ]);
  });
});

describe('in any file', () => {
  const line = fc.string({ maxLength: 8 }).map((text) => text.replace(/\s/g, '_'));
  const cutting = fc
    .record({
      lines: fc.array(line, { minLength: 1, maxLength: 20 }),
      at: fc.nat(19),
      count: fc.integer({ min: 1, max: 6 }),
    })
    .map(({ lines, at, count }) => {
      const from = at % lines.length;
      const to = Math.min(lines.length, from + count);
      return { lines, from, to, evidence: cite('f', `${from + 1}-${to}`, lines.slice(from, to)) };
    });

  it('an edit of a cited line makes the answer stale', () => {
    fc.assert(
      fc.property(cutting, fc.nat(5), line, ({ lines, from, to, evidence }, pick, text) => {
        const at = from + (pick % (to - from));
        // A text that stands nowhere else, so that the old lines cannot be found again by chance.
        const unique = `${text}§`;
        const now = lines.map((old, index) =>
          index >= from && index < to && old === lines[at] ? unique : old,
        );
        const cut = now.filter((_old, index) => index >= from && index < to);
        const elsewhere = [...now.slice(0, from), '¤', ...cut, '¤', ...now.slice(to)];
        fc.pre(!containsRun(elsewhere, lines.slice(from, to)));
        expect(staleness(answered({ evidence: [evidence] }), asked, sources({ f: elsewhere }))).toHaveLength(
          1,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('inserting and deleting lines elsewhere keeps it fresh', () => {
    fc.assert(
      fc.property(
        cutting,
        fc.array(line, { maxLength: 9 }),
        fc.array(line, { maxLength: 9 }),
        ({ lines, from, to, evidence }, before, after) => {
          const now = [...before, ...lines.slice(from, to), ...after];
          const given = answered({ evidence: [evidence] });
          const current = sources({ f: now });
          expect(staleness(given, asked, current)).toEqual([]);
          const [moved] = relocatedEvidence(given, current);
          const [first = 0, last = 0] = moved && 'lines' in moved ? moved.lines.split('-').map(Number) : [];
          expect(now.slice(first - 1, last || first)).toEqual(lines.slice(from, to));
        },
      ),
      { numRuns: 500 },
    );
  });
});

function containsRun(lines: readonly string[], run: readonly string[]): boolean {
  return lines.some((_line, at) => run.every((wanted, index) => lines[at + index] === wanted));
}
