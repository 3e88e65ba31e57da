import type { Pack, Question, RiskRule, SubQuestion } from '../model/checklist.js';
import type { FileProblem } from './file-problem.js';
import { packFrom, type ParsedPack, type WrittenQuestion } from './parse-pack.js';
import { riskRank } from './risk.js';

/** Gives a pack by its id, not yet extended; undefined when there is none. */
export type FindPack = (id: string) => ParsedPack | undefined;

/** Packs stand on packs at most this deep. */
const deepest = 20;

/** Where a question of an extended pack is written in its own file; undefined = it is inherited. */
interface Origin {
  readonly own: number | undefined;
  readonly subQuestions: readonly (number | undefined)[];
  readonly ownRules: boolean;
}

/**
 * A pack with what it extends. The questions of the extended packs come first, in their order; an own question of the same id adds to it:
 * its text, its reason, its sub-questions (one of the same id takes the place of the inherited one) and its risk rules replace those. What
 * `without` names is not asked. A pack that is missing, or that extends itself, is a problem of the file that names it.
 */
export function extendedPack(parsed: ParsedPack, find: FindPack, above: readonly string[] = []): ParsedPack {
  const { written } = parsed;
  if (written?.extends === undefined) return parsed;
  const chain = [...above, written.id];
  const inherited: Pack[] = [];
  const problems: FileProblem[] = [];
  for (const [index, id] of written.extends.entries()) {
    const at = (message: string, advice: string): FileProblem => ({
      rule: 'extends',
      severity: 'error',
      file: parsed.file,
      line: parsed.lineOf(`/extends/${index}`),
      message,
      advice,
    });
    if (chain.includes(id) || chain.length > deepest) {
      problems.push(
        at(`The pack extends itself: ${[...chain, id].join(' → ')}.`, 'Take one of them out of `extends`.'),
      );
      continue;
    }
    const base = find(id);
    if (base === undefined) {
      problems.push(at(`There is no pack \`${id}\` to extend.`, 'See `lintel checklist list`.'));
      continue;
    }
    const whole = extendedPack(base, find, chain);
    if (whole.pack === undefined)
      problems.push(
        at(
          `The pack \`${id}\` cannot be used: ${whole.problems[0]?.message ?? ''}`,
          `Correct ${whole.problems[0]?.file ?? base.file}:${whole.problems[0]?.line ?? 1} first.`,
        ),
      );
    else inherited.push(whole.pack);
  }
  if (problems.length > 0) return { ...parsed, pack: undefined, problems };
  return merged(parsed, inherited);
}

function merged(parsed: ParsedPack, inherited: readonly Pack[]): ParsedPack {
  const { written } = parsed;
  if (written === undefined) return parsed;
  const problems: FileProblem[] = [];
  const say = (pointer: string, rule: string, message: string, advice: string): void => {
    problems.push({
      rule,
      severity: 'error',
      file: parsed.file,
      line: parsed.lineOf(pointer),
      message,
      advice,
    });
  };
  const questions: Question[] = [];
  const origins: Origin[] = [];
  for (const question of inherited.flatMap((pack) => pack.questions)) {
    if (questions.some(({ id }) => id === question.id)) {
      say(
        '/extends',
        'extends',
        `Two of the extended packs ask \`${question.id}\`.`,
        'Extend one of them only.',
      );
      continue;
    }
    questions.push(question);
    origins.push({
      own: undefined,
      subQuestions: question.subQuestions.map(() => undefined),
      ownRules: false,
    });
  }
  for (const [own, question] of (written.questions ?? []).entries()) {
    const at = questions.findIndex(({ id }) => id === question.id);
    const base = questions[at];
    if (base === undefined) {
      const missing = (['text', 'why', 'subQuestions', 'riskRules'] as const).filter(
        (key) => question[key] === undefined,
      );
      if (missing.length > 0) {
        say(
          `/questions/${own}`,
          'question-incomplete',
          `No extended pack asks \`${question.id}\`, and it lacks ${missing.join(', ')}.`,
          'Write the question whole, or correct its id.',
        );
        continue;
      }
      const [whole] = packFrom({ ...written, questions: [question] }).questions;
      if (whole === undefined) continue;
      questions.push(whole);
      origins.push({ own, subQuestions: whole.subQuestions.map((_sub, index) => index), ownRules: true });
    } else {
      const { question: both, origin } = added(base, question, own);
      questions[at] = both;
      origins[at] = origin;
    }
  }
  const without = new Set(written.without ?? []);
  for (const [index, id] of (written.without ?? []).entries())
    if (
      !questions.some((question) => question.id === id || question.subQuestions.some((sub) => sub.id === id))
    )
      say(
        `/without/${index}`,
        'without-unknown',
        `Nothing that is extended asks \`${id}\`.`,
        'Correct the id, or take it out.',
      );
  const kept = questions.flatMap((question, index) => {
    const origin = origins[index];
    if (without.has(question.id) || origin === undefined) return [];
    const { question: left, subQuestions } = leftOf(question, origin, without);
    if (left.subQuestions.length === 0) return [];
    return [{ question: left, origin: { ...origin, subQuestions } }];
  });
  if (kept.length === 0)
    say('/without', 'without-all', 'Nothing is left to ask.', 'Take something out of `without`.');
  if (problems.length > 0) return { ...parsed, pack: undefined, problems };
  return {
    ...parsed,
    pack: {
      id: written.id,
      version: written.version,
      title: written.title,
      description: written.description,
      questions: kept.map(({ question }) => question),
    },
    lineOf: (pointer) =>
      parsed.lineOf(
        ownPointer(
          pointer,
          kept.map(({ origin }) => origin),
        ),
      ),
  };
}

/** A question with what an own one of the same id adds. */
function added(
  base: Question,
  question: WrittenQuestion,
  own: number,
): { readonly question: Question; readonly origin: Origin } {
  const subQuestions: SubQuestion[] = [...base.subQuestions];
  const places: (number | undefined)[] = base.subQuestions.map(() => undefined);
  for (const [index, written] of (question.subQuestions ?? []).entries()) {
    const sub = { ...written, signals: written.signals ?? [], required: written.required ?? false };
    const at = subQuestions.findIndex(({ id }) => id === sub.id);
    if (at === -1) {
      subQuestions.push(sub);
      places.push(index);
    } else {
      subQuestions[at] = sub;
      places[at] = index;
    }
  }
  return {
    question: {
      id: base.id,
      text: question.text ?? base.text,
      why: question.why ?? base.why,
      ...((question.incident ?? base.incident) && { incident: question.incident ?? base.incident }),
      subQuestions,
      riskRules: question.riskRules ?? base.riskRules,
    },
    origin: { own, subQuestions: places, ownRules: question.riskRules !== undefined },
  };
}

/** A question without the sub-questions that are not asked; the rules go on as if those had their least risky answer. */
function leftOf(
  question: Question,
  origin: Origin,
  without: ReadonlySet<string>,
): { readonly question: Question; readonly subQuestions: Origin['subQuestions'] } {
  const gone = question.subQuestions.filter(({ id }) => without.has(id));
  if (gone.length === 0) return { question, subQuestions: origin.subQuestions };
  const riskRules = question.riskRules.flatMap((rule): readonly RiskRule[] => {
    const needless = gone.filter(({ id }) => Object.hasOwn(rule.when, id));
    if (
      needless.some((sub) => !leastRisky(sub).some((choice) => rule.when[sub.id]?.includes(choice) === true))
    )
      return [];
    const names = new Set(needless.map(({ id }) => id));
    return [
      { ...rule, when: Object.fromEntries(Object.entries(rule.when).filter(([id]) => !names.has(id))) },
    ];
  });
  // Behind a rule that always holds no other one is asked.
  const last = riskRules.findIndex(({ when }) => Object.keys(when).length === 0);
  const stays = question.subQuestions.map(({ id }) => !without.has(id));
  return {
    question: {
      ...question,
      subQuestions: question.subQuestions.filter((_sub, index) => stays[index]),
      riskRules: last === -1 ? riskRules : riskRules.slice(0, last + 1),
    },
    subQuestions: origin.subQuestions.filter((_sub, index) => stays[index]),
  };
}

function leastRisky({ choices }: SubQuestion): readonly string[] {
  const least = Math.min(...choices.map(({ risk }) => riskRank(risk)));
  return choices.filter(({ risk }) => riskRank(risk) === least).map(({ id }) => id);
}

/** The place in the own file of a part of the whole pack; what is inherited stands at `extends`. */
function ownPointer(pointer: string, origins: readonly Origin[]): string {
  const [, list, question, part, index, ...rest] = pointer.split('/');
  if (list !== 'questions') return pointer;
  const origin = origins[Number(question)];
  if (origin?.own === undefined) return '/extends';
  const start = `/questions/${origin.own}`;
  if (part === undefined) return start;
  if (part === 'riskRules' && !origin.ownRules) return '/extends';
  if (part !== 'subQuestions' || index === undefined)
    return [start, part, ...(index === undefined ? [] : [index]), ...rest].join('/');
  const own = origin.subQuestions[Number(index)];
  return own === undefined ? '/extends' : [start, part, String(own), ...rest].join('/');
}
