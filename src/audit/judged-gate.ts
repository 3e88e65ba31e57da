import type { IdentifiedFinding } from '../model/finding.js';
import type { GateFailure, GateReport, GateSettings } from '../model/gate.js';
import type { QuestionReport, Report } from '../model/report.js';

/** What the gates judge. */
export interface GateInput {
  readonly findings: readonly IdentifiedFinding[];
  /** The (sub-)questions with their states. */
  readonly questions: readonly QuestionReport[];
  /** Services that have kept answers; the others are not held to the questions yet. */
  readonly reviewedServices: ReadonlySet<string>;
  readonly settings: GateSettings;
  readonly waivers?: Report['waivers'];
  readonly baseline?: Report['baseline'];
}

/** A gate before it is known whether it may fail the verdict, with the sentence that the verdict says when it does. */
export interface JudgedGate extends Omit<GateReport, 'state'> {
  readonly begun: boolean;
  /** "2 stale answers: a (x), b (y)"; several sentences where several things are wrong. */
  readonly says: readonly string[];
}

/** "2 stale answers: a (x), b (y) and 3 more"; nothing for none. */
export function saidOf(
  failures: readonly GateFailure[],
  singular: string,
  plurals: string,
): readonly string[] {
  const named = failures.slice(0, 5).map(({ id, service }) => (service === '' ? id : `${id} (${service})`));
  const rest = failures.length - named.length;
  return counted(failures.length, singular, plurals).map(
    (text) => `${text}: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
  );
}

/** `2 things` or `1 thing`, as a list that is empty for none. */
export function counted(number: number, singular: string, plurals: string): readonly string[] {
  return number === 0 ? [] : [`${number} ${number === 1 ? singular : plurals}`];
}
