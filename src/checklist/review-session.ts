import type { Answer } from '../model/answer.js';
import type { Choice, Question, SubQuestion } from '../model/checklist.js';
import type { Evidence } from '../model/evidence.js';
import { evidenceOf } from './evidence-of.js';
import { type ReviewItem, secondsFor } from './order.js';
import { notApplicableChoice, riskRank } from './risk.js';
import { suggest, type Suggestion } from './suggestion.js';

/** How many pieces of evidence a step shows. */
const shownEvidence = 5;

/** One sub-question as the walk puts it. */
export interface ReviewStep {
  readonly question: Question;
  readonly subQuestion: SubQuestion;
  /** The best five. */
  readonly evidence: readonly Evidence[];
  /** How many more there are. */
  readonly moreEvidence: number;
  readonly suggestion: Suggestion | undefined;
  readonly previous: Answer | undefined;
  /** A note that was typed in a walk before and waits for the answer. */
  readonly draft?: string;
  /** Sentences: why it is asked, or asked again. */
  readonly askedBecause: readonly string[];
  readonly seconds: number;
}

/** What became of a step. A note alone is an `open` outcome: kept for when the choice is made. */
export type StepOutcome =
  | { readonly kind: 'open'; readonly note: string }
  | { readonly kind: 'answered'; readonly choice: string; readonly note?: string }
  | { readonly kind: 'waived'; readonly note?: string }
  | { readonly kind: 'skipped'; readonly reason?: string; readonly note?: string };

/** What a person does at a step. */
export type ReviewEvent =
  | { readonly kind: 'answer'; readonly choice: string; readonly note?: string }
  | { readonly kind: 'not-applicable'; readonly reason: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'waive' }
  | { readonly kind: 'skip'; readonly reason?: string }
  | { readonly kind: 'back' }
  | { readonly kind: 'quit' };

/** A walk: plain data, so that every state of it can be kept, shown and tested. Never changed in place. */
export interface ReviewSession {
  readonly steps: readonly ReviewStep[];
  /** Index of the step that is asked; `steps.length` when all have been. */
  readonly cursor: number;
  /** Per step; undefined = not touched. */
  readonly outcomes: readonly (StepOutcome | undefined)[];
  readonly status: 'asking' | 'finished' | 'quit';
  /** Why the last event was refused; then nothing else has changed. */
  readonly problem?: string;
}

/** How far a walk is. */
export interface ReviewProgress {
  readonly total: number;
  readonly answered: number;
  readonly skipped: number;
  /** Neither answered nor skipped. */
  readonly left: number;
  /** For those that are left, rounded up. */
  readonly minutesLeft: number;
  /** Steps without an answer of which a choice carries high risk. */
  readonly highRiskOpen: number;
}

/** An answer as the walk collected it; who, when, commit and digests are added by whoever keeps it. */
export interface CollectedAnswer {
  readonly step: ReviewStep;
  readonly choice: string;
  readonly note?: string;
}

/** A step for an item to ask; `evidence` is all that was found for the service. */
export function reviewStep(
  item: ReviewItem,
  evidence: readonly Evidence[],
  previous: Answer | undefined,
): ReviewStep {
  const { question, subQuestion, explained } = item;
  const relevant = evidenceOf(subQuestion, evidence);
  return {
    question,
    subQuestion,
    evidence: relevant.slice(0, shownEvidence),
    moreEvidence: Math.max(0, relevant.length - shownEvidence),
    suggestion: suggest(subQuestion, evidence),
    previous,
    askedBecause: explained.reasons,
    seconds: secondsFor(item),
  };
}

/** A walk at its first step; finished at once when there is nothing to ask. */
export function startReview(steps: readonly ReviewStep[]): ReviewSession {
  const outcomes = steps.map(() => undefined);
  return { steps, cursor: 0, outcomes, status: steps.length === 0 ? 'finished' : 'asking' };
}

/** The step that is asked now. */
export function currentStep(session: ReviewSession): ReviewStep | undefined {
  return session.status === 'asking' ? session.steps[session.cursor] : undefined;
}

/**
 * The walk after an event. An event that makes no sense here (an unknown choice, `back` at the first step, `n/a` without a reason) leaves
 * it where it is, with `problem` set. After `back` the outcome of the step is still there, to be kept or replaced; a walk that has
 * finished can go back too.
 */
export function advance(session: ReviewSession, event: ReviewEvent): ReviewSession {
  if (session.status === 'quit') return refused(session, 'The review was left.');
  if (event.kind === 'quit') return moved(session, { status: 'quit' });
  if (event.kind === 'back') {
    if (session.cursor === 0) return refused(session, 'This is the first question.');
    return moved(session, { cursor: session.cursor - 1, status: 'asking' });
  }
  const step = currentStep(session);
  if (!step) return refused(session, 'All questions have been asked.');
  const before = session.outcomes[session.cursor];
  if (event.kind === 'note') {
    return moved(session, { outcomes: withOutcome(session, withNote(before, event.text)) });
  }
  if (event.kind === 'skip') {
    const reason = event.reason === undefined ? {} : { reason: event.reason };
    return done(session, { kind: 'skipped', ...reason, ...noted(before?.note) });
  }
  if (event.kind === 'waive') return done(session, { kind: 'waived', ...noted(before?.note) });
  if (event.kind === 'not-applicable') return answered(session, step, notApplicableChoice, event.reason);
  return answered(session, step, event.choice, event.note ?? before?.note ?? step.draft);
}

function answered(
  session: ReviewSession,
  step: ReviewStep,
  choice: string,
  note: string | undefined,
): ReviewSession {
  if (choice === notApplicableChoice) {
    if (isBlank(note)) return refused(session, 'Say in a few words why it does not apply.');
  } else if (!choiceOf(step, choice)) {
    const known = step.subQuestion.choices.map(({ id }) => id).join(', ');
    return refused(
      session,
      `There is no choice "${choice}". Choose one of: ${known}, ${notApplicableChoice}.`,
    );
  }
  return done(session, { kind: 'answered', choice, ...noted(note) });
}

/** How far the walk is; the time left is an estimate, made without a clock. */
export function reviewProgress(session: ReviewSession): ReviewProgress {
  const { steps, outcomes } = session;
  const isDone = (index: number): boolean => (outcomes[index]?.kind ?? 'open') !== 'open';
  const left = steps.filter((_step, index) => !isDone(index));
  const open = steps.filter((_step, index) => {
    const kind = outcomes[index]?.kind;
    return kind !== 'answered' && kind !== 'waived';
  });
  return {
    total: steps.length,
    answered: steps.length - open.length,
    skipped: open.length - left.length,
    left: left.length,
    minutesLeft: Math.ceil(left.reduce((sum, { seconds }) => sum + seconds, 0) / 60),
    highRiskOpen: open.filter(({ subQuestion }) => canBeHigh(subQuestion)).length,
  };
}

/** The answers of the walk so far, in the order of its steps: what is written after each event. */
export function collectedAnswers(session: ReviewSession): readonly CollectedAnswer[] {
  return session.steps.flatMap((step, index) => {
    const outcome = session.outcomes[index];
    return outcome?.kind === 'answered' ? [{ step, choice: outcome.choice, ...noted(outcome.note) }] : [];
  });
}

function canBeHigh(subQuestion: SubQuestion): boolean {
  return subQuestion.choices.some(({ risk }) => riskRank(risk) === riskRank('high'));
}

function choiceOf(step: ReviewStep, id: string): Choice | undefined {
  return step.subQuestion.choices.find((choice) => choice.id === id);
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}

function noted(note: string | undefined): { readonly note?: string } {
  return note === undefined || isBlank(note) ? {} : { note };
}

/** An outcome with another note; an empty one takes the note away. */
function withNote(before: StepOutcome | undefined, text: string): StepOutcome | undefined {
  if (!before || before.kind === 'open') return isBlank(text) ? undefined : { kind: 'open', note: text };
  if (before.kind === 'answered') return { kind: 'answered', choice: before.choice, ...noted(text) };
  if (before.kind === 'waived') return { kind: 'waived', ...noted(text) };
  const reason = before.reason === undefined ? {} : { reason: before.reason };
  return { kind: 'skipped', ...reason, ...noted(text) };
}

function withOutcome(
  session: ReviewSession,
  outcome: StepOutcome | undefined,
): readonly (StepOutcome | undefined)[] {
  return session.outcomes.with(session.cursor, outcome);
}

/** Settles the present step and goes on to the next. */
function done(session: ReviewSession, outcome: StepOutcome): ReviewSession {
  const cursor = session.cursor + 1;
  const status = cursor >= session.steps.length ? 'finished' : 'asking';
  return moved(session, { cursor, status, outcomes: withOutcome(session, outcome) });
}

function moved(session: ReviewSession, change: Partial<ReviewSession>): ReviewSession {
  const { steps, cursor, outcomes, status } = session;
  return { steps, cursor, outcomes, status, ...change };
}

function refused(session: ReviewSession, problem: string): ReviewSession {
  return moved(session, { problem });
}
