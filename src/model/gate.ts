import type { FailOn } from './finding.js';
import type { Risk } from './checklist.js';

/** The gates that lintel brings; a repository may name more in `gate.gates`. */
export const gateIds = [
  'findings',
  'stale-answers',
  'challenged-answers',
  'required-questions',
  'accepted-risk',
  'waivers',
  'baseline',
] as const;

/** A gate that a repository names itself: questions that must be in order, rules of which no new finding may be there. */
export interface NamedGate {
  /** Ids of questions or sub-questions. */
  readonly questions?: readonly string[];
  /** Ids of rules; a finding counts whatever its severity. */
  readonly rules?: readonly string[];
}

/** When `lintel audit` fails: `gate` of the configuration. */
export interface GateSettings {
  readonly failOn: FailOn;
  /** The highest risk of an answer that passes; high = every answer. */
  readonly maxRisk: Risk;
  /** Of which services required questions are wanted: those whose review was begun, or all. */
  readonly required: 'begun' | 'all';
  /** Gates that are listed and never fail. */
  readonly reportOnly: readonly string[];
  /** The most days that a waiver may hold. */
  readonly waiverDays: number;
  /** The repository's own gates, by name. */
  readonly gates: Readonly<Record<string, NamedGate>>;
}

/** One thing that a gate failed on: what, where, and how to pass without cheating. */
export interface GateFailure {
  /** Rule, or question. */
  readonly id: string;
  /** Empty = none. */
  readonly service: string;
  /** What is wrong, in a few words. */
  readonly text: string;
  readonly file?: string;
  readonly line?: number;
  /** Commands, or sentences, the shortest way first. */
  readonly pass: readonly string[];
}

/** How one gate stands. not-begun = nothing was answered yet, so that there is nothing to judge. */
export interface GateReport {
  readonly id: string;
  /** What it wants, as a clause: `no finding at or above "error"`. */
  readonly wants: string;
  readonly state: 'passed' | 'failed' | 'report-only' | 'not-begun';
  readonly failures: readonly GateFailure[];
  /** How many were let pass because somebody waived them; not a pass. */
  readonly waived: number;
  /** How many stood at the base or in the baseline already, and do not count. */
  readonly before: number;
}
