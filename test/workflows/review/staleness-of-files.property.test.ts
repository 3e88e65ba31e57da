import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesDigest, wordingDigest } from '../../../src/checklist/digests.js';
import { staleness } from '../../../src/checklist/staleness.js';
import { citeEvidence } from '../../../src/workflows/review/cite.js';
import { currentSources } from '../../../src/workflows/review/current-sources.js';
import type { Answer } from '../../../src/model/answer.js';
import type { Evidence } from '../../../src/model/evidence.js';
import type { SubQuestion } from '../../../src/model/checklist.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** A question that one signal speaks for, and one against. */
function questionOn(name: string): SubQuestion {
  return {
    id: `q.${name}`,
    text: name,
    why: name,
    choices: [
      { id: 'yes', text: 'Yes', risk: 'none' },
      { id: 'no', text: 'No', risk: 'high' },
    ],
    sources: [],
    signals: [
      { id: `${name}-there`, stance: 'supports' },
      { id: `${name}-broken`, stance: 'contradicts' },
    ],
    required: true,
  };
}

const names = ['a', 'b', 'c'] as const;
const line = fc.constantFrom('', '}', 'timeout: 5', 'retries: 3', 'call();', '  port: 80', 'x', '// note');
const file: fc.Arbitrary<string[]> = fc.array(line, { minLength: 6, maxLength: 24 });

/** A file and, for each question, the lines that its evidence lies on. */
const cited = fc
  .tuple(file, fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 2 })), { minLength: 3, maxLength: 3 }))
  .map(([lines, places]) => ({
    lines,
    places: places.map(([start, more]) => {
      const from = (start % lines.length) + 1;
      return { from, to: Math.min(from + more, lines.length) };
    }),
  }));

function evidenceOn(path: string, signal: string, from: number, to: number): Evidence {
  return {
    question: 'q',
    signal,
    stance: 'supports',
    service: 'api',
    text: signal,
    confidence: 'high',
    span: { file: path, line: from, column: 1, endLine: to, endColumn: 2 },
  };
}

interface Kept {
  readonly asked: SubQuestion;
  readonly answer: Answer;
  readonly from: number;
  readonly to: number;
}

async function answersOn(
  path: string,
  { lines, places }: { lines: readonly string[]; places: readonly { from: number; to: number }[] },
): Promise<readonly Kept[]> {
  const view = inMemoryRepository({ [path]: lines.join('\n') });
  return Promise.all(
    names.map(async (name, index) => {
      const asked = questionOn(name);
      const { from, to } = places[index] ?? { from: 1, to: 1 };
      const evidence = await citeEvidence(asked, 'yes', [evidenceOn(path, `${name}-there`, from, to)], view);
      const answer = {
        question: asked.id,
        choice: 'yes',
        at: '2026-01-01',
        wording: wordingDigest(asked),
        evidence,
      };
      return { asked, answer, from, to };
    }),
  );
}

async function staleIn(
  files: Readonly<Record<string, readonly string[]>>,
  kept: readonly Kept[],
  evidence: readonly Evidence[] = [],
): Promise<readonly string[]> {
  const view = inMemoryRepository(
    Object.fromEntries(Object.entries(files).map(([path, lines]) => [path, lines.join('\n')])),
  );
  const sources = await currentSources(
    { view },
    kept.map(({ answer }) => answer),
    evidence,
    undefined,
  );
  return kept
    .filter(({ answer, asked }) => staleness(answer, asked, sources).length > 0)
    .map(({ asked }) => asked.id);
}

/** Whether lines that come in at `at` part a block that is equal to the one of the lines from–to, and not that one itself. */
function splitsCopy(lines: readonly string[], from: number, to: number, at: number): boolean {
  const size = to - from + 1;
  const cited = lines.slice(from - 1, to).join('\n');
  return lines.some(
    (_line, start) =>
      start !== from - 1 &&
      lines.slice(start, start + size).join('\n') === cited &&
      start < at &&
      at < start + size,
  );
}

describe('answers bound to lines', () => {
  it('go stale exactly when a line of their own is edited, also where equal lines stand elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(cited, fc.nat(), async (made, pick) => {
        const kept = await answersOn('src/a.yaml', made);
        const edited = (pick % made.lines.length) + 1;
        const lines = made.lines.with(edited - 1, 'edited by somebody');
        const hit = kept
          .filter(({ from, to }) => from <= edited && edited <= to)
          .map(({ asked }) => asked.id);
        expect(await staleIn({ 'src/a.yaml': lines }, kept)).toEqual(hit);
      }),
      { numRuns: 300 },
    );
  });

  it('stay fresh when lines come in anywhere but between their own', async () => {
    await fc.assert(
      fc.asyncProperty(
        cited,
        fc.nat(),
        fc.array(fc.constantFrom('new', '// more'), { minLength: 1, maxLength: 5 }),
        async (made, pick, added) => {
          const kept = await answersOn('src/a.yaml', made);
          const at = pick % (made.lines.length + 1);
          const lines = made.lines.toSpliced(at, 0, ...added);
          // Lines between those of an equal copy leave it open which of the two was meant: then it is asked again.
          fc.pre(kept.every(({ from, to }) => !splitsCopy(made.lines, from, to, at)));
          const split = kept.filter(({ from, to }) => from <= at && at < to).map(({ asked }) => asked.id);
          expect(await staleIn({ 'src/a.yaml': lines }, kept)).toEqual(split);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('stay fresh when their file moves to another folder, and when white space at the end of lines changes', async () => {
    await fc.assert(
      fc.asyncProperty(cited, async (made) => {
        const kept = await answersOn('src/a.yaml', made);
        expect(await staleIn({ 'deploy/base/a.yaml': made.lines }, kept)).toEqual([]);
        expect(await staleIn({ 'src/a.yaml': made.lines.map((text) => `${text} `) }, kept)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('on "there is none" end when one appears, and only those', async () => {
    await fc.assert(
      fc.asyncProperty(cited, fc.constantFrom(...names), async (made, name) => {
        const kept = await answersOn('src/a.yaml', made);
        expect(kept[0]?.answer.evidence).toContainEqual({ none: 'a-broken', result: matchesDigest([]) });
        const appeared = [evidenceOn('src/a.yaml', `${name}-broken`, 1, 1)];
        expect(await staleIn({ 'src/a.yaml': made.lines }, kept, appeared)).toEqual([`q.${name}`]);
      }),
      { numRuns: 50 },
    );
  });
});
