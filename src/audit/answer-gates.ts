import type { QuestionState } from '../model/answer.js';
import type { Risk } from '../model/checklist.js';
import type { QuestionReport } from '../model/report.js';
import { failureOfQuestion } from './failures.js';
import { saidOf } from './judged-gate.js';
import type { GateInput, JudgedGate } from './judged-gate.js';

const ranks: Readonly<Record<Risk, number>> = { none: 0, low: 1, medium: 2, high: 3 };

/** The gates on answers. A question as a whole repeats the state of its parts: only sub-questions count, or one answer would fail twice. */
export function answerGates(input: GateInput): readonly JudgedGate[] {
  const { settings } = input;
  const parts = input.questions.filter(({ id }) => id.includes('.'));
  const reviewed = parts.filter(({ service }) => input.reviewedServices.has(service));
  const begun = reviewed.length > 0;
  const gate = (
    id: string,
    wants: string,
    asked: readonly QuestionReport[],
    fails: (question: Troubled) => boolean,
    words: readonly [string, string],
  ): JudgedGate => {
    const troubled = asked.map(withoutWaiver).filter(fails);
    const failures = troubled
      .filter(({ waived, before }) => !waived && !before)
      .map(({ question }) => failureOfQuestion(question, id === 'challenged-answers'));
    return {
      id,
      wants,
      begun: begun || asked.length > 0,
      failures,
      waived: troubled.filter(({ waived }) => waived).length,
      before: troubled.filter(({ waived, before }) => !waived && before).length,
      says: saidOf(failures, ...words),
    };
  };
  const answered = ({ question }: Troubled): boolean => question.answer !== null;
  return [
    gate(
      'stale-answers',
      'every answer still rests on what it cites',
      reviewed,
      (question) => answered(question) && question.state === 'stale',
      ['stale answer', 'stale answers'],
    ),
    gate(
      'challenged-answers',
      'no answer that the code contradicts without a rebuttal',
      reviewed,
      (question) => answered(question) && question.state === 'challenged',
      ['answer that the evidence challenges', 'answers that the evidence challenges'],
    ),
    gate(
      'required-questions',
      settings.required === 'all'
        ? 'every required question is answered'
        : 'every required question is answered, where the review was begun',
      settings.required === 'all' ? parts : reviewed,
      ({ question, state }) => question.required && state === 'unknown',
      ['required question without an answer', 'required questions without an answer'],
    ),
    gate(
      'accepted-risk',
      settings.maxRisk === 'high'
        ? 'answers of every risk pass'
        : `no answer of more than ${settings.maxRisk} risk`,
      reviewed,
      ({ question, state }) =>
        state === 'at-risk' && ranks[question.risk ?? 'none'] > ranks[settings.maxRisk],
      [`answer of more than ${settings.maxRisk} risk`, `answers of more than ${settings.maxRisk} risk`],
    ),
  ];
}

/** A question with the state that it has without its waiver. */
export interface Troubled {
  readonly question: QuestionReport;
  readonly state: QuestionState;
  readonly waived: boolean;
  /** Whether it stood so at the base. */
  readonly before: boolean;
}

/** Looks behind the waiver of a question. */
export function withoutWaiver(question: QuestionReport): Troubled {
  return {
    question,
    state: question.waiver?.instead ?? question.state,
    waived: question.state === 'waived',
    before: question.before === true,
  };
}
