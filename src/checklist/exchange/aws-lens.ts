import type { Pack, Question, Risk, SubQuestion } from '../../model/checklist.js';
import { InputError } from '../../model/input-error.js';
import { alwaysLost, idOf, oneLine, uniqueId } from './exchange.js';
import type { DraftSubQuestion, ExchangeFormat } from './exchange.js';
import { lensProblems, limits, schemaVersion } from './aws-lens-rules.js';
import type { Lens, LensQuestion } from './aws-lens-rules.js';

const risks: Readonly<Record<Risk, string>> = {
  none: 'NO_RISK',
  low: 'NO_RISK',
  medium: 'MEDIUM_RISK',
  high: 'HIGH_RISK',
};

/**
 * A custom lens of the AWS Well-Architected Tool: a pillar for each question, a question for each sub-question. Their boxes may be ticked
 * together, so the worst one decides, and none is the worst.
 */
export const awsLens: ExchangeFormat = {
  name: 'aws-lens',
  meaning: 'a custom lens of the AWS Well-Architected Tool',
  write: (pack) => {
    const lens: Lens = {
      schemaVersion,
      name: cut(pack.title, limits.name),
      description: cut(pack.description, limits.description),
      pillars: pack.questions.map((question) => ({
        id: lensId(question.id),
        name: cut(question.text, limits.name),
        questions: question.subQuestions.map(questionOf),
      })),
    };
    const text = `${JSON.stringify(lens, undefined, 2)}\n`;
    const problems = lensProblems(lens, text);
    if (problems.length > 0)
      throw new InputError(
        `the pack ${pack.id} is no lens that AWS takes: ${problems.slice(0, 3).join('; ')}`,
        'Leave out questions with `without:` in a pack that extends it, and export that.',
      );
    return { text, lost: lostOf(pack) };
  },
  read: (text, file) => {
    const lens = parsedLens(text, file);
    const taken = new Set<string>();
    return {
      draft: {
        title: lens.name,
        ...(lens.description !== undefined && lens.description !== '' && { description: lens.description }),
        questions: lens.pillars.map((pillar) => {
          const id = uniqueId(packId(pillar.id), taken);
          const names = new Set<string>();
          return {
            id,
            text: pillar.name,
            subQuestions: pillar.questions.map((question) => draftOf(question, id, names)),
          };
        }),
      },
      lost: [],
    };
  },
};

function lostOf(pack: Pack): readonly string[] {
  const subQuestions = pack.questions.flatMap(({ subQuestions: own }) => own);
  const low = subQuestions.flatMap(({ choices }) => choices).filter(({ risk }) => risk === 'low').length;
  const cutTitles = pack.questions.filter(({ text }) => oneLine(text).length > limits.name).length;
  return [
    ...alwaysLost(pack),
    'why each question as a whole is asked',
    'which answers are required',
    ...(low > 0 ? [`the risk "low" of ${low} choices, which becomes NO_RISK`] : []),
    ...(subQuestions.some(({ sources }) => sources.length > 1)
      ? ['all sources of a sub-question but the first']
      : []),
    ...(cutTitles > 0 ? [`the ends of ${cutTitles} names of pillars`] : []),
  ];
}

function questionOf(subQuestion: SubQuestion): LensQuestion {
  const [source] = subQuestion.sources;
  const best = subQuestion.choices.find(({ risk }) => risk === 'none') ?? subQuestion.choices[0];
  return {
    id: lensId(subQuestion.id),
    title: cut(subQuestion.text, limits.name),
    description: cut(`${oneLine(subQuestion.text)}\n\n${oneLine(subQuestion.why)}`, limits.description),
    ...(source !== undefined && {
      helpfulResource: { displayText: cut(source.title, limits.description), url: source.url },
    }),
    choices: subQuestion.choices.map((choice) => ({
      id: choiceId(choice.id),
      title: cut(choice.text, limits.name),
      helpfulResource: { displayText: cut(choice.text, limits.description) },
      improvementPlan: {
        displayText:
          choice.risk === 'none'
            ? 'Nothing to improve.'
            : cut(`Aim for: ${best?.text ?? ''}`, limits.description),
      },
    })),
    riskRules: [
      ...(['HIGH_RISK', 'MEDIUM_RISK', 'NO_RISK'] as const).flatMap((risk) => {
        const own = subQuestion.choices.filter((choice) => risks[choice.risk] === risk);
        return own.length === 0 ? [] : [{ condition: own.map(({ id }) => choiceId(id)).join(' || '), risk }];
      }),
      { condition: 'default', risk: 'HIGH_RISK' },
    ],
  };
}

/** Letters, digits and underscores; back by `packId`. */
const lensId = (id: string): string => id.replaceAll('.', '__').replaceAll('-', '_');
const choiceId = (id: string): string => `choice_${lensId(id)}`;
const packId = (id: string): string =>
  idOf(id.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').replaceAll('_', '-'), 'part');

function parsedLens(text: string, file: string): Lens {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new InputError(
      `${file}: ${error instanceof Error ? error.message : String(error)}`,
      'Give the JSON of a custom lens.',
    );
  }
  const problems = lensProblems(value, text);
  if (problems.length > 0)
    throw new InputError(
      `${file}: ${problems.slice(0, 3).join('; ')}`,
      'Correct the lens; AWS would not take it either.',
    );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- lensProblems has looked at every part
  return value as Lens;
}

function draftOf(question: LensQuestion, pillar: Question['id'], names: Set<string>): DraftSubQuestion {
  const [prefix, ...rest] = question.id.split('__');
  const name = rest.length > 0 && packId(prefix ?? '') === pillar ? rest.join('-') : question.id;
  const [longText, ...why] = (question.description ?? '').split('\n\n');
  const cutTitle =
    question.title.endsWith('…') &&
    longText !== undefined &&
    longText.startsWith(question.title.slice(0, -1));
  const isOwn = cutTitle || longText === question.title;
  return {
    id: `${pillar}.${uniqueId(packId(name), names)}`,
    text: cutTitle ? longText : question.title,
    ...((isOwn ? why.join(' ') : (question.description ?? '')) !== '' && {
      why: oneLine(isOwn ? why.join(' ') : (question.description ?? '')),
    }),
    choices: isSingle(question) ? singleChoices(question) : ruleChoices(question),
    ...(question.helpfulResource?.url?.startsWith('https://') === true && {
      sources: [{ title: oneLine(question.helpfulResource.displayText), url: question.helpfulResource.url }],
    }),
  };
}

/** Whether the boxes are one answer: each stands by itself in just one rule, as lintel writes them. */
function isSingle({ choices, riskRules }: LensQuestion): boolean {
  const named = riskRules
    .filter(({ condition }) => condition !== 'default')
    .flatMap(({ condition }) => condition.split('||').map((part) => part.trim()));
  return (
    choices.every(({ id }) => id.startsWith('choice_')) &&
    named.length === choices.length &&
    choices.every(({ id }) => named.filter((name) => name === id).length === 1)
  );
}

function singleChoices({ choices, riskRules }: LensQuestion): NonNullable<DraftSubQuestion['choices']> {
  return choices.map((choice) => {
    const rule = riskRules.find(({ condition }) =>
      condition.split('||').some((part) => part.trim() === choice.id),
    );
    const whole = choice.helpfulResource?.displayText ?? choice.title;
    return {
      id: packId(choice.id.slice('choice_'.length)),
      text: oneLine(
        choice.title.endsWith('…') && whole.startsWith(choice.title.slice(0, -1)) ? whole : choice.title,
      ),
      risk: riskOf(rule?.risk),
    };
  });
}

/** Best practices that are ticked together: each rule on them becomes an answer, and "otherwise" the last one. */
function ruleChoices({ choices, riskRules }: LensQuestion): NonNullable<DraftSubQuestion['choices']> {
  const titles = new Map(choices.map(({ id, title }) => [id, oneLine(title)]));
  const words = (condition: string): string =>
    condition
      .replaceAll(/[A-Za-z0-9_]+/g, (id) => `"${titles.get(id) ?? id}"`)
      .replaceAll('&&', 'and')
      .replaceAll('||', 'or')
      .replaceAll('!', 'not ')
      .replaceAll(/\s+/g, ' ');
  const taken = new Set<string>();
  return riskRules.map(({ condition, risk }, index) => ({
    id: uniqueId(condition === 'default' ? 'otherwise' : `level-${index + 1}`, taken),
    text: condition === 'default' ? 'None of these' : words(condition),
    risk: riskOf(risk),
  }));
}

function riskOf(word: string | undefined): Risk {
  return word === 'NO_RISK' ? 'none' : word === 'MEDIUM_RISK' ? 'medium' : 'high';
}

function cut(text: string, most: number): string {
  const line = text.split('\n\n').map(oneLine).join('\n\n');
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`;
}
