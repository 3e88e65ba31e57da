import type { SourceText } from '../../../model/source-text.js';
import type { Citation } from '../citations.js';
import type { ReadRecord } from '../read-record.js';
import type { AdrStyle } from '../record.js';

/** A record with its text, for rules that look at lines. */
export interface LintedRecord extends ReadRecord {
  readonly source: SourceText;
}

/** A log as the rules see it, its records sorted as in the listing. */
export interface LintedLog {
  readonly path: string;
  readonly style: AdrStyle;
  readonly records: readonly LintedRecord[];
  /** Lines of the templates that lie beside the records: what nobody filled in looks like this. */
  readonly templateLines: ReadonlySet<string>;
  /** Numbers that a record of this log ever had, as far as the history tells. */
  readonly numbersEver: ReadonlySet<number>;
}

/** What git tells of the files. Without git, or in a shallow clone, it knows less; then the rules are silent. */
export interface AdrHistory {
  /** The record in the commit in which its status became accepted, on the line of history that HEAD's first parents make. */
  accepted(
    path: string,
  ): { readonly record: ReadRecord; readonly commit: string; readonly date: string } | undefined;
  /** ISO date of the commit that brought the file. */
  firstSeen(path: string): string | undefined;
  /** Where a file or folder went that was there once and is not any more. */
  gone(path: string): { readonly movedTo?: string; readonly commit: string } | undefined;
}

/** What a team may set in `.lintel.yaml` under `adr`. */
export interface AdrLintSettings {
  /** Numbers that several records had before anybody watched: they are let be. */
  readonly frozen: ReadonlySet<number>;
  /** The states that are allowed, in lower case; undefined = those that are known. */
  readonly statuses: readonly string[] | undefined;
  /** The sections that every record must have; undefined = what the log's own style and habit are. */
  readonly sections: readonly string[] | undefined;
  /** Days after which a proposal is stale. */
  readonly proposedDays: number;
}

/** Everything that the rules on decision records look at. */
export interface AdrFacts {
  readonly logs: readonly LintedLog[];
  /** Every file of the repository, and every folder that holds one. */
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  readonly history: AdrHistory;
  /** Where other files and records name records. */
  readonly citations: readonly Citation[];
  readonly settings: AdrLintSettings;
  /** ISO date on which age and due dates are judged; without it nothing is late. */
  readonly asOf?: string;
}
