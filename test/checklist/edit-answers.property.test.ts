import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswers } from '../../src/checklist/answers-file.js';
import { removeAnswer, setAnswer } from '../../src/checklist/edit-answers.js';
import type { Answer, AnswerEvidence } from '../../src/model/answer.js';

const header = { service: 'checkout', pack: 'scalability@1' };

const id = fc
  .tuple(fc.stringMatching(/^[a-z]{1,6}$/), fc.stringMatching(/^[a-z]{1,6}(-[a-z]{1,4})?$/))
  .map(([question, name]) => `${question}.${name}`);
const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`);
/** Any text that holds something; YAML cannot carry lone surrogates and other control characters than tab and line feed unescaped. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom('a', ' ', '\n', '#', ':', '-', '"', "'", '\t', '{', '|', '>', '&', '*', '\\'),
      maxLength: 20,
    }),
    fc.constantFrom(
      'yes',
      'null',
      '12',
      '1e3',
      '~',
      '# x',
      '- x',
      'a: b',
      '[x',
      ' lead',
      'trail ',
      'a\n\nb\n',
      '...',
      '---',
    ),
  )
  .filter((value) => value.trim() !== '');
const date = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const evidence: fc.Arbitrary<AnswerEvidence> = fc.oneof(
  fc
    .record({
      path: text,
      from: fc.integer({ min: 1, max: 99 }),
      more: fc.integer({ min: 0, max: 9 }),
      text: digest,
    })
    .map(({ path, from, more, text }) => ({
      path,
      lines: more === 0 ? `${from}` : `${from}-${from + more}`,
      text,
    })),
  fc.record({ none: text, result: digest }),
);
const answer: fc.Arbitrary<Answer> = fc.record(
  {
    question: id,
    choice: text,
    note: text,
    by: text,
    at: date,
    commit: fc.stringMatching(/^[0-9a-f]{4,40}$/),
    wording: digest,
    evidence: fc.array(evidence, { maxLength: 3 }),
    owner: text,
    due: date,
  },
  { requiredKeys: ['question', 'choice', 'at', 'wording', 'evidence'] },
);

/** Lines that a person may have left around answers; none of them changes what the file says. */
const noise = fc.array(
  fc.constantFrom('', '# a comment', '  # indented', '    # deeper', '      # deepest', '   '),
  { maxLength: 3 },
);

interface Block {
  readonly id: string;
  readonly lines: readonly string[];
}

/** A handwritten file: blocks in several styles with comments between and inside them. */
const file = fc
  .record({
    step: fc.constantFrom(1, 2, 4),
    head: noise,
    tail: noise,
    end: fc.boolean(),
    blocks: fc.uniqueArray(
      fc.record({
        id,
        style: fc.nat(3),
        inside: noise,
        after: noise,
        choice: fc.constantFrom('all', 'none'),
      }),
      { selector: (block) => block.id, maxLength: 4 },
    ),
  })
  .map(({ step, head, tail, end, blocks }) => {
    const pad = ' '.repeat(step);
    const written = blocks.map((block): Block => {
      const key = `${pad}${block.id}:`;
      const lines =
        [
          [`${key} {choice: ${block.choice}, odd: [1,2]}`],
          [
            `${key}   # remark`,
            `${pad}${pad}choice:   ${block.choice}`,
            ...block.inside,
            `${pad}${pad}odd: 'x'`,
          ],
          [
            key,
            `${pad}  note: |`,
            `${pad}    two`,
            `${pad}    lines`,
            `${pad}  choice: ${block.choice} # why`,
          ],
          [key],
        ][block.style] ?? [];
      return { id: block.id, lines: [...lines, ...block.after] };
    });
    const lines = [
      'service:  checkout',
      ...head,
      'pack: scalability@1',
      'answers:',
      ...written.flatMap((block) => block.lines),
      ...tail,
    ];
    if (end) lines.push('other: [1,   2]', '# end', '');
    return lines.join('\n');
  });

/** The lines of `after` without one contiguous run must be the lines of `before` without one contiguous run. */
function commonAround(before: readonly string[], after: readonly string[]): { head: number; tail: number } {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail += 1;
  }
  return { head, tail };
}

/** All comments, whether they stand alone or behind something. */
function commentsOf(text: string): readonly string[] {
  return [...text.matchAll(/# ?(?:a comment|indented|deeper|deepest|remark|why|end)\b/g)]
    .map(([comment]) => comment)
    .toSorted();
}

describe('setting an answer', () => {
  it('is read back as it was set: read(set(x)) = x', () => {
    fc.assert(
      fc.property(answer, (wanted) => {
        expect(readAnswers(setAnswer(undefined, header, wanted), 'f')).toEqual({
          ...header,
          answers: [wanted],
          problems: [],
          unanswered: [],
        });
      }),
      { numRuns: 120 },
    );
  });

  it('is read back from any handwritten file, whose other answers and comments stay', () => {
    fc.assert(
      fc.property(file, answer, fc.nat(4), (before, wanted, pick) => {
        const others = readAnswers(before, 'f').answers;
        const target = { ...wanted, question: others[pick]?.question ?? wanted.question };
        const after = setAnswer(before, header, target);
        const now = readAnswers(after, 'f').answers;
        expect(now.find(({ question }) => question === target.question)).toEqual(target);
        const rest = ({ question }: Answer): boolean => question !== target.question;
        expect(now.filter(rest)).toEqual(others.filter(rest));
        expect(commentsOf(after)).toEqual(expect.arrayContaining([...commentsOf(before)]));
        expect(commentsOf(after).length).toBeGreaterThanOrEqual(commentsOf(before).length);
      }),
      { numRuns: 120 },
    );
  });

  it('changes no line outside its own block', () => {
    fc.assert(
      fc.property(file, answer, fc.nat(4), (text, wanted, pick) => {
        const others = readAnswers(text, 'f').answers;
        const target = { ...wanted, question: others[pick]?.question ?? wanted.question };
        const before = text.split('\n');
        const after = setAnswer(text, header, target).split('\n');
        const { head, tail } = commonAround(before, after);
        const isKey = (line: string): boolean => /^ +[a-z]+\.[a-z-]+:/.test(line);
        // What was replaced is one run of lines that holds no other answer's key, and no line of the top level.
        const replaced = before.slice(head, before.length - tail);
        expect(replaced.filter((line) => isKey(line) && !line.includes(`${target.question}:`))).toEqual([]);
        expect(replaced.filter((line) => /^[a-z]/.test(line) && line !== 'answers:')).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });

  it('twice is the same as once, and removing it gives the file back', () => {
    fc.assert(
      fc.property(file, answer, (before, wanted) => {
        const once = setAnswer(before, header, wanted);
        expect(setAnswer(once, header, wanted)).toBe(once);
        const isNew = !before.includes(` ${wanted.question}:`);
        const hadAnswers = /^ +[a-z]+\.[a-z-]+:/m.test(before);
        fc.pre(isNew && hadAnswers);
        expect(removeAnswer(once, wanted.question)).toBe(before);
      }),
      { numRuns: 120 },
    );
  });
});
