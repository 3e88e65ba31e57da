import type { Answer } from '../model/answer.js';
import type { Pack } from '../model/checklist.js';
import type { FileProblem } from './file-problem.js';
import { riskOfChoice } from './risk.js';
import { escapedSegment, type YamlText } from './yaml-text.js';

/**
 * Answers that a pack does not ask for or does not know, as warnings: they are kept in the file and count for nothing. Otherwise a
 * mistyped id would look like a question that nobody answered.
 */
export function answersUnknownTo(
  pack: Pack,
  answers: readonly Answer[],
  source: YamlText,
): readonly FileProblem[] {
  const asked = new Map(
    pack.questions.flatMap(({ subQuestions }) =>
      subQuestions.map((subQuestion) => [subQuestion.id, subQuestion]),
    ),
  );
  return answers.flatMap(({ question, choice }): readonly FileProblem[] => {
    const pointer = `/answers/${escapedSegment(question)}`;
    const subQuestion = asked.get(question);
    const at = { severity: 'warning', file: source.file } as const;
    if (!subQuestion) {
      return [
        {
          ...at,
          rule: 'unknown-question',
          line: source.lineOf(pointer),
          message: `The pack ${pack.id} does not ask \`${question}\`.`,
          advice: 'Correct the id, or remove the answer.',
        },
      ];
    }
    if (riskOfChoice(subQuestion, choice) !== undefined) return [];
    const known = subQuestion.choices.map(({ id }) => id).join(', ');
    return [
      {
        ...at,
        rule: 'unknown-choice',
        line: source.lineOf(`${pointer}/choice`),
        message: `\`${question}\` has no choice \`${choice}\`.`,
        advice: `Use one of: ${known}, n/a.`,
      },
    ];
  });
}
