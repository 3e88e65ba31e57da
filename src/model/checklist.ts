import type { Stance } from './evidence.js';

export type Risk = 'none' | 'low' | 'medium' | 'high';

/** One possible answer. Ids are stable for ever. */
export interface Choice {
  readonly id: string;
  readonly text: string;
  /** The risk of this answer when no risk rule says otherwise. */
  readonly risk: Risk;
  /** Signals of the sub-question that speak for this choice: all of the supporting ones together, or any of the contradicting ones. */
  readonly suggestedBy?: readonly string[];
}

/** "If these answers were given, the risk of the question is this." The first rule that holds decides. */
export interface RiskRule {
  /** Sub-question id → choice ids of which one was given. Empty = always holds. */
  readonly when: Readonly<Record<string, readonly string[]>>;
  readonly risk: Risk;
  readonly because: string;
}

/** Facts that must be there for a question to be asked of a service. Empty = always asked. */
export interface Applicability {
  /** Any of these kinds of fact: `migrations`, `endpoints`, `probes`, `workloads`. */
  readonly anyOf: readonly string[];
  /** Said when it does not apply. */
  readonly otherwise: string;
}

/** A real incident or source that earned the question its place. */
export interface Source {
  readonly title: string;
  readonly url: string;
}

/** A question that can be answered with one of its choices. */
export interface SubQuestion {
  /** `<question>.<name>`, stable. */
  readonly id: string;
  readonly text: string;
  readonly why: string;
  readonly choices: readonly Choice[];
  readonly sources: readonly Source[];
  readonly signals: readonly { readonly id: string; readonly stance: Stance }[];
  /** Whether the gate wants an answer. */
  readonly required: boolean;
  readonly applicability?: Applicability;
  /** In a translated pack: the wording of the pack itself, which is what answers are bound to. */
  readonly original?: Pick<SubQuestion, 'text' | 'choices'>;
}

export interface Question {
  readonly id: string;
  readonly text: string;
  readonly why: string;
  readonly incident?: { readonly text: string; readonly source: Source };
  readonly subQuestions: readonly SubQuestion[];
  readonly riskRules: readonly RiskRule[];
}

/** A checklist. */
export interface Pack {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly description: string;
  readonly questions: readonly Question[];
}
