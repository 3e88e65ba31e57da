import type { SourceSpan } from './source-span.js';
import type { Acceptance } from './waiver.js';

export type Severity = 'error' | 'warning' | 'note';

/** The lowest severity that fails a gate; never = findings are only listed. */
export type FailOn = Severity | 'never';

/** What a rule reports. Fingerprint and status are added by the workflow. */
export interface Finding {
  /** Id of the rule. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, why it hurts, in one or two sentences. */
  readonly message: string;
  /** What to do instead, in one sentence. */
  readonly advice: string;
  readonly span: SourceSpan;
  /** Other places that belong to it. */
  readonly related?: readonly { readonly span: SourceSpan; readonly text: string }[];
}

/** new = counts; baselined = was there when the baseline was written; waived = accepted by somebody until a date. */
export type FindingStatus = 'new' | 'baselined' | 'waived';

/** A finding with its identity: stable while lines above it move, so that a baseline holds. */
export interface IdentifiedFinding extends Finding {
  readonly service: string;
  /** Question of the checklist that the rule speaks to. */
  readonly question: string;
  /** sha256 over rule, file, the text of the flagged lines and the count of equal ones before it; 32 hex digits. */
  readonly fingerprint: string;
  readonly status: FindingStatus;
  /** Who accepted it until when. Only when `status` is waived. */
  readonly waiver?: Acceptance;
}

/** Severities in the order of their weight. */
const weight: Readonly<Record<Severity, number>> = { note: 0, warning: 1, error: 2 };

/** Whether a finding fails a gate: it is new (not baselined, not waived) and at or above the level. */
export function failsAt(
  { status, severity }: Pick<IdentifiedFinding, 'status' | 'severity'>,
  failOn: FailOn,
): boolean {
  return failOn !== 'never' && status === 'new' && weight[severity] >= weight[failOn];
}
