import type { Question, RiskRule, SubQuestion } from '../model/checklist.js';
import type { LintRemark } from './lint-remark.js';

/** More combinations than this are not tried; seven sub-questions of five choices are 78 125. */
const mostCombinations = 200_000;

/**
 * Remarks on the risk rules of a question: they must name its own sub-questions and choices, give a risk for every combination of
 * answers, and each must be the first to hold for some combination. `pointer` is the question's JSON pointer.
 */
export function lintRiskRules(question: Question, pointer: string): readonly LintRemark[] {
  const unknown = unknownNames(question, pointer);
  // Rules that name things that are not there cannot be weighed.
  if (unknown.length > 0) return unknown;
  return [...unmentioned(question, pointer), ...weighed(question, pointer)];
}

function unknownNames(question: Question, pointer: string): readonly LintRemark[] {
  const remarks: LintRemark[] = [];
  for (const [index, rule] of question.riskRules.entries()) {
    for (const [id, choices] of Object.entries(rule.when)) {
      const at = `${pointer}/riskRules/${index}/when/${id}`;
      const subQuestion = question.subQuestions.find((candidate) => candidate.id === id);
      if (!subQuestion) {
        remarks.push({
          rule: 'risk-rule-names-unknown',
          pointer: at,
          message: `\`${question.id}\` has no sub-question \`${id}\`.`,
          advice: 'Name a sub-question of the same question.',
        });
        continue;
      }
      const known = subQuestion.choices.map((choice) => choice.id);
      for (const choice of choices) {
        if (known.includes(choice)) continue;
        remarks.push({
          rule: 'risk-rule-names-unknown',
          pointer: at,
          message: `\`${id}\` has no choice \`${choice}\`.`,
          advice: `Use one of: ${known.join(', ')}.`,
        });
      }
    }
  }
  return remarks;
}

function unmentioned(question: Question, pointer: string): readonly LintRemark[] {
  return question.subQuestions.flatMap((subQuestion, index): readonly LintRemark[] => {
    if (question.riskRules.some((rule) => Object.hasOwn(rule.when, subQuestion.id))) return [];
    return [
      {
        rule: 'answer-without-effect',
        pointer: `${pointer}/subQuestions/${index}`,
        message: `No risk rule of \`${question.id}\` mentions \`${subQuestion.id}\`: its answer changes nothing.`,
        advice: 'Add it to a rule, or do not ask.',
      },
    ];
  });
}

function weighed(question: Question, pointer: string): readonly LintRemark[] {
  const mentioned = question.subQuestions.filter((subQuestion) =>
    question.riskRules.some((rule) => Object.hasOwn(rule.when, subQuestion.id)),
  );
  const count = mentioned.reduce((product, { choices }) => product * choices.length, 1);
  if (count > mostCombinations) {
    return [
      {
        rule: 'risk-rules-not-checkable',
        pointer: `${pointer}/riskRules`,
        message: `The risk rules of \`${question.id}\` depend on ${count} combinations of answers; ${mostCombinations} can be checked.`,
        advice: 'Mention fewer sub-questions, or split the question.',
      },
    ];
  }
  const first = new Set<number>();
  let uncovered: ReadonlyMap<string, string> | undefined;
  for (const combination of combinations(mentioned)) {
    const index = question.riskRules.findIndex((rule) => holds(rule, combination));
    if (index !== -1) first.add(index);
    else uncovered ??= new Map(combination);
  }
  return [...notTotal(question, pointer, uncovered), ...unreachable(question, pointer, first)];
}

function notTotal(
  question: Question,
  pointer: string,
  uncovered: ReadonlyMap<string, string> | undefined,
): readonly LintRemark[] {
  if (!uncovered) return [];
  const example = [...uncovered].map(([id, choice]) => `${id}: ${choice}`).join(', ');
  return [
    {
      rule: 'risk-rules-not-total',
      pointer: `${pointer}/riskRules`,
      message: `No risk rule of \`${question.id}\` holds for { ${example} }.`,
      advice: 'End the list with a rule `when: {}`.',
    },
  ];
}

function unreachable(question: Question, pointer: string, first: ReadonlySet<number>): readonly LintRemark[] {
  return question.riskRules.flatMap((rule, index): readonly LintRemark[] =>
    first.has(index)
      ? []
      : [
          {
            rule: 'risk-rule-unreachable',
            pointer: `${pointer}/riskRules/${index}`,
            message: `Whenever this rule ("${rule.because}") holds, an earlier one does too: it never decides.`,
            advice: 'Move it up, or remove it.',
          },
        ],
  );
}

/** All combinations of choices, counted like the digits of a number. The same map is handed out each time, with new content. */
function* combinations(subQuestions: readonly SubQuestion[]): Generator<ReadonlyMap<string, string>> {
  const digits = subQuestions.map(() => 0);
  const combination = new Map<string, string>();
  for (;;) {
    for (const [at, subQuestion] of subQuestions.entries()) {
      const choice = subQuestion.choices[digits[at] ?? 0];
      if (!choice) return;
      combination.set(subQuestion.id, choice.id);
    }
    yield combination;
    let at = 0;
    for (; at < digits.length; at += 1) {
      const next = (digits[at] ?? 0) + 1;
      if (next < (subQuestions[at]?.choices.length ?? 0)) {
        digits[at] = next;
        break;
      }
      digits[at] = 0;
    }
    if (at === digits.length) return;
  }
}

function holds(rule: RiskRule, combination: ReadonlyMap<string, string>): boolean {
  return Object.entries(rule.when).every(([id, choices]) => choices.includes(combination.get(id) ?? ''));
}
