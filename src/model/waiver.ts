/** A finding or a question that somebody accepted until a day: an entry of `.lintel/waivers.yaml`. Dates are ISO dates in UTC. */
export interface Waiver {
  /** Fingerprint of the finding. Either this or `question` is there. */
  readonly finding?: string;
  /** Id of the sub-question. */
  readonly question?: string;
  /** The service of the question; may be left out where there is only one. */
  readonly service?: string;
  /** Rule and place of the finding when it was waived: for whoever reads the file. */
  readonly rule?: string;
  readonly file?: string;
  /** Who answers for it. */
  readonly owner: string;
  readonly reason: string;
  /** The last day on which it holds, to its end in UTC. */
  readonly expires: string;
  /** When and by whom it was written. */
  readonly at?: string;
  readonly by?: string;
}

/**
 * active = accepts what it names; expiring = the same, for two weeks more at most; expired = accepts nothing any more; unused = what it
 * names is not there, or needs no waiver; too-wide = names a question of several services without saying which.
 */
export type WaiverState = 'active' | 'expiring' | 'expired' | 'unused' | 'too-wide';

/** A waiver with its place in the file, and how it stands. */
export interface ReportedWaiver extends Waiver {
  readonly line: number;
  readonly state: WaiverState;
}

/** What a waived finding or question shows of its waiver. */
export interface Acceptance {
  readonly owner: string;
  readonly reason: string;
  readonly expires: string;
}
