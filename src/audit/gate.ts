import { failsAt } from '../model/finding.js';
import type { FailOn, IdentifiedFinding } from '../model/finding.js';
import type { QuestionReport, Verdict } from '../model/report.js';

/** What the gate judges. */
export interface GateInput {
  readonly findings: readonly IdentifiedFinding[];
  /** The (sub-)questions with their states. */
  readonly questions: readonly QuestionReport[];
  /** Services that have kept answers; the others are not held to the questions yet. */
  readonly reviewedServices: ReadonlySet<string>;
  readonly failOn: FailOn;
}

/** Findings that count against the gate: new ones (not baselined, not waived) at or above the level. */
function failingFindings(
  findings: readonly IdentifiedFinding[],
  failOn: FailOn,
): readonly IdentifiedFinding[] {
  return findings.filter((finding) => failsAt(finding, failOn));
}

/** The verdict on findings alone, as a lint gives it. */
export function judgeFindings(findings: readonly IdentifiedFinding[], failOn: FailOn): Verdict {
  return judge({ findings, questions: [], reviewedServices: new Set(), failOn });
}

/**
 * Named gates, each of which fails by itself: findings at or above a level; answers that went stale; answers that the evidence
 * challenges; required questions without an answer. The last three hold for services whose review was begun: a team that has not
 * started the checklist is told so in the report, not failed for it.
 */
export function judge(input: GateInput): Verdict {
  // A question as a whole repeats the state of its parts: only what was answered counts, or one answer would fail twice.
  const reviewed = input.questions.filter((question) => input.reviewedServices.has(question.service));
  const failing = failingFindings(input.findings, input.failOn);
  const failedOn = [
    ...count(
      failing.length,
      `finding at or above "${input.failOn}"`,
      `findings at or above "${input.failOn}"`,
    ),
    ...gateOn(
      reviewed.filter((question) => question.answer !== null && question.state === 'stale'),
      'stale answer',
      'stale answers',
    ),
    ...gateOn(
      reviewed.filter((question) => question.answer !== null && question.state === 'challenged'),
      'answer that the evidence challenges',
      'answers that the evidence challenges',
    ),
    ...gateOn(
      reviewed.filter((question) => question.required && question.state === 'unknown'),
      'required question without an answer',
      'required questions without an answer',
    ),
  ];
  return { passed: failedOn.length === 0, failedOn, failOn: input.failOn };
}

function gateOn(questions: readonly QuestionReport[], singular: string, plurals: string): readonly string[] {
  const named = questions
    .slice(0, 5)
    .map((question) => (question.service === '' ? question.id : `${question.id} (${question.service})`));
  const rest = questions.length - named.length;
  return count(questions.length, singular, plurals).map(
    (text) => `${text}: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
  );
}

function count(number: number, singular: string, plurals: string): readonly string[] {
  return number === 0 ? [] : [`${number} ${number === 1 ? singular : plurals}`];
}
