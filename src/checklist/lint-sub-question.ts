import type { Question, SubQuestion } from '../model/checklist.js';
import { type LintRemark, notAQuestion, repeatedIds } from './lint-remark.js';
import { vaguePhraseIn } from './vague-phrases.js';

/** Words that YAML 1.1 tools turn into truth values or null when they rewrite an answers file. */
const unstableInYaml = new Set(['yes', 'no', 'on', 'off', 'y', 'n', 'true', 'false', 'null']);

/** Remarks on one sub-question; `pointer` is its JSON pointer. */
export function lintSubQuestion(
  subQuestion: SubQuestion,
  question: Question,
  pointer: string,
  knownSignals: ReadonlySet<string>,
): readonly LintRemark[] {
  return [
    ...lintId(subQuestion, question, pointer),
    ...lintWording(subQuestion, pointer),
    ...lintChoices(subQuestion, pointer),
    ...lintSources(subQuestion, pointer),
    ...lintSignals(subQuestion, pointer, knownSignals),
  ];
}

function lintId(subQuestion: SubQuestion, question: Question, pointer: string): readonly LintRemark[] {
  if (subQuestion.id.startsWith(`${question.id}.`)) return [];
  return [
    {
      rule: 'id-of-other-question',
      pointer: `${pointer}/id`,
      message: `\`${subQuestion.id}\` stands under \`${question.id}\`.`,
      advice: `Begin the id with \`${question.id}.\`.`,
    },
  ];
}

function lintWording(subQuestion: SubQuestion, pointer: string): readonly LintRemark[] {
  const remarks: LintRemark[] = [];
  if (!subQuestion.text.trim().endsWith('?')) remarks.push(notAQuestion(`${pointer}/text`));
  const texts = [
    { text: subQuestion.text, at: `${pointer}/text` },
    ...subQuestion.choices.map((choice, index) => ({
      text: choice.text,
      at: `${pointer}/choices/${index}/text`,
    })),
  ];
  for (const { text, at } of texts) {
    const phrase = vaguePhraseIn(text);
    if (phrase === undefined) continue;
    remarks.push({
      rule: 'not-verifiable',
      pointer: at,
      message: `"${phrase}" cannot be verified: everyone will say yes.`,
      advice: 'Name what can be looked up: a number, a file, a test, a date.',
    });
  }
  return remarks;
}

function lintChoices(subQuestion: SubQuestion, pointer: string): readonly LintRemark[] {
  const { choices } = subQuestion;
  const remarks: LintRemark[] = [
    ...repeatedIds(
      choices.map(({ id }) => id),
      (index) => `${pointer}/choices/${index}/id`,
      'choice',
    ),
  ];
  if (choices.length < 2) {
    remarks.push({
      rule: 'choice-count',
      pointer: `${pointer}/choices`,
      message: `\`${subQuestion.id}\` has ${choices.length === 1 ? 'one choice' : 'no choices'}.`,
      advice: 'Give two to five, of which one always holds.',
    });
  }
  for (const [index, { id }] of choices.entries()) {
    if (!unstableInYaml.has(id)) continue;
    remarks.push({
      rule: 'unstable-choice-id',
      pointer: `${pointer}/choices/${index}/id`,
      message: `Many YAML tools read \`${id}\` as a truth value or null, so that the answer is lost when they rewrite the file.`,
      advice: 'Use a word such as `all`, `some` or `none`.',
    });
  }
  return remarks;
}

function lintSources(subQuestion: SubQuestion, pointer: string): readonly LintRemark[] {
  if (subQuestion.sources.length > 0) return [];
  return [
    {
      rule: 'no-source',
      pointer: `${pointer}/sources`,
      message: `\`${subQuestion.id}\` names no source.`,
      advice: 'Add the page that the advice is from.',
    },
  ];
}

function lintSignals(
  subQuestion: SubQuestion,
  pointer: string,
  knownSignals: ReadonlySet<string>,
): readonly LintRemark[] {
  const listed = subQuestion.signals.map(({ id }) => id);
  const remarks: LintRemark[] = [
    ...repeatedIds(listed, (index) => `${pointer}/signals/${index}/id`, 'signal'),
  ];
  for (const [index, id] of listed.entries()) {
    if (knownSignals.has(id)) continue;
    remarks.push({
      rule: 'unknown-signal',
      pointer: `${pointer}/signals/${index}/id`,
      message: `No detector finds the signal \`${id}\`.`,
      advice: 'Correct its id, or leave it out until there is a detector.',
    });
  }
  for (const [index, choice] of subQuestion.choices.entries()) {
    for (const [at, id] of (choice.suggestedBy ?? []).entries()) {
      if (listed.includes(id)) continue;
      remarks.push({
        rule: 'suggested-by-other-signal',
        pointer: `${pointer}/choices/${index}/suggestedBy/${at}`,
        message: `\`${id}\` suggests a choice but is not one of the signals of \`${subQuestion.id}\`.`,
        advice: 'List it under `signals` with its stance.',
      });
    }
  }
  return remarks;
}
