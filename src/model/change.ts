/** A sub-question that a change touches, and why. */
export interface TouchedQuestion {
  readonly id: string;
  readonly service: string;
  /** Files whose change speaks to it, sorted. */
  readonly files: readonly string[];
}

/** What came since a revision. */
export interface ReportedChange {
  /** The revision as it was given. */
  readonly base: string;
  /** Questions whose evidence changed. */
  readonly touched: readonly TouchedQuestion[];
  /** Answers that held at the base and are stale now. */
  readonly madeStale: readonly { readonly id: string; readonly service: string }[];
  /** How many findings are new. */
  readonly newFindings: number;
}
