import type { Answer } from '../model/answer.js';
import type { Question, Risk, RiskRule, SubQuestion } from '../model/checklist.js';

/** The choice that every question has: it does not apply to this service. */
export const notApplicableChoice = 'n/a';

const ranks: Readonly<Record<Risk, number>> = { none: 0, low: 1, medium: 2, high: 3 };

/** 0 for none up to 3 for high. */
export function riskRank(risk: Risk): number {
  return ranks[risk];
}

/** Whether a risk is one that a team can live with: none or low. */
export function isAcceptable(risk: Risk): boolean {
  return riskRank(risk) <= riskRank('low');
}

/** What the answers to the sub-questions mean for a question. */
export interface QuestionRisk {
  /** Undefined while missing answers could still change it. */
  readonly risk: Risk | undefined;
  /** The lowest risk that the missing answers can lead to; equal to `risk` when that is known. */
  readonly atLeast: Risk;
  /** The rule's sentence, or what is missing. */
  readonly because: string;
  /** Ids of the unanswered sub-questions that decide, in the order of the pack. */
  readonly missing: readonly string[];
}

/** Sub-question id → choice id (or `n/a`). */
export type GivenChoices = ReadonlyMap<string, string>;

/** The given choices of a list of answers. */
export function givenChoices(answers: readonly Answer[]): GivenChoices {
  return new Map(answers.map((answer) => [answer.question, answer.choice]));
}

/** The risk of one answer alone; `n/a` carries none. Undefined when the sub-question has no such choice. */
export function riskOfChoice(subQuestion: SubQuestion, choice: string): Risk | undefined {
  if (choice === notApplicableChoice) return 'none';
  return subQuestion.choices.find(({ id }) => id === choice)?.risk;
}

/**
 * The risk of a question: the first rule that holds decides. A rule about an unanswered sub-question may or may not hold; as long as
 * that matters the risk is open, never "none". `n/a` counts as the sub-question's least risky choice: what does not apply cannot hurt.
 */
export function riskOf(question: Question, given: GivenChoices): QuestionRisk {
  const accepted = acceptedChoices(question, given);
  const open: RiskRule[] = [];
  let decided: RiskRule | undefined;
  for (const rule of question.riskRules) {
    const holds = ruleHolds(rule, accepted);
    if (holds === 'maybe') open.push(rule);
    if (holds === 'yes') {
      decided = rule;
      break;
    }
  }
  const possible = decided ? [...open, decided] : open;
  const missing = question.subQuestions
    .map(({ id }) => id)
    .filter((id) => !accepted.has(id) && open.some((rule) => Object.hasOwn(rule.when, id)));
  const first = possible[0];
  if (!first) return undecided('high', 'No risk rule holds for these answers.', missing);
  const lowest = possible.reduce(
    (low, rule) => (riskRank(rule.risk) < riskRank(low.risk) ? rule : low),
    first,
  );
  if (!decided) return undecided(lowest.risk, unanswered(missing), missing);
  if (possible.some((rule) => rule.risk !== decided.risk))
    return undecided(lowest.risk, unanswered(missing), missing);
  return { risk: decided.risk, atLeast: decided.risk, because: decided.because, missing: [] };
}

function undecided(atLeast: Risk, because: string, missing: readonly string[]): QuestionRisk {
  return { risk: undefined, atLeast, because, missing };
}

function unanswered(missing: readonly string[]): string {
  return `Not answered yet: ${missing.join(', ')}.`;
}

/** For each answered sub-question the choices that its answer stands for: one, or for `n/a` all of the least risk. */
function acceptedChoices(question: Question, given: GivenChoices): ReadonlyMap<string, ReadonlySet<string>> {
  const accepted = new Map<string, ReadonlySet<string>>();
  for (const subQuestion of question.subQuestions) {
    const choice = given.get(subQuestion.id);
    if (choice === undefined) continue;
    if (choice === notApplicableChoice) accepted.set(subQuestion.id, leastRisky(subQuestion));
    else if (riskOfChoice(subQuestion, choice) !== undefined) accepted.set(subQuestion.id, new Set([choice]));
  }
  return accepted;
}

function leastRisky(subQuestion: SubQuestion): ReadonlySet<string> {
  const least = Math.min(...subQuestion.choices.map(({ risk }) => riskRank(risk)));
  return new Set(subQuestion.choices.filter(({ risk }) => riskRank(risk) === least).map(({ id }) => id));
}

/** Whether a rule holds for the accepted choices of answered sub-questions; `maybe` when it rests on an unanswered one. */
function ruleHolds(
  rule: RiskRule,
  accepted: ReadonlyMap<string, ReadonlySet<string>>,
): 'yes' | 'no' | 'maybe' {
  let holds: 'yes' | 'maybe' = 'yes';
  for (const [id, choices] of Object.entries(rule.when)) {
    const given = accepted.get(id);
    if (given === undefined) holds = 'maybe';
    else if (!choices.some((choice) => given.has(choice))) return 'no';
  }
  return holds;
}
