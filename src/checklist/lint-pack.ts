import type { FileProblem } from './file-problem.js';
import { type LintRemark, notAQuestion, repeatedIds } from './lint-remark.js';
import { lintRiskRules } from './lint-risk-rules.js';
import { lintSubQuestion } from './lint-sub-question.js';
import type { ParsedPack } from './parse-pack.js';

/** What a pack is checked against. */
export interface PackLintOptions {
  /** Ids of the signals that detectors of this version of lintel can find. */
  readonly knownSignals: ReadonlySet<string>;
}

/**
 * Checks a pack beyond its structure: stable ids, wording that can be verified, sources, known signals, and risk rules that are total
 * and reachable. Returns the problems of parsing when the file is no pack. Sorted by line.
 */
export function lintPack(parsed: ParsedPack, options: PackLintOptions): readonly FileProblem[] {
  const { pack } = parsed;
  if (!pack) return parsed.problems;
  const remarks: LintRemark[] = [
    ...repeatedIds(
      pack.questions.map(({ id }) => id),
      (index) => `/questions/${index}/id`,
      'question',
    ),
  ];
  for (const [index, question] of pack.questions.entries()) {
    const pointer = `/questions/${index}`;
    if (!question.text.trim().endsWith('?')) remarks.push(notAQuestion(`${pointer}/text`));
    if (question.incident === undefined) remarks.push(noIncident(pointer, question.id));
    const count = question.subQuestions.length;
    if (count < 3 || count > 7) remarks.push(wrongCount(pointer, question.id, count));
    for (const [at, subQuestion] of question.subQuestions.entries()) {
      remarks.push(
        ...lintSubQuestion(subQuestion, question, `${pointer}/subQuestions/${at}`, options.knownSignals),
      );
    }
    remarks.push(
      ...repeatedIds(
        question.subQuestions.map(({ id }) => id),
        (at) => `${pointer}/subQuestions/${at}/id`,
        'sub-question',
      ),
      ...lintRiskRules(question, pointer),
    );
  }
  return remarks
    .map(({ pointer, ...remark }): FileProblem => ({
      severity: 'error',
      ...remark,
      file: parsed.file,
      line: parsed.lineOf(pointer),
    }))
    .toSorted((a, b) => a.line - b.line);
}

function noIncident(pointer: string, id: string): LintRemark {
  return {
    rule: 'no-incident',
    severity: 'warning',
    pointer,
    message: `\`${id}\` names no incident that earned it its place.`,
    advice:
      'Add `incident:` with what happened, its date and a page that tells it; or ask whether it has to be asked.',
  };
}

function wrongCount(pointer: string, id: string, count: number): LintRemark {
  return {
    rule: 'sub-question-count',
    pointer: `${pointer}/subQuestions`,
    message: `\`${id}\` has ${count} sub-question${count === 1 ? '' : 's'}.`,
    advice: 'Keep three to seven: fewer do not decide the question, more are not answered with care.',
  };
}
