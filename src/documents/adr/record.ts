/** Where a record says something about another document. */
export interface AdrLink {
  /** e.g. `supersedes`, `superseded by`, `amends`, `relates to`; empty when the text names none. */
  readonly kind: string;
  /** Path relative to the root, or what is written when it names no file. */
  readonly target: string;
  readonly text: string;
}

/** One decision record. */
export interface AdrRecord {
  /** Relative to the root. */
  readonly path: string;
  /** As people cite it: `0007`, `ADR-7`, `20240131`. */
  readonly id: string;
  readonly number: number | null;
  readonly title: string;
  /** Normalised: proposed, accepted, rejected, deprecated, superseded, draft; else as written, in lower case; null when none is written. */
  readonly status: string | null;
  readonly statusText: string | null;
  /** ISO date, null when none is written. */
  readonly date: string | null;
  readonly dateSource: 'text' | 'git' | null;
  /** Who wrote it. */
  readonly authors: readonly string[];
  readonly authorSource: 'text' | 'git' | null;
  readonly deciders: readonly string[];
  readonly consulted: readonly string[];
  readonly informed: readonly string[];
  readonly tags: readonly string[];
  readonly links: readonly AdrLink[];
  /** What could not be read, in words. */
  readonly problems: readonly string[];
}

/** A folder of decision records. */
export interface AdrLog {
  readonly path: string;
  /** The dialect of most of its records. */
  readonly style: AdrStyle;
  readonly records: readonly AdrRecord[];
}

export type AdrStyle =
  | 'nygard'
  | 'madr'
  | 'log4brains'
  | 'y-statement'
  | 'alexandrian'
  | 'tyree-akerman'
  | 'merson'
  | 'planguage'
  | 'business-case'
  | 'other';
