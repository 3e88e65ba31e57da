import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { matchesDigest, wordingDigest } from '../../../src/checklist/digests.js';
import { staleness } from '../../../src/checklist/staleness.js';
import { citeEvidence } from '../../../src/workflows/review/cite.js';
import { currentSources } from '../../../src/workflows/review/current-sources.js';
import type { Answer } from '../../../src/model/answer.js';
import type { Evidence } from '../../../src/model/evidence.js';
import type { SubQuestion } from '../../../src/model/checklist.js';
import type { RepositoryView } from '../../../src/model/repository-view.js';
import type { ChangedFile } from '../../../src/repository/changed-files.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** What git says when it is asked for changes; without this it is not asked. */
const git = vi.hoisted((): { changes: readonly ChangedFile[] } => ({ changes: [] }));
vi.mock('../../../src/repository/changed-files.js', () => ({
  changedFiles: () => Promise.resolve(git.changes),
}));

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
    meaning: 'It matters.',
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

/** A repository whose files have blob ids, as those that git tracks. */
function repositoryOf(files: Readonly<Record<string, readonly string[]>>): RepositoryView {
  const contents = Object.fromEntries(Object.entries(files).map(([path, lines]) => [path, lines.join('\n')]));
  const view = inMemoryRepository(contents);
  const tracked = view.files.map((file) => ({
    ...file,
    blob: createHash('sha1')
      .update(contents[file.path] ?? '')
      .digest('hex'),
  }));
  return { ...view, files: tracked, file: (path) => tracked.find((file) => file.path === path) };
}

async function answersOn(
  path: string,
  { lines, places }: { lines: readonly string[]; places: readonly { from: number; to: number }[] },
): Promise<readonly Kept[]> {
  const view = repositoryOf({ [path]: lines });
  return Promise.all(
    names.map(async (name, index) => {
      const asked = questionOn(name);
      const { from, to } = places[index] ?? { from: 1, to: 1 };
      const evidence = await citeEvidence(asked, 'yes', [evidenceOn(path, `${name}-there`, from, to)], view);
      const answer = {
        question: asked.id,
        choice: 'yes',
        at: '2026-01-01',
        commit: 'c0ffee',
        wording: wordingDigest(asked),
        evidence,
      };
      return { asked, answer, from, to };
    }),
  );
}

/** @param changes what git says of the commit of the answers; it is not asked when absent. */
async function staleIn(
  files: Readonly<Record<string, readonly string[]>>,
  kept: readonly Kept[],
  evidence: readonly Evidence[] = [],
  changes?: readonly ChangedFile[],
): Promise<readonly string[]> {
  git.changes = changes ?? [];
  const sources = await currentSources(
    { view: repositoryOf(files), ...(changes && { root: '/repository' }) },
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

/** Where a block that is equal to the lines from–to begins, counted from 0; their own place is one of them. */
function placesOf(lines: readonly string[], block: readonly string[]): readonly number[] {
  return lines.flatMap((_line, start) =>
    lines.slice(start, start + block.length).join('\n') === block.join('\n') &&
    start + block.length <= lines.length
      ? [start]
      : [],
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

  it('stay fresh when lines go anywhere but from their own', async () => {
    await fc.assert(
      fc.asyncProperty(cited, fc.nat(), fc.integer({ min: 1, max: 3 }), async (made, pick, size) => {
        const kept = await answersOn('src/a.yaml', made);
        const at = pick % made.lines.length;
        const lines = made.lines.toSpliced(at, size);
        const blockOf = ({ from, to }: Kept): readonly string[] => made.lines.slice(from - 1, to);
        // Where an equal copy goes it is open which of the two was meant: then it is asked again.
        fc.pre(
          kept.every((one) =>
            placesOf(made.lines, blockOf(one)).every(
              (start) => start === one.from - 1 || start + blockOf(one).length <= at || at + size <= start,
            ),
          ),
        );
        const hit = kept.filter(({ from, to }) => from <= at + size && at < to);
        const gone = hit.filter((one) => placesOf(lines, blockOf(one)).length === 0);
        const stale = await staleIn({ 'src/a.yaml': lines }, kept);
        expect(hit.map(({ asked }) => asked.id)).toEqual(expect.arrayContaining([...stale]));
        expect(stale).toEqual(expect.arrayContaining(gone.map(({ asked }) => asked.id)));
      }),
      { numRuns: 300 },
    );
  });

  it('stay fresh when git knows that their file has another name, and go stale when their lines were edited on the way', async () => {
    await fc.assert(
      fc.asyncProperty(cited, fc.nat(), async (made, pick) => {
        const kept = await answersOn('src/a.yaml', made);
        const renamed = [{ path: 'k8s/service.yml', oldPath: 'src/a.yaml', status: 'renamed' as const }];
        // The same text lies elsewhere, too: git's word counts.
        const elsewhere = { 'docs/a.yaml': made.lines };
        expect(await staleIn({ 'k8s/service.yml': made.lines, ...elsewhere }, kept, [], renamed)).toEqual([]);
        const edited = (pick % made.lines.length) + 1;
        const lines = made.lines.with(edited - 1, 'edited by somebody');
        const hit = kept
          .filter(({ from, to }) => from <= edited && edited <= to)
          .map(({ asked }) => asked.id);
        expect(await staleIn({ 'k8s/service.yml': lines, ...elsewhere }, kept, [], renamed)).toEqual(hit);
        expect(await staleIn(elsewhere, kept, [], [])).toEqual(kept.map(({ asked }) => asked.id));
      }),
      { numRuns: 150 },
    );
  });

  it('stay fresh where git cannot be asked and the same content has another name', async () => {
    await fc.assert(
      fc.asyncProperty(cited, async (made) => {
        const kept = await answersOn('src/a.yaml', made);
        expect(await staleIn({ 'k8s/service.yml': made.lines }, kept)).toEqual([]);
        expect(await staleIn({ 'k8s/service.yml': ['all', 'else'] }, kept)).toEqual(
          kept.map(({ asked }) => asked.id),
        );
      }),
      { numRuns: 100 },
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
