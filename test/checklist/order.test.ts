import { describe, expect, it } from 'vitest';
import { itemsToAsk, type ReviewItem, secondsFor, urgency, withinBudget } from '../../src/checklist/order.js';
import type { QuestionState, Staleness } from '../../src/model/answer.js';
import type { Risk } from '../../src/model/checklist.js';
import { question, subQuestion } from './sample-pack.js';

interface Sketch {
  readonly id: string;
  readonly worst?: Risk;
  readonly state?: QuestionState;
  readonly staleness?: readonly Staleness[];
  readonly required?: boolean;
}

function item({
  id,
  worst = 'high',
  state = 'unknown',
  staleness = [],
  required = false,
}: Sketch): ReviewItem {
  const choices = [
    { id: 'good', text: 'Good', risk: 'none' as const },
    { id: 'bad', text: 'Bad', risk: worst },
  ];
  return {
    question: question(id.split('.')[0] ?? id, []),
    subQuestion: subQuestion(id, { choices, required }),
    explained: { state, reasons: [] },
    staleness,
  };
}

function ids(items: readonly ReviewItem[]): readonly string[] {
  return items.map(({ subQuestion }) => subQuestion.id);
}

const moved: readonly Staleness[] = [{ kind: 'evidence-gone', path: 'a' }];
const reworded: readonly Staleness[] = [{ kind: 'reworded' }];

describe('itemsToAsk', () => {
  it('asks what is unanswered, challenged or stale, and nothing else', () => {
    const states: readonly QuestionState[] = [
      'satisfied',
      'at-risk',
      'unknown',
      'not-applicable',
      'stale',
      'challenged',
      'waived',
    ];
    const items = states.map((state) =>
      item({ id: `q.${state}`, state, staleness: state === 'stale' ? moved : [] }),
    );
    expect(ids(itemsToAsk(items))).toEqual(['q.unknown', 'q.challenged', 'q.stale']);
  });

  it('keeps the order of the pack when all is equally open', () => {
    const items = ['b.x', 'b.y', 'a.x', 'a.y'].map((id) => item({ id }));
    expect(ids(itemsToAsk(items))).toEqual(['b.x', 'b.y', 'a.x', 'a.y']);
  });

  it('puts the higher risk and the greater uncertainty first, and required before others', () => {
    const items = [
      item({ id: 'q.reworded', state: 'stale', staleness: reworded }),
      item({ id: 'q.small', worst: 'low' }),
      item({ id: 'q.moved', state: 'stale', staleness: moved }),
      item({ id: 'q.open' }),
      item({ id: 'q.wanted', required: true }),
    ];
    expect(ids(itemsToAsk(items))).toEqual(['q.wanted', 'q.open', 'q.moved', 'q.small', 'q.reworded']);
  });

  it('keeps the sub-questions of a question together', () => {
    const items = [
      item({ id: 'a.x', worst: 'medium' }),
      item({ id: 'a.y', worst: 'low' }),
      item({ id: 'b.x', worst: 'low' }),
      item({ id: 'b.y', worst: 'high' }),
    ];
    expect(ids(itemsToAsk(items))).toEqual(['b.y', 'b.x', 'a.x', 'a.y']);
  });

  it('gives what need not be asked no urgency', () => {
    expect(urgency(item({ id: 'a.x', state: 'satisfied', required: true }))).toBe(0);
  });
});

describe('withinBudget', () => {
  const items = itemsToAsk([
    item({ id: 'a.x', worst: 'low' }),
    item({ id: 'a.y', worst: 'medium' }),
    item({ id: 'b.x', worst: 'high' }),
    item({ id: 'b.y', state: 'stale', staleness: reworded }),
  ]);

  it('chooses what matters most and keeps the order of the walk', () => {
    expect(ids(items)).toEqual(['b.x', 'b.y', 'a.y', 'a.x']);
    expect(ids(withinBudget(items, 2))).toEqual(['b.x', 'a.y']);
    expect(ids(withinBudget(items, 60))).toEqual(ids(items));
    expect(withinBudget(items, 0)).toEqual([]);
  });

  it('reckons less time for an answer that only has to be confirmed', () => {
    const [first, confirm] = items;
    expect(first && secondsFor(first)).toBe(60);
    expect(confirm && secondsFor(confirm)).toBe(25);
  });
});
