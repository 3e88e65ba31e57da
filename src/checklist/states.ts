import type { Answer, QuestionState, Staleness } from '../model/answer.js';
import type { Question, Risk } from '../model/checklist.js';
import type { Evidence } from '../model/evidence.js';
import type { Applicable } from './applicability.js';
import { evidenceText } from './evidence-of.js';
import { isAcceptable, notApplicableChoice, type QuestionRisk } from './risk.js';
import { stalenessText } from './staleness.js';

/** What is known of one sub-question for one service. */
export interface SubQuestionFacts {
  readonly answer: Answer | undefined;
  /** From `staleness`; ignored without an answer. */
  readonly staleness: readonly Staleness[];
  /** From `evidenceOf`. */
  readonly evidence: readonly Evidence[];
  /** From `riskOfChoice`; undefined without an answer, or when the pack has no such choice. */
  readonly risk: Risk | undefined;
  /** Whether the gate wants an answer. */
  readonly required: boolean;
  readonly applicable: Applicable;
}

/** A state with the sentences that explain it. */
export interface ExplainedState {
  readonly state: QuestionState;
  readonly reasons: readonly string[];
}

/**
 * The state of a sub-question. What does not apply is not asked; no answer is `unknown`, never "no"; an answer whose ground moved is
 * `stale`; a good answer that high-confidence evidence contradicts is `challenged` until a note rebuts it.
 */
export function questionState(facts: SubQuestionFacts): ExplainedState {
  const { answer, applicable, risk } = facts;
  if (!applicable.applies) return { state: 'not-applicable', reasons: [applicable.reason] };
  if (!answer) {
    return {
      state: 'unknown',
      reasons: [facts.required ? 'Not answered; the gate wants an answer.' : 'Not answered.'],
    };
  }
  if (facts.staleness.length > 0) return { state: 'stale', reasons: facts.staleness.map(stalenessText) };
  if (risk === undefined) {
    return { state: 'unknown', reasons: [`The answer \`${answer.choice}\` is not one of the choices.`] };
  }
  const contradiction = isAcceptable(risk) && !hasRebuttal(answer) ? contradictions(facts.evidence) : [];
  if (contradiction.length > 0) return { state: 'challenged', reasons: contradiction.map(challengeText) };
  const note = hasRebuttal(answer) ? [answer.note ?? ''] : [];
  if (answer.choice === notApplicableChoice) return { state: 'not-applicable', reasons: note };
  if (isAcceptable(risk)) return { state: 'satisfied', reasons: note };
  return { state: 'at-risk', reasons: [`The answer \`${answer.choice}\` carries ${risk} risk.`, ...note] };
}

function hasRebuttal(answer: Answer): boolean {
  return answer.note !== undefined && answer.note.trim() !== '';
}

function contradictions(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.filter(({ stance, confidence }) => stance === 'contradicts' && confidence === 'high');
}

function challengeText(evidence: Evidence): string {
  return `The repository says otherwise: ${evidenceText(evidence)}. Answer again, or add a note that says why it holds all the same.`;
}

/**
 * The state of a whole question from those of its sub-questions (by id) and its risk. The worst news first: an answer that cannot be
 * trusted, then risk that is certain, then what nobody answered.
 */
export function wholeQuestionState(
  question: Question,
  states: ReadonlyMap<string, QuestionState>,
  risk: QuestionRisk,
): ExplainedState {
  const inState = (wanted: QuestionState): readonly string[] =>
    question.subQuestions.filter(({ id }) => states.get(id) === wanted).map(({ id }) => id);
  if (inState('not-applicable').length === question.subQuestions.length) {
    return { state: 'not-applicable', reasons: ['None of its sub-questions applies.'] };
  }
  for (const state of ['stale', 'challenged'] as const) {
    const ids = inState(state);
    if (ids.length > 0) return { state, reasons: [`${ids.join(', ')}.`] };
  }
  if (!isAcceptable(risk.atLeast)) return { state: 'at-risk', reasons: [risk.because] };
  const unanswered = question.subQuestions.filter(
    ({ id, required }) => required && (states.get(id) ?? 'unknown') === 'unknown',
  );
  if (unanswered.length > 0) {
    return { state: 'unknown', reasons: [`Not answered: ${unanswered.map(({ id }) => id).join(', ')}.`] };
  }
  if (risk.risk === undefined) return { state: 'unknown', reasons: [risk.because] };
  return { state: 'satisfied', reasons: [risk.because] };
}
