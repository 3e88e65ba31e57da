/** A line range of a file that an answer rests on. */
export interface CitedEvidence {
  readonly path: string;
  /** `12-19` or `12`. */
  readonly lines: string;
  readonly blob?: string;
  /** `sha256:` and the hex digest of the cited lines. */
  readonly text: string;
  /** How often these lines stood in the file, where it was more than once: an equal copy must not stand in for them. */
  readonly copies?: string;
}

/** The claim that a signal finds nothing; `result` is the digest of the (empty or not) list of matches. */
export interface AbsentEvidence {
  readonly none: string;
  readonly result: string;
}

export type AnswerEvidence = CitedEvidence | AbsentEvidence;

/** One kept answer. Times are ISO dates (YYYY-MM-DD, UTC). */
export interface Answer {
  /** Id of the sub-question. */
  readonly question: string;
  /** Id of a choice, or `n/a`; empty where there is only a draft of a note. */
  readonly choice: string;
  readonly note?: string;
  /** A note that was typed and waits for an answer. */
  readonly draft?: string;
  readonly by?: string;
  readonly at: string;
  readonly commit?: string;
  /** `sha256:` digest of the question's wording and choices when it was answered. */
  readonly wording: string;
  readonly evidence: readonly AnswerEvidence[];
  readonly owner?: string;
  readonly due?: string;
  /** The decision record that accepts the risk, relative to the root. */
  readonly adr?: string;
}

/** Why an answer does not hold any more. */
export type Staleness =
  | { readonly kind: 'evidence-changed'; readonly path: string; readonly lines: string }
  | { readonly kind: 'evidence-gone'; readonly path: string }
  | { readonly kind: 'evidence-appeared'; readonly signal: string }
  | { readonly kind: 'reworded' }
  | { readonly kind: 'overdue'; readonly due: string };

export type QuestionState =
  'satisfied' | 'at-risk' | 'unknown' | 'not-applicable' | 'stale' | 'challenged' | 'waived';
