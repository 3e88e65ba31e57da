import { stringify } from 'yaml';
import type { Choice, RiskRule } from '../../model/checklist.js';
import { oneLine } from './exchange.js';
import type { DraftSubQuestion, PackDraft } from './exchange.js';

/** What a box to tick can be answered with. */
const boxChoices: readonly Pick<Choice, 'id' | 'text' | 'risk'>[] = [
  { id: 'all', text: 'Yes', risk: 'none' },
  { id: 'some', text: 'In part', risk: 'medium' },
  { id: 'none', text: 'No, or nobody knows', risk: 'high' },
];

/**
 * A draft as the text of a pack file. What the other format did not say is filled in so that the pack can be used at once: a box gets three
 * choices, the worst answer decides a question. `lintel checklist lint` says what is still to be written (sources, incidents).
 */
export function packText(draft: PackDraft, id: string): string {
  const questions = draft.questions.map((question) => {
    const subQuestions = question.subQuestions.map((subQuestion) => ({
      ...subQuestion,
      choices: (subQuestion.choices ?? []).length >= 2 ? (subQuestion.choices ?? []) : boxChoices,
    }));
    return {
      id: question.id,
      text: oneLine(question.text),
      why: oneLine(question.why ?? question.text),
      subQuestions: subQuestions.map((subQuestion) => ({
        id: subQuestion.id,
        text: oneLine(subQuestion.text),
        why: oneLine(subQuestion.why ?? subQuestion.text),
        ...(subQuestion.required === true && { required: true }),
        choices: subQuestion.choices.map((choice) => ({ ...choice, text: oneLine(choice.text) })),
        sources: (subQuestion.sources ?? []).map(({ title, url }) => ({ title, url })),
      })),
      riskRules: worstDecides(subQuestions),
    };
  });
  return stringify(
    {
      id,
      version: draft.version ?? 1,
      title: oneLine(draft.title),
      description: oneLine(draft.description ?? draft.title),
      questions,
    },
    { lineWidth: 120 },
  );
}

function worstDecides(subQuestions: readonly DraftSubQuestion[]): readonly RiskRule[] {
  const rules = (['high', 'medium', 'low'] as const).flatMap((risk) =>
    subQuestions.flatMap((subQuestion): readonly RiskRule[] => {
      const choices = (subQuestion.choices ?? [])
        .filter((choice) => choice.risk === risk)
        .map(({ id }) => id);
      return choices.length === 0
        ? []
        : [{ when: { [subQuestion.id]: choices }, risk, because: `${subQuestion.id} carries ${risk} risk.` }];
    }),
  );
  const certain = subQuestions.some(({ choices = [] }) => choices.every(({ risk }) => risk !== 'none'));
  return certain ? rules : [...rules, { when: {}, risk: 'none', because: 'No answer carries a risk.' }];
}
