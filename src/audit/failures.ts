import type { IdentifiedFinding } from '../model/finding.js';
import type { GateFailure } from '../model/gate.js';
import type { QuestionReport } from '../model/report.js';
import { shellWord } from '../model/shell-word.js';

/** Digits of a fingerprint that commands show: enough to be the only one, short enough to be read. */
const shownDigits = 12;

/** What a waiver costs to write: somebody's name, a reason and an end. */
const accepting = '--owner NAME --days 30 --reason "why it can wait"';

/** A finding as a reason to fail. */
export function failureOfFinding(finding: IdentifiedFinding): GateFailure {
  return {
    id: finding.rule,
    service: finding.service,
    text: finding.message,
    file: finding.span.file,
    line: finding.span.line,
    pass: [finding.advice, `lintel audit waive ${finding.fingerprint.slice(0, shownDigits)} ${accepting}`],
  };
}

/**
 * A question as a reason to fail, with the commands that answer it.
 * @param note whether the answer has to be defended.
 */
export function failureOfQuestion(question: QuestionReport, note = false): GateFailure {
  const service = question.service === '' ? '' : ` --service ${shellWord(question.service)}`;
  const set = `lintel review${service} --set ${question.id}=${question.answer ?? 'CHOICE'}`;
  return {
    id: question.id,
    service: question.service,
    text: question.reasons.join(' '),
    ...question.place,
    pass: [
      ...(question.answer === null
        ? [`lintel review${service}`, set]
        : note
          ? [`${set} --note "why it holds all the same"`, `lintel review${service}`]
          : [set, `lintel review${service}`]),
      `lintel audit waive ${question.id}${service} ${accepting}`,
    ],
  };
}
