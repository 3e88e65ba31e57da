import { applicability } from '../../checklist/applicability.js';
import { evidenceOf } from '../../checklist/evidence-of.js';
import type { ReviewItem } from '../../checklist/order.js';
import { givenChoices, riskOf, riskOfChoice } from '../../checklist/risk.js';
import { staleness } from '../../checklist/staleness.js';
import { questionState, wholeQuestionState } from '../../checklist/states.js';
import type { Answer, QuestionState } from '../../model/answer.js';
import type { Pack, SubQuestion } from '../../model/checklist.js';
import type { QuestionDetails, QuestionReport, Report } from '../../model/report.js';
import type { Evidence } from '../../model/evidence.js';
import { currentSources } from './current-sources.js';
import type { SearchedRepository } from './current-sources.js';
import { evidenceFor, factKinds } from './reviewed-services.js';
import type { ReviewedService } from './reviewed-services.js';

/** A service's questions: as the walk orders them, and as reports show them. */
export interface AssessedService {
  readonly items: readonly ReviewItem[];
  /** Each question, followed by its sub-questions. */
  readonly questions: readonly QuestionReport[];
}

/** Holds a service's answers against what the repository shows now. */
export async function assessService(
  report: Report,
  repository: SearchedRepository,
  pack: Pack,
  service: ReviewedService,
  answers: readonly Answer[],
  asOf: string | undefined,
): Promise<AssessedService> {
  const evidence = evidenceFor(report, service);
  const facts = factKinds(report, service);
  const sources = await currentSources(repository, answers, evidence, asOf);
  const given = givenChoices(answers);
  const items: ReviewItem[] = [];
  const questions: QuestionReport[] = [];
  for (const question of pack.questions) {
    const states = new Map<string, QuestionState>();
    const parts: QuestionReport[] = [];
    for (const subQuestion of question.subQuestions) {
      const answer = answers.find((candidate) => candidate.question === subQuestion.id);
      const stale = answer === undefined ? [] : staleness(answer, subQuestion, sources);
      const risk = answer === undefined ? undefined : riskOfChoice(subQuestion, answer.choice);
      const explained = questionState({
        answer,
        staleness: stale,
        evidence: evidenceOf(subQuestion, evidence),
        risk,
        required: subQuestion.required,
        applicable: applicability(subQuestion, facts),
      });
      states.set(subQuestion.id, explained.state);
      items.push({ question, subQuestion, explained, staleness: stale });
      parts.push({
        id: subQuestion.id,
        service: service.name,
        text: subQuestion.text,
        state: explained.state,
        answer: answer?.choice ?? null,
        risk: risk ?? null,
        required: subQuestion.required,
        reasons: explained.reasons,
        details: detailsOf(subQuestion, answer, evidence),
      });
    }
    const risk = riskOf(question, given);
    const whole = wholeQuestionState(question, states, risk);
    questions.push(
      {
        id: question.id,
        service: service.name,
        text: question.text,
        state: whole.state,
        answer: null,
        risk: risk.risk ?? null,
        required: false,
        reasons: whole.reasons,
      },
      ...parts,
    );
  }
  return { items, questions };
}

/** What a page shows of a sub-question besides its state. */
function detailsOf(
  subQuestion: SubQuestion,
  answer: Answer | undefined,
  evidence: readonly Evidence[],
): QuestionDetails {
  const shown = { why: subQuestion.why, evidence: evidenceOf(subQuestion, evidence) };
  if (answer === undefined) return shown;
  const { choice, note, by, at, owner, due } = answer;
  return {
    ...shown,
    answer: {
      text: subQuestion.choices.find(({ id }) => id === choice)?.text ?? choice,
      ...(note !== undefined && { note }),
      ...(by !== undefined && { by }),
      at,
      ...(owner !== undefined && { owner }),
      ...(due !== undefined && { due }),
      cites: answer.evidence.flatMap((item) =>
        'none' in item ? [] : [{ file: item.path, lines: item.lines }],
      ),
    },
  };
}
