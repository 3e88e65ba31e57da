import type { Confidence } from '../../model/confidence.js';
import type { OperationBody } from '../../model/migration.js';
import type { SkipReason } from '../../model/skipped.js';

/** What a statement does, before it is known in which direction and transaction it runs. */
export interface Effect {
  readonly body: OperationBody;
  readonly confidence: Confidence;
  /** Offsets of the part of the text that says so; absent = the whole statement. */
  readonly range?: { readonly start: number; readonly end: number };
}

/** Something in a statement, or between two, that could not be understood. */
export interface Problem {
  /** Where in the text. */
  readonly offset: number;
  readonly reason: SkipReason;
  readonly detail: string;
}

/** One statement with all its effects; at least one, so that none is lost. */
export interface StatementReading {
  readonly start: number;
  readonly end: number;
  readonly effects: readonly Effect[];
  readonly problems: readonly Problem[];
}

/** Longest text of an opaque operation. */
const longest = 200;

/** The effect of a statement that could not be understood. */
export function opaque(reason: string, text: string): Effect {
  const shown = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return { body: { kind: 'opaque', reason, text: shown }, confidence: 'high' };
}

/** Whether an operation only looks: of no interest inside a statement that also acts. */
export function onlyReads(body: OperationBody): boolean {
  return body.kind === 'executeSql' && ['SELECT', 'WITH', 'VALUES'].includes(body.statementKind);
}
