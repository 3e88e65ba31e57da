import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReviewItem } from '../../src/checklist/order.js';
import {
  advance,
  collectedAnswers,
  currentStep,
  type ReviewEvent,
  reviewProgress,
  type ReviewSession,
  reviewStep,
  startReview,
} from '../../src/checklist/review-session.js';
import { answer, evidence, question, subQuestion } from './sample-pack.js';

const signals = [
  { id: 'several-replicas', stance: 'supports' },
  { id: 'single-replica-workload', stance: 'contradicts' },
] as const;

function item(id: string, state: 'unknown' | 'stale' = 'unknown'): ReviewItem {
  const asked = subQuestion(id, {
    signals,
    choices: [
      { id: 'good', text: 'Good', risk: 'none', suggestedBy: ['several-replicas'] },
      { id: 'bad', text: 'Bad', risk: id.endsWith('mild') ? 'medium' : 'high' },
    ],
  });
  return {
    question: question('q', [asked]),
    subQuestion: asked,
    explained: { state, reasons: [state === 'stale' ? 'The cited file a is gone.' : 'Not answered.'] },
    staleness: [],
  };
}

function session(...ids: readonly string[]): ReviewSession {
  return startReview(ids.map((id) => reviewStep(item(id), [], undefined)));
}

function walk(start: ReviewSession, ...events: readonly ReviewEvent[]): ReviewSession {
  return events.reduce(advance, start);
}

function answers(of: ReviewSession): unknown {
  return collectedAnswers(of).map(({ step, choice, note }) => [step.subQuestion.id, choice, note]);
}

const good: ReviewEvent = { kind: 'answer', choice: 'good' };
const bad: ReviewEvent = { kind: 'answer', choice: 'bad' };

describe('reviewStep', () => {
  it('holds the five best pieces of evidence, a suggestion, the previous answer and why it is asked again', () => {
    const seen = [7, 6, 5, 4, 3, 2, 1].map((line) =>
      evidence('several-replicas', 'supports', 'high', `a.yaml:${line}`),
    );
    const previous = answer('q.x', 'bad');
    const step = reviewStep(item('q.x', 'stale'), [evidence('other', 'supports'), ...seen], previous);
    expect(step.evidence.map(({ span }) => span.line)).toEqual([1, 2, 3, 4, 5]);
    expect(step.moreEvidence).toBe(2);
    expect(step.suggestion?.choice).toBe('good');
    expect(step.previous).toBe(previous);
    expect(step.askedBecause).toEqual(['The cited file a is gone.']);
    expect(step.seconds).toBe(25);
  });
});

describe('a walk', () => {
  it('asks one step after the other and is finished after the last', () => {
    let now = session('q.a', 'q.b');
    expect(currentStep(now)?.subQuestion.id).toBe('q.a');
    now = advance(now, good);
    expect(currentStep(now)?.subQuestion.id).toBe('q.b');
    now = advance(now, { kind: 'answer', choice: 'bad', note: 'until May' });
    expect(now.status).toBe('finished');
    expect(currentStep(now)).toBeUndefined();
    expect(answers(now)).toEqual([
      ['q.a', 'good', undefined],
      ['q.b', 'bad', 'until May'],
    ]);
  });

  it('is finished at once when there is nothing to ask', () => {
    expect(startReview([])).toMatchObject({ status: 'finished' });
  });

  it('goes back, from the end too, and replaces an answer', () => {
    const done = walk(session('q.a', 'q.b'), good, good);
    const back = walk(done, { kind: 'back' }, { kind: 'back' });
    expect(back).toMatchObject({ status: 'asking', cursor: 0 });
    expect(answers(back)).toEqual(answers(done));
    expect(answers(advance(back, bad))).toEqual([
      ['q.a', 'bad', undefined],
      ['q.b', 'good', undefined],
    ]);
  });

  it('skips for later, and a skipped step is no answer', () => {
    const now = walk(session('q.a', 'q.b'), good, { kind: 'back' }, { kind: 'skip', reason: 'ask Ann' }, bad);
    expect(now.outcomes[0]).toEqual({ kind: 'skipped', reason: 'ask Ann' });
    expect(answers(now)).toEqual([['q.b', 'bad', undefined]]);
  });

  it('wants a reason for "does not apply"', () => {
    const start = session('q.a');
    for (const event of [
      { kind: 'not-applicable', reason: ' ' },
      { kind: 'answer', choice: 'n/a' },
    ] as const) {
      expect(advance(start, event)).toEqual({
        ...start,
        problem: 'Say in a few words why it does not apply.',
      });
    }
    expect(answers(advance(start, { kind: 'not-applicable', reason: 'no cache' }))).toEqual([
      ['q.a', 'n/a', 'no cache'],
    ]);
    expect(
      answers(walk(start, { kind: 'note', text: 'no cache' }, { kind: 'answer', choice: 'n/a' })),
    ).toEqual([['q.a', 'n/a', 'no cache']]);
  });

  it('keeps a note that was written before the choice, and lets it be changed after', () => {
    const noted = advance(session('q.a', 'q.b'), { kind: 'note', text: 'the SOAP client' });
    expect(noted).toMatchObject({
      cursor: 0,
      outcomes: [{ kind: 'open', note: 'the SOAP client' }, undefined],
    });
    expect(answers(noted)).toEqual([]);
    const answered = advance(noted, bad);
    expect(answers(answered)).toEqual([['q.a', 'bad', 'the SOAP client']]);
    const changed = walk(answered, { kind: 'back' }, { kind: 'note', text: 'both clients' });
    expect(answers(changed)).toEqual([['q.a', 'bad', 'both clients']]);
    expect(answers(advance(changed, { kind: 'note', text: '' }))).toEqual([['q.a', 'bad', undefined]]);
  });

  it('refuses what makes no sense, with a reason, and stays where it is', () => {
    const start = session('q.a');
    expect(advance(start, { kind: 'answer', choice: 'perhaps' })).toEqual({
      ...start,
      problem: 'There is no choice "perhaps". Choose one of: good, bad, n/a.',
    });
    expect(advance(start, { kind: 'back' }).problem).toBe('This is the first question.');
    expect(walk(start, good, good).problem).toBe('All questions have been asked.');
    expect(walk(start, { kind: 'back' }, good).problem).toBeUndefined();
  });

  it('can be left at any time, with what was answered', () => {
    const left = walk(session('q.a', 'q.b'), good, { kind: 'quit' });
    expect(left.status).toBe('quit');
    expect(currentStep(left)).toBeUndefined();
    expect(answers(left)).toEqual([['q.a', 'good', undefined]]);
    expect(advance(left, bad).problem).toBe('The review was left.');
  });

  it('never changes a state that was handed out', () => {
    const start = session('q.a', 'q.b');
    const copy = structuredClone(start);
    walk(start, good, { kind: 'back' }, { kind: 'note', text: 'x' }, bad, { kind: 'quit' });
    expect(start).toEqual(copy);
  });
});

describe('reviewProgress', () => {
  it('counts, estimates the time left and the high risks that are open', () => {
    const start = startReview([
      reviewStep(item('q.a'), [], undefined),
      reviewStep(item('q.mild'), [], undefined),
      reviewStep(item('q.c', 'stale'), [], undefined),
    ]);
    expect(reviewProgress(start)).toEqual({
      total: 3,
      answered: 0,
      skipped: 0,
      left: 3,
      minutesLeft: 3,
      highRiskOpen: 2,
    });
    expect(reviewProgress(advance(start, good))).toMatchObject({
      answered: 1,
      left: 2,
      minutesLeft: 2,
      highRiskOpen: 1,
    });
    expect(reviewProgress(walk(start, good, good, { kind: 'skip' }))).toEqual({
      total: 3,
      answered: 2,
      skipped: 1,
      left: 0,
      minutesLeft: 0,
      highRiskOpen: 1,
    });
  });

  it('does not take a note for an answer', () => {
    expect(reviewProgress(advance(session('q.a'), { kind: 'note', text: 'x' }))).toMatchObject({
      answered: 0,
      left: 1,
    });
  });
});

describe('any sequence of events', () => {
  const event: fc.Arbitrary<ReviewEvent> = fc.oneof(
    fc.constantFrom<ReviewEvent>(good, bad, { kind: 'back' }, { kind: 'skip' }, { kind: 'note', text: 'n' }),
    fc.constantFrom('good', 'n/a', 'other').map((choice): ReviewEvent => ({ kind: 'answer', choice })),
    fc.constantFrom('', 'r').map((reason): ReviewEvent => ({ kind: 'not-applicable', reason })),
  );

  it('leaves the cursor in range and the counts adding up', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.array(event, { maxLength: 30 }), (count, events) => {
        let now = session(...Array.from({ length: count }, (_, at) => `q.${at}`));
        for (const next of events) {
          now = advance(now, next);
          const progress = reviewProgress(now);
          expect(now.cursor).toBeGreaterThanOrEqual(0);
          expect(now.cursor).toBeLessThanOrEqual(count);
          expect(now.status === 'asking').toBe(now.cursor < count);
          expect(progress.answered + progress.skipped + progress.left).toBe(count);
          expect(collectedAnswers(now)).toHaveLength(progress.answered);
        }
      }),
      { numRuns: 300 },
    );
  });
});
