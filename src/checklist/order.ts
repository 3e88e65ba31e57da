import type { Question, SubQuestion } from '../model/checklist.js';
import type { Staleness } from '../model/answer.js';
import { riskRank } from './risk.js';
import type { ExplainedState } from './states.js';

/** One sub-question of one service with its state, in the order of the pack. */
export interface ReviewItem {
  readonly question: Question;
  readonly subQuestion: SubQuestion;
  readonly explained: ExplainedState;
  /** Empty unless the state is stale. */
  readonly staleness: readonly Staleness[];
}

/** How little is known: nothing, an answer that the code contradicts, one whose ground moved, one whose wording or time ran out. */
const uncertainties = { unknown: 4, challenged: 3, moved: 2, formal: 1 } as const;

/** Seconds that a question takes: to be thought about for the first time, or to be confirmed. */
const secondsFirst = 60;
const secondsAgain = 25;

/**
 * What a walk asks, in the order in which it asks: unanswered, challenged and stale sub-questions. Questions stay together; the one with
 * the highest risk × uncertainty comes first, and so within it. Equal ones keep the order of the pack.
 */
export function itemsToAsk(items: readonly ReviewItem[]): readonly ReviewItem[] {
  const asked = items.filter((item) => urgency(item) > 0);
  const highest = new Map<string, number>();
  for (const item of asked) {
    highest.set(item.question.id, Math.max(highest.get(item.question.id) ?? 0, urgency(item)));
  }
  const packOrder = [...highest.keys()];
  return asked.toSorted(
    (a, b) =>
      (highest.get(b.question.id) ?? 0) - (highest.get(a.question.id) ?? 0) ||
      packOrder.indexOf(a.question.id) - packOrder.indexOf(b.question.id) ||
      urgency(b) - urgency(a),
  );
}

/** The items that fit into a number of minutes: those of the highest risk × uncertainty, in the order in which they were given. */
export function withinBudget(items: readonly ReviewItem[], minutes: number): readonly ReviewItem[] {
  let left = minutes * 60;
  const chosen = new Set<ReviewItem>();
  for (const item of items.toSorted((a, b) => urgency(b) - urgency(a))) {
    const seconds = secondsFor(item);
    if (seconds > left) break;
    left -= seconds;
    chosen.add(item);
  }
  return items.filter((item) => chosen.has(item));
}

/** About how long an item takes, in seconds. */
export function secondsFor(item: Pick<ReviewItem, 'explained'>): number {
  return item.explained.state === 'unknown' ? secondsFirst : secondsAgain;
}

/**
 * Risk × uncertainty: the worst that an answer could reveal, times how little is known; required ones before others of the same. 0 = need
 * not be asked.
 */
export function urgency(item: ReviewItem): number {
  const uncertainty = uncertaintyOf(item);
  if (uncertainty === 0) return 0;
  const worst = Math.max(...item.subQuestion.choices.map(({ risk }) => riskRank(risk)), 1);
  return worst * uncertainty + (item.subQuestion.required ? 0.5 : 0);
}

function uncertaintyOf({ explained, staleness }: ReviewItem): number {
  if (explained.state === 'unknown') return uncertainties.unknown;
  if (explained.state === 'challenged') return uncertainties.challenged;
  if (explained.state !== 'stale') return 0;
  const groundMoved = staleness.some(({ kind }) => kind.startsWith('evidence-'));
  return groundMoved ? uncertainties.moved : uncertainties.formal;
}
