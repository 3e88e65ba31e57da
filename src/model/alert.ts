import type { SourceSpan } from './source-span.js';

export type AlertClass = 'slo-burn' | 'symptom' | 'cause' | 'other';

/** One alert rule as written. */
export interface Alert {
  readonly name: string;
  readonly format: string;
  readonly class: AlertClass;
  readonly runbook?: string;
  readonly span: SourceSpan;
}

/** One service level objective as written. */
export interface Slo {
  readonly name: string;
  readonly format: string;
  readonly span: SourceSpan;
}
