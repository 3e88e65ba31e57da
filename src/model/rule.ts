import type { Finding, Severity } from './finding.js';

/** An example of a rule: its test, and a part of its page. */
export interface RuleExample {
  /** e.g. "PostgreSQL", "Rails". */
  readonly title: string;
  /** Files of a small repository, path → content. */
  readonly files: Readonly<Record<string, string>>;
  /** The server that it is about, as `--server-version` takes it; absent = a current one. */
  readonly serverVersion?: string;
  /** The same repository at an earlier commit, for rules that look at what changed. */
  readonly before?: Readonly<Record<string, string>>;
}

/** One rule: a judgement over facts. `Facts` is the domain's bundle of facts that it gets. */
export interface Rule<Facts> {
  /** Lower case with hyphens, "thing and what is wrong with it": `create-index-blocking`. */
  readonly id: string;
  readonly severity: Severity;
  /** Question of the checklist that it speaks to; empty = none. */
  readonly question: string;
  /** One line: what it flags. */
  readonly summary: string;
  /** Why it matters, one paragraph. */
  readonly why: string;
  /** When not to use it. */
  readonly whenNotToUse: string;
  /** Where the facts are from: documentation pages or incidents. */
  readonly sources: readonly string[];
  /** Each `bad` must be flagged by this rule, each `good` must not. */
  readonly bad: readonly RuleExample[];
  readonly good: readonly RuleExample[];
  check(facts: Facts): readonly Finding[];
}

/** A rule without its facts: what listings and reference pages need. */
export type RuleCard = Omit<Rule<never>, 'check'>;
